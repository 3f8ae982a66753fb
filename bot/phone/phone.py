"""The phone itself: everything that its two faces, Bot API and page, work on."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from .database import Database
from .errors import TooManyRequests
from .events import Events
from .files import Files
from .messages import Message, Messages
from .page_form import PageForm
from .people import Chats, People
from .profile import Profile
from .time_bar import TimeBar, shown_now
from .updates import LongPoll, Updates

_TAP_KEPT_SECONDS: Final = 3600


class Phone:
    """State, the bot's queue and the page's events, changed together in steps."""

    def __init__(self, token: str, name: str, state: Path, time_bar: TimeBar | None) -> None:
        self.token = token
        self.time_bar = time_bar
        self.database = Database(state)
        self.people = People(self.database)
        self.chats = Chats(self.database, self.people)
        self.messages = Messages(self.database, self.people, self.chats)
        self.files = Files(self.database)
        self.profile = Profile(self.database, bot_id(token), name)
        self.updates = Updates(self.database)
        self.taps = Taps(self.database)
        self.long_poll = LongPoll()
        self.events = Events()
        self.faults = Faults()
        self.page_form = PageForm(self.messages, self.profile, self.files, token)
        self._to_publish: list[tuple[int | None, str, Any]] = []

    @contextmanager
    def step(self) -> Iterator[None]:
        """One undivided change. Pages and bot hear of it only once it is on disk."""
        self._to_publish.clear()
        with self.database.transaction():
            yield
        for person, name, data in self._to_publish:
            self.events.publish(person, name, data)
        self._to_publish.clear()
        self.long_poll.wake()

    def now(self) -> int:
        """The shown time, as the Bot API counts it."""
        return int(shown_now(self.time_bar).timestamp())

    def show(self, chat_id: int | None, event: str, data: Any) -> None:
        """Tells the pages of a chat, or all pages, when the step is done."""
        self._to_publish.append((chat_id, event, data))

    def show_people(self) -> None:
        """Tells all pages who is there and who has unread messages."""
        self.show(None, "people", self.people_on_page())

    def people_on_page(self) -> list[dict[str, Any]]:
        """Everybody, as the page lists them."""
        return [
            {
                "id": person.id,
                "first_name": person.first_name,
                "last_name": person.last_name,
                "username": person.username,
                "language_code": person.language_code,
                "blocked": person.blocked,
                "unread": self.people.unread(person.id),
            }
            for person in self.people.all()
        ]

    def as_json(self, message: Message) -> dict[str, Any]:
        """The Message object that the bot gets."""
        return self.messages.as_json(message, self.profile.user())

    def post(self, message: Message) -> dict[str, Any]:
        """Puts a new message, of the bot or of a person, into its chat."""
        self.messages.add(message)
        self.show(message.chat_id, "message", self.page_form.of(message))
        if self.events.is_watched(message.chat_id):
            self.people.mark_read(message.chat_id)
        elif message.sender_id != message.chat_id and self.people.find(message.chat_id):
            self.show_people()  # one more to read
        return self.as_json(message)

    def show_edited(self, message: Message) -> None:
        """Keeps a changed message and shows it anew."""
        self.messages.save(message)
        self.show(message.chat_id, "edited", self.page_form.of(message))

    async def close(self) -> None:
        """Lets go whoever waits, and closes the file."""
        self.long_poll.close()
        self.events.close()
        self.database.close()


class Taps:
    """Taps on inline buttons that wait for answerCallbackQuery."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, person: int) -> str:
        """A new tap's callback_query id."""
        tap_id = str(secrets.randbits(62) + (1 << 62))
        # Real time, not the shown one: moving the time bar makes no tap too old.
        now = time.time()
        self._database.run("delete from taps where tapped_at < ?", now - _TAP_KEPT_SECONDS)
        self._database.run("insert into taps values (?, ?, ?)", tap_id, person, now)
        return tap_id

    def person(self, tap_id: str, seconds: float) -> int | None:
        """Who tapped, if it was not longer ago than that."""
        person: int | None = self._database.value(
            "select person from taps where id = ? and tapped_at > ?",
            *(tap_id, time.time() - seconds),
        )
        return person


class Faults:
    """Refusals that somebody ordered, to see how the bot takes them. They end with the process."""

    def __init__(self) -> None:
        self._ordered: list[tuple[str, int, int]] = []

    def order(self, method: str, retry_after: int, times: int) -> None:
        """The next calls of `method`, or of any if it is empty, get a 429."""
        self._ordered.append((method.lower(), retry_after, times))

    def raise_if_ordered(self, method: str) -> None:
        """Refuses the call if that was ordered."""
        for index, (wanted, retry_after, times) in enumerate(self._ordered):
            if wanted not in ("", method.lower()):
                continue
            self._ordered[index : index + 1] = (
                [(wanted, retry_after, times - 1)] if times > 1 else []
            )
            raise TooManyRequests(retry_after)


def bot_id(token: str) -> int:
    """The bot's user id: the digits before the token's colon."""
    digits = token.partition(":")[0]
    if not digits.isdigit():
        raise ValueError(f"a bot token is digits, a colon and a secret, not {token!r}")
    return int(digits)
