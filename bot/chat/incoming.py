"""Updates as small values: what a person did, without Telegram's details."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from telegram.constants import ChatMemberStatus, ChatType

from bot.domain.places import Place
from bot.usecases.rosters import Found, Refused

LONGEST_WORDS = 4_096  # characters; nobody's client sends more, and nothing of ours needs more
NAME_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Words:
    """A typed message; `message` is its id."""

    text: str
    message: int


@dataclass(frozen=True, slots=True)
class Tapped:
    """An inline button was tapped on `message`, which may carry a picture."""

    query: str
    data: str
    message: int
    has_picture: bool


@dataclass(frozen=True, slots=True)
class SharedLocation:
    """A location was shared."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Located:
    """The place of a shared location; None off the map."""

    place: Place | None


@dataclass(frozen=True, slots=True)
class SentFile:
    """A document was sent; `kind` is its media type, `size` in bytes, if Telegram knows them."""

    file_id: str
    name: str
    kind: str
    size: int | None
    caption: str
    message: int


@dataclass(frozen=True, slots=True)
class RosterRead:
    """What a file or pasted text holds of a roster."""

    read: Found | Refused


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A sticker, a voice note, a photo or another thing without words."""


@dataclass(frozen=True, slots=True)
class BlockedUs:
    """The person blocked the bot (or, when False, unblocked it)."""

    blocked: bool


@dataclass(frozen=True, slots=True)
class InGroup:
    """A command in a group."""


Deed: TypeAlias = (
    Words
    | Tapped
    | SharedLocation
    | Located
    | SentFile
    | RosterRead
    | Unreadable
    | BlockedUs
    | InGroup
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update: who did what, where.

    `identity` names it for good: a redelivered update has the same one. It is made of the update's
    id and of what it carries, since a server that starts anew may count from one again.
    """

    identity: int
    learner: int
    chat: int
    name: str
    deed: Deed


Data = dict[str, Any]  # an object of the Bot API as it came


def read(update: Data) -> Incoming | None:
    """Return what an update means to us; None for what is not ours to answer.

    Whatever an update raises that lacks what it should have is the caller's.
    """
    if query := update.get("callback_query"):
        return _tapped(_identity(update, query["id"]), query)
    if message := update.get("message"):
        return _message(_identity(update, message["message_id"], _date(message)), message)
    if change := update.get("my_chat_member"):
        return _membership(_identity(update, _date(change)), change)
    return None  # edited messages, channel posts, and kinds newer than we are


def _identity(update: Data, *carried: object) -> int:
    named = repr((update["update_id"], *carried)).encode()
    return int.from_bytes(hashlib.blake2b(named, digest_size=7).digest())


def _date(dated: Data) -> datetime:
    return datetime.fromtimestamp(dated["date"], UTC)


def _tapped(identity: int, query: Data) -> Incoming | None:
    data, message = query.get("data"), query.get("message")
    if data is None or message is None or message["chat"]["type"] != ChatType.PRIVATE:
        return None
    sender = query["from"]
    has_picture = bool(message.get("photo") or message.get("animation"))
    deed = Tapped(query["id"], data, message["message_id"], has_picture)
    return Incoming(identity, sender["id"], message["chat"]["id"], _name(sender), deed)


def _message(identity: int, message: Data) -> Incoming | None:
    sender, chat = message.get("from"), message["chat"]
    if sender is None or sender.get("is_bot"):
        return None
    if chat["type"] != ChatType.PRIVATE:
        if not message.get("text", "").startswith("/"):
            return None  # a polite silence: the group is talking, not to us
        return Incoming(identity, sender["id"], chat["id"], "", InGroup())
    return Incoming(identity, sender["id"], chat["id"], _name(sender), _deed(message))


def _deed(message: Data) -> Deed:
    number = message["message_id"]
    if text := message.get("text"):
        return Words(_sound(text)[:LONGEST_WORDS], number)
    if location := message.get("location"):
        return SharedLocation(location["latitude"], location["longitude"])
    caption = _sound(message.get("caption") or "")[:LONGEST_WORDS]
    if sent := message.get("document"):
        name, kind = _sound(sent.get("file_name") or ""), (sent.get("mime_type") or "").lower()
        return SentFile(sent["file_id"], name, kind, sent.get("file_size"), caption, number)
    return Words(caption, number) if caption else Unreadable()


def _membership(identity: int, change: Data) -> Incoming | None:
    if change["chat"]["type"] != ChatType.PRIVATE:
        return None
    blocked = change["new_chat_member"]["status"] == ChatMemberStatus.BANNED
    who = change["from"]
    return Incoming(identity, who["id"], change["chat"]["id"], _name(who), BlockedUs(blocked))


def _name(user: Data) -> str:
    return " ".join(_sound(user.get("first_name") or "").split())[:NAME_LENGTH]


def _sound(text: str) -> str:
    """Return text that can be written down: half a surrogate pair becomes a question mark."""
    return text.encode(errors="replace").decode()
