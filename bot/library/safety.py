"""Which messages are about safety: matched before any search, and rather once too often.

A phrase of a safety page fires when all that it speaks of is in the message, in any order, once
mistyped words are mended (slips.py) and groups of words that are one thing are put together
(idioms.py), in other words of the same concept (concepts.py). Of all phrases that speak of what
fired, the one that shares most with the message tells the page: "my wrist is swollen" fires by
the swelling alone, and belongs to the page that speaks of wrists too.

An urgent page comes before all others, but only for a whole phrase of it: numbness alone is no
stroke, a numb face is. It gives way to a phrase that holds all of the urgent one and more.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.content import Item, Library, SafetyPage, TechniqueKind
from bot.library.concepts import (
    ALARMS,
    CONCEPTS,
    LIGHT,
    OF_SOMEBODY,
    OF_THE_PAD,
)
from bot.library.idioms import IDIOMS
from bot.library.slips import FUZZY_FROM, Slips
from bot.library.vocabulary import ORDINARY
from bot.library.words import LONGEST, stem, words

MISSING_SHARE = 0.25  # how much a concept that is missing takes away, of what it would add
WINDOW = 24  # words with meaning that are looked at together; a long letter speaks of many things
PLAIN = """simple plain catch figure eight separate individual previous bottom pattern fragile
    ordinary spiral parallel shallow"""
REMEMBERED = 1024  # messages
STITCH = "stitch"  # the concept that all names of stitches stand for
NONE = frozenset[str]()
# An idiom begins with a word, and so with the space before it: quicker to find than any \b.
_IDIOMS = tuple((re.compile(rf" (?:{pattern})"), f" {with_}") for pattern, with_ in IDIOMS)


@dataclass(frozen=True, slots=True, eq=False)
class _Rule:
    """A phrase of a page: for each of its words, the concepts that stand for it in a message."""

    place: int  # among all rules; of two that fit alike, the earlier one answers
    page: SafetyPage
    words: tuple[frozenset[str], ...]
    concepts: frozenset[str]
    alarms: frozenset[str]

    @classmethod
    def of(cls, place: int, page: SafetyPage, words: tuple[frozenset[str], ...]) -> _Rule:
        concepts = frozenset[str]().union(*words)
        return cls(place, page, words, concepts, ALARMS & concepts if not page.urgent else NONE)

    def rarest(self, common: Mapping[str, int]) -> frozenset[str]:
        """Return the concepts of the one word without which the rule never fires."""
        musts = [word for word in self.words if not self.alarms or word & self.alarms]
        return min(musts, key=lambda word: sum(common[concept] for concept in word))

    def shared(self, said: frozenset[str]) -> frozenset[str]:
        """Return what makes the rule fire: its alarms, or all it speaks of; else nothing."""
        if self.alarms and self.alarms <= said:
            return self.alarms
        return self.concepts & said if self.whole(said) else NONE

    def whole(self, said: frozenset[str]) -> bool:
        """Tell whether every word of the phrase is in what is `said`."""
        return not any(word.isdisjoint(said) for word in self.words)


class SafetyIndex:
    """The safety pages of a library, ready to be matched."""

    def __init__(self, library: Library) -> None:
        self._pages = len(library.safety)
        self._practice = _taught_words(library)
        self._known = _by_word()
        for word in _stitch_words(library):
            self._known[word] = (*self._known.get(word, ()), STITCH)
        phrases = [
            (page, _kept(words(phrase)))
            for page in library.safety.values()
            for phrase in page.phrases
        ]
        for _, phrase in phrases:
            for word in phrase:
                concepts = self._known.get(stem(word), (stem(word),))
                for form in (word, stem(word)) if stem(word) not in self._practice else (word,):
                    self._known.setdefault(form, concepts)
        spoken = {word for _, phrase in phrases for word in phrase}
        self._slips = Slips(
            sorted(spoken.union(*map(str.split, CONCEPTS.values()))), self._practice
        )
        self._rules = tuple(self._rule(n, *phrase) for n, phrase in enumerate(phrases))
        self._watching: dict[str, list[_Rule]] = defaultdict(list)  # rules that a concept can fire
        self._speaking: dict[str, list[_Rule]] = defaultdict(list)  # rules with a concept
        common = Counter(concept for rule in self._rules for concept in rule.concepts)
        for rule in self._rules:
            for concept in rule.rarest(common):
                self._watching[concept].append(rule)
            for concept in rule.concepts:
                self._speaking[concept].append(rule)
        self._weights = self._weigh()
        self._remembered = lru_cache(REMEMBERED)(self._look_up)

    def match(self, words: str) -> SafetyPage | None:
        """Return the page that answers `words`, anything at all, if it is about safety."""
        return self._remembered(words[:LONGEST])

    def _look_up(self, text: str) -> SafetyPage | None:
        kept = _kept(map(self._mended, words(text)))
        starts = range(0, max(len(kept) - WINDOW // 2, 1), WINDOW // 2)
        pages = [self._page(kept[start : start + WINDOW]) for start in starts]
        return min((page for page in pages if page), key=lambda page: not page.urgent, default=None)

    def _page(self, kept: Iterable[str]) -> SafetyPage | None:
        said = self._said(kept)
        watching = {rule for concept in said for rule in self._watching.get(concept, ())}
        fired = {rule: shared for rule in watching if (shared := rule.shared(said))}
        if not fired:
            return None
        near = self._urgent(fired, said) or self._near(fired.values())
        return max(near, key=lambda rule: (self._score(rule, said), -rule.place)).page

    def _urgent(self, fired: Iterable[_Rule], said: frozenset[str]) -> set[_Rule]:
        """Return the urgent rules that fired, but for those that another page puts exacter."""
        urgent = {rule for rule in fired if rule.page.urgent}
        others = {rule for rule in fired if urgent and not rule.page.urgent and rule.whole(said)}
        return {rule for rule in urgent if not any(rule.concepts < o.concepts for o in others)}

    def _near(self, fired: Iterable[frozenset[str]]) -> set[_Rule]:
        """Return the rules that speak of all that made another one fire."""
        rows = ((why, min((self._speaking[c] for c in why), key=len)) for why in set(fired))
        near = {rule for why, row in rows for rule in row if why <= rule.concepts}
        return {rule for rule in near if not rule.page.urgent}

    def _rule(self, place: int, page: SafetyPage, phrase: Iterable[str]) -> _Rule:
        rows = [self._known[word] for word in phrase]
        return _Rule.of(place, page, tuple(frozenset(r if r[0] in ALARMS else r[:1]) for r in rows))

    def _weigh(self) -> Mapping[str, float]:
        """Weigh each concept by how few pages speak of it."""
        pages: dict[str, set[str]] = defaultdict(set)
        for rule in self._rules:
            for concept in rule.concepts:
                pages[concept].add(rule.page.id)
        return {name: math.log(1 + self._pages / len(on)) for name, on in pages.items()}

    def _score(self, rule: _Rule, said: frozenset[str]) -> float:
        shared = sum(self._weights[concept] for concept in rule.concepts & said)
        return shared - MISSING_SHARE * sum(self._weights[c] for c in rule.concepts - said)

    def _said(self, kept: Iterable[str]) -> frozenset[str]:
        said = frozenset(concept for word in kept for concept in self._concepts(word))
        if "pad" in said and not said & OF_SOMEBODY:
            said -= OF_THE_PAD
        return said

    def _concepts(self, word: str) -> tuple[str, ...]:
        return self._known.get(word) or self._known.get(stem(word), ())

    def _mended(self, word: str) -> str:
        """Return the word that `word` is meant for; a word that is one already is not touched."""
        if word in LIGHT or self._concepts(word) or stem(word) in self._practice:
            return word
        return self._slips.meant(word) or word


def _kept(said: Iterable[str]) -> tuple[str, ...]:
    """Return the words that carry meaning, with idioms put together."""
    joined = " ".join(("", *said))
    for pattern, with_ in _IDIOMS:
        joined = pattern.sub(with_, joined)
    return tuple(word for word in joined.split() if word not in LIGHT)


def _by_word() -> dict[str, tuple[str, ...]]:
    """Turn the table of concepts round: word or stem -> concepts, the table's first one first."""
    concepts: dict[str, tuple[str, ...]] = {}
    spelt = {word for row in CONCEPTS.values() for word in row.split()}
    for concept, row in CONCEPTS.items():
        for word in row.split():
            for form in {word, stem(word)} - (spelt - {word}):  # a mate is no mat
                if concept not in concepts.get(form, ()):
                    concepts[form] = (*concepts.get(form, ()), concept)
    return concepts


def _stitch_words(library: Library) -> frozenset[str]:
    """Return the stems that name a stitch: those of its title, and those of its other names that
    are in no name of anything else; but none that a safety page speaks of."""
    techniques = library.techniques.values()
    stitches = [item for item in techniques if item.kind is TechniqueKind.STITCH]
    knots = [item for item in techniques if item.kind is not TechniqueKind.STITCH]
    others = (*library.drills.values(), *knots, *library.guides.values())
    elsewhere = _stems(_together(item.title, *item.aliases) for item in others)
    titles = _stems(item.title for item in stitches)
    named = _stems(_together(*item.aliases) for item in stitches)
    long = {word for word in named - elsewhere if len(word) >= FUZZY_FROM}
    spoken = _stems(phrase for page in library.safety.values() for phrase in page.phrases)
    return (titles | long) - spoken - _stems((PLAIN,))


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(map(stem, {word for text in texts for word in words(text)}))


def _taught_words(library: Library) -> frozenset[str]:
    """Return the stems of all words that items are taught in: never typos of an alarm."""
    items: list[Item] = [*library.drills.values(), *library.techniques.values()]
    texts = [_together(item.title, *item.aliases, item.count, item.purpose) for item in items]
    texts += [f"{step.do} {step.check or ''}" for item in items for step in item.steps]
    texts += [_together(guide.title, *guide.aliases) for guide in library.guides.values()]
    return _stems((*texts, _together(*ORDINARY)))


def _together(*texts: str) -> str:
    return " ".join(texts)
