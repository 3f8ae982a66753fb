"""How a stiff needle lies while it is in the tissue: on its own circle, through its hole."""

from __future__ import annotations

from math import asin, cos, sin, sqrt

from bot.domain.stitches.space import Line, Vec
from bot.domain.stitches.stitch import Needle

_PARTS = 48  # straight pieces in which a needle is drawn
_IN = 0.2  # the share of a needle that must be in before its point turns it
_BEND = 1.5  # from two thirds of its way on
GRIP = 0.42  # the share of a needle, from the thread on, at which it is held: behind its middle


def stiff(needle: Needle, soft: Line, hole: Vec, inward: Vec, out: Vec | None = None) -> Line:
    """Return the needle with its true curve, its point in the tissue and its body in the hole.

    `soft` is a needle that bends with its way: it tells where the point is, and to which side the
    needle turns. As long as little of it is in, it stands in the hole in the direction `inward`.
    In a moving picture it bends more and more with its way, the nearer it is to coming `out`.
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
    true = [
        centre + forward * (needle.radius * sin(turn)) - inner * (needle.radius * cos(turn))
        for turn in turns
    ]
    if out is None:
        return tuple(true)
    left = (out - point).length / ((out - point).length + (point - hole).length)
    bend = max(0.0, 1 - _BEND * left)
    return tuple(a + (_at(soft, n / _PARTS) - a) * bend for n, a in enumerate(true))


def _at(line: Line, share: float) -> Vec:
    return line[round(share * (len(line) - 1))]


def grip(line: Line) -> Vec:
    """Return where the holder's jaws hold a needle."""
    return line[round(GRIP * (len(line) - 1))]
