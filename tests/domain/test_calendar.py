"""The on-call calendar: Alice's roster moves her prompts, her sleep, her practice days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import (
    EMPTY,
    Calendar,
    Pattern,
    Shift,
    asleep_until,
    costs_nothing,
    from_text,
    is_tired,
    to_text,
    turn_of_day,
    waking_minute,
    with_day,
    with_days,
    with_pattern,
    without_pattern,
)
from tests.builders import FRIDAY, MONDAY, SATURDAY, THURSDAY, TUESDAY, WEDNESDAY

LETTERS = {
    "D": Shift.DAY,
    "N": Shift.NIGHT,
    "C": Shift.ON_CALL,
    "P": Shift.POST_CALL,
    "O": Shift.OFF,
    "-": None,
}


def roster(letters: str, first: date = MONDAY) -> Calendar:
    """A pattern from Monday on, a letter a day."""
    return with_pattern(EMPTY, tuple(LETTERS[letter] for letter in letters), first)


def week(calendar: Calendar, first: date = MONDAY) -> str:
    """Seven days as letters."""
    by_shift = {shift: letter for letter, shift in LETTERS.items()}
    return "".join(by_shift[calendar.shift(first + timedelta(days=ahead))] for ahead in range(7))


def clock(minute: int | None) -> str:
    """Minutes as a wall clock; +1 is the next day."""
    if minute is None:
        return "-"
    days, minute = divmod(minute, 24 * 60)
    return f"{minute // 60:02}:{minute % 60:02}" + ("+1" if days else "")


# --- shifts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "known"),
    [
        pytest.param("DDNNPOO", "DDNNPOO", id="a pattern says each day"),
        pytest.param("DNO", "DNODNOD", id="and begins again"),
        pytest.param("N", "NNNNNNN", id="always nights"),
        pytest.param("C---", "CP--CP-", id="after a day on call comes a post-call day"),
        pytest.param("CO", "COCOCOC", id="unless the pattern says what comes"),
        pytest.param("N-", "N-N-N-N", id="after a night nobody is called post-call"),
    ],
)
def test_a_pattern_repeats(said: str, known: str) -> None:
    assert week(roster(said)) == known


def test_a_single_day_wins_over_the_pattern_and_frees_the_day_after() -> None:
    calendar = with_day(roster("DDDDDOO"), TUESDAY, Shift.ON_CALL)

    assert week(calendar) == "DCPDDOO"


def test_work_at_night_is_not_called_off_by_a_day_on_call_before_it() -> None:
    assert week(with_day(roster("DDNNOOO"), TUESDAY, Shift.ON_CALL)) == "DCNNOOO"


def test_the_day_after_can_be_said_itself() -> None:
    calendar = with_days(EMPTY, {TUESDAY: Shift.ON_CALL, WEDNESDAY: Shift.DAY})

    assert week(calendar) == "-CD----"


@pytest.mark.parametrize(
    ("before", "day", "after"),
    [
        pytest.param(EMPTY, TUESDAY, "-------", id="nothing was said"),
        pytest.param(with_day(EMPTY, TUESDAY, Shift.ON_CALL), TUESDAY, "-------", id="not on call"),
        pytest.param(
            with_day(EMPTY, MONDAY, Shift.ON_CALL), TUESDAY, "CD-----", id="not post-call"
        ),
        pytest.param(roster("CPDD"), FRIDAY, "CPDDDPD", id="a colleague took Friday"),
        pytest.param(
            with_day(roster("DDDDDOO"), TUESDAY, Shift.ON_CALL),
            TUESDAY,
            "DDDDDOO",
            id="back to the pattern where that is an ordinary day",
        ),
    ],
)
def test_a_day_can_be_taken_back(before: Calendar, day: date, after: str) -> None:
    assert week(with_day(before, day, None)) == after


def test_a_new_pattern_ends_the_old_one_and_leaves_the_past() -> None:
    calendar = with_pattern(roster("DDNNOO"), (Shift.NIGHT, Shift.OFF), THURSDAY)

    assert week(calendar) == "DDNNONO"
    assert calendar.patterns[0].until == THURSDAY


def test_a_pattern_that_never_came_to_be_is_forgotten() -> None:
    calendar = with_pattern(roster("NNN", first=FRIDAY), (Shift.DAY,), THURSDAY)

    assert calendar == Calendar((Pattern((Shift.DAY,), THURSDAY),))


def test_a_pattern_can_end() -> None:
    assert week(without_pattern(roster("C---"), SATURDAY)) == "CP--CP-"
    assert week(without_pattern(roster("C---"), FRIDAY)) == "CP-----"
    assert without_pattern(roster("C---"), MONDAY) == EMPTY


# --- what follows --------------------------------------------------------------------------------

ROSTER = "DNNN-C---"  # Monday to next Tuesday; prompts are set for 07:00, 17:00 and 20:30
FOLLOWS = [
    # ahead, day, 07:00, 17:00 and 20:30 move to, quiet at 03:00 and 20:30 until, turns, tired, free
    (0, "mon D", "07:00", "17:00", "20:30", "-", "-", "04:00", False, False),
    (1, "tue N", "07:00", "17:00", "18:30", "-", "16:00+1", "04:00", False, False),
    (2, "wed N", "16:00", "17:00", "18:30", "16:00", "16:00+1", "13:00", False, False),
    (3, "thu N", "16:00", "17:00", "18:30", "16:00", "16:00+1", "13:00", False, False),
    (4, "fri -", "16:00", "17:00", "20:30", "16:00", "-", "13:00", True, False),
    (5, "sat C", "-", "-", "-", "16:00+1", "16:00+1", "04:00", False, True),
    (6, "sun P", "16:00", "17:00", "20:30", "16:00", "-", "13:00", True, True),
    (7, "mon -", "07:00", "17:00", "20:30", "-", "-", "04:00", False, False),
]


@pytest.mark.parametrize("row", FOLLOWS, ids=[f"{row[0]} {row[1]}" for row in FOLLOWS])
def test_a_roster_moves_prompts_sleep_and_the_turn_of_the_day(row: tuple[object, ...]) -> None:
    ahead, _, *follows = row
    calendar, day = roster(ROSTER), MONDAY + timedelta(days=int(str(ahead)))
    at_three, seven, five, evening = 3 * 60, 7 * 60, 17 * 60, 20 * 60 + 30

    assert follows == [
        clock(waking_minute(calendar, day, seven)),
        clock(waking_minute(calendar, day, five)),
        clock(waking_minute(calendar, day, evening)),
        clock(asleep_until(calendar, day, at_three)),
        clock(asleep_until(calendar, day, evening)),
        clock(turn_of_day(calendar, day, usual=4 * 60)),
        is_tired(calendar, day),
        costs_nothing(calendar, day),
    ]


@pytest.mark.parametrize(
    ("letters", "tired"),
    [
        pytest.param("C-", True, id="after a day on call"),
        pytest.param("CO", True, id="free, but after a day on call"),
        pytest.param("CC", True, id="the second day on call in a row"),
        pytest.param("-P", True, id="said to be post-call, on call or not"),
        pytest.param("N-", True, id="after the last night"),
        pytest.param("NO", True, id="free, but after a night"),
        pytest.param("NN", False, id="between two nights, slept"),
        pytest.param("DN", False, id="before the first night"),
        pytest.param("DD", False, id="after a day"),
        pytest.param("OO", False, id="free"),
    ],
)
def test_tired_is_who_was_up_at_night(letters: str, tired: bool) -> None:
    assert is_tired(roster(letters), TUESDAY) is tired


def test_a_post_call_day_that_was_only_said_is_slept_in_too() -> None:
    calendar = with_day(EMPTY, TUESDAY, Shift.POST_CALL)

    assert clock(waking_minute(calendar, TUESDAY, 7 * 60)) == "16:00"
    assert clock(asleep_until(calendar, TUESDAY, 15 * 60 + 59)) == "16:00"
    assert asleep_until(calendar, TUESDAY, 16 * 60) is None


def test_two_days_on_call_are_quiet_till_the_day_after_the_second() -> None:
    calendar = with_days(EMPTY, {MONDAY: Shift.ON_CALL, TUESDAY: Shift.ON_CALL})

    assert clock(asleep_until(calendar, MONDAY, 18 * 60)) == "16:00+1"
    assert clock(asleep_until(calendar, TUESDAY, 16 * 60)) == "16:00+1"
    assert asleep_until(calendar, WEDNESDAY, 16 * 60) is None


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 24 * 60 - 1))
def test_without_a_calendar_everything_is_as_usual(day: date, minute: int) -> None:
    assert EMPTY.shift(day) is None
    assert waking_minute(EMPTY, day, minute) == minute
    assert asleep_until(EMPTY, day, minute) is None
    assert turn_of_day(EMPTY, day, minute) == minute
    assert not is_tired(EMPTY, day)
    assert not costs_nothing(EMPTY, day)


# --- properties ----------------------------------------------------------------------------------

near = st.dates(MONDAY - timedelta(days=30), MONDAY + timedelta(days=30))
shifts = st.sampled_from(Shift)
pattern_shifts = st.lists(shifts | st.none(), min_size=1, max_size=9).map(tuple)
minutes = st.integers(0, 24 * 60 - 1)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """A life with rosters: patterns that follow each other, and single days."""
    calendar = EMPTY
    for first in sorted(draw(st.lists(near, max_size=3))):
        calendar = with_pattern(calendar, draw(pattern_shifts), first)
    if draw(st.booleans()):
        calendar = without_pattern(calendar, draw(near))
    return with_days(calendar, draw(st.dictionaries(near, shifts, max_size=8)))


@given(calendars())
def test_a_calendar_survives_its_column(calendar: Calendar) -> None:
    text = to_text(calendar)

    assert from_text(text) == calendar
    assert to_text(from_text(text)) == text
    assert (text == "") is (calendar == EMPTY)


def test_a_year_of_shifts_is_a_short_text() -> None:
    year = {MONDAY + timedelta(days=ahead): Shift.NIGHT for ahead in range(365)}

    assert len(to_text(with_days(EMPTY, year))) < 450


@given(calendars(), near, minutes)
def test_no_prompt_comes_into_the_quiet(calendar: Calendar, day: date, minute: int) -> None:
    moved = waking_minute(calendar, day, minute)

    assert moved is None or asleep_until(calendar, day, moved) is None


@given(calendars(), near, minutes)
def test_quiet_ends_later_and_by_tomorrow_afternoon(
    calendar: Calendar, day: date, minute: int
) -> None:
    ends = asleep_until(calendar, day, minute)

    assert ends is None or minute < ends <= 24 * 60 + 16 * 60


@given(calendars(), pattern_shifts, near, near)
def test_a_pattern_from_today_on_leaves_the_past(
    calendar: Calendar, new: tuple[Shift | None, ...], today: date, day: date
) -> None:
    past = min(day, today - timedelta(days=1))

    assert with_pattern(calendar, new, today).shift(past) is calendar.shift(past)
    assert without_pattern(calendar, today).shift(past) is calendar.shift(past)


@given(calendars(), near, st.none() | shifts, near)
def test_a_single_day_touches_itself_and_the_day_after(
    calendar: Calendar, day: date, shift: Shift | None, other: date
) -> None:
    changed = with_day(calendar, day, shift)

    assert changed.shift(day) in ((shift,) if shift else (None, Shift.DAY))
    if other not in (day, day + timedelta(days=1)):
        assert changed.shift(other) is calendar.shift(other)


@given(calendars(), near)
def test_single_days_stay_sorted_and_single(calendar: Calendar, day: date) -> None:
    said = [each for each, _ in with_day(calendar, day, Shift.NIGHT).days]

    assert said == sorted(set(said))
