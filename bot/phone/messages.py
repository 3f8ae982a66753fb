"""Messages: how they are kept, and the Message object that Telegram makes of them."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any, Final

from .database import Database
from .people import Chats, People

MEDIA: Final = ("photo", "animation", "document")


@dataclass(slots=True)
class Message:
    """One message; `content` holds the fields of the Message object that say what it shows."""

    chat_id: int
    sender_id: int
    date: int
    content: dict[str, Any]
    reply_markup: dict[str, Any] | None = None
    silent: bool = False
    reply_to: int | None = None
    edit_date: int | None = None
    reactions: list[str] = field(default_factory=list)
    person_reactions: list[str] = field(default_factory=list)
    message_id: int = 0

    @property
    def media(self) -> str | None:
        """The kind of its file, if it has one that can be captioned."""
        return next((kind for kind in MEDIA if kind in self.content), None)


class Messages:
    """The messages of all chats. Ids are never used twice."""

    def __init__(self, database: Database, people: People, chats: Chats) -> None:
        self._database = database
        self._people = people
        self._chats = chats

    def add(self, message: Message) -> Message:
        """Keeps a new message and gives it its id."""
        message.message_id = self._database.insert(
            "insert into messages "
            "(chat_id, sender_id, date, reply_to, content, reply_markup, silent) "
            "values (?, ?, ?, ?, ?, ?, ?)",
            *(message.chat_id, message.sender_id, message.date, message.reply_to),
            *(json.dumps(message.content), _dumped(message.reply_markup), message.silent),
        )
        return message

    def save(self, message: Message) -> None:
        """Keeps a message that was changed."""
        self._database.run(
            "update messages set content = ?, reply_markup = ?, edit_date = ?, reactions = ?, "
            "person_reactions = ? where message_id = ?",
            *(json.dumps(message.content), _dumped(message.reply_markup), message.edit_date),
            *(json.dumps(message.reactions), json.dumps(message.person_reactions)),
            message.message_id,
        )

    def find(self, chat_id: int, message_id: int) -> Message | None:
        """One message of a chat."""
        row = self._database.row(
            "select * from messages where chat_id = ? and message_id = ?", chat_id, message_id
        )
        return _message(row) if row else None

    def of_chat(self, chat_id: int) -> list[Message]:
        """All messages of a chat, oldest first."""
        rows = self._database.rows(
            "select * from messages where chat_id = ? order by message_id", chat_id
        )
        return [_message(row) for row in rows]

    def delete(self, message: Message) -> None:
        """Takes a message away."""
        self._database.run("delete from messages where message_id = ?", message.message_id)

    def as_json(self, message: Message, bot: dict[str, Any]) -> dict[str, Any]:
        """The Message object that the Bot API gives."""
        body = self._without_reply(message, bot)
        if message.reply_to is not None:
            original = self.find(message.chat_id, message.reply_to)
            if original:
                body["reply_to_message"] = self._without_reply(original, bot)
        return body

    def _without_reply(self, message: Message, bot: dict[str, Any]) -> dict[str, Any]:
        body: dict[str, Any] = {
            "message_id": message.message_id,
            "from": self._sender(message, bot),
            "chat": self._chats.chat(message.chat_id),
            "date": message.date,
        }
        if message.edit_date is not None:
            body["edit_date"] = message.edit_date
        body |= message.content
        if message.reply_markup:
            body["reply_markup"] = message.reply_markup
        return body

    def _sender(self, message: Message, bot: dict[str, Any]) -> dict[str, Any]:
        person = self._people.find(message.sender_id)
        return person.user() if person else bot


def _dumped(value: dict[str, Any] | None) -> str | None:
    return json.dumps(value) if value else None


def _message(row: sqlite3.Row) -> Message:
    return Message(
        chat_id=row["chat_id"],
        sender_id=row["sender_id"],
        date=row["date"],
        content=json.loads(row["content"]),
        reply_markup=json.loads(row["reply_markup"]) if row["reply_markup"] else None,
        silent=bool(row["silent"]),
        reply_to=row["reply_to"],
        edit_date=row["edit_date"],
        reactions=json.loads(row["reactions"]),
        person_reactions=json.loads(row["person_reactions"]),
        message_id=row["message_id"],
    )
