"""A knot being tied, as single frames of an endless film.

It starts and ends on the finished knot, so that the first frame is a good still and the film has
no seam. A throw is made in this order: one strand is laid across, the other is wound round it,
both take their share of the winding, and they are drawn flat.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.knots import Knot, Strand, Throw, Way
from bot.pictures.canvas import WIDTH, Canvas, Point
from bot.pictures.knot_paths import Laid, bezier, finished, layout, leaving
from bot.pictures.knot_tools import draw_wound, jaws, plain, wound
from bot.pictures.knot_view import (
    HEIGHT,
    cords_of,
    draw_around,
    draw_result,
    frame,
    lay_ground,
    overs,
    reach_of,
)
from bot.pictures.ropes import Cord, Over, draw_cords
from bot.pictures.themes import FILM, Theme

HOLD, FADE, RESULT = 0.04, 0.09, 0.9  # parts of the film: still, faded to the start, tied
LAID, WOUND, SHARED, FLAT = 0.32, 0.72, 0.82, 0.96  # parts of a throw, made by hand
IN, WRAPPED, TAKEN, THROUGH = 0.12, 0.48, 0.62, 0.74  # parts of a throw, made with the holder


def knot_frame(knot: Knot, t: float, theme: Theme = FILM, *, mirrored: bool = False) -> str:
    """Return the frame at the part `t` of the film, from 0 to just under 1, as SVG."""
    canvas = Canvas(WIDTH, HEIGHT, theme, mirrored=mirrored)
    ground = lay_ground(canvas, knot)
    with frame(canvas, knot, high=True):
        draw_around(canvas, knot)
        if t < HOLD or t >= RESULT:
            draw_result(canvas, knot, ground, reach_of(knot))
        elif t < FADE:
            part = _eased((t - HOLD) / (FADE - HOLD))
            with canvas.group(opacity=1 - part):
                draw_result(canvas, knot, ground, reach_of(knot))
            with canvas.group(opacity=part):
                _draw_throw(canvas, knot, 0, 0, ground)
        else:
            made = (t - FADE) / (RESULT - FADE) * len(knot.throws)
            _draw_throw(canvas, knot, int(made), made % 1, ground)
    return canvas.svg()


def _draw_throw(canvas: Canvas, knot: Knot, index: int, u: float, ground: str) -> None:
    """Draw throw `index` as far as its part `u` (0–1), and all before it drawn flat."""
    if knot.way is Way.HOLDER and u < THROUGH:
        if u < TAKEN:
            _draw_wrapping(canvas, knot, index, u, ground)
            return
        part = _eased((u - TAKEN) / (THROUGH - TAKEN))
        with canvas.group(opacity=1 - part):
            _draw_wrapping(canvas, knot, index, TAKEN, ground, slid=part)
        with canvas.group(opacity=part):
            _draw_tied(canvas, knot, index, SHARED, ground)
        return
    if knot.way is Way.HOLDER:
        u = SHARED + (u - THROUGH) / (1 - THROUGH) * (1 - SHARED)
    _draw_tied(canvas, knot, index, u, ground)


@dataclass(frozen=True, slots=True)
class _Half:
    """One strand in the making: its points, how many of them lie where they will stay."""

    points: tuple[Point, ...]
    settled: int


def _draw_tied(canvas: Canvas, knot: Knot, index: int, u: float, ground: str) -> None:
    throw = knot.throws[index]
    state = Laid(
        throw.over,
        loose=1 - _eased((u - SHARED) / (FLAT - SHARED)),
        wound=_eased((u - WOUND) / (SHARED - WOUND)),
    )
    done = finished(knot)[:index]
    whole = layout(knot, [*done, state], reach_of(knot))
    free = layout(knot, done, reach_of(knot)) if done else None
    halves = []
    for strand, side in zip(
        Strand, (1, -1) if knot.starts[0] is Strand.LIGHT else (-1, 1), strict=True
    ):
        begins, ends = (LAID, WOUND) if strand is throw.tucks else (0.0, LAID)
        part = _eased((u - begins) / (ends - begins))
        course = whole.course(strand)
        start = _loosed(knot, done, strand)
        last = course.points[-1]
        hand = free.course(strand).points[-1] if free else (side * abs(last[0]) * 0.9, last[1] - 40)
        stop = course.middles[index][-1] + 9
        halves.append(_grown(course.points, (start, stop), part, hand))
    cords = [
        replace(cord, points=half.points)
        for cord, half in zip(cords_of(canvas, whole, knot), halves, strict=True)
    ]
    settled = [
        over
        for over, each in zip(overs(whole), whole.crossings, strict=True)
        if each.dark < halves[0].settled and each.light < halves[1].settled
    ]
    passing = list(_passing(halves, throw, whole.course(throw.tucks).middles[index]))
    draw_cords(canvas, cords, [*settled, *passing], ground)


def _loosed(knot: Knot, done: Sequence[Laid], strand: Strand) -> int:
    """Return the point from which a strand is free: where it leaves the last throw, or the post."""
    if done:
        return len(layout(knot, done, reach=0).course(strand).points) - 1
    return len(leaving(knot, 1, (500.0, -500.0))) - 1


def _grown(points: Sequence[Point], span: tuple[int, int], part: float, hand: Point) -> _Half:
    """Return a strand that has gone the part (0–1) of `span` along its course; from there it runs
    to the hand, which goes from `hand` to where the course ends."""
    if part >= 1:
        return _Half(tuple(points), len(points))
    at = span[0] + (span[1] - span[0]) * part
    index = int(at)
    (x0, y0), (x1, y1) = points[index], points[index + 1]
    tip = (x0 + (x1 - x0) * (at - index), y0 + (y1 - y0) * (at - index))
    length = math.hypot(x1 - x0, y1 - y0) or 1
    last = points[-1]
    held = (
        hand[0] + (last[0] - hand[0]) * part,
        hand[1] + (last[1] - hand[1]) * part - 90 * math.sin(math.pi * part),
    )
    far = math.dist(held, tip)
    reach = min(abs(held[0] - tip[0]) * 0.5 + 24, far * 0.6)
    first = (tip[0] + (x1 - x0) / length * reach, tip[1] + (y1 - y0) / length * reach)
    back = math.copysign(min(40, far * 0.3), held[0] - tip[0])
    second = (held[0] - back, held[1] + (tip[1] - held[1]) * 0.5)
    return _Half((*points[: index + 1], tip, *bezier(tip, first, second, held)), index + 1)


def _passing(halves: Sequence[_Half], throw: Throw, middles: Sequence[int]) -> Iterator[Over]:
    """Yield where an end on its way crosses a strand: on the side on which the tucking strand,
    whose crossings are at the points `middles`, will cross next."""
    order = throw.over if throw.tucks is Strand.DARK else tuple(reversed(throw.over))
    strands = list(Strand)
    tucking = halves[strands.index(throw.tucks)]
    gone = sum(tucking.settled > middle for middle in middles)
    top = strands.index(order[min(gone, len(order) - 1)])
    for place, half in enumerate(halves):
        moving = half.points[half.settled :]
        for at, against in _meetings(moving, halves[1 - place].points):
            yield Over(place, half.settled + at) if top == place else Over(top, against)


def _meetings(one: Sequence[Point], other: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """Yield the points after which two lines cross each other."""
    for i in range(len(one) - 1):
        for j in range(len(other) - 1):
            if _cross(one[i], one[i + 1], other[j], other[j + 1]):
                yield i, j


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
        return False
    return _turns(a, b, c) * _turns(a, b, d) < 0 and _turns(c, d, a) * _turns(c, d, b) < 0


def _turns(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _draw_wrapping(
    canvas: Canvas, knot: Knot, index: int, u: float, ground: str, slid: float = 0
) -> None:
    """Draw a throw at the needle holder, which slides in and, by the part `slid`, out again."""
    throw = knot.throws[index]
    done = finished(knot)[:index]
    scene = wound(knot, done, throw.wraps, grasped=True)
    rest = wound(knot, done, throw.wraps, grasped=False)
    free = layout(knot, done, reach_of(knot)) if done else None
    part = _eased((u - IN) / (WRAPPED - IN))
    began = free.course(throw.tucks).points[-1] if free else (scene.long[0][0] * 1.9, -200.0)
    long = _grown(scene.long, (scene.fresh[0], len(scene.long) - 2), part, began)
    taken = _eased((u - WRAPPED) / (TAKEN - WRAPPED))
    tail = _blend(rest.tail, scene.tail, taken, scene.fresh[1])
    if free:
        settled = _eased(u / IN)
        flat = free.course(throw.tucks.other).points
        tail = _blend(flat, tail, settled, scene.fresh[1]) if settled < 1 else tail
    strands = {throw.tucks: long.points, throw.tucks.other: tail}
    cords: dict[Strand, Cord] = {
        strand: plain(points, strand, canvas, starts_free=True)
        for strand, points in strands.items()
    }
    passes = tuple(at for at in scene.passes if at + 4 < long.settled)
    tip = scene.tip + 620 * (1 - _eased(u / IN)) + 620 * slid
    shown = replace(scene, passes=passes, tip=tip)
    if tip < scene.tip + 300:
        draw_wound(canvas, knot, shown, cords, ground)
    else:
        draw_wound(canvas, knot, replace(shown, passes=()), cords, ground)
        jaws(canvas, tip)


def _blend(
    one: Sequence[Point], other: Sequence[Point], part: float, fixed: int
) -> tuple[Point, ...]:
    """Return a line that is the part (0–1) of the way from one to another; both are the same up
    to the point `fixed`."""
    count = len(other) - fixed - 1
    moved = []
    for step in range(count + 1):
        at = fixed + (len(one) - 1 - fixed) * step / count
        index = min(int(at), len(one) - 2)
        (x0, y0), (x1, y1) = one[index], one[index + 1]
        x, y = x0 + (x1 - x0) * (at - index), y0 + (y1 - y0) * (at - index)
        to = other[fixed + step]
        moved.append((x + (to[0] - x) * part, y + (to[1] - y) * part))
    return (*other[:fixed], *moved)


def _eased(part: float) -> float:
    """Return a part of a movement, kept within 0 and 1, that starts and stops gently."""
    inside = min(max(part, 0.0), 1.0)
    return inside * inside * (3 - 2 * inside)
