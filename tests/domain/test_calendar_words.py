"""A word about a shift in passing; Alice types on Wednesday, 4 March 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Shift
from bot.domain.calendar_words import parse_on_call
from tests.builders import MONDAY, SUNDAY, WEDNESDAY

CALL, NIGHT, DAY, OFF, POST = Shift.ON_CALL, Shift.NIGHT, Shift.DAY, Shift.OFF, Shift.POST_CALL


def heard(words: str, today: date = WEDNESDAY) -> tuple[Shift | None, str] | None:
    """The shift and the days of the month, "4", "4-8" or "4 6"."""
    said = parse_on_call(words)
    if said is None:
        return None
    days = said.dates(today)
    in_a_row = len(days) > 1 and (days[-1] - days[0]).days < len(days)
    numbers = [str(day.day) for day in days]
    return said.shift, f"{numbers[0]}-{numbers[-1]}" if in_a_row else " ".join(numbers)


@pytest.mark.parametrize(
    ("words", "shift", "days"),
    [
        ("on call tonight", CALL, "4"),
        ("On call tonight!", CALL, "4"),
        ("I'm on call", CALL, "4"),
        ("I’m on-call tonight, sorry", CALL, "4"),
        ("oncall today", CALL, "4"),
        ("No, on call tonight", CALL, "4"),
        ("can't practise, on call tonight", CALL, "4"),
        ("I have call tomorrow", CALL, "5"),
        ("on call tomorrow night", CALL, "5"),
        ("tomorrow I'm on call", CALL, "5"),
        ("on call on Friday", CALL, "6"),
        ("on call fri night", CALL, "6"),
        ("on call on wednesday", CALL, "4"),
        ("on call next Wednesday", CALL, "11"),
        ("on call this weekend", CALL, "7-8"),
        ("I was on call last night", CALL, "3"),
        ("on call for the next 3 nights", CALL, "4-6"),
        ("night shift tonight", NIGHT, "4"),
        ("night shift", NIGHT, "4"),
        ("nights this week", NIGHT, "4-8"),
        ("I'm on nights all week", NIGHT, "4-8"),
        ("working nights next week", NIGHT, "9-15"),
        ("nights until Sunday", NIGHT, "4-8"),
        ("night shifts from Thursday to Saturday", NIGHT, "5-7"),
        ("day shift tomorrow", DAY, "5"),
        ("post call today", POST, "4"),
        ("I'm post-call", POST, "4"),
        ("off tomorrow", OFF, "5"),
        ("I've got tomorrow off", OFF, "5"),
        ("not on call tonight", None, "4"),
        ("I'm no longer on call on Friday", None, "6"),
        ("no call tonight", None, "4"),
        ("no nights this week", None, "4-8"),
        ("on call tonight is cancelled", None, "4"),
        ("on call tonight and tomorrow", CALL, "4-5"),
        ("I'm on call tonight, tomorrow and on Friday, sorry", CALL, "4-6"),
        ("oncall sat and sun", CALL, "7-8"),
        ("on call fri & sat", CALL, "6-7"),
        ("on call sat sun", CALL, "7-8"),
        ("call on mon and thu", CALL, "5 9"),
        ("sat and sun I'm on call", CALL, "7-8"),
        ("nights thu-fri and sun", NIGHT, "5 6 8"),
        ("nights this week and next week", NIGHT, "4-15"),
        ("not on call tonight and tomorrow", None, "4-5"),
        ("no call fri and sat", None, "6-7"),
    ],
)
def test_a_plain_word_is_enough(words: str, shift: Shift | None, days: str) -> None:
    assert heard(words) == (shift, days)


@pytest.mark.parametrize(
    "words",
    [
        "what does on call mean?",
        "what does on call mean",
        "how many on-call days",
        "am I on call tonight",
        "do I have call tonight",
        "is on call tomorrow ok",
        "on call tonight?",
        "I was on call",
        "should I practise on call",
        "how do I warm up after nights",
        "please call me tonight",
        "call a doctor",
        "call",
        "good night",
        "night",
        "nights",
        "days",
        "off",
        "switch reminders off",
        "day off",
        "10 on call",
        "12 knots, then on call",
        "no on call",
        "on call tonight, I train tomorrow",
        "on call tonight and practise tomorrow",
        "on call tonight, tomorrow I practise",
        "on call tonight, tomorrow off",
        "on call tonight, not tomorrow",
        "on call tonight and tomorrow is cancelled",
        "on call tonight or tomorrow",
        "on call from tomorrow until friday",
        "I was on call sat and sun",
        "off sat and sun",  # beside reminders: none on these days
        "am I on call tonight and tomorrow",
        "",
        "on call " * 50_000,
    ],
)
def test_questions_and_other_talk_say_nothing_about_a_shift(words: str) -> None:
    assert heard(words) is None


@pytest.mark.parametrize(
    ("words", "today", "days"),
    [
        pytest.param("nights this week", MONDAY, "2-8", id="the whole week, on its Monday"),
        pytest.param("nights this week", SUNDAY, "8", id="what is left of it, on its Sunday"),
        pytest.param("nights next week", MONDAY, "9-15", id="not the week that begins today"),
        pytest.param("on call this weekend", SUNDAY, "7-8", id="the weekend that has begun"),
        pytest.param("nights mon to thu", WEDNESDAY, "9-12", id="the Monday ahead"),
        pytest.param("nights fri to mon", WEDNESDAY, "6-9", id="over a weekend"),
    ],
)
def test_days_are_seen_from_today(words: str, today: date, days: str) -> None:
    found = heard(words, today)

    assert found is not None
    assert found[1] == days


@given(st.text(max_size=60) | st.text("on cal tighd'", max_size=40), st.dates(date(2000, 1, 1)))
def test_any_text_is_a_few_days_in_a_row_or_nothing(words: str, today: date) -> None:
    said = parse_on_call(words)
    if said is not None and today < date(9000, 1, 1):
        assert 1 <= len(said.dates(today)) <= 56
