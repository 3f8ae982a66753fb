"""Knots for tests: sound ones by their wraps, to be changed one thing at a time."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.knots import (
    Act,
    Around,
    Finger,
    Knot,
    KnotKind,
    KnotStep,
    Move,
    Strand,
    Throw,
    Way,
    crossings,
)

DARK, LIGHT = Strand.DARK, Strand.LIGHT


def winding(first: Strand, wraps: int) -> tuple[Strand, ...]:
    return tuple(first if place % 2 == 0 else first.other for place in range(crossings(wraps)))


def knot(*wraps: int, way: Way = Way.FREE, ends: tuple[float, float] | None = (3, 5)) -> Knot:
    """A sound knot of throws with so many wraps each, cut to length at the end."""
    sides = [(LIGHT, DARK), (DARK, LIGHT)]
    fingers = {Way.ONE_HAND: (Finger.INDEX, Finger.MIDDLE), Way.TWO_HAND: tuple(Finger)[1::-1]}
    throws = tuple(
        Throw(
            count,
            winding(DARK, count),
            sides[index % 2],
            DARK,
            fingers[way][index % 2] if way in fingers else None,
        )
        for index, count in enumerate(wraps)
    )
    steps = [KnotStep(index, moves(throw, way)) for index, throw in enumerate(throws, 1)]
    if ends:
        steps.append(KnotStep(len(steps), (Move(Act.CUT),)))
    return Knot(
        kind=KnotKind.SURGEONS if wraps[0] > 1 else KnotKind.SQUARE,
        way=way,
        around=Around.WOUND if way is Way.HOLDER else Around.POST,
        starts=(DARK, LIGHT),
        throws=throws,
        steps=tuple(steps),
        ends=ends,
    )


def moves(throw: Throw, way: Way) -> tuple[Move, ...]:
    if way is Way.HOLDER:
        wrapped = [Move(Act.WRAP)] * throw.wraps
        return (Move(Act.HOLDER), *wrapped, Move(Act.GRASP, throw.tucks.other), Move(Act.DRAW))
    return (Move(Act.CROSS), *[Move(Act.TUCK)] * throw.wraps, Move(Act.DRAW))


def changed(sound: Knot, index: int, **fields: object) -> Knot:
    """The knot with fields of one throw changed."""
    throws = list(sound.throws)
    throws[index] = replace(throws[index], **fields)  # type: ignore[arg-type]
    return replace(sound, throws=tuple(throws))
