"""TDLib's own reading of formatted text, offline: what Telegram makes of what we send."""

from __future__ import annotations

import json
from typing import Any

import tdjson

from bot.texts.rich_text import Entity, RichText

_TYPES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "blockquote": "BlockQuote",
    "expandable_blockquote": "ExpandableBlockQuote",
}
_NAMES = {f"textEntityType{name}": ours for ours, name in _TYPES.items()}


class Refused(Exception):
    """TDLib takes the text for faulty."""


def parsed(html: str) -> RichText:
    """Return the HTML as TDLib reads it; raise Refused where it does not."""
    mode = {"@type": "textParseModeHTML"}
    return _rich_text(_execute("parseTextEntities", text=html, parse_mode=mode))


def delivered(rich: RichText) -> RichText:
    """Return the text as Telegram puts it right on arrival.

    No offline method does just that, but looking for Markdown begins with it. So the text must
    have no Markdown marks outside code.
    """
    return _rich_text(_execute("parseMarkdown", text=_formatted(rich)))


def _execute(method: str, **arguments: object) -> dict[str, Any]:
    request = json.dumps({"@type": method, **arguments}).encode()
    answer: dict[str, Any] = json.loads(tdjson.td_execute(request) or b"{}")
    if answer["@type"] == "error":
        raise Refused(answer["message"])
    return answer


def _formatted(rich: RichText) -> dict[str, Any]:
    entities = [
        {"offset": entity.offset, "length": entity.length, "type": _type(entity)}
        for entity in rich.entities
    ]
    return {"@type": "formattedText", "text": rich.text, "entities": entities}


def _type(entity: Entity) -> dict[str, str]:
    kind = f"textEntityType{_TYPES[entity.type]}"
    if entity.url is not None:
        return {"@type": kind, "url": entity.url}
    if entity.language is not None:
        return {"@type": f"{kind}Code", "language": entity.language}
    return {"@type": kind}


def _rich_text(formatted: dict[str, Any]) -> RichText:
    return RichText(formatted["text"], tuple(map(_entity, formatted["entities"])))


def _entity(found: dict[str, Any]) -> Entity:
    kind = found["type"]
    name = _NAMES[kind["@type"].replace("PreCode", "Pre")]
    return Entity(name, found["offset"], found["length"], kind.get("url"), kind.get("language"))


_execute("setLogVerbosityLevel", new_verbosity_level=0)
