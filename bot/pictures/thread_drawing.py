"""Thread, needle, holes and knots in a view of a stitch."""

from __future__ import annotations

import math

from bot.domain.stitch_space import Vec
from bot.domain.stitch_views import Kind, Knot, Strand, Where
from bot.pictures.canvas import Canvas, Pen, Point
from bot.pictures.knot_marks import knot_in_thread
from bot.pictures.labels import Room
from bot.pictures.needle_drawing import simplified
from bot.pictures.stitch_layout import View
from bot.pictures.stitch_subject import Subject, thread_width

HOLE = 10  # radius, in units
KNOT = 1.05  # how thick thread is drawn in a knot, by its width elsewhere
LOOSE = 0.7  # how much larger a knot is before it is drawn tight


def colour_of(canvas: Canvas, subject: Subject, strand: Strand) -> str:
    theme = canvas.theme
    if subject.is_new(strand.step):
        return theme.accent
    return theme.thread_under if strand.where is Where.IN else theme.thread


def draw_thread(
    canvas: Canvas, points: list[Point], width: float, colour: str, *, ground: str, inside: bool
) -> None:
    """Draw a piece of thread: dashed inside of the tissue, else with a margin of the ground, which
    lets it lie over what is below."""
    line = simplified(points)
    if inside:
        dash = (width * 1.9, width * 1.5)
        canvas.line(line, Pen(colour, width * 0.82, dash=dash, cap="butt"))
        return
    canvas.line(line, Pen(ground, width + 9, cap="butt"))
    canvas.line(line, Pen(colour, width))


def draw_holder(canvas: Canvas, view: View, held: Vec, *, end_on: bool) -> None:
    """Draw the jaws of the needle holder: from above they come from the learner, in section they
    point at the onlooker."""
    theme, (x, y) = canvas.theme, view.at(held)
    pen = Pen(theme.metal_edge, 5, theme.metal)
    if end_on:
        for way in (-1, 1):
            canvas.rect((x - 22, y - 13 + way * 19), (44, 26), pen, round_=9)
        return
    foot = view.box[3] + 20
    for way in (-1, 1):
        shape = [(x + way * 3, y - 26), (x + way * 15, y - 20), (x + way * 34, foot)]
        canvas.line([*shape, (x + way * 3, foot)], pen, closed=True)


def draw_hole(canvas: Canvas, at: Point, radius: float = HOLE) -> None:
    theme = canvas.theme
    canvas.circle(at, radius, Pen(theme.tissue_edge, 4, theme.ink))


def draw_target(canvas: Canvas, at: Point) -> None:
    """Draw a dot on the skin that no thread has reached yet."""
    canvas.circle(at, HOLE - 1, Pen(canvas.theme.muted, 4, canvas.theme.background))


def draw_knot(
    canvas: Canvas, view: View, subject: Subject, knot: Knot, ground: str, *, lifted: bool = False
) -> None:
    """Draw a knot in its thread, with its ends as long as they are; `lifted` as it stands on the
    skin in section."""
    theme, width = canvas.theme, thread_width(view.scale)
    x, y = view.project(knot.axis)
    angle = math.degrees(math.atan2(y, x)) if math.hypot(x, y) > 0.2 else 0.0
    angle = (angle + 90.001) % 180 - 90.001
    colour = theme.accent if subject.is_new(knot.step) else theme.thread
    at = view.at(knot.at)
    loose = 1 + LOOSE * (1 - knot.tightness)
    exits = knot_in_thread(
        canvas,
        at,
        angle,
        width * KNOT * loose,
        knot.throws,
        colour=colour,
        ground=ground,
        lifted=lifted,
    )
    ends = [each for each in subject.scene.strands if _is_end_of(each, knot)]
    tips = [view.at(each.line[-1]) for each in ends]
    if len(tips) == 2 and _way(exits, tips) > _way(exits, tips[::-1]):
        tips, ends = tips[::-1], ends[::-1]
    for end, start, tip in zip(ends, exits, tips, strict=False):
        colour = colour_of(canvas, subject, end)
        out = 1.6 * width / (math.dist(start, at) or 1.0)
        bend = tuple(start[i] + (start[i] - at[i]) * out + (tip[i] - start[i]) * 0.1 for i in (0, 1))
        points = [start, (bend[0], bend[1]), tip]
        canvas.curve(points, Pen(ground, width + 9, cap="butt"))
        canvas.curve(points, Pen(colour, width))


def _is_end_of(strand: Strand, knot: Knot) -> bool:
    return strand.kind is Kind.END and (strand.line[0] - knot.at).length < 0.01


def _way(starts: list[Point], ends: list[Point]) -> float:
    return max(math.dist(a, b) for a, b in zip(starts, ends, strict=True))


def note_knot(room: Room, at: Point) -> None:
    """Note where a knot is, so that no number comes to lie on it."""
    x, y = at
    for way in (-24, 0, 24):
        room.draw([(x - 42, y + way), (x + 42, y + way)], 4.0)
