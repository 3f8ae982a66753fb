"""A stitch in section: layers, and the way of the thread and of the needle through them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.stitches.ground import Tissue
from bot.domain.stitches.space import Line, Vec
from bot.domain.stitches.stitch import Verb
from bot.domain.stitches.views import Kind, Measure, Strand, Where
from bot.pictures.canvas import Canvas, Pen, Point
from bot.pictures.labels import Room
from bot.pictures.needle_drawing import needle
from bot.pictures.numbering import Measured, Numbered, draw_figures, draw_moving_numbers
from bot.pictures.stitch_layout import ROWS, View, framed
from bot.pictures.stitch_subject import SKIN, Subject, needle_width, thread_width
from bot.pictures.thread_drawing import (
    WEIGHTS,
    colour_of,
    draw_forceps,
    draw_holder,
    draw_hole,
    draw_knot,
    draw_pull,
    draw_scissors,
    draw_thread,
    knot_look,
    note_knot,
)
from bot.pictures.tissue_drawing import draw_tissue

COINCIDE = 16  # units; thread as near as this to other thread hides it


def draw_section(canvas: Canvas, view: View, subject: Subject, tissue: Tissue) -> None:
    """Draw the stitch in section."""
    with framed(canvas, view, canvas.theme.panel):
        draw_tissue(canvas, view, subject, tissue)
        _draw_strands(canvas, view, subject)
    _draw_figures(canvas, view, subject)


def _draw_strands(canvas: Canvas, view: View, subject: Subject) -> None:
    width = thread_width(view.scale)
    strands = [strand for strand in subject.scene.strands if strand.kind is not Kind.END]
    inside = _apart(view, subject, [each for each in strands if subject.is_inside(each)])
    rest = [strand for strand in strands if not subject.is_inside(strand)]
    for strand in inside:
        _draw(canvas, view, subject, strand, width)
    _draw_needle(canvas, view, subject)
    for strand in rest:
        _draw(canvas, view, subject, strand, width)
    for hole in subject.holes:
        if abs(hole.along - subject.plane) <= subject.slab:
            draw_hole(canvas, view.at(hole), 8)
    for staple in subject.scene.staples:
        if abs(staple[0].along - subject.plane) <= subject.slab:
            points = [view.at(place) for place in staple]
            canvas.line(points, Pen(canvas.theme.metal_edge, 20))
            canvas.line(points, Pen(canvas.theme.metal, 12))
    for knot in subject.scene.knots:
        if abs(knot.at.along - subject.plane) <= subject.slab:
            ground = canvas.theme.fat if knot.buried else canvas.theme.panel
            look = knot_look(canvas, view, subject, knot, lifted=not knot.buried)
            draw_knot(canvas, view, subject, knot, replace(look, ground=ground))
    _draw_tools(canvas, view, subject)


def _apart(view: View, subject: Subject, strands: list[Strand]) -> list[Strand]:
    """Return the strands near the section without those that a later one hides, the new last."""
    near = [strand for strand in strands if any(subject.in_slab(strand.line))]
    order = sorted(near, key=subject.is_fresh)
    marks = [_marks(view, strand) for strand in order]
    return [
        strand
        for number, strand in enumerate(order)
        if not any(_coincide(marks[number], later) for later in marks[number + 1 :])
    ]


def _marks(view: View, strand: Strand) -> list[Point]:
    """Return both ends of a strand, that to the left first, and its middle."""
    line = strand.line
    ends = sorted(view.at(line[place]) for place in (0, -1))
    return [*ends, view.at(line[len(line) // 2])]


def _coincide(one: list[Point], other: list[Point]) -> bool:
    return all(math.dist(a, b) < COINCIDE for a, b in zip(one, other, strict=True))


def _draw_tools(canvas: Canvas, view: View, subject: Subject) -> None:
    """Draw what holds, cuts and pulls."""
    snip, pull = subject.scene.snip, subject.scene.pull
    lifts = any(done.verb is Verb.LIFT for done in subject.moves)
    for knot in subject.scene.knots if lifts else ():
        x, y = view.at(knot.at)
        draw_forceps(canvas, (x - 18, y - 34), -125)
    if snip:
        x, y = view.at(snip)
        draw_scissors(canvas, (x, y - 14), -24)
    if pull:
        start, end = (view.at(place) for place in pull)
        draw_pull(canvas, start, end)


def _draw(canvas: Canvas, view: View, subject: Subject, strand: Strand, width: float) -> None:
    for line in _lines_of(subject, strand):
        points = [view.at(place) for place in line]
        if strand.where is Where.ON:
            points = [(x, y - width * 0.4) for x, y in points]
        draw_thread(
            canvas,
            points,
            width,
            colour_of(canvas, subject, strand),
            ground=_ground(canvas, subject, strand),
            inside=subject.is_inside(strand),
        )


def _ground(canvas: Canvas, subject: Subject, strand: Strand) -> str:
    if strand.where is Where.OPEN and strand.kind is not Kind.LEAD:
        return canvas.theme.cut
    return canvas.theme.fat if subject.is_deep(strand.line[0]) else ""


def _lines_of(subject: Subject, strand: Strand) -> Iterator[Line]:
    for line in subject.in_slab(strand.line):
        yield subject.draped(line) if strand.where is Where.ON else line


def _draw_needle(canvas: Canvas, view: View, subject: Subject) -> None:
    if len(subject.needle_in_section) > 1:
        points = [view.at(place) for place in subject.needle_in_section]
        needle(canvas, points, needle_width(view.scale))
    if subject.grip:
        draw_holder(canvas, view, subject.grip, end_on=True)


def _draw_figures(canvas: Canvas, view: View, subject: Subject) -> None:
    room = Room(view.box)
    if not subject.is_still:
        for tied in subject.knots_to_be:
            x, y = view.at(tied)
            note_knot(room, (x, y - 24))
        draw_moving_numbers(canvas, room, _moving(view, subject))
        return
    for strand in subject.scene.strands:
        for line in _lines_of(subject, strand):
            room.draw([view.at(place) for place in line[::3]], WEIGHTS[strand.where])
    room.draw([view.at(place) for place in subject.needle_in_section[::3]], 1.5)
    for hole in subject.holes:
        room.draw([view.at(hole)], 6.0)
    for knot in subject.scene.knots:
        if abs(knot.at.along - subject.plane) <= subject.slab:
            x, y = view.at(knot.at)
            note_knot(room, (x, y if knot.buried else y - 24))
    for staple in subject.scene.staples:
        room.draw([view.at(place) for place in staple], 4.0)
    _note_tools(room, view, subject)
    skin = [(x, view.origin[1]) for x in range(int(view.box[0]), int(view.box[2]), 18)]
    room.draw(skin, 0.4)
    draw_figures(canvas, room, _numbers(view, subject), _measures(view, subject))


def _note_tools(room: Room, view: View, subject: Subject) -> None:
    snip, pull = subject.scene.snip, subject.scene.pull
    if snip:
        x, y = view.at(snip)
        room.draw([(x, y - 14), (x + 180, y - 95)], 4.0)
    if pull:
        start, end = (view.at(place) for place in pull)
        room.draw([(start[0], start[1] + 50), (end[0], end[1] + 50)], 3.0)
        room.draw([end, (end[0] - 110, end[1] - 160)], 4.0)


def _numbers(view: View, subject: Subject) -> Iterator[Numbered]:
    for figure, (place, new) in subject.numbers.items():
        if abs(place.along - subject.plane) <= subject.slab + 0.3:
            yield figure, view.at(place), _outwards(place), new


def _moving(view: View, subject: Subject) -> Iterator[tuple[Numbered, Point | None]]:
    """Yield the numbers for a moving picture; in a row the section goes from bite to bite, and its
    numbers are told from above alone."""
    if subject.stitch.pattern in ROWS:
        return
    for figure, place, now, new in subject.all_numbers:
        yield (figure, view.at(place), _outwards(place), new), view.at(now) if now else None


def _outwards(place: Vec) -> Point:
    side = (place.across > 0) - (place.across < 0)
    return side * 0.8, -1.0


def _measures(view: View, subject: Subject) -> Iterator[Measured]:
    for each in subject.dimensions:
        deep = each.measure in (Measure.DEPTH, Measure.LIFT)
        deep = deep or (each.measure is Measure.BITE and each.start.depth > SKIN)
        if deep and abs(each.end.along - subject.plane) <= subject.slab:
            ends = (subject.on(place, each.side) for place in (each.start, each.end))
            start, end = (view.at(place) for place in ends)
            yield each, start, end
