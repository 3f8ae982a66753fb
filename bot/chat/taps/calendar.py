"""Buttons of the on-call calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.taps.base import Tap
from bot.domain.calendar import Shift


@dataclass(frozen=True, slots=True)
class ShowCalendar(Tap):
    """Show the calendar in this message."""


@dataclass(frozen=True, slots=True)
class SetShift(Tap):
    """Say what a day is; None: an ordinary day."""

    day: date
    shift: Shift | None


@dataclass(frozen=True, slots=True)
class AskDay(Tap):
    """Which day is to be changed?"""


@dataclass(frozen=True, slots=True)
class PickDay(Tap):
    """What is this day?"""

    day: date


@dataclass(frozen=True, slots=True)
class SettleDays(Tap):
    """*OK*: what was set is right."""

    first: date
    last: date
    shift: Shift | None


@dataclass(frozen=True, slots=True)
class AskPattern(Tap):
    """Shifts that repeat."""


@dataclass(frozen=True, slots=True)
class PickPattern(Tap):
    """One of the usual patterns, in letters."""

    letters: str


@dataclass(frozen=True, slots=True)
class BeginPattern(Tap):
    """The first day of the pattern that was offered."""

    draft: int
    first: date


@dataclass(frozen=True, slots=True)
class AskFile(Tap):
    """How is a file sent?"""


@dataclass(frozen=True, slots=True)
class UseRoster(Tap):
    """*Use them*: the days of a file."""

    draft: int


@dataclass(frozen=True, slots=True)
class DeclineRoster(Tap):
    """*No*: leave the days of a file."""

    draft: int


@dataclass(frozen=True, slots=True)
class ClearCalendar(Tap):
    """Forget today and all days to come."""


@dataclass(frozen=True, slots=True)
class UndoCalendar(Tap):
    """*Undo* the last change of the calendar."""

    draft: int
