"""What stands behind a card: its words, and its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.content import Drill, Library, Source, Taught
from bot.domain.glossary import Term
from bot.usecases.turn import Turn


@dataclass(frozen=True, slots=True)
class WordsShown:
    """The terms that a card marks, with their meanings."""

    item: Taught
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class SourcesShown:
    """What a card is based on: verified references only."""

    item: Taught
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class TermShown:
    """What a word of the trade means, and what is taught about it."""

    term: Term
    items: tuple[Taught, ...]


def term(turn: Turn, asked: Term, found: Iterable[str]) -> TermShown:
    """Show what a word means, with what a search for it came to."""
    items = (turn.library.taught(item) for item in found)
    return TermShown(asked, tuple(item for item in items if item))


def words(turn: Turn, item_id: str) -> WordsShown:
    """Show what the terms of an item mean."""
    item = turn.taught(item_id)
    return WordsShown(item, terms_of(item, turn.library))


def terms_of(item: Taught, library: Library) -> tuple[Term, ...]:
    """Return the terms that an item marks."""
    return tuple(library.glossary[key] for key in item.terms if key in library.glossary)


def sources(turn: Turn, item_id: str) -> SourcesShown:
    """Show what an item is based on."""
    item = turn.taught(item_id)
    return SourcesShown(item, tuple(_verified(cited_by(item), turn.library)))


def cited_by(item: Taught) -> tuple[str, ...]:
    """Return the ids of all that an item cites, its target's source included."""
    target = (item.target.source,) if isinstance(item, Drill) and item.target.source else ()
    return tuple(dict.fromkeys((*item.sources, *target)))


def _verified(cited: Iterable[str], library: Library) -> Iterable[Source]:
    found = (library.sources.get(source) for source in cited)
    return (source for source in found if source and source.verified)
