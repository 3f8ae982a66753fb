"""Prompts off and on in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.switch_words import All, AlsoOn, NotOn, NotThen, OnlyOn, Switch, parse_switch
from bot.domain.week import WEEKEND, WORKDAYS

MONDAYS, FRIDAYS, SUNDAYS = 0b1, 0b10000, 0b1000000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("reminders off", All.OFF),
        ("Turn my reminders off, please!", All.OFF),
        ("switch off the prompts", All.OFF),
        ("no more reminders", All.OFF),
        ("don't remind me any more", All.OFF),
        ("no reminders every day", All.OFF),
        ("reminders on", All.ON),
        ("turn the reminders back on", All.ON),
        ("start reminding me again", All.ON),
        ("no reminders on sunday", NotOn(SUNDAYS)),
        ("not on weekends", NotOn(WEEKEND)),
        ("Please stop reminding me on Mondays", NotOn(MONDAYS)),
        ("don’t remind me on friday", NotOn(FRIDAYS)),
        ("no prompts mon-fri", NotOn(WORKDAYS)),
        ("skip weekends", NotOn(WEEKEND)),
        ("remind me only on weekdays", OnlyOn(WORKDAYS)),
        ("weekdays only", OnlyOn(WORKDAYS)),
        ("every day except sunday", OnlyOn(0b0111111)),
        ("reminders on sundays again", AlsoOn(SUNDAYS)),
        ("remind me on sunday too", AlsoOn(SUNDAYS)),
        ("no reminders tomorrow", NotThen("tomorrow")),
        ("no reminders until friday", NotThen("until friday")),
    ],
)
def test_off_and_on_are_understood(words: str, said: Switch) -> None:
    assert parse_switch(words) == said


@pytest.mark.parametrize(
    "words",
    [
        *("off", "on", "sundays off", "no sundays"),  # of what?
        "stop reminding me",  # asks for how long
        "remind me on sunday",  # and at what time?
        *("only weekdays 19:00", "weekdays 19:00", "skip", "skip sunday", "not today", "not now"),
        *("suture only", "just checking", "only one hand", ""),
    ],
)
def test_other_words_switch_nothing(words: str) -> None:
    assert parse_switch(words) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("off", All.OFF),
        ("on", All.ON),
        ("sundays off", NotOn(SUNDAYS)),
        ("no weekends", NotOn(WEEKEND)),
        ("7:30", None),
        ("sunday 10:00", None),
    ],
)
def test_where_reminders_are_asked_about_a_word_will_do(words: str, said: Switch | None) -> None:
    assert parse_switch(words, asked=True) == said


@given(st.text())
def test_any_words_get_an_answer(words: str) -> None:
    parse_switch(words, asked=True)
    parse_switch("no reminders on " + words)
