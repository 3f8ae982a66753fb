"""What people say in passing about reminders, and what is none of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.learners import Away
from bot.domain.remarks import (
    AwayFor,
    BeQuiet,
    ClockHere,
    HereNow,
    NotNow,
    Remark,
    RemindMe,
    WhyAsked,
    parse_remark,
)


@pytest.mark.parametrize(
    ("words", "remark"),
    [
        ("Remind me at 7:30", RemindMe("at 7:30")),
        ("please remind me weekdays 19:00, sat 9am", RemindMe("weekdays 19:00, sat 9am")),
        ("could you remind me at 8pm?", RemindMe("at 8pm")),
        ("set my reminder to 7:30", RemindMe("7:30")),
        ("move the prompt to 21:00", RemindMe("21:00")),
        ("remind me", RemindMe("")),
        ("I want reminders at 7:15", RemindMe("at 7:15")),
        ("my reminder should be 7:15", RemindMe("7:15")),
        ("ping me at 7:15", RemindMe("at 7:15")),
        ("change my time to 8pm", RemindMe("8pm")),
        ("move it to 8pm", RemindMe("8pm")),
        ("when is my next reminder?", RemindMe("")),
        ("what time do you remind me", RemindMe("")),
        ("Snooze 10 min", NotNow("10 min")),
        ("remind me tomorrow", NotNow("tomorrow")),
        ("remind me tonight please", NotNow("tonight")),
        ("not now", NotNow("")),
        ("later", NotNow("")),
        ("please remind me later", NotNow("")),
        ("remind me again in an hour?", NotNow("in an hour")),
        ("Why didn't you remind me yesterday?", WhyAsked()),
        ("why did you remind me", WhyAsked()),
        ("why no reminder?", WhyAsked()),
        ("why was there no buzz", WhyAsked()),
        ("it's 6:10 here", ClockHere((370,))),
        ("It’s 6:10 am here now!", ClockHere((370,))),
        ("it is 18:10 where I am", ClockHere((1090,))),
        ("my time is 6:10", ClockHere((370,))),
        ("the time here is 7", ClockHere((420, 1140))),
        ("I'm in Lima", HereNow("lima")),
        ("now in New York.", HereNow("new york")),
        ("just landed in Sydney", HereNow("sydney")),
        ("I moved to Leeds", HereNow("leeds")),
        ("pause until 5 Dec", AwayFor(Away.BREAK, "until 5 dec")),
        ("pause for 2 weeks", AwayFor(Away.BREAK, "for 2 weeks")),
        ("pause 3 days", AwayFor(Away.BREAK, "3 days")),
        ("vacation until friday", AwayFor(Away.VACATION, "until friday")),
        ("I'm on holiday till 5.12.", AwayFor(Away.VACATION, "till 5.12")),
        ("pause from friday", AwayFor(Away.BREAK, "from friday")),
        ("I'm going on vacation from 3 Dec", AwayFor(Away.VACATION, "from 3 dec")),
        ("my vacation starts on friday", AwayFor(Away.VACATION, "starts on friday")),
        ("I'm away tomorrow", AwayFor(Away.BREAK, "on tomorrow")),
        ("please pause reminders until friday", AwayFor(Away.BREAK, "until friday")),
        ("take a break until monday", AwayFor(Away.BREAK, "until monday")),
        ("I'm sick", AwayFor(Away.BREAK, "")),
        ("vacation", AwayFor(Away.VACATION, "")),
        ("injured", AwayFor(Away.INJURED, "")),
        ("I'm away until Monday", AwayFor(Away.BREAK, "until monday")),
        ("quiet hours 22-7", BeQuiet("22-7")),
        ("no quiet hours", BeQuiet("off")),
        ("quiet", BeQuiet("")),
        ("do not disturb 22-7", BeQuiet("22-7")),
    ],
)  # fmt: skip
def test_a_remark_is_understood(words: str, remark: Remark) -> None:
    assert parse_remark(words) == remark


@pytest.mark.parametrize(
    "words",
    [
        "vertical mattress",
        "7:30",
        "why does the needle turn?",
        "it's 6:10",
        "it's here",
        "am I on vacation?",
        "how do I pause?",
        "what time is it here?",
        "quietly tie the knot",
        "I am a resident",
        "lab 40 min, 12 knots",
        "",
        "remind me " + "at 7:30 " * 40,
    ],
)
def test_other_words_are_no_remark(words: str) -> None:
    assert parse_remark(words) is None


@given(st.text())
def test_any_words_get_an_answer(words: str) -> None:
    parse_remark(words)
    parse_remark("why " + words)
