"""Places in and around a wound, in mm, and smooth lines between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, sin, sqrt

SAMPLE = 0.25  # mm between two samples of a line, at most; micro stitches take finer ones
ROUND = 0.5523  # handle of a cubic curve that draws a quarter of a circle, by its radius


@dataclass(frozen=True, slots=True)
class Vec:
    """A place or a direction: along the cut (away from the learner), across it (to the needle-hand
    side) and below the surface, in mm."""

    along: float
    across: float
    depth: float

    def __add__(self, other: Vec) -> Vec:
        return Vec(self.along + other.along, self.across + other.across, self.depth + other.depth)

    def __sub__(self, other: Vec) -> Vec:
        return Vec(self.along - other.along, self.across - other.across, self.depth - other.depth)

    def __mul__(self, times: float) -> Vec:
        return Vec(self.along * times, self.across * times, self.depth * times)

    def dot(self, other: Vec) -> float:
        """Return the scalar product."""
        return self.along * other.along + self.across * other.across + self.depth * other.depth

    def cross(self, other: Vec) -> Vec:
        """Return the vector product."""
        return Vec(
            self.across * other.depth - self.depth * other.across,
            self.depth * other.along - self.along * other.depth,
            self.along * other.across - self.across * other.along,
        )

    @property
    def length(self) -> float:
        """The distance from the origin, in mm."""
        return sqrt(self.dot(self))

    def unit(self) -> Vec:
        """Return the direction with length 1; a place without one stays as it is."""
        return self * (1 / self.length) if self.length else self


Line = tuple[Vec, ...]  # a sampled line


def straight(start: Vec, end: Vec, sample: float = SAMPLE) -> Line:
    """Return the samples of a straight line, both ends among them."""
    parts = max(1, ceil((end - start).length / sample))
    return tuple(start + (end - start) * (i / parts) for i in range(parts + 1))


def smooth(places: Sequence[Vec], first: Vec, last: Vec, sample: float = SAMPLE) -> Line:
    """Return a smooth line through `places` that leaves in direction `first`, arrives in direction
    `last`, and draws quarters of circles and ellipses exactly where the places ask for one."""
    chords = [after - before for before, after in pairwise(places)]
    inner = (
        (one.unit() * other.length + other.unit() * one.length).unit()
        for one, other in pairwise(chords)
    )
    tangents = (first.unit(), *inner, last.unit())
    return joined(
        _curve(start, end, leaving, arriving, sample)
        for (start, end), (leaving, arriving) in zip(
            pairwise(places), pairwise(tangents), strict=True
        )
    )


def _curve(start: Vec, end: Vec, leaving: Vec, arriving: Vec, sample: float) -> Line:
    chord = end - start
    out, back = (_handle(chord, direction) for direction in (leaving, arriving))
    corners = (start, start + leaving * out, end - arriving * back, end)
    parts = max(8, ceil(1.7 * sum((b - a).length for a, b in pairwise(corners)) / sample))
    return tuple(_bezier(corners, i / parts) for i in range(parts + 1))


def _handle(chord: Vec, direction: Vec) -> float:
    return max(ROUND * abs(chord.dot(direction)), 0.05 * chord.length)


def _bezier(corners: tuple[Vec, Vec, Vec, Vec], t: float) -> Vec:
    s = 1 - t
    weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
    along, across, depth = 0.0, 0.0, 0.0
    for corner, weight in zip(corners, weights, strict=True):
        along += corner.along * weight
        across += corner.across * weight
        depth += corner.depth * weight
    return Vec(along, across, depth)


def joined(lines: Iterable[Line]) -> Line:
    """Return lines as one; where one begins at the end of the last, that place stands once."""
    places: list[Vec] = []
    for line in lines:
        places.extend(line[1:] if places and line and places[-1] == line[0] else line)
    return tuple(places)


def length(line: Line) -> float:
    """Return how long a line is, in mm."""
    return sum((b - a).length for a, b in pairwise(line))


def part(line: Line, start: float, end: float) -> Line:
    """Return what lies between `start` and `end` mm along a line; () where that is nothing."""
    if end <= start or len(line) < 2:
        return ()
    places = list(_between(line, start, end))
    return tuple(places) if len(places) > 1 else ()


def _between(line: Line, start: float, end: float) -> Iterator[Vec]:
    gone = 0.0
    for a, b in pairwise(line):
        size = (b - a).length
        if size and gone <= start < gone + size:
            yield a + (b - a) * ((start - gone) / size)
        if start < gone + size < end:
            yield b
        if size and gone < end <= gone + size:
            yield a + (b - a) * ((end - gone) / size)
            return
        gone += size
    if gone <= end and line[-1] != a:
        yield line[-1]


def nearest(line: Line, place: Vec) -> float:
    """Return how far along a line, in mm, it comes nearest to a place."""
    best, gone, found = float("inf"), 0.0, 0.0
    for index, here in enumerate(line):
        gone += (here - line[index - 1]).length if index else 0.0
        if (here - place).length < best:
            best, found = (here - place).length, gone
    return found


def arc(start: Vec, heading: Vec, toward: Vec, radius: float, size: float) -> Line:
    """Return `size` mm of a circle that leaves `start` along `heading` and turns `toward` its
    centre."""
    heading = heading.unit()
    toward = (toward - heading * toward.dot(heading)).unit()
    parts = max(2, ceil(abs(size) / min(SAMPLE, radius / 12)))
    turns = (size * i / parts / radius for i in range(parts + 1))
    return tuple(
        start + heading * (radius * sin(turn)) + toward * (radius * (1 - cos(turn)))
        for turn in turns
    )
