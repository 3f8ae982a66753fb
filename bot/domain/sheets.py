"""Printable practice sheets: what is on a page, in millimetres, and which paper people have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from bot.domain.sheet_figures import Circles, Clock, Cuts, Dots, Lanes, Rungs
from bot.domain.sheet_shapes import ROW_MM, Circle
from bot.domain.sheet_strokes import Rows, Spirals, Squares, Straights

Figure: TypeAlias = (
    Circles | Clock | Cuts | Dots | Lanes | Rows | Rungs | Spirals | Squares | Straights
)
FIGURES: Mapping[str, type[Figure]] = {
    "circles": Circles,
    "clock": Clock,
    "cuts": Cuts,
    "dots": Dots,
    "lanes": Lanes,
    "rows": Rows,
    "rungs": Rungs,
    "spirals": Spirals,
    "squares": Squares,
    "straights": Straights,
}
FIGURE_NAMES = {kind: name for name, kind in FIGURES.items()}
ROOM_MM = (ROW_MM, 196.0)  # what figures and their captions may fill, on either paper
GAP_MM = 6.0
CAPTION_MM = 11.0  # a caption, and the least space around a part

# Where letter paper is usual, by the Unicode CLDR's supplemental data on measurement.
LETTER_COUNTRIES = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())


class Paper(StrEnum):
    """What people print on."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height, upright."""
        return (210.0, 297.0) if self is Paper.A4 else (215.9, 279.4)

    @property
    def other(self) -> Paper:
        """The paper that it is not."""
        return Paper.LETTER if self is Paper.A4 else Paper.A4


@dataclass(frozen=True, slots=True)
class Part:
    """A figure, `copies` of it side by side and `down` below each other, for certain levels."""

    figure: Figure
    levels: tuple[int, ...] = ()  # none where the drills that use the sheet differ in them
    copies: int = 1
    down: int = 1

    @property
    def height_mm(self) -> float:
        """The height of its figures, those below each other GAP_MM apart, without the caption."""
        return self.down * (self.figure.drawn().height + GAP_MM) - GAP_MM

    @property
    def is_possible(self) -> bool:
        """Tell whether the numbers of the figure agree, such as a bite and its clock."""
        drawing = self.figure.drawn()
        sizes = [drawing.width, drawing.height]
        sizes += [shape.diameter for shape in drawing.shapes if isinstance(shape, Circle)]
        return min(sizes) > 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to print."""

    id: str
    title: str
    use: str  # how to use it, in one or two short sentences
    parts: tuple[Part, ...]

    @property
    def height_mm(self) -> float:
        """The height that its parts need, captions included."""
        return sum(part.height_mm + CAPTION_MM for part in self.parts)

    @property
    def width_mm(self) -> float:
        """The width of its widest part, all copies of it touching."""
        return max(part.figure.drawn().width * part.copies for part in self.parts)

    @property
    def fits(self) -> bool:
        """Tell whether it has room on either paper."""
        width, height = ROOM_MM
        return self.width_mm <= width and self.height_mm <= height


def paper_in(zone: str) -> Paper:
    """Return the paper that is usual where an IANA time zone holds; A4 where that is not known."""
    return Paper.LETTER if _country_of().get(zone) in LETTER_COUNTRIES else Paper.A4


@cache
def _country_of() -> Mapping[str, str]:
    """Return the countries of zones, as the tzdata package has them: ISO 3166, by zone."""
    try:
        table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    except OSError:
        return {}
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[2]: row[0] for row in rows if len(row) > 2}
