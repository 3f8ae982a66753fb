"""Quiet hours as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quiet_words import NoQuiet, fault, parse_quiet
from bot.domain.rhythm import QuietHours
from bot.domain.unclear import Unclear, Why

NIGHT = QuietHours(22 * 60, 7 * 60)


@pytest.mark.parametrize(
    "words",
    ["22:00-7:00", "22-7", "22 – 7", "10pm to 7am", "from 22:00 until 07:00", "Quiet hours 22-7.",
     "between 22 and 7", "quiet: 22h to 7h"],
)  # fmt: skip
def test_a_night_is_understood(words: str) -> None:
    assert parse_quiet(words) == NIGHT


@pytest.mark.parametrize("words", ["off", "Off!", "none", "quiet hours off", "no quiet hours"])
def test_no_quiet_hours_are_understood(words: str) -> None:
    assert parse_quiet(words) is NoQuiet.OFF


def test_a_quiet_afternoon_may_be_set_too() -> None:
    assert parse_quiet("13:00-15:30") == QuietHours(13 * 60, 15 * 60 + 30)
    assert parse_quiet("midnight to noon") == QuietHours(0, 12 * 60)


def test_ten_to_seven_may_be_the_day_or_the_night() -> None:
    by_day = QuietHours(10 * 60, 19 * 60)
    assert parse_quiet("10-7") == Unclear(Why.MORNING_OR_EVENING, (by_day, NIGHT))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("22:00-22:00", Why.NO_LENGTH),
        ("07:00-06:00", Why.TOO_LONG),
        ("25:00-7:00", Why.NO_SUCH_TIME),
        ("22:00", Why.NOT_UNDERSTOOD),
        ("22-7-9", Why.NOT_UNDERSTOOD),
        ("at night", Why.NOT_UNDERSTOOD),
        ("", Why.NOT_UNDERSTOOD),
        ("-", Why.NOT_UNDERSTOOD),
        ("22-" * 1_500, Why.NOT_UNDERSTOOD),
    ],
)
def test_what_cannot_be_is_refused(words: str, why: Why) -> None:
    assert parse_quiet(words) == Unclear(why)


@given(st.integers(0, 1439), st.integers(0, 1439))
def test_any_two_full_times_are_set_or_refused_for_their_length(start: int, end: int) -> None:
    typed = f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
    quiet = QuietHours(start, end)
    why = fault(quiet)
    assert parse_quiet(typed) == (Unclear(why) if why else quiet)


@given(st.text())
def test_any_words_get_an_answer(words: str) -> None:
    assert parse_quiet(words) is not None
