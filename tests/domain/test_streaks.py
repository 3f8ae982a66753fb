"""The streak: two free days off a week, pauses free, and a strip that tells the same story."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.streaks import DayMark, Spared, Streak, streak, strip
from tests.builders import FRIDAY, MONDAY, SATURDAY, SUNDAY, THURSDAY, WEDNESDAY, days

NEXT_MONDAY = MONDAY + timedelta(days=7)


def paused(away: set[date]) -> Spared:
    return lambda day: DayMark.PAUSED if day in away else None


def on_call(nights: set[date]) -> Spared:
    return lambda day: DayMark.ON_CALL if day in nights else None


@pytest.mark.parametrize(
    ("practised", "today", "expected"),
    [
        pytest.param(set(), MONDAY, Streak(0, False, 2), id="nothing yet"),
        pytest.param(days(0), MONDAY, Streak(1, True, 2), id="the first day"),
        pytest.param(days(0, 1, 2), WEDNESDAY, Streak(3, True, 2), id="three in a row"),
        pytest.param(days(0, 1), WEDNESDAY, Streak(2, False, 2), id="today is still open"),
        pytest.param(days(0, 1, 3), THURSDAY, Streak(3, True, 1), id="one day off"),
        pytest.param(days(0, 3), THURSDAY, Streak(2, True, 0), id="two days off running"),
        pytest.param(days(0, 2, 4), FRIDAY, Streak(3, True, 0), id="two days off apart"),
        pytest.param(days(0, 4), FRIDAY, Streak(1, True, 0), id="a third one ends it"),
        pytest.param(days(0), FRIDAY, Streak(0, False, 0), id="a third one ends it, today open"),
        pytest.param(days(0), THURSDAY, Streak(1, False, 0), id="two off and today open"),
        pytest.param(
            days(0, 1, 2, 3, 4), NEXT_MONDAY, Streak(5, False, 2), id="weekend off, refilled Monday"
        ),
        pytest.param(
            days(*range(5), 9),
            MONDAY + timedelta(days=9),
            Streak(6, True, 0),
            id="four days off running over two weeks",
        ),
        pytest.param(days(5), SUNDAY, Streak(1, False, 2), id="days before the first cost nothing"),
        pytest.param(days(-300, 0), MONDAY, Streak(1, True, 2), id="long ago is over"),
        pytest.param(
            days(*range(-200, 1)), MONDAY, Streak(201, True, 2), id="two hundred and one in a row"
        ),
        pytest.param(
            days(0, 1, 2),
            MONDAY + timedelta(days=1),
            Streak(3, True, 2),
            id="after a flight west tomorrow is done already",
        ),
    ],
)
def test_the_streak_counts_practice_days_and_forgives_two_a_week(
    practised: set[date], today: date, expected: Streak
) -> None:
    assert streak(practised, today) == expected


def test_the_days_off_of_a_week_are_refilled_on_monday_across_the_new_year() -> None:
    # 29 December 2025 is a Monday; its week belongs to 2026 by ISO, and is one week all the same.
    friday = date(2026, 1, 2)
    assert streak({date(2025, 12, 29), friday}, friday) == Streak(1, True, 0)
    assert streak({date(2025, 12, 29), date(2026, 1, 1)}, friday) == Streak(2, False, 0)


def test_paused_days_cost_nothing_however_many() -> None:
    away = days(*range(1, 30))
    back = MONDAY + timedelta(days=30)
    assert streak(days(0, 30), back, paused(away)) == Streak(2, True, 2)
    assert streak(days(0, 30), back).days == 1


def test_practice_during_a_pause_counts() -> None:
    assert streak(days(0, 1, 2), WEDNESDAY, lambda _: DayMark.PAUSED) == Streak(3, True, 2)


@pytest.mark.parametrize(
    ("practised", "today", "expected"),
    [
        pytest.param(set(), MONDAY, ".......o", id="nothing yet"),
        pytest.param(days(0), MONDAY, ".......X", id="the first day"),
        pytest.param(days(0, 2), THURSDAY, "....X-Xo", id="a day off"),
        pytest.param(days(0, 4), FRIDAY, "...X!--X", id="a missed day"),
        pytest.param(days(-7, 0), MONDAY, "X!!!!--X", id="a bad week: the newest two are days off"),
        pytest.param(days(4), SATURDAY, "......Xo", id="before the first practice"),
    ],
)
def test_the_strip_tells_days_off_from_missed_and_from_not_yet(
    practised: set[date], today: date, expected: str
) -> None:
    drawn = {
        DayMark.PRACTISED: "X",
        DayMark.DAY_OFF: "-",
        DayMark.MISSED: "!",
        DayMark.OPEN: "o",
        DayMark.BEFORE: ".",
    }
    assert "".join(drawn[mark] for mark in strip(practised, today, 8)) == expected


@pytest.mark.parametrize(
    ("spared", "mark"),
    [
        pytest.param(paused(days(1, 2)), DayMark.PAUSED, id="a pause"),
        pytest.param(on_call(days(1, 2)), DayMark.ON_CALL, id="on call, and the day after"),
    ],
)
def test_the_strip_shows_a_spared_day_as_what_it_was(spared: Spared, mark: DayMark) -> None:
    marks = strip(days(0, 3), THURSDAY, 4, spared)
    assert marks == (DayMark.PRACTISED, mark, mark, DayMark.PRACTISED)


def test_a_day_on_call_uses_no_day_off_and_practice_on_it_counts() -> None:
    calls = on_call(days(1, 2, 4, 5))
    assert streak(days(0, 3), SUNDAY, calls) == Streak(2, today_done=False, days_off_left=2)
    assert streak(days(0, 3, 4), SUNDAY, calls).days == 3


def test_today_on_call_is_not_open_but_spared() -> None:
    assert strip(days(0), WEDNESDAY, 2, on_call(days(2))) == (DayMark.DAY_OFF, DayMark.ON_CALL)


day_sets = st.sets(st.integers(-40, 0), max_size=40).map(lambda numbers: days(*numbers))
todays = st.integers(0, 6).map(lambda number: MONDAY + timedelta(days=number))


@given(practised=day_sets, today=todays, more=st.integers(-45, 6))
def test_one_more_practice_day_never_shortens_the_streak(
    practised: set[date], today: date, more: int
) -> None:
    grown = practised | days(more)
    assert streak(grown, today).days >= streak(practised, today).days


@given(practised=day_sets, today=todays, spared=day_sets)
def test_a_spared_day_never_shortens_the_streak(
    practised: set[date], today: date, spared: set[date]
) -> None:
    with_them = streak(practised, today, on_call(spared))
    assert with_them.days >= streak(practised, today).days


@given(weeks=st.integers(1, 20), off=st.lists(st.sets(st.integers(0, 6), max_size=2), min_size=20))
def test_two_days_off_in_every_week_keep_any_streak(weeks: int, off: list[set[int]]) -> None:
    practised = {
        MONDAY + timedelta(days=7 * week + weekday)
        for week in range(weeks)
        for weekday in range(7)
        if weekday not in off[week]
    }
    today = MONDAY + timedelta(days=7 * weeks - 1)
    assert streak(practised, today).days == len(practised)


@given(practised=day_sets, today=todays, away=day_sets)
def test_the_strip_agrees_with_the_streak(
    practised: set[date], today: date, away: set[date]
) -> None:
    marks = strip(practised, today, 50, paused(away))
    assert len(marks) == 50
    running = 0
    for mark in reversed(marks):
        if mark is DayMark.MISSED:
            break
        running += mark is DayMark.PRACTISED
    counted = streak(practised, today, paused(away))
    assert counted.days == running + sum(day > today for day in practised)
    assert counted.today_done == (marks[-1] is DayMark.PRACTISED)


@given(practised=day_sets, today=todays, length=st.integers(1, 30))
def test_a_longer_strip_never_changes_the_days_of_a_shorter_one(
    practised: set[date], today: date, length: int
) -> None:
    assert strip(practised, today, length) == strip(practised, today, 40)[-length:]
