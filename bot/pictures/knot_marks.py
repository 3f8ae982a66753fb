"""A knot in small, for the picture of a stitch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle

from bot.domain.knots import Around, Knot, KnotKind, Strand, Throw, Way
from bot.pictures.canvas import Canvas, Point
from bot.pictures.knot_paths import ROPE, finished, layout, smooth
from bot.pictures.knot_view import overs
from bot.pictures.ropes import Cord, Over, draw_cords
from bot.pictures.themes import Rope

_LEAD = 60  # how far before the first throw thread bends towards it
_THIN = 4  # of so many points of a way, one is drawn in small


@dataclass(frozen=True, slots=True)
class Look:
    """How a knot in thread looks: the thread's width in units and its colour, the colour that it
    lies on, and whether it stands on its line, `lifted`, or lies with its middle on it."""

    width: float
    colour: str
    ground: str
    lifted: bool = False


def knot_in_thread(
    canvas: Canvas, at: Point, angle: float, throws: Sequence[int], look: Look
) -> list[Point]:
    """Draw a knot in thread without its ends; return where these leave it. The thread comes in on
    both sides along a line through `at`, turned clockwise by `angle` degrees."""
    rope = Rope(look.colour, look.colour, look.colour)
    courses, crossings = _courses(tuple(throws), lifted=look.lifted)
    cords = [Cord(course, rope, ROPE, twisted=False) for course in courses]
    scale = look.width / ROPE
    with canvas.placed(*at, angle=angle, scale=scale):
        draw_cords(canvas, cords, crossings, look.ground)
    cos, sin = math.cos(math.radians(angle)) * scale, math.sin(math.radians(angle)) * scale
    exits = (course[-1] for course in courses)
    return [(at[0] + cos * x - sin * y, at[1] + sin * x + cos * y) for x, y in exits]


@cache
def _courses(
    throws: tuple[int, ...], *, lifted: bool
) -> tuple[tuple[tuple[Point, ...], ...], tuple[Over, ...]]:
    """Return the ways of both strands through a knot, and where one crosses over the other."""
    knot = _tied([throws[0], throws[-1]] if len(throws) > 1 else list(throws))
    lay = layout(knot, finished(knot), reach=0)
    found = []
    for strand in Strand:
        course = lay.course(strand)
        count = course.throws[0]  # crossings are told by the place of a point in its course
        (x, foot), top = course.points[count], course.points[-1][1]
        line = foot if lifted else (foot + top) / 2
        begin = (math.copysign(abs(x) + _LEAD, x), line)
        way = smooth([begin, (x * 1.2, foot), (x, foot)])
        lead = [way[round(part * (len(way) - 1) / count)] for part in range(count)]
        found.append([(x, y - line) for x, y in (*lead, *course.points[count:])])
    return _thinned(found, overs(lay))


def _thinned(
    courses: Sequence[Sequence[Point]], crossings: Sequence[Over]
) -> tuple[tuple[tuple[Point, ...], ...], tuple[Over, ...]]:
    """Return both ways with as many points as it takes in small, each crossing still at one."""
    kept = []
    for number, course in enumerate(courses):
        crossed = {over.at for over in crossings if over.cord == number}
        every = set(range(0, len(course), _THIN)) | crossed | {len(course) - 1}
        kept.append(sorted(every))
    thin = tuple(
        tuple(course[index] for index in indices)
        for course, indices in zip(courses, kept, strict=True)
    )
    return thin, tuple(Over(over.cord, kept[over.cord].index(over.at)) for over in crossings)


def _tied(wraps: Sequence[int]) -> Knot:
    """Return a knot whose throws mirror each other."""
    sides = cycle([(Strand.LIGHT, Strand.DARK), (Strand.DARK, Strand.LIGHT)])
    throws = tuple(
        Throw(count, tuple(Strand)[:1] + tuple(Strand)[::-1] * count, out, Strand.DARK)
        for count, out in zip(wraps, sides, strict=False)
    )
    return Knot(
        kind=KnotKind.SQUARE,
        way=Way.FREE,
        around=Around.WOUND,
        starts=(Strand.DARK, Strand.LIGHT),
        throws=throws,
        steps=(),
    )
