"""The geometry of single skin stitches: simple, mattresses, cruciate; and of taking one out."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.stitches.checks.bites import (
    alike,
    begins_on,
    bottom,
    count,
    deepest,
    full_depth,
    mirrored,
    square,
)
from bot.domain.stitches.ground import Layer, Side
from bot.domain.stitches.look import Flaw, Look, millimetres
from bot.domain.stitches.stitch import Verb
from bot.domain.stitches.threads import Bite

FOREHAND = "start on the needle-hand side, so that the needle turns towards the cut"
AT_THE_HOLE = 0.1  # of the bite: a strand is cut no farther from its hole than this
ON_THE_BAR = 0.2  # of the bite: a knot lies no farther from the line of two holes than this


def simple(look: Look) -> Iterator[Flaw]:
    """One bite: square, alike on both sides, through the full depth."""
    bites = look.threads[0].bites
    yield from count(look, bites, 1)
    for bite in bites[:1]:
        yield from begins_on(look, bite, Side.NEEDLE, FOREHAND)
        yield from square(look, bite)
        yield from mirrored(look, bite)
        yield from full_depth(look, bite)


def vertical_mattress(look: Look) -> Iterator[Flaw]:
    """Far and near pair in one upright plane; the far one wider and deeper, each alike on both
    sides; tied on the side where it began."""
    bites = look.threads[0].bites
    yield from count(look, bites, 2)
    if len(bites) != 2:
        return
    far, near = bites
    yield from begins_on(look, far, Side.NEEDLE, FOREHAND)
    yield from begins_on(
        look, near, Side.FORCEPS, "the near bite goes back from where far came out"
    )
    for bite in bites:
        yield from square(look, bite)
        yield from mirrored(look, bite)
    yield from _one_plane(look, far, near)
    yield from _far_and_near(look, far, near)
    yield from _tied_between(look, far, near)


def _one_plane(look: Look, far: Bite, near: Bite) -> Iterator[Flaw]:
    off = abs(near.entry.along - far.entry.along)
    if off > look.even:
        message = (
            f"points out of line: near lies {millimetres(off)} along the cut from far; "
            "all four lie in one plane across the cut"
        )
        yield look.at_point(near.moves[0], message)


def _far_and_near(look: Look, far: Bite, near: Bite) -> Iterator[Flaw]:
    if abs(near.entry.across) >= abs(far.entry.across) - look.even:
        message = (
            f"near is {millimetres(abs(near.entry.across))} from the edge, far "
            f"{millimetres(abs(far.entry.across))}: far lies wider, and comes first"
        )
        yield look.at_point(near.moves[0], message)
    dermis = bottom(look, Layer.DERMIS)
    if deepest(far) <= max(dermis, deepest(near)):
        message = (
            f"far is {millimetres(deepest(far))} deep: it goes below the skin layer, "
            f"{millimetres(dermis)}, and deeper than near"
        )
        yield look.at_move(far.moves[-1], message)
    if not bottom(look, Layer.EPIDERMIS) < deepest(near) <= dermis:
        message = (
            f"near is {millimetres(deepest(near))} deep: it stays in the skin layer, "
            f"above {millimetres(dermis)}"
        )
        yield look.at_move(near.moves[-1], message)
    for bite in (far, near):
        for move, place in zip(bite.moves[1:-1], bite.places[1:-1], strict=True):
            if abs(place.across) > abs(bite.entry.across) * 1.3:
                yield look.at_point(move, "bulges beyond its holes: bring it under the stitch")


def _tied_between(look: Look, far: Bite, near: Bite) -> Iterator[Flaw]:
    for hold in look.threads[0].holds:
        low, high = sorted((near.exit.across, far.entry.across))
        if not low - look.even <= hold.at.across <= high + look.even:
            message = "the knot lies between the far and the near hole of the side where it began"
            yield look.at_point(hold.move, message)


def horizontal_mattress(look: Look) -> Iterator[Flaw]:
    """A rectangle: two bites alike, there and back; nothing lies over the cut."""
    yield from _rectangle(look, second=Side.FORCEPS)


def cruciate(look: Look) -> Iterator[Flaw]:
    """A rectangle: two bites alike, in one direction; two strands cross once, over the cut."""
    yield from _rectangle(look, second=Side.NEEDLE)


def _rectangle(look: Look, second: Side) -> Iterator[Flaw]:
    bites = look.threads[0].bites
    yield from count(look, bites, 2)
    if len(bites) != 2:
        return
    one, two = bites
    yield from begins_on(look, one, Side.NEEDLE, FOREHAND)
    why = "step along the side where the needle came out; across the cut it makes an X"
    if second is Side.NEEDLE:
        why = "go back over the cut first; from here it makes two bars, a horizontal mattress"
    yield from begins_on(look, two, second, why)
    for bite in bites:
        yield from square(look, bite)
        yield from mirrored(look, bite)
        yield from full_depth(look, bite)
    yield from alike(look, one, two)
    step = one.entry.along - two.entry.along
    if step <= look.even:
        message = "no rectangle: the second bite lies towards you, beside the first"
        yield look.at_point(two.moves[0], message)
    elif step > 2 * abs(one.entry.across) + look.even:
        message = (
            f"step too long: {millimetres(step)} along the cut, twice the bite and more; "
            "the edges would gape between"
        )
        yield look.at_point(two.moves[0], message)
    yield from _tied_at(look, one, two, second)


def _tied_at(look: Look, one: Bite, two: Bite, second: Side) -> Iterator[Flaw]:
    """A horizontal mattress is tied along the first side, a cruciate near a corner."""
    for hold in look.threads[0].holds:
        bite = abs(one.entry.across)
        if second is Side.FORCEPS:
            if abs(hold.at.across - one.entry.across) > ON_THE_BAR * bite:
                message = "the knot lies on the first side, between the last hole and the first"
                yield look.at_point(hold.move, message)
        elif min((place.vec - hold.at.vec).length for place in (one.entry, two.exit)) > 0.4 * bite:
            message = "the knot lies near a corner of the X, at the first or the last hole"
            yield look.at_point(hold.move, message)


def removal(look: Look) -> Iterator[Flaw]:
    """A sound simple stitch; its knot lifted, one strand cut close to the skin, and the stitch
    drawn out over the cut, towards the side that was cut."""
    given = tuple(n for n, done in enumerate(look.moves) if done.step < 0)
    if not given or len(look.threads) != 1 or len(look.threads[0].bites) != 1:
        yield Flaw(("given",), "gives no stitch to take out: write the moves of a simple stitch")
        return
    yield from simple(look)
    acts = [n for n, done in enumerate(look.moves) if done.step >= 0]
    verbs = [look.moves[number].verb for number in acts]
    if verbs != [Verb.LIFT, Verb.SNIP, Verb.PULL]:
        message = (
            "a stitch is taken out by `lift`, `snip`, `pull`, once each: "
            "with two strands cut, the part inside would stay"
        )
        yield look.at_move(acts[-1], message)
        return
    lift, snip, pull = acts
    yield from _lifted(look, lift)
    yield from _snipped(look, snip)
    yield from _pulled(look, pull, snip)


def _lifted(look: Look, lift: int) -> Iterator[Flaw]:
    at, knot = look.point(lift), look.threads[0].holds[0].at
    if at.depth >= -look.even:
        yield look.at_point(lift, "lifts nothing: the knot goes up, so its depth is below 0")
    if not look.same(at.across, knot.across) or not look.same(at.along, knot.along):
        yield look.at_point(lift, "lifts aslant: the knot goes straight up from where it was tied")


def _snipped(look: Look, snip: int) -> Iterator[Flaw]:
    at, bite = look.point(snip), look.threads[0].bites[0]
    knot = look.threads[0].holds[0].at
    hole = min((bite.entry, bite.exit), key=lambda place: (place.vec - knot.vec).length)
    if (at.vec - hole.vec).length > AT_THE_HOLE * abs(hole.across):
        message = (
            f"cuts {millimetres((at.vec - hole.vec).length)} from the hole beside the knot: "
            "snip flush with the skin there, so that no outside thread is drawn in"
        )
        yield look.at_point(snip, message)


def _pulled(look: Look, pull: int, snip: int) -> Iterator[Flaw]:
    at, cut = look.point(pull), look.point(snip)
    if at.side != cut.side or abs(at.across) <= abs(cut.across):
        message = (
            "pulled away: draw the knot back over the cut, beyond the side that was snipped, "
            "so that the edges stay together"
        )
        yield look.at_point(pull, message)
    if at.depth >= 0:
        yield look.at_point(
            pull, "pulls into the skin: draw up and across, so its depth is below 0"
        )
    if not look.same(at.along, cut.along):
        yield look.at_point(pull, "pulls along the cut: draw straight across it")
