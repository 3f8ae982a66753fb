"""Times of day as people type them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.day import MINUTES_A_DAY
from bot.domain.typed import ENDS, NUMBER_WORD, number
from bot.domain.unclear import Why

_HALF_DAY: Final = MINUTES_A_DAY // 2
_NAMED: Final = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 0}
_FRACTIONS: Final = {"half": 30, "quarter": 15, "twenty": 20}
_WORDED_MINUTES: Final = {"fifteen": 15, "thirty": 30, "forty": 45}

_ISH: Final = rf"[\s-]?ish{ENDS}"
TO_AN_HOUR: Final = rf"(?=\s+to\s+(?:[1-9]|1[0-2]|(?:{NUMBER_WORD}){ENDS})(?![\d:.h]))"

CLOCK: Final = rf"""
    (?P<named>{"|".join(_NAMED)})(?:{_ISH}|{ENDS})
    |(?:
        (?:a\s)?(?P<fraction>half|quarter|twenty|ten|five
            |\d{{1,2}}(?=\s*min|\s+(?:past|after)\s)|(?:20|25){TO_AN_HOUR})
        (?:\s*min(?:ute)?s?)?\s+(?P<side>past|after|to|before)\s+
        |(?P<half>half)\s+
    )?
    (?P<hour>\d{{1,2}}|(?:{NUMBER_WORD})(?:{ENDS}|(?={_ISH})))
    (?:(?:\s*:\s*|[.h])(?P<minute>\d{{2}})|(?P<packed>\d{{2}})
        |\s(?P<worded>fifteen|thirty|forty(?=[ -]five))(?:(?<=forty)[ -]five)?{ENDS})?
    (?![.:]?\d|(?:st|nd|rd|th){ENDS})
    (?:\s*(?:o'?\s?clock|uhr|hrs?|h){ENDS})?
    (?P<ish>{_ISH})?
    (?:\s*(?P<meridiem>[ap])\.?\s?m(?:{ENDS}|(?={_ISH}))\.?(?:{_ISH})?)?
"""  # for re.VERBOSE, on plain text


class DayPart(StrEnum):
    """A part of the day that tells which seven o'clock is meant."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


_HOURS: Final = {
    DayPart.MORNING: range(12),
    DayPart.AFTERNOON: range(12, 20),
    DayPart.EVENING: range(16, 24),
    DayPart.NIGHT: (*range(17, 24), *range(6)),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as typed, in minutes after midnight; without any it does not exist."""

    meant: tuple[int, ...]  # by itself: more than one for "7" or "half seven"
    possible: tuple[int, ...]  # with a part of the day beside it: "7:30 in the evening"

    def within(self, part: DayPart | None) -> tuple[int, ...]:
        """Return what it means in that part of the day; none: "18:30 in the morning"."""
        if part is None:
            return self.meant
        return tuple(minute for minute in self.possible if minute // 60 in _HOURS[part])


def which(minutes: tuple[int, ...]) -> Why:
    """Return what to ask about a time with several meanings."""
    same_on_the_dial = len({minute % _HALF_DAY for minute in minutes}) == 1
    return Why.MORNING_OR_EVENING if same_on_the_dial else Why.WHICH_TIME


def read_clock(match: re.Match[str]) -> Clock:
    """Return the time that matched CLOCK."""
    if match["named"]:
        named = (_NAMED[match["named"]],)
        return Clock(named, named)
    hour = number(match["hour"])
    written = match["minute"] or match["packed"]
    minute = int(written) if written else _WORDED_MINUTES.get(match["worded"], 0)
    spoken = match["fraction"] or match["half"]
    if not _exists(hour, minute, match["meridiem"]) or (spoken and written):
        return Clock((), ())
    dial = _on_the_dial(hour * 60 + minute, match)
    if match["meridiem"]:
        afternoon = _HALF_DAY if match["meridiem"] == "p" else 0
        exact = tuple(each % _HALF_DAY + afternoon for each in dial)
        return Clock(exact, exact)
    possible = _both_halves(dial) if hour <= 12 else dial
    is_exact = written and not match["ish"]  # nobody means 06:30 alone by "6:30ish"
    return Clock(dial if is_exact else possible, possible)


def _exists(hour: int, minute: int, meridiem: str | None) -> bool:
    return minute < 60 and (1 <= hour <= 12 if meridiem else hour < 24)


def _on_the_dial(minute: int, match: re.Match[str]) -> tuple[int, ...]:
    """Move a full hour by "quarter to" or "half past"; "half seven" differs between countries."""
    if match["half"]:
        return ((minute - 30) % MINUTES_A_DAY, minute + 30)
    if not match["fraction"]:
        return (minute,)
    moved = _FRACTIONS.get(match["fraction"]) or number(match["fraction"])
    sign = 1 if match["side"] in ("past", "after") else -1
    return ((minute + sign * moved) % MINUTES_A_DAY,)


def _both_halves(dial: tuple[int, ...]) -> tuple[int, ...]:
    mornings = {minute % _HALF_DAY for minute in dial}
    return tuple(sorted(mornings | {minute + _HALF_DAY for minute in mornings}))
