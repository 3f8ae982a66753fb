"""Every zone, every quarter hour, around each clock change of three years: a second opinion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import whenever

from bot.domain.reminders import Timetable
from bot.domain.rhythm import Rhythm
from bot.domain.zone_data import fingerprint
from tests.builders import rule

YEARS = (2025, 2026, 2027)
QUARTERS = range(0, 24 * 60, 15)
DAYS_BEFORE, DAYS = 2, 4

# Zones with the same data are one zone under several names.
ZONES = sorted(
    {
        fingerprint(zone): zone
        for zone in sorted(whenever.available_timezones(), reverse=True)
        if fingerprint(zone)
    }.values()
)


def changes(zone: str) -> Iterator[date]:
    """Return the local dates on which the clock of a zone changes."""
    tz = ZoneInfo(zone)
    noons = [datetime(YEARS[0], 1, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(1096)]
    offsets = [noon.astimezone(tz).utcoffset() for noon in noons]
    for before, after, noon in zip(offsets, offsets[1:], noons[1:], strict=False):
        if before != after:
            yield noon.astimezone(tz).date()


def by_whenever(day: date, minute: int, zone: str) -> datetime:
    """Say when a wall time happens: later in a gap, the first in an overlap."""
    hour, past = divmod(minute, 60)
    zoned = whenever.ZonedDateTime(
        day.year, day.month, day.day, hour, past, tz=zone, disambiguation="compatible"
    )
    return zoned.to_instant().to_stdlib().replace(tzinfo=UTC)


@pytest.mark.parametrize("half", [0, 1])
def test_a_daily_prompt_comes_once_on_each_date_when_a_second_library_says(half: int) -> None:
    compared, wrong = 0, []
    for zone in ZONES[half::2]:
        timetable = Timetable(Rhythm(zone, 0), 0)
        for changed in changes(zone):
            first = changed - timedelta(days=DAYS_BEFORE)
            dates = [first + timedelta(days=after) for after in range(DAYS)]
            for minute in QUARTERS:
                expected = [(day, by_whenever(day, minute, zone)) for day in dates]
                after = expected[0][1] - timedelta(seconds=1)
                found = timetable.upcoming(rule(minute=minute), after, DAYS)
                compared += 1
                if [(each.local_date, each.due_at) for each in found] != expected:
                    wrong.append((zone, changed, minute))
    assert wrong == []
    assert compared > 15_000
