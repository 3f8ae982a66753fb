"""A roster that was sent as a calendar file: told in short first, used on a tap."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.domain.calendar import Calendar, Shift, with_days
from bot.usecases.calendar import CalendarView, calendar, change, draft_of
from bot.usecases.drafts import Purpose
from bot.usecases.roster import today_of
from bot.usecases.turn import Turn

MOST_BYTES = 2_000_000  # of a file


class Refusal(StrEnum):
    """Why a file was not read."""

    TOO_LARGE = "too-large"
    TOO_MANY = "too-many"  # events
    NOT_A_CALENDAR = "not-a-calendar"
    LINK = "link"  # nothing is fetched from other people's servers
    ARCHIVE = "archive"
    UNREADABLE = "unreadable"
    NO_SHIFTS = "no-shifts"
    OVER = "over"  # all of it is in the past
    NOT_FETCHED = "not-fetched"  # Telegram did not hand it over


@dataclass(frozen=True, slots=True)
class Found:
    """The shifts in a file, at least one, and how many events were not used."""

    days: dict[date, Shift]
    ignored: int  # no shifts: a dentist, a seminar
    unreadable: int

    @property
    def first(self) -> date:
        """Return the first day with a shift."""
        return min(self.days)

    @property
    def last(self) -> date:
        """Return the last day with a shift."""
        return max(self.days)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is of no use, and why."""

    why: Refusal
    last: date | None = None  # the last shift, where all of them are over


class Rosters(Protocol):
    """Reads calendar files; it takes seconds at worst, so not in a transaction."""

    def is_calendar(self, text: str) -> bool:
        """Tell whether a text has a calendar in it."""

    def read_calendar(self, data: bytes, zone: str, today: date) -> Found | Refused:
        """Return the shifts from a week before `today` to 400 days after it."""


@dataclass(frozen=True, slots=True)
class FileAsked:
    """How to send a file."""


@dataclass(frozen=True, slots=True)
class RosterOffered:
    """What a file holds. Use it?"""

    draft: int
    counts: tuple[tuple[Shift, int], ...]  # the shifts that cost most sleep first
    first: date
    last: date
    left_out: int  # entries that are no shifts


@dataclass(frozen=True, slots=True)
class RosterRefused:
    """A file that is of no use, with the mend."""

    why: Refusal
    last: date | None = None


@dataclass(frozen=True, slots=True)
class RosterDeclined:
    """The calendar stays as it is."""


_LINK = re.compile(r"\b(?:webcals?://\S|https?://\S*(?:\.ics\b|ical|calendar))", re.IGNORECASE)
_IN_ORDER = (Shift.NIGHT, Shift.ON_CALL, Shift.POST_CALL, Shift.DAY, Shift.OFF)


def is_link(words: str) -> bool:
    """Tell whether words hold a calendar's address."""
    return bool(_LINK.search(words))


def offer(turn: Turn, read: Found | Refused) -> RosterOffered | RosterRefused:
    """Keep what is to come of a file's days until it is confirmed."""
    if isinstance(read, Refused):
        return RosterRefused(read.why, read.last)
    to_come = {day: shift for day, shift in read.days.items() if day >= today_of(turn)}
    if not to_come:
        return RosterRefused(Refusal.OVER, read.last)
    turn.tx.conversation.clear_pending(turn.owner)
    roster = Calendar(days=tuple(sorted(to_come.items())))
    draft = turn.tx.drafts.keep(turn.owner, Purpose.OFFERED, roster, turn.now)
    counted = Counter(to_come.values())
    counts = tuple((shift, counted[shift]) for shift in _IN_ORDER if counted[shift])
    left_out = read.ignored + read.unreadable
    return RosterOffered(draft, counts, min(to_come), max(to_come), left_out)


def use(turn: Turn, draft: int) -> CalendarView | None:
    """Put the offered days in place; None when they are, or something else was offered since."""
    offered = draft_of(turn, draft, Purpose.OFFERED)
    if offered is None or not offered.calendar.days:
        return None
    turn.tx.drafts.remove(offered.id)
    to_come = {day: shift for day, shift in offered.calendar.days if day >= today_of(turn)}
    turn, undo = change(turn, with_days(turn.learner.calendar, to_come))
    return calendar(turn, undo)


def decline(turn: Turn, draft: int) -> RosterDeclined | None:
    """Leave the calendar as it is; None when the offer is settled already."""
    offered = draft_of(turn, draft, Purpose.OFFERED)
    if offered is None:
        return None
    turn.tx.drafts.remove(offered.id)
    return RosterDeclined()
