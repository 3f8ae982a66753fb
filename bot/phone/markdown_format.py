"""parse_mode=Markdown, the old form that Telegram keeps for old bots."""

from __future__ import annotations

from typing import Final

from .entities import Entity
from .errors import CannotParse
from .links import link_entity_or_none
from .utf8_text import Output, Source, after_fence

_MARKS: Final = b"_*`["
_STYLES: Final = {ord("_"): "italic", ord("*"): "bold", ord("`"): "code"}
_FENCE: Final = b"```"


def parse_markdown(text: str) -> tuple[str, list[Entity]]:
    """The plain text and the entities of `text`; CannotParse as Telegram words it."""
    return _MarkdownParser(text).parse()


class _MarkdownParser:
    def __init__(self, text: str) -> None:
        self._source = Source(text)
        self._output = Output()
        self._at = 0
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        source = self._source
        while self._at < source.size:
            byte = source[self._at]
            if byte == ord("\\") and source[self._at + 1] in _MARKS:
                self._output.put_byte(source[self._at + 1])
                self._at += 2
            elif byte in _MARKS:
                self._read_entity(byte)
            else:
                self._output.put_byte(byte)
                self._at += 1
        return self._output.text_from(0), self._entities

    def _read_entity(self, byte: int) -> None:
        source, begin, offset = self._source, self._at, self._output.units
        fenced = source.starts(begin, _FENCE)
        language = None
        if fenced:
            self._at, language = after_fence(source, begin + len(_FENCE))
        else:
            self._at += 1
        mark = _FENCE if fenced else b"]" if byte == ord("[") else bytes([byte])
        text_start = self._at
        while self._at < source.size and not source.starts(self._at, mark):
            self._output.put_byte(source[self._at])
            self._at += 1
        if self._at == source.size:
            raise CannotParse(f"Can't find end of the entity starting at byte offset {begin}")
        text = source.text(text_start, self._at)
        self._at += len(mark)
        length = self._output.units - offset
        if not length:
            return
        if byte == ord("["):
            self._add_link(text, offset, length)
        else:
            kind = "pre" if fenced else _STYLES[byte]
            self._entities.append(Entity(kind, offset, length, language=language))

    def _add_link(self, text: str, offset: int, length: int) -> None:
        url, source = text, self._source
        if source[self._at] == ord("("):
            end = source.find_any(self._at + 1, b")")
            url = source.text(self._at + 1, end)
            self._at = end + 1
        entity = link_entity_or_none(url, offset, length)
        if entity:
            self._entities.append(entity)
