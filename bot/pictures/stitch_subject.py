"""What a picture of a stitch shows: one scene, what is new in it, and which numbers stand by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import inf

from bot.domain.stitches.edges import lay, opening
from bot.domain.stitches.ground import Edges, Vessel
from bot.domain.stitches.space import Line, Vec, length
from bot.domain.stitches.stitch import Done, Pattern, Stitch, Verb
from bot.domain.stitches.views import Dimension, Kind, Scene, Strand, Where
from bot.pictures.needle_pose import grip, stiff
from bot.pictures.pucker import dented
from bot.pictures.stitch_layout import ROWS

THREAD, THREAD_LEAST, THREAD_MOST = 0.22, 9.0, 12.0  # mm, and units within which that stays
NEEDLE, NEEDLE_LEAST, NEEDLE_MOST = 0.45, 15.0, 24.0
BURIED = 0.25  # the share of a needle that may lie in the tissue after it has come out
SKIN = 0.6  # mm; what lies deeper is not on the skin
PIERCING = (Verb.ENTER, Verb.EXIT, Verb.STAPLE)


@dataclass(frozen=True)
class Subject:
    """A stitch at one moment, with the edges as they are to be drawn."""

    stitch: Stitch
    scene: Scene
    edges: Edges
    dimensions: tuple[Dimension, ...] = ()
    marks_new: bool = True
    is_still: bool = True

    def is_new(self, step: int) -> bool:
        """Tell whether what was laid in a step is to stand out."""
        return self.marks_new and step == self.scene.step

    def is_fresh(self, strand: Strand) -> bool:
        """Tell whether thread is to stand out: it was laid in this step, or drawn through."""
        return self.is_new(strand.step) or strand in self._drawn_through

    @cached_property
    def _drawn_through(self) -> tuple[Strand, ...]:
        """The bite that this step ended, with its free end where it is the thread's first."""
        ends = [done.step for done in self.moves if done.verb is Verb.EXIT]
        if not ends or not self.is_new(ends[-1]):
            return ()
        last: list[Strand] = []
        strands = self.scene.strands
        for before, strand in zip((None, *strands), strands, strict=False):
            if strand.kind is Kind.BITE:
                goes_on = before is not None and before.kind is Kind.BITE
                last = [*last, strand] if goes_on else [strand]
                if before is not None and before.kind is Kind.TAIL:
                    last.append(before)
        return tuple(last)

    def on(self, place: Vec, side: int) -> Vec:
        """Return where a place of the tissue lies now."""
        return dented(self.stitch, self.edges, lay(self.stitch, place, side, self.edges))

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

    @property
    def all_numbers(self) -> Iterator[tuple[int, Vec, Vec | None, bool]]:
        """All numbered points in their order: where each lies in the closed wound, where it is now
        (None while it is not reached), and whether it is new."""
        for number, point in self.stitch.numbered.items():
            now, new = self.numbers.get(number, (None, False))
            yield number, point.vec, now, new

    @property
    def knots_to_be(self) -> list[Vec]:
        """Where all knots are tied that lie on the surface."""
        return [done.point.vec for done in self.stitch.done() if done.verb is Verb.TIE]

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
        """Where thread or needle goes in or comes out."""
        ends = [
            place
            for strand in self.scene.strands
            if strand.kind is Kind.BITE
            for place in (strand.line[0], strand.line[-1])
        ]
        pierced = (done for done in self.moves if done.verb in (Verb.ENTER, Verb.EXIT))
        places = (self.on(done.point.vec, done.point.side) for done in pierced)
        stuck = self.scene.needle[:: max(1, len(self.scene.needle) // 40)]
        return tuple(
            place
            for place in places
            if any((place - end).length < 0.15 for end in ends)
            or any((place - here).length < 0.4 for here in stuck)
        )

    @cached_property
    def needle(self) -> Line:
        """The needle with its true curve as long as its point is in the tissue; () while it is
        parked."""
        soft = self.scene.needle
        if len(soft) < 3 or self.stitch.needle is None or isinstance(self.stitch.tissue, Vessel):
            return soft
        bite = self._bite_of_needle
        if bite is None:
            return soft
        hole, out, inward = bite
        return stiff(self.stitch.needle, soft, hole, inward, None if self.is_still else out)

    @cached_property
    def _bite_of_needle(self) -> tuple[Vec, Vec, Vec] | None:
        """Where the needle went in, where it is to come out, and its direction in the first hole;
        None while it is in no bite."""
        entry = self._in_hole(Verb.ENTER, self.scene.needle)
        if entry is None or self._in_hole(Verb.EXIT, self.scene.needle) is not None:
            return None
        moves = list(self.stitch.done())
        place = self.scene.needle[entry]
        pierced = [n for n, done in enumerate(moves) if done.verb is Verb.ENTER]
        number = min(pierced, key=lambda n: (self._hole(moves[n]) - place).length)
        out = next(done for done in moves[number:] if done.verb is Verb.EXIT)
        inward = self.stitch.inward(moves[number].point)
        return self._hole(moves[number]), self._hole(out), inward

    def _hole(self, done: Done) -> Vec:
        return self.on(done.point.vec, done.point.side)

    @cached_property
    def needle_in_section(self) -> Line:
        """The needle; () where it has come out flat below the skin, and is lifted off there."""
        if not self.is_still or self.moves[-1].verb in (Verb.ENTER, Verb.THROUGH):
            return self.needle
        buried = sum(1 for place in self.needle if place.depth > SKIN and not self.is_open(place))
        return () if buried > BURIED * len(self.needle) else self.needle

    def is_open(self, place: Vec) -> bool:
        """Tell whether a place lies between the edges of the cut."""
        gap = opening(self.stitch.wound, self.edges, place.along, place.depth)
        return abs(place.across) < gap / 2

    def is_deep(self, place: Vec) -> bool:
        """Tell whether a place is below the skin, dented as that may be."""
        return place.depth > SKIN + self.edges.pucker

    def is_inside(self, strand: Strand) -> bool:
        """Tell whether thread lies in tissue: also where it crosses a cut that is closed."""
        across = strand.where is Where.OPEN and strand.kind is Kind.BITE
        return strand.where is Where.IN or (across and self.edges.open == 0)

    @cached_property
    def needle_parts(self) -> tuple[tuple[Line, bool], ...]:
        """The needle from the thread to its point, cut at the holes that it is in: each part, and
        whether that is in the tissue."""
        line = self.needle
        if not line:
            return ()
        first, last = self._in_hole(Verb.ENTER, line), self._in_hole(Verb.EXIT, line)
        if first is None and last is None:
            return ((line, False),)
        start = first or 0
        end = len(line) - 1 if last is None or last < start else last
        parts = ((line[: start + 1], False), (line[start : end + 1], True), (line[end:], False))
        return tuple((part, inside) for part, inside in parts if len(part) > 1)

    def _in_hole(self, verb: Verb, needle: Line) -> int | None:
        """Return where along the needle the hole is through which it went in, or comes out."""
        holes = [self._hole(done) for done in self.moves if done.verb is verb]
        found = [
            ((place - hole).length, index) for hole in holes for index, place in enumerate(needle)
        ]
        near, index = min(found, default=(inf, 0))
        return index if near < 0.012 * length(needle) else None

    @cached_property
    def grip(self) -> Vec | None:
        """Where the holder holds the needle, while it drives it square across the cut."""
        line = self.needle
        driven = self.moves[-1].verb in (Verb.ENTER, Verb.THROUGH)
        if len(line) < 3 or not self.is_still or not driven:
            return None
        held = grip(line)
        way = line[-1] - line[0]
        level = abs(way.along) > 0.3 * abs(way.across)
        return None if level or held.depth > -0.8 else held

    @cached_property
    def plane(self) -> float:
        """How far along the cut the section goes: through the latest bite of a row."""
        if self.stitch.pattern not in ROWS:
            return 0.0
        if not self.marks_new:
            numbered = list(self.stitch.numbered.values())
            return numbered[len(numbered) // 2].along
        if not self.is_still:
            return self._plane_of_film
        pierced = [done for done in self.moves if done.verb in PIERCING]
        if self.stitch.pattern is not Pattern.SUBCUTICULAR:
            return pierced[-1].point.along
        half = self.stitch.wound.length / 2
        middle = sum(done.point.along for done in pierced[-2:]) / len(pierced[-2:])
        return max(-half, min(half, middle))

    @property
    def _plane_of_film(self) -> float:
        """In a moving picture the section goes along with the needle."""
        bites = [strand.line for strand in self.scene.strands if strand.kind is Kind.BITE]
        line = self.scene.needle or (bites[-1] if bites else ())
        if not line:
            return self.moves[0].at[0].along
        return sum(place.along for place in line) / len(line)

    @cached_property
    def slab(self) -> float:
        """How far to both sides of the section things are seen in it, in mm."""
        if self.stitch.pattern not in ROWS:
            return inf
        stations = sorted(
            {
                place.along
                for done in self.stitch.done()
                if done.verb in PIERCING
                for place in done.at
            }
        )
        gaps = [b - a for a, b in pairwise(stations) if b - a > 2.6]
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

    def draped(self, line: Line) -> Line:
        """Return thread on the skin as it lies over edges that stand up."""
        return tuple(
            Vec(place.along, place.across, min(place.depth, self.surface(place)))
            if not self.is_deep(place)
            else place
            for place in line
        )


def thread_width(scale: float) -> float:
    """Return how wide thread is drawn, in units."""
    return max(THREAD_LEAST, min(THREAD_MOST, THREAD * scale))


def needle_width(scale: float) -> float:
    """Return how wide a needle is drawn, in units."""
    return max(NEEDLE_LEAST, min(NEEDLE_MOST, NEEDLE * scale))
