"""A shift on a day of the calendar; Alice types on Wednesday, 4 March 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Shift
from bot.domain.shift_dates import DatedShift, parse_on_call_on
from tests.builders import THURSDAY, WEDNESDAY

CALL, NIGHT, POST = Shift.ON_CALL, Shift.NIGHT, Shift.POST_CALL


@pytest.mark.parametrize(
    ("words", "shift", "day"),
    [
        ("call on 5 march", CALL, THURSDAY),
        ("On call 5 March!", CALL, THURSDAY),
        ("on 5 march I have call", CALL, THURSDAY),
        ("oncall march 5th", CALL, THURSDAY),
        ("on call on thursday, 5 march", CALL, THURSDAY),
        ("on call on the 9th", CALL, date(2026, 3, 9)),
        ("on call 5.3.", CALL, THURSDAY),
        ("night shift on 7 april", NIGHT, date(2026, 4, 7)),
        ("post-call 2026-03-06", POST, date(2026, 3, 6)),
        ("not on call on 5 march", None, THURSDAY),
        ("on call 1 march", CALL, date(2026, 3, 1)),  # that day is over
        ("on call 1 march 2027", CALL, date(2027, 3, 1)),
    ],
)
def test_a_shift_on_a_date(words: str, shift: Shift | None, day: date) -> None:
    assert parse_on_call_on(words, WEDNESDAY) == DatedShift(shift, day)


@pytest.mark.parametrize(
    "words",
    [
        *("am I on call on 5 march", "on call on 5 march?", "I was on call on 1 march"),
        *("on call 31 feb", "on call on monday 5 march", "on call 3/4", "on call in may"),
        *("I'm 1st on call", "I'm on 1st call", "on call for 3 days", "on call every 4th night"),
        *("on call 5 and 6 march", "on call until 5 march", "I may be on call 5 march"),
        *("please call me on 5 march", "call 5 march the deadline", "off 5 march", "5 march"),
        *("on call tonight", "", "on call 5 march " * 40),
    ],
)
def test_other_words_say_nothing_about_a_shift(words: str) -> None:
    assert parse_on_call_on(words, WEDNESDAY) is None


@given(st.text(max_size=60), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_words_get_an_answer(words: str, today: date) -> None:
    parse_on_call_on(words, today)
    parse_on_call_on(f"on call 29 february {words}", today)
