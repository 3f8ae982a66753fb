"""From what a bot sends (a text with a parse mode or entities) to what Telegram shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from . import limits
from .entities import Entity, merged_with_found, units
from .errors import BadRequest
from .found_entities import found_entities
from .given_entities import given_entities
from .html_format import parse_html
from .markdown_format import parse_markdown
from .markdown_v2_format import parse_markdown_v2
from .text_cleaning import clean, is_blank, trim

_PARSERS: Final[dict[str, Callable[[str], tuple[str, list[Entity]]]]] = {
    "html": parse_html,
    "markdown": parse_markdown,
    "markdownv2": parse_markdown_v2,
}


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A text and its entities, as Telegram stores and shows them."""

    text: str
    entities: list[Entity]


def message_text(text: str, parse_mode: str, entities: str) -> FormattedText:
    """The text of a message; refused when it is empty or too long."""
    if not text:
        raise BadRequest("Message text is empty")
    formatted = _formatted(text, parse_mode, entities)
    if is_blank(formatted.text):
        raise BadRequest("Text must be non-empty")
    if units(formatted.text) > limits.TEXT_UNITS:
        raise BadRequest("Message is too long")
    return formatted


def caption(text: str, parse_mode: str, entities: str) -> FormattedText:
    """A caption, which may be empty."""
    formatted = _formatted(text, parse_mode, entities)
    if units(formatted.text) > limits.CAPTION_UNITS:
        raise BadRequest("Message caption is too long")
    return FormattedText("", []) if is_blank(formatted.text) else formatted


def typed_text(text: str) -> FormattedText:
    """What a person typed: no markup, only what Telegram finds by itself; empty if blank."""
    _refuse_broken_unicode(text)
    formatted = _as_shown(text, [])
    return FormattedText("", []) if is_blank(formatted.text) else formatted


def _formatted(text: str, parse_mode: str, entities: str) -> FormattedText:
    if len(text.encode(errors="surrogatepass")) > limits.RAW_TEXT_BYTES:
        raise BadRequest("Text is too long")
    _refuse_broken_unicode(text)
    mode = parse_mode.lower()
    if text and mode not in ("", "none"):
        if mode not in _PARSERS:
            raise BadRequest("Unsupported parse_mode")
        text, given = _PARSERS[mode](text)
    else:
        given = given_entities(entities)
        _refuse_crossing(given)
    if len(given) > limits.ENTITIES:
        # Telegram keeps the first hundred and drops the rest without a word. Here a bot's author
        # is told, because what was dropped is formatting that was meant to be seen.
        raise BadRequest(f"Too many entities: {len(given)}, at most {limits.ENTITIES} are shown")
    return _as_shown(text, given)


def _refuse_broken_unicode(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadRequest("Strings must be encoded in UTF-8") from error


def _as_shown(text: str, given: list[Entity]) -> FormattedText:
    cleaned, entities = clean(text, given)
    cleaned, entities = trim(cleaned, entities)
    return FormattedText(cleaned, merged_with_found(entities, found_entities(cleaned)))


def _refuse_crossing(entities: list[Entity]) -> None:
    # Telegram repairs entities that cross, by splitting some and dropping others, so that the
    # message no longer shows what the bot wrote. Here the bot's author is told instead.
    open_ends: list[Entity] = []
    for entity in sorted(entities, key=lambda e: (e.offset, -e.length)):
        while open_ends and open_ends[-1].end <= entity.offset:
            open_ends.pop()
        if open_ends and entity.end > open_ends[-1].end and entity.length > 0:
            outer = open_ends[-1]
            raise BadRequest(
                f"Entities cross: {outer.kind} at UTF-16 offset {outer.offset} ends inside "
                f"{entity.kind} at UTF-16 offset {entity.offset}"
            )
        open_ends.append(entity)
