"""Thread, needle, holes and knots in a view of a stitch."""

from __future__ import annotations

import math

from bot.domain.stitch_views import Knot, Strand, Where
from bot.pictures.canvas import Canvas, Pen, Point
from bot.pictures.knot_marks import knot_mark
from bot.pictures.needle_drawing import simplified
from bot.pictures.stitch_layout import View
from bot.pictures.stitch_subject import Subject, thread_width

HOLE = 10  # radius, in units
KNOT = 120  # how long a knot is drawn


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


def draw_hole(canvas: Canvas, at: Point, radius: float = HOLE) -> None:
    theme = canvas.theme
    canvas.circle(at, radius, Pen(theme.tissue_edge, 4, theme.ink))


def draw_target(canvas: Canvas, at: Point) -> None:
    """Draw a dot on the skin that no thread has reached yet."""
    canvas.circle(at, HOLE - 1, Pen(canvas.theme.muted, 4, canvas.theme.background))


def draw_knot(canvas: Canvas, view: View, subject: Subject, knot: Knot, ground: str) -> None:
    theme = canvas.theme
    x, y = view.project(knot.axis)
    angle = math.degrees(math.atan2(y, x)) if (x or y) else 0.0
    angle = (angle + 90) % 180 - 90
    size = KNOT * thread_width(view.scale) / 12
    colour = theme.accent if subject.is_new(knot.step) else theme.thread
    knot_mark(canvas, view.at(knot.at), angle, size, knot.throws, colour=colour, ground=ground)
