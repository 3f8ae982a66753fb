"""The people who hold this phone, and the chats that they have with the bot."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from .database import Database
from .errors import BadRequest, Forbidden

_FIRST_PEOPLE: Final = ("Maya", "Alice", "Bob")
_FIRST_PERSON_ID: Final = 5_000_000_001
_FIRST_GROUP_ID: Final = -4_000_000_001


@dataclass(frozen=True, slots=True)
class Person:
    """A Telegram user, as the bot and the page see them."""

    id: int
    first_name: str
    last_name: str | None
    username: str | None
    language_code: str
    started: bool
    blocked: bool

    def user(self) -> dict[str, Any]:
        """The User object."""
        body = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        names = {"last_name": self.last_name, "username": self.username}
        return body | _present(names) | {"language_code": self.language_code}

    def chat(self) -> dict[str, Any]:
        """The private Chat with the bot."""
        names = {"last_name": self.last_name, "username": self.username}
        return {"id": self.id, "first_name": self.first_name} | _present(names) | _PRIVATE


_PRIVATE: Final = {"type": "private"}


def _present(values: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


class People:
    """Who is there, who blocked the bot, who has ever written to it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        if not self.all():
            with database.transaction():
                for first_name in _FIRST_PEOPLE:
                    self.add(first_name)

    def all(self) -> list[Person]:
        """Everybody, oldest first."""
        return [_person(row) for row in self._database.rows("select * from people order by id")]

    def find(self, person_id: int) -> Person | None:
        """One person."""
        row = self._database.row("select * from people where id = ?", person_id)
        return _person(row) if row else None

    def add(self, first_name: str, last_name: str | None = None, language: str = "en") -> Person:
        """A new person, with a username of their own."""
        last_id = self._database.value("select max(id) from people")
        person_id = _FIRST_PERSON_ID if last_id is None else last_id + 1
        plain = "".join(c for c in first_name.lower() if c.isascii() and c.isalnum())
        username = f"{plain or 'person'}_{person_id % 1_000_000}"
        self._database.run(
            "insert into people (id, first_name, last_name, username, language_code) "
            "values (?, ?, ?, ?, ?)",
            *(person_id, first_name, last_name, username, language),
        )
        self._database.run("insert into chats (id, type) values (?, 'private')", person_id)
        return Person(person_id, first_name, last_name, username, language, False, False)

    def set_started(self, person_id: int) -> None:
        """From now on the bot may write to this person."""
        self._database.run("update people set started = 1 where id = ?", person_id)

    def set_blocked(self, person_id: int, blocked: bool) -> None:
        """Keeps whether the person has blocked the bot."""
        self._database.run("update people set blocked = ? where id = ?", blocked, person_id)

    def mark_read(self, person_id: int) -> None:
        """All messages of the chat are read."""
        self._database.run(
            "update people set read_up_to = coalesce((select max(message_id) from messages "
            "where chat_id = people.id), 0) where id = ?",
            person_id,
        )

    def unread(self, person_id: int) -> int:
        """How many of the bot's messages wait to be read."""
        return int(
            self._database.value(
                "select count(*) from people join messages on chat_id = people.id "
                "where people.id = ? and sender_id <> people.id and message_id > read_up_to",
                person_id,
            )
        )


class Chats:
    """Private chats and groups, and the reply keyboard that each one shows."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    def chat(self, chat_id: int) -> dict[str, Any] | None:
        """The Chat object."""
        person = self._people.find(chat_id)
        if person:
            return person.chat()
        row = self._database.row("select * from chats where id = ?", chat_id)
        if row is None:
            return None
        return {"id": chat_id, "title": row["title"], "type": row["type"]}

    def known(self, chat_id: str) -> int:
        """The chat that a bot names, for reading."""
        if not chat_id:
            raise BadRequest("chat_id is empty")
        digits = chat_id.removeprefix("-")
        found = digits.isascii() and digits.isdigit() and self.chat(int(chat_id))
        if not found:
            raise BadRequest("chat not found")
        return int(chat_id)

    def writable(self, chat_id: str) -> int:
        """The chat that a bot wants to write to; refused when the person does not let it."""
        known = self.known(chat_id)
        person = self._people.find(known)
        if person and person.blocked:
            raise Forbidden("bot was blocked by the user")
        if person and not person.started:
            raise Forbidden("bot can't initiate conversation with a user")
        return known

    def group(self, title: str) -> tuple[int, bool]:
        """The group of this title, and whether it is new."""
        found = self._database.value(
            "select id from chats where type = 'group' and title = ?", title
        )
        if found is not None:
            return int(found), False
        lowest = self._database.value("select min(id) from chats where type = 'group'")
        group_id = _FIRST_GROUP_ID if lowest is None else lowest - 1
        self._database.run(
            "insert into chats (id, type, title) values (?, 'group', ?)", group_id, title
        )
        return group_id, True

    def reply_keyboard(self, chat_id: int) -> dict[str, Any] | None:
        """The keyboard below the chat's input, if any."""
        value = self._database.value("select reply_keyboard from chats where id = ?", chat_id)
        return json.loads(value) if value else None

    def set_reply_keyboard(self, chat_id: int, keyboard: dict[str, Any] | None) -> None:
        """Shows or takes away the keyboard below the chat's input."""
        value = json.dumps(keyboard) if keyboard else None
        self._database.run("update chats set reply_keyboard = ? where id = ?", value, chat_id)


def _person(row: sqlite3.Row) -> Person:
    return Person(
        id=row["id"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        username=row["username"],
        language_code=row["language_code"],
        started=bool(row["started"]),
        blocked=bool(row["blocked"]),
    )
