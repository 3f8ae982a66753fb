"""A stitch as data: the tissue with its wound, numbered points, and what the needle does in each
step of the lesson. Places and lengths are as in `bot.domain.stitches.ground`, in mm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import pi, sin

from bot.domain.stitches.ground import NEAR, Layer, Point, Surface, Tissue, Vessel, Wound
from bot.domain.stitches.space import Vec


class Pattern(StrEnum):
    """Which geometry a stitch is held to."""

    SIMPLE = "simple"
    BURIED = "buried"
    VERTICAL_MATTRESS = "vertical-mattress"
    HORIZONTAL_MATTRESS = "horizontal-mattress"
    CRUCIATE = "cruciate"
    RUNNING = "running"
    LOCKING = "locking"
    SUBCUTICULAR = "subcuticular"
    LAYERED = "layered"
    STAPLES = "staples"
    REMOVAL = "removal"
    MICRO = "micro"
    ANASTOMOSIS = "anastomosis"


@dataclass(frozen=True, slots=True)
class Needle:
    """A curved needle: which part of a circle it is, and its length along the curve."""

    curve: float  # 0.375 for 3/8 of a circle
    length: float

    @property
    def radius(self) -> float:
        """The radius of its circle."""
        return self.length / (2 * pi * self.curve)

    @property
    def chord(self) -> float:
        """The straight distance from its point to the thread."""
        return 2 * self.radius * sin(pi * self.curve)


@dataclass(frozen=True, slots=True)
class Staple:
    """A staple as it closes: the length of each leg below the surface, and how far its bar stands
    clear of it."""

    leg: float
    clear: float


@dataclass(frozen=True, slots=True)
class Tie:
    """How a thread is tied: the wraps of each throw, and the length of the ends left."""

    throws: tuple[int, ...]
    ends: float


class Verb(StrEnum):
    """What is done at a point."""

    ENTER = "enter"
    THROUGH = "through"
    EXIT = "exit"
    OVER = "over"  # the thread on the surface takes its way over this place
    LOCK = "lock"  # the needle goes up through the last loop, which then lies caught here
    LAY = "lay"  # a free end is laid here before the tie: first the tail, then the needle's end
    SNUG = "snug"  # the thread is drawn until the edges meet as far as it holds them
    TIE = "tie"  # with the knot here, on the surface
    BURY = "bury"  # tied, with the knot sunk to this place
    TAPE = "tape"  # the end is held by tape here, without a knot
    TRIM = "trim"  # the tail alone is cut: the thread goes on
    CUT = "cut"  # both ends, or the needle off: what enters next is a new thread
    STAPLE = "staple"
    LIFT = "lift"  # forceps raise the knot to here
    SNIP = "snip"  # one strand, here
    PULL = "pull"  # the stitch is drawn out to here


POINTS_OF: Mapping[Verb, int] = dict.fromkeys(Verb, 1) | {
    Verb.SNUG: 0,
    Verb.TRIM: 0,
    Verb.CUT: 0,
    Verb.STAPLE: 2,
}


@dataclass(frozen=True, slots=True)
class Move:
    """A verb and the names of its points."""

    verb: Verb
    at: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join((self.verb, *self.at))


@dataclass(frozen=True, slots=True)
class Repeat:
    """The moves of a step done `times` times, each time `along` mm further along the cut, or
    `turn` degrees further round a vessel."""

    times: int = 1
    along: float = 0.0
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """What the stitch does while the lesson is at its step number `lesson`."""

    lesson: int
    moves: tuple[Move, ...]
    repeat: Repeat = Repeat()


@dataclass(frozen=True, slots=True)
class Done:
    """A move as it is done: at places, in one round of a repeated step."""

    verb: Verb
    names: tuple[str, ...]
    at: tuple[Point, ...]
    step: int  # index into Stitch.steps; -1 for what is there from the beginning
    move: int  # index into Step.moves
    round: int  # from 0

    @property
    def point(self) -> Point:
        """The one place of a verb that has one."""
        return self.at[0]

    def __str__(self) -> str:
        return " ".join((self.verb, *self.names))


@dataclass(frozen=True)
class Stitch:
    """A stitch, or a row of staples, as it is laid step by step."""

    id: str  # of the technique
    pattern: Pattern
    tissue: Tissue | Vessel
    wound: Wound
    # In the file's order; numbers are drawn, letters only steer.
    points: Mapping[str, Point] = field(hash=False)
    steps: tuple[Step, ...]
    needle: Needle | None = None  # None for staples
    tie: Tie | None = None
    staple: Staple | None = None
    given: tuple[Move, ...] = ()  # a stitch that is there from the beginning, to be taken out

    @property
    def numbered(self) -> Mapping[int, Point]:
        """The points that are drawn with their number."""
        return {int(name): point for name, point in self.points.items() if name.isdigit()}

    def done(self) -> Iterator[Done]:
        """Yield every move in its order, repeated steps as often as they are done."""
        for number, move in enumerate(self.given):
            places = tuple(self.points[name] for name in move.at)
            yield Done(move.verb, move.at, places, -1, number, 0)
        for index, step in enumerate(self.steps):
            for turn in range(step.repeat.times):
                for number, move in enumerate(step.moves):
                    places = tuple(self._place(name, step.repeat, turn) for name in move.at)
                    yield Done(move.verb, move.at, places, index, number, turn)

    def _place(self, name: str, repeat: Repeat, turn: int) -> Point:
        point = self.points[name]
        if isinstance(self.tissue, Vessel):
            return self.tissue.turned(point, turn * repeat.turn)
        return point.moved(turn * repeat.along)

    def surface(self, point: Point) -> Surface | None:
        """Return which surface a place lies on; None inside of the tissue and outside of it."""
        if isinstance(self.tissue, Vessel):
            return Surface.OUTSIDE if abs(self.tissue.inward(point)) < NEAR else None
        if point.face:
            inside = 0 <= point.depth <= self.wound.depth + NEAR and self.wound.holds(point.along)
            return Surface.FACE if inside else None
        if abs(point.depth) < NEAR:
            in_cut = abs(point.across) < NEAR and abs(point.along) < self.wound.length / 2 + NEAR
            return None if in_cut else Surface.SKIN
        return self._in_the_wound(self.tissue, point)

    def _in_the_wound(self, tissue: Tissue, point: Point) -> Surface | None:
        if not 0 < point.depth <= self.wound.depth + NEAR:
            return None
        if abs(point.across) < NEAR:
            at_end = abs(abs(point.along) - self.wound.length / 2) < NEAR
            return Surface.CORNER if at_end else None
        if abs(point.across) > self.wound.undermined + NEAR or not self.wound.holds(point.along):
            return None
        for depth, surface in (
            (tissue.bottom(Layer.DERMIS), Surface.UNDERSIDE),
            (tissue.top(Layer.FASCIA), Surface.FASCIA),
        ):
            if depth is not None and abs(point.depth - depth) < NEAR:
                return surface
        return None

    def inward(self, point: Point) -> Vec:
        """Return the direction in which a needle goes straight into the tissue at a point."""
        if isinstance(self.tissue, Vessel):
            return self.tissue.towards_axis(point)
        match self.surface(point):
            case Surface.FACE:
                return Vec(0, point.side, 0)
            case Surface.CORNER:
                return Vec(1 if point.along > 0 else -1, 0, 0)
            case Surface.UNDERSIDE:
                return Vec(0, 0, -1)
            case _:
                return Vec(0, 0, 1)
