"""Dates as people type them: "5 Dec", "05/12/2026", "next Friday", "in 3 weeks"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from bot.domain.calendar_names import MONTH, weekday
from bot.domain.date_forms import FORMS, months_after
from bot.domain.typed import plain
from bot.domain.unclear import Unclear, Why

FARTHEST_MONTHS: Final = 36

_IN_A_MONTH: Final = re.compile(rf"(?<!\w){MONTH}")
_FILLER: Final = frozenset(
    "a again at away back be by for from i i'll i'm in is it its me my of off on pause paused "
    "please the til till to until up".split()
)
_Read: TypeAlias = tuple[tuple[int, int], date | Unclear[date]]  # where it stands, what it means


@dataclass(frozen=True, slots=True)
class Found:
    """A date among other words, and these words as typed."""

    day: date | Unclear[date]
    rest: str


def parse_date(words: str, today: date) -> date | Unclear[date]:
    """Return the date that is meant, from `today` to three years on; all else is asked back.

    A day without a year is the next one to come.
    """
    found = find_date(words, today)
    others = set(re.findall(r"[^\W_]+(?:'\w+)*", plain(found.rest))) - _FILLER
    return Unclear(Why.NOT_UNDERSTOOD) if others else found.day


def find_date(words: str, today: date) -> Found:
    """Find the one date in `words`; several, or none, are asked back."""
    typed = " ".join(words.split())
    read = _read(plain(typed), today)
    if not read:
        in_a_month = _IN_A_MONTH.search(plain(typed))
        if in_a_month:
            return Found(Unclear(Why.DAY_MISSING), _without([in_a_month.span()], typed))
        return Found(Unclear(Why.DATE_MISSING), typed)
    offered = [each for each in read if _readings(each)] or read[:1]
    return Found(_only(offered), _without([place for place, _ in offered], typed))


def _read(text: str, today: date) -> list[_Read]:
    read: list[_Read] = []
    for pattern, reader in FORMS:
        for match in pattern.finditer(text):
            named = match.groupdict().get("weekday")
            day = _chosen(reader(match, today), weekday(named) if named else None, today)
            read.append((match.span(), day))
        text = pattern.sub(lambda match: "\0" * len(match[0]), text)
    return read


def _chosen(days: Sequence[date], said: int | None, today: date) -> date | Unclear[date]:
    """Choose from the dates that a text may mean, where a weekday may have been `said` too."""
    if not days:
        return Unclear(Why.NO_SUCH_DATE)
    to_come = [day for day in days if day >= today]
    if not to_come:
        return Unclear(Why.PAST)
    near = tuple(day for day in to_come if day <= months_after(today, FARTHEST_MONTHS))
    if not near:
        return Unclear(Why.TOO_FAR)
    fitting = tuple(day for day in near if said is None or day.weekday() == said)
    if not fitting:
        return Unclear(Why.OTHER_WEEKDAY, near)
    return fitting[0] if len(fitting) == 1 else Unclear(Why.WHICH_DATE, fitting)


def _readings(read: _Read) -> tuple[date, ...]:
    _, day = read
    return day.readings if isinstance(day, Unclear) else (day,)


def _only(read: Sequence[_Read]) -> date | Unclear[date]:
    if len(read) == 1:
        return read[0][1]
    days = tuple(dict.fromkeys(day for each in read for day in _readings(each)))
    return days[0] if len(days) == 1 else Unclear(Why.WHICH_DATE, days)


def _without(places: Sequence[tuple[int, int]], typed: str) -> str:
    for start, end in sorted(places, reverse=True):
        typed = typed[:start] + " " + typed[end:]
    return " ".join(typed.split())
