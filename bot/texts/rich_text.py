"""Text with entities, as Telegram takes it: what every message is in the end.

Offsets and lengths count UTF-16 units, Telegram's measure: 💉 counts two. The work is done on a
string of units, in which such a character stands as its two surrogates, so that an index into it
is an offset.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

MAX_ENTITIES = 100  # a message; Telegram drops the rest
SMALLEST_LIMIT = 3  # units: one character of two, and the ellipsis

CODE_TYPES = frozenset({"code", "pre"})
QUOTE_TYPES = frozenset({"blockquote", "expandable_blockquote"})
# Indentation at the start of these is meant; anywhere else it is the template's own.
_INDENTED_TYPES = CODE_TYPES | QUOTE_TYPES
_OUTERMOST_FIRST = ("blockquote", "expandable_blockquote", "text_link", "pre", "code")

_SPACE = " \n"
_PARAGRAPH = re.compile(r"\s*\n\s*\n")
_LINE = re.compile(r"\s*\n")
_SENTENCE = re.compile(r"(?<=[.!?…]) +|(?<=[.!?…][)\"'”’»]) +")
_WORD = re.compile(r"\s+")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_REGIONAL = "".join(map(chr, range(0x1F1E6, 0x1F200)))  # two of them are a flag
_JOINER = "\u200d"
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_TAGS = frozenset(map(chr, range(0xE0020, 0xE0080)))  # spell the flags of Wales and Scotland


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text with a look or a link; `type` is the Bot API's name for it."""

    type: str
    offset: int  # UTF-16 units
    length: int  # UTF-16 units
    url: str | None = None  # of a text_link
    language: str | None = None  # of a pre

    @property
    def end(self) -> int:
        """The offset just after the last unit."""
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class RichText:
    """A text and its entities, sorted by offset, the longer first; none crosses another."""

    text: str
    entities: tuple[Entity, ...] = ()

    def __add__(self, other: RichText) -> RichText:
        shift = utf16_length(self.text)
        moved = (replace(entity, offset=entity.offset + shift) for entity in other.entities)
        return RichText(self.text + other.text, (*self.entities, *moved))


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units, which is what Telegram's limits count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def tidy(rich: RichText) -> RichText:
    """Trim outer white space of the text and of each entity, and drop entities left empty.

    Telegram does the same on arrival, so what we keep is what the reader gets.
    """
    units = _units(rich.text)
    trimmed = [_trimmed(entity, units) for entity in rich.entities]
    entities = [entity for entity in trimmed if entity.length > 0]
    indented = (entity.offset for entity in entities if entity.type in _INDENTED_TYPES)
    start = min(len(units) - len(units.lstrip(_SPACE)), min(indented, default=len(units)))
    if start:
        entities = [replace(entity, offset=entity.offset - start) for entity in entities]
    return RichText(_text(units[start:].rstrip(_SPACE)), tuple(sorted(entities, key=_order)))


def split(rich: RichText, limit: int) -> list[RichText]:
    """Return the text in parts of at most `limit` UTF-16 units and 100 entities each.

    A part ends with a paragraph; where none ends in its second half, with a line, else a
    sentence, else a word, else between two characters. White space at the cuts is dropped, and
    parts of nothing else with it. Raises ValueError when the limit is under three.
    """
    _require_room(limit)
    units = _units(rich.text)
    parts, start = [], 0
    while start < len(units):
        reach = _reach(rich.entities, start, min(start + limit, len(units)))
        stop, following = (reach, reach) if reach == len(units) else _cut(units, start, reach)
        parts.append(tidy(_slice(rich.entities, units, start, stop)))
        start = following
    return [part for part in parts if part.text]


def truncate(rich: RichText, limit: int) -> RichText:
    """Return the text itself if it fits, else its beginning and an ellipsis.

    `limit` is in UTF-16 units; ValueError when it is under three.
    """
    _require_room(limit)
    units = _units(rich.text)
    if len(units) <= limit:
        return rich
    gap = _last_gap(_WORD, units, limit // 2, limit - 1)
    stop = gap.start() if gap else _character_edge(units, 0, limit - 1)
    return tidy(_slice(rich.entities, units, 0, stop)) + RichText("…")


def _require_room(limit: int) -> None:
    if limit < SMALLEST_LIMIT:
        raise ValueError(f"a limit of {limit} units leaves no room for text")


def _units(text: str) -> str:
    return _ASTRAL.sub(lambda found: _surrogates(found[0]), text)


def _surrogates(character: str) -> str:
    high, low = divmod(ord(character) - 0x10000, 0x400)
    return chr(0xD800 + high) + chr(0xDC00 + low)


def _text(units: str) -> str:
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _order(entity: Entity) -> tuple[int, int, int, str]:
    kind = entity.type
    rank = _OUTERMOST_FIRST.index(kind) if kind in _OUTERMOST_FIRST else len(_OUTERMOST_FIRST)
    return entity.offset, -entity.length, rank, kind


def _trimmed(entity: Entity, units: str) -> Entity:
    covered = units[entity.offset : entity.end].rstrip(_SPACE)
    inside = covered.lstrip("\n" if entity.type in _INDENTED_TYPES else _SPACE)
    if len(inside) == entity.length:
        return entity
    return replace(entity, offset=entity.offset + len(covered) - len(inside), length=len(inside))


def _slice(entities: Iterable[Entity], units: str, start: int, stop: int) -> RichText:
    """Cut out units[start:stop] with what its entities cover there."""
    kept = []
    for entity in entities:
        first, end = max(entity.offset, start), min(entity.end, stop)
        if first < end:
            kept.append(replace(entity, offset=first - start, length=end - first))
    return RichText(_text(units[start:stop]), tuple(kept[:MAX_ENTITIES]))


def _reach(entities: Iterable[Entity], start: int, stop: int) -> int:
    """Return how far a part may go: to `stop`, or to where entity 101 would begin."""
    offsets = sorted(
        entity.offset for entity in entities if entity.offset < stop and entity.end > start
    )
    over = offsets[MAX_ENTITIES] if len(offsets) > MAX_ENTITIES else stop
    return over if over > start else stop


def _cut(units: str, start: int, reach: int) -> tuple[int, int]:
    """Return where the part from `start` ends, at `reach` at most, and where the next begins."""
    half = start + (reach - start) // 2
    for pattern in (_PARAGRAPH, _LINE, _SENTENCE, _WORD):
        if gap := _last_gap(pattern, units, half, reach):
            return gap.span()
    if gap := _last_gap(_WORD, units, start + 1, reach):
        return gap.span()
    edge = _character_edge(units, start, reach)
    return edge, edge


def _last_gap(pattern: re.Pattern[str], units: str, first: int, last: int) -> re.Match[str] | None:
    """Return the last match that begins at `first` or later, and at `last` at the latest."""
    found = None
    for match in pattern.finditer(units, first):
        if match.start() > last:
            break
        found = match
    return found


def _character_edge(units: str, start: int, reach: int) -> int:
    """Return the last offset up to `reach` that tears no character, nor, if possible, an emoji."""
    if "\ud800" <= units[reach - 1] <= "\udbff" and reach - 1 > start:
        reach -= 1
    before, after = _text(units[start:reach]), _text(units[reach : reach + 2])
    following = after[:1]
    for count in range(len(before), 0, -1):
        if not _belongs_together(before[:count], following):
            return start + utf16_length(before[:count])
        following = before[count - 1]
    return reach


def _belongs_together(before: str, following: str) -> bool:
    if following in _REGIONAL:
        return (len(before) - len(before.rstrip(_REGIONAL))) % 2 == 1
    return before[-1] == _JOINER or _continues(following)


def _continues(character: str) -> bool:
    """Say whether the character only adds to the one before: an accent, a skin tone, a joiner."""
    is_mark = unicodedata.category(character).startswith("M")  # variation selectors are, too
    return is_mark or character == _JOINER or character in _SKIN_TONES | _TAGS
