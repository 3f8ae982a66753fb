"""How a wound closes while a stitch is laid: what each knot and each drawn loop brings together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.domain.stitches.ground import Edges, Point
from bot.domain.stitches.stitch import Done, Pattern, Stitch, Verb
from bot.domain.stitches.threads import threads

STAYS: Final = 2  # an anastomosis is held together by its two stay stitches
CLOSING: Final = (Verb.TIE, Verb.BURY, Verb.TAPE, Verb.SNUG, Verb.STAPLE)
IN_A_ROW: Final = (Pattern.RUNNING, Pattern.LOCKING, Pattern.SUBCUTICULAR, Pattern.STAPLES)
# How far the edges stand up when they are tied, as a share of the wound's depth.
RIDGE: Final = {
    Pattern.VERTICAL_MATTRESS: 0.12,
    Pattern.HORIZONTAL_MATTRESS: 0.1,
    Pattern.SIMPLE: 0.04,
    Pattern.LOCKING: 0.05,
    Pattern.STAPLES: 0.1,
}


def edges_after(stitch: Stitch, moves: Sequence[Done], share: Callable[[int], float]) -> Edges:
    """Return how the edges lie, where `share` tells how much of each move is done, from 0 to 1."""
    if stitch.pattern is Pattern.REMOVAL:
        return Edges(open=0.0)
    edges = Edges()
    closing = [n for n, done in enumerate(moves) if done.verb in CLOSING]
    for order, number in enumerate(closing):
        part = share(number)
        if part > 0:
            last = order == len(closing) - 1
            edges = _closed_by(stitch, moves, number, edges, part, last=last)
    return edges


def _closed_by(
    stitch: Stitch, moves: Sequence[Done], number: int, edges: Edges, part: float, *, last: bool
) -> Edges:
    ridge = RIDGE.get(stitch.pattern, 0.0) * stitch.wound.depth
    if stitch.pattern in IN_A_ROW:
        reach = min(place.along for place in _until(moves, number))
        start = min(edges.beyond, stitch.wound.length / 2)
        beyond = start + (reach - start) * part
        share = edges.open * (1 - part) if last else edges.open
        return replace(edges, open=share, beyond=beyond, turned=ridge)
    if stitch.pattern is Pattern.ANASTOMOSIS:
        return replace(edges, open=max(0.0, edges.open - part / STAYS))
    if stitch.pattern is Pattern.LAYERED:
        thread = next(each for each in threads(moves) if number in (h.move for h in each.holds))
        top = min(place.depth for bite in thread.bites for place in bite.places)
        if top > 0:
            start = min(edges.below, stitch.wound.depth)
            return replace(edges, below=min(start, start + (top - start) * part))
    return replace(edges, open=edges.open * (1 - part), turned=ridge * part)


def _until(moves: Sequence[Done], number: int) -> list[Point]:
    """The points of a row so far; where the next one begins, its own do not count yet."""
    return [place for done in moves[: number + 1] if done.step >= 0 for place in done.at]
