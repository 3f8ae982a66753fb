"""A stitch as its checks see it: every move with its place in the description, bites by thread,
and the words for what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.domain.stitches.ground import Point
from bot.domain.stitches.needle import closed_line
from bot.domain.stitches.space import Line
from bot.domain.stitches.stitch import Done, Stitch, Verb
from bot.domain.stitches.threads import Bite, Thread, threads

Location = tuple[str | int, ...]  # such as ("points", "1") or ("step", 0, "moves", 2)


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a stitch, at which part of its description, and the mend."""

    at: Location
    message: str


def millimetres(size: float) -> str:
    """Return a length in words: 5 mm, 0.9 mm."""
    return f"{round(size, 2):g} mm"


@dataclass(frozen=True)
class Look:
    """A stitch that is looked at. The order of its moves is sound wherever bites are asked for."""

    stitch: Stitch

    @cached_property
    def moves(self) -> tuple[Done, ...]:
        """All moves in their order."""
        return tuple(self.stitch.done())

    @cached_property
    def threads(self) -> list[Thread]:
        """All threads in their order."""
        return threads(self.moves)

    @cached_property
    def even(self) -> float:
        """Two lengths that differ by no more than this, in mm, count as equal: 1 % of the bite."""
        widest = max((abs(point.across) for point in self.stitch.points.values()), default=1.0)
        return 0.01 * widest

    def same(self, one: float, other: float) -> bool:
        """Tell whether two lengths count as equal."""
        return abs(one - other) <= self.even

    @cached_property
    def _lines(self) -> dict[tuple[Point, ...], Line]:
        return {
            bite.places: closed_line(self.stitch, bite.places)
            for thread in self.threads
            for bite in thread.bites
        }

    def line(self, bite: Bite) -> Line:
        """Return the way of a bite with the wound closed."""
        return self._lines[bite.places]

    def holes(self, verbs: tuple[Verb, ...] = (Verb.ENTER, Verb.EXIT)) -> Iterator[int]:
        """Yield the numbers of the moves at which the surface is pierced."""
        return (number for number, done in enumerate(self.moves) if done.verb in verbs)

    def at_move(self, number: int, message: str) -> Flaw:
        """Return a flaw in the order: it stands at the move itself."""
        done = self.moves[number]
        around: Location = ("given",) if done.step < 0 else ("step", done.step)
        return Flaw((*around, "moves", done.move), f"`{done}`: {message}")

    def at_point(self, number: int, message: str, which: int = 0) -> Flaw:
        """Return a flaw in a place: it stands at the point that a move names."""
        done = self.moves[number]
        again = f" (time {done.round + 1} of the repeat)" if done.round else ""
        return Flaw(("points", done.names[which]), f"`{done}`{again}: {message}")

    def name(self, number: int) -> str:
        """Return the name of the point of a move."""
        return self.moves[number].names[0]

    def point(self, number: int) -> Point:
        """Return the place of a move."""
        return self.moves[number].point
