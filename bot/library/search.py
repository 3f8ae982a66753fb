"""From a learner's words to items: how much of the question an item's names cover.

Each word of the question weighs more the fewer items know it, and most when none does: "mattress
shop" is half about something else. Words match despite small typos. An item's share of the whole
weight is its cover; being called exactly so, or containing a name in its order, adds to it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import OSA

from bot.domain.content import Guide, Item, Library
from bot.library.vocabulary import EMPTY, ORDINARY, SAME
from bot.library.words import stem, words

# Chosen on the table in tests/library/tuned.py.
NOTHING_BELOW: Final = 0.56  # cover; less of the question than this is chance
SURE_FROM: Final = 0.75  # cover
SURE_LEAD: Final = 0.12  # score ahead of the second item
SHOWN_FROM: Final = 0.6  # share of the best score
EXACT_BONUS: Final = 0.5
ORDER_BONUS: Final = 0.25
UNKNOWN_WEIGHT: Final = 1.3  # times the weight of a word that one item alone knows
FRAGMENT_WEIGHT: Final = 0.3
SHORTEST_WORD: Final = 3  # letters
PURPOSE_SHARE: Final = 0.5  # a word of the purpose line says less than a word of a name
MOST_SHOWN: Final = 3
MOST_WORDS: Final = 24

_NO_SLIPS = frozenset(stem(word) for word in ORDINARY)
_CANON = {stem(word): stem(row.split()[0]) for row in SAME for word in row.split()}


class Kind(StrEnum):
    """How far an answer can be trusted."""

    SURE = "sure"
    UNSURE = "unsure"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question: at most three item ids, best first; none for `nothing`. When the
    kind is `sure`, the first is meant and the others are runners-up."""

    kind: Kind
    ids: tuple[str, ...] = ()


class SearchIndex:
    """An index over titles, aliases, ids and purpose lines, built once from a library."""

    def __init__(self, library: Library) -> None:
        items: list[Item | Guide] = [
            *library.drills.values(),
            *library.techniques.values(),
            *library.guides.values(),
        ]
        self._names = {item.id: tuple(_names(item)) for item in items}
        self._shares: dict[str, dict[str, float]] = defaultdict(dict)  # word -> item -> share
        self._joined: dict[str, tuple[str, ...]] = {}  # "fingertap" -> ("finger", "tap")
        for item in items:
            for word in tokens(_purpose(item)):
                self._shares[word][item.id] = PURPOSE_SHARE
            for name in self._names[item.id]:
                for word in name:
                    self._shares[word][item.id] = 1.0
                for pair in pairwise(name):
                    self._joined["".join(pair)] = pair
        self._vocabulary = tuple(self._shares)
        self._single = math.log(1 + len(items))  # the weight of a word that one item knows

    def find(self, words: str) -> Found:
        """Return the items that `words`, anything a person may type, asks for."""
        asked = tuple(self._split(tokens(words)))[:MOST_WORDS]
        covers = self._covers(asked)
        best_cover = max(covers.values(), default=0.0)
        if best_cover < NOTHING_BELOW:
            return Found(Kind.NOTHING)
        scores = {item: cover + self._bonus(item, asked) for item, cover in covers.items()}
        ranked = sorted(scores, key=lambda item: (-scores[item], item))
        best = scores[ranked[0]]
        second = scores[ranked[1]] if len(ranked) > 1 else 0.0
        sure = covers[ranked[0]] >= SURE_FROM and best - second >= SURE_LEAD
        shown = [item for item in ranked if scores[item] >= SHOWN_FROM * best]
        return Found(Kind.SURE if sure else Kind.UNSURE, tuple(shown[:MOST_SHOWN]))

    def _split(self, asked: Iterable[str]) -> Iterable[str]:
        """Take words apart that are two words of a name written as one."""
        for word in asked:
            known = word in self._shares
            yield from (word,) if known else self._joined.get(word, (word,))

    def _covers(self, asked: tuple[str, ...]) -> dict[str, float]:
        covered: dict[str, float] = defaultdict(float)
        whole = 0.0
        for word in dict.fromkeys(asked):
            shares = self._matching(word)
            weight = self._weight(word, shares)
            whole += weight
            for item, share in shares.items():
                covered[item] += weight * share
        return {item: part / whole for item, part in covered.items()}

    def _weight(self, word: str, shares: dict[str, float]) -> float:
        if not shares:
            fragment = len(word) < SHORTEST_WORD  # "hw", "u": half typed, and about nothing
            return (FRAGMENT_WEIGHT if fragment else UNKNOWN_WEIGHT) * self._single
        return math.log(1 + len(self._names) / sum(shares.values()))

    def _matching(self, word: str) -> dict[str, float]:
        """Return the items that know `word` or a word like it, with how well it fits."""
        if word in self._shares:
            return self._shares[word]
        shares: dict[str, float] = {}
        for known, likeness in similar(word, self._vocabulary):
            for item, share in self._shares[known].items():
                shares[item] = max(shares.get(item, 0.0), share * likeness)
        return shares

    def _bonus(self, item: str, asked: tuple[str, ...]) -> float:
        return max((_name_bonus(name, asked) for name in self._names[item]), default=0.0)


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of `text` that carry meaning, each in the form in which it is compared."""
    stems = (stem(word) for word in words(text) if word not in EMPTY)
    return tuple(_CANON.get(word, word) for word in stems)


def similar(word: str, vocabulary: Iterable[str]) -> Iterable[tuple[str, float]]:
    """Yield the known words that `word` may be a slip of the keyboard for, with a likeness
    between 0 and 1: one slip in a short word, two from eight letters on, and in three letters
    only one for another."""
    slips = 2 if len(word) >= 8 else 1
    if len(word) < 3 or not word.isalpha() or word in _NO_SLIPS:
        return
    for known in vocabulary:
        if known[0] != word[0] or (len(known) <= 3 and len(known) != len(word)):
            continue
        distance = OSA.distance(word, known, score_cutoff=slips)
        if distance <= slips:
            yield known, 1 - distance / max(len(word), len(known))


def _purpose(taught: Item | Guide) -> str:
    return taught.opening if isinstance(taught, Guide) else taught.purpose


def _names(item: Item | Guide) -> Iterable[tuple[str, ...]]:
    for name in (item.title, item.id, *item.aliases):
        if found := tokens(name):
            yield found


def _name_bonus(name: tuple[str, ...], asked: tuple[str, ...]) -> float:
    if name == asked:
        return EXACT_BONUS
    spans = (asked[start : start + len(name)] for start in range(len(asked) - len(name) + 1))
    return ORDER_BONUS * len(name) / len(asked) if name in spans else 0.0
