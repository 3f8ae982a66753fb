"""The dimension lines of a stitch: what a learner measures, each brought in by the step that makes
it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.domain.stitches.ground import NEAR, Point, Surface
from bot.domain.stitches.space import Vec
from bot.domain.stitches.stitch import Done, Pattern, Stitch, Verb
from bot.domain.stitches.views import Dimension, Measure

PIERCING: Final = (Verb.ENTER, Verb.EXIT, Verb.STAPLE)
# What a lesson of such a pattern leaves to the eye.
UNTOLD: Final = {Pattern.LAYERED: (Measure.BITE,), Pattern.STAPLES: (Measure.BITE,)}


def dimensions(stitch: Stitch) -> tuple[Dimension, ...]:
    """Return all dimension lines, in the order in which the steps bring them in."""
    moves = [done for done in stitch.done() if done.round == 0 and done.step >= 0]
    found = [
        each for done in moves for each in (*_from_edge(stitch, done), *_from_end(stitch, done))
    ]
    found += [*_pitches(stitch), *_ends(stitch)]
    found += [_lifted(done) for done in moves if done.verb is Verb.LIFT]
    untold = UNTOLD.get(stitch.pattern, ())
    told = [each for each in found if each.measure not in untold]
    return tuple(sorted(told, key=lambda each: each.step))


def _lifted(done: Done) -> Dimension:
    top = done.point.vec
    foot = Vec(top.along, top.across, 0)
    name = done.names[0]
    return Dimension(Measure.LIFT, foot, top, done.point.side, -top.depth, done.step, name)


def _from_edge(stitch: Stitch, done: Done) -> Iterator[Dimension]:
    """Yield how far from the cut edge a hole or a leg of a staple is."""
    if done.verb not in PIERCING:
        return
    for name, point in zip(done.names, done.at, strict=True):
        if point.side and not point.face:
            edge = Vec(point.along, 0, point.depth)
            size = abs(point.across)
            yield Dimension(Measure.BITE, edge, point.vec, point.side, size, done.step, name)


def _from_end(stitch: Stitch, done: Done) -> Iterator[Dimension]:
    """Yield how far beyond the end of the cut a hole in line with it is."""
    if done.verb not in (Verb.ENTER, Verb.EXIT) or stitch.surface(done.point) is not Surface.SKIN:
        return
    point, half = done.point, stitch.wound.length / 2
    if abs(point.across) < NEAR:
        end = Vec(half if point.along > 0 else -half, 0, 0)
        size = abs(point.along) - half
        yield Dimension(Measure.BEYOND, end, point.vec, 0, size, done.step, done.names[0])


def _pitches(stitch: Stitch) -> Iterator[Dimension]:
    """Yield the way along the cut from a hole to the next one on its side, once a step."""
    last: dict[int, Point] = {}
    seen: set[tuple[int, float]] = set()
    for done in stitch.done():
        point = done.at[0] if done.at else None
        if point is None or done.verb not in PIERCING or done.step < 0 or point.angle is not None:
            continue
        before = last.get(point.side)
        size = abs(point.along - before.along) if before else 0.0
        level = before and before.face == point.face and abs(before.depth - point.depth) < NEAR
        if before and level and point.side and size > NEAR and (done.step, size) not in seen:
            seen.add((done.step, size))
            yield Dimension(
                Measure.PITCH, before.vec, point.vec, point.side, size, done.step, done.names[0]
            )
        last[point.side] = point


def _ends(stitch: Stitch) -> Iterator[Dimension]:
    """Yield the length of the ends left, in each step that cuts them."""
    knot: Point | None = None
    seen = {-1}  # what is given was cut before
    for done in stitch.done():
        if done.verb in (Verb.TIE, Verb.BURY):
            knot = done.point
        elif done.verb is Verb.CUT and knot and stitch.tie and done.step not in seen:
            seen.add(done.step)
            end = knot.vec + Vec(stitch.tie.ends, 0, 0)
            yield Dimension(Measure.ENDS, knot.vec, end, knot.side, stitch.tie.ends, done.step)
