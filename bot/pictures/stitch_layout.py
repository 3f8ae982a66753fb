"""Where the views of a stitch lie on the sheet, and how large: the same for all of its pictures.

A view turns places in mm into points on the sheet. Within a view, the scale is the same in all
directions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bot.domain.stitches.ground import Point as Place
from bot.domain.stitches.ground import Surface, Tissue
from bot.domain.stitches.space import Vec
from bot.domain.stitches.stitch import Pattern, Stitch, Verb
from bot.pictures.canvas import WIDTH, Canvas, Pen, Point
from bot.pictures.clipping import Box

TALLEST = 1400  # units, of a picture
EDGE = 24  # around the views and between them
SIDE_ROOM, END_ROOM = 96, 120  # for numbers and dimension lines beside and beyond the points
NARROWEST = 420  # a view from above, so that dimension lines find room in it
HEAD = 48  # above a needle in section, for the jaws that hold it
CLEAR = 26  # between a needle and the edge of its view
ROUND = 34  # radius of the corners of a view
BLEED = 3  # how far a drawing reaches beyond its view, below the mat
MAT = EDGE - 4  # width of the mat around a view
ENLARGED = 3.2  # how much larger a section may be drawn beside a long row
ROWS = (Pattern.RUNNING, Pattern.LOCKING, Pattern.SUBCUTICULAR, Pattern.STAPLES)

Projection = Callable[[Vec], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class View:
    """A part of the sheet, and how places come to lie in it. Lengths in units; `scale` in units
    per mm."""

    corner: Point
    size: tuple[float, float]
    origin: Point
    scale: float
    project: Projection

    def at(self, place: Vec) -> Point:
        """Return where a place lies on the sheet."""
        x, y = self.project(place)
        return self.origin[0] + x * self.scale, self.origin[1] + y * self.scale

    @property
    def box(self) -> Box:
        """Left, top, right and bottom."""
        (x, y), (width, height) = self.corner, self.size
        return x, y, x + width, y + height

    @property
    def window(self) -> Box:
        """What may be drawn into: a little more than the view, up to below its mat."""
        left, top, right, bottom = self.box
        return left - BLEED, top - BLEED, right + BLEED, bottom + BLEED


@dataclass(frozen=True, slots=True)
class Layout:
    """The two views of a stitch in skin, and the height of the sheet."""

    top: View
    section: View
    height: float


def from_above(place: Vec) -> tuple[float, float]:
    """Project as a learner looks at the skin, the far end of the cut on top."""
    return place.across, -place.along


def in_section(place: Vec) -> tuple[float, float]:
    """Project on a cut through the tissue, square to the wound."""
    return place.across, place.depth


@dataclass(frozen=True, slots=True)
class _Room:
    """What has to find room, in mm: to each side of the cut from above and in section, along it
    from nearest to farthest, above the surface and below it."""

    across: float
    needle: float
    near: float
    far: float
    above: float
    below: float

    @property
    def long(self) -> float:
        return self.far - self.near

    @property
    def high(self) -> float:
        return self.above + self.below


def layout(stitch: Stitch) -> Layout:
    """Return the views of a stitch in skin: one above the other, or side by side for a long row,
    whichever is larger."""
    room = _room(stitch)
    below, beside = _scale_below(room), _scale_beside(room)
    return _one_below(room, below) if below >= beside else _side_by_side(room, beside)


def centred(views: Layout, right: Stitch, wrong: Stitch) -> Layout:
    """Return the views of a stitch moved along the cut so that a wrong version of it, which may
    slant, lies in the middle."""
    meant, made = _room(right), _room(wrong)
    along = (made.near + made.far - meant.near - meant.far) / 2
    x, y = views.top.origin
    return replace(views, top=replace(views.top, origin=(x, y + along * views.top.scale)))


def _scale_below(room: _Room) -> float:
    half = (WIDTH - 2 * EDGE) / 2
    tall = TALLEST - 3 * EDGE - 2 * END_ROOM - HEAD
    return min(
        (half - SIDE_ROOM) / room.across,
        (half - CLEAR) / max(room.needle, room.across),
        tall / (room.long + room.high),
    )


def _one_below(room: _Room, scale: float) -> Layout:
    wide, tall = WIDTH - 2 * EDGE, room.long * scale + 2 * END_ROOM
    top = View(
        (EDGE, EDGE),
        (wide, tall),
        (WIDTH / 2, EDGE + END_ROOM + room.far * scale),
        scale,
        from_above,
    )
    start = EDGE + tall + EDGE
    section = _section(room, (EDGE, start), wide, scale)
    return Layout(top, section, start + section.size[1] + EDGE)


def _section(room: _Room, corner: Point, wide: float, scale: float) -> View:
    air = room.above * scale + HEAD
    size = (wide, air + room.below * scale)
    return View(corner, size, (corner[0] + wide / 2, corner[1] + air), scale, in_section)


def _scale_beside(room: _Room) -> float:
    wide = WIDTH - 3 * EDGE - 4 * SIDE_ROOM
    tall = TALLEST - 2 * EDGE - 2 * END_ROOM
    return min(wide / (2 * room.across + 2 * max(room.across, room.needle)), tall / room.long)


def _side_by_side(room: _Room, scale: float) -> Layout:
    wide = max(2 * (room.across * scale + SIDE_ROOM), NARROWEST)
    tall = room.long * scale + 2 * END_ROOM
    left = WIDTH - 3 * EDGE - wide
    larger = min((left / 2 - SIDE_ROOM) / max(room.across, room.needle), scale * ENLARGED)
    larger = max(scale, min(larger, (tall - HEAD) / room.high))
    top = View(
        (EDGE, EDGE),
        (wide, tall),
        (EDGE + wide / 2, EDGE + END_ROOM + room.far * scale),
        scale,
        from_above,
    )
    section = _section(room, (EDGE + wide + EDGE, 0), left, larger)
    start = EDGE + (tall - section.size[1]) / 2
    section = _section(room, (EDGE + wide + EDGE, start), left, larger)
    return Layout(top, section, tall + 2 * EDGE)


def _room(stitch: Stitch) -> _Room:
    places = list(_places(stitch))
    half_gap = stitch.wound.gap / 2
    across = max(abs(place.across) + half_gap for place in places)
    deepest = max([stitch.wound.depth, *(place.depth for place in places)])
    thick = stitch.tissue.thickness if isinstance(stitch.tissue, Tissue) else 0.0
    return _Room(
        across=across,
        needle=max([across, *_needle_reach(stitch)]),
        near=min(place.along for place in places),
        far=max(place.along for place in places),
        above=_above(stitch, across),
        below=min(thick, max(deepest * 1.25, stitch.wound.depth * 1.4)),
    )


def _places(stitch: Stitch) -> Iterator[Vec]:
    """Yield all places that a picture must hold, the cut ends of the thread among them."""
    ends = stitch.tie.ends if stitch.tie else 0.0
    for done in stitch.done():
        if done.verb in (Verb.PULL, Verb.LIFT):
            continue
        yield from (place.vec for place in done.at)
        if done.verb is Verb.TIE:
            side = Vec(0, 0.6 * (done.point.side or 1), 0)
            yield from (done.point.vec + (Vec(way, 0, 0) + side) * ends for way in (0.8, -0.8))


def _needle_reach(stitch: Stitch) -> Iterator[float]:
    """Yield how far a needle reaches beyond the cut while it stands in a hole in the skin."""
    if stitch.needle is None:
        return
    swing = stitch.needle.radius * (1 - math.cos(math.tau * min(stitch.needle.curve, 0.5)))
    for place in _holes_in_skin(stitch):
        yield swing - abs(place.across) - stitch.wound.gap / 2


def _above(stitch: Stitch, across: float) -> float:
    lifted = [-place.depth for done in stitch.done() for place in done.at if done.verb is Verb.LIFT]
    if stitch.needle and stitch.given == () and any(_holes_in_skin(stitch)):
        return stitch.needle.radius * 1.04
    return max([0.5 * across, *(2.2 * height for height in lifted)])


def _holes_in_skin(stitch: Stitch) -> Iterator[Place]:
    for done in stitch.done():
        pierced = done.verb in (Verb.ENTER, Verb.EXIT) and done.point.side
        if pierced and stitch.surface(done.point) is Surface.SKIN:
            yield done.point


@contextmanager
def framed(canvas: Canvas, view: View, ground: str) -> Iterator[None]:
    """Draw into a view on a ground of one colour, with a round frame about it."""
    (left, top), (wide, high) = view.corner, view.size
    with canvas.windowed(view.window):
        canvas.rect(view.corner, view.size, Pen(fill=ground))
        yield
    half = MAT / 2
    canvas.rect(
        (left - half, top - half),
        (wide + MAT, high + MAT),
        Pen(canvas.theme.background, MAT),
        round_=ROUND + half,
    )
    canvas.rect(view.corner, view.size, Pen(canvas.theme.frame, 5), round_=ROUND)
