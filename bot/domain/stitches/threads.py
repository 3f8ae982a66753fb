"""The moves of a stitch sorted into threads: each with its bites, what it does between them, and
how its ends are held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.domain.stitches.ground import Point
from bot.domain.stitches.stitch import Done, Stitch, Verb


@dataclass(frozen=True, slots=True)
class Bite:
    """From where the needle goes in to where it comes out. `moves` and the others count in the
    order of Stitch.done()."""

    places: tuple[Point, ...]
    moves: tuple[int, ...]

    @property
    def entry(self) -> Point:
        """Where the needle goes in."""
        return self.places[0]

    @property
    def exit(self) -> Point:
        """Where the needle comes out."""
        return self.places[-1]


@dataclass(frozen=True, slots=True)
class Pass:
    """The way of the thread over the surface, from a bite to the next."""

    over: tuple[Point, ...]
    start: int  # the move that leaves the last bite
    end: int  # the move that enters the next
    lock: tuple[int, Point] | None = None  # the move that catches it, and where


@dataclass(frozen=True, slots=True)
class Hold:
    """A knot or tape: at which move, where, and after which of the thread's bites."""

    move: int
    verb: Verb
    at: Point
    bites: int


@dataclass(slots=True)
class Thread:
    """One thread, from its first entry until it is cut."""

    bites: list[Bite] = field(default_factory=list)
    passes: list[Pass] = field(default_factory=list)  # passes[i] leads from bites[i] on
    holds: list[Hold] = field(default_factory=list)
    laid: list[tuple[int, Point]] = field(default_factory=list)  # the tail, then the needle's end
    trimmed: int | None = None  # the move that cuts the tail alone
    cut: int | None = None
    _open: list[tuple[int, Point]] = field(default_factory=list)  # the bite that is being made
    _over: list[Point] = field(default_factory=list)  # on the way to the next bite

    def add(self, index: int, done: Done) -> None:
        """Take up the next move, which is number `index` of all."""
        match done.verb:
            case Verb.ENTER | Verb.THROUGH | Verb.EXIT:
                self._bite(index, done)
            case Verb.OVER:
                self._over.append(done.point)
            case Verb.LOCK if self.passes:
                self.passes[-1] = replace(self.passes[-1], lock=(index, done.point))
            case Verb.TIE | Verb.BURY | Verb.TAPE:
                self.holds.append(Hold(index, done.verb, done.point, len(self.bites)))
            case Verb.LAY:
                self.laid.append((index, done.point))
            case Verb.TRIM:
                self.trimmed = index
            case Verb.CUT:
                self.cut = index

    def _bite(self, index: int, done: Done) -> None:
        if done.verb is Verb.ENTER and self.bites:
            left = self.bites[-1].moves[-1]
            self.passes.append(Pass(tuple(self._over), left, index))
            self._over = []
        self._open.append((index, done.point))
        if done.verb is Verb.EXIT:
            moves, places = zip(*self._open, strict=True)
            self.bites.append(Bite(places, moves))
            self._open = []


def threads(moves: Sequence[Done]) -> list[Thread]:
    """Return the threads of a sound stitch, in their order."""
    found: list[Thread] = []
    for index, done in enumerate(moves):
        if done.verb is Verb.ENTER and (not found or found[-1].cut is not None):
            found.append(Thread())
        if found:
            found[-1].add(index, done)
    return found


def threads_of(stitch: Stitch) -> list[Thread]:
    """Return the threads of a sound stitch, what is given from the beginning first."""
    return threads(tuple(stitch.done()))
