"""Practice done elsewhere, as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.logbook import LONGEST_S, MOST_REPS, parse_count, parse_entry

MIN = 60
HOUR = 3600


@pytest.mark.parametrize(
    ("words", "seconds", "reps", "what"),
    [
        ("lab 40 min, 12 knots", 40 * MIN, 12, "knots"),
        ("40min", 40 * MIN, None, ""),
        ("40 minutes on the pad", 40 * MIN, None, ""),
        ("1 h", HOUR, None, ""),
        ("2 hours of suturing", 2 * HOUR, None, ""),
        ("1.5 h", 90 * MIN, None, ""),
        ("1,5 h", 90 * MIN, None, ""),
        ("1.25 h", 75 * MIN, None, ""),
        ("0.75 h", 45 * MIN, None, ""),
        ("1 h 30 min", 90 * MIN, None, ""),
        ("1h30m", 90 * MIN, None, ""),
        ("1h30", 90 * MIN, None, ""),
        ("half an hour of knots", 30 * MIN, None, ""),
        ("an hour in the lab", HOUR, None, ""),
        ("in the lab 40 min", 40 * MIN, None, ""),
        ("90 sec of taps", 90, None, ""),
        ("30s", 30, None, ""),
        ("12 knots", None, 12, "knots"),
        ("12 two-handed knots", None, 12, "knots"),
        ("I did 3 stitches", None, 3, "stitches"),
        ("20x", None, 20, ""),
        ("20 x coin turns", None, 20, "turns"),
        ("10 needle loads", None, 10, "loads"),
        ("2 anastomoses", None, 2, "anastomoses"),
        ("3 x 10 knots", None, 30, "knots"),
        ("3x10 knots", None, 30, "knots"),
        ("3 \u00d7 10 knots", None, 30, "knots"),
        ("3 sets of 10 knots", None, 30, "knots"),
        ("\u0661\u0662 knots", None, 12, "knots"),  # Arabic digits
        ("12 KNOTS \U0001f4aa", None, 12, "knots"),
    ],
)
def test_amounts_are_read_out_of_plain_words(
    words: str, seconds: int | None, reps: int | None, what: str
) -> None:
    entry = parse_entry(words)
    assert entry is not None
    assert (entry.seconds, entry.reps, entry.what) == (seconds, reps, what)


@pytest.mark.parametrize(
    ("words", "reps"),
    [
        pytest.param("12 knots as usual", 12, id="as is no second"),
        pytest.param("I am done: 12 knots", 12, id="am is no minute"),
        pytest.param("ah well, 5 sutures", 5, id="ah is no hour"),
    ],
)
def test_small_words_are_no_amounts_of_time(words: str, reps: int) -> None:
    entry = parse_entry(words)
    assert entry is not None
    assert (entry.seconds, entry.reps) == (None, reps)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("", id="nothing"),
        pytest.param("vertical mattress", id="no amount"),
        pytest.param("how do i do the far near stich", id="a question"),
        pytest.param("30 h", id="longer than a day"),
        pytest.param("10000 knots", id="too many"),
        pytest.param("I am as tired as ever", id="only small words"),
        pytest.param("7", id="a bare number"),
        pytest.param("\U0001f4aa\U0001f4aa", id="emoji"),
        pytest.param("-5", id="negative"),
        pytest.param("0 knots", id="nothing done"),
        pytest.param("0 min", id="no time"),
        pytest.param("every 5 minutes", id="how often"),
        pytest.param("in 20 min", id="when"),
        pytest.param("Snooze 10 min", id="later"),
    ],
)
def test_words_without_a_sensible_amount_are_no_entry(words: str) -> None:
    assert parse_entry(words) is None


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("40 min vertical mattress", "vertical mattress"),
        ("20x coin turns", "coin turns"),
        ("lab 40 min, 12 knots", "lab"),
    ],
)
def test_the_rest_still_names_what_was_done(words: str, part: str) -> None:
    entry = parse_entry(words)
    assert entry is not None
    assert part in entry.rest
    assert not any(character.isdigit() for character in entry.rest)


@given(st.text(max_size=200))
def test_any_text_is_an_entry_within_bounds_or_none(words: str) -> None:
    entry = parse_entry(words)
    if entry is not None:
        assert entry.seconds is None or 0 < entry.seconds <= LONGEST_S
        assert entry.reps is None or 0 < entry.reps <= MOST_REPS
        assert entry.seconds is not None or entry.reps is not None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("8", 8),
        (" 8 ", 8),
        ("0", 0),
        ("12 reps", 12),
        ("12!", 12),
        ("8 of 10", 8),
        ("8/10", 8),
        ("8 out of 10", 8),
        ("45 s", 45),
        ("\u0668", 8),  # Arabic eight
        ("9999", 9999),
    ],
)
def test_a_bare_number_is_a_count(words: str, expected: int) -> None:
    assert parse_count(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("", id="nothing"),
        pytest.param("eight", id="a word"),
        pytest.param("-8", id="negative"),
        pytest.param("8.5", id="a fraction"),
        pytest.param("10000", id="too large"),
        pytest.param("7:30", id="a time of day"),
        pytest.param("7 pm", id="an hour in the evening"),
        pytest.param("40 min", id="minutes are no count"),
        pytest.param("2 h", id="hours are no count"),
        pytest.param("lab 40 min, 12 knots", id="a log line"),
        pytest.param("8 \U0001f4aa", id="emoji"),
        pytest.param("8\n9", id="two lines"),
        pytest.param("<b>8</b>", id="markup"),
    ],
)
def test_anything_else_is_no_count(words: str) -> None:
    assert parse_count(words) is None
