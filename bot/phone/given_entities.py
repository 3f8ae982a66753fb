"""The `entities` parameter: an array of MessageEntity objects, read and checked one by one."""

from __future__ import annotations

import json
from typing import Any, Final

from .entities import Entity
from .errors import BadRequest
from .links import WrongLink, custom_emoji_id, date_time_format, link_entity

_PLAIN_KINDS: Final = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "code"}
    | {"blockquote", "expandable_blockquote"}
)
# Telegram finds these itself and does not take them from a bot.
_FOUND_KINDS: Final = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
    | {"bank_card_number"}
)


def given_entities(entities: str) -> list[Entity]:
    """The entities that a bot gives, without those that Telegram finds itself."""
    try:
        items = json.loads(entities) if entities else []
    except ValueError:
        return []  # Telegram passes over what is not JSON, and over what is not an array
    if not isinstance(items, list):
        return []
    read = [_entity_or_refusal(item) for item in items]
    return [entity for entity in read if entity is not None]


def _entity_or_refusal(item: object) -> Entity | None:
    try:
        return _entity(item)
    except ValueError as error:
        raise BadRequest(f"Can't parse MessageEntity: {error}") from error


def _entity(item: object) -> Entity | None:
    if not isinstance(item, dict):
        raise ValueError("expected an Object")
    offset, length = _integer(item, "offset"), _integer(item, "length")
    kind = _string(item, "type")
    if kind in _FOUND_KINDS:
        return None
    if kind in _PLAIN_KINDS:
        return Entity(kind, offset, length)
    match kind:
        case "pre":
            return Entity(kind, offset, length, language=item.get("language") or None)
        case "text_link":
            return _link(_string(item, "url"), offset, length)
        case "text_mention":
            return Entity(kind, offset, length, user_id=_mentioned(item))
        case "custom_emoji":
            emoji = custom_emoji_id(str(item.get("custom_emoji_id", "")))
            return Entity(kind, offset, length, custom_emoji_id=emoji)
        case "date_time":
            form = date_time_format(str(item.get("date_time_format") or ""))
            unix_time = _integer(item, "unix_time")
            return Entity(kind, offset, length, unix_time=unix_time, date_time_format=form)
    raise ValueError("Unsupported type specified" if kind else "Type is not specified")


def _link(url: str, offset: int, length: int) -> Entity:
    try:
        return link_entity(url, offset, length)
    except WrongLink as error:
        raise BadRequest(f"Entity URL '{url}' is invalid: {error}") from error


def _mentioned(item: dict[str, Any]) -> int:
    user = item.get("user")
    if not isinstance(user, dict):
        raise ValueError('Can\'t find field "user"')
    return _integer(user, "id")


def _integer(item: dict[str, Any], name: str) -> int:
    value = item.get(name)
    if value is None:
        raise ValueError(f'Can\'t find field "{name}"')
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(f'Field "{name}" must be of type Number')
    try:
        return int(value)
    except ValueError as error:
        raise ValueError(f'Field "{name}" must be a valid Number') from error


def _string(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    if value is None:
        raise ValueError(f'Can\'t find field "{name}"')
    if not isinstance(value, str):
        raise ValueError(f'Field "{name}" must be of type String')
    return value
