"""What ties a knot, as plain marks: a needle holder's jaws, a finger, and which finger it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.knots import Finger, Knot, Strand, entering
from bot.pictures.canvas import Canvas, Pen, Point
from bot.pictures.knot_paths import ROPE, Laid, Layout, layout, leaving, smooth
from bot.pictures.ropes import Cord, Over, draw_cords, draw_over

JAWS = 66  # how wide the closed jaws are where the strand winds round them
_REST = 96  # from what the strands come out of to the first wrap
_PITCH = 44  # from pass to pass
_TURN = 78  # how far a wrap reaches beyond the middle of the jaws
_FINGERS = (Finger.THUMB, Finger.INDEX, Finger.MIDDLE, None, None)  # the last two never push


@dataclass(frozen=True, slots=True)
class Wound:
    """The long strand round the jaws: `long` and `tail` are whole courses, `passes` the points of
    `long` at which it lies over the jaws, `tip` the y of the jaws' tips."""

    long: tuple[Point, ...]
    tail: tuple[Point, ...]
    passes: tuple[int, ...]
    tip: float
    below: Layout
    fresh: tuple[int, int]  # the first point beyond the finished throws, of long and tail


def wound(knot: Knot, done: Sequence[Laid], wraps: int, *, grasped: bool) -> Wound:
    """Return how the strands run once the long one is wrapped `wraps` times round the jaws."""
    below = layout(knot, done, reach=0)
    throw = knot.throws[len(done)]
    came = entering(knot)[len(done)]
    side = -1 if came[0] is throw.tucks else 1
    long, tail = (
        list(below.course(strand).points) if done else leaving(knot, way, (way * 500.0, -300.0))
        for strand, way in ((throw.tucks, side), (throw.tucks.other, -side))
    )
    fresh = (len(long) - 1, len(tail) - 1)
    foot = long[-1][1]
    tip = foot - _REST - max(wraps, 1) * 2 * _PITCH - 84
    way = _round_jaws(long[-1], side, wraps)
    winding = smooth([long[-1], *way])
    passes = _over_middle(winding, len(long) - 1)
    ends = [(-side * 250.0, foot - 70), (-side * 290.0, foot - 200), (-side * 250.0, foot - 320)]
    if grasped:
        ends = [(-side * 235.0, foot - 90), (-side * 225.0, tip + 40)]
        ends += [(-side * 130.0, tip - 56), (-side * 30.0, tip - 42), (0.0, tip + 14)]
    return Wound(
        long=(*long[:-1], *winding),
        tail=(*tail[:-1], *smooth([tail[-1], *ends])),
        passes=tuple(passes),
        tip=tip,
        below=below,
        fresh=fresh,
    )


def _round_jaws(start: Point, side: int, wraps: int) -> list[Point]:
    foot = start[1]
    if not wraps:
        return [(side * 240.0, foot - 80), (side * 330.0, foot - 230)]
    y = foot - _REST
    way = [(side * _TURN * 1.1, foot - _REST * 0.62)]
    for _ in range(wraps):
        way += [(0.0, y), (-side * _TURN, y - _PITCH * 0.5), (0.0, y - _PITCH)]
        way.append((side * _TURN, y - _PITCH * 1.5))
        y -= 2 * _PITCH
    way[-1] = (side * _TURN * 1.3, y + _PITCH * 0.7)
    return [*way, (side * 220.0, y + 20), (side * 360.0, y - 30)]


def _over_middle(winding: Sequence[Point], offset: int) -> list[int]:
    """Return where a strand crosses the middle line for the first, third, fifth … time."""
    crossed = [
        index
        for index in range(1, len(winding))
        if winding[index - 1][0] * winding[index][0] < 0
        or (winding[index][0] == 0 and winding[index - 1][0] != 0)
    ]
    return [offset + index for index in crossed[::2]]


def draw_wound(
    canvas: Canvas, knot: Knot, scene: Wound, cords: dict[Strand, Cord], ground: str
) -> None:
    """Draw the strands, the jaws over them, and over these the strand where it is wrapped."""
    order = list(Strand)
    crossings = [
        Over(order.index(each.over), each.dark if each.over is Strand.DARK else each.light)
        for each in scene.below.crossings
    ]
    draw_cords(canvas, [cords[strand] for strand in order], crossings, ground)
    jaws(canvas, scene.tip)
    long = cords[knot.throws[0].tucks]
    for at in scene.passes:
        draw_over(canvas, long, at, canvas.theme.metal, JAWS * 0.75)


def jaws(canvas: Canvas, tip: float) -> None:
    """Draw closed jaws that point up to (0, `tip`) and come from below the picture."""
    theme, foot = canvas.theme, 420.0
    wide, slim = JAWS * 0.72, 15.0
    shape = [(-wide, foot), (-slim, tip + 8), (0, tip - 6), (slim, tip + 8), (wide, foot)]
    canvas.line(shape, Pen(theme.metal_edge, 6, theme.metal), closed=True)
    canvas.line([(0, tip), (0, foot)], Pen(theme.metal_edge, 4))


def finger(canvas: Canvas, tip: float) -> None:
    """Draw a finger that comes from above the picture and ends at (0, `tip`)."""
    pen = Pen(canvas.theme.ink, 5, canvas.theme.hand)
    canvas.rect((-50, -900), (100, tip + 900), pen, round_=50)


def which_finger(canvas: Canvas, at: Point, pushing: Finger) -> None:
    """Draw a small hand, seen on its back, with the finger that pushes in the accent colour."""
    theme = canvas.theme
    palm = [(-56, 6), (38, 6), (34, 76), (-46, 76)]
    fingers = (
        ((38, 62), (82, 6)),
        ((38, 6), (42, -66)),
        ((7, 0), (8, -84)),
        ((-25, 0), (-26, -72)),
        ((-56, 6), (-58, -42)),
    )
    with canvas.placed(*at):
        for colour, more in ((theme.ink, 8), (theme.hand, 0)):
            for name, bone in zip(_FINGERS, fingers, strict=True):
                fill = theme.accent if not more and name is pushing else colour
                canvas.line(bone, Pen(fill, 22 + more))
            canvas.line(palm, Pen(colour, 22 + more, colour), closed=True)


def plain(
    points: Sequence[Point], strand: Strand, canvas: Canvas, *, starts_free: bool = False
) -> Cord:
    """Return a strand as cord in the colours of the theme; the light one is twisted, so that they
    are told apart without colour too."""
    rope = canvas.theme.dark if strand is Strand.DARK else canvas.theme.light
    return Cord(points, rope, ROPE, strand is Strand.LIGHT, starts_free=starts_free)
