"""The thread of a stitch at one moment, in pieces: free ends, bites, passes, and what is tied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bot.domain.stitches.ground import Point, Surface
from bot.domain.stitches.moment import Moment
from bot.domain.stitches.space import Line, Vec, joined, length, part, smooth, straight
from bot.domain.stitches.stitch import Verb
from bot.domain.stitches.threads import Bite, Hold, Pass, Thread
from bot.domain.stitches.views import Kind, Strand, Where

OUTER = (Surface.SKIN, Surface.OUTSIDE)


def strands(moment: Moment) -> Iterator[Strand]:
    """Yield all thread there is, in the order in which it was laid."""
    for number, thread in enumerate(moment.threads):
        if moment.share(thread.bites[0].moves[0]) > 0:
            for strand in _thread(moment, thread):
                yield replace(strand, thread=number)


def _thread(moment: Moment, thread: Thread) -> Iterator[Strand]:
    yield from _tail(moment, thread)
    for index, bite in enumerate(thread.bites):
        if index:
            yield from _pass(moment, thread.passes[index - 1], bite)
        yield from _bite(moment, bite)
    yield from _lead(moment, thread)
    if (
        len(thread.laid) > 1
        and moment.share(thread.laid[1][0]) > 0
        and not _is_held(moment, thread)
    ):
        yield _laid(moment, Kind.LEAD, thread.bites[-1].exit, thread.laid[1])
    for hold in thread.holds:
        if moment.share(hold.move) > 0:
            yield from _held(moment, thread, hold)


def _is_held(moment: Moment, thread: Thread) -> bool:
    return any(moment.share(hold.move) > 0 for hold in thread.holds)


def _tail(moment: Moment, thread: Thread) -> Iterator[Strand]:
    """The free end lies beside the first hole, once thread has gone through it."""
    bite, size = thread.bites[0], moment.size
    if moment.drawn(bite) <= 0 or _is_held(moment, thread):
        return
    start, step = moment.on(bite.entry), moment.step(bite.moves[0])
    if thread.laid and moment.share(thread.laid[0][0]) > 0:
        yield _laid(moment, Kind.TAIL, bite.entry, thread.laid[0])
    elif moment.stitch.surface(bite.entry) in OUTER:
        end = start + Vec(0.3, 0.9 * (bite.entry.side or 1), 0) * size
        yield Strand(Kind.TAIL, Where.ON, straight(start, end), step)
    else:  # it comes out of the cut, towards the learner
        end = Vec(start.along - size, 0.2 * start.across, start.depth - 0.2 * size)
        line = smooth((start, end), moment.stitch.inward(bite.entry) * -1, Vec(-1, 0, -0.2))
        yield Strand(Kind.TAIL, Where.OPEN, line, step)


def _laid(moment: Moment, kind: Kind, hole: Point, laid: tuple[int, Point]) -> Strand:
    """A free end in the wound goes straight out of its hole and bends to where it is laid."""
    move, point = laid
    start, end = moment.on(hole), moment.on(point)
    way = end - start
    line = smooth((start, end), moment.stitch.inward(hole) * -1, Vec(way.along, 0, 0))
    return Strand(kind, Where.OPEN, line, moment.step(move))


def _pass(moment: Moment, gap: Pass, bite: Bite) -> Iterator[Strand]:
    if not (moment.share(gap.end) == 1 if moment.still else moment.drawn(bite) > 0):
        return
    where = _where(moment, moment.moves[gap.start].point)
    yield Strand(Kind.OVER, where, _way_over(moment, gap, bite), moment.step(gap.end))


def _way_over(moment: Moment, gap: Pass, bite: Bite) -> Line:
    start, end = (moment.on(moment.moves[move].point) for move in (gap.start, gap.end))
    if gap.lock and moment.share(gap.lock[0]) < 1:
        return _loop(start, moment.on(bite.exit), end)
    caught = [moment.on(gap.lock[1])] if gap.lock else []
    corners = (start, *(moment.on(point) for point in gap.over), *caught, end)
    return joined(straight(a, b) for a, b in pairwise(corners))


def _loop(start: Vec, around: Vec, end: Vec) -> Line:
    """A slack loop lies round the new exit, on the far side of it from the last one."""
    pitch = around - start
    outward = Vec(0, 0.4 * pitch.length * (1 if around.across > 0 else -1), 0)
    corner = around + pitch * 0.5 + outward
    return smooth((start, corner, end), pitch + outward, end - corner)


def _where(moment: Moment, point: Point) -> Where:
    """Return what thread lies in that comes out at a point."""
    if moment.stitch.surface(point) in OUTER:
        return Where.ON
    return Where.OPEN if moment.edges.open > 0 else Where.IN


def _bite(moment: Moment, bite: Bite) -> Iterator[Strand]:
    gone = 0.0
    pulled, drawn = _pulled(moment, bite), moment.drawn(bite)
    for line, crossing in moment.drive(bite).pieces:
        seen = part(line, pulled - gone, drawn - gone)
        if seen:
            where = Where.OPEN if crossing else Where.IN
            yield Strand(Kind.BITE, where, seen, moment.step(bite.moves[0]))
        gone += length(line)


def _lead(moment: Moment, thread: Thread) -> Iterator[Strand]:
    """In a moving picture the thread hangs between the last hole and the needle."""
    if moment.still or not moment.needle or moment.current is None:
        return
    current, index = moment.current
    bite = current.bites[index]
    if current is not thread or moment.drawn(bite) > 0:
        return
    swage = moment.needle[0]
    start = moment.on(current.bites[index - 1].exit) if index else swage - Vec(0, 0, moment.size)
    yield Strand(Kind.LEAD, Where.OPEN, straight(start, swage), moment.step(bite.moves[0]))


def _held(moment: Moment, thread: Thread, hold: Hold) -> Iterator[Strand]:
    step, at = moment.step(hold.move), knot_place(moment, hold)
    where = Where.ON
    if hold.verb is Verb.BURY:
        where = Where.OPEN if moment.edges.open > 0 else Where.IN
    first = hold is thread.holds[0]
    held = [thread.bites[0].entry] if first else []
    if hold.verb is not Verb.TAPE or not first:
        held.append(thread.bites[hold.bites - 1].exit)
    for point in held:
        if not _is_snipped(moment, point, thread):
            yield Strand(Kind.TIED, where, straight(moment.on(point), at), step)
    if hold.verb is not Verb.TAPE:
        yield from _ends(moment, thread, hold, where)


def _ends(moment: Moment, thread: Thread, hold: Hold, where: Where) -> Iterator[Strand]:
    tie = moment.stitch.tie
    if tie is None or moment.share(hold.move) < 1:
        return
    cut = [move for move in (thread.trimmed, thread.cut) if move is not None]
    short = [move for move in cut if moment.share(move) == 1]
    goes_on = hold is not thread.holds[-1]
    size = tie.ends if short else 2 * max(tie.ends, moment.size / 2)
    at = knot_place(moment, hold)
    for along in (1,) if goes_on else (1, -1):
        toward = Vec(along, 0, 0.15)
        if hold.verb is not Verb.BURY:
            toward = Vec(0.8 * along, 0.6 * (hold.at.side or 1), 0)
        line = straight(at, at + toward.unit() * size)
        yield Strand(Kind.END, where, line, moment.step(short[0] if short else hold.move))


def knot_place(moment: Moment, hold: Hold) -> Vec:
    """Return where a knot is: where it was tied, until it is lifted or pulled."""
    place = moment.on(hold.at)
    for number, done in enumerate(moment.moves):
        if done.verb in (Verb.LIFT, Verb.PULL) and number > hold.move:
            place = place + (moment.on(done.point) - place) * moment.share(number)
    return place


def _is_snipped(moment: Moment, point: Point, thread: Thread) -> bool:
    """Tell whether the strand at a hole is cut: a snip cuts the strand of the hole next to it."""
    holes = (thread.bites[0].entry, thread.bites[-1].exit)
    return any(
        done.verb is Verb.SNIP
        and moment.share(number) == 1
        and point is min(holes, key=lambda hole: (hole.vec - done.point.vec).length)
        for number, done in enumerate(moment.moves)
    )


def _pulled(moment: Moment, bite: Bite) -> float:
    """Return how much of a bite is drawn out of the tissue, in mm from its entry on."""
    pulls = [n for n, done in enumerate(moment.moves) if done.verb is Verb.PULL]
    return moment.share(pulls[0]) * moment.drive(bite).length if pulls else 0.0
