"""Till when to put a message off, typed on Wednesday, 4 March 2026 at 14:00."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.snooze_words import LONGEST, SnoozeWords, Until, Wait, parse_snooze
from bot.domain.unclear import Unclear, Why
from tests.builders import FRIDAY, MONDAY, THURSDAY, WEDNESDAY

TODAY, TOMORROW = WEDNESDAY, THURSDAY
WEEK = timedelta(weeks=1)


def wall(hour: int = 14, minute: int = 0) -> datetime:
    """The learner's wall clock, without a zone."""
    return datetime.combine(TODAY, datetime.min.time()) + timedelta(hours=hour, minutes=minute)


def until(day: date, time: str) -> Until:
    hour, minute = map(int, time.split(":"))
    return Until(day, hour * 60 + minute)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("20 min", 20),
        ("20min", 20),
        ("5m", 5),
        ("in 20 minutes", 20),
        ("20 minutes later, please!", 20),
        ("\u0662\u0660 min \U0001f64f", 20),  # Arabic digits
        ("ten minutes", 10),
        ("1h", 60),
        ("an hour", 60),
        ("2 hours", 120),
        ("1.5h", 90),
        ("1,5 hours", 90),
        ("1h 30 min", 90),
        ("1h30m", 90),
        ("1 hour and 30 minutes", 90),
        ("an hour and a half", 90),
        ("half an hour", 30),
        ("quarter of an hour", 15),
        ("1 min", 1),
        ("2 days", 2 * 24 * 60),
        ("a week", 7 * 24 * 60),
    ],
)
def test_a_length_of_time(words: str, minutes: int) -> None:
    assert parse_snooze(words, wall()) == Wait(minutes)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("21:15", until(TODAY, "21:15")),
        ("at 21:15", until(TODAY, "21:15")),
        ("till 9pm", until(TODAY, "21:00")),
        ("14:01", until(TODAY, "14:01")),
        ("9 tonight", until(TODAY, "21:00")),
        ("this evening at 7:30", until(TODAY, "19:30")),
        ("20 to 7 pm", until(TODAY, "18:40")),
        ("6pm ish", until(TODAY, "18:00")),
        ("today 7", until(TODAY, "19:00")),
        ("tonight", until(TODAY, "20:00")),
        ("this evening", until(TODAY, "20:00")),
        ("tonight at 1", until(TOMORROW, "01:00")),
        ("12 tonight", until(TOMORROW, "00:00")),
        ("tomorrow", Until(TOMORROW, None)),
        ("tomorrow 7:30", until(TOMORROW, "07:30")),
        ("7:30 tomorrow", until(TOMORROW, "07:30")),
        ("tomorrow morning", until(TOMORROW, "08:00")),
        ("tomorrow at 7 in the evening", until(TOMORROW, "19:00")),
        ("friday", Until(FRIDAY, None)),
        ("monday 8:00", until(MONDAY + WEEK, "08:00")),
        ("next monday at 8am", until(MONDAY + WEEK, "08:00")),
        ("wednesday", Until(TODAY + WEEK, None)),
        ("wednesday 15:00", until(TODAY, "15:00")),
        ("wednesday 13:00", until(TODAY + WEEK, "13:00")),
    ],
)
def test_a_time_on_the_wall(words: str, expected: Until) -> None:
    assert parse_snooze(words, wall()) == expected


@pytest.mark.parametrize(
    ("words", "why", "readings"),
    [
        ("7", Why.WHICH_TIME, (Wait(7), until(TODAY, "19:00"), until(TOMORROW, "07:00"))),
        ("20", Why.WHICH_TIME, (Wait(20), until(TODAY, "20:00"))),
        ("90", Why.WHICH_TIME, (Wait(90),)),
        ("in 45", Why.WHICH_TIME, (Wait(45),)),
        ("18h30", Why.WHICH_TIME, (Wait(1110), until(TODAY, "18:30"))),
        ("0", Why.WHICH_TIME, (until(TOMORROW, "00:00"), until(TOMORROW, "12:00"))),
        ("at 7", Why.MORNING_OR_EVENING, (until(TODAY, "19:00"), until(TOMORROW, "07:00"))),
        (
            "tomorrow 7",
            Why.MORNING_OR_EVENING,
            (until(TOMORROW, "07:00"), until(TOMORROW, "19:00")),
        ),
        ("6ish", Why.MORNING_OR_EVENING, (until(TODAY, "18:00"), until(TOMORROW, "06:00"))),
        ("21:00 UTC", Why.OTHER_CLOCK, (until(TODAY, "21:00"),)),
        ("tonight at 9 London time", Why.OTHER_CLOCK, (until(TODAY, "21:00"),)),
        ("half eight tonight", Why.WHICH_TIME, (until(TODAY, "19:30"), until(TODAY, "20:30"))),
        ("7:30", Why.PAST, (until(TODAY, "19:30"), until(TOMORROW, "07:30"))),
        ("today 7:30", Why.PAST, (until(TODAY, "19:30"), until(TOMORROW, "07:30"))),
        ("14:00", Why.PAST, (until(TOMORROW, "14:00"),)),
        ("9am", Why.PAST, (until(TOMORROW, "09:00"),)),
        ("this morning", Why.PAST, (until(TOMORROW, "08:00"),)),
        (
            "tomorrow night at 1",
            Why.WHICH_DATE,
            (until(TOMORROW, "01:00"), until(FRIDAY, "01:00")),
        ),
    ],
)
def test_what_is_unclear_or_over_is_asked_back_with_what_may_be_meant(
    words: str, why: Why, readings: tuple[SnoozeWords, ...]
) -> None:
    assert parse_snooze(words, wall()) == Unclear(why, readings)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "tomorrow",
            Unclear(Why.WHICH_DATE, (Until(TODAY, None), Until(TOMORROW, None))),
            id="after sleep, or the day after?",
        ),
        pytest.param(
            "tomorrow 7:30",
            Unclear(Why.WHICH_DATE, (until(TODAY, "07:30"), until(TOMORROW, "07:30"))),
            id="after sleep, or the day after, with a time?",
        ),
        pytest.param("today", Until(TODAY, None), id="today is still to come"),
        pytest.param("tonight at 3", until(TODAY, "03:00"), id="tonight is now"),
        pytest.param("tonight", until(TODAY, "20:00"), id="the next evening"),
    ],
)
def test_after_midnight_people_are_still_in_yesterday(
    words: str, expected: Until | Unclear[SnoozeWords]
) -> None:
    assert parse_snooze(words, wall(1, 30)) == expected


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("0 min", Why.TOO_SOON),
        ("0.5 min", Why.TOO_SOON),
        ("8 days", Why.TOO_FAR),
        ("7 days 1 min", Why.TOO_FAR),
        ("999999999 min", Why.TOO_FAR),
        ("25:00", Why.NO_SUCH_TIME),
        ("tomorrow 7:75", Why.NO_SUCH_TIME),
        ("13:00 in the evening", Why.NO_SUCH_TIME),
        ("today", Why.TIME_MISSING),
        ("", Why.NOT_UNDERSTOOD),
        ("later", Why.NOT_UNDERSTOOD),
        ("asdf", Why.NOT_UNDERSTOOD),
        ("-5 min", Why.NOT_UNDERSTOOD),
        ("10-15 min", Why.NOT_UNDERSTOOD),
        ("1/2 h", Why.NOT_UNDERSTOOD),
        ("20 min tomorrow", Why.NOT_UNDERSTOOD),
        ("19:00 or 20:00", Why.NOT_UNDERSTOOD),
        ("9pm 10pm", Why.NOT_UNDERSTOOD),
        ("today tomorrow 9pm", Why.NOT_UNDERSTOOD),
        ("12 knots", Why.NOT_UNDERSTOOD),
        ("x" * 4000, Why.NOT_UNDERSTOOD),
    ],
)
def test_what_is_no_time_to_come_is_asked_again(words: str, why: Why) -> None:
    assert parse_snooze(words, wall()) == Unclear(why)


@given(st.integers(1, 7 * 24 * 60))
def test_any_number_of_minutes_up_to_a_week_is_understood(minutes: int) -> None:
    assert parse_snooze(f"{minutes} min", wall()) == Wait(minutes)
    hours, rest = divmod(minutes, 60)
    assert parse_snooze(f"{hours} h {rest} min", wall()) == Wait(minutes)


PIECES = (
    "7 7:30 21:15 9am noon half eight quarter past to 20 min 2 h tomorrow tonight today in the "
    "morning evening night friday wednesday at and a half"
).split()


@given(
    st.lists(st.sampled_from(PIECES), max_size=5).map(" ".join) | st.text(max_size=60),
    st.integers(0, 24 * 60 - 1),
)
@example("tonight at 12", 0)
def test_whatever_is_understood_or_offered_lies_ahead(words: str, minute: int) -> None:
    now = wall(0, minute)
    understood = parse_snooze(words, now)
    for each in understood.readings if isinstance(understood, Unclear) else (understood,):
        match each:
            case Wait(minutes):
                assert timedelta(0) < timedelta(minutes=minutes) <= LONGEST
            case Until(day, None):
                assert now.date() <= day <= (now + LONGEST).date()
            case Until():
                assert now < each.wall() <= now + LONGEST


@pytest.mark.parametrize("piece", ["1h ", "1 h and a half ", "every ", "1", "half ", "7 ", " "])
def test_the_longest_message_is_answered(piece: str) -> None:
    assert isinstance(parse_snooze((piece * 4096)[:4096], wall()), Unclear)
