"""Marks that explain a drawing: step numbers, arrows, dimension lines, right and wrong."""

from __future__ import annotations

import math

from bot.pictures.canvas import Canvas, Pen, Point, number

DIMENSION_SIZE = 40  # units, of the number on a dimension line


def badge(canvas: Canvas, at: Point, words: str, *, radius: float = 34, fill: str = "") -> None:
    """Draw a number in a disc, or in a pill where it is long."""
    ground = Pen(fill=fill or canvas.theme.ink)
    half = radius + max(len(words) - 2, 0) * radius * 0.36
    canvas.rect(
        (at[0] - half, at[1] - radius), (2 * half, 2 * radius), ground, round_=radius * 0.99
    )
    canvas.text(at, words, radius * 1.25, canvas.theme.background)


def arrow(canvas: Canvas, points: list[Point], colour: str, width: float = 9) -> None:
    """Draw a smooth arrow through the points; it points along its last stretch."""
    (x0, y0), (x1, y1) = points[-2], points[-1]
    away = math.atan2(y0 - y1, x0 - x1)
    head = 3.6 * width
    shaft = (x1 + math.cos(away) * head * 0.7, y1 + math.sin(away) * head * 0.7)
    wings = [
        (x1 + math.cos(away + turn) * head, y1 + math.sin(away + turn) * head)
        for turn in (0.5, -0.5)
    ]
    canvas.curve([*points[:-1], shaft], Pen(colour, width))
    canvas.line([(x1, y1), *wings], Pen(colour, 3, colour), closed=True)


def dimension(
    canvas: Canvas, start: Point, end: Point, millimetres: float | str, *, offset: float = 0
) -> None:
    """Draw a dimension line between two points, moved `offset` units to the left of its way,
    with its length in mm (a range as text, 3-5); the number stands on the outer side."""
    theme = canvas.theme
    words = f"{millimetres if isinstance(millimetres, str) else number(millimetres)} mm"
    along, left = _directions(start, end)
    side = -1 if offset < 0 else 1
    pen = Pen(theme.muted, 4)
    tips, middle = dimension_text(start, end, words, offset)
    for near, tip in zip((start, end), tips, strict=True):
        beyond = (tip[0] + left[0] * 12 * side, tip[1] + left[1] * 12 * side)
        gap = (near[0] + left[0] * 8 * side, near[1] + left[1] * 8 * side)
        canvas.line([gap, beyond], Pen(theme.muted, 3))
    canvas.line(tips, pen)
    for tip, way in ((tips[0], 1), (tips[1], -1)):
        back = (tip[0] + along[0] * 18 * way, tip[1] + along[1] * 18 * way)
        wings = [(back[0] + left[0] * 8 * turn, back[1] + left[1] * 8 * turn) for turn in (1, -1)]
        canvas.line([tip, *wings], Pen(fill=theme.muted), closed=True)
    canvas.text(middle, words, DIMENSION_SIZE, theme.ink)


def dimension_text(
    start: Point, end: Point, words: str, offset: float
) -> tuple[list[Point], Point]:
    """Return where a dimension line runs, and the middle of its number on the outer side."""
    _, left = _directions(start, end)
    side = -1 if offset < 0 else 1
    tips = [(x + left[0] * offset, y + left[1] * offset) for x, y in (start, end)]
    room = DIMENSION_SIZE * (0.75 + abs(left[0]) * 0.29 * len(words) * 0.9)
    middle = [(tips[0][i] + tips[1][i]) / 2 + left[i] * room * side for i in (0, 1)]
    return tips, (middle[0], middle[1])


def _directions(start: Point, end: Point) -> tuple[Point, Point]:
    """Return the direction from one point to another, and the one to the left of it."""
    length = math.dist(start, end) or 1
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    return along, (along[1], -along[0])


def tick(canvas: Canvas, at: Point, radius: float = 34) -> None:
    """Draw the mark of what is right."""
    canvas.circle(at, radius, Pen(fill=canvas.theme.right))
    shape = [(-0.42, 0.02), (-0.1, 0.34), (0.46, -0.34)]
    with canvas.upright_at(at):
        stroke = [(x * radius, y * radius) for x, y in shape]
        canvas.line(stroke, Pen(canvas.theme.background, radius * 0.26))


def cross(canvas: Canvas, at: Point, radius: float = 34) -> None:
    """Draw the mark of what is wrong: told apart from the right one by shape, not by hue."""
    x, y = at
    r = radius * 0.36
    pen = Pen(canvas.theme.wrong, radius * 0.24)
    canvas.circle(at, radius * 0.9, Pen(canvas.theme.wrong, radius * 0.2, canvas.theme.background))
    canvas.line([(x - r, y - r), (x + r, y + r)], pen)
    canvas.line([(x - r, y + r), (x + r, y - r)], pen)
