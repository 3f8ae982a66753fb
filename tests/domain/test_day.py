"""Days and wall clocks: what "today" is, and when a wall time happens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
import whenever
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.day import is_night, local_time, require_utc, to_utc, wall_after, zone_info
from tests.builders import LONDON, MONDAY, at


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "refused",
    [
        pytest.param(datetime(2026, 3, 2, 18, 30), id="naive"),  # noqa: DTZ001 — the point
        pytest.param(datetime(2026, 3, 2, tzinfo=ZoneInfo(LONDON)), id="another zone"),
        pytest.param(datetime(2026, 3, 2, tzinfo=ZoneInfo("Etc/UTC")), id="UTC by zone name"),
        pytest.param(datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=1))), id="an offset"),
    ],
)
def test_an_instant_that_is_not_aware_utc_is_refused_at_the_door(refused: datetime) -> None:
    with pytest.raises(ValueError, match="aware UTC"):
        require_utc(refused)
    with pytest.raises(ValueError, match="aware UTC"):
        local_time(refused, LONDON)


def test_an_aware_utc_instant_passes_unchanged() -> None:
    assert require_utc(at()) is not None
    assert require_utc(at()) == at()


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "/etc/localtime", "a\0b"])
def test_an_unknown_zone_is_named(name: str) -> None:
    with pytest.raises(ValueError, match="unknown time zone"):
        zone_info(name)


@pytest.mark.parametrize(
    ("day", "clock", "zone", "expected"),
    [
        pytest.param("2026-03-02", "18:30", LONDON, "2026-03-02T18:30", id="winter"),
        pytest.param("2026-06-01", "18:30", LONDON, "2026-06-01T17:30", id="summer"),
        pytest.param("2026-03-02", "00:00", LONDON, "2026-03-02T00:00", id="midnight"),
        pytest.param("2026-03-02", "23:59", "Asia/Tokyo", "2026-03-02T14:59", id="last minute"),
        pytest.param("2026-03-29", "01:30", LONDON, "2026-03-29T01:30", id="gap: later by the gap"),
        pytest.param(
            "2026-03-29", "02:30", "Europe/Berlin", "2026-03-29T01:30", id="gap in Berlin"
        ),
        pytest.param("2026-10-25", "01:30", LONDON, "2026-10-25T00:30", id="overlap: the first"),
        pytest.param(
            "2026-10-04",
            "02:15",
            "Australia/Lord_Howe",
            "2026-10-03T15:45",
            id="Lord Howe: a gap of half an hour",
        ),
        pytest.param(
            "2026-04-05",
            "01:45",
            "Australia/Lord_Howe",
            "2026-04-04T14:45",
            id="Lord Howe: an overlap of half an hour, the first",
        ),
        pytest.param(
            "2026-04-24",
            "00:10",
            "Africa/Cairo",
            "2026-04-23T22:10",
            id="a gap at midnight stays on its date",
        ),
        pytest.param(
            "2011-12-29",
            "18:30",
            "Pacific/Apia",
            "2011-12-30T04:30",
            id="Samoa, the last day on the old side",
        ),
        pytest.param("2011-12-30", "18:30", "Pacific/Apia", None, id="Samoa skipped this Friday"),
        pytest.param("2011-12-30", "00:00", "Pacific/Apia", None, id="Samoa, its midnight too"),
        pytest.param("2011-12-30", "23:59", "Pacific/Apia", None, id="Samoa, its last minute too"),
        pytest.param(
            "2011-12-31",
            "00:00",
            "Pacific/Apia",
            "2011-12-30T10:00",
            id="Samoa, the first minute on the new side",
        ),
        pytest.param("1993-08-21", "12:00", "Pacific/Kwajalein", None, id="Kwajalein's lost day"),
    ],
)
def test_a_wall_time_happens_once_or_its_date_does_not_exist(
    day: str, clock: str, zone: str, expected: str | None
) -> None:
    hour, minute = map(int, clock.split(":"))
    found = to_utc(date.fromisoformat(day), hour * 60 + minute, zone)
    assert found == (instant(expected) if expected else None)
    if found:
        assert found.tzinfo is UTC


def test_the_gap_moves_a_reminder_later_on_the_wall() -> None:
    found = to_utc(date(2026, 3, 29), 2 * 60 + 30, "Europe/Berlin")
    assert found is not None
    assert local_time(found, "Europe/Berlin").strftime("%H:%M") == "03:30"


# --- a second opinion ---

ZONES = sorted(whenever.available_timezones() - {"localtime", "Factory", "posixrules"})
SAMPLED_YEARS = (2011, 2024, 2026, 2027)


def transitions(zone: str) -> Iterator[date]:
    """Local dates of the offset changes in the sampled years, found by halving each fortnight."""
    tz = ZoneInfo(zone)
    for year in SAMPLED_YEARS:
        early = datetime(year, 1, 1, 12, tzinfo=UTC)
        for _ in range(26):
            late = early + timedelta(days=14)
            if early.astimezone(tz).utcoffset() != late.astimezone(tz).utcoffset():
                yield _halved(early, late, tz)
            early = late


def _halved(early: datetime, late: datetime, tz: ZoneInfo) -> date:
    while late - early > timedelta(hours=1):
        middle = early + (late - early) / 2
        if middle.astimezone(tz).utcoffset() == early.astimezone(tz).utcoffset():
            early = middle
        else:
            late = middle
    return late.astimezone(tz).date()


def by_whenever(day: date, minute: int, zone: str) -> datetime | None:
    """What `whenever` says: "compatible" is later in a gap, the first in an overlap."""
    noon = _zoned(day, 12 * 60, zone)
    if noon.date().to_stdlib() != day:
        return None
    return _zoned(day, minute, zone).to_instant().to_stdlib().replace(tzinfo=UTC)


def _zoned(day: date, minute: int, zone: str) -> whenever.ZonedDateTime:
    hour, past = divmod(minute, 60)
    return whenever.ZonedDateTime(
        day.year, day.month, day.day, hour, past, tz=zone, disambiguation="compatible"
    )


def test_a_second_library_agrees_in_every_zone_around_its_clock_changes() -> None:
    # Every zone, its changes of four years, the day before and after, at the times of day where
    # clocks change and at a few where they never do.
    compared, wrong = 0, []
    for zone in ZONES:
        for changed in transitions(zone):
            for day in (changed + timedelta(days=offset) for offset in (-1, 0, 1)):
                for minute in (0, 30, 105, 120, 150, 180, 735, 1439):
                    compared += 1
                    ours, theirs = to_utc(day, minute, zone), by_whenever(day, minute, zone)
                    if ours != theirs:
                        wrong.append((zone, day, minute, ours, theirs))
    assert wrong == []
    assert compared > 10_000


@pytest.mark.parametrize(
    ("now", "minute", "zone", "expected"),
    [
        pytest.param("2026-03-02T18:30", 22 * 60, LONDON, "2026-03-02T22:00", id="later today"),
        pytest.param("2026-03-02T23:00", 31 * 60, LONDON, "2026-03-03T07:00", id="tomorrow at 7"),
        pytest.param("2026-03-02T18:30", 7 * 60, LONDON, "2026-03-02T18:30", id="passed already"),
        pytest.param("2026-03-28T23:00", 25 * 60 + 30, LONDON, "2026-03-29T01:30", id="in a gap"),
        pytest.param("2026-10-25T00:10", 90, LONDON, "2026-10-25T00:30", id="the first 01:30"),
        pytest.param("2026-10-25T01:10", 90, LONDON, "2026-10-25T01:30", id="the second 01:30"),
    ],
)
def test_the_wall_clock_shows_a_time_next(now: str, minute: int, zone: str, expected: str) -> None:
    assert wall_after(instant(now), minute, zone) == instant(expected)


@pytest.mark.parametrize(
    ("clock", "night"),
    [("00:00", True), ("04:59", True), ("05:00", False), ("12:00", False), ("23:59", False)],
)
def test_it_is_night_from_midnight_to_five(clock: str, night: bool) -> None:
    hour, minute = map(int, clock.split(":"))
    assert is_night(at(MONDAY, hour, minute), LONDON) is night


def test_it_is_night_by_the_learners_own_clock() -> None:
    assert is_night(at(MONDAY, 18), "Asia/Tokyo")
    assert not is_night(at(MONDAY, 3), "Asia/Tokyo")


@given(
    days_on=st.integers(0, 20_000),
    minute=st.integers(0, 1439),
    zone=st.sampled_from(ZONES),
)
@example(days_on=(date(2011, 12, 30) - date(1990, 1, 1)).days, minute=0, zone="Pacific/Apia")
def test_a_wall_time_lands_on_its_own_local_date(days_on: int, minute: int, zone: str) -> None:
    day = date(1990, 1, 1) + timedelta(days=days_on)
    found = to_utc(day, minute, zone)
    if found is not None:
        on = local_time(found, zone).date()
        assert on - day in (timedelta(0), timedelta(days=1))  # a gap at midnight may carry over
