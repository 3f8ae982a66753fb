"""Message entities: what they are, how they sort, and how Telegram lets them overlap.

Offsets and lengths count UTF-16 code units, as everywhere in the Bot API.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

# Kinds that may be cut in pieces and merged, in Telegram's order of nesting.
SPLITTABLE: Final = ("bold", "italic", "underline", "strikethrough", "spoiler")
BLOCKQUOTES: Final = frozenset({"blockquote", "expandable_blockquote"})
# Nothing may be formatted inside these, and they stand in nothing but a quotation.
VERBATIM: Final = frozenset({"pre", "code", "date_time"})

_PRIORITY: Final = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "date_time": 30,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
_FOUND_PRIORITY: Final = 50  # entities that Telegram finds by itself: links, commands, mentions
_PRE_WITH_LANGUAGE_PRIORITY: Final = 10


@dataclass(frozen=True, slots=True)
class Entity:
    """One MessageEntity; `kind` is the Bot API's `type`."""

    kind: str
    offset: int
    length: int
    url: str | None = None
    user_id: int | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None

    @property
    def end(self) -> int:
        """The offset just after the entity."""
        return self.offset + self.length

    def moved_to(self, offset: int, end: int) -> Entity:
        """The same formatting on another stretch of text."""
        return replace(self, offset=offset, length=end - offset)

    def as_json(self) -> dict[str, Any]:
        """The MessageEntity object; a mention carries the bare id of its user."""
        body: dict[str, Any] = {"offset": self.offset, "length": self.length, "type": self.kind}
        for name in ("url", "language", "custom_emoji_id", "unix_time", "date_time_format"):
            value = getattr(self, name)
            if value is not None:
                body[name] = value
        if self.user_id is not None:
            body["user"] = {"id": self.user_id}
        return body


def units(text: str) -> int:
    """The length of `text` in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def in_order(entities: Iterable[Entity]) -> list[Entity]:
    """Sorted as Telegram sorts: outer before inner."""
    return sorted(entities, key=lambda e: (e.offset, -e.length, _priority(e)))


def _priority(entity: Entity) -> int:
    if entity.kind == "pre" and entity.language is not None:
        return _PRE_WITH_LANGUAGE_PRIORITY
    return _PRIORITY.get(entity.kind, _FOUND_PRIORITY)


def nested_properly(entities: Iterable[Entity]) -> list[Entity]:
    """Entities as Telegram repairs them: some dropped, bold and its kin merged and split."""
    ordered = in_order(entity for entity in entities if entity.length > 0)
    quotes = _disjoint(entity for entity in ordered if entity.kind in BLOCKQUOTES)
    whole = _disjoint(
        entity
        for entity in ordered
        if entity.kind not in SPLITTABLE and entity.kind not in BLOCKQUOTES
    )
    frame = in_order(_outside_or_within(whole, quotes) + quotes)
    return in_order(frame + split([e for e in ordered if e.kind in SPLITTABLE], frame))


def merged_with_found(entities: list[Entity], found: list[Entity]) -> list[Entity]:
    """Adds what Telegram found by itself wherever the sender's own formatting leaves room."""
    if not found:
        return entities
    quotes = [entity for entity in entities if entity.kind in BLOCKQUOTES]
    whole = [e for e in entities if e.kind not in SPLITTABLE and e.kind not in BLOCKQUOTES]
    welcome = [
        new
        for new in _outside_or_within(found, quotes)
        if not any(new.offset < old.end and old.offset < new.end for old in whole)
    ]
    frame = in_order(whole + welcome + quotes)
    return in_order(frame + split([e for e in entities if e.kind in SPLITTABLE], frame))


def split(styles: list[Entity], frame: list[Entity]) -> list[Entity]:
    """Bold and its kin, merged by kind, then cut where another entity starts or the frame turns."""
    runs = [run for kind in SPLITTABLE for run in _runs(kind, styles)]
    cuts = {run.offset for run in runs}
    for entity in frame:
        cuts |= {entity.offset, entity.end}
    verbatim = [entity for entity in frame if entity.kind in VERBATIM]
    return [
        piece
        for run in runs
        for piece in _pieces(run, cuts)
        if not any(v.offset <= piece.offset < v.end for v in verbatim)
    ]


def _runs(kind: str, styles: list[Entity]) -> list[Entity]:
    runs: list[Entity] = []
    for style in sorted((s for s in styles if s.kind == kind), key=lambda s: s.offset):
        if runs and style.offset <= runs[-1].end:
            runs[-1] = runs[-1].moved_to(runs[-1].offset, max(runs[-1].end, style.end))
        else:
            runs.append(style)
    return runs


def _pieces(run: Entity, cuts: set[int]) -> list[Entity]:
    edges = [run.offset, *sorted(cut for cut in cuts if run.offset < cut < run.end), run.end]
    return [run.moved_to(start, end) for start, end in pairwise(edges)]


def _disjoint(ordered: Iterable[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in ordered:
        if not kept or entity.offset >= kept[-1].end:
            kept.append(entity)
    return kept


def _outside_or_within(entities: list[Entity], quotes: list[Entity]) -> list[Entity]:
    return [
        entity
        for entity in entities
        if all(
            entity.end <= quote.offset
            or entity.offset >= quote.end
            or (quote.offset <= entity.offset and entity.end <= quote.end)
            for quote in quotes
        )
    ]
