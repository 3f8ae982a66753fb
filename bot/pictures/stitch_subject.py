"""What a picture of a stitch shows: one scene, what is new in it, and which numbers stand by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import inf

from bot.domain.stitch_edges import lay, opening
from bot.domain.stitch_ground import Edges, Vessel
from bot.domain.stitch_space import Line, Vec
from bot.domain.stitch_views import Dimension, Kind, Scene, Strand
from bot.domain.stitches import Done, Stitch, Verb
from bot.pictures.stitch_layout import ROWS

THREAD, THREAD_LEAST, THREAD_MOST = 0.22, 9.0, 12.0  # mm, and units within which that stays
NEEDLE, NEEDLE_LEAST, NEEDLE_MOST = 0.45, 15.0, 24.0
PIERCING = (Verb.ENTER, Verb.EXIT, Verb.STAPLE)


@dataclass(frozen=True)
class Subject:
    """A stitch at one moment, with the edges as they are to be drawn."""

    stitch: Stitch
    scene: Scene
    edges: Edges
    dimensions: tuple[Dimension, ...] = ()
    marks_new: bool = True

    def is_new(self, step: int) -> bool:
        """Tell whether what was laid in a step is to stand out."""
        return self.marks_new and step == self.scene.step

    def on(self, place: Vec, side: int) -> Vec:
        """Return where a place of the tissue lies now."""
        return lay(self.stitch, place, side, self.edges)

    @cached_property
    def moves(self) -> tuple[Done, ...]:
        """The moves made so far, those of this step among them."""
        return tuple(done for done in self.stitch.done() if done.step <= self.scene.step)

    @cached_property
    def numbers(self) -> dict[int, tuple[Vec, bool]]:
        """The numbered points that are reached: where each is, and whether it is new."""
        steps: dict[str, int] = {}
        for done in self.moves:
            for name in done.names:
                steps.setdefault(name, done.step)
        return {
            number: (self.on(point.vec, point.side), self.is_new(steps[str(number)]))
            for number, point in self.stitch.numbered.items()
            if str(number) in steps
        }

    @cached_property
    def to_come(self) -> tuple[Vec, ...]:
        """The numbered points that are not reached yet: dots to aim at."""
        return tuple(
            self.on(point.vec, point.side)
            for number, point in self.stitch.numbered.items()
            if number not in self.numbers
        )

    @cached_property
    def holes(self) -> tuple[Vec, ...]:
        """Where thread goes in or comes out."""
        bites = [strand for strand in self.scene.strands if strand.kind is Kind.BITE]
        ends = [place for bite in bites for place in (bite.line[0], bite.line[-1])]
        return tuple(place for place in ends if ends.count(place) == 1)

    @cached_property
    def plane(self) -> float:
        """How far along the cut the section goes: through the latest bite of a row."""
        if self.stitch.pattern not in ROWS or isinstance(self.stitch.tissue, Vessel):
            return 0.0
        pierced = [done for done in self.moves if done.verb in PIERCING]
        half = self.stitch.wound.length / 2
        places = [place for done in pierced[-2:] for place in done.at]
        return max(-half, min(half, sum(place.along for place in places) / len(places)))

    @cached_property
    def slab(self) -> float:
        """How far to both sides of the section things are seen in it, in mm."""
        if self.stitch.pattern not in ROWS:
            return inf
        stations = sorted(
            {place.along for done in self.stitch.done() for place in done.at if place.side}
        )
        gaps = [b - a for a, b in zip(stations, stations[1:], strict=False) if b - a > 0.1]
        return min(gaps) * 0.55 if gaps else inf

    def in_slab(self, line: Line) -> Iterator[Line]:
        """Yield what of a line is near the section."""
        if self.slab == inf:
            yield line
            return
        run: list[Vec] = []
        for place in (*line, None):
            if place is not None and abs(place.along - self.plane) <= self.slab:
                run.append(place)
                continue
            if len(run) > 1:
                yield tuple(run)
            run = []

    def surface(self, place: Vec) -> float:
        """Return the depth of the skin below or above a place; negative where it stands up."""
        side = 1 if place.across >= 0 else -1
        half = opening(self.stitch.wound, self.edges, place.along) / 2
        across = side * max(0.0, abs(place.across) - half)
        return self.on(Vec(place.along, across, 0), side).depth

    def draped(self, strand: Strand) -> Line:
        """Return a strand on the skin as it lies over edges that stand up."""
        return tuple(
            Vec(place.along, place.across, min(place.depth, self.surface(place)))
            for place in strand.line
        )


def thread_width(scale: float) -> float:
    """Return how wide thread is drawn, in units."""
    return max(THREAD_LEAST, min(THREAD_MOST, THREAD * scale))


def needle_width(scale: float) -> float:
    """Return how wide a needle is drawn, in units."""
    return max(NEEDLE_LEAST, min(NEEDLE_MOST, NEEDLE * scale))
