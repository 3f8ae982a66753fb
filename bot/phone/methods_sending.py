"""Bot API methods that put new messages into a chat."""

from __future__ import annotations

import secrets
from typing import Any, Final

from . import limits
from .errors import BadRequest
from .input_media import input_media
from .parameters import Parameters
from .phone import Phone
from .sending import caption_content, media_content, send, stated_clip_facts, text_content

_ACTIONS: Final = frozenset(
    """
    cancel typing upload_photo record_video upload_video record_voice upload_voice
    upload_document choose_sticker find_location record_video_note upload_video_note
    """.split()
)


def send_message(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    """sendMessage."""
    return send(phone, parameters, text_content(phone, parameters))


def send_photo(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    """sendPhoto."""
    return _send_media(phone, parameters, "photo")


def send_document(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    """sendDocument."""
    return _send_media(phone, parameters, "document")


def send_animation(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    """sendAnimation."""
    return _send_media(phone, parameters, "animation")


def _send_media(phone: Phone, parameters: Parameters, kind: str) -> dict[str, Any]:
    phone.chats.writable(parameters.text("chat_id"))  # before the work of keeping the file
    stated = {name: parameters.text(name) for name in ("width", "height", "duration")}
    content = media_content(phone, kind, parameters.upload(kind), stated_clip_facts(stated))
    content |= caption_content(phone, parameters)
    if parameters.flag("has_spoiler") and kind != "document":
        content["has_media_spoiler"] = True
    return send(phone, parameters, content)


def send_media_group(phone: Phone, parameters: Parameters) -> list[dict[str, Any]]:
    """sendMediaGroup, of photos or of documents."""
    media = parameters.json("media", "Can't parse media JSON object")
    if not isinstance(media, list):
        raise BadRequest("Expected an Array of InputMedia")
    if len(media) not in limits.ALBUM_ITEMS:
        raise BadRequest("Wrong number of messages in the album")
    kinds = {item.get("type") for item in media if isinstance(item, dict)}
    if "animation" in kinds:
        raise BadRequest(
            "Can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup"
        )
    contents = [input_media(phone, parameters, item) for item in media]
    if len(kinds) > 1:
        raise BadRequest("Can't use the media of the specified type in the album")
    album = {"media_group_id": str(secrets.randbits(53))}
    return [send(phone, parameters, content | album) for content in contents]


def send_chat_action(phone: Phone, parameters: Parameters) -> bool:
    """sendChatAction."""
    action = parameters.text("action").lower()
    if action not in _ACTIONS:
        raise BadRequest("Wrong parameter action in request")
    chat_id = phone.chats.writable(parameters.text("chat_id"))
    phone.show(chat_id, "action", {"action": action})
    return True
