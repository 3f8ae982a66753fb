"""A repeating pattern as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Shift
from bot.domain.pattern_words import LONGEST_PATTERN, NoPattern, parse_pattern

LETTERS = {
    Shift.DAY: "D",
    Shift.NIGHT: "N",
    Shift.ON_CALL: "C",
    Shift.POST_CALL: "P",
    Shift.OFF: "O",
    None: "-",
}


def letters(words: str) -> str:
    """What was understood, a letter a day."""
    found = parse_pattern(words)
    assert not isinstance(found, NoPattern), found
    return "".join(LETTERS[shift] for shift in found)


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ("2 days, 2 nights, post-call, 3 off", "DDNNPOOO"),
        ("two days, two nights, four off", "DDNNOOOO"),
        ("2 days 2 nights 4 off", "DDNNOOOO"),
        ("2 days\n2 nights\n4 off", "DDNNOOOO"),
        ("My pattern is 2 days, then 2 nights and 4 days off.", "DDNNOOOO"),
        ("2x nights, 3 x off", "NNOOO"),
        ("day day night night off off off off", "DDNNOOOO"),
        ("4 on 4 off", "DDDDOOOO"),
        ("4 days on, 4 days off", "DDDDOOOO"),
        ("2 nights, off", "NNO"),
        ("2 nights\noff", "NNO"),
        ("2 nights on, a night off", "NNO"),
        ("day, on call, off", "DCO"),
        ("on call, post call, 2 days off", "CPOO"),
        ("2 earlies, 2 lates, 2 nights, 4 rest days", "DDDDNNOOOO"),
        ("a week of nights, a week off", "NNNNNNNOOOOOOO"),
        ("nights", "N"),
        ("DDNNPOOO", "DDNNPOOO"),
        ("ddnnpooo", "DDNNPOOO"),
        ("D D N N / O O", "DDNNOO"),
        ("2D 2N 4O", "DDNNOOOO"),
        ("2d2n", "DDNN"),
        ("every 4th night on call", "C---"),
        ("on call every fourth day", "C---"),
        ("on call every other night", "C-"),
        ("1 in 5 on call", "C----"),
        ("on call 1 in 3", "C--"),
        ("1 in 4", "C---"),
        ("One in five!", "C----"),
    ],
)
def test_a_pattern_is_understood(words: str, pattern: str) -> None:
    assert letters(words) == pattern


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", NoPattern.UNCLEAR),
        ("hello", NoPattern.UNCLEAR),
        ("no", NoPattern.UNCLEAR),
        ("doc", NoPattern.UNCLEAR),
        ("ON", NoPattern.UNCLEAR),
        ("every friday", NoPattern.UNCLEAR),
        ("every fourth day", NoPattern.UNCLEAR),
        ("1 in the evening", NoPattern.UNCLEAR),
        ("1 in 4 knots", NoPattern.UNCLEAR),
        ("1 in 1", NoPattern.ALWAYS_ON_CALL),
        ("1 in 100", NoPattern.TOO_LONG),
        ("2 days, 2 parties", NoPattern.UNCLEAR),
        ("2 days, 0 nights", NoPattern.UNCLEAR),
        ("on call every 0 days", NoPattern.UNCLEAR),
        ("2D0N", NoPattern.UNCLEAR),
        ("²D²N", NoPattern.UNCLEAR),
        ("57 days", NoPattern.TOO_LONG),
        ("999 weeks of nights", NoPattern.TOO_LONG),
        ("every 57th night on call", NoPattern.TOO_LONG),
        ("D" * 57, NoPattern.TOO_LONG),
        ("2 days " * 100_000, NoPattern.TOO_LONG),
        ("on call every night", NoPattern.ALWAYS_ON_CALL),
        ("on call", NoPattern.ALWAYS_ON_CALL),
    ],
)
def test_what_is_no_pattern_says_why(words: str, why: NoPattern) -> None:
    assert parse_pattern(words) is why


@given(
    st.lists(
        st.tuples(st.integers(1, 7), st.sampled_from(["days", "nights", "off", "post-call"])),
        min_size=1,
        max_size=8,
    )
)
def test_blocks_are_counted(blocks: list[tuple[int, str]]) -> None:
    words = ", ".join(f"{count} {name}" for count, name in blocks)

    assert letters(words) == "".join(name[0].upper() * count for count, name in blocks)


@given(st.text(max_size=60) | st.text("dncpo0123 ,on", max_size=60))
def test_any_text_is_a_pattern_of_8_weeks_or_a_reason(words: str) -> None:
    found = parse_pattern(words)

    assert isinstance(found, NoPattern) or 1 <= len(found) <= LONGEST_PATTERN
