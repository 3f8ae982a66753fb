"""Figures to aim at: dots and rings, circles, lanes, clocks, cuts, ladders. All lengths are mm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from math import degrees

from bot.domain.sheet_shapes import (
    ROW_MM,
    Circle,
    Drawing,
    Ink,
    Path,
    Point,
    Shape,
    Words,
    arc,
    dot,
    line,
    moved,
    on_circle,
    side_by_side,
    turned,
)

NUMBER_MM = 2.2  # the height of a small number
GAP_MM = 3.0  # between neighbours that have no distance of their own


@dataclass(frozen=True, slots=True)
class Dots:
    """Full dots, or rings, on a grid; row by row they may be numbered."""

    size: float
    apart: float  # from middle to middle
    rows: int
    columns: int
    rings: bool = False
    numbered: bool = False

    def drawn(self) -> Drawing:
        """Return the grid; its box touches the outermost dots."""
        half = self.size / 2
        centres = [
            (half + column * self.apart, half + row * self.apart)
            for row in range(self.rows)
            for column in range(self.columns)
        ]
        shapes: list[Shape] = [Circle(at, self.size, filled=not self.rings) for at in centres]
        below = 0.8 + NUMBER_MM if self.numbered else 0.0
        if self.numbered:
            shapes += [
                Words(str(number), (x, y + half + below), NUMBER_MM)
                for number, (x, y) in enumerate(centres, start=1)
            ]
        width, height = (
            (count - 1) * self.apart + self.size for count in (self.columns, self.rows)
        )
        return Drawing(width, height + below, tuple(shapes))


@dataclass(frozen=True, slots=True)
class Circles:
    """Circles side by side with a mark at each quarter, their diameters written in them."""

    sizes: tuple[float, ...]

    def drawn(self) -> Drawing:
        """Return the circles, each with its diameter."""
        return side_by_side([_circle(size) for size in self.sizes], GAP_MM, ROW_MM)


def _circle(size: float) -> Drawing:
    middle = (size / 2, size / 2)
    number = Words(f"{size:g}", (middle[0], middle[1] + NUMBER_MM / 2), NUMBER_MM)
    return Drawing(size, size, (Circle(middle, size), *_quarters(middle, size / 2), number))


def _quarters(middle: Point, radius: float) -> Iterator[Path]:
    for angle in (0, 90, 180, 270):
        ends = (on_circle(middle, radius - 0.6, angle), on_circle(middle, radius + 0.6, angle))
        yield line(*ends, Ink.GUIDE)


@dataclass(frozen=True, slots=True)
class Lanes:
    """Round lanes to stay in, each with a start line; `across` is the outer ring of each."""

    across: float
    lanes: tuple[float, ...]

    def drawn(self) -> Drawing:
        """Return a lane for each width, side by side."""
        return side_by_side([self._lane(lane) for lane in self.lanes], GAP_MM, ROW_MM)

    def _lane(self, lane: float) -> Drawing:
        middle = (self.across / 2, self.across / 2)
        inner = self.across - 2 * lane
        start = (on_circle(middle, inner / 2, 0), on_circle(middle, self.across / 2, 0))
        number = Words(f"{lane:g}", (middle[0], middle[1] + NUMBER_MM), 2 * NUMBER_MM)
        shapes = (Circle(middle, self.across), Circle(middle, inner), line(*start), number)
        return Drawing(self.across, self.across, shapes)


@dataclass(frozen=True, slots=True)
class Clock:
    """Twelve pairs of dots, one pair an hour; each pair points to the middle."""

    across: float  # the ring of the outer dots
    bite: float  # from an outer dot to its inner one

    def drawn(self) -> Drawing:
        """Return the dots on their two rings, with the hours outside."""
        outside = NUMBER_MM + 2.4  # from the outer ring to the middle of a number, and beyond it
        radius = self.across / 2
        middle = (radius + outside, radius + outside)
        shapes: list[Shape] = [
            Circle(middle, self.across, Ink.GUIDE),
            Circle(middle, self.across - 2 * self.bite, Ink.GUIDE),
            *_cross(middle, 2),
        ]
        for hour in range(1, 13):
            angle = hour * 30
            x, y = on_circle(middle, radius + outside - NUMBER_MM / 2 - 0.6, angle)
            shapes += [
                dot(on_circle(middle, radius, angle)),
                dot(on_circle(middle, radius - self.bite, angle)),
                Words(str(hour), (x, y + NUMBER_MM / 2), NUMBER_MM),
            ]
        return Drawing(2 * middle[0], 2 * middle[1], tuple(shapes))


def _cross(middle: Point, size: float) -> Iterator[Path]:
    x, y = middle
    yield line((x - size / 2, y), (x + size / 2, y), Ink.GUIDE)
    yield line((x, y - size / 2), (x, y + size / 2), Ink.GUIDE)


@dataclass(frozen=True, slots=True)
class Cuts:
    """Cuts with a pair of dots at each stitch: straight or bent, level or at angles."""

    length: float
    from_cut: tuple[float, ...]  # the dots' distances from the cut, on both sides
    apart: float  # from pair to pair, along the cut
    angles: tuple[float, ...] = (0,)  # clockwise from level; a cut for each
    radius: float = 0  # of a bent cut; 0 for a straight one

    def drawn(self) -> Drawing:
        """Return a cut for each angle, side by side, each in a box of the same size."""
        cut = tuple(self._cut())
        turns = [turned(cut, (0, 0), angle) for angle in self.angles]
        left, top, right, bottom = _bounds([shape for shapes in turns for shape in shapes])
        boxes = [
            Drawing(right - left, bottom - top, moved(shapes, (-left, -top))) for shapes in turns
        ]
        return side_by_side(boxes, GAP_MM, ROW_MM)

    def _cut(self) -> Iterator[Shape]:
        """Yield one level cut whose middle is (0, 0), and its dots."""
        half = self.length / 2
        if self.radius:
            sweep = degrees(half / self.radius)
            yield Path(arc((0, self.radius), self.radius, -sweep, sweep))
        else:
            yield line((-half, 0), (half, 0))
        stitches = int(self.length / self.apart + 1e-9)
        margin = (self.length - (stitches - 1) * self.apart) / 2
        for number in range(stitches):
            along = number * self.apart + margin - half
            for away in (each for pair in self.from_cut for each in (pair, -pair)):
                yield dot(self._beside(along, away), 0.8)

    def _beside(self, along: float, away: float) -> Point:
        """Return the point `along` the cut from its middle, and `away` from it at 90°."""
        if not self.radius:
            return along, away
        angle = degrees(along / self.radius)
        return on_circle((0, self.radius), self.radius - away, angle)


def _bounds(shapes: list[Shape]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the shapes' points, with room for a dot's half."""
    points = [
        point
        for shape in shapes
        for point in (shape.points if isinstance(shape, Path) else (_point_of(shape),))
    ]
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across) - 0.5, min(down) - 0.5, max(across) + 0.5, max(down) + 0.5


def _point_of(shape: Circle | Words) -> Point:
    return shape.centre if isinstance(shape, Circle) else shape.at


@dataclass(frozen=True, slots=True)
class Rungs:
    """A ladder: a line whose pairs of dots come closer, mm by mm, each gap with its number."""

    widest: int
    narrowest: int
    from_line: float  # the dots' distance from the line, on both sides

    def drawn(self) -> Drawing:
        """Return the ladder from its widest gap to its narrowest."""
        gaps = range(self.widest, self.narrowest - 1, -1)
        places = list(accumulate(gaps, initial=0.5))
        middle = self.from_line + 0.5
        shapes: list[Shape] = [line((0, middle), (places[-1] + 0.5, middle))]
        for place in places:
            shapes += [
                dot((place, middle + away), 0.8) for away in (-self.from_line, self.from_line)
            ]
        foot = 2 * middle + 1 + NUMBER_MM
        for gap, place in zip(gaps, places, strict=False):
            if gap > 1:  # under a gap of 1 mm there is no room
                shapes.append(Words(str(gap), (place + gap / 2, foot), min(NUMBER_MM, gap * 0.8)))
        return Drawing(places[-1] + 0.5, foot, tuple(shapes))
