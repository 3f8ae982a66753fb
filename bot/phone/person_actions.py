"""What a person does on the phone, and the update that the bot gets for it."""

from __future__ import annotations

import zlib
from typing import Any, Final

from . import limits
from .entities import units
from .errors import ApiError
from .files import Upload
from .formatting import FormattedText, typed_text
from .media_header import blank_png
from .messages import Message
from .methods_changing import known_reaction
from .people import Person
from .phone import Phone
from .sending import formatted_fields

_STICKER: Final = Upload("thumbs-up.png", blank_png(512, 512), "image/png")


class Refused(Exception):
    """The person cannot do that; the message is one clear line for the page."""

    def __init__(self, line: str, status: int = 400) -> None:
        super().__init__(line)
        self.status = status


def add_person(phone: Phone, first_name: str, last_name: str, language: str) -> Person:
    """Somebody new takes the phone."""
    if not first_name:
        raise Refused("first_name is missing")
    person = phone.people.add(first_name, last_name or None, language or "en")
    phone.show_people()
    return person


def send_text(phone: Phone, person: Person, text: str) -> int:
    """The person writes to the bot."""
    formatted = _typed(text)
    return _send(phone, person, formatted_fields(phone, "text", "entities", formatted))


def send_location(phone: Phone, person: Person, latitude: float, longitude: float) -> int:
    """The person shares where they are, as a request_location button asks for."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refused("latitude is from -90 to 90, longitude from -180 to 180")
    return _send(phone, person, {"location": {"latitude": latitude, "longitude": longitude}})


def send_sticker(phone: Phone, person: Person) -> int:
    """The person sends a sticker."""
    return _send(phone, person, {"sticker": phone.files.keep("sticker", _STICKER, {})})


def send_file(phone: Phone, person: Person, kind: str, upload: Upload, caption: str) -> int:
    """The person sends a photo or a document."""
    try:
        file = phone.files.keep(kind, upload, {})
    except ApiError as error:
        raise Refused(f"Telegram takes no such {kind}: {error.description}") from error
    content: dict[str, Any] = {kind: [file] if kind == "photo" else file}
    formatted = typed_text(caption)
    if units(formatted.text) > limits.CAPTION_UNITS:
        raise Refused(f"a caption has at most {limits.CAPTION_UNITS} characters")
    content |= formatted_fields(phone, "caption", "caption_entities", formatted)
    return _send(phone, person, content)


def edit_text(phone: Phone, person: Person, message_id: int, text: str) -> None:
    """The person edits a message of their own."""
    _refuse_blocked(person)
    message = _message(phone, person, message_id)
    if message.sender_id != person.id or "text" not in message.content:
        raise Refused("a person can edit only their own texts")
    content = formatted_fields(phone, "text", "entities", _typed(text))
    if content == message.content:
        return  # Telegram tells nobody
    message.content, message.edit_date = content, phone.now()
    phone.show_edited(message)
    phone.updates.add("edited_message", phone.as_json(message))


def tap(phone: Phone, person: Person, message_id: int, data: str) -> str:
    """The person taps an inline button.

    `data` need not stand on the message's keyboard, nor the message still be there: a bot must
    bear forged and late taps.
    """
    _refuse_blocked(person)
    if not 1 <= len(data.encode()) <= limits.CALLBACK_DATA_BYTES:
        raise Refused(f"data must have 1 to {limits.CALLBACK_DATA_BYTES} bytes")
    message = phone.messages.find(person.id, message_id)
    inaccessible = {"chat": person.chat(), "message_id": message_id, "date": 0}
    tap_id = phone.taps.add(person.id)
    query = {
        "id": tap_id,
        "from": person.user(),
        "message": phone.as_json(message) if message else inaccessible,
        "chat_instance": str(zlib.crc32(f"{phone.token} {person.id}".encode()) + (1 << 60)),
        "data": data,
    }
    phone.updates.add("callback_query", query)
    return tap_id


def react(phone: Phone, person: Person, message_id: int, emoji: str) -> None:
    """The person reacts to a message; an empty emoji takes the reaction back."""
    _refuse_blocked(person)
    message = _message(phone, person, message_id)
    old = message.person_reactions
    try:
        message.person_reactions = [known_reaction(emoji)] if emoji else []
    except ApiError as error:
        raise Refused(f"{emoji} is not a reaction") from error
    phone.show_edited(message)
    reaction = {
        "chat": person.chat(),
        "message_id": message_id,
        "user": person.user(),
        "date": phone.now(),
        "old_reaction": [{"type": "emoji", "emoji": one} for one in old],
        "new_reaction": [{"type": "emoji", "emoji": one} for one in message.person_reactions],
    }
    phone.updates.add("message_reaction", reaction)


def set_blocked(phone: Phone, person: Person, blocked: bool) -> None:
    """The person blocks the bot, or lets it write again."""
    if person.blocked == blocked:
        return
    phone.people.set_blocked(person.id, blocked)
    statuses = ("member", "kicked") if blocked else ("kicked", "member")
    _add_member_update(phone, person, person.chat(), statuses)
    phone.show_people()


def send_group_text(phone: Phone, person: Person, text: str, title: str) -> tuple[int, int]:
    """The person writes in a group that the bot is in; gives the chat's and the message's id."""
    if not title:
        raise Refused("title is missing")
    group_id, is_new = phone.chats.group(title)
    if is_new:
        group = phone.chats.chat(group_id) or {}
        _add_member_update(phone, person, group, ("left", "member"))
    content = formatted_fields(phone, "text", "entities", _typed(text))
    message = Message(group_id, person.id, phone.now(), content)
    phone.updates.add("message", phone.post(message))
    return group_id, message.message_id


def _add_member_update(
    phone: Phone, person: Person, chat: dict[str, Any], statuses: tuple[str, str]
) -> None:
    old, new = (_member(phone, status) for status in statuses)
    change = {"chat": chat, "from": person.user(), "date": phone.now()}
    phone.updates.add("my_chat_member", change | {"old_chat_member": old, "new_chat_member": new})


def _member(phone: Phone, status: str) -> dict[str, Any]:
    member = {"user": phone.profile.user(), "status": status}
    return member | ({"until_date": 0} if status == "kicked" else {})


def _send(phone: Phone, person: Person, content: dict[str, Any]) -> int:
    _refuse_blocked(person)
    phone.people.set_started(person.id)
    message = Message(person.id, person.id, phone.now(), content)
    phone.updates.add("message", phone.post(message))
    return message.message_id


def _refuse_blocked(person: Person) -> None:
    if person.blocked:
        raise Refused(f"{person.first_name} has blocked the bot: unblock it first", 409)


def _message(phone: Phone, person: Person, message_id: int) -> Message:
    message = phone.messages.find(person.id, message_id)
    if message is None:
        raise Refused(f"there is no message {message_id} in this chat", 404)
    return message


def _typed(text: str) -> FormattedText:
    formatted = typed_text(text)
    if not formatted.text:
        raise Refused("text is missing")
    if units(formatted.text) > limits.TEXT_UNITS:
        raise Refused(f"a message has at most {limits.TEXT_UNITS} characters")
    return formatted
