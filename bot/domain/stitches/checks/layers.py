"""The geometry of a layered closure: each layer meets its own kind, from below upwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.domain.stitches.checks.bites import begins_on, bottom, count, deepest, mirrored, square
from bot.domain.stitches.checks.deep import up_and_down
from bot.domain.stitches.checks.places import through_the_top
from bot.domain.stitches.ground import Layer, Side, Surface
from bot.domain.stitches.look import Flaw, Look, millimetres
from bot.domain.stitches.stitch import Verb
from bot.domain.stitches.threads import Thread


def layered(look: Look) -> Iterator[Flaw]:
    """From below upwards: fascia, then the dermis with knots deepest, then the skin."""
    names = {Surface.FASCIA: 0, Surface.UNDERSIDE: 1, Surface.FACE: 1, Surface.SKIN: 2}
    ranks = [
        names.get(look.stitch.surface(t.bites[0].entry) or Surface.SKIN, 2) for t in look.threads
    ]
    for (one, two), thread in zip(pairwise(ranks), look.threads[1:], strict=True):
        if two < one:
            message = "a deeper layer is closed after one above it: close from below upwards"
            yield look.at_move(thread.bites[0].moves[0], message)
    for rank, layer in enumerate(("fascia", "dermis", "skin")):
        if rank not in ranks:
            message = f"dead space: nothing closes the {layer}; add its stitch"
            yield look.at_move(len(look.moves) - 1, message)
    for rank, thread in zip(ranks, look.threads, strict=True):
        yield from (_fascia, _dermis, _skin)[rank](look, thread)
    yield from through_the_top(look)
    yield from _fascia_pitch(look, [t for r, t in zip(ranks, look.threads, strict=True) if r == 0])


def _fascia(look: Look, thread: Thread) -> Iterator[Flaw]:
    yield from count(look, thread.bites, 1)
    low, high = bottom(look, Layer.FASCIA), bottom(look, Layer.MUSCLE)
    for bite in thread.bites[:1]:
        yield from begins_on(look, bite, Side.NEEDLE, "start on the needle-hand side")
        yield from square(look, bite)
        yield from mirrored(look, bite)
        if not low <= deepest(bite) < high:
            message = (
                f"misses its layer: {millimetres(deepest(bite))} deep; it goes through the "
                f"fascia, which ends at {millimetres(low)}, and not far below"
            )
            yield look.at_point(bite.moves[len(bite.moves) // 2], message)
    yield from _held_by(look, thread, Verb.TIE)


def _dermis(look: Look, thread: Thread) -> Iterator[Flaw]:
    yield from up_and_down(look, thread)
    yield from _held_by(look, thread, Verb.BURY)


def _skin(look: Look, thread: Thread) -> Iterator[Flaw]:
    yield from count(look, thread.bites, 1)
    for bite in thread.bites[:1]:
        yield from begins_on(look, bite, Side.NEEDLE, "start on the needle-hand side")
        yield from square(look, bite)
        yield from mirrored(look, bite)
        low, high = bottom(look, Layer.EPIDERMIS), bottom(look, Layer.DERMIS)
        if not low < deepest(bite) <= high:
            message = (
                f"layers crossed: {millimetres(deepest(bite))} deep; the skin stitch only matches "
                f"the edges, within the skin, {millimetres(high)}"
            )
            yield look.at_point(bite.moves[len(bite.moves) // 2], message)
    yield from _held_by(look, thread, Verb.TIE)


def _held_by(look: Look, thread: Thread, verb: Verb) -> Iterator[Flaw]:
    for hold in thread.holds:
        if hold.verb is not verb:
            words = "its knot sinks: write `bury`" if verb is Verb.BURY else "it is tied on top"
            yield look.at_move(hold.move, f"wrong knot for this layer: {words}")


def _fascia_pitch(look: Look, threads: Sequence[Thread]) -> Iterator[Flaw]:
    entries = [(t.bites[0].moves[0], t.bites[0].entry) for t in threads]
    for (_, one), (move, two) in pairwise(entries):
        if one.along - two.along <= look.even:
            yield look.at_point(move, "lies where the stitch before it lies, or beyond: move on")
        if not look.same(one.across, two.across):
            yield look.at_point(move, "unequal bites: take as much as in the stitch before")
