"""What of a line or an outline lies in an upright box. Cut here, a drawing needs no clip paths,
which take a renderer as long as all the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def holds(box: Box, points: Sequence[Point]) -> bool:
    """Tell whether all points lie in a box."""
    left, top, right, bottom = box
    return all(left <= x <= right and top <= y <= bottom for x, y in points)


def clipped_line(box: Box, points: Sequence[Point]) -> list[list[Point]]:
    """Return the runs of a line that lie in a box."""
    if holds(box, points):
        return [list(points)]
    runs: list[list[Point]] = []
    for start, end in pairwise(points):
        seen = _clipped_piece(box, start, end)
        if seen is None:
            continue
        if runs and runs[-1][-1] == seen[0]:
            runs[-1].append(seen[1])
        else:
            runs.append(list(seen))
    return runs


def clipped_outline(box: Box, points: Sequence[Point]) -> list[Point]:
    """Return what of a closed outline lies in a box; [] where nothing does."""
    found = list(points)
    for side, edge in enumerate(box):
        if found:
            found = list(_cut(found, side % 2, edge, keeps_more=side < 2))
    return found


def _clipped_piece(box: Box, start: Point, end: Point) -> tuple[Point, Point] | None:
    """Return what of a straight piece lies in a box (Liang and Barsky)."""
    first, last = 0.0, 1.0
    way = (end[0] - start[0], end[1] - start[1])
    for axis in (0, 1):
        low, high = box[axis] - start[axis], box[axis + 2] - start[axis]
        if not way[axis]:
            if low > 0 or high < 0:
                return None
            continue
        near, far = sorted((low / way[axis], high / way[axis]))
        first, last = max(first, near), min(last, far)
    if first >= last:
        return None
    seen = [(start[0] + way[0] * part, start[1] + way[1] * part) for part in (first, last)]
    return (start if first == 0 else seen[0]), (end if last == 1 else seen[1])


def _cut(points: Sequence[Point], axis: int, edge: float, *, keeps_more: bool) -> Iterator[Point]:
    """Yield an outline cut along one edge of a box (Sutherland and Hodgman)."""
    for index, here in enumerate(points):
        before = points[index - 1]
        is_in = here[axis] >= edge if keeps_more else here[axis] <= edge
        was_in = before[axis] >= edge if keeps_more else before[axis] <= edge
        if is_in != was_in:
            share = (edge - before[axis]) / (here[axis] - before[axis])
            x, y = (before[i] + (here[i] - before[i]) * share for i in (0, 1))
            yield (edge, y) if axis == 0 else (x, edge)
        if is_in:
            yield here
