"""How a stiff needle lies while it is in the tissue: on its own circle, through its hole."""

from __future__ import annotations

from math import asin, cos, sin, sqrt

from bot.domain.stitch_space import Line, Vec
from bot.domain.stitches import Needle

_PARTS = 48  # straight pieces in which a needle is drawn
_IN = 0.2  # the share of a needle that must be in before its point turns it
GRIP = 0.42  # the share of a needle, from the thread on, at which it is held: behind its middle


def stiff(needle: Needle, soft: Line, hole: Vec, inward: Vec) -> Line:
    """Return the needle with its true curve, its point in the tissue and its body in the hole.

    `soft` is a needle that bends with its way: it tells where the point is, and to which side the
    needle turns. As long as little of it is in, it stands in the hole in the direction `inward`.
    """
    point, middle = soft[-1], soft[len(soft) // 2]
    inner = (soft[0] + point) * 0.5 - middle
    chord = point - hole
    if chord.length < _IN * needle.length:
        forward, ahead, half = inward, chord.length / needle.radius, 0.0
    else:
        half = min(chord.length / 2, needle.radius)
        forward, ahead = chord.unit(), asin(half / needle.radius)
    inner = (inner - forward * inner.dot(forward)).unit()
    if not inner.length:
        return soft
    centre = hole + forward * half + inner * sqrt(needle.radius**2 - half**2)
    start = ahead - needle.length / needle.radius
    turns = (start + (ahead - start) * part / _PARTS for part in range(_PARTS + 1))
    return tuple(
        centre + forward * (needle.radius * sin(turn)) - inner * (needle.radius * cos(turn))
        for turn in turns
    )


def grip(line: Line) -> Vec:
    """Return where the holder's jaws hold a needle."""
    return line[round(GRIP * (len(line) - 1))]
