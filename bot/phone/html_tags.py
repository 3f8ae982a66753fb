"""The tags of Telegram's HTML: their attributes, and the entities that they become."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from .entities import Entity
from .errors import CannotParse
from .links import custom_emoji_id, date_time_format, link_entity_or_none

_STYLES: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
}
TAGS: Final = frozenset({*_STYLES, "a", "code", "pre", "blockquote", "tg-emoji", "tg-time"})

_Checked = TypeVar("_Checked")


@dataclass(slots=True)
class OpenTag:
    """A start tag whose end tag has not come yet."""

    name: str
    begin: int  # byte offset in the source
    offset: int  # where its text starts, in UTF-16 units
    text_start: int  # the same place, in bytes of the output
    argument: str = ""
    unix_time: int = 0

    def take(self, attribute: str, value: str) -> None:
        """Keeps the attributes that mean something and passes over the others."""
        match self.name, attribute:
            case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "format"):
                self.argument = value
            case ("code", "class") if value.startswith("language-"):
                self.argument = value.removeprefix("language-")
            case ("span", "class") if value.startswith("tg-"):
                self.argument = value.removeprefix("tg-")
            case ("blockquote", "expandable"):
                self.argument = "1"
            case ("tg-time", "unix"):
                digits = re.match(r"\d{1,10}", value, re.ASCII)
                self.unix_time = int(digits[0]) if digits else 0


def add_entity(entities: list[Entity], tag: OpenTag, end: int, text: str) -> None:
    """Adds what a closed tag makes of its text, which ends at UTF-16 offset `end`."""
    if tag.name in ("pre", "code"):
        _add_code(entities, tag, end)
        return
    entity = _entity(tag, end - tag.offset, text)
    if entity:
        entities.append(entity)


def _entity(tag: OpenTag, length: int, text: str) -> Entity | None:
    if tag.name == "a":
        return link_entity_or_none(tag.argument or text, tag.offset, length)
    if tag.name == "blockquote":
        kind = "expandable_blockquote" if tag.argument else "blockquote"
        return Entity(kind, tag.offset, length)
    if tag.name == "tg-emoji":
        emoji = _or_cannot_parse(custom_emoji_id, tag.argument)
        return Entity("custom_emoji", tag.offset, length, custom_emoji_id=emoji)
    if tag.name == "tg-time":
        form = _or_cannot_parse(date_time_format, tag.argument)
        date = Entity("date_time", tag.offset, length, date_time_format=form)
        return replace(date, unix_time=tag.unix_time) if tag.unix_time > 0 else None
    return Entity(_STYLES[tag.name], tag.offset, length)


def _add_code(entities: list[Entity], tag: OpenTag, end: int) -> None:
    # <pre> and <code class="language-…"> around the same text are one block with a language.
    language = tag.argument or None
    before = entities[-1] if entities else None
    if before and (before.offset, before.end) == (tag.offset, end):
        if tag.name == "pre" and before.kind == "code" and before.language:
            language = before.language
            entities.pop()
        elif language and before.kind == "pre" and before.language is None:
            entities[-1] = replace(before, language=language)
            return
    entities.append(Entity(tag.name, tag.offset, end - tag.offset, language=language))


def _or_cannot_parse(check: Callable[[str], _Checked], value: str) -> _Checked:
    try:
        return check(value)
    except ValueError as error:
        raise CannotParse(str(error)) from error


def lowered(text: str) -> str:
    """In lower case, as far as it is ASCII."""
    return "".join(c.lower() if c.isascii() else c for c in text)
