"""When practice really happens, and whether the prompt had better come then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.domain.day import MINUTES_A_DAY
from bot.domain.reminders import EVERY_DAY

LOOK_BACK = 14  # practice days
LONGEST_BACK = timedelta(weeks=LOOK_BACK)  # as far as so many days of a weekly prompt lie
FEWEST_DAYS = 7
BAND = 45  # minutes to either side of the usual time
SHARE_IN_BAND = 0.6
WORTH_MOVING = 60  # minutes
ROUNDED_TO = 15  # minutes
SUGGEST_AGAIN_AFTER = timedelta(weeks=2)


def better_time(starts: Mapping[date, int], minute: int, weekdays: int = EVERY_DAY) -> int | None:
    """Return the minute of the day at which practice usually begins; None to leave the prompt.

    `starts` has the minute, after local midnight, at which practice began on each practice day of
    the last weeks, prompted or not: who follows the prompt thereby keeps it where it is. Days that
    are no measure, such as those of a block of nights, are left out by the caller. `minute` and
    `weekdays` (bit 0 is Monday) are the prompt's own.
    """
    days = sorted(day for day in starts if weekdays >> day.weekday() & 1)[-LOOK_BACK:]
    if len(days) < FEWEST_DAYS:
        return None
    minutes = [starts[day] for day in days]
    usual = _rounded(_circular_median(minutes, minute))
    in_band = sum(_apart(usual, each) <= BAND for each in minutes)
    if in_band < SHARE_IN_BAND * len(minutes) or _apart(usual, minute) < WORTH_MOVING:
        return None
    return usual


def may_suggest(last: date | None, today: date) -> bool:
    """Tell whether another time may be suggested, `last` being when one was: once in two weeks."""
    return last is None or today - last >= SUGGEST_AGAIN_AFTER


def _circular_median(minutes: Sequence[int], seen_from: int) -> int:
    """Return the one of `minutes` that is nearest to all of them, around the clock: of two that
    are as near, the one that comes first after `seen_from`."""

    def farness(each: int) -> tuple[int, int]:
        return sum(_apart(each, other) for other in minutes), (each - seen_from) % MINUTES_A_DAY

    return min(minutes, key=farness)


def _apart(one: int, other: int) -> int:
    """Return the minutes between two times of the day, the short way round."""
    ahead = (one - other) % MINUTES_A_DAY
    return min(ahead, MINUTES_A_DAY - ahead)


def _rounded(minute: int) -> int:
    return round(minute / ROUNDED_TO) * ROUNDED_TO % MINUTES_A_DAY
