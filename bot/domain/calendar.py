"""The on-call calendar: what shift a day has, and what follows for sleep, prompts and the streak.

Days are local dates, minutes are minutes after local midnight; a night belongs to the date on which
it begins. An empty calendar changes nothing and costs next to nothing to ask.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from bot.domain.day import MINUTES_A_DAY

MID_SLEEP = 13 * 60  # after a night the practice day turns here, so two nights running are two days
SLEPT = 16 * 60  # after a night nobody is woken before this
NIGHT_PROMPT = 18 * 60 + 30  # the last prompt before a night
NIGHT_BEGINS = 19 * 60
_ONE_DAY = timedelta(days=1)


class Shift(StrEnum):
    """What a learner's day is at work."""

    DAY = "day"
    NIGHT = "night"
    ON_CALL = "on-call"
    POST_CALL = "post-call"
    OFF = "off"


_AWAKE_AT_NIGHT = frozenset({Shift.NIGHT, Shift.ON_CALL})
_LETTERS: dict[Shift | None, str] = {
    Shift.DAY: "D",
    Shift.NIGHT: "N",
    Shift.ON_CALL: "C",
    Shift.POST_CALL: "P",
    Shift.OFF: "O",
    None: "-",
}
_SHIFTS = {letter: shift for shift, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Pattern:
    """Shifts that repeat from `first` on (position 0) and end before `until`."""

    shifts: tuple[Shift | None, ...]
    first: date
    until: date | None = None

    def shift(self, day: date) -> Shift | None:
        """Return what the pattern says about `day`; None outside of its time."""
        if day < self.first or (self.until is not None and day >= self.until):
            return None
        return self.shifts[(day - self.first).days % len(self.shifts)]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Patterns, ended ones too so that the past stays as it was, and single days, which win."""

    patterns: tuple[Pattern, ...] = ()
    days: tuple[tuple[date, Shift], ...] = ()  # sorted

    def __bool__(self) -> bool:
        """Tell whether anything was ever said."""
        return bool(self.patterns or self.days)

    def shift(self, day: date) -> Shift | None:
        """Return the shift of `day`; None where nothing is known.

        A day after being on call is post-call unless something was said about it. What a pattern
        says counts as said, except that a single day on call also frees the day after it.
        """
        said = self._said(day)
        if said is not None:
            return said
        planned = self._planned(day)
        if planned in _AWAKE_AT_NIGHT:
            return planned
        said_before = self._said(day - _ONE_DAY)
        if said_before is Shift.ON_CALL:
            return Shift.POST_CALL
        if planned is None and said_before is None:
            before = self._planned(day - _ONE_DAY)
            return Shift.POST_CALL if before is Shift.ON_CALL else None
        return planned

    def _said(self, day: date) -> Shift | None:
        place = bisect_left(self.days, day, key=itemgetter(0))
        if place < len(self.days) and self.days[place][0] == day:
            return self.days[place][1]
        return None

    def _planned(self, day: date) -> Shift | None:
        for pattern in self.patterns:
            if (shift := pattern.shift(day)) is not None:
                return shift
        return None


EMPTY = Calendar()


def turn_of_day(calendar: Calendar, day: date, usual: int) -> int:
    """Return the minute of `day` at which the practice day turns: in mid-sleep after a night."""
    return MID_SLEEP if calendar and _worked_the_night_before(calendar, day) else usual


def waking_minute(calendar: Calendar, day: date, minute: int) -> int | None:
    """Return when a prompt that is set for `minute` comes on `day`; None if it does not come."""
    if not calendar:
        return minute
    shift = calendar.shift(day)
    if shift is Shift.ON_CALL:
        return None
    if _sleeps_in(calendar, day):
        minute = max(minute, SLEPT)
    return min(minute, NIGHT_PROMPT) if shift is Shift.NIGHT else minute


def asleep_until(calendar: Calendar, day: date, minute: int) -> int | None:
    """Return when the quiet at `minute` of `day` ends, or None if it is not quiet.

    From 1440 on it is a minute of the next day; if that is a day on call, ask again then.
    """
    if not calendar:
        return None
    shift = calendar.shift(day)
    if shift is Shift.ON_CALL or (shift is Shift.NIGHT and minute >= NIGHT_BEGINS):
        return MINUTES_A_DAY + SLEPT
    return SLEPT if minute < SLEPT and _sleeps_in(calendar, day) else None


def is_tired(calendar: Calendar, day: date) -> bool:
    """Tell whether `day` follows a night awake. Between two nights of a block it does not count."""
    if not calendar:
        return False
    shift, before = calendar.shift(day), calendar.shift(day - _ONE_DAY)
    between_nights = shift is Shift.NIGHT and before is Shift.NIGHT
    return shift is Shift.POST_CALL or (before in _AWAKE_AT_NIGHT and not between_nights)


def costs_nothing(calendar: Calendar, day: date) -> bool:
    """Tell whether `day` without practice leaves the streak as it is and uses no day off."""
    return bool(calendar) and calendar.shift(day) in (Shift.ON_CALL, Shift.POST_CALL)


def with_day(calendar: Calendar, day: date, shift: Shift | None) -> Calendar:
    """Say what `day` is. None makes it an ordinary day, whatever a pattern says."""
    others = tuple(entry for entry in calendar.days if entry[0] != day)
    cleared = replace(calendar, days=others)
    if shift is None:
        shift = Shift.DAY if cleared.shift(day) is not None else None
    return cleared if shift is None else with_days(cleared, {day: shift})


def with_days(calendar: Calendar, days: Mapping[date, Shift]) -> Calendar:
    """Say what several days are; the others stay as they are."""
    return replace(calendar, days=tuple(sorted({**dict(calendar.days), **days}.items())))


def with_pattern(calendar: Calendar, shifts: tuple[Shift | None, ...], first: date) -> Calendar:
    """Begin a pattern on `first`; the running one ends before it, the past stays as it was."""
    ended = without_pattern(calendar, first)
    return replace(ended, patterns=(*ended.patterns, Pattern(shifts, first)))


def without_pattern(calendar: Calendar, day: date) -> Calendar:
    """End the running pattern before `day`; the past stays as it was."""
    return replace(
        calendar,
        patterns=tuple(
            replace(pattern, until=day if pattern.until is None else min(day, pattern.until))
            for pattern in calendar.patterns
            if pattern.first < day
        ),
    )


def cleared_from(calendar: Calendar, day: date) -> Calendar:
    """Forget what was said about `day` and later ones; the past stays as it was."""
    ended = without_pattern(calendar, day)
    return replace(ended, days=tuple(entry for entry in ended.days if entry[0] < day))


def to_text(calendar: Calendar) -> str:
    """Return `calendar` as short JSON that is always the same for the same calendar."""
    if not calendar:
        return ""
    patterns = [
        [_letters(p.shifts), p.first.isoformat(), p.until and p.until.isoformat()]
        for p in calendar.patterns
    ]
    return json.dumps({"patterns": patterns, "days": _runs(calendar)}, separators=(",", ":"))


@lru_cache(maxsize=4096)
def from_text(text: str) -> Calendar:
    """Return the calendar that `to_text` wrote; raise ValueError or KeyError for another text."""
    if not text:
        return EMPTY
    read = json.loads(text)
    patterns = tuple(
        Pattern(_shifts(letters), date.fromisoformat(first), until and date.fromisoformat(until))
        for letters, first, until in read["patterns"]
    )
    days = tuple(
        (date.fromordinal(number), shift)
        for first, letters in read["days"]
        for number, shift in enumerate(
            _shifts(letters), start=date.fromisoformat(first).toordinal()
        )
        if shift is not None
    )
    return Calendar(patterns, days)


def _worked_the_night_before(calendar: Calendar, day: date) -> bool:
    return calendar.shift(day - _ONE_DAY) in _AWAKE_AT_NIGHT


def _sleeps_in(calendar: Calendar, day: date) -> bool:
    return calendar.shift(day) is Shift.POST_CALL or _worked_the_night_before(calendar, day)


def _letters(shifts: tuple[Shift | None, ...]) -> str:
    return "".join(_LETTERS[shift] for shift in shifts)


def _shifts(letters: str) -> tuple[Shift | None, ...]:
    return tuple(_SHIFTS[letter] for letter in letters)


def _runs(calendar: Calendar) -> list[list[str]]:
    """Join days in a row: a roster of months has few gaps."""
    numbered = (
        (day.toordinal() - place, day, shift) for place, (day, shift) in enumerate(calendar.days)
    )
    runs = (list(run) for _, run in groupby(numbered, key=itemgetter(0)))
    return [[run[0][1].isoformat(), _letters(tuple(shift for _, _, shift in run))] for run in runs]
