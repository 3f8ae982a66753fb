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
OFFSETS = tuple(range(44, 300, 24))  # how far beside what it measures a dimension line may run


def draw_numbers(
    canvas: Canvas, room: Room, points: Iterable[tuple[int, Point, Point, bool]]
) -> None:
    """Draw the numbers of points, each given with its place, the direction in which it had best
    stand, and whether it is new."""
    theme = canvas.theme
    for figure, anchor, toward, new in points:
        place = best_place(room, anchor, RADIUS, toward, RINGS)
        room.take(around(place, (RADIUS, RADIUS)))
        colour = theme.accent if new else theme.ink
        distance = math.dist(place, anchor)
        if distance > LEADER:
            start = _toward(anchor, place, 13)
            canvas.line([start, _toward(place, anchor, RADIUS)], Pen(colour, 4))
        badge(canvas, place, str(figure), radius=RADIUS, fill=colour)


def _toward(start: Point, end: Point, distance: float) -> Point:
    part = distance / (math.dist(start, end) or 1.0)
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def draw_dimensions(
    canvas: Canvas, room: Room, lines: Iterable[tuple[Dimension, Point, Point]]
) -> None:
    """Draw dimension lines, each beside what it measures where there is most room."""
    for each, start, end in lines:
        found = []
        for order, offset in enumerate(_offsets(start, end, each.side)):
            boxes = _boxes(start, end, each.mm, offset)
            cost = room.cost(boxes[0]) + 4 * room.cost(boxes[1]) + order * 0.7
            found.append((round(cost, 6), order, offset, boxes))
        _, _, offset, boxes = min(found)
        room.take(*boxes)
        dimension(canvas, start, end, each.mm, offset=offset)


def _offsets(start: Point, end: Point, side: int) -> Iterator[float]:
    """Yield offsets from near to far: of a level line first above, of an upright one first on the
    outer side."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    first = dx if abs(dx) > abs(dy) else dy * (side or 1)
    for offset in OFFSETS:
        for way in (1, -1):
            yield math.copysign(offset, first) * way


def _boxes(start: Point, end: Point, mm: float, offset: float) -> list[Box]:
    """Return the boxes that a dimension line and its number take up."""
    tips, middle = dimension_text(start, end, f"{number(mm)} mm", offset)
    half = len(f"{number(mm)} mm") * 11.5
    return [boxes_of(tips, 10), around(middle, (half, 19))]
