"""Knots of two strands: throws with their crossings, and what a knot is by these alone.

Two strands come up side by side, dark and light, from whatever the knot is tied round. In a throw
they wind about each other: one wrap is three crossings, each more wrap is two more, and the ends
come out on changed sides. Crossings are counted along the dark strand, from where it enters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise


class Strand(StrEnum):
    """One of the two ends of the cord, by its colour."""

    DARK = "dark"
    LIGHT = "light"

    @property
    def other(self) -> Strand:
        return Strand.LIGHT if self is Strand.DARK else Strand.DARK


class KnotKind(StrEnum):
    """What a knot is. All but the first two are faulty or unfinished."""

    SQUARE = "square"  # each throw mirrors the one before
    SURGEONS = "surgeons"  # the same, with two wraps or more in the first throw
    GRANNY = "granny"  # a throw repeats the one before
    SURGEONS_GRANNY = "surgeons-granny"  # a granny on a double first throw
    HALF_HITCHES = "half-hitches"  # one strand runs straight, and the other slides along it
    HALF_KNOT = "half-knot"  # one throw alone
    NONE = "none"  # the strands do not hold each other


class Way(StrEnum):
    """How a knot is tied."""

    FREE = "free"  # the ends are taken as is convenient
    ONE_HAND = "one-hand"
    TWO_HAND = "two-hand"
    HOLDER = "holder"  # round the jaws of a needle holder


class Around(StrEnum):
    """What a knot is tied round, and so how it is looked at."""

    POST = "post"
    WOUND = "wound"


class Finger(StrEnum):
    """The finger that brings an end through the loop."""

    THUMB = "thumb"
    INDEX = "index"
    MIDDLE = "middle"


class Act(StrEnum):
    """What a move does to the throw that is being made."""

    CROSS = "cross"  # one end over or under the other: the first crossing
    TUCK = "tuck"  # the end through the loop: a wrap, two crossings more
    HOLDER = "holder"  # the closed needle holder between the strands
    WRAP = "wrap"  # the long strand once round the jaws
    GRASP = "grasp"  # the jaws take the end of a strand
    DRAW = "draw"  # the ends to their sides, flat: the throw is done
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Move:
    """One thing to do; `strand` is the one that a grasp takes."""

    act: Act
    strand: Strand | None = None


@dataclass(frozen=True, slots=True)
class KnotStep:
    """What one picture shows as new, and the step of the lesson (from 1) that it belongs to."""

    lesson: int
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Throw:
    """One throw, from its crossings to where its ends come out."""

    wraps: int
    over: tuple[Strand, ...]  # which strand is on top at each crossing
    out: tuple[Strand, Strand]  # which end lies left and which right (or near, far) when drawn
    tucks: Strand  # the strand that is brought through the loop, or wrapped round the jaws
    finger: Finger | None = None
    straight: Strand | None = None  # the strand that an uneven pull has left straight
    gap: bool = False  # it was not laid down on what it holds


@dataclass(frozen=True, slots=True)
class Knot:
    """A knot as it is taught. `kind` is what it is meant to be; `kind_of` tells what it is."""

    kind: KnotKind
    way: Way
    around: Around
    starts: tuple[Strand, Strand]  # which strand lies left and which right, or near and far
    throws: tuple[Throw, ...]
    steps: tuple[KnotStep, ...]
    ends: tuple[float, float] | None = None  # mm, shortest and longest; None: not cut

    @property
    def looks_from_above(self) -> bool:
        """Tell whether its two sides are near and far, as in ties by hand, not left and right."""
        return self.way in (Way.ONE_HAND, Way.TWO_HAND)


class KnotError(StrEnum):
    """An error that learners make, to be shown beside the right knot."""

    GRANNY = "granny"
    HALF_HITCHES = "half-hitches"
    AIR_KNOT = "air-knot"


def entering(knot: Knot) -> tuple[tuple[Strand, Strand], ...]:
    """Return for each throw which strand comes into it from the left and which from the right."""
    return (knot.starts, *(throw.out for throw in knot.throws))[: len(knot.throws)]


def crossings(wraps: int) -> int:
    """Return how many crossings a throw of so many wraps has."""
    return 2 * wraps + 1


def alternates(throw: Throw) -> bool:
    """Tell whether the strands wind about each other: on top by turns, and at least three times.

    With fewer crossings, or the same strand on top twice running, they come apart when pulled.
    """
    turns = all(one is not two for one, two in pairwise(throw.over))
    return turns and len(throw.over) >= crossings(1) and len(throw.over) % 2 == 1


def first_over(throw: Throw) -> Strand | None:
    """Return which strand is on top where the tucking strand crosses first."""
    if not throw.over:
        return None
    return throw.over[0] if throw.tucks is Strand.DARK else throw.over[-1]


def changes_sides(came: tuple[Strand, Strand], throw: Throw) -> bool:
    """Tell whether each end comes out of a throw on the side where the other went in."""
    return throw.out == (came[1], came[0])


def turn(came: tuple[Strand, Strand], throw: Throw) -> int:
    """Return which way the strands of a throw wind: 1 where the rising one is on top, else -1."""
    dark_from_left = came[0] is Strand.DARK
    dark_first = throw.over[0] is Strand.DARK
    return 1 if dark_from_left == dark_first else -1


def turns(knot: Knot) -> tuple[int, ...]:
    """Return which way each throw winds; a square knot's throws wind by turns."""
    return tuple(map(turn, entering(knot), knot.throws))


def lies_beside(knot: Knot, index: int) -> bool:
    """Tell whether, after throw `index` (from 1), each end lies flat beside its own strand.

    It does where the strand goes in on the face of the other strand's loop on which it came out
    of the throw before; else the ends stand across.
    """
    before, after = knot.throws[index - 1], knot.throws[index]
    return before.over[0] is after.over[-1]


def kind_of(knot: Knot) -> KnotKind:
    """Return what a knot is, from its crossings and the lie of its strands alone."""
    throws = knot.throws
    if not throws or not all(map(alternates, throws)):
        return KnotKind.NONE
    crossed = all(map(changes_sides, entering(knot), throws))
    if not crossed or any(throw.straight for throw in throws):
        return KnotKind.HALF_HITCHES
    if len(throws) == 1:
        return KnotKind.HALF_KNOT
    mirrored = all(one != two for one, two in pairwise(turns(knot)))
    if len(throws[0].over) > crossings(1):
        return KnotKind.SURGEONS if mirrored else KnotKind.SURGEONS_GRANNY
    return KnotKind.SQUARE if mirrored else KnotKind.GRANNY


def with_error(knot: Knot, error: KnotError) -> Knot:
    """Return the knot as a learner gets it who makes this error; a sound knot is expected."""
    changed = {
        KnotError.GRANNY: _granny,
        KnotError.HALF_HITCHES: _half_hitches,
        KnotError.AIR_KNOT: _air_knot,
    }[error]
    return replace(knot, throws=changed(knot.throws))


def _granny(throws: Sequence[Throw]) -> tuple[Throw, ...]:
    """Wind every second throw as the first one was wound."""
    return tuple(
        replace(throw, over=tuple(strand.other for strand in throw.over)) if place % 2 else throw
        for place, throw in enumerate(throws)
    )


def _half_hitches(throws: Sequence[Throw]) -> tuple[Throw, ...]:
    return tuple(replace(throw, straight=Strand.DARK) for throw in throws)


def _air_knot(throws: Sequence[Throw]) -> tuple[Throw, ...]:
    return (replace(throws[0], gap=True), *throws[1:])
