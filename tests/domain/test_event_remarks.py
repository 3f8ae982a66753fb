"""Dates that matter, said in passing: told of, or not meant at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.event_remarks import parse_event_remark
from bot.domain.events import EventKind
from bot.domain.unclear import Unclear, Why
from tests.builders import FRIDAY, MONDAY, TUESDAY

EXAM, COURSE, CASE = EventKind.EXAM, EventKind.COURSE, EventKind.CASE


@pytest.mark.parametrize(
    ("words", "kind", "day", "label"),
    [
        ("my exam is on 12 march", EXAM, date(2026, 3, 12), "exam"),
        ("Exam 12 March!", EXAM, date(2026, 3, 12), "Exam"),
        ("I have an exam on Friday", EXAM, FRIDAY, "an exam"),
        ("osce in 3 weeks", EXAM, MONDAY + timedelta(days=21), "osce"),
        ("microsurgery course on 5 May", COURSE, date(2026, 5, 5), "microsurgery course"),
        ("course 3.4.", COURSE, date(2026, 4, 3), "course"),
        ("case tomorrow", CASE, TUESDAY, "case"),
        ("Hernia case on Friday", CASE, FRIDAY, "Hernia case"),
        ("case tomorrow at 8", CASE, TUESDAY, "case at 8"),
        ("case at 8:30 am tomorrow", CASE, TUESDAY, "case at 8:30 am"),
        ("exam on friday 9:00", EXAM, FRIDAY, "exam 9:00"),
        ("course from 3 to 5 april", COURSE, date(2026, 4, 3), "course, to 5 april"),
        ("my course is 3 until 5 April", COURSE, date(2026, 4, 3), "course, to 5 April"),
    ],
)
def test_a_date_that_is_told_of(words: str, kind: EventKind, day: date, label: str) -> None:
    assert parse_event_remark(words, MONDAY) == (kind, day, label)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("exam yesterday", Why.PAST),
        ("my exam was on monday 1 december 2025", Why.PAST),
        ("exam 30 february", Why.NO_SUCH_DATE),
        ("exam 05/12/2026", Why.WHICH_DATE),  # December, or May?
        ("my first case is next tuesday", Why.WHICH_DATE),
        ("surgery tomorrow", Why.YOUR_CASE),  # or theirs as a patient?
        ("I have hernia surgery tomorrow at 8", Why.YOUR_CASE),
        ("in theatre on friday", Why.YOUR_CASE),
        ("operation next tuesday", Why.WHICH_DATE),
    ],
)
def test_a_date_that_is_not_clear_is_to_be_asked_back(words: str, why: Why) -> None:
    said = parse_event_remark(words, MONDAY)
    assert isinstance(said, Unclear)
    assert said.why is why


@pytest.mark.parametrize(
    "words",
    [
        "when is my exam on 12 march",
        "exam on 12 march?",
        "is the course on friday",
        "in case tomorrow is busy",
        "of course I practise tomorrow",
        "no exam on friday",
        "the exam on friday is cancelled",
        "after the exam on friday I rest",
        "exam",
        "12 march",
        "surgery tomorrow?",
        "surgery yesterday",
        "practised surgery today",
        "no surgery tomorrow",
        "after surgery tomorrow I rest",
        "surgery lecture tomorrow",
        "exam from 9 to 12",
        "case for a vertical mattress tomorrow",
        "vertical mattress",
        "lab 40 min, 12 knots",
        "exam on friday " + "and then a party " * 9,
        "",
    ],
)
def test_what_is_no_such_remark(words: str) -> None:
    assert parse_event_remark(words, MONDAY) is None


@given(st.text(max_size=90))
def test_no_words_are_too_odd(words: str) -> None:
    parse_event_remark(words, MONDAY)
