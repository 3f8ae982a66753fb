"""Buttons of dates that matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.taps.base import Tap
from bot.domain.events import EventKind


@dataclass(frozen=True, slots=True)
class ShowDates(Tap):
    """Show the dates in this message."""


@dataclass(frozen=True, slots=True)
class AskDate(Tap):
    """When is it?"""

    kind: EventKind


@dataclass(frozen=True, slots=True)
class PickEvent(Tap):
    """One of the meanings of what was typed; a long label is cut."""

    kind: EventKind
    day: date
    label: str


@dataclass(frozen=True, slots=True)
class RemoveEvent(Tap):
    """Remove a date."""

    event: int


@dataclass(frozen=True, slots=True)
class RestoreEvent(Tap):
    """*Undo* the removal of a date."""

    event: int


@dataclass(frozen=True, slots=True)
class UndoEvent(Tap):
    """*Undo* a date that was just kept."""

    event: int
