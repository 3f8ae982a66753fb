"""parse_mode=HTML: Telegram's own little HTML, with its errors and byte offsets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from .entities import Entity, in_order
from .errors import BadRequest
from .links import WrongLink, checked_link, custom_emoji_id, date_time_format, linked_user_id
from .utf8_text import SPACES, Output, Source

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
_OTHER_TAGS: Final = frozenset({"a", "code", "pre", "blockquote", "tg-emoji", "tg-time"})
_NAMED_REFERENCES: Final = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_NAME_TOKEN: Final = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"
_DIGITS: Final = b"0123456789"
_HEX_DIGITS: Final = b"0123456789abcdefABCDEF"
_LONGEST_REFERENCE: Final = 10

_Checked = TypeVar("_Checked")


@dataclass(slots=True)
class _OpenTag:
    name: str
    begin: int  # byte offset in the source
    offset: int  # where its text starts, in UTF-16 units
    text_start: int  # the same place, in bytes of the output
    argument: str = ""
    unix_time: int = 0


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """The plain text and the entities of `text`; BadRequest as Telegram words it."""
    return _HtmlParser(text).parse()


def _cannot_parse(reason: str) -> BadRequest:
    return BadRequest(f"Can't parse entities: {reason}")


class _HtmlParser:
    def __init__(self, text: str) -> None:
        self._source = Source(text)
        self._output = Output()
        self._at = 0
        self._open: list[_OpenTag] = []
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while self._at < self._source.size:
            byte = self._source[self._at]
            if byte == ord("&"):
                self._read_reference()
            elif byte == ord("<"):
                self._read_tag()
            else:
                self._output.put_byte(byte)
                self._at += 1
        if self._open:
            name = self._open[-1].name
            raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{name}"')
        return self._text(), in_order(self._without_code_languages())

    def _text(self) -> str:
        try:
            return self._output.bytes.decode()
        except UnicodeDecodeError as error:
            raise _cannot_parse(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from error

    def _without_code_languages(self) -> list[Entity]:
        # A language counts only where <pre> and <code> cover the same text.
        return [
            Entity("code", e.offset, e.length) if e.kind == "code" else e for e in self._entities
        ]

    def _read_reference(self) -> None:
        code, end = _reference(self._source, self._at)
        if code:
            self._output.put_code(code)
            self._at = end
        else:
            self._output.put_byte(ord("&"))
            self._at += 1

    def _read_tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._source[self._at] == ord("/"):
            self._read_end_tag(begin)
        else:
            self._read_start_tag(begin)

    # --- start tags

    def _read_start_tag(self, begin: int) -> None:
        source = self._source
        self._at = source.find_any(self._at, SPACES + b">")
        if source[self._at] == 0:
            raise _cannot_parse(f"Unclosed start tag at byte offset {begin}")
        name = _lowered(source.text(begin + 1, self._at))
        if name not in _STYLES and name not in _OTHER_TAGS:
            raise _cannot_parse(f'Unsupported start tag "{name}" at byte offset {begin}')
        tag = _OpenTag(name, begin, self._output.units, len(self._output.bytes))
        while source[self._at] != ord(">"):
            self._at = source.skip(self._at)
            if source[self._at] == ord(">"):
                break
            self._read_attribute(tag)
        self._at += 1
        if name == "span" and tag.argument != "spoiler":
            reason = 'Tag "span" must have class "tg-spoiler"'
            raise _cannot_parse(f"{reason} at byte offset {begin}")
        self._open.append(tag)

    def _read_attribute(self, tag: _OpenTag) -> None:
        source = self._source
        start = self._at
        self._at = source.find_any(self._at, SPACES + b"=>/\"'")
        attribute = source.text(start, self._at)
        if not attribute:
            raise _cannot_parse(
                f'Empty attribute name in the tag "{tag.name}" at byte offset {tag.begin}'
            )
        self._at = source.skip(self._at)
        if source[self._at] != ord("="):
            self._refuse_unclosed(tag)
            if tag.name == "blockquote" and attribute == "expandable":
                tag.argument = "1"
            return
        self._at = source.skip(self._at + 1)
        self._refuse_unclosed(tag)
        value = self._read_value()
        if source[self._at] == 0:
            raise _cannot_parse(f"Unclosed start tag at byte offset {tag.begin}")
        _take_attribute(tag, attribute, value)

    def _refuse_unclosed(self, tag: _OpenTag) -> None:
        if self._source[self._at] == 0:
            raise _cannot_parse(f'Unclosed start tag "{tag.name}" at byte offset {tag.begin}')

    def _read_value(self) -> str:
        source = self._source
        start = self._at
        if source[start] in b"\"'":
            return self._read_quoted_value(source[start])
        self._at = source.skip(start, _NAME_TOKEN)
        if source[self._at] not in SPACES + b">":
            raise _cannot_parse(f"Unexpected end of name token at byte offset {start}")
        return _lowered(source.text(start, self._at))

    def _read_quoted_value(self, quote: int) -> str:
        source, value = self._source, Output()
        self._at += 1
        while source[self._at] not in (quote, 0):
            if source[self._at] == ord("&"):
                code, end = _reference(source, self._at)
                if code:
                    value.put_code(code)
                    self._at = end
                    continue
            value.put_byte(source[self._at])
            self._at += 1
        if source[self._at] == quote:
            self._at += 1
        return value.text_from(0)

    # --- end tags

    def _read_end_tag(self, begin: int) -> None:
        source = self._source
        if not self._open:
            raise _cannot_parse(f"Unexpected end tag at byte offset {begin}")
        self._at = source.find_any(self._at, SPACES + b">")
        found = _lowered(source.text(begin + 2, self._at))
        while self._at < source.size and source[self._at] in SPACES and source[self._at] != 0:
            self._at += 1
        if source[self._at] != ord(">"):
            raise _cannot_parse(f"Unclosed end tag at byte offset {begin}")
        self._at += 1
        tag = self._open[-1]
        if found and found != tag.name:
            raise _cannot_parse(
                f"Unmatched end tag at byte offset {begin}, "
                f'expected "</{tag.name}>", found "</{found}>"'
            )
        if self._output.units > tag.offset:
            self._close(tag)
        self._open.pop()

    def _close(self, tag: _OpenTag) -> None:
        offset, length = tag.offset, self._output.units - tag.offset
        if tag.name in _STYLES:
            self._entities.append(Entity(_STYLES[tag.name], offset, length))
        elif tag.name == "blockquote":
            kind = "expandable_blockquote" if tag.argument else "blockquote"
            self._entities.append(Entity(kind, offset, length))
        elif tag.name == "tg-emoji":
            emoji = _or_cannot_parse(custom_emoji_id, tag.argument)
            self._entities.append(Entity("custom_emoji", offset, length, custom_emoji_id=emoji))
        elif tag.name == "a":
            self._close_link(tag, offset, length)
        elif tag.name == "tg-time":
            self._close_date(tag, offset, length)
        else:
            self._close_code(tag, offset, length)

    def _close_link(self, tag: _OpenTag, offset: int, length: int) -> None:
        url = tag.argument or self._output.text_from(tag.text_start)
        entity = link_entity(url, offset, length)
        if entity:
            self._entities.append(entity)

    def _close_date(self, tag: _OpenTag, offset: int, length: int) -> None:
        form = _or_cannot_parse(date_time_format, tag.argument)
        if tag.unix_time > 0:
            date = Entity("date_time", offset, length, unix_time=tag.unix_time)
            self._entities.append(replace(date, date_time_format=form))

    def _close_code(self, tag: _OpenTag, offset: int, length: int) -> None:
        language = tag.argument or None
        before = self._entities[-1] if self._entities else None
        if before and (before.offset, before.length) == (offset, length):
            if tag.name == "pre" and before.kind == "code" and before.language:
                language = before.language
                self._entities.pop()
            elif language and before.kind == "pre" and before.language is None:
                self._entities[-1] = replace(before, language=language)
                return
        self._entities.append(Entity(tag.name, offset, length, language=language))


def _or_cannot_parse(check: Callable[[str], _Checked], value: str) -> _Checked:
    try:
        return check(value)
    except ValueError as error:
        raise _cannot_parse(str(error)) from error


def link_entity(url: str, offset: int, length: int) -> Entity | None:
    """A link or a mention; None where Telegram shows the text alone."""
    user_id = linked_user_id(url)
    if user_id is not None:
        return Entity("text_mention", offset, length, user_id=user_id)
    try:
        return Entity("text_link", offset, length, url=checked_link(url))
    except WrongLink:
        return None


def _take_attribute(tag: _OpenTag, attribute: str, value: str) -> None:
    match tag.name, attribute:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "format"):
            tag.argument = value
        case ("code", "class") if value.startswith("language-"):
            tag.argument = value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            tag.argument = value.removeprefix("tg-")
        case ("blockquote", "expandable"):
            tag.argument = "1"
        case ("tg-time", "unix"):
            digits = re.match(r"\d{1,10}", value, re.ASCII)
            tag.unix_time = int(digits[0]) if digits else 0


def _lowered(text: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in text)


def _reference(source: Source, at: int) -> tuple[int, int]:
    """The code point that a character reference stands for, and its end; 0 when it is none."""
    if source[at + 1] == ord("#"):
        start = at + 3 if source[at + 2] == ord("x") else at + 2
        base, digits = (16, _HEX_DIGITS) if start == at + 3 else (10, _DIGITS)
        end = source.skip(start, digits)
        code = int(source.text(start, end) or "0", base) if end - at < _LONGEST_REFERENCE else 0
        if code >= 0x10FFFF:
            code = 0
    else:
        end = at + 1
        while bytes([source[end]]).isalpha():
            end += 1
        code = ord(_NAMED_REFERENCES.get(source.bytes[at + 1 : end], "\0"))
    return code, end + 1 if source[end] == ord(";") else end
