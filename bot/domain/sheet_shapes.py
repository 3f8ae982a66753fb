"""Shapes on a practice sheet. All lengths are mm; x grows to the right, y downwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import cos, radians, sin
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
ROW_MM = 186.0  # as wide as a page lets a figure be
STEP_DEG = 4.0  # of a curve's pieces: a circle of 100 mm is true to 0.03 mm


class Ink(StrEnum):
    """What a shape is for; the drawing room knows how each looks."""

    TARGET = "target"  # a black hairline: what is aimed at
    GUIDE = "guide"  # a finer grey one: what only helps
    TRACE = "trace"  # a broad grey one: what is gone over with a pen


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle, or a dot; the diameter is the middle of its line."""

    centre: Point
    diameter: float
    ink: Ink = Ink.TARGET
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """Straight pieces from point to point; a curve has many short ones."""

    points: tuple[Point, ...]
    ink: Ink = Ink.TARGET
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A number or letters, centred on `at` across and standing on it.

    `height` is that of a capital, or of the body of small letters where `by_body`.
    """

    text: str
    at: Point
    height: float
    ink: Ink = Ink.GUIDE
    by_body: bool = False


Shape: TypeAlias = Circle | Path | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in a box whose upper left corner is (0, 0)."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def line(start: Point, end: Point, ink: Ink = Ink.TARGET) -> Path:
    """Return one straight line."""
    return Path((start, end), ink)


def on_circle(centre: Point, radius: float, clockwise_deg: float) -> Point:
    """Return the point at an angle counted from twelve o'clock, as the hand goes."""
    turned = radians(clockwise_deg)
    return centre[0] + radius * sin(turned), centre[1] - radius * cos(turned)


def arc(centre: Point, radius: float, from_deg: float, to_deg: float) -> tuple[Point, ...]:
    """Return the points of an arc, its ends exactly; angles as for `on_circle`."""
    pieces = max(1, round(abs(to_deg - from_deg) / STEP_DEG))
    step = (to_deg - from_deg) / pieces
    return tuple(on_circle(centre, radius, from_deg + step * n) for n in range(pieces + 1))


def dot(centre: Point, diameter: float = 1.0) -> Circle:
    """Return a full dot."""
    return Circle(centre, diameter, filled=True)


def turned(shapes: Iterable[Shape], about: Point, clockwise_deg: float) -> tuple[Shape, ...]:
    """Return shapes turned about a point; words stay upright."""
    angle = radians(clockwise_deg)

    def turn(point: Point) -> Point:
        x, y = point[0] - about[0], point[1] - about[1]
        return (
            about[0] + x * cos(angle) - y * sin(angle),
            about[1] + x * sin(angle) + y * cos(angle),
        )

    return tuple(_at(shape, turn) for shape in shapes)


def moved(shapes: Iterable[Shape], by: Point) -> tuple[Shape, ...]:
    """Return shapes moved to the right and down."""
    return tuple(_at(shape, lambda point: (point[0] + by[0], point[1] + by[1])) for shape in shapes)


def side_by_side(drawings: Sequence[Drawing], gap: float, widest: float) -> Drawing:
    """Return drawings in rows of at most `widest`, on the middle line of each row, `gap` apart."""
    rows: list[list[Drawing]] = [[]]
    for drawing in drawings:
        taken = sum(each.width + gap for each in rows[-1])
        if rows[-1] and taken + drawing.width > widest:
            rows.append([])
        rows[-1].append(drawing)
    shapes: list[Shape] = []
    top = 0.0
    for row in rows:
        height, left = max(drawing.height for drawing in row), 0.0
        for drawing in row:
            shapes += moved(drawing.shapes, (left, top + (height - drawing.height) / 2))
            left += drawing.width + gap
        top += height + gap
    width = max(sum(drawing.width + gap for drawing in row) - gap for row in rows)
    return Drawing(width, top - gap, tuple(shapes))


def _at(shape: Shape, put: Callable[[Point], Point]) -> Shape:
    match shape:
        case Circle(centre=centre):
            return replace(shape, centre=put(centre))
        case Path(points=points):
            return replace(shape, points=tuple(map(put, points)))
        case Words(at=at):
            return replace(shape, at=put(at))
