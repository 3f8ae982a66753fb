"""Dates that matter as people type them, on Monday, 2 March 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.event_words import LONGEST_LABEL, EventWords, parse_event
from bot.domain.events import EventKind
from bot.domain.unclear import Unclear, Why
from tests.builders import FRIDAY, MONDAY, TUESDAY

CASE, COURSE, EXAM = EventKind.CASE, EventKind.COURSE, EventKind.EXAM
MAY_5 = date(2026, 5, 5)
APRIL_3 = date(2026, 4, 3)


@pytest.mark.parametrize(
    ("words", "kind", "day", "label"),
    [
        ("exam 12 March", EXAM, date(2026, 3, 12), "exam"),
        ("12 March: exam", EXAM, date(2026, 3, 12), "exam"),
        ("My exam is on 12 March.", EXAM, date(2026, 3, 12), "exam"),
        ("OSCE on Friday", EXAM, FRIDAY, "OSCE"),
        ("skills test 5 May", EXAM, MAY_5, "skills test"),
        ("course 3.4.", COURSE, date(2026, 4, 3), "course"),
        ("microsurgery course on 5 May", COURSE, MAY_5, "microsurgery course"),
        ("hand surgery course in Leeds, 5 May", COURSE, MAY_5, "hand surgery course in Leeds"),
        ("I have a 2 day workshop on 5 May", COURSE, MAY_5, "a 2 day workshop"),
        ("case tomorrow", CASE, TUESDAY, "case"),
        ("First  carpal tunnel CASE tomorrow!", CASE, TUESDAY, "First carpal tunnel CASE"),
        ("surgery tomorrow", CASE, TUESDAY, "surgery"),
        ("course from 3 to 5 april", COURSE, APRIL_3, "course, to 5 april"),
        ("course 3-5 April", COURSE, APRIL_3, "course, to 5 April"),
        ("Leeds course, April 3rd until 5th", COURSE, APRIL_3, "Leeds course, to 5th April"),
        ("course in Leeds 3 to 5 april 2026", COURSE, APRIL_3, "course in Leeds, to 5 april 2026"),
        ("exam 28 April to 2 May", EXAM, date(2026, 4, 28), "exam, to 2 May"),
        ("course from 1 to 5 march", COURSE, date(2026, 3, 5), "course, to 5 march"),  # under way
        ("course 30 dec to 2 jan", COURSE, date(2026, 12, 30), "course, to 2 jan"),
        ("case tomorrow at 8", CASE, TUESDAY, "case at 8"),
        ("case on tuesday at 8", CASE, TUESDAY, "case at 8"),
        ("case </b> tomorrow", CASE, TUESDAY, "case </b>"),
    ],
)
def test_what_comes_when_is_understood(words: str, kind: EventKind, day: date, label: str) -> None:
    assert parse_event(words, MONDAY) == EventWords(kind, day, label)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        pytest.param("5 May", (EXAM, COURSE, CASE), id="nothing said"),
        pytest.param("Leeds 5 May", (EXAM, COURSE, CASE), id="no word for it"),
        pytest.param("course exam 5 May", (EXAM, COURSE), id="both"),
        pytest.param("surgery class 5 May", (COURSE, CASE), id="two hints"),
    ],
)
def test_an_unclear_kind_is_asked_back(words: str, kinds: tuple[EventKind, ...]) -> None:
    label = words.removesuffix("5 May").strip()
    readings = tuple(EventWords(kind, MAY_5, label) for kind in kinds)
    assert parse_event(words, MONDAY) == Unclear(Why.WHICH_KIND, readings)


@pytest.mark.parametrize(
    ("words", "why", "days"),
    [
        pytest.param("exam", Why.DATE_MISSING, (), id="when?"),
        pytest.param("exam in May", Why.DAY_MISSING, (), id="on which day?"),
        pytest.param("exam 1 Jan 2026", Why.PAST, (), id="over"),
        pytest.param("exam in 4 years", Why.TOO_FAR, (), id="far off"),
        pytest.param("exam 31 Feb", Why.NO_SUCH_DATE, (), id="no such date"),
        pytest.param("exam 5/4", Why.WHICH_DATE, (date(2026, 4, 5), date(2026, 5, 4)), id="two"),
        pytest.param("exam 31 to 32 april", Why.NO_SUCH_DATE, (), id="no such days"),
        pytest.param("exam Mon 5 May", Why.OTHER_WEEKDAY, (MAY_5,), id="a Tuesday"),
        pytest.param("sutures 5/4", Why.WHICH_DATE, (), id="neither kind nor date is clear"),
    ],
)
def test_an_unclear_date_is_asked_back(words: str, why: Why, days: tuple[date, ...]) -> None:
    readings = tuple(EventWords(EXAM, day, "exam") for day in days)
    assert parse_event(words, MONDAY) == Unclear(why, readings)


def test_a_long_label_is_cut() -> None:
    understood = parse_event(f"exam {'y' * 4000} 5 May", MONDAY)
    assert understood == EventWords(EXAM, MAY_5, f"exam {'y' * 4000}"[:LONGEST_LABEL])


@given(st.text(max_size=200))
def test_any_label_is_one_short_line_as_typed(words: str) -> None:
    understood = parse_event(f"exam {words} 2026-05-05", MONDAY)
    events = understood.readings if isinstance(understood, Unclear) else (understood,)
    for event in events:
        assert len(event.label) <= LONGEST_LABEL
        assert event.label == " ".join(event.label.split())
        assert event.label in " ".join(f"exam {words}".split()) or event.day != MAY_5
