"""A learner's rhythm: when their days turn, and when they are to be left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.domain.calendar import EMPTY, Calendar, asleep_until, turn_of_day, waking_minute
from bot.domain.day import MINUTES_A_DAY, local_time, require_utc, to_utc, wall_after

_QUIETS_IN_A_ROW = 64  # quiet hours and sleep may follow each other through a block of nights


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` until `end`, in minutes after midnight; over midnight where `end` is earlier."""

    start: int
    end: int

    def until(self, minute: int) -> int | None:
        """Return the minute of the day at which the quiet at `minute` ends; None: it is loud.

        A value above 1,440 lies on the next day.
        """
        if self.start <= minute < self.end:
            return self.end
        if self.start > self.end and minute >= self.start:
            return self.end + MINUTES_A_DAY
        if self.start > self.end and minute < self.end:
            return self.end
        return None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Zone, turn of the day, quiet hours and calendar: all that moves a reminder."""

    zone: str
    day_start: int  # minutes after midnight
    quiet: QuietHours | None = None
    calendar: Calendar = EMPTY

    @property
    def moves_reminders(self) -> bool:
        """Tell whether quiet hours or a calendar may bring reminders out of the order of dates."""
        return self.quiet is not None or bool(self.calendar)

    def practice_day(self, instant: datetime) -> date:
        """Return the learner's own date at `instant`; after a night it turns in mid-sleep."""
        minute = require_utc(instant).replace(second=0, microsecond=0)
        return _practice_day(minute, self.zone, self.calendar, self.day_start)

    def due_on(self, day: date, minute: int, spread: timedelta) -> datetime | None:
        """Return the instant at which what is set for `minute` belongs on local date `day`.

        It moves into the waking window and out of quiet hours; the stable `spread` is added, so
        that quiet hours never end in a burst. None: there is none on that date.
        """
        set_for = _due_by_calendar(self.zone, self.calendar, day, minute)
        return None if set_for is None else self.heard_from(set_for + spread, spread)

    def heard_from(self, instant: datetime, spread: timedelta = timedelta(0)) -> datetime:
        """Return `instant`, or `spread` after the end of the quiet in which it lies."""
        if not self.moves_reminders:
            return instant
        for _ in range(_QUIETS_IN_A_ROW):
            end = self.left_alone_until(instant)
            if end is None:
                return instant
            instant = end + spread
        return instant

    def left_alone_until(self, instant: datetime) -> datetime | None:
        """Return the end of the quiet hours or sleep at `instant`; None: a buzz is all right."""
        local = local_time(instant, self.zone)
        ends = [asleep_until(self.calendar, local.date(), _minute(local))]
        if self.quiet is not None:
            ends.append(self.quiet.until(_minute(local)))
        end = max((minute for minute in ends if minute is not None), default=None)
        return None if end is None else wall_after(instant, end, self.zone)


def rhythm_of(
    zone: str, day_start: int, quiet_from: int | None, quiet_to: int | None, calendar: Calendar
) -> Rhythm:
    """Return the rhythm of what a learner has set; quiet hours need both ends."""
    if quiet_from is None or quiet_to is None:
        return Rhythm(zone, day_start, None, calendar)
    return Rhythm(zone, day_start, QuietHours(quiet_from, quiet_to), calendar)


def _minute(local: datetime) -> int:
    return local.hour * 60 + local.minute


@lru_cache(maxsize=65_536)
def _practice_day(minute: datetime, zone: str, calendar: Calendar, day_start: int) -> date:
    local = local_time(minute, zone)
    day = local.date()
    turned = _minute(local) >= turn_of_day(calendar, day, day_start)
    return day if turned else day - timedelta(days=1)


@lru_cache(maxsize=65_536)
def _due_by_calendar(zone: str, calendar: Calendar, day: date, minute: int) -> datetime | None:
    waking = waking_minute(calendar, day, minute)
    return None if waking is None else to_utc(day, waking, zone)
