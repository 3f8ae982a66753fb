"""A sheet to draw on that becomes SVG text.

Shapes are given in the sheet's units, x to the right and y down. The canvas itself moves, turns
and mirrors points, so that the mirror image for a left hand leaves numbers readable.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from bot.pictures.clipping import Box, clipped_line, clipped_outline, holds
from bot.pictures.themes import Theme

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
Anchor = Literal["start", "middle", "end"]

WIDTH = 1080  # units; shown at 360 px on a phone, so that 3 units are a pixel there
_OPPOSITE: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}
_ROUND = 0.4477  # how far from a corner the handles lie that make a Bézier a quarter of a circle
_UNTURNED: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Pen:
    """How a shape is stroked and filled. `width` and `dash` are in units."""

    stroke: str = "none"
    width: float = 0
    fill: str = "none"
    dash: tuple[float, ...] = ()
    opacity: float = 1
    cap: Literal["round", "butt"] = "round"


class Canvas:
    """A sheet of `width` by `height` units; `mirrored` swaps left and right of all but text."""

    def __init__(self, width: float, height: float, theme: Theme, *, mirrored: bool = False):
        self.width = width
        self.height = height
        self.theme = theme
        self.mirrored = mirrored
        self._matrix: Matrix = (-1, 0, 0, 1, width, 0) if mirrored else _UNTURNED
        self._parts: list[str] = []
        self._window: Box | None = None

    def svg(self, title: str = "") -> str:
        """Return the whole drawing on the ground of its theme."""
        size = f"{number(self.width)} {number(self.height)}"
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" '
            f'width="{number(self.width)}" height="{number(self.height)}">'
        )
        named = [f"<title>{escape(title)}</title>"] if title else []
        ground = f'<rect width="100%" height="100%" fill="{self.theme.background}"/>'
        return "\n".join([head, *named, ground, *self._parts, "</svg>\n"])

    @contextmanager
    def placed(
        self, x: float, y: float, *, angle: float = 0, scale: float = 1, flipped: bool = False
    ) -> Iterator[None]:
        """Draw with the origin at (x, y), turned clockwise by `angle` degrees and scaled, and
        before that mirrored on its own y axis where `flipped`."""
        cos, sin = math.cos(math.radians(angle)) * scale, math.sin(math.radians(angle)) * scale
        side = -1 if flipped else 1
        before = self._matrix
        self._matrix = _product(before, (cos * side, sin * side, -sin, cos, x, y))
        try:
            yield
        finally:
            self._matrix = before

    @contextmanager
    def upright_at(self, at: Point) -> Iterator[None]:
        """Draw with the origin at a point, neither turned nor mirrored: for signs."""
        x, y = self._at(at)
        before, scale = self._matrix, self._scale
        self._matrix = (scale, 0, 0, scale, x, y)
        try:
            yield
        finally:
            self._matrix = before

    @contextmanager
    def group(self, *, opacity: float = 1) -> Iterator[None]:
        """Draw what follows as one layer of this opacity (0–1)."""
        self._parts.append(f'<g opacity="{number(opacity)}">')
        yield
        self._parts.append("</g>")

    @contextmanager
    def windowed(self, box: Box) -> Iterator[None]:
        """Draw only what lies in an upright box of the sheet. Circles, and rectangles with round
        corners, are left out where they reach beyond it."""
        (x0, y0), (x1, y1) = self._at(box[:2]), self._at(box[2:])
        self._window = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        yield
        self._window = None

    def line(self, points: Sequence[Point], pen: Pen, *, closed: bool = False) -> None:
        """Draw straight from point to point."""
        self._path(self._through(points, closed=closed), pen)

    def curve(self, points: Sequence[Point], pen: Pen, *, closed: bool = False) -> None:
        """Draw smoothly through the points."""
        self._path(self._smooth(points, closed=closed), pen)

    def circle(self, centre: Point, radius: float, pen: Pen) -> None:
        x, y = self._at(centre)
        far = radius * self._scale
        if self._window and not holds(self._window, [(x - far, y - far), (x + far, y + far)]):
            return
        shape = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius * self._scale)}"'
        self._parts.append(f"<circle {shape}{self._style(pen)}/>")

    def ellipse(self, centre: Point, radii: tuple[float, float], pen: Pen) -> None:
        turns = [math.tau * step / 24 for step in range(24)]
        outline = [
            (centre[0] + radii[0] * math.cos(turn), centre[1] + radii[1] * math.sin(turn))
            for turn in turns
        ]
        self.curve(outline, pen, closed=True)

    def rect(
        self, corner: Point, size: tuple[float, float], pen: Pen, *, round_: float = 0
    ) -> None:
        """Draw a rectangle from its upper left corner, its own corners rounded by `round_`."""
        (left, top), (right, bottom) = corner, (corner[0] + size[0], corner[1] + size[1])
        r = round_
        if not r:
            self.line([corner, (right, top), (right, bottom), (left, bottom)], pen, closed=True)
            return
        corners = [
            (right, top, 1, 0),
            (right, bottom, 0, 1),
            (left, bottom, -1, 0),
            (left, top, 0, -1),
        ]
        if self._window and not holds(self._window, [self._at(corner), self._at((right, bottom))]):
            return
        parts = [f"M{self._pair((left + r, top))}"]
        for x, y, along, down in corners:  # (along, down) is the way towards the corner
            begin, end = (x - along * r, y - down * r), (x - down * r, y + along * r)
            first = (x - along * r * _ROUND, y - down * r * _ROUND)
            second = (x - down * r * _ROUND, y + along * r * _ROUND)
            parts.append(
                f"L{self._pair(begin)}C{self._pair(first)} {self._pair(second)} {self._pair(end)}"
            )
        self._path("".join(parts) + "Z", pen)

    def text(
        self, at: Point, words: str, size: float, colour: str = "", *, anchor: Anchor = "middle"
    ) -> None:
        """Write upright, never mirrored, with the middle of the figures' height at `at`.

        Words in a drawing would want translating: write numbers and mm only.
        """
        x, y = self._at(at)
        side = _OPPOSITE[anchor] if self._is_flipped else anchor
        shape = f'x="{number(x)}" y="{number(y + size * 0.36)}" font-size="{number(size)}"'
        font = f'font-family="Inter" font-weight="700" text-anchor="{side}"'
        fill = colour or self.theme.ink
        self._parts.append(f'<text {shape} {font} fill="{fill}">{escape(words)}</text>')

    @property
    def _scale(self) -> float:
        return math.hypot(self._matrix[0], self._matrix[1])

    @property
    def _is_flipped(self) -> bool:
        a, b, c, d, _, _ = self._matrix
        return a * d - b * c < 0

    def _at(self, point: Point) -> Point:
        a, b, c, d, e, f = self._matrix
        return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f

    def _pair(self, point: Point) -> str:
        return _written(self._at(point))

    def _through(self, points: Sequence[Point], *, closed: bool) -> str:
        placed = [self._at(point) for point in points]
        if self._window is None:
            runs = [placed]
        elif closed:
            runs = [clipped_outline(self._window, placed)]
        else:
            runs = clipped_line(self._window, placed)
        end = "Z" if closed else ""
        return "".join("M" + "L".join(map(_written, run)) + end for run in runs if run)

    def _smooth(self, points: Sequence[Point], *, closed: bool) -> str:
        """Return a Catmull-Rom spline through the points, as Béziers; straight lines where it
        leaves the window."""
        if self._window and not holds(self._window, [self._at(point) for point in points]):
            return self._through(points, closed=closed)
        count = len(points)
        parts = [f"M{self._pair(points[0])}"]
        for index in range(count if closed else count - 1):
            near = [_neighbour(points, index + step, closed=closed) for step in (-1, 0, 1, 2)]
            (x0, y0), (x1, y1), (x2, y2), (x3, y3) = near
            first = self._pair((x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6))
            second = self._pair((x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6))
            parts.append(f"C{first} {second} {self._pair((x2, y2))}")
        return "".join(parts) + ("Z" if closed else "")

    def _path(self, d: str, pen: Pen) -> None:
        if not d:
            return
        self._parts.append(f'<path d="{d}"{self._style(pen)}/>')

    def _style(self, pen: Pen) -> str:
        style = f' fill="{pen.fill}"'
        if pen.stroke != "none":
            width = number(pen.width * self._scale)
            style += f' stroke="{pen.stroke}" stroke-width="{width}"'
            style += f' stroke-linecap="{pen.cap}" stroke-linejoin="round"'
        if pen.dash:
            dash = " ".join(number(length * self._scale) for length in pen.dash)
            style += f' stroke-dasharray="{dash}"'
        if pen.opacity != 1:
            style += f' opacity="{number(pen.opacity)}"'
        return style


def number(value: float) -> str:
    """Return a number to 1/100 unit in its shortest form, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _written(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _product(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def _neighbour(points: Sequence[Point], index: int, *, closed: bool) -> Point:
    if closed:
        return points[index % len(points)]
    return points[min(max(index, 0), len(points) - 1)]
