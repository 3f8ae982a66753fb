"""A learner's rhythm: when their days turn, and when they are left alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import EMPTY, Shift, with_day, with_pattern
from bot.domain.day import local_time
from bot.domain.rhythm import QuietHours, Rhythm, rhythm_of
from tests.builders import FRIDAY, LONDON, MONDAY, SATURDAY, SUNDAY, TUESDAY, WEDNESDAY, at

FOUR = 4 * 60
EVENING_TO_MORNING = QuietHours(22 * 60, 7 * 60)
NO_SPREAD = timedelta(0)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "day_start", "expected"),
    [
        pytest.param("2026-03-02T18:30", LONDON, FOUR, "2026-03-02", id="evening"),
        pytest.param("2026-03-03T00:00", LONDON, FOUR, "2026-03-02", id="midnight is still Monday"),
        pytest.param("2026-03-03T03:59", LONDON, FOUR, "2026-03-02", id="a minute before four"),
        pytest.param("2026-03-03T04:00", LONDON, FOUR, "2026-03-03", id="four o'clock"),
        pytest.param("2026-03-03T00:00", LONDON, 0, "2026-03-03", id="turns at midnight"),
        pytest.param("2026-03-02T23:59", LONDON, 0, "2026-03-02", id="a minute before midnight"),
        pytest.param("2026-03-02T20:30", "Asia/Tokyo", FOUR, "2026-03-03", id="Tokyo is ahead"),
        pytest.param("2026-03-02T18:30", "Asia/Tokyo", FOUR, "2026-03-02", id="Tokyo before four"),
        pytest.param("2026-03-03T06:00", "America/New_York", FOUR, "2026-03-02", id="New York"),
        pytest.param("2026-03-02T22:30", "Asia/Kathmandu", FOUR, "2026-03-03", id="quarter zone"),
        pytest.param("2026-03-02T14:00", "Pacific/Kiritimati", FOUR, "2026-03-03", id="+14"),
        pytest.param("2026-03-02T14:00", "Pacific/Niue", FOUR, "2026-03-01", id="-11"),
        # Spring forward in London, Sunday 29 March at 01:00 UTC: 01:00 becomes 02:00.
        pytest.param("2026-03-29T00:59", LONDON, 120, "2026-03-28", id="before the spring gap"),
        pytest.param("2026-03-29T01:00", LONDON, 120, "2026-03-29", id="after the spring gap"),
        pytest.param("2026-03-29T02:59", LONDON, FOUR, "2026-03-28", id="summer time, 03:59"),
        pytest.param("2026-03-29T03:00", LONDON, FOUR, "2026-03-29", id="summer time, 04:00"),
        # Autumn, Sunday 25 October at 01:00 UTC: 02:00 becomes 01:00.
        pytest.param("2026-10-25T00:30", LONDON, 90, "2026-10-25", id="first 01:30"),
        pytest.param("2026-10-25T01:00", LONDON, 90, "2026-10-24", id="second 01:00 goes back"),
        pytest.param("2026-10-25T03:59", LONDON, FOUR, "2026-10-24", id="winter time, 03:59"),
        pytest.param("2026-10-25T04:00", LONDON, FOUR, "2026-10-25", id="winter time, 04:00"),
        # A block of nights: the day turns in mid-sleep.
        pytest.param("2026-03-02T22:00", LONDON, 13 * 60, "2026-03-02", id="night shift begins"),
        pytest.param("2026-03-03T07:00", LONDON, 13 * 60, "2026-03-02", id="same night, morning"),
        pytest.param("2026-03-03T21:00", LONDON, 13 * 60, "2026-03-03", id="second night"),
        pytest.param("2026-03-03T14:59", LONDON, 15 * 60, "2026-03-02", id="latest day start"),
        pytest.param("2026-03-03T15:00", LONDON, 15 * 60, "2026-03-03", id="latest start, turned"),
    ],
)
def test_the_practice_day_turns_at_the_learners_own_day_start(
    now: str, zone: str, day_start: int, expected: str
) -> None:
    assert Rhythm(zone, day_start).practice_day(instant(now)) == date.fromisoformat(expected)


def test_two_night_shifts_running_are_two_practice_days() -> None:
    # 20:00–08:00 twice: whatever is practised within one shift is one day, the next shift another.
    first = {
        Rhythm(LONDON, 13 * 60).practice_day(at(MONDAY, 20) + timedelta(hours=h)) for h in range(13)
    }
    second = {
        Rhythm(LONDON, 13 * 60).practice_day(at(MONDAY, 20) + timedelta(hours=24 + h))
        for h in range(13)
    }
    assert first == {MONDAY}
    assert second == {MONDAY + timedelta(days=1)}


@given(
    now=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001 — made aware below
    zone=st.sampled_from([LONDON, "Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca"]),
    day_start=st.integers(0, 15 * 60),
)
def test_the_practice_day_is_the_local_date_or_the_one_before(
    now: datetime, zone: str, day_start: int
) -> None:
    local = local_time(now.replace(tzinfo=UTC), zone)
    day = Rhythm(zone, day_start).practice_day(now.replace(tzinfo=UTC))
    before = local.hour * 60 + local.minute < day_start
    assert day == local.date() - timedelta(days=1 if before else 0)


# --- quiet hours ---


@pytest.mark.parametrize(
    ("quiet", "now", "ends"),
    [
        pytest.param(EVENING_TO_MORNING, at(MONDAY, 21, 59), None, id="not yet"),
        pytest.param(EVENING_TO_MORNING, at(MONDAY, 22), at(TUESDAY, 7), id="it begins"),
        pytest.param(EVENING_TO_MORNING, at(TUESDAY, 3), at(TUESDAY, 7), id="after midnight"),
        pytest.param(EVENING_TO_MORNING, at(TUESDAY, 7), None, id="it has ended"),
        pytest.param(QuietHours(13 * 60, 15 * 60), at(MONDAY, 14), at(MONDAY, 15), id="a nap"),
        pytest.param(QuietHours(0, 7 * 60), at(MONDAY, 23, 59), None, id="from midnight on"),
        pytest.param(QuietHours(20 * 60, 0), at(MONDAY, 23), at(TUESDAY, 0), id="until midnight"),
        pytest.param(None, at(MONDAY, 3), None, id="none"),
    ],
)
def test_in_quiet_hours_a_learner_is_left_alone_until_they_end(
    quiet: QuietHours | None, now: datetime, ends: datetime | None
) -> None:
    assert Rhythm(LONDON, FOUR, quiet).left_alone_until(now) == ends


@pytest.mark.parametrize(
    ("before", "hours"),
    [
        pytest.param(date(2026, 3, 28), 8, id="spring: an hour shorter"),
        pytest.param(date(2026, 10, 24), 10, id="autumn: an hour longer"),
    ],
)
def test_quiet_hours_last_by_the_wall_clock(before: date, hours: int) -> None:
    rhythm = Rhythm(LONDON, FOUR, EVENING_TO_MORNING)
    begins = rhythm.due_on(before, 21 * 60 + 59, NO_SPREAD)
    assert begins is not None
    begins += timedelta(minutes=1)
    assert rhythm.left_alone_until(begins) == begins + timedelta(hours=hours)


def test_quiet_hours_do_not_end_in_a_burst() -> None:
    spread = timedelta(seconds=13)
    rhythm = Rhythm(LONDON, FOUR, EVENING_TO_MORNING)
    assert rhythm.due_on(MONDAY, 23 * 60, spread) == at(TUESDAY, 7) + spread
    assert rhythm.heard_from(at(MONDAY, 23), spread) == at(TUESDAY, 7) + spread
    assert rhythm.heard_from(at(MONDAY, 21), spread) == at(MONDAY, 21)


def test_a_spread_that_leads_into_quiet_hours_waits_for_their_end() -> None:
    rhythm = Rhythm(LONDON, FOUR, EVENING_TO_MORNING)
    assert rhythm.due_on(MONDAY, 21 * 60 + 59, timedelta(seconds=60)) == at(TUESDAY, 7, 1)


def test_quiet_hours_need_both_ends() -> None:
    assert rhythm_of(LONDON, FOUR, 22 * 60, None, EMPTY).quiet is None
    assert rhythm_of(LONDON, FOUR, 22 * 60, 7 * 60, EMPTY).quiet == EVENING_TO_MORNING


# --- shifts ---

NIGHTS = with_pattern(EMPTY, (Shift.NIGHT, Shift.NIGHT, None, None, None, None, None), MONDAY)


@pytest.mark.parametrize(
    ("day", "minute", "expected"),
    [
        pytest.param(MONDAY, 12 * 60, at(MONDAY, 12), id="before the first night: as set"),
        pytest.param(MONDAY, 21 * 60, at(MONDAY, 18, 30), id="in the shift: before it"),
        pytest.param(TUESDAY, 7 * 60, at(TUESDAY, 16), id="asleep: on waking"),
        pytest.param(TUESDAY, 17 * 60, at(TUESDAY, 17), id="between two nights: as set"),
        pytest.param(WEDNESDAY, 9 * 60, at(WEDNESDAY, 16), id="after the last night"),
        pytest.param(FRIDAY, 9 * 60, at(FRIDAY, 9), id="off"),
    ],
)
def test_a_prompt_moves_into_the_waking_window(day: date, minute: int, expected: datetime) -> None:
    assert Rhythm(LONDON, FOUR, None, NIGHTS).due_on(day, minute, NO_SPREAD) == expected


def test_two_nights_running_are_two_practice_days_and_the_week_goes_on_as_usual() -> None:
    rhythm = Rhythm(LONDON, FOUR, None, NIGHTS)
    shift = [rhythm.practice_day(at(MONDAY, 20) + timedelta(hours=h)) for h in range(16)]
    second = [rhythm.practice_day(at(TUESDAY, 14) + timedelta(hours=h)) for h in range(22)]
    assert set(shift) == {MONDAY}
    assert set(second) == {TUESDAY}
    assert rhythm.practice_day(at(FRIDAY, 4)) == FRIDAY


def test_on_call_is_quiet_until_the_next_afternoon() -> None:
    rhythm = Rhythm(LONDON, FOUR, None, with_day(EMPTY, SATURDAY, Shift.ON_CALL))
    assert rhythm.due_on(SATURDAY, 18 * 60, NO_SPREAD) is None
    assert rhythm.left_alone_until(at(SATURDAY, 18)) == at(SUNDAY, 16)
    assert rhythm.due_on(SUNDAY, 9 * 60, NO_SPREAD) == at(SUNDAY, 16)


def test_quiet_hours_after_a_night_follow_each_other() -> None:
    rhythm = Rhythm(LONDON, FOUR, QuietHours(15 * 60, 17 * 60), NIGHTS)
    assert rhythm.due_on(TUESDAY, 9 * 60, NO_SPREAD) == at(TUESDAY, 17)


@given(
    minute=st.integers(0, 1439),
    quiet=st.tuples(st.integers(0, 1439), st.integers(1, 18 * 60)),
    shifts=st.lists(st.sampled_from([None, *Shift]), min_size=1, max_size=9),
    ahead=st.integers(0, 400),
    spread=st.integers(0, 59),
)
def test_whatever_is_due_is_due_when_the_learner_may_be_disturbed(
    minute: int, quiet: tuple[int, int], shifts: list[Shift | None], ahead: int, spread: int
) -> None:
    start, length = quiet
    hushed = QuietHours(start, (start + length) % 1440)
    rhythm = Rhythm(LONDON, FOUR, hushed, with_pattern(EMPTY, tuple(shifts), MONDAY))
    due = rhythm.due_on(MONDAY + timedelta(days=ahead), minute, timedelta(seconds=spread))
    if due is not None:
        assert rhythm.left_alone_until(due) is None or _has_no_loud_minute(rhythm, due)


def _has_no_loud_minute(rhythm: Rhythm, about: datetime) -> bool:
    minutes = (about + timedelta(minutes=after) for after in range(0, 2 * 24 * 60, 7))
    return all(rhythm.left_alone_until(each) is not None for each in minutes)
