"""Reminder rules: when the daily prompt is due, and whether it is still welcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.day import local_time
from bot.domain.reminders import (
    DEFAULT_SPREAD_S,
    EVERY_DAY,
    Kind,
    Occurrence,
    Rule,
    Timetable,
    with_time,
)
from bot.domain.rhythm import QuietHours, Rhythm
from tests.builders import (
    FRIDAY,
    LONDON,
    MONDAY,
    SUNDAY,
    TUESDAY,
    WEDNESDAY,
    at,
    rule,
)

NO_DATE = {date(2011, 12, 30)}  # in Samoa
RESTLESS_ZONES = [
    LONDON,
    "America/New_York",
    "America/Havana",  # a gap at midnight
    "America/Santiago",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Antarctica/Troll",  # two hours
    "Etc/UTC",
]


def timetable(zone: str = LONDON, spread_s: int = DEFAULT_SPREAD_S) -> Timetable:
    return Timetable(Rhythm(zone, 4 * 60), spread_s)


def mask(*weekdays: int) -> int:
    return sum(1 << weekday for weekday in weekdays)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(at(MONDAY, 12), MONDAY, id="later today"),
        pytest.param(at(MONDAY, 18, 29, 59), MONDAY, id="in a second"),
        pytest.param(at(MONDAY, 18, 30), TUESDAY, id="strictly after"),
        pytest.param(at(MONDAY, 23), TUESDAY, id="tomorrow"),
    ],
)
def test_a_daily_prompt_comes_next_at_its_wall_time(after: datetime, expected: date) -> None:
    assert timetable().next(rule(), after) == Occurrence(expected, at(expected))


@pytest.mark.parametrize(
    ("weekdays", "expected"),
    [
        pytest.param(EVERY_DAY, TUESDAY, id="every day"),
        pytest.param(mask(2), WEDNESDAY, id="Wednesdays"),
        pytest.param(mask(4, 6), FRIDAY, id="Fridays and Sundays"),
        pytest.param(mask(6), SUNDAY, id="Sundays"),
        pytest.param(mask(0), MONDAY + timedelta(days=7), id="Mondays: a week on"),
    ],
)
def test_only_the_chosen_weekdays_count(weekdays: int, expected: date) -> None:
    found = timetable().next(rule(weekdays=weekdays), at(MONDAY))
    assert found is not None
    assert found.local_date == expected


@pytest.mark.parametrize(
    "never",
    [rule(enabled=False), rule(weekdays=0), rule(weekdays=1 << 7)],
    ids=["switched off", "no weekday", "no such weekday"],
)
def test_a_rule_without_days_never_falls_due(never: Rule) -> None:
    assert timetable().next(never, at()) is None
    assert timetable().upcoming(never, at(), 3) == []


def test_a_weekly_prompt_survives_a_week_whose_date_its_zone_skipped() -> None:
    fridays = rule(weekdays=mask(4))
    found = timetable("Pacific/Apia").upcoming(fridays, datetime(2011, 12, 20, tzinfo=UTC), 3)
    assert [each.local_date for each in found] == [
        date(2011, 12, 23),
        date(2012, 1, 6),  # 30 December 2011 did not happen
        date(2012, 1, 13),
    ]


def test_an_unknown_zone_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="Mars/Olympus"):
        timetable("Mars/Olympus").next(rule(), at())


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware UTC"):
        timetable().next(rule(), datetime(2026, 3, 2))  # noqa: DTZ001 — the point


def test_neighbouring_rules_are_spread_over_some_seconds_and_stay_there() -> None:
    spreads = [rule(id=number).spread() for number in range(1, 201)]
    assert all(timedelta(0) <= each < timedelta(seconds=DEFAULT_SPREAD_S) for each in spreads)
    assert len(set(spreads)) == DEFAULT_SPREAD_S
    assert spreads == [rule(id=number).spread() for number in range(1, 201)]


def test_the_spread_never_makes_a_prompt_come_twice() -> None:
    spread = rule(id=7)
    first = timetable().next(spread, at(MONDAY, 12))
    assert first is not None
    assert first.due_at == at(MONDAY) + spread.spread() != at(MONDAY)
    again = timetable().next(spread, first.due_at)
    assert again is not None
    assert again.local_date == TUESDAY


@given(
    zone=st.sampled_from(RESTLESS_ZONES),
    minute=st.integers(0, 1439),
    number=st.integers(0, 1000),
    start=st.datetimes(datetime(2010, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001
)
@example(zone="Pacific/Apia", minute=0, number=0, start=datetime(2011, 12, 20))  # noqa: DTZ001
@example(zone="Pacific/Apia", minute=1439, number=3, start=datetime(2011, 12, 20))  # noqa: DTZ001
@example(zone="America/Havana", minute=30, number=0, start=datetime(2026, 3, 1))  # noqa: DTZ001
@example(zone="Australia/Lord_Howe", minute=135, number=0, start=datetime(2026, 9, 28))  # noqa: DTZ001
def test_a_daily_prompt_comes_exactly_once_on_every_local_date(
    zone: str, minute: int, number: int, start: datetime
) -> None:
    found = timetable(zone).upcoming(rule(id=number, minute=minute), start.replace(tzinfo=UTC), 40)
    dates = [each.local_date for each in found]
    every = [dates[0] + timedelta(days=passed) for passed in range(42)]
    expected = [day for day in every if zone != "Pacific/Apia" or day not in NO_DATE]
    assert dates == expected[:40]
    assert all(earlier.due_at < later.due_at for earlier, later in pairwise(found))


@given(
    zone=st.sampled_from(RESTLESS_ZONES),
    minute=st.integers(0, 1439),
    late=st.integers(0, 47),
)
def test_after_an_outage_the_chain_goes_on_from_now_with_one_prompt(
    zone: str, minute: int, late: int
) -> None:
    daily = rule(minute=minute)
    first = timetable(zone).next(daily, at())
    assert first is not None
    now = first.due_at + timedelta(hours=late)
    following = timetable(zone).next(daily, now)
    assert following is not None
    assert now < following.due_at <= now + timedelta(hours=26)
    assert following.local_date > first.local_date


@pytest.mark.parametrize(
    ("day", "wall"),
    [
        pytest.param(date(2026, 3, 28), "01:30", id="the day before"),
        pytest.param(date(2026, 3, 29), "02:30", id="in the gap: later by the gap"),
        pytest.param(date(2026, 3, 30), "01:30", id="the day after"),
        pytest.param(date(2026, 10, 25), "01:30", id="in the overlap: the first"),
    ],
)
def test_the_prompt_keeps_its_wall_time_across_clock_changes(day: date, wall: str) -> None:
    night = rule(minute=90)
    found = timetable().next(night, at(day - timedelta(days=1), 12))
    assert found is not None
    assert found.local_date == day
    assert local_time(found.due_at, LONDON).strftime("%H:%M") == wall


# --- a date gets one ---


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        pytest.param(None, MONDAY, id="nothing yet"),
        pytest.param(SUNDAY - timedelta(days=7), MONDAY, id="yesterday's has come"),
        pytest.param(MONDAY, TUESDAY, id="today's has come"),
        pytest.param(WEDNESDAY, WEDNESDAY + timedelta(days=1), id="flown across the date line"),
    ],
)
def test_a_date_that_had_its_occurrence_gets_no_other(last: date | None, expected: date) -> None:
    found = timetable().next(rule(), at(MONDAY, 12), last)
    assert found is not None
    assert found.local_date == expected


def test_a_prompt_in_quiet_hours_comes_the_next_morning_and_stays_its_own() -> None:
    quiet = Timetable(Rhythm(LONDON, 4 * 60, QuietHours(18 * 60, 7 * 60)), 0)
    found = quiet.upcoming(rule(weekdays=mask(0, 1)), at(MONDAY, 12), 3)
    assert found == [
        Occurrence(MONDAY, at(TUESDAY, 7)),
        Occurrence(TUESDAY, at(WEDNESDAY, 7)),
        Occurrence(MONDAY + timedelta(days=7), at(TUESDAY + timedelta(days=7), 7)),
    ]


# --- each weekday has one time ---

WEEKDAYS, WEEKEND = mask(0, 1, 2, 3, 4), mask(5, 6)


def times(rules: list[Rule]) -> dict[int, tuple[int, int]]:
    """Rules that are not taken out: minute and weekdays by id."""
    return {each.id: (each.minute, each.weekdays) for each in rules if each.weekdays}


def given_times(*parts: tuple[int, int], to: list[Rule] | None = None) -> list[Rule]:
    """What is kept after parts were set one after the other, new rules numbered as they come."""
    rules = to or []
    for minute, weekdays in parts:
        rules = with_time(rules, 1001, Kind.PROMPT, minute, weekdays)
        free = max((each.id for each in rules), default=0) + 1
        rules = [replace(each, id=each.id or free) for each in rules]
    return rules


@pytest.mark.parametrize(
    ("parts", "kept"),
    [
        pytest.param([(420, EVERY_DAY)], {1: (420, EVERY_DAY)}, id="the first one"),
        pytest.param([(420, EVERY_DAY), (1110, EVERY_DAY)], {1: (1110, EVERY_DAY)}, id="changed"),
        pytest.param(
            [(1110, EVERY_DAY), (1140, WEEKDAYS)],
            {1: (1110, WEEKEND), 2: (1140, WEEKDAYS)},
            id="weekdays otherwise",
        ),
        pytest.param(
            [(1140, WEEKDAYS), (540, WEEKEND)],
            {1: (1140, WEEKDAYS), 2: (540, WEEKEND)},
            id="side by side",
        ),
        pytest.param(
            [(1140, WEEKDAYS), (540, WEEKEND), (450, EVERY_DAY)],
            {1: (450, EVERY_DAY)},
            id="one for all again",
        ),
        pytest.param(
            [(1140, WEEKDAYS), (1140, WEEKEND)], {1: (1140, EVERY_DAY)}, id="the same time"
        ),
        pytest.param(
            [(1140, WEEKDAYS), (540, WEEKEND), (450, EVERY_DAY), (600, WEEKEND)],
            {1: (450, WEEKDAYS), 2: (600, WEEKEND)},
            id="a rule taken out is taken up again",
        ),
    ],
)
def test_a_new_time_takes_its_weekdays_from_the_others(
    parts: list[tuple[int, int]], kept: dict[int, tuple[int, int]]
) -> None:
    assert times(given_times(*parts)) == kept


@given(
    parts=st.lists(st.tuples(st.integers(0, 1439), st.integers(1, EVERY_DAY)), max_size=12),
)
def test_however_often_times_are_set_each_weekday_has_the_newest(
    parts: list[tuple[int, int]],
) -> None:
    rules = given_times(*parts)
    newest = {day: minute for minute, weekdays in parts for day in range(7) if weekdays >> day & 1}
    had = [(day, each.minute) for each in rules for day in range(7) if each.weekdays >> day & 1]
    assert sorted(had) == sorted(newest.items())
    assert len(rules) <= 8
