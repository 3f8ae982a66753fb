"""The numbers in a view: those of the points, and the dimension lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from bot.domain.stitch_views import Dimension
from bot.pictures.canvas import Canvas, Pen, Point, number
from bot.pictures.labels import Box, Room, around, best_place, boxes_of
from bot.pictures.marks import badge, dimension, dimension_text

RADIUS = 27  # of a number's disc, in units: 11 px figures on a phone
RINGS = (46, 66, 92, 124, 160, 200)  # how far from its point a number may stand
LEADER = 70  # from here on a line leads from the point to its number
TEXT, LEAD = 8.0, 6.0  # how much worse it is to write over a thing than to draw a line there
OFFSETS = tuple(range(44, 300, 24))  # how far beside what it measures a dimension line may run


Numbered = tuple[int, Point, Point, bool]  # figure, its place, the way it had best go, is it new
Measured = tuple[Dimension, Point, Point]


def draw_figures(
    canvas: Canvas, room: Room, points: Iterable[Numbered], lines: Iterable[Measured] = ()
) -> None:
    """Draw the numbers of points, and dimension lines, where there is room for them."""
    numbers = [(each, _number_place(room, each)) for each in points]
    for each, start, end in lines:
        offset = _best_offset(room, each, start, end)
        dimension(canvas, start, end, each.mm, offset=offset)
    for (figure, anchor, _, new), place in numbers:
        colour = canvas.theme.accent if new else canvas.theme.ink
        if math.dist(place, anchor) > LEADER:
            leader = [_toward(anchor, place, 13), _toward(place, anchor, RADIUS)]
            canvas.line(leader, Pen(colour, 4))
        badge(canvas, place, str(figure), radius=RADIUS, fill=colour)


def _number_place(room: Room, point: Numbered) -> Point:
    _, anchor, toward, _ = point
    place = best_place(room, anchor, RADIUS, toward, RINGS)
    room.take(around(place, (RADIUS, RADIUS)))
    return place


def _toward(start: Point, end: Point, distance: float) -> Point:
    part = distance / (math.dist(start, end) or 1.0)
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _best_offset(room: Room, each: Dimension, start: Point, end: Point) -> float:
    found = []
    for order, offset in enumerate(_offsets(start, end, each.side)):
        line, figures, *leads = _boxes(start, end, each.mm, offset)
        cost = room.cost(line) + TEXT * room.cost(figures) + order * 0.7
        cost += LEAD * sum(1 for lead in leads if room.is_taken(lead))
        found.append((round(cost, 6), order, offset, (line, figures)))
    _, _, offset, boxes = min(found)
    room.take(*boxes)
    return offset


def _offsets(start: Point, end: Point, side: int) -> Iterator[float]:
    """Yield offsets from near to far: of a level line first above, of an upright one first on the
    outer side."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    first = dx if abs(dx) > abs(dy) else dy * (side or 1)
    for offset in OFFSETS:
        for way in (1, -1):
            yield math.copysign(offset, first) * way


def _boxes(start: Point, end: Point, mm: float, offset: float) -> list[Box]:
    """Return the boxes of a dimension line, of its number, and of the lines that lead to it."""
    words = f"{number(mm)} mm"
    tips, middle = dimension_text(start, end, words, offset)
    figures = around(middle, (len(words) * 11.5, 19))
    leads = [boxes_of([near, tip]) for near, tip in zip((start, end), tips, strict=True)]
    return [boxes_of(tips, 10), figures, *leads]
