"""Times of day as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reminder_words import parse_rules
from bot.domain.unclear import Unclear


def the_time(words: str) -> int | None:
    """The one time of day that words say, in minutes after midnight; None: asked back."""
    said = parse_rules(words)
    return None if isinstance(said, Unclear) or len(said) != 1 else said[0].minute


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("7:30", "07:30"),
        ("07:30", "07:30"),
        ("18:30", "18:30"),
        ("18.30", "18:30"),
        ("18h30", "18:30"),
        ("0730", "07:30"),
        ("730", "07:30"),
        ("1830", "18:30"),
        ("7pm", "19:00"),
        ("7 pm", "19:00"),
        ("7PM", "19:00"),
        ("7 p.m.", "19:00"),
        ("7:15 pm", "19:15"),
        ("715pm", "19:15"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("12:30 am", "00:30"),
        ("at 7:30", "07:30"),
        ("At 7 pm", "19:00"),
        ("daily 18:30", "18:30"),
        ("  18:30  ", "18:30"),
        ("18:30!", "18:30"),
        ("18:30.", "18:30"),
        ("18:30 uhr", "18:30"),
        ("00:00", "00:00"),
        ("0:05", "00:05"),
        ("23:59", "23:59"),
        ("noon", "12:00"),
        ("Midday", "12:00"),
        ("midnight", "00:00"),
        ("\u0661\u0668:\u0663\u0660", "18:30"),  # Arabic digits
        ("\u0967\u096e:\u0969\u0966", "18:30"),  # Devanagari digits
        ("18 : 30", "18:30"),
        ("\u200f18:30", "18:30"),  # right-to-left mark
        ("18h", "18:00"),
        ("18 uhr", "18:00"),
        ("20 o'clock", "20:00"),
        ("18", "18:00"),
        ("23", "23:00"),
        ("20 to 7 pm", "18:40"),
        ("25 to 8 am", "07:35"),
        ("10 past 6 pm", "18:10"),
        ("10 after 6pm", "18:10"),
        ("ten to seven in the evening", "18:50"),
        ("20 to seven in the evening", "18:40"),
        ("6ish pm", "18:00"),
        ("6pm-ish", "18:00"),
        ("sixish in the evening", "18:00"),
        ("18:30ish", "18:30"),
        ("noonish", "12:00"),
        ("18:30 local time", "18:30"),
    ],
)
def test_a_clear_time_is_understood(words: str, expected: str) -> None:
    hour, minute = map(int, expected.split(":"))
    assert the_time(words) == hour * 60 + minute


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("7", id="bare hour: morning or evening?"),
        pytest.param("12", id="bare twelve: noon or midnight?"),
        pytest.param("7 o'clock", id="seven o'clock, which?"),
        pytest.param("7h", id="seven h may be either"),
        pytest.param("0", id="nought"),
        pytest.param("half seven", id="half seven"),
        pytest.param("25:00", id="no such hour"),
        pytest.param("24:00", id="twenty-four"),
        pytest.param("7:60", id="no such minute"),
        pytest.param("7:5", id="one digit of minutes"),
        pytest.param("13pm", id="thirteen pm"),
        pytest.param("0 am", id="nought am"),
        pytest.param("", id="nothing"),
        pytest.param("   ", id="blanks"),
        pytest.param("\U0001f555", id="emoji clock"),
        pytest.param("7\ufe0f\u20e3", id="keycap emoji"),
        pytest.param("\u00b2\u00b2:30", id="superscripts"),
        pytest.param("7:30:00", id="with seconds"),
        pytest.param("6ish", id="about six, which?"),
        pytest.param("6ishy", id="no word"),
        pytest.param("20 to 22", id="from eight to ten"),
        pytest.param("20 to 7:30", id="from eight to half past seven"),
        pytest.param("18:30 and 7:00", id="two times"),
        pytest.param("in the evening", id="words"),
        pytest.param("12345", id="five digits"),
        pytest.param("99", id="ninety-nine"),
        pytest.param("18:30 <b>", id="markup"),
        pytest.param("1" * 5000, id="five thousand digits"),
    ],
)
def test_an_unclear_time_is_asked_back(words: str) -> None:
    assert the_time(words) is None


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_hh_mm_is_understood(hour: int, minute: int) -> None:
    assert the_time(f"{hour:02}:{minute:02}") == hour * 60 + minute


@given(st.text(max_size=60))
def test_any_text_is_a_minute_of_the_day_or_unclear(words: str) -> None:
    found = the_time(words)
    assert found is None or 0 <= found < 24 * 60
