"""The streak: derived from practice days, with two free days off a week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

DAYS_OFF_A_WEEK = 2  # the reserve: free, refilled each Monday


class DayMark(StrEnum):
    """What one day was. "Not yet", "day off" and "missed" are different facts."""

    PRACTISED = "practised"
    DAY_OFF = "day-off"
    PAUSED = "paused"
    ON_CALL = "on-call"  # at work through the night, or just after it
    MISSED = "missed"
    OPEN = "open"  # today, nothing done yet
    BEFORE = "before"  # before the first practice


@dataclass(frozen=True, slots=True)
class Streak:
    """How many days were practised in the running streak, and what keeps it."""

    days: int
    today_done: bool
    days_off_left: int  # this week


Spared: TypeAlias = Callable[[date], DayMark | None]  # what spares a day: a pause, or being on call


def _nothing_spares(_: date) -> DayMark | None:
    return None


def streak(practised: Collection[date], today: date, spared: Spared = _nothing_spares) -> Streak:
    """Derive the streak at `today` from the set of practice days.

    Walking back, a day without practice uses up one of its week's two days off; a third one in
    the same week ends the streak. Spared days and an open today cost nothing. A day that lies
    ahead, after a flight west or with a later day start, was practised all the same.
    """
    done = frozenset(practised)
    first = min(done, default=today)
    off: Counter[tuple[int, int]] = Counter()
    days = sum(day >= today for day in done)
    day = today - timedelta(days=1)
    while day >= first:
        if day in done:
            days += 1
        elif spared(day) is None:
            off[_week(day)] += 1
            if off[_week(day)] > DAYS_OFF_A_WEEK:
                break
        day -= timedelta(days=1)
    used = min(off[_week(today)], DAYS_OFF_A_WEEK)
    return Streak(days, today in done, DAYS_OFF_A_WEEK - used)


def strip(
    practised: Collection[date],
    today: date,
    length: int,
    spared: Spared = _nothing_spares,
) -> tuple[DayMark, ...]:
    """Return the marks of the last `length` days, oldest first, today last."""
    done = frozenset(practised)
    first = min(done, default=today)
    off: Counter[tuple[int, int]] = Counter()
    marks = [
        _mark(day, done, first, today, spared, off)
        for day in (today - timedelta(days=back) for back in range(_rows(today, length)))
    ]
    return tuple(reversed(marks[:length]))


def _rows(today: date, length: int) -> int:
    """Look back to the Monday before the strip begins, so that its first week is counted whole."""
    return length + (today - timedelta(days=length - 1)).weekday()


def _mark(
    day: date,
    done: frozenset[date],
    first: date,
    today: date,
    spared: Spared,
    off: Counter[tuple[int, int]],
) -> DayMark:
    if day in done:
        return DayMark.PRACTISED
    if mark := spared(day):
        return mark
    if day == today:
        return DayMark.OPEN
    if day < first:
        return DayMark.BEFORE
    off[_week(day)] += 1
    return DayMark.DAY_OFF if off[_week(day)] <= DAYS_OFF_A_WEEK else DayMark.MISSED


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week
