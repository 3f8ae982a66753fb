"""Where each thing of a stitch file stands, so that a fault has the line of the very number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Location = tuple[str | int, ...]
ARRAY = re.compile(r"\s*\[\[\s*([\w-]+)\s*\]\]")
TABLE = re.compile(r"\s*\[\s*([\w-]+)\s*\]")
KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")
WORDS = re.compile(r"\"[^\"]*\"|'[^']*'|#.*")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines by location, such as ("points", "1") or ("step", 0, "moves", 2)."""

    found: Mapping[Location, int]

    def of(self, location: Location) -> int:
        """Return the line of a thing, or of the nearest thing around it that has one."""
        for size in range(len(location), 0, -1):
            if location[:size] in self.found:
                return self.found[location[:size]]
        return 1


def lines_of(text: str) -> Lines:
    """Find the lines of all tables, keys and moves; the first of two counts."""
    found: dict[Location, int] = {}
    for location, number in _located(text):
        found.setdefault(location, number)
    return Lines(found)


def _located(text: str) -> Iterator[tuple[Location, int]]:
    around: Location = ()
    counts: dict[str, int] = {}
    listed: tuple[Location, int] | None = None  # the open list of moves, and how many it has
    for number, line in enumerate(text.split("\n"), 1):
        if listed is None and (head := ARRAY.match(line)):
            counts[head[1]] = counts.get(head[1], -1) + 1
            around = (head[1], counts[head[1]])
            yield around, number
        elif listed is None and (head := TABLE.match(line)):
            around = (head[1],)
            yield around, number
        elif listed is None and (key := KEY.match(line)):
            yield (*around, key[1]), number
            if key[1] == "moves" and around:
                listed = ((*around, "moves"), 0)
        if listed:
            place, count = listed
            words = [word for word in WORDS.findall(line) if not word.startswith("#")]
            for index in range(len(words)):
                yield (*place, count + index), number
            ends = "]" in WORDS.sub("", line)
            listed = None if ends else (place, count + len(words))
