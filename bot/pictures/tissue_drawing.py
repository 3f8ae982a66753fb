"""Tissue in section: layers in calm tints, each with a little of its texture, and the cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from bot.domain.stitches.edges import opening
from bot.domain.stitches.ground import Layer, Tissue
from bot.domain.stitches.space import Vec
from bot.pictures.canvas import Canvas, Pen, Point
from bot.pictures.needle_drawing import simplified
from bot.pictures.stitch_layout import View
from bot.pictures.stitch_subject import Subject
from bot.pictures.themes import Theme, mix

PLAIN: Final = 24  # samples of a boundary on one side of the cut
DENTED: Final = 72  # the same where the surface is dented
LOBULE: Final = 1.5  # mm from one lobule of fat to the next
LOBULE_LEAST: Final = 46  # units; the same where that would be too small to see


def draw_tissue(canvas: Canvas, view: View, subject: Subject, tissue: Tissue) -> None:
    """Draw the layers on both sides of the cut, as its edges lie."""
    theme = canvas.theme
    _draw_gap(canvas, view, subject)
    for side in (-1, 1):
        top = 0.0
        for number, (layer, thickness) in enumerate(tissue.layers, 1):
            is_last = number == len(tissue.layers)  # a side that stands higher bares nothing below
            bottom = top + thickness + (subject.edges.step if is_last else 0)
            _Stretch(canvas, view, subject, side, layer, (top, bottom)).draw()
            top += thickness
        skin = _boundary(view, subject, side, 0.0)
        canvas.line(skin, Pen(theme.tissue_edge, 7))
        canvas.line(_face(view, subject, side), Pen(theme.tissue_edge, 6))
    if subject.stitch.wound.undermined:
        _draw_undermined(canvas, view, subject, tissue)


def tint(theme: Theme, layer: Layer) -> str:
    """Return the colour of a layer."""
    return {
        Layer.EPIDERMIS: theme.epidermis,
        Layer.DERMIS: theme.dermis,
        Layer.FAT: theme.fat,
        Layer.FASCIA: theme.fascia,
        Layer.MUSCLE: mix(theme.cut, theme.dermis, 0.45),
        Layer.WALL: theme.dermis,
        Layer.SPACE: theme.panel,
    }[layer]


def _draw_gap(canvas: Canvas, view: View, subject: Subject) -> None:
    """Draw the far wall of the wound, which is seen where the cut is open."""
    wound, edges = subject.stitch.wound, subject.edges
    if opening(wound, edges, subject.plane) <= 0:
        return
    left, right = (_face(view, subject, side) for side in (-1, 1))
    canvas.line([*left, *right[::-1]], Pen(fill=canvas.theme.cut), closed=True)


def _face(view: View, subject: Subject, side: int) -> list[Point]:
    depth = subject.stitch.wound.depth
    places = (Vec(subject.plane, 0, depth * part / 12) for part in range(13))
    return simplified([view.at(subject.on(place, side)) for place in places])


def _reach(view: View) -> float:
    return view.size[0] / view.scale / 2 + 1


def _boundary(view: View, subject: Subject, side: int, depth: float) -> list[Point]:
    """Return the line at one depth from the cut outwards, closely sampled where it bends."""
    reach = _reach(view)
    count = DENTED if subject.edges.pucker else PLAIN
    alike = bool(subject.edges.pucker)
    shares = [(part / count) ** (1 if alike else 1.6) for part in range(count + 1)]
    places = (Vec(subject.plane, side * reach * share, depth) for share in shares)
    return simplified([view.at(subject.on(place, side)) for place in places], 0.3)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A layer on one side of the cut, between two depths in mm."""

    canvas: Canvas
    view: View
    subject: Subject
    side: int
    layer: Layer
    depths: tuple[float, float]

    @property
    def colour(self) -> str:
        return tint(self.canvas.theme, self.layer)

    def at(self, across: float, depth: float) -> Point:
        """Return where a place beside the cut is drawn."""
        place = Vec(self.subject.plane, self.side * across, depth)
        return self.view.at(self.subject.on(place, self.side))

    def boundary(self, depth: float) -> list[Point]:
        return _boundary(self.view, self.subject, self.side, depth)

    def draw(self) -> None:
        """Draw its ground, the line above it, and its grain."""
        theme, (top, bottom) = self.canvas.theme, self.depths
        upper, lower = self.boundary(top), self.boundary(bottom)
        wall = simplified([self.at(0, depth) for depth in _wall(self.subject, self.depths)])
        ground = Pen(fill=self.colour)
        self.canvas.line([*upper[::-1], *wall[1:-1], *lower], ground, closed=True)
        if self.layer is not Layer.EPIDERMIS and top > 0:
            self.canvas.line(upper, Pen(mix(theme.tissue_edge, self.colour, 0.55), 3))
        match self.layer:
            case Layer.FAT:
                self._draw_lobules()
            case Layer.DERMIS:
                self._draw_fibres()
            case Layer.FASCIA | Layer.MUSCLE:
                self._draw_sheets()

    def _draw_lobules(self) -> None:
        pen = Pen(fill=mix(self.colour, self.canvas.theme.epidermis, 0.28))
        dice = Random(7)
        size = max(LOBULE, LOBULE_LEAST / self.view.scale)
        for row, depth in enumerate(_spread(self.depths, size * 0.86)):
            for column in range(round(_reach(self.view) / size) + 1):
                across = (column + (0.5 if row % 2 else 0.95)) * size + dice.uniform(-0.12, 0.12)
                radius = size * dice.uniform(0.38, 0.45)
                centre = self.at(across, depth + dice.uniform(-0.1, 0.1))
                self.canvas.circle(centre, radius * self.view.scale, pen)

    def _draw_fibres(self) -> None:
        pen = Pen(mix(self.colour, self.canvas.theme.tissue_edge, 0.3), 3)
        dice = Random(11)
        for depth in _spread(self.depths, 0.62):
            across = dice.uniform(0.5, 1.6)
            while across < _reach(self.view):
                size = dice.uniform(0.5, 0.9)
                wave = dice.uniform(-0.08, 0.08)
                way = ((0, depth), (0.5, depth + wave), (1, depth))
                self.canvas.curve([self.at(across + size * t, down) for t, down in way], pen)
                across += size + dice.uniform(1.0, 2.2)

    def _draw_sheets(self) -> None:
        pen = Pen(mix(self.colour, self.canvas.theme.tissue_edge, 0.28), 3)
        for depth in _spread(self.depths, 0.5):
            self.canvas.line(self.boundary(depth), pen)


def _wall(subject: Subject, depths: tuple[float, float]) -> list[float]:
    """Return depths along the cut face of a layer, the floor of the cut among them."""
    top, bottom = depths
    even = [top + (bottom - top) * part / 8 for part in range(9)]
    floor = [subject.stitch.wound.depth] if top < subject.stitch.wound.depth < bottom else []
    return sorted([*even, *floor])


def _spread(depths: tuple[float, float], pitch: float) -> Iterator[float]:
    """Yield depths evenly spread over a layer."""
    top, bottom = depths
    count = max(1, round((bottom - top) / pitch))
    for part in range(count):
        yield top + (bottom - top) * (part + 0.5) / count


def _draw_undermined(canvas: Canvas, view: View, subject: Subject, tissue: Tissue) -> None:
    """Draw the slit where the skin is lifted off the fat."""
    depth = tissue.bottom(Layer.DERMIS)
    if depth is None:
        return
    wide = subject.stitch.wound.undermined
    for side in (-1, 1):
        upper, lower = (
            [
                view.at(
                    subject.on(Vec(subject.plane, side * wide * t / 10, depth), side)
                    + Vec(0, 0, way * 0.16 * (1 - (t / 10) ** 2))
                )
                for t in range(11)
            ]
            for way in (-1, 1)
        )
        pen = Pen(canvas.theme.tissue_edge, 4, canvas.theme.cut)
        canvas.line([*upper, *lower[::-1]], pen, closed=True)
