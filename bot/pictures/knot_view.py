"""Pictures of a knot: one for each of its steps, and the knot beside its common error.

There are no words in them, only numbers and mm. The right-handed picture mirrored is the
left-handed one.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from bot.domain.knots import (
    Act,
    Around,
    Knot,
    KnotError,
    KnotKind,
    Strand,
    Way,
    crossings,
    first_over,
    kind_of,
    with_error,
)
from bot.pictures.canvas import WIDTH, Canvas, Pen, Point, number
from bot.pictures.knot_hitches import hitches
from bot.pictures.knot_paths import HOLE, POST, ROPE, Laid, Layout, finished, layout, made
from bot.pictures.knot_tools import draw_wound, finger, plain, which_finger, wound
from bot.pictures.marks import arrow, badge, cross, dimension, tick
from bot.pictures.ropes import Cord, Over, draw_cords
from bot.pictures.themes import Theme, mix

HEIGHT = 810
REACH = 330  # of the ends, from the middle
CUT = 150  # the same, once they are cut
REACH_ABOVE = 256  # the same in ties by hand, which lie across the lower side of the picture
SCALE = 1.15
SCALE_HIGH = 0.98
PAIR_SCALE = 0.87


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a knot is after a step: throws that are drawn flat, moves made on the one after
    them, and how many of these moves are new."""

    done: int
    acts: tuple[Act, ...]
    new: int
    last: Act


def moment(knot: Knot, step: int) -> Moment:
    """Return how far a knot is after its step `step`, counted from 0."""
    done, acts, new = 0, [], 0
    for place, each in enumerate(knot.steps[: step + 1]):
        new = 0
        for move in each.moves:
            acts.append(move.act)
            new += place == step
            if move.act is Act.DRAW:
                done, acts, new = done + 1, [], 0
    return Moment(done, tuple(acts), new, knot.steps[step].moves[-1].act)


def step_picture(knot: Knot, step: int, theme: Theme, *, mirrored: bool = False) -> str:
    """Return the picture of a step, counted from 0, as SVG; `mirrored` for a left hand."""
    canvas = Canvas(WIDTH, HEIGHT, theme, mirrored=mirrored)
    now = moment(knot, step)
    ground = lay_ground(canvas, knot)
    with frame(canvas, knot, high=now.done > 1 and bool(now.acts)):
        draw_moment(canvas, knot, now, ground)
    lesson = str(knot.steps[step].lesson)
    badge(canvas, (78, 78), lesson)
    if now.done == len(knot.throws) and step == len(knot.steps) - 1:
        tick(canvas, (WIDTH - 78, 78))
    pushing = knot.throws[now.done].finger if now.done < len(knot.throws) and now.acts else None
    if pushing:
        which_finger(canvas, (130, HEIGHT - 150), pushing)
    return canvas.svg()


def lay_ground(canvas: Canvas, knot: Knot) -> str:
    """Draw what lies under the knot, all over the picture; return its colour."""
    if knot.around is Around.POST:
        return canvas.theme.background
    return _lay_skin(canvas, (24, 24), (WIDTH - 48, HEIGHT - 48))


def _lay_skin(canvas: Canvas, corner: Point, size: Point) -> str:
    """Draw skin from above with a wound down its middle."""
    theme = canvas.theme
    canvas.rect(corner, size, Pen(theme.frame, 5, theme.skin), round_=40)
    x, top, bottom = corner[0] + size[0] / 2, corner[1] + 22, corner[1] + size[1] - 22
    canvas.line([(x, top), (x, bottom)], Pen(theme.tissue_edge, 9))
    return theme.skin


def frame(canvas: Canvas, knot: Knot, *, high: bool = False) -> AbstractContextManager[None]:
    """Place the origin of a knot; `high` leaves room above for a third throw in the making.

    Ties by hand are seen from above, near below and far above.
    """
    if knot.looks_from_above:
        wide = any(throw.wraps > 1 for throw in knot.throws)
        scale = SCALE_HIGH if wide else SCALE
        return canvas.placed(WIDTH - 250, HEIGHT / 2, angle=-90, scale=scale)
    if high:
        return canvas.placed(WIDTH / 2, 690, scale=SCALE_HIGH)
    return canvas.placed(WIDTH / 2, 650 if knot.around is Around.POST else 590, scale=SCALE)


def draw_moment(canvas: Canvas, knot: Knot, now: Moment, ground: str) -> None:
    """Draw a knot as far as it is, what is new in it in the accent colour."""
    done = finished(knot)[: now.done]
    draw_around(canvas, knot)
    if knot.way is Way.HOLDER and now.acts and now.last is not Act.CUT:
        _draw_at_holder(canvas, knot, now, ground)
    elif now.last is Act.DRAW:
        _draw_flat(canvas, knot, done, ground, final=now.done == len(knot.throws))
    elif now.last is Act.CUT:
        _draw_cut(canvas, knot, done, ground)
    else:
        _draw_loose(canvas, knot, now, done, ground)


def draw_around(canvas: Canvas, knot: Knot) -> None:
    """Draw the post, or the wound with the holes on its two sides."""
    theme = canvas.theme
    if knot.around is Around.POST:
        canvas.circle((0, 0), POST, Pen(theme.ink, 6, theme.post))
        canvas.circle((0, 0), POST * 0.8, Pen(theme.muted, 3, opacity=0.5))
        return
    for side, strand in zip((-1, 1), knot.starts, strict=True):
        rope = theme.dark if strand is Strand.DARK else theme.light
        under = mix(rope.body, theme.skin, 0.35)
        canvas.line([(side * 20, 0), (side * HOLE, 0)], Pen(under, 12, dash=(22, 24)))
        canvas.circle((side * HOLE, 0), ROPE * 0.68, Pen(theme.tissue_edge, 4, theme.cut))


def cords_of(canvas: Canvas, lay: Layout, knot: Knot) -> list[Cord]:
    """Return both strands of a layout as cord, dark first."""
    free = knot.around is Around.WOUND
    return [plain(lay.course(strand).points, strand, canvas, starts_free=free) for strand in Strand]


def overs(lay: Layout) -> list[Over]:
    """Return the crossings of a layout for its cords, dark first."""
    return [
        Over(0, each.dark) if each.over is Strand.DARK else Over(1, each.light)
        for each in lay.crossings
    ]


def reach_of(knot: Knot) -> float:
    """Return how far from the middle the ends of a knot go."""
    return REACH_ABOVE if knot.looks_from_above else REACH


def _draw_loose(canvas: Canvas, knot: Knot, now: Moment, done: list[Laid], ground: str) -> None:
    throw = knot.throws[now.done]
    count = crossings(len(now.acts) - 1)
    lay = layout(knot, [*done, Laid(made(throw, count), loose=1)], reach_of(knot))
    crossed = first_over(throw)
    moved = throw.tucks if now.last is Act.TUCK else crossed
    before = crossings(len(now.acts) - now.new - 1)
    cords = []
    for strand, cord in zip(Strand, cords_of(canvas, lay, knot), strict=True):
        course = lay.course(strand)
        new = course.throws[now.done] if before < 0 else course.middles[now.done][before - 1] + 8
        calm = course.throws[now.done]
        cords.append(replace(cord, calm=calm, new=new if strand is moved else None))
    if knot.looks_from_above and now.last is Act.CROSS:
        across = lay.dark.points[lay.dark.middles[now.done][0]]
        finger(canvas, across[1] + 74)
    draw_cords(canvas, cords, overs(lay), ground)


def _draw_flat(canvas: Canvas, knot: Knot, done: list[Laid], ground: str, *, final: bool) -> None:
    lay = layout(knot, done, reach_of(knot))
    calm = 0 if final else len(done) - 1
    cords = [
        replace(cord, calm=lay.course(strand).throws[calm] if calm else 0)
        for strand, cord in zip(Strand, cords_of(canvas, lay, knot), strict=True)
    ]
    draw_cords(canvas, cords, overs(lay), ground)
    for strand in Strand:
        x, y = lay.course(strand).points[-1]
        side = 1 if x > 0 else -1
        arrow(canvas, [(x + side * 28, y), (x + side * 82, y)], canvas.theme.accent, 10)


def _draw_cut(canvas: Canvas, knot: Knot, done: list[Laid], ground: str) -> None:
    lay = layout(knot, done, CUT)
    draw_cords(canvas, cords_of(canvas, lay, knot), overs(lay), ground)
    if knot.ends is None:
        return
    x, y = max(lay.dark.points[-1], lay.light.points[-1])
    shortest, longest = (number(end) for end in knot.ends)
    words = shortest if shortest == longest else f"{shortest}-{longest}"
    dimension(canvas, (lay_half(lay), y), (x, y), words, offset=44)


def lay_half(lay: Layout) -> float:
    """Return how far from the middle the last throw reaches."""
    course = lay.dark
    first = course.points[course.middles[-1][0]]
    second = course.points[course.middles[-1][-1]]
    return max(abs(first[0]), abs(second[0])) + 18


def _draw_at_holder(canvas: Canvas, knot: Knot, now: Moment, ground: str) -> None:
    wraps = now.acts.count(Act.WRAP)
    grasped = now.last is Act.GRASP
    done = finished(knot)[: now.done]
    scene = wound(knot, done, wraps, grasped=grasped)
    long = knot.throws[now.done].tucks
    cords = {
        strand: plain(points, strand, canvas, starts_free=knot.around is Around.WOUND)
        for strand, points in ((long, scene.long), (long.other, scene.tail))
    }
    for strand, fresh in zip((long, long.other), scene.fresh, strict=True):
        calm = fresh if done else 0
        moved = Act.WRAP in now.acts[len(now.acts) - now.new :] if strand is long else grasped
        cords[strand] = replace(cords[strand], calm=calm, new=fresh + 1 if moved else None)
    draw_wound(canvas, knot, scene, cords, ground)


def pair_picture(
    knot: Knot,
    error: KnotError,
    theme: Theme,
    *,
    mirrored: bool = False,
) -> str:
    """Return the finished knot beside the one with a common error, as SVG, with marks that tell
    which is right."""
    canvas = Canvas(WIDTH, HEIGHT, theme, mirrored=mirrored)
    for place, shown in enumerate((knot, with_error(knot, error))):
        if knot.looks_from_above:
            corner, size = (24.0, 24.0 + place * 386), (WIDTH - 48.0, 376.0)
            middle = (WIDTH - 270.0, corner[1] + size[1] / 2)
        else:
            corner, size = (24.0 + place * 522, 24.0), (510.0, HEIGHT - 48.0)
            middle = (corner[0] + size[0] / 2, HEIGHT - 166.0)
        if knot.around is Around.WOUND:
            ground = _lay_skin(canvas, corner, size)
        else:
            ground = theme.panel
            canvas.rect(corner, size, Pen(theme.frame, 5, ground), round_=40)
        angle = -90 if knot.looks_from_above else 0
        with canvas.placed(*middle, angle=angle, scale=PAIR_SCALE):
            draw_around(canvas, shown)
            draw_result(canvas, shown, ground, 185)
        aside = 62 if knot.looks_from_above else size[0] - 62  # where nothing of a knot lies
        at = (corner[0] + aside, corner[1] + 62)
        mark = tick if shown is knot else cross
        mark(canvas, at)
    return canvas.svg()


def error_picture(knot: Knot, error: KnotError, theme: Theme, *, mirrored: bool = False) -> str:
    """Return the knot with a common error by itself, as SVG, with nothing that tells it."""
    canvas = Canvas(WIDTH, HEIGHT, theme, mirrored=mirrored)
    wrong = with_error(knot, error)
    ground = lay_ground(canvas, wrong)
    above = wrong.looks_from_above
    place = (WIDTH - 300, HEIGHT / 2) if above else (WIDTH / 2, HEIGHT - 180)
    is_tall = not above and kind_of(wrong) is KnotKind.HALF_HITCHES
    scale = PAIR_SCALE if is_tall else SCALE
    with canvas.placed(*place, angle=-90 if above else 0, scale=scale):
        draw_around(canvas, wrong)
        draw_result(canvas, wrong, ground, 185)
    return canvas.svg()


def draw_result(canvas: Canvas, knot: Knot, ground: str, reach: float) -> None:
    """Draw a knot with all throws drawn, right or wrong, as its crossings make it lie."""
    if kind_of(knot) is KnotKind.HALF_HITCHES:
        lie = hitches(knot)
        straight, other = lie.straight_strand, lie.straight_strand.other
        free = knot.around is Around.WOUND
        cords = [
            plain(points, strand, canvas, starts_free=free)
            for points, strand in ((lie.straight, straight), (lie.wound, other))
        ]
        tops = [Over(0 if strand is straight else 1, at) for strand, at in lie.crossings]
        draw_cords(canvas, cords, tops, ground)
        return
    lay = layout(knot, finished(knot), reach)
    draw_cords(canvas, cords_of(canvas, lay, knot), overs(lay), ground)
