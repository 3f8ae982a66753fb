"""Keyboards as values, before they are Telegram's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from bot.chat.taps import Tap


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: its word, and what a tap on it means."""

    label: str
    tap: Tap


@dataclass(frozen=True, slots=True)
class Inline:
    """Rows of buttons under a message."""

    rows: tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Replies:
    """A keyboard by the input line; a tap types its word. The first row shares a location."""

    share_location: str
    words: tuple[tuple[str, ...], ...]
    placeholder: str


@dataclass(frozen=True, slots=True)
class RemoveReplies:
    """Takes the keyboard above the input line away."""


Keyboard: TypeAlias = Inline | Replies | RemoveReplies | None


def inline(*rows: Iterable[Button | None]) -> Inline:
    """Return rows of buttons; absent buttons and empty rows are left out."""
    kept = (tuple(button for button in row if button is not None) for row in rows)
    return Inline(tuple(row for row in kept if row))


def in_rows(buttons: Iterable[Button], width: int) -> Iterator[tuple[Button, ...]]:
    """Cut buttons into rows of at most `width`."""
    left = iter(buttons)
    while row := tuple(islice(left, width)):
        yield row
