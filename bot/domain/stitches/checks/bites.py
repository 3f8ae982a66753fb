"""What every good bite has: square to the cut, alike on both sides, deep enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.stitches.ground import Layer, Point, Side, Tissue
from bot.domain.stitches.look import Flaw, Look, millimetres
from bot.domain.stitches.threads import Bite

SIDES = {Side.NEEDLE: "needle-hand side", Side.FORCEPS: "forceps-hand side"}


def square(look: Look, bite: Bite) -> Iterator[Flaw]:
    """Yield what slants: a bite lies in one upright plane, square to the cut."""
    for move, place in zip(bite.moves[1:], bite.places[1:], strict=True):
        off = abs(place.along - bite.entry.along)
        if off > look.even:
            message = (
                f"slants: it lies {millimetres(off)} along the cut from where the needle went in; "
                "go straight across"
            )
            yield look.at_point(move, message)


def mirrored(look: Look, bite: Bite) -> Iterator[Flaw]:
    """Yield what is unequal between the two sides: distance from the edge, and depth."""
    count = len(bite.places)
    for index in range((count + 1) // 2):
        move = bite.moves[count - 1 - index]
        here, there = bite.places[index], bite.places[count - 1 - index]
        if not look.same(here.across, -there.across):
            yield look.at_point(move, _unequal(here, there, middle=here is there))
        elif not look.same(here.depth, there.depth):
            message = (
                f"unequal depth: {millimetres(here.depth)} on one side, {millimetres(there.depth)} "
                "on the other; one edge would stand higher, a step"
            )
            yield look.at_point(move, message)


def _unequal(here: Point, there: Point, *, middle: bool) -> str:
    if middle:
        return f"crosses {millimetres(abs(here.across))} beside the cut: put it in the middle"
    if here.across * there.across > 0:
        return "both ends lie on one side: a bite crosses the cut"
    return (
        f"unequal bites: {millimetres(abs(here.across))} on one side, "
        f"{millimetres(abs(there.across))} on the other; one edge would stand higher, a step"
    )


def begins_on(look: Look, bite: Bite, side: int, why: str) -> Iterator[Flaw]:
    """Yield an entry that is on the wrong side."""
    if bite.entry.side != side:
        message = f"enters on the {SIDES[Side(-side)]}: {why}"
        yield look.at_point(bite.moves[0], message)


def deepest(bite: Bite) -> float:
    """Return how deep the deepest point of a bite lies."""
    return max(place.depth for place in bite.places)


def full_depth(look: Look, bite: Bite) -> Iterator[Flaw]:
    """Yield a bite that leaves a hollow below it, or that narrows on its way down."""
    depth, floor = deepest(bite), look.stitch.wound.depth
    if depth < floor:
        move = bite.moves[len(bite.moves) // 2]
        message = (
            f"too shallow: it crosses {millimetres(depth)} deep, the wound is "
            f"{millimetres(floor)} deep; a hollow would be left below, and the edges roll in"
        )
        flaw = look.at_move if len(bite.moves) < 3 else look.at_point
        yield flaw(move, message)
    yield from _wide(look, bite)


def _wide(look: Look, bite: Bite) -> Iterator[Flaw]:
    for move, place in zip(bite.moves[1:-1], bite.places[1:-1], strict=True):
        if 0 < abs(place.across) < abs(bite.entry.across) - look.even:
            message = (
                f"narrows below: {millimetres(abs(place.across))} here, "
                f"{millimetres(abs(bite.entry.across))} at the surface; the edges would roll in"
            )
            yield look.at_point(move, message)
        if place.across and place.depth >= deepest(bite):
            yield look.at_point(move, "as deep as the middle: a bite is deepest where it crosses")


def alike(look: Look, bite: Bite, other: Bite) -> Iterator[Flaw]:
    """Yield where two bites of one stitch differ in width or depth."""
    for index in (0, -1):
        if not look.same(abs(bite.places[index].across), abs(other.places[index].across)):
            message = (
                f"unequal bites: {millimetres(abs(other.places[index].across))} from the edge, "
                f"the one before {millimetres(abs(bite.places[index].across))}"
            )
            yield look.at_point(other.moves[index], message)
    if not look.same(deepest(bite), deepest(other)):
        message = (
            f"unequal depth: {millimetres(deepest(other))}, the bite before "
            f"{millimetres(deepest(bite))}"
        )
        yield look.at_point(_deepest_move(other), message)
    elif len(bite.places) == len(other.places):
        yield from _shaped_alike(look, bite, other)


def _shaped_alike(look: Look, bite: Bite, other: Bite) -> Iterator[Flaw]:
    rows = zip(other.moves, bite.places, other.places, strict=True)
    for move, here, there in list(rows)[1:-1]:
        wide = look.same(abs(here.across), abs(there.across))
        if not wide or not look.same(here.depth, there.depth):
            yield look.at_point(move, "unequal bites: the one before has another shape")


def _deepest_move(bite: Bite) -> int:
    return max(
        zip(bite.places, bite.moves, strict=True), key=lambda place: (place[0].depth, place[1])
    )[1]


def count(look: Look, bites: Sequence[Bite], wanted: int) -> Iterator[Flaw]:
    """Yield a stitch that has more or fewer bites than its pattern."""
    if len(bites) != wanted:
        message = (
            f"{len(bites)} bites: a stitch of pattern {look.stitch.pattern} has {wanted}; "
            "each is an `enter` and an `exit`"
        )
        number = bites[-1].moves[0] if bites else len(look.moves) - 1
        yield look.at_move(number, message)


def bottom(look: Look, layer: Layer) -> float:
    """Return how deep a layer reaches; 0 where there is none."""
    tissue = look.stitch.tissue
    return (tissue.bottom(layer) or 0.0) if isinstance(tissue, Tissue) else 0.0
