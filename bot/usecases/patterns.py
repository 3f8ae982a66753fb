"""Shifts that repeat: what the pattern is, and on which day it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from bot.domain.calendar import Calendar, Pattern, Shift, with_pattern
from bot.domain.pattern_words import LONGEST_PATTERN, NoPattern, parse_pattern
from bot.usecases.awaiting import await_typed
from bot.usecases.calendar import CalendarView, calendar, change, draft_of
from bot.usecases.drafts import Purpose
from bot.usecases.ports import Pending
from bot.usecases.roster import today_of
from bot.usecases.turn import Stale, Turn

COMMON = ("DDNNOOOO", "DDDDOOOO", "NNNNNNNOOOOOOO", "CPDD", "CPDDD")  # see `parse_pattern`
FIRST_DAYS = 14  # to choose from


@dataclass(frozen=True, slots=True)
class PatternAsked:
    """Which pattern?"""

    common: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatternUnclear:
    """What was typed is no pattern."""

    why: NoPattern


@dataclass(frozen=True, slots=True)
class PatternOffered:
    """A pattern, and the question on which day it begins."""

    draft: int
    shifts: tuple[Shift | None, ...]
    today: date

    @property
    def blocks(self) -> tuple[tuple[int, Shift | None], ...]:
        """The pattern as so many days of each shift."""
        return tuple((len(list(days)), shift) for shift, days in groupby(self.shifts))

    @property
    def first_days(self) -> tuple[date, ...]:
        """The days on which it may begin: each phase of it, up to two weeks ahead."""
        number = min(len(self.shifts), FIRST_DAYS)
        return tuple(self.today + timedelta(days=after) for after in range(max(number, 2)))


def ask(turn: Turn) -> PatternAsked:
    """Ask for a pattern; one of the usual ones is tapped, any other is typed."""
    await_typed(turn, Pending.PATTERN)
    return PatternAsked(COMMON)


def offer(turn: Turn, words: str) -> PatternOffered | PatternUnclear:
    """Ask on which day a pattern begins; nothing has changed yet."""
    shifts = parse_pattern(words)
    if isinstance(shifts, NoPattern):
        return PatternUnclear(shifts)
    turn.tx.conversation.clear_pending(turn.owner)
    today = today_of(turn)
    pattern = Calendar(patterns=(Pattern(shifts, today),))
    draft = turn.tx.drafts.keep(turn.owner, Purpose.OFFERED, pattern, turn.now)
    return PatternOffered(draft, shifts, today)


def begin(turn: Turn, draft: int, first: date) -> CalendarView | None:
    """Let the offered pattern begin; None when it has begun, or something else was offered since.

    The one that runs ends before it. Single days that were said stay.
    """
    offered = draft_of(turn, draft, Purpose.OFFERED)
    if offered is None or not offered.calendar.patterns:
        return None
    today = today_of(turn)
    if not today <= first < today + timedelta(days=LONGEST_PATTERN):
        raise Stale
    turn.tx.drafts.remove(offered.id)
    shifts = offered.calendar.patterns[0].shifts
    turn, undo = change(turn, with_pattern(turn.learner.calendar, shifts, first))
    return calendar(turn, undo)
