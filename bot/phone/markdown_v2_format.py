"""parse_mode=MarkdownV2, with Telegram's errors and byte offsets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from .entities import Entity, in_order
from .errors import CannotParse
from .links import date_time_format, emoji_or_date, link_entity_or_none
from .utf8_text import Output, Source, after_fence

_RESERVED: Final = b"_*[]()~`>#+-=|{}.!\n"
_ESCAPABLE: Final = range(1, 127)
_BYTE_STYLES: Final = {ord("*"): "bold", ord("_"): "italic", ord("~"): "strikethrough"}
_STYLE_MARKS: Final = {
    "bold": b"*",
    "italic": b"_",
    "underline": b"__",
    "strikethrough": b"~",
    "spoiler": b"||",
    "code": b"`",
    "pre": b"```",
    "text_link": b"]",
    "custom_emoji": b"]",
}
# How Telegram names the kinds in its errors.
_NAMES: Final = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}


@dataclass(frozen=True, slots=True)
class _OpenMark:
    kind: str
    begin: int  # byte offset in the source
    offset: int  # where its text starts, in UTF-16 units
    text_start: int  # the same place, in bytes of the output
    language: str | None = None

    @property
    def name(self) -> str:
        return "PreCode" if self.language else _NAMES[self.kind]


def parse_markdown_v2(text: str) -> tuple[str, list[Entity]]:
    """The plain text and the entities of `text`; CannotParse as Telegram words it."""
    return _MarkdownV2Parser(text).parse()


def _no_end(mark: _OpenMark) -> CannotParse:
    return CannotParse(f"Can't find end of {mark.name} entity at byte offset {mark.begin}")


class _MarkdownV2Parser:
    def __init__(self, text: str) -> None:
        self._source = Source(text)
        self._output = Output()
        self._at = 0
        self._open: list[_OpenMark] = []
        self._entities: list[Entity] = []
        self._in_quote = False
        self._at_line_start = True

    def parse(self) -> tuple[str, list[Entity]]:
        while self._at < self._source.size:
            byte = self._source[self._at]
            if byte == ord("\\") and self._source[self._at + 1] in _ESCAPABLE:
                self._put(self._source[self._at + 1])
                self._at += 2
            elif byte not in self._reserved():
                self._put(byte)
                self._at += 1
            elif self._ends_here(byte):
                self._end(byte)
            else:
                self._begin(byte)
        self._end_last_quote()
        if self._open:
            raise _no_end(self._open[-1])
        return self._output.text_from(0), in_order(self._entities)

    def _put(self, byte: int) -> None:
        self._output.put_byte(byte)
        if byte & 0xC0 != 0x80 and byte != ord("\r"):
            self._at_line_start = byte == ord("\n") and not self._is_verbatim

    @property
    def _is_verbatim(self) -> bool:
        return bool(self._open) and self._open[-1].kind in ("code", "pre")

    def _reserved(self) -> bytes:
        return b"`" if self._is_verbatim else _RESERVED

    # --- where entities begin

    def _begin(self, byte: int) -> None:
        source, begin = self._source, self._at
        if byte == ord("\n"):
            self._put(byte)
            self._at += 1
        elif byte == ord(">") and self._at_line_start:
            self._at += 1
            if not self._in_quote:
                self._in_quote = True
                self._push("blockquote", begin)
        elif source.starts(begin, b"```"):
            self._push("pre", begin, self._read_language())
        else:
            kind, mark = self._opening(byte)
            self._at += len(mark)
            self._push(kind, begin)

    def _opening(self, byte: int) -> tuple[str, bytes]:
        at = self._at
        for kind, mark in (("underline", b"__"), ("spoiler", b"||"), ("custom_emoji", b"![")):
            if self._source.starts(at, mark):
                return kind, mark
        if byte in _BYTE_STYLES:
            return _BYTE_STYLES[byte], bytes([byte])
        if byte == ord("["):
            return "text_link", b"["
        if byte == ord("`"):
            return "code", b"`"
        raise CannotParse(
            f"Character '{chr(byte)}' is reserved and must be escaped with the preceding '\\'"
        )

    def _read_language(self) -> str | None:
        self._at, language = after_fence(self._source, self._at + 3)
        return language

    def _push(self, kind: str, begin: int, language: str | None = None) -> None:
        output = self._output
        self._open.append(_OpenMark(kind, begin, output.units, len(output.bytes), language))

    # --- where entities end

    def _ends_here(self, byte: int) -> bool:
        if not self._open:
            return False
        source, at = self._source, self._at
        if self._in_quote and byte == ord("\n"):
            return at + 1 == source.size or source[at + 1] != ord(">")
        kind = self._open[-1].kind
        if kind == "blockquote":
            return False
        if kind == "italic":
            return byte == ord("_") and source[at + 1] != ord("_")
        return source.starts(at, _STYLE_MARKS[kind])

    def _end(self, byte: int) -> None:
        if byte == ord("\n"):
            self._end_quote_line()
            return
        mark = self._open.pop()
        self._at += len(_STYLE_MARKS[mark.kind])
        entity: Entity | None = Entity(
            mark.kind, mark.offset, self._output.units - mark.offset, language=mark.language
        )
        if mark.kind == "text_link":
            entity = self._link(mark)
        elif mark.kind == "custom_emoji":
            entity = self._emoji_or_date(mark)
        if entity and entity.length:
            self._entities.append(entity)

    def _link(self, mark: _OpenMark) -> Entity | None:
        if self._source[self._at] == ord("("):
            url = self._read_url()
        else:
            url = self._output.text_from(mark.text_start)
        return link_entity_or_none(url, mark.offset, self._output.units - mark.offset)

    def _emoji_or_date(self, mark: _OpenMark) -> Entity:
        if self._source[self._at] != ord("("):
            raise CannotParse("The entity must contain a tg://emoji or tg://time URL")
        try:
            emoji, date = emoji_or_date(self._read_url())
        except ValueError as error:
            raise CannotParse("Invalid tg://emoji or tg://time URL specified") from error
        entity = Entity(mark.kind, mark.offset, self._output.units - mark.offset)
        if date is None:
            return replace(entity, custom_emoji_id=emoji)
        unix_time, form = date
        form_or_none = date_time_format(form)
        return replace(entity, kind="date_time", unix_time=unix_time, date_time_format=form_or_none)

    def _read_url(self) -> str:
        source, url = self._source, Output()
        self._at += 1
        begin = self._at
        while self._at < source.size and source[self._at] != ord(")"):
            escaped = source[self._at] == ord("\\") and source[self._at + 1] in _ESCAPABLE
            self._at += escaped
            url.put_byte(source[self._at])
            self._at += 1
        if source[self._at] != ord(")"):
            raise CannotParse(f"Can't find end of a URL at byte offset {begin}")
        self._at += 1
        return url.text_from(0)

    def _end_quote_line(self) -> None:
        kind = self._pop_expandable_mark(self._at)
        mark = self._open[-1]
        if mark.kind != "blockquote":
            raise _no_end(mark)
        self._open.pop()
        self._in_quote = False
        self._put(ord("\n"))  # the line's end belongs to the quotation
        self._at += 1
        length = self._output.units - mark.offset
        self._entities.append(Entity(kind, mark.offset, length))

    def _pop_expandable_mark(self, line_end: int) -> str:
        # An empty spoiler that was opened at the very end of the quotation makes it expandable.
        mark = self._open[-1]
        written = self._output.bytes
        at_end = mark.begin == line_end - 2 or (
            mark.begin == line_end - 3 and written.endswith(b"\r")
        )
        if mark.kind == "spoiler" and at_end:
            self._open.pop()
            return "expandable_blockquote"
        return "blockquote"

    def _end_last_quote(self) -> None:
        if not self._in_quote:
            return
        kind, mark = "blockquote", self._open[-1]
        if mark.kind == "spoiler" and mark.begin == self._source.size - 2:
            self._open.pop()
            kind, mark = "expandable_blockquote", self._open[-1]
        if mark.kind == "blockquote":
            self._open.pop()
            if self._output.units > mark.offset:
                length = self._output.units - mark.offset
                self._entities.append(Entity(kind, mark.offset, length))
