"""Reminder rules: when the daily prompt is due, and whether it is still welcome."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.day import local_time
from bot.domain.reminders import (
    DEFAULT_SPREAD_S,
    EVERY_DAY,
    Occurrence,
    Rule,
    Tempo,
    next_occurrence,
    tempo,
    upcoming,
)
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
    assert next_occurrence(rule(), LONDON, after) == Occurrence(expected, at(expected))


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
    found = next_occurrence(rule(weekdays=weekdays), LONDON, at(MONDAY))
    assert found is not None
    assert found.local_date == expected


@pytest.mark.parametrize(
    "never",
    [rule(enabled=False), rule(weekdays=0), rule(weekdays=1 << 7)],
    ids=["switched off", "no weekday", "no such weekday"],
)
def test_a_rule_without_days_never_falls_due(never: Rule) -> None:
    assert next_occurrence(never, LONDON, at()) is None
    assert upcoming(never, LONDON, at(), 3) == []


def test_a_weekly_prompt_survives_a_week_whose_date_its_zone_skipped() -> None:
    fridays = rule(weekdays=mask(4))
    found = upcoming(fridays, "Pacific/Apia", datetime(2011, 12, 20, tzinfo=UTC), 3)
    assert [each.local_date for each in found] == [
        date(2011, 12, 23),
        date(2012, 1, 6),  # 30 December 2011 did not happen
        date(2012, 1, 13),
    ]


def test_an_unknown_zone_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="Mars/Olympus"):
        next_occurrence(rule(), "Mars/Olympus", at())


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware UTC"):
        next_occurrence(rule(), LONDON, datetime(2026, 3, 2))  # noqa: DTZ001 — the point


def test_neighbouring_rules_are_spread_over_some_seconds_and_stay_there() -> None:
    spreads = [rule(id=number).spread() for number in range(1, 201)]
    assert all(timedelta(0) <= each < timedelta(seconds=DEFAULT_SPREAD_S) for each in spreads)
    assert len(set(spreads)) == DEFAULT_SPREAD_S
    assert spreads == [rule(id=number).spread() for number in range(1, 201)]


def test_the_spread_never_makes_a_prompt_come_twice() -> None:
    spread = rule(id=7)
    first = next_occurrence(spread, LONDON, at(MONDAY, 12))
    assert first is not None
    assert first.due_at == at(MONDAY) + spread.spread() != at(MONDAY)
    again = next_occurrence(spread, LONDON, first.due_at)
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
    found = upcoming(rule(id=number, minute=minute), zone, start.replace(tzinfo=UTC), 40)
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
    first = next_occurrence(daily, zone, at())
    assert first is not None
    now = first.due_at + timedelta(hours=late)
    following = next_occurrence(daily, zone, now)
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
    found = next_occurrence(night, LONDON, at(day - timedelta(days=1), 12))
    assert found is not None
    assert found.local_date == day
    assert local_time(found.due_at, LONDON).strftime("%H:%M") == wall


# --- how often, when nobody answers ---


@pytest.mark.parametrize(
    ("unanswered", "days_since_last", "expected"),
    [
        pytest.param(0, None, Tempo.SEND, id="all answered"),
        pytest.param(1, 1, Tempo.SEND, id="one unanswered: daily"),
        pytest.param(2, 1, Tempo.SEND, id="two unanswered: daily"),
        pytest.param(2, 0, Tempo.WAIT, id="never twice on one day"),
        pytest.param(3, 1, Tempo.WAIT, id="three: no longer daily"),
        pytest.param(3, 2, Tempo.WAIT, id="three: not yet"),
        pytest.param(3, 3, Tempo.SEND, id="three: every third day"),
        pytest.param(5, 3, Tempo.SEND, id="five: every third day"),
        pytest.param(6, 6, Tempo.WAIT, id="six: not before a week"),
        pytest.param(6, 7, Tempo.SEND, id="six: weekly"),
        pytest.param(8, 7, Tempo.SEND, id="eight: weekly"),
        pytest.param(9, 6, Tempo.WAIT, id="nine: goodbye waits for its week"),
        pytest.param(9, 7, Tempo.GOODBYE, id="nine: goodbye"),
        pytest.param(10, 7, Tempo.WAIT, id="after goodbye: silence"),
        pytest.param(10, 365, Tempo.WAIT, id="after goodbye: still silence"),
        pytest.param(12, 30, Tempo.WAIT, id="twelve"),
        pytest.param(1000, 1000, Tempo.WAIT, id="for ever"),
    ],
)
def test_the_tempo_slows_down_when_nobody_answers(
    unanswered: int, days_since_last: int | None, expected: Tempo
) -> None:
    assert tempo(unanswered, days_since_last) is expected


def test_a_person_who_never_answers_hears_from_us_ten_times() -> None:
    heard: list[tuple[int, Tempo]] = []
    for day in range(400):
        since = day - heard[-1][0] if heard else None
        now = tempo(len(heard), since)
        if now is not Tempo.WAIT:
            heard.append((day, now))
    assert [day for day, _ in heard] == [0, 1, 2, 5, 8, 11, 18, 25, 32, 39]
    assert [now for _, now in heard] == [Tempo.SEND] * 9 + [Tempo.GOODBYE]
