"""One moment while a stitch is laid: some moves are over, and of the next one a share is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bot.domain.stitches.closing import edges_after
from bot.domain.stitches.edges import lay
from bot.domain.stitches.flight import in_flight
from bot.domain.stitches.ground import Edges, Point
from bot.domain.stitches.needle import Drive, drive
from bot.domain.stitches.space import Line, Vec
from bot.domain.stitches.stitch import Done, Stitch, Verb
from bot.domain.stitches.threads import Bite, Thread, threads

FLIGHT: Final = 0.6  # the share of an enter move before the point is in
PARKED_BY: Final = (Verb.TIE, Verb.BURY, Verb.TAPE, Verb.CUT)
FAR: Final = -1e9  # mm; a needle that has not come yet


@dataclass(frozen=True)
class Moment:
    """`over` moves are done, and of the next one a share, `progress`. A still picture shows the
    thread where it will lie; in a moving one it follows the needle."""

    stitch: Stitch
    moves: Sequence[Done]
    over: int
    progress: float
    still: bool
    laid: Edges | None = None  # how the edges lie, where it is not what the moves say

    def share(self, move: int) -> float:
        """Return how much of a move is done, from 0 to 1."""
        if move < self.over:
            return 1.0
        return self.progress if move == self.over else 0.0

    def step(self, move: int) -> int:
        """Return the step to which a move belongs."""
        return self.moves[move].step

    @cached_property
    def edges(self) -> Edges:
        """How the edges lie now."""
        return self.laid or edges_after(self.stitch, self.moves, self.share)

    @cached_property
    def threads(self) -> list[Thread]:
        """All threads, those to come among them."""
        return threads(self.moves)

    @cached_property
    def size(self) -> float:
        """A length that suits the stitch, in mm: how far its widest bite reaches."""
        widest = max((abs(point.across) for point in self.stitch.points.values()), default=0.0)
        return max(widest, self.stitch.wound.gap)

    def on(self, point: Point) -> Vec:
        """Return where a point lies now."""
        return lay(self.stitch, point.vec, point.side, self.edges)

    def drive(self, bite: Bite) -> Drive:
        """Return the way of the needle through a bite, as the edges lie now."""
        if bite.moves not in self._drives:
            self._drives[bite.moves] = drive(self.stitch, bite.places, self.edges)
        return self._drives[bite.moves]

    @cached_property
    def _drives(self) -> dict[tuple[int, ...], Drive]:
        return {}  # by the moves of the bite; worked out when one is asked for

    def drawn(self, bite: Bite) -> float:
        """Return how far along a bite the thread has come, in mm."""
        whole = self.drive(bite)
        tip = self.tip(bite)
        if tip is None or (self.still and self.share(bite.moves[-1]) == 1):
            return whole.length
        return tip - whole.needle_length

    def tip(self, bite: Bite) -> float | None:
        """Return how far along a bite the point of the needle is, in mm; None when it is parked."""
        stations = self.drive(bite).stations
        first, last = bite.moves[0], bite.moves[-1]
        if self.share(first) == 0:
            return FAR
        if self.share(last) == 1:
            return None if self._is_parked_after(last) else stations[-1]
        reached = self.over - first  # moves of this bite that are over
        behind = stations[reached - 1] if reached else 0.0
        share = self.progress if reached else max(0.0, (self.progress - FLIGHT) / (1 - FLIGHT))
        return behind + (stations[reached] - behind) * share

    def _is_parked_after(self, move: int) -> bool:
        after = self.moves[move + 1 : self.over + (self.progress > 0)]
        return any(done.verb in PARKED_BY for done in after)

    @cached_property
    def current(self) -> tuple[Thread, int] | None:
        """The bite that the needle is in or has made last: its thread, and its place there."""
        begun = [
            (thread, index)
            for thread in self.threads
            for index, bite in enumerate(thread.bites)
            if self.share(bite.moves[0]) > 0
        ]
        return begun[-1] if begun else None

    @cached_property
    def needle(self) -> Line:
        """The needle, from where the thread is fixed to the point; () while it is parked."""
        if self.current is None or self.stitch.needle is None:
            return ()
        thread, index = self.current
        bite = thread.bites[index]
        tip = self.tip(bite)
        if tip is None or self.step(bite.moves[0]) < 0:
            return ()
        held = self.drive(bite).needle(tip)
        if self.over != bite.moves[0] or self.progress >= FLIGHT:
            return held
        return in_flight(self._resting(thread, index), held, self.progress / FLIGHT, self.size)

    def _resting(self, thread: Thread, index: int) -> Line:
        """Where the needle came out of the bite before; () where there is none."""
        if not index:
            return ()
        before = self.drive(thread.bites[index - 1])
        return before.needle(before.stations[-1])
