"""Telegram's small HTML, which templates and Markdown produce, read into text and entities.

Strict, since a fault here is a fault in a template: whatever is not understood raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from html.parser import HTMLParser

from bot.texts.rich_text import CODE_TYPES, QUOTE_TYPES, Entity, RichText, tidy, utf16_length

_TYPES = {
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "s": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
_LINK = re.compile(r"(https?|tg)://\S+", re.IGNORECASE)
_LANGUAGE = re.compile(r"language-(\S+)")
# Telegram makes spaces of control characters and removes a few marks that disturb a layout.
_CONTROLS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_REMOVED = re.compile("[\r\u030a\u0333\u033f\u2028-\u202e\ud800-\udfff]")

Attributes = dict[str, str | None]


@lru_cache(maxsize=512)  # cards and questions are shown again and again
def from_html(html: str) -> RichText:
    """Return the text with its entities: sorted, none empty, none crossing another.

    Known are b, i, u, s, tg-spoiler, code, pre, a href, blockquote and blockquote expandable.
    Raises ValueError that names the tag for any other one, an unclosed one, one closed out of
    order, or one in a place where Telegram would drop it.
    """
    if html.rfind("<") > html.rfind(">"):
        raise ValueError(f"unfinished tag: {html[html.rfind('<') :][:20]!r}")
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tidy(RichText("".join(reader.chunks), tuple(_around_code(reader.finished()))))


@dataclass(slots=True)
class _Open:
    tag: str
    entity: Entity  # its length is known when the tag closes
    counts: bool  # False: it adds nothing to the tags around it


class _Reader(HTMLParser):
    """Collects chunks of text, and the entities in the order in which their tags close."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.chunks: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def finished(self) -> list[Entity]:
        if self._open:
            raise ValueError(f"<{self._open[-1].tag}> is never closed")
        return self._entities

    def handle_data(self, data: str) -> None:
        clean = _REMOVED.sub("", _CONTROLS.sub(" ", data))
        self.chunks.append(clean)
        self._length += utf16_length(clean)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TYPES:
            raise ValueError(f"unknown tag <{tag}>")
        attributes = dict(attrs)
        if tag == "code" and attributes and self._sets_language(attributes):
            attributes = {}
        entity = _entity(tag, attributes, self._length)
        self._open.append(_Open(tag, entity, self._counts(tag, entity.type)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            expected = f"</{self._open[-1].tag}>" if self._open else "no closing tag"
            raise ValueError(f"</{tag}> where {expected} was expected")
        closed = self._open.pop()
        if closed.counts:
            entity = closed.entity
            self._entities.append(replace(entity, length=self._length - entity.offset))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raise ValueError(f"<{tag}/>: no tag is without content")

    def handle_comment(self, data: str) -> None:
        raise ValueError(f"<!--{data[:20]}: no comments")

    def handle_decl(self, decl: str) -> None:
        raise ValueError(f"<!{decl[:20]}: no declarations")

    def unknown_decl(self, data: str) -> None:
        raise ValueError(f"<![{data[:20]}: no declarations")

    def handle_pi(self, data: str) -> None:
        raise ValueError(f"<?{data[:20]}: no processing instructions")

    def _sets_language(self, attributes: Attributes) -> bool:
        """Give the pre around a `<code class="language-…">` that language."""
        found = _LANGUAGE.fullmatch(attributes.get("class") or "")
        if not found or len(attributes) > 1 or not self._open or self._open[-1].tag != "pre":
            return False
        pre = self._open[-1]
        pre.entity = replace(pre.entity, language=found[1])
        return True

    def _counts(self, tag: str, kind: str) -> bool:
        """Say whether an entity opening here will show; raise where it has no business."""
        around = [opened.entity.type for opened in self._open]
        if kind in QUOTE_TYPES and not QUOTE_TYPES.issuperset(around):
            raise ValueError(f"<{tag}> inside <{self._open[-1].tag}>")
        if kind == "text_link" and kind in around:
            raise ValueError("<a> inside <a>")
        if kind in QUOTE_TYPES:
            return not around
        in_link = kind in CODE_TYPES and "text_link" in around
        return kind not in around and not in_link and CODE_TYPES.isdisjoint(around)


def _entity(tag: str, attributes: Attributes, offset: int) -> Entity:
    match tag, list(attributes):
        case "a", ["href"]:
            return Entity("text_link", offset, 0, url=_checked_link(attributes["href"]))
        case "a", []:
            raise ValueError("<a> without href")
        case "blockquote", ["expandable"]:
            return Entity("expandable_blockquote", offset, 0)
        case _, []:
            return Entity(_TYPES[tag], offset, 0)
        case _, names:
            raise ValueError(f"<{tag}> with attribute {', '.join(names)}")


def _checked_link(href: str | None) -> str:
    if not href or not _LINK.fullmatch(href):
        raise ValueError(f"<a href={href!r}>: Telegram opens http, https and tg links only")
    return href


def _around_code(entities: list[Entity]) -> Iterator[Entity]:
    """Leave code out of the styles around it, as Telegram does."""
    holes = sorted((e for e in entities if e.type in CODE_TYPES), key=lambda e: e.offset)
    for entity in entities:
        if not holes or entity.type not in _STYLES:
            yield entity
            continue
        start = entity.offset
        for hole in holes:
            if start <= hole.offset and hole.end <= entity.end:
                yield replace(entity, offset=start, length=hole.offset - start)
                start = hole.end
        yield replace(entity, offset=start, length=entity.end - start)
