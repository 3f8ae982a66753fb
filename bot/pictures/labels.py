"""Room for numbers: each is put where it covers neither another one nor the drawing, by rule."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.pictures.canvas import Point

Box = tuple[float, float, float, float]  # left, top, right, bottom

CELL = 18  # units; how finely it is known what is drawn where
CROSSED = 12.0  # what it costs that the line to a number would run over another one
FARTHER, ASTRAY = 2.2, 0.9  # and to stand one ring farther out, or at right angles to the best
OUTSIDE, TAKEN = 1e6, 1e4  # what it costs to leave the view, and to cover another number


@dataclass(slots=True)
class Room:
    """A view while it fills up: what is drawn is better left free, what is taken must be."""

    bounds: Box
    taken: list[Box] = field(default_factory=list)
    drawn: dict[tuple[int, int], float] = field(default_factory=dict)

    def draw(self, line: Sequence[Point], weight: float = 1.0) -> None:
        """Note that a line is drawn; the heavier, the more it must not be covered."""
        for a, b in zip(line, line[1:] or line, strict=False):
            parts = max(1, math.ceil(math.dist(a, b) / CELL))
            for part in range(parts + 1):
                x, y = (a[i] + (b[i] - a[i]) * part / parts for i in (0, 1))
                cell = (int(x // CELL), int(y // CELL))
                self.drawn[cell] = max(weight, self.drawn.get(cell, 0.0))

    def cost(self, box: Box, margin: float = 6) -> float:
        """Return how bad it would be to write into a box."""
        left, top, right, bottom = box
        x0, y0, x1, y1 = self.bounds
        cost = 0.0
        if left < x0 + margin or top < y0 + margin or right > x1 - margin or bottom > y1 - margin:
            cost += OUTSIDE
        cost += TAKEN * sum(1 for other in self.taken if _meet(box, other, margin))
        for column in range(int(left // CELL), int(right // CELL) + 1):
            for row in range(int(top // CELL), int(bottom // CELL) + 1):
                cost += self.drawn.get((column, row), 0.0)
        return cost

    def is_taken(self, box: Box) -> bool:
        """Tell whether a box meets one that is written into."""
        return any(_meet(box, other, 0) for other in self.taken)

    def is_crossed(self, start: Point, end: Point) -> bool:
        """Tell whether a line between two points would run over what is written."""
        thirds = ((start[i] + (end[i] - start[i]) * part for i in (0, 1)) for part in (0.35, 0.65))
        return any(self.is_taken((x, y, x, y)) for x, y in thirds)

    def take(self, *boxes: Box) -> None:
        """Note that boxes are written into."""
        self.taken.extend(boxes)


def around(centre: Point, half: tuple[float, float]) -> Box:
    """Return the box about a point."""
    return centre[0] - half[0], centre[1] - half[1], centre[0] + half[0], centre[1] + half[1]


def boxes_of(points: Iterable[Point], width: float = 0) -> Box:
    """Return the box that holds points, with a margin."""
    xs, ys = zip(*points, strict=True)
    return min(xs) - width, min(ys) - width, max(xs) + width, max(ys) + width


def _meet(one: Box, other: Box, margin: float) -> bool:
    return (
        one[0] < other[2] + margin
        and other[0] < one[2] + margin
        and one[1] < other[3] + margin
        and other[1] < one[3] + margin
    )


def best_place(
    room: Room, anchor: Point, radius: float, toward: Point, distances: Sequence[float]
) -> Point:
    """Return the centre for a round number of `radius` near its anchor, best in the direction
    `toward`."""
    wanted = math.atan2(toward[1], toward[0])
    found: list[tuple[float, int, Point]] = []
    for ring, distance in enumerate(distances):
        if found and min(found)[0] < ring * FARTHER:
            break
        for step in range(16):
            turn = wanted + math.tau * step / 16
            place = (
                anchor[0] + math.cos(turn) * distance,
                anchor[1] + math.sin(turn) * distance,
            )
            astray = ASTRAY * (1 - math.cos(turn - wanted))
            cost = room.cost(around(place, (radius, radius))) + astray + ring * FARTHER
            if ring and room.is_crossed(anchor, place):
                cost += CROSSED
            found.append((round(cost, 6), len(found), place))
    return min(found)[2]
