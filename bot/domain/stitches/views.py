"""What there is to see of a stitch at one moment, as lines in space that a drawing only has to
project. `bot.domain.stitches.scenes` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.stitches.ground import Edges
from bot.domain.stitches.space import Line, Vec


class Where(StrEnum):
    """What a piece of thread lies in; it says how it is drawn."""

    ON = "on"  # on the surface: seen from above
    IN = "in"  # in the tissue: dashed from above
    OPEN = "open"  # in the air, or across the open cut: seen from above


class Kind(StrEnum):
    """Which part of a stitch a piece of thread is."""

    TAIL = "tail"  # the free end at the first entry
    BITE = "bite"
    OVER = "over"  # on the surface, from an exit to the next entry
    LEAD = "lead"  # from the last hole to the needle
    TIED = "tied"  # from a hole to the knot or the tape
    END = "end"  # what is left beyond a knot


@dataclass(frozen=True, slots=True)
class Strand:
    """A piece of thread. Strands come in the order in which they are laid: a later one lies over
    those before it wherever they cross on the surface."""

    kind: Kind
    where: Where
    line: Line
    step: int  # index into Stitch.steps in which it was laid; -1: there from the beginning
    thread: int = 0  # index of the thread; each is cut before the next begins


@dataclass(frozen=True, slots=True)
class Knot:
    """A knot: its place, and the direction of the thread that it holds together."""

    at: Vec
    axis: Vec  # of length 1
    throws: tuple[int, ...]
    step: int
    buried: bool
    tightness: float = 1.0  # from 0 to 1 while it is being tied


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything at one moment, in mm."""

    step: int  # index into Stitch.steps
    edges: Edges
    strands: tuple[Strand, ...]
    knots: tuple[Knot, ...] = ()
    needle: Line = ()  # from where the thread is fixed to the point; () while it is parked
    tapes: tuple[Vec, ...] = ()
    staples: tuple[Line, ...] = ()  # each from the tip of one leg over the bar to the other tip
    snip: Vec | None = None  # where scissors cut one strand in this step
    pull: tuple[Vec, Vec] | None = None  # from where to where something is drawn in this step


class Measure(StrEnum):
    """What a dimension line tells."""

    BITE = "bite"  # from the cut edge to a point
    PITCH = "pitch"  # from a point to the next one along the cut
    BEYOND = "beyond"  # from the end of the cut to a point in line with it
    DEPTH = "depth"  # below the surface
    LIFT = "lift"  # how far a knot is lifted off the surface
    ENDS = "ends"  # what is left beyond the knot


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension line: its two ends, measured from the cut edge like points, and its length."""

    measure: Measure
    start: Vec
    end: Vec
    side: int  # of the cut on which it lies, as for `lay`
    mm: float
    step: int  # index of the step that brings it in
    point: str = ""  # the name of the point that it measures, if it measures one
