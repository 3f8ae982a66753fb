"""Which time belongs to which days, in reminder rules as typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from bot.domain.rule_chunks import Chunk, Times
from bot.domain.rule_tokens import Days


@dataclass(frozen=True, slots=True)
class Clause:
    """Times of some weekdays (bit 0 is Monday); None where no days were said."""

    weekdays: int | None
    times: tuple[Times, ...]


def clauses(chunks: Sequence[Chunk]) -> Iterator[list[Clause]]:
    """Yield each way to put the times to the days; none where something is left over.

    "7:30 Mon, Wed, Fri 9:00" has two ways: what is Wednesday's time?
    """
    items = [item for chunk in chunks for item in chunk]
    numbers = [number for number, chunk in enumerate(chunks) for _ in chunk]
    return _Line(items, numbers).clauses_from(0)


@dataclass(frozen=True, slots=True)
class _Line:
    items: Sequence[Days | Times]
    chunks: Sequence[int]  # the number of the chunk that each item is in

    def clauses_from(self, start: int) -> Iterator[list[Clause]]:
        if start == len(self.items):
            yield []
            return
        for end in self._ends(start):
            if self._keeps_together(start, end):
                clause = _clause(self.items[start:end])
                yield from ([clause, *others] for others in self.clauses_from(end))

    def _ends(self, start: int) -> Iterator[int]:
        """Yield where a clause may end: it is days and their times, or times and their days."""
        turn = self._end_of_run(start)
        if start == 0 and isinstance(self.items[0], Times):
            yield turn  # "7:30, weekends 9:00"
        yield from range(turn + 1, self._end_of_run(turn) + 1)

    def _end_of_run(self, start: int) -> int:
        kinds = [type(item) for item in self.items[start:]]
        return start + next((n for n, kind in enumerate(kinds) if kind != kinds[0]), len(kinds))

    def _keeps_together(self, start: int, end: int) -> bool:
        """Tell whether a chunk that is cut at either end leaves both days and times in here."""
        return all(
            {type(self.items[at]) for at in range(start, end) if self.chunks[at] == chunk}
            == {Days, Times}
            for chunk in self._cut_at(start) + self._cut_at(end)
        )

    def _cut_at(self, place: int) -> list[int]:
        around = set(self.chunks[max(place - 1, 0) : place + 1])
        return list(around) if 0 < place < len(self.items) and len(around) == 1 else []


def _clause(items: Sequence[Days | Times]) -> Clause:
    masks = [item.mask for item in items if isinstance(item, Days)]
    times = tuple(item for item in items if isinstance(item, Times))
    return Clause(reduce(or_, masks) if masks else None, times)
