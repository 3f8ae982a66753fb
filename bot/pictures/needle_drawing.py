"""Needle, thread and staples, as lines on the sheet become bodies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from bot.pictures.canvas import Canvas, Pen, Point

NEAR = 0.5  # units; a line may be drawn this much off
_TIP = 0.2  # the share of a needle over which it tapers to its point


def needle(canvas: Canvas, line: Sequence[Point], width: float, *, pointed: bool = True) -> None:
    """Draw a needle along a line, from where the thread is fixed to its point, or the part of it
    that is seen."""
    theme = canvas.theme
    pen = Pen(theme.metal_edge, 4, theme.metal)
    if _is_edge_on(line, width):
        line, pointed = _from_the_side(line, width, pointed=pointed)
    canvas.line(tapered(line, width, pointed=pointed), pen, closed=True)


def tapered(line: Sequence[Point], width: float, *, pointed: bool) -> list[Point]:
    """Return the outline of a needle: of even width, drawn to a point at its end."""
    line = simplified(line) if not _is_straight(line) else line
    whole = sum(math.dist(a, b) for a, b in pairwise(line)) or 1.0
    upper, lower, gone = [], [], 0.0
    for index, (x, y) in enumerate(line):
        gone += math.dist(line[index - 1], (x, y)) if index else 0.0
        half = (
            width
            / 2
            * min(1.0, (1 - gone / whole) / _TIP if pointed else 1.0, 0.72 + gone / whole * 4)
        )
        across, down = normal(line, index)
        upper.append((x + across * half, y + down * half))
        lower.append((x - across * half, y - down * half))
    return upper + lower[::-1]


def _is_edge_on(line: Sequence[Point], width: float) -> bool:
    """Tell whether a curved needle is seen along its plane, as a straight bar."""
    start, end = _extremes(line)
    return all(_off(start, end, point) < width / 2 for point in line)


def _extremes(line: Sequence[Point]) -> tuple[Point, Point]:
    """Return the two ends of what is seen of a line from the side, its own end last."""
    start = max(line, key=lambda point: math.dist(point, line[-1]))
    return start, max(line, key=lambda point: math.dist(point, start))


def _from_the_side(
    line: Sequence[Point], width: float, *, pointed: bool
) -> tuple[Sequence[Point], bool]:
    """Return the bar that is seen of such a needle, and whether its point is seen at its end."""
    tip = line[-1]
    start, end = _extremes(line)
    seen = pointed and math.dist(end, tip) < width / 2
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    bar = [(x + dx * part / 12, y + dy * part / 12) for part in range(13)]
    return bar, seen


def _is_straight(line: Sequence[Point]) -> bool:
    return all(_off(line[0], line[-1], point) < NEAR for point in line)


def normal(line: Sequence[Point], index: int) -> Point:
    """Return the direction square to a line at one of its points, of length 1."""
    (x0, y0), (x1, y1) = line[max(index - 1, 0)], line[min(index + 1, len(line) - 1)]
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    return (y0 - y1) / length, (x1 - x0) / length


def simplified(line: Sequence[Point], near: float = NEAR) -> list[Point]:
    """Return a line with no more points than it takes to stay within `near` units of it."""
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        far, at = max((_off(line[first], line[last], line[i]), i) for i in range(first + 1, last))
        if far > near:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return [line[index] for index in sorted(kept)]


def _off(start: Point, end: Point, point: Point) -> float:
    """Return how far a point is from a straight line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    size = dx * dx + dy * dy
    if not size:
        return math.dist(start, point)
    part = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / size))
    return math.hypot(point[0] - start[0] - part * dx, point[1] - start[1] - part * dy)
