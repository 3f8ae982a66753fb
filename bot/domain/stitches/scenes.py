"""The scenes of a stitch: one for each step picture, and one for each moment of its animation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from bot.domain.stitches.ground import Edges
from bot.domain.stitches.moment import Moment
from bot.domain.stitches.space import Line, Vec
from bot.domain.stitches.stitch import Stitch, Verb
from bot.domain.stitches.strands import knot_place, strands
from bot.domain.stitches.threads import Hold, Thread
from bot.domain.stitches.views import Knot, Scene

# How long a move takes in a moving picture, beside the others.
WEIGHTS: Final = {Verb.ENTER: 1.2, Verb.EXIT: 1.6, Verb.OVER: 0.2, Verb.CUT: 0.7, Verb.TIE: 2.0}
TURNED_IN: Final = 0.35  # the share of a staple's width by which each leg turns in


def scene(stitch: Stitch, step: int, edges: Edges | None = None) -> Scene:
    """Return what there is when a step is done; steps are counted from 0. `edges` says how the
    edges lie where that is not what the stitch has brought about: see `stitch_errors`."""
    moves = tuple(stitch.done())
    over = sum(1 for done in moves if done.step <= step)
    return _scene(Moment(stitch, moves, over, 0.0, still=True, laid=edges), step)


def scene_at(stitch: Stitch, share: float) -> Scene:
    """Return what there is when a share of the whole way is done, from 0 to 1."""
    moves = tuple(stitch.done())
    given = sum(1 for done in moves if done.step < 0)
    ends = list(accumulate(WEIGHTS.get(done.verb, 1.0) for done in moves[given:]))
    at = min(1.0, max(0.0, share)) * ends[-1]
    index = min(bisect_right(ends, at), len(ends) - 1)
    start = ends[index - 1] if index else 0.0
    progress = (at - start) / (ends[index] - start)
    over = given + index
    return _scene(Moment(stitch, moves, over, progress, still=False), moves[over].step)


def _scene(moment: Moment, step: int) -> Scene:
    held = [(thread, hold) for thread in moment.threads for hold in thread.holds]
    return Scene(
        step=step,
        edges=moment.edges,
        strands=tuple(strands(moment)),
        knots=tuple(_knots(moment, held)),
        needle=moment.needle,
        tapes=tuple(
            moment.on(hold.at)
            for _, hold in held
            if hold.verb is Verb.TAPE and moment.share(hold.move) > 0
        ),
        staples=tuple(_staples(moment)),
        snip=_snip(moment, step),
        pull=_pull(moment, step),
    )


def _knots(moment: Moment, held: list[tuple[Thread, Hold]]) -> Iterator[Knot]:
    for thread, hold in held:
        if hold.verb is Verb.TAPE or moment.share(hold.move) == 0 or moment.stitch.tie is None:
            continue
        start, end = thread.bites[0].entry, thread.bites[hold.bites - 1].exit
        between = moment.on(end) - moment.on(start)
        yield Knot(
            at=knot_place(moment, hold),
            axis=between.unit() if between.length else Vec(0, 1, 0),
            throws=moment.stitch.tie.throws,
            step=moment.step(hold.move),
            buried=hold.verb is Verb.BURY,
            tightness=moment.share(hold.move),
        )


def _staples(moment: Moment) -> Iterator[Line]:
    staple = moment.stitch.staple
    for number, done in enumerate(moment.moves):
        if done.verb is Verb.STAPLE and staple and moment.share(number) > 0:
            a, b = (moment.on(point) for point in done.at)
            up, down = Vec(0, 0, -staple.clear), Vec(0, 0, staple.leg * moment.share(number))
            turn = (b - a) * TURNED_IN * moment.share(number)
            yield (a + down + turn, a + down, a + up, b + up, b + down, b + down - turn)


def _snip(moment: Moment, step: int) -> Vec | None:
    for number, done in enumerate(moment.moves):
        if done.verb is Verb.SNIP and done.step == step and moment.share(number) > 0:
            return moment.on(done.point)
    return None


def _pull(moment: Moment, step: int) -> tuple[Vec, Vec] | None:
    """Return the way of the knot in a step in which it is lifted or pulled."""
    place = None
    for number, done in enumerate(moment.moves):
        if done.verb in (Verb.TIE, Verb.LIFT, Verb.PULL):
            here = moment.on(done.point)
            moved = done.verb is not Verb.TIE and done.step == step
            if moved and place is not None and moment.share(number) > 0:
                return place, here
            place = here
    return None
