"""Common errors, made from a sound stitch: the same data with one fault, for "which one is wrong?".

Draw one with `scene(wrong.stitch, step, wrong.edges)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.domain.stitches.ground import Edges, Point, Side
from bot.domain.stitches.stitch import Pattern, Stitch, Verb


class Wrong(StrEnum):
    """What can go wrong."""

    UNEQUAL_DEPTH = "unequal-depth"  # one side shallow and near: a step
    TOO_TIGHT = "too-tight"  # the surface puckers
    OBLIQUE = "oblique"  # it slants across the cut
    GAPING = "gaping"  # the edges do not meet
    INVERTED = "inverted"  # a shallow bite: the edges roll in


@dataclass(frozen=True, slots=True)
class WrongStitch:
    """A stitch with an error, and how the edges lie when it is done."""

    error: Wrong
    stitch: Stitch
    edges: Edges


# The errors that a lesson of such a pattern warns of, and that its picture can show.
ERRORS: Final[Mapping[Pattern, tuple[Wrong, ...]]] = {
    Pattern.SIMPLE: tuple(Wrong),
    Pattern.BURIED: (Wrong.UNEQUAL_DEPTH, Wrong.OBLIQUE),
    Pattern.VERTICAL_MATTRESS: (Wrong.UNEQUAL_DEPTH, Wrong.TOO_TIGHT, Wrong.OBLIQUE),
    Pattern.HORIZONTAL_MATTRESS: (Wrong.UNEQUAL_DEPTH, Wrong.TOO_TIGHT, Wrong.GAPING),
    Pattern.CRUCIATE: (Wrong.UNEQUAL_DEPTH, Wrong.TOO_TIGHT, Wrong.OBLIQUE),
    Pattern.RUNNING: (Wrong.TOO_TIGHT, Wrong.GAPING, Wrong.OBLIQUE),
    Pattern.LOCKING: (Wrong.TOO_TIGHT, Wrong.GAPING, Wrong.OBLIQUE),
    Pattern.SUBCUTICULAR: (Wrong.UNEQUAL_DEPTH, Wrong.GAPING),
    Pattern.LAYERED: (Wrong.GAPING,),
    Pattern.STAPLES: (Wrong.OBLIQUE, Wrong.INVERTED),
    Pattern.MICRO: (Wrong.UNEQUAL_DEPTH, Wrong.TOO_TIGHT, Wrong.OBLIQUE),
    Pattern.REMOVAL: (),
    Pattern.ANASTOMOSIS: (),
}
# How far each error goes: enough to be seen on a phone, by the wound's depth or the bite.
SHALLOW: Final = 0.45  # of the depth that it should have
NARROW: Final = 0.6  # of the width
SLANT: Final = 0.7  # of the widest bite, along the cut
STEP: Final = 0.2  # of the wound's depth
ROLLED_IN: Final = 0.25  # of the wound's depth
PUCKER: Final = 0.2  # of the wound's depth
LEFT_OPEN: Final = 0.5  # of the gap


def wrong_stitches(stitch: Stitch) -> tuple[WrongStitch, ...]:
    """Return the common errors of a stitch, those that its pattern knows."""
    return tuple(wrong(stitch, error) for error in ERRORS[stitch.pattern])


def wrong(stitch: Stitch, error: Wrong) -> WrongStitch:
    """Return a stitch with one error."""
    depth = stitch.wound.depth
    match error:
        case Wrong.UNEQUAL_DEPTH:
            return WrongStitch(error, _shallow_on_one_side(stitch), Edges(0, step=STEP * depth))
        case Wrong.TOO_TIGHT:
            return WrongStitch(error, stitch, Edges(0, pucker=PUCKER * depth))
        case Wrong.OBLIQUE:
            return WrongStitch(error, _moved(stitch, _slanting(stitch)), Edges(0))
        case Wrong.GAPING:
            return WrongStitch(error, stitch, Edges(LEFT_OPEN))
        case Wrong.INVERTED:
            return WrongStitch(error, _moved(stitch, _shallow), Edges(0, turned=-ROLLED_IN * depth))


def _moved(stitch: Stitch, move: Callable[[Point], Point]) -> Stitch:
    return replace(stitch, points={name: move(point) for name, point in stitch.points.items()})


def _shallow_on_one_side(stitch: Stitch) -> Stitch:
    """The forceps-hand side is taken near the edge and near the surface; where the needle crosses,
    it is drawn towards the other side, on which the bite is deep."""
    passed = {name for done in stitch.done() if done.verb is Verb.THROUGH for name in done.names}
    points = {}
    for name, point in stitch.points.items():
        points[name] = point
        if point.side == Side.FORCEPS:
            points[name] = replace(point, across=point.across * NARROW, depth=point.depth * SHALLOW)
        elif name in passed and not point.side:
            points[name] = replace(point, across=point.depth * (1 - NARROW) / 2)
    return replace(stitch, points=points)


def _shallow(point: Point) -> Point:
    narrow = NARROW if point.depth > 0 else 1.0
    return replace(point, across=point.across * narrow, depth=point.depth * SHALLOW)


def _slanting(stitch: Stitch) -> Callable[[Point], Point]:
    widest = max(abs(point.across) for point in stitch.points.values())

    def slanted(point: Point) -> Point:
        share = (1 - point.across / widest) / 2  # none on the needle-hand side, all on the other
        return point.moved(-SLANT * widest * share)

    return slanted
