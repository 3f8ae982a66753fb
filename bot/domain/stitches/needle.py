"""The way of a needle through one bite: in along its own curve, through the tissue, and out along
its curve again, so that at any moment its body lies where it must."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.stitches.edges import lay
from bot.domain.stitches.ground import NEAR, Edges, Point
from bot.domain.stitches.space import (
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
from bot.domain.stitches.stitch import Needle, Stitch

PIERCED = 0.12  # of a bite, or of the needle, is gone when the point is said to be in


@dataclass(frozen=True, slots=True)
class Drive:
    """One bite in space. `pieces` is its line, cut where it crosses the open wound (True);
    `stations` is how far along the point of the needle has come after each move, in mm; `into` and
    `out` are the directions in which the needle goes in and comes out."""

    pieces: tuple[tuple[Line, bool], ...]
    length: float
    stations: tuple[float, ...]
    into: Vec
    out: Vec
    tool: Needle | None

    @property
    def needle_length(self) -> float:
        """How far the thread is behind the point, in mm."""
        return self.tool.length if self.tool else 0.0

    def needle(self, tip: float) -> Line:
        """Return the needle, from the thread to its point, when that is `tip` mm into the bite."""
        return part(self._way(), tip, tip + self.needle_length)

    def _way(self) -> Line:
        """The bite, with the needle's own curve before and after it: a needle turns round the
        middle between its two holes."""
        line = joined(piece for piece, _ in self.pieces)
        if self.tool is None:
            return line
        centre = (line[0] + line[-1]) * 0.5
        size, radius = self.tool.length, self.tool.radius
        before = arc(line[0], self.into * -1, centre - line[0], radius, size)
        after = arc(line[-1], self.out, centre - line[-1], radius, size)
        return joined((before[::-1], line, after))


def drive(stitch: Stitch, places: Sequence[Point], edges: Edges) -> Drive:
    """Return the way of the needle through the places of one bite."""
    pieces = tuple(_pieces(stitch, places, edges))
    line = joined(piece for piece, _ in pieces)
    size = length(line)
    behind = stitch.needle.length if stitch.needle else 0.0
    inner = [nearest(line, lay(stitch, p.vec, p.side, edges)) for p in places[1:-1]]
    pierced = min(PIERCED * size, PIERCED * behind, *(0.8 * way for way in inner))
    into, out = stitch.inward(places[0]), stitch.inward(places[-1]) * -1
    return Drive(pieces, size, (pierced, *inner, size + behind), into, out, stitch.needle)


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
