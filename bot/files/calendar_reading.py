"""`python -m bot.files.calendar_reading ZONE TODAY` reads a calendar and prints its shifts as JSON.

A process of its own (see `calendars.py`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from bot.domain.calendar import Shift
from bot.domain.day import zone_info
from bot.files.calendar_events import Window, occurrences
from bot.files.calendar_lines import TooMany, sieved
from bot.files.calendar_shifts import Occurrence, days_of, shift_of

_DAYS_BACK: Final = 7
_DAYS_AHEAD: Final = 400
# Where two events meet on one day, the one that costs more sleep is believed.
_WEIGHT: Final = (Shift.ON_CALL, Shift.NIGHT, Shift.POST_CALL, Shift.DAY, Shift.OFF)


def read(text: str, zone: str, today: date) -> dict[str, Any]:
    """Return the days with their shifts and what was not used, or why there is nothing."""
    window = Window(
        zone_info(zone), today - timedelta(days=_DAYS_BACK), today + timedelta(days=_DAYS_AHEAD)
    )
    try:
        sieve = sieved(text)
    except TooMany:
        return {"refused": "too-many"}
    days: dict[date, Shift] = {}
    over: list[date] = []  # the last days of shifts before the window
    ignored, unreadable = 0, sieve.unended
    for event in occurrences(sieve.zones, sieve.events, window):
        if event is None:
            unreadable += 1
            continue
        inside = [
            (day, shift)
            for each in event
            if (shift := shift_of(each))
            for day in days_of(each, window.first, window.last)
        ]
        over += (last for each in event if (last := _last_day(each, window.first)))
        ignored += not inside
        _merge(days, inside)
    return {
        "days": {day.isoformat(): shift for day, shift in sorted(days.items())},
        "over": max(over).isoformat() if over else None,
        "ignored": ignored,
        "unreadable": unreadable,
    }


def _last_day(occurrence: Occurrence, before: date) -> date | None:
    """Return the last day of a shift that was over before a day; None for anything else."""
    if occurrence.ends.date() >= before or shift_of(occurrence) is None:
        return None
    return max(days_of(occurrence, occurrence.begins.date(), occurrence.ends.date()))


def _merge(days: dict[date, Shift], found: Iterable[tuple[date, Shift]]) -> None:
    for day, shift in found:
        days[day] = min(shift, days.get(day, shift), key=_WEIGHT.index)


def main(zone: str, today: str) -> None:
    """Read standard input, write standard output."""
    text = sys.stdin.buffer.read().decode()
    sys.stdout.write(json.dumps(read(text, zone, date.fromisoformat(today))))


if __name__ == "__main__":
    main(*sys.argv[1:])
