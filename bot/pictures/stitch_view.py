"""Pictures of a stitch, drawn from its data: each step, the finished stitch, a wrong one, and any
moment of its animation.

There are no words in them, only numbers and mm. The left-handed picture is the mirror image of the
right-handed one, with its numbers the right way round.
"""

from __future__ import annotations

from typing import Literal

from bot.domain.stitch_dimensions import dimensions
from bot.domain.stitch_ground import Vessel
from bot.domain.stitch_scenes import scene, scene_at
from bot.domain.stitch_views import Dimension, Measure
from bot.domain.stitches import Stitch
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.section_view import draw_section
from bot.pictures.stitch_layout import layout
from bot.pictures.stitch_subject import Subject
from bot.pictures.themes import Theme
from bot.pictures.top_view import draw_top_view
from bot.pictures.vessel_view import HEIGHT, draw_vessel

Hand = Literal["right", "left"]  # the one that holds the needle


def step_picture(stitch: Stitch, step: int, theme: Theme, hand: Hand = "right") -> str:
    """Return the picture of a step, counted from 0, as SVG: what is new in it stands out."""
    shown = scene(stitch, step)
    new = tuple(each for each in dimensions(stitch) if each.step == step)
    return _drawn(Subject(stitch, shown, shown.edges, new), theme, hand)


def overview(stitch: Stitch, theme: Theme, hand: Hand = "right") -> str:
    """Return the finished stitch with all its points and sizes, as SVG."""
    shown = scene(stitch, len(stitch.steps) - 1)
    sizes = tuple(_told_once(dimensions(stitch)))
    return _drawn(Subject(stitch, shown, shown.edges, sizes, marks_new=False), theme, hand)


def moment_picture(stitch: Stitch, share: float, theme: Theme, hand: Hand = "right") -> str:
    """Return the stitch when a share of its way is done, from 0 to 1, as SVG."""
    shown = scene_at(stitch, share)
    return _drawn(Subject(stitch, shown, shown.edges, is_still=False), theme, hand)


def _drawn(subject: Subject, theme: Theme, hand: Hand) -> str:
    stitch = subject.stitch
    if isinstance(stitch.tissue, Vessel):
        canvas = Canvas(WIDTH, HEIGHT, theme, mirrored=hand == "left")
        draw_vessel(canvas, subject, stitch.tissue)
        return canvas.svg()
    views = layout(stitch)
    canvas = Canvas(WIDTH, views.height, theme, mirrored=hand == "left")
    draw_top_view(canvas, views.top, subject)
    draw_section(canvas, views.section, subject, stitch.tissue)
    return canvas.svg()


def _told_once(lines: tuple[Dimension, ...]) -> list[Dimension]:
    """Return the lines without those that tell the same; bites are told on both sides."""
    told: dict[tuple[object, ...], Dimension] = {}
    for each in lines:
        side = each.side if each.measure is Measure.BITE else 0
        told.setdefault((each.measure, side, round(each.mm, 2)), each)
    return list(told.values())
