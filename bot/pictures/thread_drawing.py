"""Thread, needle, holes and knots in a view of a stitch."""

from __future__ import annotations

import math

from bot.domain.stitches.space import Vec
from bot.domain.stitches.views import Kind, Knot, Strand, Where
from bot.pictures.canvas import Canvas, Pen, Point
from bot.pictures.knot_marks import Look, knot_in_thread
from bot.pictures.labels import Room
from bot.pictures.marks import arrow
from bot.pictures.needle_drawing import simplified
from bot.pictures.stitch_layout import View
from bot.pictures.stitch_subject import Subject, thread_width

WEIGHTS = {Where.IN: 1.0, Where.OPEN: 2.0, Where.ON: 2.0}  # how bad it is to write over thread
HOLDER = 210  # how much is drawn of a needle holder, in units
HOLE = 10  # radius, in units
NEW = 1.35  # how much wider thread is drawn that is new
KNOT = 1.05  # how thick thread is drawn in a knot, by its width elsewhere
FORESHORTENED = 0.3
SHORT = 150  # units; a pull over less has no arrow
LOOSE = 0.7  # how much larger a knot is before it is drawn tight


def colour_of(canvas: Canvas, subject: Subject, strand: Strand) -> str:
    """Return the colour of a piece of thread: new, in the tissue, or outside of it."""
    theme = canvas.theme
    if subject.is_fresh(strand):
        return theme.accent
    return theme.thread_under if strand.where is Where.IN else theme.thread


def draw_thread(
    canvas: Canvas, points: list[Point], width: float, colour: str, *, ground: str, inside: bool
) -> None:
    """Draw a piece of thread: dashed inside of the tissue, else with a margin of the ground (none
    where that is ""), which lets it lie over what is below. New thread is told by its width too."""
    line = simplified(points)
    if colour == canvas.theme.accent:
        width *= NEW
    if inside:
        dash = (width * 1.9, width * 1.5)
        canvas.line(line, Pen(colour, width * 0.82, dash=dash, cap="butt"))
        return
    if ground:
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
    foot = y + HOLDER
    for way in (-1, 1):
        shape = [(x + way * 3, y - 26), (x + way * 14, y - 20), (x + way * 30, foot)]
        canvas.line([*shape, (x + way * 3, foot + 10)], pen, closed=True)


def draw_hole(canvas: Canvas, at: Point, radius: float = HOLE) -> None:
    """Draw where thread or needle goes in or comes out."""
    theme = canvas.theme
    canvas.circle(at, radius, Pen(theme.tissue_edge, 4, theme.ink))


def draw_target(canvas: Canvas, at: Point) -> None:
    """Draw a dot on the skin that no thread has reached yet."""
    canvas.circle(at, HOLE - 1, Pen(canvas.theme.muted, 4, canvas.theme.background))


def knot_look(
    canvas: Canvas, view: View, subject: Subject, knot: Knot, *, lifted: bool = False
) -> Look:
    """Return how a knot looks in a view; `lifted` as it stands on the skin in section."""
    theme = canvas.theme
    colour = theme.accent if subject.is_new(knot.step) else theme.thread
    loose = 1 + LOOSE * (1 - knot.tightness)
    return Look(
        thread_width(view.scale) * (NEW if subject.is_new(knot.step) else KNOT) * loose,
        colour,
        theme.skin,
        lifted,
    )


def draw_knot(canvas: Canvas, view: View, subject: Subject, knot: Knot, look: Look) -> None:
    """Draw a knot in its thread, with its ends as long as they are."""
    exits = draw_bare_knot(canvas, view, knot, look)
    at, width = view.at(knot.at), thread_width(view.scale)
    ends = [each for each in subject.scene.strands if _is_end_of(each, knot)]
    tips = [view.at(each.line[-1]) for each in ends]
    if len(tips) == 2 and _way(exits, tips) > _way(exits, tips[::-1]):
        tips, ends = tips[::-1], ends[::-1]
    for end, start, tip in zip(ends, exits, tips, strict=False):
        colour = colour_of(canvas, subject, end)
        away = (end.line[-1] - end.line[0]).length * view.scale
        if math.dist(at, tip) < max(FORESHORTENED * away, width * 3):  # it points at the onlooker
            continue
        points = _leaving(at, start, tip, width)
        canvas.line(points, Pen(look.ground, width + 9, cap="butt"))
        wide = width * NEW if colour == canvas.theme.accent else width
        canvas.line(points, Pen(colour, wide))


def draw_bare_knot(canvas: Canvas, view: View, knot: Knot, look: Look) -> list[Point]:
    """Draw a knot without its ends, and return where they leave it."""
    x, y = view.project(knot.axis)
    angle = math.degrees(math.atan2(y, x)) if math.hypot(x, y) > 0.2 else 0.0
    angle = (angle + 90.001) % 180 - 90.001
    return knot_in_thread(canvas, view.at(knot.at), angle, knot.throws, look)


def _leaving(knot: Point, start: Point, tip: Point, width: float) -> list[Point]:
    """Return the way of an end that leaves a knot to one side, and bends to where it lies."""
    away = math.dist(knot, start) or 1.0
    out = [start[i] + (start[i] - knot[i]) / away * width * 2.2 for i in (0, 1)]
    near = [tip[i] + (start[i] - tip[i]) * 0.55 for i in (0, 1)]
    points = []
    for part in range(13):
        t = part / 12
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        corners = (start, out, near, tip)
        x, y = (
            sum(w * corner[i] for w, corner in zip(weights, corners, strict=True)) for i in (0, 1)
        )
        points.append((x, y))
    return points


def _is_end_of(strand: Strand, knot: Knot) -> bool:
    return strand.kind is Kind.END and (strand.line[0] - knot.at).length < 0.01


def _way(starts: list[Point], ends: list[Point]) -> float:
    return max(math.dist(a, b) for a, b in zip(starts, ends, strict=True))


def note_knot(room: Room, at: Point) -> None:
    """Note where a knot is, so that no number comes to lie on it."""
    x, y = at
    for way in (-24, 0, 24):
        room.draw([(x - 42, y + way), (x + 42, y + way)], 4.0)


def draw_scissors(canvas: Canvas, at: Point, angle: float) -> None:
    """Draw the tips of scissors that open about a point and come from the direction `angle`."""
    theme = canvas.theme
    pen = Pen(theme.metal_edge, 5, theme.metal)
    with canvas.placed(*at, angle=angle):
        for way in (-1, 1):
            blade = [(-34, way * 16), (60, way * -2), (190, way * -34), (190, way * -62)]
            blade += [(60, way * 12)]
            canvas.line([*blade[:2], blade[2], blade[3]], pen, closed=True)
        canvas.circle((64, 0), 9, pen)


def draw_forceps(canvas: Canvas, at: Point, angle: float) -> None:
    """Draw the tips of forceps that hold something at a point, and come from `angle`."""
    theme = canvas.theme
    pen = Pen(theme.metal_edge, 5, theme.metal)
    with canvas.placed(*at, angle=angle):
        for way in (-1, 1):
            prong = [(-12, way * 4), (-6, way * 16), (70, way * 30), (260, way * 52)]
            canvas.line([*prong, (260, way * 30), (70, way * 14)], pen, closed=True)


def draw_pull(canvas: Canvas, start: Point, end: Point) -> None:
    """Draw an arrow beside the way on which something is pulled."""
    away = math.dist(start, end)
    if away < SHORT:  # the drawing itself shows so small a way
        return
    along = ((end[0] - start[0]) / away, (end[1] - start[1]) / away)
    side = (-along[1] * 52, along[0] * 52)
    reach = min(away * 0.6, 240)
    points = [
        (start[0] + side[0] + along[0] * part * reach, start[1] + side[1] + along[1] * part * reach)
        for part in (0.15, 0.6, 1.0)
    ]
    arrow(canvas, points, canvas.theme.accent)
