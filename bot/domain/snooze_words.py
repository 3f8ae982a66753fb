"""Till when to put a message off, as people type it: "20 min", "tonight", "tomorrow 7:30"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Final, TypeAlias

from bot.domain.calendar_names import WEEKDAY, weekday
from bot.domain.clock_words import CLOCK, Clock, DayPart, read_clock, which
from bot.domain.day import DEFAULT_DAY_START
from bot.domain.length_words import LENGTH, minutes_in
from bot.domain.typed import ENDS, plain
from bot.domain.unclear import Unclear, Why
from bot.domain.zone_words import without_zone

LONGEST: Final = timedelta(days=7)
USUAL: Final = {  # minutes after midnight, where only a part of the day is said
    DayPart.MORNING: 8 * 60,
    DayPart.AFTERNOON: 14 * 60,
    DayPart.EVENING: 20 * 60,
    DayPart.NIGHT: 20 * 60,
}
_TOKEN: Final = re.compile(
    rf"""
    (?P<length>{LENGTH})
    |(?P<clock>{CLOCK})
    |(?P<tonight>tonight{ENDS})
    |(?P<ahead>(?:today|tomorrow|tmrw){ENDS})
    |(?P<weekday>{WEEKDAY})
    |(?P<part>(?:{"|".join(DayPart)}){ENDS})
    |(?P<filler>(?:after|again|and|at|for|in|it|later|me|more|next|on|please|remind|snooze|the|this
        |till?|to|until|wait){ENDS}|[\s,.!?])
    |(?P<unknown>.)
    """,
    re.VERBOSE,
)
_DAYS: Final = frozenset({"tonight", "ahead", "weekday"})
_FIGURES: Final = re.compile(r"(?:in )?(?:(?P<hours>\d{1,2})h)?(?P<minutes>\d{1,3})")  # "1h30"


@dataclass(frozen=True, slots=True)
class Wait:
    """So many minutes from now."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Until:
    """A date on the learner's wall, and minutes after midnight; None where no time was said."""

    day: date
    minute: int | None

    def wall(self) -> datetime:
        """Return the naive local time; of a date without a time its beginning."""
        return datetime.combine(self.day, time()) + timedelta(minutes=self.minute or 0)


SnoozeWords: TypeAlias = Wait | Until


def parse_snooze(words: str, now: datetime) -> SnoozeWords | Unclear[SnoozeWords]:
    """Return till when to wait, seen from `now` on the learner's wall (naive local time).

    It is one minute to seven days ahead; a time that is over today is asked back.
    """
    text = " ".join(plain(words).split())
    by_the_own_clock = without_zone(text)
    if by_the_own_clock == text:
        return _parsed(text, now)
    parsed = _parsed(by_the_own_clock, now)
    readings = parsed.readings if isinstance(parsed, Unclear) else (parsed,)
    return Unclear(Why.OTHER_CLOCK, readings) if readings else Unclear(Why.NOT_UNDERSTOOD)


def _parsed(text: str, now: datetime) -> SnoozeWords | Unclear[SnoozeWords]:
    tokens = [match for match in _TOKEN.finditer(text) if match.lastgroup != "filler"]
    said = {match.lastgroup or "": match for match in tokens}
    if not said or "unknown" in said:
        return Unclear(Why.NOT_UNDERSTOOD)
    if said.keys() == {"length"}:
        return _waited(sum(map(minutes_in, tokens)))
    if "length" in said or len(said) < len(tokens) or len(said.keys() & _DAYS) > 1:
        return Unclear(Why.NOT_UNDERSTOOD)
    until = _until(said, now)
    figures = _FIGURES.fullmatch(text)
    return _minutes_or_clock(figures, until) if figures else until


def _waited(minutes: float) -> Wait | Unclear[SnoozeWords]:
    if minutes > LONGEST / timedelta(minutes=1):
        return Unclear(Why.TOO_FAR)
    return Wait(round(minutes)) if minutes >= 1 else Unclear(Why.TOO_SOON)


def _minutes_or_clock(
    figures: re.Match[str], until: Until | Unclear[SnoozeWords]
) -> Unclear[SnoozeWords]:
    """Offer both: "20" may be 20 minutes or 20:00, and "1h30" a length or a time."""
    wait = _waited(int(figures["minutes"]) + 60 * int(figures["hours"] or 0))
    waits = () if isinstance(wait, Unclear) else (wait,)
    clocks = until.readings if isinstance(until, Unclear) else (until,)
    return Unclear(Why.WHICH_TIME, (*waits, *clocks))


def _until(said: Mapping[str, re.Match[str]], now: datetime) -> Until | Unclear[SnoozeWords]:
    days, part = _days(said, now), _part(said)
    if "clock" in said:
        clock = read_clock(said["clock"])
    elif part:
        clock = Clock((USUAL[part],), (USUAL[part],))
    else:
        to_come = [Until(day, None) for day in days if day > now.date() or _is_late(now)]
        return _only(to_come, otherwise=Unclear(Why.TIME_MISSING))
    if not clock.within(part):
        return Unclear(Why.NO_SUCH_TIME)
    return _on_a_day(days, clock, part, now) if days else _next(clock, part, now)


def _days(said: Mapping[str, re.Match[str]], now: datetime) -> list[date]:
    """Return the dates that the day said may mean; none where no day was said."""
    today, tomorrow = now.date(), now.date() + timedelta(days=1)
    if "weekday" in said:
        ahead = timedelta(days=(weekday(said["weekday"]["weekday"]) - today.weekday()) % 7)
        return [today + ahead] if ahead else [today, today + LONGEST]
    if "ahead" not in said:
        return []
    if said["ahead"]["ahead"] == "today":
        return [today]
    return [today, tomorrow] if _is_late(now) else [tomorrow]


def _part(said: Mapping[str, re.Match[str]]) -> DayPart | None:
    if "part" in said:
        return DayPart(said["part"]["part"])
    return DayPart.NIGHT if "tonight" in said else None


def _is_late(now: datetime) -> bool:
    """Tell whether it is still last night for people: their tomorrow may be today's date."""
    return now.hour * 60 < DEFAULT_DAY_START


def _on_a_day(
    days: Sequence[date], clock: Clock, part: DayPart | None, now: datetime
) -> Until | Unclear[SnoozeWords]:
    wanted = [
        Until(day + timedelta(days=later), minute)
        for day, minute in product(days, clock.within(part))
        for later in ((0, 1) if _is_small_hour(minute, part) else (0,))
    ]
    in_reach = [until for until in wanted if now < until.wall() <= now + LONGEST]
    return _only(in_reach, otherwise=Unclear(Why.PAST, _soonest(_possible(clock, part), now)))


def _next(clock: Clock, part: DayPart | None, now: datetime) -> Until | Unclear[SnoozeWords]:
    """Return the time today; one that is over may have meant the evening, or tomorrow."""
    minutes = clock.within(part)
    if len(minutes) > 1:
        return Unclear(which(minutes), _soonest(minutes, now))
    [until] = _soonest(minutes, now)
    if until.day == now.date() or _is_small_hour(minutes[0], part):
        return until
    return Unclear(Why.PAST, _soonest(_possible(clock, part), now))


def _possible(clock: Clock, part: DayPart | None) -> tuple[int, ...]:
    """Return what may have been meant instead: for "7:30" also the evening."""
    return clock.within(part) if part else clock.possible


def _is_small_hour(minute: int, part: DayPart | None) -> bool:
    """Tell whether it is after midnight in a night that began the day before."""
    return part is DayPart.NIGHT and minute < 6 * 60


def _soonest(minutes: Sequence[int], now: datetime) -> tuple[Until, ...]:
    today = [Until(now.date(), minute) for minute in minutes]
    to_come = [
        until if until.wall() > now else replace(until, day=until.day + timedelta(days=1))
        for until in today
    ]
    return tuple(sorted(to_come, key=Until.wall))


def _only(wanted: Sequence[Until], otherwise: Unclear[SnoozeWords]) -> Until | Unclear[SnoozeWords]:
    if len(wanted) < 2:
        return wanted[0] if wanted else otherwise
    one_day = len({until.day for until in wanted}) == 1
    minutes = tuple(until.minute for until in wanted if until.minute is not None)
    return Unclear(which(minutes) if one_day else Why.WHICH_DATE, tuple(wanted))
