"""Which shift an event of a roster is, by its words and hours; most events are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.domain.calendar import Shift

_ONE_DAY: Final = timedelta(days=1)
_HALF_A_SHIFT: Final = timedelta(hours=6)  # what is shorter needs more than a word in passing
_EVENING: Final = time(18)  # a shift of days counts for each day of which it takes the evening


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event on one occasion, on the learner's wall clock."""

    begins: datetime
    ends: datetime
    all_day: bool
    summary: str


@dataclass(frozen=True, slots=True)
class _Words:
    """How a shift is called: `alone` as the whole summary, `within` a longer one."""

    shift: Shift
    alone: re.Pattern[str]
    within: re.Pattern[str]


def _words(shift: Shift, alone: str, within: str) -> _Words:
    return _Words(shift, re.compile(f"(?:{within}|{alone})"), re.compile(rf"\b(?:{within})\b"))


_CALLED: Final = (  # the first that fits: "post call" has a call in it
    _words(Shift.POST_CALL, "postcall day", r"post ?call(?: day)?"),
    _words(
        Shift.ON_CALL,
        "call",
        r"on ?call|(?:1st|2nd|3rd|first|second|third|night|home|weekend|trauma|surgery|surgical"
        r"|primary|backup|in house|24 ?h) call|\w*bereitschaft\w*|rufdienst|dienst 24|24 ?h ?dienst"
        r"|pikett\w*",
    ),
    _words(
        Shift.NIGHT,
        r"nights?",
        r"night (?:shifts?|duty|float)|nights|nachtdienst|nachtschicht|nachtwache",
    ),
    _words(
        Shift.OFF,
        r"off|free|frei|rest day",
        r"vacations?|holidays?|annual leave|on leave|leave|urlaub|time off|days? off|off duty",
    ),
)
_NOT_ON_CALL: Final = re.compile(r"\b(?:no|not|off|nicht|kein) (?:on )?call\b")
_DAY_WORDS: Final = re.compile(
    r"\b(?:\w*dienst|\w*schicht|shift|duty|rota|rotation|long day|ward|theatre|clinic)\b"
)
_DAY_ALONE: Final = re.compile(r"(?:long |early |late )?(?:days?|shift)|early|late")


def shift_of(occurrence: Occurrence) -> Shift | None:
    """Return the shift that an event is; None for everything else in a life."""
    words = " ".join(re.findall(r"\w+", occurrence.summary.casefold()))
    if _NOT_ON_CALL.search(words):
        return None
    is_long = occurrence.all_day or occurrence.ends - occurrence.begins >= _HALF_A_SHIFT
    for called in _CALLED:
        if called.alone.fullmatch(words) or (is_long and called.within.search(words)):
            return called.shift
    if occurrence.all_day:
        return Shift.DAY if _DAY_ALONE.fullmatch(words) else None
    return _by_hours(occurrence, words)


def _by_hours(occurrence: Occurrence, words: str) -> Shift | None:
    hours = (occurrence.ends - occurrence.begins) / timedelta(hours=1)
    begins, ends = occurrence.begins.time(), occurrence.ends
    if 20 <= hours <= 32 or (hours >= 8 and "call" in words.split()):  # 24 h, with a handover
        return Shift.ON_CALL
    next_morning = ends.date() == occurrence.begins.date() + _ONE_DAY and time(5) <= ends.time()
    if begins >= time(15) and next_morning and ends.time() <= time(12):
        return Shift.NIGHT
    by_day = time(5) <= begins < time(15) and 6 <= hours <= 15
    named = _DAY_WORDS.search(words) or _DAY_ALONE.fullmatch(words)
    return Shift.DAY if by_day and named else None


def days_of(occurrence: Occurrence, first: date, last: date) -> Iterator[date]:
    """Yield the days from `first` to `last` that an occurrence takes."""
    day = max(first, occurrence.begins.date())
    while day <= last and _takes(occurrence, day):
        yield day
        day += _ONE_DAY


def _takes(occurrence: Occurrence, day: date) -> bool:
    if day == occurrence.begins.date():
        return True
    until = time.min if occurrence.all_day else _EVENING
    return occurrence.ends > datetime.combine(day, until)
