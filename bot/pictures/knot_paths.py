"""Where the two strands of a knot run in a drawing, and where they cross.

Units are those of the canvas. The origin is the middle of the post or of the wound between its
two holes; throws are stacked upwards, towards -y. Each throw is a twist along x: the strands swap
between its lower and its upper rim in cells of one crossing each.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.knots import Around, Knot, Strand, Throw, entering, lies_beside
from bot.pictures.canvas import Point

ROPE = 36  # thickness
POST = 78  # radius
HOLE = 170  # from the middle of the wound
FLAT_CELL, LOOSE_CELL = 52, 92  # length of a crossing along the twist
FLAT_RIM, LOOSE_RIM = 27, 50  # from the middle of the twist to its strands
BIGHT = 2 * FLAT_RIM + 46  # from a throw to the next
LIFT = 74  # how much higher a loose throw lies
GAP = 84  # under the first throw of an air knot
_CURVE = 24  # points in a stretch
_CELL, _MIDDLE = 16, 7  # points in a crossing's cell, and where among them it crosses


@dataclass(frozen=True, slots=True)
class Laid:
    """A throw as far as it is made: which strand is on top at each crossing along the dark one,
    and how loose it is, from 0 (drawn flat) to 1. `wound` is how far the strand that does not
    tuck has taken its share of the winding, from 0 (it runs straight) to 1."""

    over: tuple[Strand, ...]
    loose: float = 0
    wound: float = 1


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two strands crossing at one point: its place on each path, and which strand is on top."""

    throw: int
    dark: int
    light: int
    over: Strand


@dataclass(frozen=True, slots=True)
class Course:
    """The way of one strand. `throws` has for each throw the index of the point where it enters,
    and `middles` those of the crossings in it, in the order of the strand."""

    points: tuple[Point, ...]
    throws: tuple[int, ...]
    middles: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Both strands and all their crossings."""

    dark: Course
    light: Course
    crossings: tuple[Crossing, ...]

    def course(self, strand: Strand) -> Course:
        return self.dark if strand is Strand.DARK else self.light


def made(throw: Throw, count: int) -> tuple[Strand, ...]:
    """Return the first `count` crossings that the tucking strand makes, along the dark strand."""
    return throw.over[:count] if throw.tucks is Strand.DARK else throw.over[-count:]


def finished(knot: Knot) -> list[Laid]:
    """Return all throws drawn flat."""
    return [Laid(throw.over) for throw in knot.throws]


def layout(knot: Knot, laid: Sequence[Laid], reach: float = 340) -> Layout:
    """Return the courses of both strands through the throws laid so far.

    `reach` is how far from the middle the ends go; at 0 they stop where the last throw does.
    """
    dark, light = (_course(knot, laid, strand, reach) for strand in Strand)
    crossings = [
        Crossing(index, along_dark, along_light, over)
        for index, throw in enumerate(laid)
        for along_dark, along_light, over in zip(
            dark.middles[index], reversed(light.middles[index]), throw.over, strict=True
        )
    ]
    return Layout(dark, light, tuple(crossings))


@dataclass(frozen=True, slots=True)
class _Twist:
    """The place of one throw."""

    y: float
    cell: float
    rim: float
    count: int

    @property
    def half(self) -> float:
        return self.cell * self.count / 2


def _twists(knot: Knot, laid: Sequence[Laid]) -> list[_Twist]:
    y: float = (
        -(POST + ROPE / 2 + FLAT_RIM + 5)
        if knot.around is Around.POST
        else -(ROPE * 1.5 + FLAT_RIM)
    )
    if knot.throws[0].gap:
        y -= GAP
    twists = []
    for throw in laid:
        cell = _between(FLAT_CELL, LOOSE_CELL, throw.loose)
        rim = _between(FLAT_RIM, LOOSE_RIM, throw.loose)
        twists.append(_Twist(y - LIFT * throw.loose, cell, rim, len(throw.over)))
        y -= BIGHT + LIFT * throw.loose
    return twists


def _course(knot: Knot, laid: Sequence[Laid], strand: Strand, reach: float) -> Course:
    twists = [
        replace(twist, rim=twist.rim * _share(strand, throw, state))
        for twist, throw, state in zip(_twists(knot, laid), knot.throws, laid, strict=False)
    ]
    sides = [-1 if came[0] is strand else 1 for came in entering(knot)]
    points = _standing(knot, sides[0], twists[0] if twists else None)
    throws, middles = [], []
    for index, twist in enumerate(twists):
        if index:
            points += _bight(twists[index - 1], twist, sides[index])
        throws.append(len(points) - 1)
        middles.append(tuple(len(points) + cell * _CELL + _MIDDLE for cell in range(twist.count)))
        points += _through(twist, sides[index])
    if twists and reach:
        stands = len(laid) > 1 and not laid[-1].loose and not lies_beside(knot, len(laid) - 1)
        points += _end(twists[-1], -sides[len(laid) - 1], reach, laid[-1].loose, stands=stands)
    return Course(tuple(points), tuple(throws), tuple(middles))


def _share(strand: Strand, throw: Throw, state: Laid) -> float:
    """Return how much of the winding a strand takes: each the same when it is done."""
    return state.wound if strand is not throw.tucks else 2 - state.wound


def _standing(knot: Knot, side: int, twist: _Twist | None) -> list[Point]:
    """Return the way from the post's far side, or from its hole, to the first throw."""
    if twist is None:
        aim, entry = (side * 240.0, -320.0), (side * 330.0, -440.0)
    else:
        entry = (side * twist.half, twist.y + twist.rim)
        aim = (entry[0] + side * (24 + twist.cell * 0.6), entry[1] + 6)
    points = leaving(knot, side, aim)
    x, y = points[-1]
    first = (x + (aim[0] - x) * 0.45, y + (aim[1] - y) * 0.45)
    return points + bezier((x, y), first, aim, entry)


def leaving(knot: Knot, side: int, aim: Point) -> list[Point]:
    """Return the way of a strand until it leaves, towards `aim`, what the knot is tied round."""
    return _round_post(side, aim) if knot.around is Around.POST else [(side * HOLE, 0.0)]


def _round_post(side: int, aim: Point) -> list[Point]:
    """Return the way from below the post round one side of it, to where it leaves for `aim`."""
    radius = POST + ROPE / 2
    away = math.hypot(*aim)
    to_aim = math.atan2(side * aim[0], aim[1]) % math.tau  # from straight down, by this side
    leaves = to_aim - math.acos(min(1.0, radius / away))
    turns = [leaves * step / _CURVE for step in range(_CURVE + 1)]
    return [(side * radius * math.sin(turn), radius * math.cos(turn)) for turn in turns]


def _through(twist: _Twist, side: int) -> list[Point]:
    """Return the way through a throw from one side, from its lower rim to its upper one."""
    parts = [step / _CELL for step in range(1, twist.count * _CELL + 1)]
    return [
        (side * (twist.half - part * twist.cell), twist.y + twist.rim * math.cos(math.pi * part))
        for part in parts
    ]


def _bight(below: _Twist, above: _Twist, side: int) -> list[Point]:
    """Return the way back from the upper rim of a throw to the lower rim of the next."""
    start = (side * below.half, below.y - below.rim)
    end = (side * above.half, above.y + above.rim)
    wide = max(abs(start[0]), abs(end[0])) + 34
    swing = (start[1] - end[1]) * 0.62
    first = (side * (wide + swing * 0.5), start[1])
    second = (side * (wide + swing * 0.5), end[1])
    return bezier(start, first, second, end)


def _end(twist: _Twist, side: int, reach: float, loose: float, *, stands: bool) -> list[Point]:
    x, y = side * twist.half, twist.y - twist.rim
    if stands:
        return bezier((x, y), (x + side * 46, y), (x + side * 58, y - 40), (x + side * 60, y - 150))
    rise = 130 * loose
    far = side * max(reach, twist.half + 60 + 110 * loose)
    return bezier(
        (x, y), (x + (far - x) * 0.5, y), (far - side * 40, y - rise * 0.5), (far, y - rise)
    )


def smooth(points: Sequence[Point]) -> list[Point]:
    """Return points that run smoothly through the given ones, close enough to draw cord along."""
    ends = [points[0], *points, points[-1]]
    way = [points[0]]
    for before, start, end, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        way += bezier(start, first, second, end)
    return way


def bezier(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """Return the points of a curve after its start."""
    points = []
    for step in range(1, _CURVE + 1):
        t = step / _CURVE
        u = 1 - t
        weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        way = (start, first, second, end)
        points.append(
            (
                sum(weight * point[0] for weight, point in zip(weights, way, strict=True)),
                sum(weight * point[1] for weight, point in zip(weights, way, strict=True)),
            )
        )
    return points


def _between(one: float, other: float, share: float) -> float:
    return one + (other - one) * share
