"""Strands drawn as cord: a body between two edges, light or twist along it, and a gap in the
lower strand at each crossing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures.canvas import Canvas, Pen, Point
from bot.pictures.themes import Rope

_LIGHT = (-0.5, -0.86)  # where light comes from
_RING = 26  # how much wider than the cord the ring is that marks what is new


@dataclass(frozen=True, slots=True)
class Cord:
    """One strand to draw: its points, some 10 units or less apart, and its look.

    Before the point `calm` it is faded; from `new` on it has a ring of the accent colour, set off
    by a gap so that it is seen without colour too. Its last
    point is a round end, and so is its first one where it `starts_free`.
    """

    points: Sequence[Point]
    rope: Rope
    width: float
    twisted: bool
    calm: int = 0
    new: int | None = None
    starts_free: bool = False


@dataclass(frozen=True, slots=True)
class Over:
    """A crossing: the cord on top, by its place in the drawing, and the point where it crosses."""

    cord: int
    at: int


def draw_cords(
    canvas: Canvas, cords: Sequence[Cord], crossings: Sequence[Over], ground: str
) -> None:
    """Draw cords on a ground of one colour, the upper one at each crossing with a gap beside it."""
    for cord in cords:
        _draw(canvas, cord, 0, len(cord.points) - 1, ground)
    for crossing in crossings:
        draw_over(canvas, cords[crossing.cord], crossing.at, ground)


def draw_over(canvas: Canvas, cord: Cord, at: int, ground: str, lower: float = 0) -> None:
    """Draw again the stretch of a cord about the point `at`, over something `lower` units wide
    (a cord's width unless told), with a gap of the colour `ground` on both sides of it."""
    length = max(lower, cord.width) * 0.85
    near = [_step_away(cord.points, at, length, way) for way in (-1, 1)]
    canvas.line(cord.points[near[0] : near[1] + 1], Pen(ground, cord.width + 16, cap="butt"))
    wide = [_step_away(cord.points, at, length + cord.width * 0.35, way) for way in (-1, 1)]
    _draw(canvas, cord, wide[0], wide[1], ground)


def _draw(canvas: Canvas, cord: Cord, start: int, end: int, ground: str) -> None:
    faded = cord.rope.calmed(ground, 0.55)
    new = len(cord.points) if cord.new is None else max(cord.new, cord.calm)
    spans = [
        (start, min(end, cord.calm), faded),
        (max(start, cord.calm), min(end, new), cord.rope),
        (max(start, new), end, cord.rope),
    ]
    if spans[-1][0] < end:
        ring = (spans[-1][0], end)
        _stroke(canvas, cord, ring, Pen(canvas.theme.accent, cord.width + _RING, cap="butt"))
        _stroke(canvas, cord, ring, Pen(ground, cord.width + _RING * 0.45, cap="butt"))
    spans = [span for span in spans if span[0] < span[1]]
    for first, last, rope in spans:
        _stroke(canvas, cord, (first, last), Pen(rope.edge, cord.width, cap="butt"))
    for first, last, rope in spans:
        inside = (max(first - 1, 0), min(last + 1, len(cord.points) - 1))
        _stroke(canvas, cord, inside, Pen(rope.body, cord.width * 0.72, cap="butt"))
    for first, last, rope in spans:
        grain = _twist if cord.twisted else _sheen
        grain(canvas, cord, first, last, rope.grain)


def _stroke(canvas: Canvas, cord: Cord, span: tuple[int, int], pen: Pen) -> None:
    """Stroke a span of a cord: round at the free ends of the cord, cut square where it goes on."""
    points = cord.points[span[0] : span[1] + 1]
    canvas.line(points, pen)
    if span[1] == len(cord.points) - 1:
        canvas.circle(points[-1], pen.width / 2, Pen(fill=pen.stroke))
    if span[0] == 0 and cord.starts_free:
        canvas.circle(points[0], pen.width / 2, Pen(fill=pen.stroke))


def _sheen(canvas: Canvas, cord: Cord, first: int, last: int, colour: str) -> None:
    """Draw the streak of light on a smooth cord."""
    points = []
    for index in range(first, last + 1):
        (x, y), (across, down) = cord.points[index], _normal(cord.points, index)
        towards = across * _LIGHT[0] + down * _LIGHT[1]
        points.append(
            (x + across * towards * cord.width * 0.2, y + down * towards * cord.width * 0.2)
        )
    canvas.line(points, Pen(colour, cord.width * 0.09))


def _twist(canvas: Canvas, cord: Cord, first: int, last: int, colour: str) -> None:
    """Draw the turns of a laid cord: slanting strokes, evenly spaced along all of it."""
    pitch, half = cord.width * 0.55, cord.width * 0.27
    gone, following = 0.0, pitch / 2
    for index in range(1, last + 1):
        start, end = cord.points[index - 1], cord.points[index]
        length = math.dist(start, end)
        while following < gone + length:
            part = (following - gone) / length
            following += pitch
            if index <= first:
                continue
            x, y = start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
            across, down = _normal(cord.points, index)
            dx, dy = (across - down * 0.6) * half, (down + across * 0.6) * half
            canvas.line([(x + dx, y + dy), (x - dx, y - dy)], Pen(colour, cord.width * 0.085))
        gone += length


def _normal(points: Sequence[Point], index: int) -> Point:
    (x0, y0), (x1, y1) = points[max(index - 1, 0)], points[min(index + 1, len(points) - 1)]
    length = math.hypot(x1 - x0, y1 - y0) or 1
    return (y0 - y1) / length, (x1 - x0) / length


def _step_away(points: Sequence[Point], index: int, distance: float, way: int) -> int:
    """Return the point that lies `distance` along the cord from another, or its last one."""
    gone = 0.0
    while gone < distance and 0 <= index + way < len(points):
        gone += math.dist(points[index], points[index + way])
        index += way
    return index
