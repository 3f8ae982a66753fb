"""The numbers in a view: those of the points, and the dimension lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from bot.domain.stitches.views import Dimension, Measure
from bot.pictures.canvas import Canvas, Pen, Point, number
from bot.pictures.labels import Box, Room, around, best_place, boxes_of
from bot.pictures.marks import badge, dimension, dimension_text

RADIUS = 27  # of a number's disc, in units: 11 px figures on a phone
RING = 9  # how far the ring reaches beyond the disc of a number that is new
RINGS = (46, 66, 92, 124, 160, 200)  # how far from its point a number may stand
LEADER = 70  # from here on a line leads from the point to its number
FARTHER = 0.7  # what it costs a dimension line to run farther off
UPRIGHT = (Measure.LIFT, Measure.DEPTH)  # find little room in a section: placed before numbers
TEXT, LEAD = 14.0, 5.0  # how much worse it is to write over a thing than to draw a line there
OFFSETS = tuple(range(44, 300, 24))  # how far beside what it measures a dimension line may run


Numbered = tuple[int, Point, Point, bool]  # figure, its place, the way it had best go, is it new
Measured = tuple[Dimension, Point, Point]


def draw_figures(
    canvas: Canvas, room: Room, points: Iterable[Numbered], lines: Iterable[Measured] = ()
) -> None:
    """Draw the numbers of points, and dimension lines, where there is room for them."""
    lines = list(lines)
    for line in lines:
        if line[0].measure in UPRIGHT:
            _draw_line(canvas, room, line)
    numbers = [(each, _number_place(room, each)) for each in points]
    for line in lines:
        if line[0].measure not in UPRIGHT:
            _draw_line(canvas, room, line)
    for (figure, anchor, _, new), place in numbers:
        _draw_number(canvas, figure, anchor, place, new=new)


def draw_moving_numbers(
    canvas: Canvas, room: Room, points: Iterable[tuple[Numbered, Point | None]]
) -> None:
    """Draw numbers that keep their place beside their points while these move: each point is given
    where it lies in the closed wound, and where it is now, None while it is not reached."""
    points = list(points)
    for (_, anchor, _, _), _ in points:
        room.draw([anchor], 6.0)
    for point, now in points:
        figure, anchor, _, new = point
        x, y = _number_place(room, point)
        if now is not None:
            place = (x + now[0] - anchor[0], y + now[1] - anchor[1])
            _draw_number(canvas, figure, now, place, new=new)


def _draw_number(canvas: Canvas, figure: int, anchor: Point, place: Point, *, new: bool) -> None:
    colour = canvas.theme.accent if new else canvas.theme.ink
    if math.dist(place, anchor) > LEADER + (RING if new else 0):
        leader = [_toward(anchor, place, 13), _toward(place, anchor, RADIUS)]
        canvas.line(leader, Pen(colour, 4))
    if new:
        canvas.circle(place, RADIUS + RING - 2, Pen(colour, 4))
    badge(canvas, place, str(figure), radius=RADIUS, fill=colour)


def _draw_line(canvas: Canvas, room: Room, line: Measured) -> None:
    each, start, end = line
    dimension(canvas, start, end, each.mm, offset=_best_offset(room, each, start, end))


def _number_place(room: Room, point: Numbered) -> Point:
    _, anchor, toward, new = point
    radius = RADIUS + RING if new else RADIUS
    rings = [distance + radius - RADIUS for distance in RINGS]
    place = best_place(room, anchor, radius, toward, rings)
    room.take(around(place, (radius, radius)))
    return place


def _toward(start: Point, end: Point, distance: float) -> Point:
    part = distance / (math.dist(start, end) or 1.0)
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _best_offset(room: Room, each: Dimension, start: Point, end: Point) -> float:
    found: list[tuple[float, int, float, tuple[Box, Box]]] = []
    for order, offset in enumerate(_offsets(start, end, each.side)):
        if found and min(found)[0] < order * FARTHER:
            break
        line, figures, *leads = _boxes(start, end, each.mm, offset)
        cost = room.cost(line) + TEXT * room.cost(figures) + order * FARTHER
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
