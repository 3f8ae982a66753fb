"""Column types that turn stored values into the domain's own and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String, Text
from sqlalchemy.types import TypeDecorator

from bot.domain.calendar import Calendar, from_text, to_text
from bot.domain.content import Kit
from bot.domain.day import require_utc

KNOWN_KIT = frozenset(kit.value for kit in Kit)

# SQLite numbers rows by itself only in a column that is called INTEGER (64 bits wide there).
BigId = BigInteger().with_variant(Integer, "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: only aware UTC goes in, and exactly `datetime.UTC` comes out.

    SQLite gets fixed-width ISO text with microseconds ("2026-11-22 18:30:00.000000"), which sorts
    as the instants do and which a person can read; PostgreSQL gets a timestamp with time zone.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    # One step each way: every row has some instants.

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """Refuse what is not UTC; SQLite's text carries no offset."""
        return _text_of if dialect.name == "sqlite" else _utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Give back the very `datetime.UTC`, whatever zone object the driver uses."""
        return _instant_of if dialect.name == "sqlite" else _in_utc


def _text_of(instant: datetime | None) -> str | None:
    if instant is None:
        return None
    day, at = require_utc(instant).date(), instant.time()
    return f"{_text_of_minute(day, at.hour, at.minute)}{at.second:02}.{at.microsecond:06}"


@lru_cache(maxsize=4096)
def _text_of_minute(day: date, hour: int, minute: int) -> str:
    """Return what many instants have in common: reminders are set for full minutes."""
    return f"{day} {hour:02}:{minute:02}:"


def _instant_of(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else require_utc(instant)


def _in_utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(UTC)


class Word(TypeDecorator[StrEnum]):
    """A value of a StrEnum as a plain string, so that a new word needs no migration."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words
        self._by_word: dict[str | None, StrEnum | None] = {word.value: word for word in words}
        self._by_word[None] = None

    def bind_processor(self, dialect: Dialect) -> Callable[[StrEnum | None], str | None]:
        """Write the word, and refuse one of another enum."""
        words = self.words

        def write(word: StrEnum | None) -> str | None:
            return None if word is None else words(word).value

        return write

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], StrEnum | None]:
        """Read the word back as what it stands for; KeyError if it stands for nothing."""
        return self._by_word.__getitem__


class KitWords(TypeDecorator[frozenset[Kit]]):
    """What a learner has at hand, as words between commas."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: frozenset[Kit] | None, dialect: Dialect) -> str | None:
        """Write the words in order, so that equal sets look the same."""
        return None if value is None else ",".join(sorted(value))

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], frozenset[Kit] | None]:
        """Read the words back as a set; those of another version are passed over."""
        return _kit_of


@lru_cache(maxsize=1024)  # many have the same
def _kit_of(text: str | None) -> frozenset[Kit] | None:
    if text is None:
        return None
    return frozenset(Kit(word) for word in text.split(",") if word in KNOWN_KIT)


class CalendarText(TypeDecorator[Calendar]):
    """An on-call calendar as compact text in the learner's own row.

    Every use case that asks for a learner's day needs it: a table would cost a query each time.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Calendar | None, dialect: Dialect) -> str | None:
        """Write the calendar; an empty one is an empty text."""
        return None if value is None else to_text(value)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], Calendar | None]:
        """Read the calendar back."""
        return _calendar_of


@lru_cache(maxsize=1024)  # most are empty
def _calendar_of(text: str | None) -> Calendar | None:
    return None if text is None else from_text(text)
