"""TDLib's own parser, the one that Telegram's Bot API server runs, asked offline."""

from __future__ import annotations

import json
from typing import Any

from tdjson import td_execute

from bot.phone.entities import Entity

KINDS = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "CustomEmoji": "custom_emoji",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "DateTime": "date_time",
    "BotCommand": "bot_command",
    "Url": "url",
    "Mention": "mention",
    "EmailAddress": "email",
    "Hashtag": "hashtag",
}
_NAMES = {kind: name for name, kind in KINDS.items() if name != "PreCode"}
_MODES = {
    "HTML": {"@type": "textParseModeHTML"},
    "MarkdownV2": {"@type": "textParseModeMarkdown", "version": 2},
    "Markdown": {"@type": "textParseModeMarkdown", "version": 1},
}
Parsed = tuple[str, list[tuple[Any, ...]]]


def parsed(text: str, mode: str) -> Parsed | str:
    """Text and entities, or TDLib's complaint."""
    return _formatted({"@type": "parseTextEntities", "text": text, "parse_mode": _MODES[mode]})


def repaired(text: str, entities: list[Entity]) -> Parsed | str:
    """What TDLib makes of a text without markup and of entities that may overlap."""
    given = [
        {"@type": "textEntity", "offset": e.offset, "length": e.length, "type": _type(e)}
        for e in entities
    ]
    formatted = {"@type": "formattedText", "text": text, "entities": given}
    return _formatted({"@type": "parseMarkdown", "text": formatted})


def found(text: str) -> list[tuple[int, int, str]]:
    """What TDLib marks by itself."""
    answer = _execute({"@type": "getTextEntities", "text": text})
    return [(e["offset"], e["length"], KINDS[_name(e)]) for e in answer["entities"]]


def plain(entities: list[Entity]) -> list[tuple[Any, ...]]:
    """Our entities in the form of this module."""
    return [
        (e.offset, e.length, e.kind, e.url, e.user_id, e.language, e.custom_emoji_id, e.unix_time)
        for e in entities
    ]


def _type(entity: Entity) -> dict[str, Any]:
    name = "PreCode" if entity.language else _NAMES[entity.kind]
    facts = {"url": entity.url, "user_id": entity.user_id, "language": entity.language}
    given = {key: value for key, value in facts.items() if value is not None}
    if entity.custom_emoji_id:
        given["custom_emoji_id"] = entity.custom_emoji_id
    return {"@type": f"textEntityType{name}", **given}


def _formatted(request: dict[str, Any]) -> Parsed | str:
    answer = _execute(request)
    if answer["@type"] == "error":
        return str(answer["message"])
    return answer["text"], [_plain(entity) for entity in answer["entities"]]


def _plain(entity: dict[str, Any]) -> tuple[Any, ...]:
    names = ("url", "user_id", "language", "custom_emoji_id", "unix_time")
    facts = [entity["type"].get(name) for name in names]
    return (entity["offset"], entity["length"], KINDS[_name(entity)], *facts)


def _name(entity: dict[str, Any]) -> str:
    return str(entity["type"]["@type"]).removeprefix("textEntityType")


def _execute(request: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(td_execute(json.dumps(request).encode()) or b"{}")
    return answer


_execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
