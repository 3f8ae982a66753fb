"""The way of a needle through one bite: in along its own curve, through the tissue, and out along
its curve again, so that at any moment its body lies where it must."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.stitch_edges import lay
from bot.domain.stitch_ground import NEAR, Edges, Point
from bot.domain.stitch_space import (
    SAMPLE,
    Line,
    Vec,
    arc,
    joined,
    length,
    nearest,
    part,
    smooth,
    straight,
)
from bot.domain.stitches import Stitch

PIERCED = 0.12  # of a bite, or of the needle, is gone when the point is said to be in


@dataclass(frozen=True, slots=True)
class Drive:
    """One bite in space. `pieces` is its line, cut where it crosses the open wound (True);
    `stations` is how far along the point of the needle has come after each move, in mm."""

    pieces: tuple[tuple[Line, bool], ...]
    length: float
    stations: tuple[float, ...]
    way: Line  # with the needle's own curve before and after the bite
    needle_length: float

    def needle(self, tip: float) -> Line:
        """Return the needle, from the thread to its point, when that is `tip` mm into the bite."""
        return part(self.way, tip, tip + self.needle_length)


def drive(stitch: Stitch, places: Sequence[Point], edges: Edges) -> Drive:
    """Return the way of the needle through the places of one bite."""
    pieces = tuple(_pieces(stitch, places, edges))
    line = joined(piece for piece, _ in pieces)
    size = length(line)
    behind = stitch.needle.length if stitch.needle else 0.0
    inner = [nearest(line, lay(stitch, p.vec, p.side, edges)) for p in places[1:-1]]
    pierced = min(PIERCED * size, PIERCED * behind) if behind else 0.0
    stations = (pierced, *inner, size + behind)
    return Drive(pieces, size, stations, _way(stitch, places, line), behind)


def closed_line(stitch: Stitch, places: Sequence[Point], sample: float = 1.0) -> Line:
    """Return the way through the places of one bite, in the tissue, with the wound closed."""
    into, out = stitch.inward(places[0]), stitch.inward(places[-1]) * -1
    return smooth([place.vec for place in places], into, out, sample)


def _pieces(stitch: Stitch, places: Sequence[Point], edges: Edges) -> Iterator[tuple[Line, bool]]:
    """Yield the line of a bite in parts: in the tissue of a side, across the open cut, in the
    tissue of the other side."""
    spread = sum((b.vec - a.vec).length for a, b in pairwise(places))
    closed = closed_line(stitch, places, min(SAMPLE, spread / 24))
    sides = _sides(closed, places)
    laid = [lay(stitch, place, side, edges) for place, side in zip(closed, sides, strict=True)]
    piece: list[Vec] = [laid[0]]
    for (a, one), (b, other) in pairwise(zip(laid, sides, strict=True)):
        apart = one != other and (b - a).length > (0.5 + NEAR) * spread / 12
        if not apart:
            piece.append(b)
            continue
        yield tuple(piece), False
        yield straight(a, b), True
        piece = [b]
    yield tuple(piece), False


def _sides(line: Line, places: Sequence[Point]) -> list[int]:
    """Return the side on which each sample lies; the ends are told by their points, and what is
    in the middle goes with the sample before."""
    sides = [places[0].side]
    for place in line[1:-1]:
        here = (place.across > NEAR) - (place.across < -NEAR)
        sides.append(here or sides[-1])
    return [*sides, places[-1].side]


def _way(stitch: Stitch, places: Sequence[Point], line: Line) -> Line:
    needle = stitch.needle
    if needle is None:
        return line
    into, out = stitch.inward(places[0]), stitch.inward(places[-1]) * -1
    centre = _centre(line)
    before = arc(line[0], into * -1, centre - line[0], needle.radius, needle.length)
    after = arc(line[-1], out, centre - line[-1], needle.radius, needle.length)
    return joined((before[::-1], line, after))


def _centre(line: Line) -> Vec:
    """Return the place round which a bite turns: the middle between its ends, unless the bite is
    straight."""
    return (line[0] + line[-1]) * 0.5
