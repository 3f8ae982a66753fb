"""Figures to go over with a pen: straight lanes, rows, spirals, squares. All lengths are mm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, cos, pi, radians, sin, tan

from bot.domain.sheet_shapes import (
    ROW_MM,
    Circle,
    Drawing,
    Ink,
    Path,
    Point,
    Shape,
    Words,
    dot,
    line,
)

PIECES = 24  # of one arch, oval or loop
SLANT_DEG = 20.0
ABOVE, BELOW = 0.45, 0.4  # stalks and tails of small letters, in heights of their bodies


@dataclass(frozen=True, slots=True)
class Straights:
    """Pairs of lines to draw between, without a line to trace: each is one stroke's lane."""

    length: float
    lane: float
    columns: int
    rows: int

    def drawn(self) -> Drawing:
        """Return the lanes, a lane's width or 4 mm between neighbours."""
        gap = max(self.lane, 4.0)
        shapes: list[Shape] = []
        for row in range(self.rows):
            for column in range(self.columns):
                left, top = column * (self.length + gap), row * (self.lane + gap)
                right, foot = left + self.length, top + self.lane
                shapes += [line((left, top), (right, top)), line((left, foot), (right, foot))]
        width = self.columns * (self.length + gap) - gap
        return Drawing(width, self.rows * (self.lane + gap) - gap, tuple(shapes))


class Pattern(StrEnum):
    """What a row has to be gone over."""

    NOTHING = "nothing"
    ARCHES = "arches"
    OVALS = "ovals"
    LOOPS = "loops"
    CAPITALS = "capitals"
    SMALL_LETTERS = "small-letters"


LETTERS = {
    Pattern.CAPITALS: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    Pattern.SMALL_LETTERS: "abcdefghijklmnopqrstuvwxyz",
}


@dataclass(frozen=True, slots=True)
class Rows:
    """Ruled rows as wide as the page; `height` is that of a capital, or of a letter's body.

    `rows` have something to go over; the alphabet is shared out among them. `free` ones follow.
    """

    height: float
    pattern: Pattern = Pattern.NOTHING
    rows: int = 0
    free: int = 0
    between: float = 3.0  # from row to row, stalks and tails of small letters aside

    def drawn(self) -> Drawing:
        """Return the rows, with room for stalks and tails where small letters have them."""
        small = self.pattern is Pattern.SMALL_LETTERS
        above, below = (self.height * part if small else 0.0 for part in (ABOVE, BELOW))
        pitch = above + self.height + below + self.between
        count = self.rows + self.free
        shapes: list[Shape] = []
        for row in range(count):
            top = row * pitch + above
            shapes += [line((0, y), (ROW_MM, y), Ink.GUIDE) for y in (top, top + self.height)]
            if row < self.rows:
                shapes += self._traced(row, top + self.height)
        return Drawing(ROW_MM, count * pitch - self.between, tuple(shapes))

    def _traced(self, row: int, foot: float) -> Iterator[Shape]:
        if self.pattern in LETTERS:
            yield from self._letters(row, foot)
        elif self.pattern is not Pattern.NOTHING:
            yield _wave(self.pattern, self.height, foot)

    def _letters(self, row: int, foot: float) -> Iterator[Shape]:
        letters = LETTERS[self.pattern]
        each = ceil(len(letters) / self.rows)
        pitch = ROW_MM / each
        by_body = self.pattern is Pattern.SMALL_LETTERS
        for number, letter in enumerate(letters[row * each : (row + 1) * each]):
            yield Words(letter, ((number + 0.5) * pitch, foot), self.height, Ink.TRACE, by_body)


def _wave(pattern: Pattern, height: float, foot: float) -> Path:
    """Return one joined line along a row, between its two lines."""
    width, piece = {
        Pattern.ARCHES: (height * 0.7, _arch),
        Pattern.OVALS: (height * 0.6, _oval),
        Pattern.LOOPS: (height * 0.6, _loop),
    }[pattern]
    count = int((ROW_MM - height) / width)
    slant = tan(radians(SLANT_DEG)) if pattern is Pattern.OVALS else 0.0
    points = [
        (height * 0.3 + (number + across) * width + up * height * slant, foot - up * height)
        for number in range(count)
        for across, up in map(piece, (n / PIECES for n in range(PIECES + 1)))
    ]
    return Path(tuple(points), Ink.TRACE)


def _arch(part: float) -> Point:
    """Up, over and down, as the tops of an m; widths and heights are one."""
    return (1 - cos(pi * part)) / 2, sin(pi * part)


def _oval(part: float) -> Point:
    """Round once and on, anticlockwise from the foot."""
    turn = 2 * pi * part
    return part + 0.55 * sin(turn), (1 - cos(turn)) / 2


def _loop(part: float) -> Point:
    """Round once and on, as rows of a written e."""
    turn = 2 * pi * part
    return part + 0.35 * sin(turn), (1 - cos(turn)) / 2


@dataclass(frozen=True, slots=True)
class Spirals:
    """Spirals to trace in the first row; below, a middle and a rim for each of one's own."""

    turns: int
    gap: float  # from line to line
    columns: int
    free_rows: int = 1

    def drawn(self) -> Drawing:
        """Return the spirals, each from its middle outwards."""
        radius = self.turns * self.gap
        pitch = 2 * radius + 4
        shapes: list[Shape] = []
        for row in range(1 + self.free_rows):
            for column in range(self.columns):
                middle = (radius + column * pitch, radius + row * pitch)
                shapes.append(dot(middle))
                if row == 0:
                    shapes.append(self._spiral(middle))
                else:
                    shapes.append(Circle(middle, 2 * radius, Ink.GUIDE))
        rows = 1 + self.free_rows
        return Drawing(self.columns * pitch - 4, rows * pitch - 4, tuple(shapes))

    def _spiral(self, middle: Point) -> Path:
        pieces = 60 * self.turns
        points = []
        for number in range(pieces + 1):
            turn = 2 * pi * self.turns * number / pieces
            away = self.gap * turn / (2 * pi)
            points.append((middle[0] + away * sin(turn), middle[1] - away * cos(turn)))
        return Path(tuple(points), Ink.TRACE)


class Within(StrEnum):
    """What a square has in it."""

    NOTHING = "nothing"
    HALVES = "halves"  # cut from corner to corner


@dataclass(frozen=True, slots=True)
class Squares:
    """Squares to fill, apart from each other by half their side."""

    size: float
    columns: int
    rows: int = 1
    within: Within = Within.NOTHING

    def drawn(self) -> Drawing:
        """Return the squares, row by row."""
        pitch = self.size * 1.5
        shapes: list[Shape] = []
        for row in range(self.rows):
            for column in range(self.columns):
                shapes += self._square(column * pitch, row * pitch)
        width, height = (count * pitch - self.size / 2 for count in (self.columns, self.rows))
        return Drawing(width, height, tuple(shapes))

    def _square(self, left: float, top: float) -> Iterator[Shape]:
        right, bottom = left + self.size, top + self.size
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        yield Path(corners, closed=True)
        if self.within is Within.HALVES:
            yield line((left, bottom), (right, top))
