"""From when until when to pause, as people type it, on Wednesday, 4 March 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pause_words import Span, parse_pause
from bot.domain.unclear import Unclear, Why

WEDNESDAY = date(2026, 3, 4)
THURSDAY, FRIDAY, SATURDAY = (WEDNESDAY + timedelta(days=after) for after in (1, 2, 3))
MONDAY = WEDNESDAY + timedelta(days=5)
DECEMBER = Span(date(2026, 12, 3), date(2026, 12, 10))


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("until friday", Span(None, FRIDAY)),
        ("friday", Span(None, FRIDAY)),
        ("5 Mar", Span(None, THURSDAY)),
        ("for 2 weeks", Span(None, date(2026, 3, 18))),
        ("3 days", Span(None, SATURDAY)),
        ("through friday", Span(None, SATURDAY)),
        ("until wednesday", Span(None, date(2026, 3, 11))),
        ("from friday", Span(FRIDAY)),
        ("from friday on", Span(FRIDAY)),
        ("starting on friday", Span(FRIDAY)),
        ("starts on friday", Span(FRIDAY)),
        ("from 3 december until 10 december", DECEMBER),
        ("from 3 to 10 december", DECEMBER),
        ("between 3 and 10 December", DECEMBER),
        ("3-10 Dec", DECEMBER),
        ("Dec 3 - Dec 10", DECEMBER),
        ("from the 3rd to the 10th of December", DECEMBER),
        ("2026-12-03 to 2026-12-10", DECEMBER),
        ("from 24 december until 2 january", Span(date(2026, 12, 24), date(2027, 1, 2))),
        ("mon-fri", Span(MONDAY, date(2026, 3, 13))),
        ("from friday until friday", Span(FRIDAY, date(2026, 3, 13))),
        ("from friday for a week", Span(FRIDAY, date(2026, 3, 13))),
        ("for a week from friday", Span(FRIDAY, date(2026, 3, 13))),
        ("on friday", Span(FRIDAY, SATURDAY)),
        ("on friday until monday", Span(FRIDAY, MONDAY)),
        ("this weekend", Span(SATURDAY, MONDAY)),
        ("from now until friday", Span(None, FRIDAY)),
        ("from today", Span()),
        ("from 1 march until 20 march", Span(None, date(2026, 3, 20))),  # it runs already
        ("from yesterday until friday", Span(None, FRIDAY)),
        ("until further notice", Span()),
        ("for now", Span()),
    ],
)
def test_a_pause_is_understood(words: str, span: Span) -> None:
    assert parse_pause(words, WEDNESDAY) == span


@pytest.mark.parametrize(
    ("words", "why", "readings"),
    [
        ("next week", Why.WHICH_DATE, (Span(MONDAY, date(2026, 3, 16)), Span(None, MONDAY))),
        ("from next friday", Why.WHICH_DATE, (Span(FRIDAY), Span(date(2026, 3, 13)))),
        ("until next friday", Why.WHICH_DATE, (Span(None, FRIDAY), Span(None, date(2026, 3, 13)))),
        ("from 10 december until 3 december", Why.PAST, ()),
        ("today", Why.PAST, ()),
        ("1 March", Why.PAST, ()),
        ("from 5 Dec 2028", Why.TOO_FAR, ()),
        ("from friday for 13 months", Why.TOO_FAR, ()),
        ("from 30 Feb until 2 March", Why.NO_SUCH_DATE, ()),
        ("until", Why.DATE_MISSING, ()),
        ("until the exam", Why.NOT_UNDERSTOOD, ()),
        ("from friday until the exam", Why.NOT_UNDERSTOOD, ()),
        ("from friday from monday", Why.NOT_UNDERSTOOD, ()),
    ],
)
def test_what_is_not_clear_is_asked_back(words: str, why: Why, readings: tuple[Span, ...]) -> None:
    assert parse_pause(words, WEDNESDAY) == Unclear(why, readings)


MANY = st.lists(st.sampled_from("from until for on 3 10 dec friday next week - 2 days and".split()))


@given(st.text() | MANY.map(" ".join))
def test_any_words_get_an_answer_in_reach(words: str) -> None:
    said = parse_pause(words, WEDNESDAY)
    for span in said.readings if isinstance(said, Unclear) else (said,):
        assert span.first is None or span.first > WEDNESDAY
        assert span.until is None or span.until > (span.first or WEDNESDAY)
