"""The geometry of what lies hidden: buried and subcuticular stitches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.domain.stitches.checks.bites import (
    SIDES,
    begins_on,
    bottom,
    count,
    deepest,
    square,
)
from bot.domain.stitches.checks.places import through_the_top
from bot.domain.stitches.ground import Layer, Point, Side, Surface
from bot.domain.stitches.look import Flaw, Look, millimetres
from bot.domain.stitches.stitch import Verb
from bot.domain.stitches.threads import Bite, Thread

HALFWAY = (0.3, 0.7)  # of the dermis
BACKTRACK = 0.2  # of a bite: how far behind the last exit the next bite may enter
AHEAD = "enter opposite the last exit, or a little behind it, so that the edges do not slip"


def buried(look: Look) -> Iterator[Flaw]:
    """In deep and out high, across, in high and out deep; both ends on one side of the thread that
    crosses, so that the knot sinks below it."""
    yield from up_and_down(look, look.threads[0])
    yield from through_the_top(look)
    thread = look.threads[0]
    if len(thread.laid) != 2:
        message = (
            "both ends are laid to one side before the tie: `lay` the tail, then the needle end"
        )
        yield look.at_move(thread.holds[0].move, message)
        return
    crossing = thread.bites[0].exit.along
    for number, point in thread.laid:
        if point.along >= crossing - look.even:
            message = (
                "knot on top: this end does not lie on your side of the crossing thread; "
                "lay both ends there, and the knot sinks"
            )
            yield look.at_point(number, message)
        floor = max(place.depth for bite in thread.bites for place in bite.places)
        if point.depth < floor:
            message = f"does not lie deep: below the bites, {millimetres(floor)} and more"
            yield look.at_point(number, message)
    yield from _laid_in_order(look, thread)


def _laid_in_order(look: Look, thread: Thread) -> Iterator[Flaw]:
    wanted = (thread.bites[0].moves[-1], thread.bites[-1].moves[-1])
    words = ("the tail is laid after the first bite", "the needle end is laid after the last bite")
    for (number, _), after, message in zip(thread.laid, wanted, words, strict=True):
        if number != after + 1:
            yield look.at_move(number, message)


def up_and_down(look: Look, thread: Thread) -> Iterator[Flaw]:
    """Yield what is wrong with two bites that go up on one side and down on the other."""
    yield from count(look, thread.bites, 2)
    if len(thread.bites) != 2:
        return
    up, down = thread.bites
    yield from begins_on(look, up, Side.FORCEPS, "begin with the edge that the forceps turn up")
    yield from begins_on(look, down, Side.NEEDLE, "the second bite takes the other edge")
    for bite in (up, down):
        yield from square(look, bite)
        for move, place in zip(bite.moves, bite.places, strict=True):
            if place.side != bite.entry.side:
                yield look.at_point(move, "crosses the cut inside of a bite: come out in the cut")
    yield from _deep_and_high(look, up.moves[0], up.moves[-1])
    yield from _deep_and_high(look, down.moves[-1], down.moves[0])
    for one, two in (((up, 0), (down, -1)), ((up, -1), (down, 0))):
        yield from _same_height(look, (one[0], one[1]), (two[0], two[1]))


def _deep_and_high(look: Look, deep: int, high: int) -> Iterator[Flaw]:
    stitch = look.stitch
    if stitch.surface(look.point(deep)) is not Surface.UNDERSIDE:
        message = "starts and ends deep: this hole belongs in the underside of the skin"
        yield look.at_point(deep, message)
    if stitch.surface(look.point(high)) is not Surface.FACE:
        yield look.at_point(high, "this hole belongs on the cut face, halfway up")
        return
    top, floor = bottom(look, Layer.EPIDERMIS), bottom(look, Layer.DERMIS)
    share = (look.point(high).depth - top) / (floor - top)
    if not HALFWAY[0] <= share <= HALFWAY[1]:
        words = "too near the surface" if share < HALFWAY[0] else "too deep"
        message = f"{words}: {millimetres(look.point(high).depth)} deep; come out halfway up"
        yield look.at_point(high, message)


def _same_height(look: Look, one: tuple[Bite, int], two: tuple[Bite, int]) -> Iterator[Flaw]:
    here, there = (bite.places[index] for bite, index in (one, two))
    move = two[0].moves[two[1]]
    if not look.same(here.along, there.along):
        yield look.at_point(move, "slants: both bites lie in one plane across the cut")
    if not look.same(here.depth, there.depth):
        message = (
            f"unequal heights: {millimetres(here.depth)} deep on one side, "
            f"{millimetres(there.depth)} on the other; one edge would stand higher, a step"
        )
        yield look.at_point(move, message)
    if not look.same(here.across, -there.across):
        message = (
            f"unequal bites: {millimetres(abs(here.across))} on one side, "
            f"{millimetres(abs(there.across))} on the other"
        )
        yield look.at_point(move, message)


def subcuticular(look: Look) -> Iterator[Flaw]:
    """In beyond one end, flat bites by turns in both faces at one depth, out beyond the other end;
    between its ends the thread never leaves the dermis."""
    first, *inner, last = look.threads[0].bites
    if len(inner) < 2:
        message = "takes no bites between its ends: take them by turns in both faces"
        yield look.at_move(last.moves[0], message)
        return
    yield from _end(look, first.moves[0], first.moves[-1], 1)
    yield from _end(look, last.moves[-1], last.moves[0], -1)
    yield from _beyond_alike(look, first.moves[0], last.moves[-1])
    yield from _within_dermis(look)
    yield from _one_depth(look, (first, *inner, last))
    yield from _flat_bites(look, inner)
    yield from _corners(look, first.exit, inner, last)
    yield from _drawn_and_taped(look, inner)


def _end(look: Look, outer: int, corner: int, toward: int) -> Iterator[Flaw]:
    point, half = look.point(outer), look.stitch.wound.length / 2
    beyond = point.along * toward - half
    if look.stitch.surface(point) is not Surface.SKIN or beyond <= look.even:
        yield look.at_point(outer, "lies on the skin beyond the end of the cut, in line with it")
    elif abs(point.across) > look.even:
        message = f"lies {millimetres(abs(point.across))} beside the line of the cut: keep in line"
        yield look.at_point(outer, message)
    place = look.point(corner)
    if look.stitch.surface(place) is not Surface.CORNER or place.along * toward <= 0:
        yield look.at_point(corner, "lies in the corner of the cut, at this end")


def _beyond_alike(look: Look, first: int, last: int) -> Iterator[Flaw]:
    if not look.same(look.point(first).along, -look.point(last).along):
        yield look.at_point(last, "lies farther from its end of the cut than the first point")


def _within_dermis(look: Look) -> Iterator[Flaw]:
    yield from through_the_top(look)
    floor = bottom(look, Layer.DERMIS)
    for bite in look.threads[0].bites:
        if deepest(bite) > floor:
            message = (
                f"leaves the dermis: {millimetres(deepest(bite))} deep, it ends at "
                f"{millimetres(floor)}; below it nothing holds"
            )
            yield look.at_move(bite.moves[-1], message)


def _one_depth(look: Look, bites: Sequence[Bite]) -> Iterator[Flaw]:
    wanted = bites[1].entry.depth
    for bite in bites:
        for move, place in zip(bite.moves, bite.places, strict=True):
            if look.stitch.surface(place) is Surface.SKIN:
                continue
            if not look.same(place.depth, wanted):
                message = (
                    f"uneven depth: {millimetres(place.depth)}, the others {millimetres(wanted)}; "
                    "a step or a ripple"
                )
                yield look.at_point(move, message)


def _flat_bites(look: Look, bites: Sequence[Bite]) -> Iterator[Flaw]:
    size = bites[0].entry.along - bites[0].exit.along
    width = max(abs(place.across) for place in bites[0].places)
    for before, bite in zip((None, *bites), bites, strict=False):
        yield from _in_one_face(look, bite)
        step = bite.entry.along - bite.exit.along
        if step <= 0 or not look.same(step, size):
            message = f"unequal bites: {millimetres(step)} along, the first {millimetres(size)}"
            yield look.at_point(bite.moves[-1], message)
        if not look.same(max(abs(place.across) for place in bite.places), width):
            move = bite.moves[len(bite.moves) // 2]
            yield look.at_point(move, "unequal bites: this one reaches farther in, or less far")
        yield from _halfway(look, bite)
        if before:
            yield from _opposite(look, before, bite, size)


def _in_one_face(look: Look, bite: Bite) -> Iterator[Flaw]:
    for move, place in zip(bite.moves, bite.places, strict=True):
        ends = move in (bite.moves[0], bite.moves[-1])
        if ends and look.stitch.surface(place) is not Surface.FACE:
            yield look.at_point(move, "these bites go in and out of the cut face")
        elif place.side != bite.entry.side:
            yield look.at_point(move, f"is on the other side: out of the {_side(bite.entry)} again")


def _side(point: Point) -> str:
    return SIDES[Side(point.side)] if point.side else "same side"


def _halfway(look: Look, bite: Bite) -> Iterator[Flaw]:
    middle = (bite.entry.along + bite.exit.along) / 2
    if len(bite.places) == 3 and not look.same(bite.places[1].along, middle):
        yield look.at_point(bite.moves[1], "lopsided bite: its middle lies midway along it")


def _opposite(look: Look, before: Bite, bite: Bite, size: float) -> Iterator[Flaw]:
    if bite.entry.side == before.exit.side:
        message = f"two bites in the {_side(bite.entry)}: take them by turns"
        yield look.at_point(bite.moves[0], message)
    behind = bite.entry.along - before.exit.along  # the line goes towards the learner
    if not -look.even <= behind <= BACKTRACK * size:
        yield look.at_point(bite.moves[0], f"not opposite: {AHEAD}")


def _corners(look: Look, corner: Point, bites: Sequence[Bite], last: Bite) -> Iterator[Flaw]:
    size = bites[0].entry.along - bites[0].exit.along
    for move, gap in (
        (bites[0].moves[0], corner.along - bites[0].entry.along),
        (bites[-1].moves[-1], bites[-1].exit.along - last.entry.along),
    ):
        if not -look.even <= gap <= size:
            yield look.at_point(move, "leaves the corner of the cut open: bite beside it")


def _drawn_and_taped(look: Look, inner: Sequence[Bite]) -> Iterator[Flaw]:
    thread = look.threads[0]
    drawn = [n for n, done in enumerate(look.moves) if done.verb is Verb.SNUG]
    for start, end in pairwise([inner[0].moves[0], *drawn, len(look.moves)]):
        waiting = [bite for bite in inner if start < bite.moves[-1] < end]
        if len(waiting) > 2:
            message = "every two bites the thread is drawn along, or it will not slide: add `snug`"
            yield look.at_move(waiting[2].moves[0], message)
    if not drawn or drawn[-1] < thread.bites[-1].moves[-1]:
        message = "slack: the thread is drawn until the edges touch, before it is held; add `snug`"
        yield look.at_move(thread.holds[-1].move, message)
    elif drawn[-1] > thread.holds[-1].move:
        yield look.at_move(drawn[-1], "draws on a thread that is taped: draw it first")
    half = look.stitch.wound.length / 2
    for hold, hole, toward in zip(
        thread.holds, (thread.bites[0].entry, thread.bites[-1].exit), (1, -1), strict=True
    ):
        out = hold.at.along * toward > max(half, hole.along * toward) + look.even
        if not out or abs(hold.at.across) > look.even:
            message = "the end is taped in line with the cut, beyond its hole"
            yield look.at_point(hold.move, message)
    if thread.holds[0].bites != 1 or thread.holds[1].bites != len(thread.bites):
        yield look.at_move(thread.holds[0].move, "the tail is taped after the first bite")
