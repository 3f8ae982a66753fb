"""From a learner's words to items: how much of the question an item covers, and how near one of
its names, or of the ways to ask for it, comes to the whole question.

Each word of the question weighs more the fewer items know it, and most when none does: "mattress
shop" is half about something else. A word counts in full where it stands in a name, less in another
way of asking, in the purpose line, and least in the text. Words match despite small typos. A name
typed as it stands leads to its item, whatever else is like it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import OSA

from bot.domain.content import Guide, Item, Library, Technique
from bot.library.vocabulary import ANY_PHRASE, EMPTY, ORDINARY, PHRASES, SAME
from bot.library.words import LONGEST, normal, stem, words

# Chosen on tables in tests/library: tuned.py, the first halves of asked.py, and, for ENOUGH and
# ASKED_SHARE, asked_wide.py, asked_twelve.py and asked_thirteen.py.
# Cover by an item that knows one, two, three words of the question, or more: less of it is chance.
ENOUGH: Final = (0.62, 0.42, 0.36, 0.28)
SURE_FROM: Final = 0.75  # cover
SURE_LEAD: Final = 0.12  # score ahead of the second item
SURE_WEIGHT: Final = 0.45  # of a word that one item knows; "needle" alone says too little
SHOWN_FROM: Final = 0.6  # share of the best score
NAME_BONUS: Final = 0.6  # for a name that is the question; less for one that is part of it
UNKNOWN_WEIGHT: Final = 1.5  # times the weight of a word that one item alone knows
FRAGMENT_WEIGHT: Final = 0.3
TEXT_WEIGHT: Final = 0.8  # for a word that stands in texts only
SHORTEST_WORD: Final = 3  # letters
SHORT_WORD: Final = 4
LONG_WORD: Final = 6
NAME_SHARE: Final = 1.0
ASKED_SHARE: Final = 0.5  # a word of another way to ask for it
PURPOSE_SHARE: Final = 0.5  # a word of the purpose line says less than a word of a name
TEXT_SHARE: Final = 0.2
MOST_SHOWN: Final = 3
MOST_WORDS: Final = 24
REMEMBERED: Final = 1024  # questions

_NO_SLIPS = frozenset(stem(word) for word in ORDINARY)
_EMPTY = EMPTY | {stem(word) for word in EMPTY}
_CANON = {stem(word): stem(row.split()[0]) for row in SAME for word in row.split()}

Reading = Mapping[str, float]  # known words that an asked one may stand for, with a likeness


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


@dataclass(frozen=True, slots=True)
class _Name:
    item: str
    words: frozenset[str]


class SearchIndex:
    """Finds what words ask for. The index is built when it is first asked, not while the bot
    starts."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def find(self, words: str) -> Found:
        """Return the items that `words`, anything a person may type, asks for."""
        return self._remembered(words[:LONGEST])

    @cached_property
    def _remembered(self) -> Callable[[str], Found]:
        return lru_cache(REMEMBERED)(_Index(self._library).find)


class _Index:
    """An index over names, ways to ask, purpose lines and texts of a library."""

    def __init__(self, library: Library) -> None:
        items: list[Item | Guide] = [
            *library.drills.values(),
            *library.techniques.values(),
            *library.guides.values(),
        ]
        self._items = len(items)
        self._single = math.log(1 + len(items))  # the weight of a word that one item knows
        self._shares: dict[str, dict[str, float]] = defaultdict(dict)  # word -> item -> share
        self._joined: dict[str, tuple[str, ...]] = {}  # "fingertap" -> ("finger", "tap")
        self._forms = dict(_CANON)  # a word of a name with its ending -> as it is compared
        self._whole: dict[str, str] = {}  # a name as it is typed -> item
        self._spelled = set[str]()  # the words of names, which may be mistyped
        self._named: dict[str, set[_Name]] = defaultdict(set)  # word -> names with it
        for item in items:
            self._share(item, tokens(_text(item)), TEXT_SHARE)
            self._share(item, tokens(_purpose(item)), PURPOSE_SHARE)
            for way in item.asked:
                self._name(item, way, ASKED_SHARE)
            for name in (item.title, item.id, *item.aliases):
                self._whole[normal(name)] = item.id
                self._name(item, name, NAME_SHARE)
        self._alike = _by_first_letter({*self._spelled, *self._forms})
        self._empty = _by_first_letter({stem(word) for word in EMPTY if len(word) >= SHORT_WORD})
        self._weights = {word: self._weight(word) for word in self._shares}
        self._sizes = {
            name: sum(self._weights[word] for word in name.words)
            for names in self._named.values()
            for name in names
        }

    def _share(self, item: Item | Guide, found: Iterable[str], share: float) -> None:
        for word in found:
            self._shares[word][item.id] = share

    def _name(self, item: Item | Guide, name: str, share: float) -> None:
        found = tokens(name)
        for word in words(name):
            if word not in self._forms:
                self._forms.update((word, form) for form in tokens(word))
        self._share(item, found, share)
        if share == NAME_SHARE:
            self._spelled.update(found)
        for pair in pairwise(found):
            self._joined["".join(pair)] = pair
        entry = _Name(item.id, frozenset(found))
        for word in entry.words:
            self._named[word].add(entry)

    def _weight(self, word: str) -> float:
        """Weigh a known word: the more, the fewer items know it."""
        weight = min(math.log(1 + self._items / sum(self._shares[word].values())), self._single)
        return weight if word in self._named else weight * TEXT_WEIGHT

    def find(self, text: str) -> Found:
        """Return the items that `text` asks for."""
        asked = tuple(dict.fromkeys(self._parted(tokens(text))))[:MOST_WORDS]
        both = ((word, self._reading(word)) for word in asked)
        readings = {word: reading for word, reading in both if reading or not self._void(word)}
        whole = sum(self._asked_weight(word, reading) for word, reading in readings.items())
        covers = self._covers(readings.values(), whole)
        named = self._whole.get(normal(text))
        if named is None and not self._is_about(covers, readings.values()):
            return Found(Kind.NOTHING)
        scores = self._scores(readings.values(), whole, covers)
        if named:
            scores[named] = covers[named] = 2.0  # above what words alone can reach
        ranked = sorted(scores, key=lambda item: (-scores[item], item))
        best = scores[ranked[0]]
        lead = best - (scores[ranked[1]] if len(ranked) > 1 else 0.0)
        enough = bool(named) or whole >= SURE_WEIGHT * self._single
        sure = enough and covers[ranked[0]] >= SURE_FROM and lead >= SURE_LEAD
        likely = SHOWN_FROM * min(best, 1 + NAME_BONUS)
        shown = [item for item in ranked if scores[item] >= likely]
        return Found(Kind.SURE if sure else Kind.UNSURE, tuple(shown[:MOST_SHOWN]))

    def _parted(self, asked: tuple[str, ...]) -> Iterable[str]:
        """Take words apart that a name writes as two, and put together two that it writes as
        one."""
        rest = iter((*asked, ""))
        word = next(rest)
        for after in rest:
            if word and after and word + after in self._named:
                yield word + after
                word = ""
            else:
                if word:
                    yield from (word,) if word in self._shares else self._joined.get(word, (word,))
                word = after

    def _reading(self, word: str) -> Reading:
        if word in self._shares:
            return {word: 1.0}
        reading: dict[str, float] = {}
        for known, likeness in similar(word, self._alike.get(word[0], ())):
            meant = self._forms.get(known, known)
            if meant in self._spelled:
                reading[meant] = max(reading.get(meant, 0.0), likeness)
        return reading

    def _void(self, word: str) -> bool:
        """Tell whether `word` is a slip of the keyboard for a word without meaning; a short word
        only where two letters changed places."""
        alike = similar(word, self._empty.get(word[0], ())) if len(word) >= SHORT_WORD else ()
        if len(word) >= LONG_WORD:
            return any(len(known) >= LONG_WORD for known, _ in alike)
        return any(sorted(known) == sorted(word) for known, _ in alike)

    def _asked_weight(self, word: str, reading: Reading) -> float:
        if not reading:
            fragment = len(word) < SHORTEST_WORD  # "hw", "u": half typed, and about nothing
            return (FRAGMENT_WEIGHT if fragment else UNKNOWN_WEIGHT) * self._single
        return max(self._weights[known] for known in reading)

    def _covers(self, readings: Iterable[Reading], whole: float) -> dict[str, float]:
        """Return the share of the question that each item knows."""
        covered: dict[str, float] = defaultdict(float)
        for reading in readings:
            weight = max((self._weights[known] for known in reading), default=0.0)
            best: dict[str, float] = {}
            for known, likeness in reading.items():
                for item, share in self._shares[known].items():
                    best[item] = max(best.get(item, 0.0), share * likeness)
            for item, share in best.items():
                covered[item] += weight * share
        return {item: part / whole for item, part in covered.items()}

    def _is_about(self, covers: Mapping[str, float], readings: Iterable[Reading]) -> bool:
        """Tell whether an item knows so much of the question that it is no chance."""
        knows = Counter(item for reading in readings for item in self._knowing(reading))
        return any(
            cover >= ENOUGH[min(knows[item], len(ENOUGH)) - 1] for item, cover in covers.items()
        )

    def _knowing(self, reading: Reading) -> set[str]:
        return {item for known in reading for item in self._shares[known]}

    def _scores(
        self, readings: Iterable[Reading], whole: float, covers: dict[str, float]
    ) -> dict[str, float]:
        """Add to each cover how much of the question and of the item's best name is common."""
        common: dict[_Name, float] = defaultdict(float)
        for reading in readings:
            for known, likeness in reading.items():
                for name in self._named.get(known, ()):
                    common[name] += self._weights[known] * likeness
        nearest: dict[str, float] = defaultdict(float)
        for name, part in common.items():
            near = min(2 * part / (self._sizes[name] + whole), 1.0)
            nearest[name.item] = max(nearest[name.item], near)
        return {item: cover + NAME_BONUS * nearest[item] for item, cover in covers.items()}


@lru_cache(maxsize=16_384)  # names share most of their words
def tokens(text: str) -> tuple[str, ...]:
    """Return the words of `text` that carry meaning, each in the form in which it is compared."""
    joined = " ".join(words(text))
    for pattern, with_ in PHRASES if ANY_PHRASE.search(joined) else ():
        joined = pattern.sub(with_, joined)
    stems = (stem(word) for word in joined.split() if word not in _EMPTY)
    return tuple(_CANON.get(word, word) for word in stems if word not in _EMPTY)


def similar(word: str, vocabulary: Iterable[str]) -> Iterable[tuple[str, float]]:
    """Yield the known words that `word` may be a slip of the keyboard for, with a likeness
    between 0 and 1: one slip in a short word, two from eight letters on; never between words of
    three letters."""
    slips = 2 if len(word) >= 8 else 1
    if len(word) < 3 or not word.isalpha() or word in _NO_SLIPS:
        return
    for known in vocabulary:
        if known[0] != word[0] or len(known) <= 3:
            continue
        distance = OSA.distance(word, known, score_cutoff=slips)
        if distance <= slips:
            yield known, 1 - distance / max(len(word), len(known))


def _by_first_letter(known: Iterable[str]) -> dict[str, tuple[str, ...]]:
    letters: dict[str, list[str]] = defaultdict(list)
    for word in known:
        letters[word[0]].append(word)
    return {letter: tuple(group) for letter, group in letters.items()}


def _purpose(taught: Item | Guide) -> str:
    return taught.opening if isinstance(taught, Guide) else taught.purpose


def _text(taught: Item | Guide) -> str:
    """Return what an item says beyond its purpose."""
    if isinstance(taught, Guide):
        return " ".join(f"{section.heading} {section.text}" for section in taught.sections)
    parts = [f"{step.do} {step.check or ''}" for step in taught.steps]
    if isinstance(taught, Technique):
        parts += [f"{error.name} {error.looks} {error.mend}" for error in taught.errors]
    return " ".join(parts)
