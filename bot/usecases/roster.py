"""The next two weeks: the shift of each day, and when its prompt really comes.

"Today" is the day whose night it is: before four in the morning still the day before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from bot.domain.calendar import Shift
from bot.domain.day import DEFAULT_DAY_START, local_time
from bot.domain.reminders import Rule
from bot.domain.rhythm import Rhythm
from bot.usecases import rules
from bot.usecases.turn import Turn

ROSTER_DAYS = 14


@dataclass(frozen=True, slots=True)
class RosterDay:
    """One day: its shift, and when its prompt comes."""

    day: date
    shift: Shift | None
    set_for: int | None  # minutes after midnight; None: no prompt is set for this weekday
    prompt: datetime | None  # when it really comes; None: it does not

    def is_moved(self, zone: str) -> bool:
        """Tell whether the prompt comes at another time than it is set for."""
        return self.prompt is not None and self.comes_at(zone) != (0, self.set_for)

    def comes_at(self, zone: str) -> tuple[int, int] | None:
        """Return how many days after it, and in which minute of the day, its prompt comes."""
        if self.prompt is None:
            return None
        wall = local_time(self.prompt, zone)
        return (wall.date() - self.day).days, wall.hour * 60 + wall.minute


@dataclass(frozen=True, slots=True)
class RosterRow:
    """Days in a row that are alike."""

    first: RosterDay
    last: date
    moved: bool  # the prompts come at another time than they are set for


def today_of(turn: Turn) -> date:
    """Return the day whose night it is, whatever the practice day."""
    return today_at(turn.now, turn.learner.zone)


def today_at(now: datetime, zone: str) -> date:
    """Return the day whose night it is in a zone; `now` is aware UTC."""
    return Rhythm(zone, DEFAULT_DAY_START).practice_day(now)


def roster(turn: Turn) -> tuple[RosterDay, ...]:
    """Return two weeks of days, today first."""
    first, prompts = today_of(turn), [rule for rule in rules.prompts(turn) if rule.enabled]
    return tuple(
        _roster_day(turn, prompts, first + timedelta(days=after)) for after in range(ROSTER_DAYS)
    )


def _roster_day(turn: Turn, prompts: Iterable[Rule], day: date) -> RosterDay:
    shift = turn.learner.calendar.shift(day)
    rule = next((rule for rule in prompts if rule.is_for(day)), None)
    if rule is None or turn.learner.is_paused(day):
        return RosterDay(day, shift, None, None)
    occurrence = turn.timetable.occurrence(rule, day)
    return RosterDay(day, shift, rule.minute, occurrence.due_at if occurrence else None)


def joined(days: Iterable[RosterDay], zone: str) -> tuple[RosterRow, ...]:
    """Join days in a row that are alike."""
    alike = groupby(days, key=lambda day: (day.shift, day.set_for, day.comes_at(zone)))
    rows = (list(same) for _, same in alike)
    return tuple(RosterRow(row[0], row[-1].day, row[0].is_moved(zone)) for row in rows)
