"""Two tube ends that are joined: from above, cut lengthwise through the latest stitch, and from
their end with all stitches round the rim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.domain.stitches.ground import Vessel
from bot.domain.stitches.space import Line, Vec
from bot.domain.stitches.views import Kind, Knot, Measure, Strand, Where
from bot.pictures.canvas import WIDTH, Canvas, Pen, Point
from bot.pictures.labels import Room
from bot.pictures.needle_drawing import needle
from bot.pictures.numbering import Measured, draw_figures
from bot.pictures.stitch_layout import EDGE, View, framed
from bot.pictures.stitch_subject import Subject, needle_width
from bot.pictures.themes import mix
from bot.pictures.thread_drawing import (
    colour_of,
    draw_bare_knot,
    draw_hole,
    draw_knot,
    draw_thread,
    knot_look,
    note_knot,
)
from bot.pictures.tube import Tube, latest_angle, stitched, tube_of

HEIGHT = 1400
FROM_ABOVE, CUT, FROM_END = 172.0, 116.0, 100.0  # scales for a tube of 3 mm, in units per mm
THREAD = 9.5  # units; finer than in skin, since knots lie close together
RADIAL = (-0.12, 0.6)  # mm inside of the tube between which a stitch is drawn on the rim


def draw_vessel(canvas: Canvas, subject: Subject, vessel: Vessel) -> None:
    """Draw all three views."""
    tube = tube_of(subject, vessel)
    above, cut, end = _views(tube)
    _draw_above(canvas, above, subject, tube)
    _draw_cut(canvas, cut, subject, tube)
    _draw_end(canvas, end, subject, tube)


def _views(tube: Tube) -> tuple[View, View, View]:
    size = tube.vessel.diameter / 3
    wide = WIDTH - 2 * EDGE
    high, half = 700.0, (wide - EDGE) / 2
    start = EDGE + high + EDGE
    low = HEIGHT - start - EDGE

    def from_above(place: Vec) -> Point:
        here = tube.place(place)
        return here.across, -here.along

    def lengthwise(place: Vec) -> Point:
        return place.across, tube.inward(place)

    def from_end(place: Vec) -> Point:
        here = tube.place(place)
        return -here.along, here.depth - tube.vessel.radius

    return (
        View(
            (EDGE, EDGE), (wide, high), (WIDTH / 2, EDGE + high / 2), FROM_ABOVE / size, from_above
        ),
        View((EDGE, start), (half, low), (EDGE + half / 2, start + 258), CUT / size, lengthwise),
        View(
            (EDGE + half + EDGE, start),
            (half, low),
            (EDGE + half * 1.5 + EDGE, start + low / 2),
            FROM_END / size,
            from_end,
        ),
    )


def _draw_above(canvas: Canvas, view: View, subject: Subject, tube: Tube) -> None:
    with framed(canvas, view, canvas.theme.panel):
        _draw_tube(canvas, view, subject, tube.vessel)
        _draw_front(canvas, view, subject, tube)
    room = Room(view.box)
    _note(room, view, _seen(subject, tube))
    room.draw([view.at(place) for place in subject.scene.needle[::3]], 1.5)
    for knot in subject.scene.knots:
        if tube.is_in_front(knot.at):
            note_knot(room, view.at(knot.at))
    numbers = (
        (figure, view.at(place), (1.0, 0.0), new)
        for figure, (place, new) in subject.numbers.items()
        if tube.is_in_front(place)
    )
    draw_figures(canvas, room, numbers)


def _draw_tube(canvas: Canvas, view: View, subject: Subject, vessel: Vessel) -> None:
    """Draw both tube ends, rounded by their shade."""
    theme = canvas.theme
    x, y = view.origin
    high = vessel.diameter * view.scale
    gap = max(0.0, subject.on(Vec(0, 0, 0), 1).across) * view.scale
    left, _, right, _ = view.box
    if gap > 1:
        canvas.rect((x - gap, y - high / 2), (2 * gap, high), Pen(fill=theme.cut))
    for start, size in ((left + 3, x - gap - left - 3), (x + gap, right - 3 - x - gap)):
        for share, colour in (
            (1.0, mix(theme.dermis, theme.tissue_edge, 0.25)),
            (0.86, theme.dermis),
            (0.5, theme.skin),
        ):
            canvas.rect((start, y - high * share / 2), (size, high * share), Pen(fill=colour))
        edge = Pen(theme.tissue_edge, 6)
        for way in (-1, 1):
            canvas.line([(start, y + way * high / 2), (start + size, y + way * high / 2)], edge)
        inner = x - gap if start < x else x + gap
        canvas.line([(inner, y - high / 2), (inner, y + high / 2)], edge)


def _draw_front(canvas: Canvas, view: View, subject: Subject, tube: Tube) -> None:
    width = THREAD
    seen = _seen(subject, tube)
    line = subject.scene.needle
    for strand in seen:
        draw_thread(
            canvas,
            [view.at(place) for place in strand.line],
            width,
            colour_of(canvas, subject, strand),
            ground=canvas.theme.skin,
            inside=strand.where is Where.IN,
        )
    for hole in subject.holes:
        if tube.is_in_front(hole):
            draw_hole(canvas, view.at(hole))
    for knot in subject.scene.knots:
        if tube.is_in_front(knot.at):
            look = replace(knot_look(canvas, view, subject, knot), width=THREAD)
            if subject.is_new(knot.step):
                draw_knot(canvas, view, subject, knot, look)
            else:
                draw_bare_knot(canvas, view, knot, look)
    if len(line) > 1:
        needle(canvas, [view.at(place) for place in line], needle_width(view.scale))


def _seen(subject: Subject, tube: Tube) -> list[Strand]:
    """Return what is seen of the thread from above, the upper ones last: what is inside of the
    tube, and where ends lie, only while it is new."""
    seen = [
        each
        for each in subject.scene.strands
        if tube.is_in_front(_middle(each.line))
        and (each.where is not Where.IN or subject.is_fresh(each))
        and each.kind is not Kind.END
    ]
    return sorted(seen, key=lambda each: each.where is Where.ON)


def _middle(line: Line) -> Vec:
    return line[len(line) // 2]


def _note(room: Room, view: View, strands: Iterable[Strand]) -> None:
    for strand in strands:
        room.draw([view.at(place) for place in strand.line[::2]], 1.0)


def _draw_cut(canvas: Canvas, view: View, subject: Subject, tube: Tube) -> None:
    """Draw the tube cut lengthwise: the wall with the latest stitch, and the one across from it."""
    angle = latest_angle(subject, tube)
    seen = [
        each
        for each in subject.scene.strands
        if each.kind is not Kind.END and tube.is_at(_middle(each.line), angle)
    ]
    knots = [knot for knot in subject.scene.knots if tube.is_at(knot.at, angle)]
    with framed(canvas, view, canvas.theme.panel):
        _draw_walls(canvas, view, subject, tube.vessel)
        _draw_stitch(canvas, view, subject, seen, knots)
        for hole in subject.holes:
            if tube.is_at(hole, angle):
                draw_hole(canvas, view.at(hole), 8)
    room = Room(view.box)
    _note(room, view, seen)
    for knot in knots:
        x, y = view.at(knot.at)
        note_knot(room, (x, y - 24))
    numbers = (
        (figure, view.at(place), (1.0, 0.6), new)
        for figure, (place, new) in subject.numbers.items()
        if tube.is_at(place, angle)
    )
    draw_figures(canvas, room, numbers, _measures(view, subject, tube, angle))


def _draw_walls(canvas: Canvas, view: View, subject: Subject, vessel: Vessel) -> None:
    theme = canvas.theme
    left, _, right, _ = view.box
    x, y = view.origin
    gap = max(0.0, subject.on(Vec(0, 0, 0), 1).across) * view.scale
    wall, high = vessel.wall * view.scale, vessel.diameter * view.scale
    lumen = Pen(fill=mix(theme.cut, theme.panel, 0.72))
    pen = Pen(theme.tissue_edge, 5, theme.dermis)
    canvas.rect((left + 3, y), (right - left - 6, high), lumen)
    for start, size in ((left + 3, x - gap - left - 3), (x + gap, right - 3 - x - gap)):
        for top in (0.0, high - wall):
            canvas.rect((start, y + top), (size, wall), pen)


def _draw_stitch(
    canvas: Canvas, view: View, subject: Subject, seen: list[Strand], knots: list[Knot]
) -> None:
    for strand in sorted(seen, key=lambda each: each.where is Where.ON):
        draw_thread(
            canvas,
            [view.at(place) for place in strand.line],
            THREAD,
            colour_of(canvas, subject, strand),
            ground=canvas.theme.panel,
            inside=strand.where is Where.IN,
        )
    for knot in knots:
        look = knot_look(canvas, view, subject, knot, lifted=True)
        look = replace(look, width=THREAD, ground=canvas.theme.panel)
        draw_bare_knot(canvas, view, knot, look)
    if len(subject.scene.needle) > 1:
        line = [view.at(place) for place in subject.scene.needle]
        needle(canvas, line, needle_width(view.scale))


def _measures(view: View, subject: Subject, tube: Tube, angle: float) -> Iterator[Measured]:
    for each in subject.dimensions:
        if each.measure is Measure.BITE and tube.is_at(each.end, angle):
            ends = (subject.on(place, each.side) for place in (each.start, each.end))
            start, end = (view.at(place) for place in ends)
            yield each, start, end


def _draw_end(canvas: Canvas, view: View, subject: Subject, tube: Tube) -> None:
    """Draw the rim with all stitches so far at their angles."""
    room = Room(view.box)
    with framed(canvas, view, canvas.theme.panel):
        _draw_rim(canvas, view, subject, tube)
    for inward in (0.0, tube.vessel.wall):
        room.draw([view.at(tube.on_rim(turn, inward)) for turn in range(0, 361, 10)], 3.0)
    numbers = (
        (figure, _outside(view, place, tube.vessel), view.project(place), new)
        for figure, (place, new) in subject.numbers.items()
    )
    draw_figures(canvas, room, numbers)


def _draw_rim(canvas: Canvas, view: View, subject: Subject, tube: Tube) -> None:
    theme, vessel = canvas.theme, tube.vessel
    outer, wall = vessel.radius * view.scale, vessel.wall * view.scale
    canvas.circle(view.origin, outer, Pen(theme.tissue_edge, 6, theme.dermis))
    inside = mix(theme.cut, theme.panel, 0.72)
    canvas.circle(view.origin, outer - wall, Pen(theme.tissue_edge, 5, inside))
    for angle, new in stitched(subject, tube):
        colour = theme.accent if new else theme.thread
        line = [view.at(tube.on_rim(angle, inward)) for inward in RADIAL]
        canvas.line(line, Pen(colour, 16))
        canvas.circle(line[0], 15, Pen(fill=colour))


def _outside(view: View, place: Vec, vessel: Vessel) -> Point:
    """Return the place just outside of a stitch on the rim, from which its number keeps off."""
    x, y = view.project(place)
    out = 1 + 0.16 / vessel.radius
    return view.origin[0] + x * out * view.scale, view.origin[1] + y * out * view.scale
