"""parse_mode=HTML: Telegram's own little HTML, with its errors and byte offsets."""

from __future__ import annotations

from typing import Final

from .entities import Entity, in_order
from .errors import CannotParse
from .html_references import character_reference
from .html_tags import TAGS, OpenTag, add_entity, lowered
from .utf8_text import SPACES, Output, Source

_NAME_TOKEN: Final = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """The plain text and the entities of `text`; CannotParse as Telegram words it."""
    return _HtmlParser(text).parse()


class _HtmlParser:
    def __init__(self, text: str) -> None:
        self._source = Source(text)
        self._output = Output()
        self._at = 0
        self._open: list[OpenTag] = []
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
            raise CannotParse(f'Can\'t find end tag corresponding to start tag "{name}"')
        return self._text(), in_order(self._without_code_languages())

    def _text(self) -> str:
        try:
            return self._output.bytes.decode()
        except UnicodeDecodeError as error:
            raise CannotParse(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from error

    def _without_code_languages(self) -> list[Entity]:
        # A language counts only where <pre> and <code> cover the same text.
        return [
            Entity("code", e.offset, e.length) if e.kind == "code" else e for e in self._entities
        ]

    def _read_reference(self) -> None:
        code, end = character_reference(self._source, self._at)
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
            raise CannotParse(f"Unclosed start tag at byte offset {begin}")
        name = lowered(source.text(begin + 1, self._at))
        if name not in TAGS:
            raise CannotParse(f'Unsupported start tag "{name}" at byte offset {begin}')
        tag = OpenTag(name, begin, self._output.units, len(self._output.bytes))
        while source[self._at] != ord(">"):
            self._at = source.skip(self._at)
            if source[self._at] == ord(">"):
                break
            self._read_attribute(tag)
        self._at += 1
        if name == "span" and tag.argument != "spoiler":
            reason = 'Tag "span" must have class "tg-spoiler"'
            raise CannotParse(f"{reason} at byte offset {begin}")
        self._open.append(tag)

    def _read_attribute(self, tag: OpenTag) -> None:
        source = self._source
        start = self._at
        self._at = source.find_any(self._at, SPACES + b"=>/\"'")
        attribute = source.text(start, self._at)
        if not attribute:
            raise CannotParse(
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
            raise CannotParse(f"Unclosed start tag at byte offset {tag.begin}")
        tag.take(attribute, value)

    def _refuse_unclosed(self, tag: OpenTag) -> None:
        if self._source[self._at] == 0:
            raise CannotParse(f'Unclosed start tag "{tag.name}" at byte offset {tag.begin}')

    def _read_value(self) -> str:
        source = self._source
        start = self._at
        if source[start] in b"\"'":
            return self._read_quoted_value(source[start])
        self._at = source.skip(start, _NAME_TOKEN)
        if source[self._at] not in SPACES + b">":
            raise CannotParse(f"Unexpected end of name token at byte offset {start}")
        return lowered(source.text(start, self._at))

    def _read_quoted_value(self, quote: int) -> str:
        source, value = self._source, Output()
        self._at += 1
        while source[self._at] not in (quote, 0):
            if source[self._at] == ord("&"):
                code, end = character_reference(source, self._at)
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
            raise CannotParse(f"Unexpected end tag at byte offset {begin}")
        self._at = source.find_any(self._at, SPACES + b">")
        found = lowered(source.text(begin + 2, self._at))
        while self._at < source.size and source[self._at] in SPACES and source[self._at] != 0:
            self._at += 1
        if source[self._at] != ord(">"):
            raise CannotParse(f"Unclosed end tag at byte offset {begin}")
        self._at += 1
        tag = self._open[-1]
        if found and found != tag.name:
            raise CannotParse(
                f"Unmatched end tag at byte offset {begin}, "
                f'expected "</{tag.name}>", found "</{found}>"'
            )
        if self._output.units > tag.offset:
            text = self._output.text_from(tag.text_start)
            add_entity(self._entities, tag, self._output.units, text)
        self._open.pop()
