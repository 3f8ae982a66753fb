"""Prompts that are to come earlier or later than now."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.earlier_words import parse_earlier


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("1 hour earlier", -60),
        ("1h earlier", -60),
        ("an hour earlier please", -60),
        ("Half an hour later!", 30),
        ("30 min later", 30),
        ("15 minutes sooner", -15),
        ("1.5 hours later", 90),
        ("an hour and a half later", 90),
        ("two hours later from now on", 120),
        ("earlier by 20 min", -20),
        ("by an hour later", 60),
        ("move my reminder an hour later", 60),
        ("can you make it 1 hour earlier?", -60),
        ("could you remind me half an hour later, please", 30),
        ("come 10 min later every day", 10),
        ("set my prompt 1 hour earlier than usual", -60),
    ],
)
def test_so_much_earlier_or_later(words: str, minutes: int) -> None:
    assert parse_earlier(words) == minutes


@pytest.mark.parametrize(
    "words",
    [
        *("later", "earlier", "a bit earlier", "an hour", "in an hour", "0 min later"),
        *("2 days later", "13 hours later", "a week earlier", "20 min earlier tonight"),
        *("practised 1 hour earlier", "lab 40 min, 12 knots", "half an hour later I stopped"),
        *("why half an hour later", "1 hour earlier " * 50, ""),
    ],
)
def test_other_words_move_nothing(words: str) -> None:
    assert parse_earlier(words) is None


@given(st.text())
def test_any_words_get_an_answer(words: str) -> None:
    parse_earlier(words)
    parse_earlier("1 hour earlier " + words)
