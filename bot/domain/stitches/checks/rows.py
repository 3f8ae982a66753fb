"""The geometry of lines: running, locking, and staples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.domain.stitches.checks.bites import alike, begins_on, full_depth, mirrored, square
from bot.domain.stitches.ground import Side
from bot.domain.stitches.look import Flaw, Look, millimetres
from bot.domain.stitches.stitch import Verb
from bot.domain.stitches.threads import Bite, Hold

FEWEST = 4  # bites that show a line
ROOM = 1.5  # of the pitch: what may be left of the cut beyond the first bite and the last
AT_THE_EXIT = 0.3  # of the bite: a loop is caught no farther from the new exit than this


def running(look: Look) -> Iterator[Flaw]:
    """Equal bites at a constant pitch, all in one direction, tied at both ends, drawn snug."""
    yield from _line(look)


def locking(look: Look) -> Iterator[Flaw]:
    """A running line in which each loop but the last is caught by the next bite, at its exit."""
    yield from _line(look)
    thread = look.threads[0]
    for number, (gap, bite) in enumerate(zip(thread.passes, thread.bites[1:], strict=True), 2):
        last = number == len(thread.bites)
        if gap.lock is None and not last:
            message = (
                "missed lock: the needle does not go up through the last loop here; "
                "add `lock` after this exit"
            )
            yield look.at_move(bite.moves[-1], message)
        elif gap.lock and last:
            message = "the last bite is not locked: its loop is kept as the tail of the knot"
            yield look.at_move(gap.lock[0], message)
        elif gap.lock:
            yield from _caught(look, gap.lock[0], bite)
    yield from _locked_before_snug(look)


def _caught(look: Look, lock: int, bite: Bite) -> Iterator[Flaw]:
    at, out = look.point(lock), bite.exit
    reach = AT_THE_EXIT * abs(out.across)
    if at.side != out.side or abs(at.across) < abs(out.across) - look.even:
        message = "chain on the cut: the loop is caught on the exit side, beyond the new exit"
        yield look.at_point(lock, message)
    elif (at.vec - out.vec).length > reach:
        message = (
            f"catches no loop: it lies {millimetres((at.vec - out.vec).length)} from the exit "
            "where the needle comes up through the loop"
        )
        yield look.at_point(lock, message)


def _locked_before_snug(look: Look) -> Iterator[Flaw]:
    for before, number in pairwise(range(len(look.moves))):
        if look.moves[number].verb is not Verb.LOCK:
            continue
        if look.moves[before].verb is not Verb.EXIT:
            message = "comes too late: go through the loop as soon as the needle is out"
            yield look.at_move(number, message)


def _line(look: Look) -> Iterator[Flaw]:
    bites = look.threads[0].bites
    if len(bites) < FEWEST:
        message = f"{len(bites)} bites make no line: make {FEWEST} or more"
        yield look.at_move(bites[-1].moves[-1], message)
        return
    for bite in bites:
        yield from begins_on(look, bite, Side.NEEDLE, "all bites of a line cross the same way")
        yield from square(look, bite)
        yield from mirrored(look, bite)
        yield from full_depth(look, bite)
    for one, two in pairwise(bites):
        yield from alike(look, one, two)
    yield from _pitch(look, [(bite.moves[0], bite.entry.along) for bite in bites])
    yield from _held(look)
    yield from _snug(look, bites)
    yield from _loops(look)


def _pitch(look: Look, places: Sequence[tuple[int, float]]) -> Iterator[Flaw]:
    """Yield steps that differ from the first one, which goes towards the learner."""
    steps = [(move, before - along) for (_, before), (move, along) in pairwise(places)]
    wanted = steps[0][1]
    if wanted <= look.even:
        message = "steps away from you, or nowhere: a line starts at the far end"
        yield look.at_point(steps[0][0], message)
    half, reach = look.stitch.wound.length / 2, ROOM * wanted + look.even
    for move, room in ((places[0][0], half - places[0][1]), (places[-1][0], half + places[-1][1])):
        if wanted > 0 and room > reach:
            message = (
                f"the cut gapes beyond: {millimetres(room)} of it are left at this end, "
                f"the pitch is {millimetres(wanted)}"
            )
            yield look.at_point(move, message)
    for move, step in steps[1:]:
        if not look.same(step, wanted):
            message = (
                f"uneven pitch: {millimetres(step)} from the one before, "
                f"the first step was {millimetres(wanted)}"
            )
            yield look.at_point(move, message)


def _held(look: Look) -> Iterator[Flaw]:
    thread = look.threads[0]
    first, last = thread.holds
    if first.bites != 1:
        yield look.at_move(first.move, "the line is tied at its first bite and at its last")
    if last.bites != len(thread.bites):
        yield look.at_move(last.move, "the line is tied at its end: bites after a knot are loose")
    yield from _on_side(look, first, thread.bites[0].exit.side, "exit")
    yield from _on_side(look, last, thread.bites[-1].entry.side, "entry")


def _on_side(look: Look, hold: Hold, side: int, words: str) -> Iterator[Flaw]:
    if hold.at.side != side:
        yield look.at_point(hold.move, f"this knot lies off the cut, on the {words} side")


def _snug(look: Look, bites: Sequence[Bite]) -> Iterator[Flaw]:
    """Every loop between the two knots is drawn snug before the next bite, and only then."""
    drawn = [n for n, done in enumerate(look.moves) if done.verb is Verb.SNUG]
    for one, two in pairwise(bites[1:]):
        between = [n for n in drawn if one.moves[-1] < n < two.moves[0]]
        if not between:
            message = "slack loop: it is never drawn snug before the next bite; add `snug`"
            yield look.at_move(one.moves[-1], message)
        for number in between[1:]:
            yield look.at_move(number, "this loop is snug already: keep one `snug`")
    for number in drawn:
        if not bites[1].moves[-1] < number < bites[-1].moves[0]:
            yield look.at_move(number, "draws no loop: a loop is snug after its exit")


def _loops(look: Look) -> Iterator[Flaw]:
    """The last loop alone takes a way of its own: out to the place where it will be tied."""
    thread = look.threads[0]
    end = thread.holds[-1].at
    for number, gap in enumerate(thread.passes, 1):
        last = number == len(thread.passes)
        if not last and gap.over:
            yield look.at_move(gap.end, "this loop goes straight to its bite: no `over` before it")
        if last and len(gap.over) != 1:
            message = "the last loop is kept long, for the knot: one `over` before this entry"
            yield look.at_move(gap.end, message)
        elif last and (gap.over[0].vec - end.vec).length > look.even:
            message = "the last loop and the knot that ties it lie in one place"
            yield look.at_move(gap.end, message)


def staples(look: Look) -> Iterator[Flaw]:
    """Every bar square to the cut, the cut at its middle, all alike and evenly spaced."""
    places = []
    for number, done in enumerate(look.moves):
        one, two = done.at
        if not look.same(one.along, two.along):
            message = (
                f"the bar slants: one leg lies {millimetres(abs(one.along - two.along))} further "
                "along; hold the head square to the cut"
            )
            yield look.at_point(number, message, 1)
        if not look.same(one.across, -two.across):
            message = (
                f"off the mark: one leg {millimetres(abs(one.across))} from the cut, the other "
                f"{millimetres(abs(two.across))}; the cut lies under the middle of the bar"
            )
            yield look.at_point(number, message, 1)
        first = look.moves[0].at[0]
        if not look.same(abs(one.across), abs(first.across)):
            yield look.at_point(number, "this bar has another length: one stapler, one size")
        places.append((number, one.along))
    if len(places) < FEWEST:
        message = f"{len(places)} staples show no spacing: set {FEWEST} or more"
        yield look.at_move(len(look.moves) - 1, message)
    if len(places) > 1:
        yield from _pitch(look, places)
