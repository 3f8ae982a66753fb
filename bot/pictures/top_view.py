"""A stitch from above: skin, cut, thread on it and in it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.stitches.edges import opening
from bot.domain.stitches.space import Vec
from bot.domain.stitches.views import Kind, Measure, Strand, Where
from bot.pictures.canvas import Canvas, Pen, Point
from bot.pictures.labels import Room
from bot.pictures.needle_drawing import needle, simplified
from bot.pictures.numbering import Measured, Numbered, draw_figures, draw_moving_numbers
from bot.pictures.pucker import outermost
from bot.pictures.stitch_layout import ROWS, View, framed
from bot.pictures.stitch_subject import SKIN, Subject, needle_width, thread_width
from bot.pictures.themes import mix
from bot.pictures.thread_drawing import (
    HOLDER,
    WEIGHTS,
    colour_of,
    draw_holder,
    draw_hole,
    draw_knot,
    draw_pull,
    draw_scissors,
    draw_target,
    draw_thread,
    knot_look,
    note_knot,
)

FLAT = (Measure.BITE, Measure.PITCH, Measure.BEYOND, Measure.ENDS)  # what is measured on the skin
FOLDS = (0.1, 0.38)  # from a hole, by how far that is from the cut: where its folds begin and end
TAPE = (4.0, 6.0)  # mm, along the cut and across it


def draw_top_view(canvas: Canvas, view: View, subject: Subject) -> None:
    """Draw the stitch from above."""
    with framed(canvas, view, canvas.theme.skin):
        _draw_cut(canvas, view, subject)
        if subject.edges.pucker:
            _draw_wrinkles(canvas, view, subject)
        _draw_strands(canvas, view, subject)
        _draw_metal(canvas, view, subject)
        if subject.stitch.pattern in ROWS:
            _draw_plane(canvas, view, subject)
    _draw_figures(canvas, view, subject)


def _draw_cut(canvas: Canvas, view: View, subject: Subject) -> None:
    theme, wound = canvas.theme, subject.stitch.wound
    half = wound.length / 2
    alongs = [half * (part / 24 - 1) for part in range(49)]
    left, right = (
        simplified([view.at(subject.on(Vec(along, 0, 0), side)) for along in alongs])
        for side in (-1, 1)
    )
    gaping = max(opening(wound, subject.edges, along) for along in alongs) * view.scale
    if gaping > 1:
        inside = Pen(fill=theme.cut)
        canvas.line([*left, *right[::-1]], inside, closed=True)
    edge = Pen(theme.tissue_edge, 7)
    canvas.line(left, edge)
    canvas.line(right, edge)


def _draw_wrinkles(canvas: Canvas, view: View, subject: Subject) -> None:
    """Draw the folds of puckered skin, which run together at each hole."""
    pen = Pen(mix(canvas.theme.tissue_edge, canvas.theme.skin, 0.35), 5)
    first, last = (share * outermost(subject.stitch) for share in FOLDS)
    for hole in subject.holes:
        side = 1 if hole.across > 0 else -1
        for turn in (-60, -35, 0, 35, 60):
            along, across = math.sin(math.radians(turn)), side * math.cos(math.radians(turn))
            near, far = (first * 1.6, last * 1.3) if turn == 0 else (first, last)
            fold = [
                view.at(hole + Vec(along * reach, across * reach * bend, 0))
                for reach, bend in ((near, 1.0), ((near + far) / 2, 1.12), (far, 1.05))
            ]
            canvas.curve(fold, pen)


def _draw_plane(canvas: Canvas, view: View, subject: Subject) -> None:
    """Mark at both edges where the section goes through."""
    left, _, right, _ = view.box
    _, y = view.at(Vec(subject.plane, 0, 0))
    for start, way in ((left, 1), (right, -1)):
        mark = [(start, y - 17), (start + way * 30, y), (start, y + 17)]
        canvas.line(mark, Pen(fill=canvas.theme.muted), closed=True)


def _draw_strands(canvas: Canvas, view: View, subject: Subject) -> None:
    strands = [strand for strand in subject.scene.strands if strand.kind is not Kind.END]
    inside = [strand for strand in strands if subject.is_inside(strand)]
    deep = [_in_the_open(subject, strand) for strand in strands if _is_deep(subject, strand)]
    in_cut = [
        strand for strand in strands if strand.where is Where.OPEN and not subject.is_inside(strand)
    ]
    on_skin = [
        strand for strand in strands if strand.where is Where.ON and not _is_deep(subject, strand)
    ]
    _draw_needle(canvas, view, subject, below=True)
    for strand in (*inside, *deep, *in_cut):
        _draw_strand(canvas, view, subject, strand)
    for strand in on_skin:
        _draw_strand(canvas, view, subject, strand)
    for hole in subject.holes:
        draw_hole(canvas, view.at(hole))
    for knot in subject.scene.knots:
        if not subject.is_deep(knot.at) or subject.is_open(knot.at):
            draw_knot(canvas, view, subject, knot, knot_look(canvas, view, subject, knot))
    _draw_needle(canvas, view, subject, below=False)
    if subject.grip:
        draw_holder(canvas, view, subject.grip, end_on=False)
    for place in subject.to_come:
        draw_target(canvas, view.at(place))


def _is_deep(subject: Subject, strand: Strand) -> bool:
    """Tell whether a strand lies on a surface below the skin."""
    return strand.where is Where.ON and subject.is_deep(strand.line[len(strand.line) // 2])


def _in_the_open(subject: Subject, strand: Strand) -> Strand:
    """Return what is seen of a deep strand through the open cut."""
    seen = tuple(
        place
        for place in strand.line
        if abs(place.across) < opening(subject.stitch.wound, subject.edges, place.along) / 2
    )
    return replace(strand, line=seen, where=Where.OPEN)


def _draw_strand(canvas: Canvas, view: View, subject: Subject, strand: Strand) -> None:
    if len(strand.line) < 2:
        return
    in_cut = strand.where is Where.OPEN and strand.kind is not Kind.LEAD
    draw_thread(
        canvas,
        [view.at(place) for place in strand.line],
        thread_width(view.scale),
        colour_of(canvas, subject, strand),
        ground=canvas.theme.cut if in_cut else canvas.theme.skin,
        inside=subject.is_inside(strand),
    )


def _draw_needle(canvas: Canvas, view: View, subject: Subject, *, below: bool) -> None:
    """Draw the needle; what of it is in the tissue as dashes, like thread."""
    width = needle_width(view.scale)
    for line, inside in subject.needle_parts:
        if inside != below:
            continue
        points = [view.at(place) for place in line]
        if inside:
            pen = Pen(canvas.theme.metal_edge, width * 0.5, dash=(14, 10), cap="butt")
            canvas.line(simplified(points), pen)
        else:
            needle(canvas, points, width, pointed=line[-1] == subject.needle[-1])


def _draw_metal(canvas: Canvas, view: View, subject: Subject) -> None:
    theme = canvas.theme
    for place in subject.scene.tapes:
        x, y = view.at(place)
        along, across = (size * view.scale for size in TAPE)
        corner = (x - across / 2, y - along / 2)
        canvas.rect(corner, (across, along), Pen(theme.muted, 4, theme.post), round_=8)
    if subject.scene.snip:
        draw_scissors(canvas, view.at(subject.scene.snip), 40)
    if subject.scene.pull:
        start, end = (view.at(place) for place in subject.scene.pull)
        draw_pull(canvas, start, end)
    for staple in subject.scene.staples:
        bar = [view.at(place) for place in staple[1:-1]]
        canvas.line([bar[0], bar[-1]], Pen(theme.metal_edge, 20))
        canvas.line([bar[0], bar[-1]], Pen(theme.metal, 12))


def _draw_figures(canvas: Canvas, view: View, subject: Subject) -> None:
    room = Room(view.box)
    if not subject.is_still:
        for tied in subject.knots_to_be:
            note_knot(room, view.at(tied))
        draw_moving_numbers(canvas, room, _moving(view, subject))
        return
    for strand in subject.scene.strands:
        room.draw([view.at(place) for place in strand.line[::3]], WEIGHTS[strand.where])
    room.draw([view.at(place) for place in subject.needle[::3]], 3.0)
    for hole in (*subject.holes, *subject.to_come):
        room.draw([view.at(hole)], 6.0)
    for knot in subject.scene.knots:
        note_knot(room, view.at(knot.at))
    _note_tools(room, view, subject)
    half = subject.stitch.wound.length / 2
    for side in (-1, 1):
        room.draw([view.at(subject.on(Vec(half * t / 6, 0, 0), side)) for t in range(-6, 7)], 0.5)
    draw_figures(canvas, room, _numbers(view, subject), _measures(view, subject))


def _note_tools(room: Room, view: View, subject: Subject) -> None:
    if subject.grip:
        x, y = view.at(subject.grip)
        room.draw([(x, y - 20), (x, y + HOLDER)], 4.0)
    if subject.scene.snip:
        x, y = view.at(subject.scene.snip)
        room.draw([(x, y), (x + 150, y + 130)], 4.0)
    if subject.scene.pull:
        x, y = view.at(subject.scene.pull[0])
        room.draw([(x, y + 52), (x + 240, y + 52)], 4.0)
    if subject.stitch.pattern in ROWS:
        for x in (view.box[0] + 12, view.box[2] - 12):
            _, y = view.at(Vec(subject.plane, 0, 0))
            room.draw([(x, y - 18), (x, y + 18)], 4.0)


def _numbers(view: View, subject: Subject) -> Iterator[Numbered]:
    for figure, (place, new) in subject.numbers.items():
        if not _is_covered(subject, place):
            yield figure, view.at(place), _outwards(place), new


def _moving(view: View, subject: Subject) -> Iterator[tuple[Numbered, Point | None]]:
    for figure, place, now, new in subject.all_numbers:
        seen = now is not None and not _is_covered(subject, now)
        yield (
            (figure, view.at(place), _outwards(place), new),
            view.at(now) if now and seen else None,
        )


def _outwards(place: Vec) -> Point:
    side = (place.across > 0) - (place.across < 0)
    return (float(side), 0.0) if side else (0.0, -place.along)


def _is_covered(subject: Subject, place: Vec) -> bool:
    """Tell whether a deep point is out of sight, where the section alone can show it."""
    deep = subject.is_deep(place) and subject.stitch.pattern not in ROWS
    return deep and opening(subject.stitch.wound, subject.edges, place.along) <= 0


def _measures(view: View, subject: Subject) -> Iterator[Measured]:
    for each in subject.dimensions:
        deep = each.start.depth > SKIN and each.measure in (Measure.BITE, Measure.ENDS)
        if each.measure not in FLAT or deep:
            continue
        start, end = subject.on(each.start, each.side), subject.on(each.end, each.side)
        if each.measure is Measure.ENDS:
            ends = [
                strand
                for strand in subject.scene.strands
                if strand.kind is Kind.END and strand.where is Where.ON
            ]
            if not ends:
                continue
            start, end = ends[-1].line[0], ends[-1].line[-1]
        if each.measure is Measure.PITCH:
            outer = max(start.across, end.across, key=abs)
            start, end = (Vec(place.along, outer, 0) for place in (start, end))
        yield each, view.at(start), view.at(end)
