"""Pictures of a stitch, drawn from its data: each step, the finished stitch, a wrong one, and any
moment of its animation.

There are no words in them, only numbers and mm. The left-handed picture is the mirror image of the
right-handed one, with its numbers the right way round.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.domain.stitches.dimensions import dimensions
from bot.domain.stitches.errors import WrongStitch, wrong_stitches
from bot.domain.stitches.ground import Vessel
from bot.domain.stitches.scenes import scene, scene_at
from bot.domain.stitches.stitch import Stitch, Verb
from bot.domain.stitches.views import Dimension, Measure
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.pucker import dented_scene
from bot.pictures.section_view import draw_section
from bot.pictures.stitch_layout import ROWS, centred, layout
from bot.pictures.stitch_subject import Subject
from bot.pictures.themes import Theme
from bot.pictures.top_view import draw_top_view
from bot.pictures.vessel_view import HEIGHT, draw_vessel

Hand = Literal["right", "left"]  # the one that holds the needle


def step_picture(stitch: Stitch, step: int, theme: Theme, hand: Hand = "right") -> str:
    """Return the picture of a step, counted from 0, as SVG: what is new in it stands out."""
    shown = scene(stitch, step)
    return _drawn(Subject(stitch, shown, shown.edges, _new_sizes(stitch, step)), theme, hand)


def overview(stitch: Stitch, theme: Theme, hand: Hand = "right") -> str:
    """Return the finished stitch with all its points and sizes, as SVG; of a stitch that is taken
    out, how it is cut."""
    shown = scene(stitch, _most_telling(stitch))
    lines = [each for each in dimensions(stitch) if each.measure is not Measure.LIFT]
    sizes = tuple(_told_once(stitch, lines).values())
    return _drawn(Subject(stitch, shown, shown.edges, sizes, marks_new=False), theme, hand)


def errors_of(stitch: Stitch) -> tuple[WrongStitch, ...]:
    """Return the wrong versions that can be drawn of a stitch."""
    return wrong_stitches(stitch)


def error_picture(stitch: Stitch, error: WrongStitch, theme: Theme, hand: Hand = "right") -> str:
    """Return a wrong version of a stitch as SVG: framed as the right one is, without sizes, which
    would tell it."""
    wrong = error.stitch
    shown = scene(wrong, len(wrong.steps) - 1, error.edges)
    shown = dented_scene(wrong, error.edges, shown)
    return _drawn(Subject(wrong, shown, error.edges, marks_new=False), theme, hand, as_of=stitch)


def moment_picture(stitch: Stitch, share: float, theme: Theme, hand: Hand = "right") -> str:
    """Return the stitch when a share of its way is done, from 0 to 1, as SVG."""
    shown = scene_at(stitch, share)
    return _drawn(Subject(stitch, shown, shown.edges, is_still=False), theme, hand)


def _drawn(subject: Subject, theme: Theme, hand: Hand, as_of: Stitch | None = None) -> str:
    stitch = subject.stitch
    mirrored = hand == "left"
    if isinstance(stitch.tissue, Vessel):
        canvas = Canvas(WIDTH, HEIGHT, theme, mirrored=mirrored)
        draw_vessel(canvas, subject, stitch.tissue)
        return canvas.svg()
    views = centred(layout(as_of), as_of, stitch) if as_of else layout(stitch)
    canvas = Canvas(WIDTH, views.height, theme, mirrored=mirrored)
    draw_top_view(canvas, views.top, subject)
    draw_section(canvas, views.section, subject, stitch.tissue)
    return canvas.svg()


def _most_telling(stitch: Stitch) -> int:
    """Return the step after which a stitch is shown on its card."""
    snips = [done.step for done in stitch.done() if done.verb is Verb.SNIP]
    return snips[0] if snips else len(stitch.steps) - 1


def _new_sizes(stitch: Stitch, step: int) -> tuple[Dimension, ...]:
    """Return what a step measures; where it is done several times, only what was not told."""
    lines = dimensions(stitch)
    new = tuple(each for each in lines if each.step == step)
    if stitch.steps[step].repeat.times == 1:
        return new
    told = _told_once(stitch, [each for each in lines if each.step < step])
    return tuple(each for key, each in _told_once(stitch, new).items() if key not in told)


def _told_once(stitch: Stitch, lines: Sequence[Dimension]) -> dict[tuple[object, ...], Dimension]:
    """Return the lines without those that tell the same: bites on both sides of a single stitch,
    the rest on one, better not on that of the knot."""
    knots = {done.point.side for done in stitch.done() if done.verb is Verb.TIE}
    told: dict[tuple[object, ...], Dimension] = {}
    for each in lines:
        on_both = each.measure is Measure.BITE and stitch.pattern not in ROWS
        key = (each.measure, each.side if on_both else 0, round(each.mm, 2))
        if key not in told or (told[key].side in knots and each.side not in knots):
            told[key] = each
    return told
