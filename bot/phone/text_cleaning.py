"""What Telegram does to every text before it shows it: invisible characters, trimming, offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .entities import Entity, nested_properly, units
from .errors import BadRequest

_CONTROL: Final = {chr(code) for code in range(32)} - {"\n", "\r"}
_REMOVED: Final = frozenset("\r\u0333\u033f\u030a") | {chr(c) for c in range(0x2028, 0x202F)}
_DIRECTION_MARKS: Final = re.compile("[\u200e\u200f]+(?=[\u200e\u200f])")
# Characters that show nothing: a text of these alone counts as empty.
_BLANK: Final = frozenset(
    " \n\u00a0\u1680\u180e\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc"
    + "".join(chr(code) for code in range(0x2000, 0x2010))
)
_FURTHEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class _Cleaned:
    text: str
    # For each character boundary of the raw text, in UTF-16 units: where it is now.
    moved: dict[int, int]
    # For each of these boundaries, its byte offset.
    byte_offsets: dict[int, int]


def clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text as Telegram stores it, with its entities repaired and moved along.

    BadRequest when an entity lies outside of the text or cuts a character in two.
    """
    for entity in entities:
        if not 0 <= entity.offset <= _FURTHEST:
            raise BadRequest(f"Receive an entity with incorrect offset {entity.offset}")
        if not 0 <= entity.length <= _FURTHEST:
            raise BadRequest(f"Receive an entity with incorrect length {entity.length}")
    repaired = nested_properly(entities)
    cleaned = _cleaned(text)
    _refuse_misplaced(repaired, cleaned)
    moved = [e.moved_to(cleaned.moved[e.offset], cleaned.moved[e.end]) for e in repaired]
    return cleaned.text, nested_properly(moved)


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at the ends; an entity keeps the white space that it starts with."""
    text = text.rstrip(" \n")
    end = units(text)
    kept = [e.moved_to(e.offset, min(e.end, end)) for e in entities if e.offset < end]
    first = kept[0].offset if kept else end
    leading = min(len(text) - len(text.lstrip(" \n")), first)
    return text[leading:], [e.moved_to(e.offset - leading, e.end - leading) for e in kept]


def is_blank(text: str) -> bool:
    """Whether nothing of the text can be seen."""
    return all(c in _BLANK or 0xE0000 <= ord(c) <= 0xE007F for c in text)


def _cleaned(text: str) -> _Cleaned:
    moved, byte_offsets = {0: 0}, {0: 0}
    before = after = byte_offset = 0
    characters: list[str] = []
    for character in text:
        width = 2 if character > "\uffff" else 1
        before += width
        byte_offset += len(character.encode())
        if character not in _REMOVED:
            characters.append(" " if character in _CONTROL else character)
            after += width
        moved[before], byte_offsets[before] = after, byte_offset
    shown = _DIRECTION_MARKS.sub(lambda m: "\u200c" * len(m[0]), "".join(characters))
    return _Cleaned(shown, moved, byte_offsets)


def _refuse_misplaced(entities: list[Entity], cleaned: _Cleaned) -> None:
    size = max(cleaned.moved)
    faults: list[tuple[int, int, int, str]] = []  # where, ends before begins, inner first
    for index, entity in enumerate(entities):
        if entity.offset > size:
            reason = f"Entity begins after the end of the text at UTF-16 offset {entity.offset}"
            faults.append((size + 1, 1, index, reason))
        elif entity.offset not in cleaned.moved:
            byte_offset = cleaned.byte_offsets[entity.offset + 1]
            reason = f"Entity begins in a middle of a UTF-16 symbol at byte offset {byte_offset}"
            faults.append((entity.offset, 1, index, reason))
        elif entity.end > size:
            reason = f"ends after the end of the text at UTF-16 offset {entity.end}"
            faults.append((size + 1, 2, -index, _beginning(entity, reason)))
        elif entity.end not in cleaned.moved:
            byte_offset = cleaned.byte_offsets[entity.end + 1]
            reason = f"ends in a middle of a UTF-16 symbol at byte offset {byte_offset}"
            faults.append((entity.end, 0, -index, _beginning(entity, reason)))
    if faults:
        raise BadRequest(min(faults)[3])


def _beginning(entity: Entity, reason: str) -> str:
    return f"Entity beginning at UTF-16 offset {entity.offset} {reason}"
