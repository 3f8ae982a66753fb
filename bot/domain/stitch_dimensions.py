"""The dimension lines of a stitch: what a learner measures, each brought in by the step that makes
it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.domain.stitch_ground import NEAR, Point, Surface
from bot.domain.stitch_space import Vec
from bot.domain.stitch_threads import threads_of
from bot.domain.stitch_views import Dimension, Measure
from bot.domain.stitches import Done, Pattern, Stitch, Verb

# What a lesson of such a pattern leaves to the eye.
UNTOLD: Final = {Pattern.LAYERED: (Measure.BITE,), Pattern.STAPLES: (Measure.BITE,)}


def dimensions(stitch: Stitch) -> tuple[Dimension, ...]:
    """Return all dimension lines, in the order in which the steps bring them in."""
    moves = [done for done in stitch.done() if done.round == 0 and done.step >= 0]
    found = [
        each for done in moves for each in (*_from_edge(stitch, done), *_from_end(stitch, done))
    ]
    found += [*_pitches(stitch), *_ends(stitch, moves)]
    found += [_lifted(done) for done in moves if done.verb is Verb.LIFT]
    untold = UNTOLD.get(stitch.pattern, ())
    told = [each for each in found if each.measure not in untold]
    return tuple(sorted(told, key=lambda each: each.step))


def _lifted(done: Done) -> Dimension:
    place = done.point.vec
    foot = Vec(place.along, place.across, 0)
    return Dimension(Measure.LIFT, foot, place, done.point.side, -place.depth, done.step)


def _from_edge(stitch: Stitch, done: Done) -> Iterator[Dimension]:
    """Yield how far from the cut edge a hole or a leg of a staple is."""
    if done.verb not in (Verb.ENTER, Verb.EXIT, Verb.STAPLE):
        return
    for point in done.at:
        if point.side and not point.face:
            edge = Vec(point.along, 0, point.depth)
            size = abs(point.across)
            yield Dimension(Measure.BITE, edge, point.vec, point.side, size, done.step)


def _from_end(stitch: Stitch, done: Done) -> Iterator[Dimension]:
    """Yield how far beyond the end of the cut a hole in line with it is."""
    if done.verb not in (Verb.ENTER, Verb.EXIT) or stitch.surface(done.point) is not Surface.SKIN:
        return
    point, half = done.point, stitch.wound.length / 2
    if abs(point.across) < NEAR:
        end = Vec(half if point.along > 0 else -half, 0, 0)
        size = abs(point.along) - half
        yield Dimension(Measure.BEYOND, end, point.vec, 0, size, done.step)


def _pitches(stitch: Stitch) -> Iterator[Dimension]:
    """Yield the way along the cut from a hole to the next one on its side; in the skin itself,
    from where the needle goes in to where it comes out."""
    last: dict[int, tuple[Point, int]] = {}
    for done in stitch.done():
        if done.verb not in (Verb.ENTER, Verb.EXIT, Verb.STAPLE):
            continue
        point = done.point
        if done.step >= 0 and point.side and point.angle is None:
            yield from _pitch(last.get(point.side), point, done)
            last[point.side] = (point, done.step)


def _pitch(before: tuple[Point, int] | None, point: Point, done: Done) -> Iterator[Dimension]:
    if before is None or done.round > 0:
        return
    start, _ = before
    size = abs(point.along - start.along)
    if size > NEAR and start.face == point.face and abs(start.depth - point.depth) < NEAR:
        yield Dimension(Measure.PITCH, start.vec, point.vec, point.side, size, done.step)


def _ends(stitch: Stitch, moves: list[Done]) -> Iterator[Dimension]:
    """Yield the length of the ends left, in the step that cuts them."""
    cuts = [done for done in moves if done.verb is Verb.CUT]
    held = {hold.verb for thread in threads_of(stitch) for hold in thread.holds}
    if stitch.tie and cuts and held & {Verb.TIE, Verb.BURY}:
        knot = next(done.point for done in reversed(moves) if done.verb in (Verb.TIE, Verb.BURY))
        end = knot.vec + Vec(stitch.tie.ends, 0, 0)
        yield Dimension(Measure.ENDS, knot.vec, end, knot.side, stitch.tie.ends, cuts[-1].step)
