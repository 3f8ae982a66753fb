"""Half hitches: one strand straight, the other wound round it, since that is how they look."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.domain.knots import Knot, Strand
from bot.pictures.canvas import Point
from bot.pictures.knot_paths import POST, ROPE, leaving

RADIUS = 62  # of a turn, from the straight strand
RISE = 106  # from hitch to hitch
_BACK = 48  # how far a turn goes up before it comes back under itself
_TURN = 48  # points in a turn, a multiple of four


@dataclass(frozen=True, slots=True)
class Hitched:
    """Both strands, and each crossing as the strand on top and its point there."""

    straight_strand: Strand
    straight: tuple[Point, ...]
    wound: tuple[Point, ...]
    crossings: tuple[tuple[Strand, int], ...]


def hitches(knot: Knot) -> Hitched:
    """Return how a knot lies that was pulled unevenly. A wrap winds once round the straight
    strand; the last one of each throw is caught under itself."""
    straight = next((throw.straight for throw in knot.throws if throw.straight), Strand.DARK)
    side = -1 if knot.starts[0] is straight else 1
    stem = leaving(knot, side, (side * (POST + ROPE / 2), -1000.0))
    foot, x = stem[-1][1], stem[-1][0]
    top = foot - 130.0
    begin = (x - side * RADIUS, top)
    other = leaving(knot, -side, (begin[0], top + 60))
    lead = _lead(other[-1], begin, side)
    wound = [*other, *lead]
    crossings: list[tuple[Strand, int]] = []
    axis: list[tuple[int, float, Strand]] = []
    for throw in knot.throws:
        over = iter(throw.over)
        for wrap in range(throw.wraps):
            back = _BACK if wrap == throw.wraps - 1 else 0
            first = len(wound) - 1
            wound += [
                (
                    x - side * RADIUS * math.cos(math.tau * step / _TURN),
                    top - RISE * step / _TURN - back * math.sin(math.tau * step / _TURN),
                )
                for step in range(1, _TURN + 1)
            ]
            top -= RISE
            places = [first + _TURN // 4, first + 3 * _TURN // 4]
            upwards = reversed(places) if back else places
            axis += [(place, wound[place][1], next(over)) for place in upwards]
            if back:
                crossings.append((straight.other, _caught(first, axis[-1][2] is straight.other)))
    end = wound[-1]
    wound += [(end[0] - side * 4 * step, end[1] - 5 * step) for step in range(1, 19)]
    last = min(point[1] for point in wound) - 12
    count = max(2, round((foot - last) / 8))
    stem += [(x, foot + (last - foot) * step / count) for step in range(1, count + 1)]
    for place, height, top_strand in axis:
        if top_strand is straight:
            crossings.append((straight, _nearest(stem, height)))
        else:
            crossings.append((top_strand, place))
    return Hitched(straight, tuple(stem), tuple(wound), tuple(crossings))


def _lead(start: Point, end: Point, side: int) -> list[Point]:
    """Return the way from the post up to the first turn."""
    points = []
    for step in range(1, 25):
        t, u = step / 24, 1 - step / 24
        control = (
            (start[0] + (end[0] - start[0]) * 0.4, start[1] + (end[1] - start[1]) * 0.4),
            (end[0], end[1] + 70),
        )
        points.append(
            tuple(
                u**3 * start[i]
                + 3 * u * u * t * control[0][i]
                + 3 * u * t * t * control[1][i]
                + t**3 * end[i]
                for i in (0, 1)
            )
        )
    return [(x, y) for x, y in points]


def _caught(first: int, upper_is_wound: bool) -> int:
    """Return the point where a turn crosses itself, on the stretch that is on top there.

    It lies where the height is the same at `angle` and at a whole turn less `angle`. The wound
    strand alternates: it is below itself before it goes over the straight strand.
    """
    angle = 0.0
    while 2 * _BACK * math.sin(angle) < RISE * (1 - angle / math.pi):
        angle += 0.01
    step = round(angle / math.tau * _TURN)
    return first + (_TURN - step if upper_is_wound else step)


def _nearest(points: list[Point], height: float) -> int:
    return min(range(len(points)), key=lambda index: abs(points[index][1] - height))
