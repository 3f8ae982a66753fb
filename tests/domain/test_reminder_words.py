"""Reminder rules as people type them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.reminder_words import MOST_READINGS, RuleWords, WeeklyTime, parse_rules
from bot.domain.reminders import EVERY_DAY
from bot.domain.unclear import Unclear, Why

NAMES = "Mon Tue Wed Thu Fri Sat Sun".split()


def days(names: str) -> int:
    """A mask of days, such as "Mon Wed"."""
    return sum(1 << NAMES.index(name) for name in names.split())


WEEKDAYS, WEEKEND = days("Mon Tue Wed Thu Fri"), days("Sat Sun")


def clock(text: str) -> int:
    hour, minute = map(int, text.split(":"))
    return hour * 60 + minute


def rules(*said: tuple[str, int | None]) -> RuleWords:
    return tuple(WeeklyTime(clock(time), mask) for time, mask in said)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("7:30", "07:30"),
        ("at 18.30", "18:30"),
        ("remind me at 7:30 please", "07:30"),
        ("I'd like it at 7:30, thanks", "07:30"),
        ("7pm", "19:00"),
        ("7 in the evening", "19:00"),
        ("7:30 in the evening", "19:30"),
        ("half past seven in the morning", "07:30"),
        ("quarter to 8 pm", "19:45"),
        ("twenty past six in the evening", "18:20"),
        ("20 minutes to nine pm", "20:40"),
        ("seven thirty pm", "19:30"),
        ("seven forty-five pm", "19:45"),
        ("seven o'clock in the evening", "19:00"),
        ("evenings at 8", "20:00"),
        ("11 at night", "23:00"),
        ("12 at night", "00:00"),
        ("half past 19", "19:30"),
        ("18 uhr", "18:00"),
        ("1900 hrs", "19:00"),
        ("0730", "07:30"),
        ("noon", "12:00"),
        ("\u23f0  7:30 \U0001f64f", "07:30"),
        ("7:30, 7:30", "07:30"),
        ("\u0667:\u0663\u0660", "07:30"),  # Arabic digits
        ("\u200f7:30", "07:30"),  # right-to-left mark
    ],
)
def test_a_time_without_days(words: str, expected: str) -> None:
    assert parse_rules(words) == rules((expected, None))


@pytest.mark.parametrize(
    ("words", "time", "expected"),
    [
        ("daily at 7:30", "07:30", EVERY_DAY),
        ("7:30 every day", "07:30", EVERY_DAY),
        ("every evening at 7", "19:00", EVERY_DAY),
        ("every evening, 7", "19:00", EVERY_DAY),
        ("once a day at 7:30", "07:30", EVERY_DAY),
        ("7 days a week at 6pm", "18:00", EVERY_DAY),
        ("weekdays 19:00", "19:00", WEEKDAYS),
        ("WEEKDAYS at 19:00!", "19:00", WEEKDAYS),
        ("working days 19:00", "19:00", WEEKDAYS),
        ("every weekday morning at 7", "07:00", WEEKDAYS),
        ("Mon-Fri 19:00", "19:00", WEEKDAYS),
        ("Mon \u2013 Fri:  19:00", "19:00", WEEKDAYS),
        ("from Monday to Friday at 19:00", "19:00", WEEKDAYS),
        ("mo-fr 19:00", "19:00", WEEKDAYS),
        ("M-F 18:00", "18:00", WEEKDAYS),
        ("M\u2013F at 6pm", "18:00", WEEKDAYS),
        ("m to f 18:00", "18:00", WEEKDAYS),
        ("M-Th 18:00", "18:00", days("Mon Tue Wed Thu")),
        ("MWF 6pm", "18:00", days("Mon Wed Fri")),
        ("m/w/f 7pm", "19:00", days("Mon Wed Fri")),
        ("M, W and F 7pm", "19:00", days("Mon Wed Fri")),
        ("m-w-f 7pm", "19:00", days("Mon Wed Fri")),
        ("m & f at noon", "12:00", days("Mon Fri")),
        ("TTh 7pm", "19:00", days("Tue Thu")),
        ("t/th 7pm", "19:00", days("Tue Thu")),
        ("m/t/w/th/f 7pm", "19:00", WEEKDAYS),
        ("MTWTF 7pm", "19:00", WEEKDAYS),
        ("mon thru thu 19:00", "19:00", days("Mon Tue Wed Thu")),
        ("fri-mon 8pm", "20:00", days("Fri Sat Sun Mon")),
        ("sat sun 9am", "09:00", WEEKEND),
        ("sat/sun 9am", "09:00", WEEKEND),
        ("at 9am on weekends", "09:00", WEEKEND),
        ("the weekend, 9:00", "09:00", WEEKEND),
        ("noon on sundays", "12:00", days("Sun")),
        ("Sunday's at noon", "12:00", days("Sun")),
        ("Mon - 7:30", "07:30", days("Mon")),
        ("Mon Wed Fri 7:30", "07:30", days("Mon Wed Fri")),
        ("mon, wed and fri, 7:30", "07:30", days("Mon Wed Fri")),
        ("Tues + Thurs @ 7:30", "07:30", days("Tue Thu")),
        ("7:30, tue & thu", "07:30", days("Tue Thu")),
        ("mon tue wed thu fri sat sun 7:30", "07:30", EVERY_DAY),
        ("every day except sunday 8pm", "20:00", EVERY_DAY & ~days("Sun")),
        ("every day but sunday 8pm", "20:00", EVERY_DAY & ~days("Sun")),
        ("8pm daily except sat and sun", "20:00", WEEKDAYS),
        ("8pm daily, but not sat or sun", "20:00", WEEKDAYS),
        ("weekdays except wed at 20:00", "20:00", WEEKDAYS & ~days("Wed")),
        ("8pm except sundays", "20:00", EVERY_DAY & ~days("Sun")),
        ("mon 7:30, tue 7:30", "07:30", days("Mon Tue")),
    ],
)
def test_one_time_on_some_days(words: str, time: str, expected: int) -> None:
    assert parse_rules(words) == rules((time, expected))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "weekdays 19:00, sat sun 9am",
            rules(("19:00", WEEKDAYS), ("09:00", WEEKEND)),
            id="days lead",
        ),
        pytest.param(
            "9am on sat sun, 19:00 on weekdays",
            rules(("19:00", WEEKDAYS), ("09:00", WEEKEND)),
            id="times lead; the week begins on Monday",
        ),
        pytest.param(
            "7:30 on weekdays, sat 9:00",
            rules(("07:30", WEEKDAYS), ("09:00", days("Sat"))),
            id="either order",
        ),
        pytest.param(
            "mon-thu 6.30pm and fri 12:00",
            rules(("18:30", days("Mon Tue Wed Thu")), ("12:00", days("Fri"))),
            id="and",
        ),
        pytest.param(
            "mon 7:30 tue 8:00", rules(("07:30", days("Mon")), ("08:00", days("Tue"))), id="bare"
        ),
        pytest.param(
            "Mon: 7:30\nTue: 8:00",
            rules(("07:30", days("Mon")), ("08:00", days("Tue"))),
            id="two lines",
        ),
        pytest.param(
            "mon, wed 7:30 fri 9:00",
            rules(("07:30", days("Mon Wed")), ("09:00", days("Fri"))),
            id="a comma among days",
        ),
        pytest.param(
            "mon 7:30, 8:00 tue",
            rules(("07:30", days("Mon")), ("08:00", days("Tue"))),
            id="a comma parts",
        ),
        pytest.param(
            "weekdays 7:30 but sunday 9:00",
            rules(("07:30", WEEKDAYS), ("09:00", days("Sun"))),
            id="but",
        ),
        pytest.param(
            "every day except sunday 20:00, sunday 10:00",
            rules(("20:00", EVERY_DAY & ~days("Sun")), ("10:00", days("Sun"))),
            id="the exception has its own time",
        ),
        pytest.param(
            "weekday mornings at 7 and sunday evenings at 8",
            rules(("07:00", WEEKDAYS), ("20:00", days("Sun"))),
            id="parts of the day",
        ),
        pytest.param(
            "M-F 18:00, Sat 9am",
            rules(("18:00", WEEKDAYS), ("09:00", days("Sat"))),
            id="letters",
        ),
    ],
)
def test_several_times_on_several_days(words: str, expected: RuleWords) -> None:
    assert parse_rules(words) == expected


@pytest.mark.parametrize(
    ("words", "why", "readings"),
    [
        ("7", Why.MORNING_OR_EVENING, [("07:00", None), ("19:00", None)]),
        ("at 7", Why.MORNING_OR_EVENING, [("07:00", None), ("19:00", None)]),
        ("\u0667", Why.MORNING_OR_EVENING, [("07:00", None), ("19:00", None)]),
        ("12", Why.MORNING_OR_EVENING, [("00:00", None), ("12:00", None)]),
        ("weekdays 7", Why.MORNING_OR_EVENING, [("07:00", WEEKDAYS), ("19:00", WEEKDAYS)]),
        ("half past seven", Why.MORNING_OR_EVENING, [("07:30", None), ("19:30", None)]),
        ("quarter to 8", Why.MORNING_OR_EVENING, [("07:45", None), ("19:45", None)]),
        ("a quarter past six", Why.MORNING_OR_EVENING, [("06:15", None), ("18:15", None)]),
        ("five at night", Why.MORNING_OR_EVENING, [("05:00", None), ("17:00", None)]),
        (
            "tues & thurs 8",
            Why.MORNING_OR_EVENING,
            [("08:00", days("Tue Thu")), ("20:00", days("Tue Thu"))],
        ),
        (
            "half seven",
            Why.WHICH_TIME,
            [("06:30", None), ("07:30", None), ("18:30", None), ("19:30", None)],
        ),
        ("half seven in the evening", Why.WHICH_TIME, [("18:30", None), ("19:30", None)]),
        ("half 7pm daily", Why.WHICH_TIME, [("18:30", EVERY_DAY), ("19:30", EVERY_DAY)]),
        ("10 past 6", Why.MORNING_OR_EVENING, [("06:10", None), ("18:10", None)]),
        ("20 to 7", Why.MORNING_OR_EVENING, [("06:40", None), ("18:40", None)]),
        ("6ish", Why.MORNING_OR_EVENING, [("06:00", None), ("18:00", None)]),
        ("6 ish", Why.MORNING_OR_EVENING, [("06:00", None), ("18:00", None)]),
        ("6:30ish", Why.MORNING_OR_EVENING, [("06:30", None), ("18:30", None)]),
        ("M-F 6ish", Why.MORNING_OR_EVENING, [("06:00", WEEKDAYS), ("18:00", WEEKDAYS)]),
        (
            "10 to 7 pm",
            Why.WHICH_TIME,
            [("18:50", None), ("10:00", None), ("19:00", None), ("22:00", None)],
        ),
        (
            "5 to 7",
            Why.WHICH_TIME,
            [(time, None) for time in "06:55 18:55 05:00 07:00 19:00 17:00".split()],
        ),
        ("7:30 and 19:00", Why.ONE_A_DAY, [("07:30", None), ("19:00", None)]),
        ("7:30-8:00", Why.ONE_A_DAY, [("07:30", None), ("08:00", None)]),
        ("mon 7:30 and 19:00", Why.ONE_A_DAY, [("07:30", days("Mon")), ("19:00", days("Mon"))]),
        ("7:30, 19:00 on mon", Why.ONE_A_DAY, [("07:30", days("Mon")), ("19:00", days("Mon"))]),
    ],
)
def test_what_may_mean_two_times_is_asked_back_with_both(
    words: str, why: Why, readings: list[tuple[str, int | None]]
) -> None:
    assert parse_rules(words) == Unclear(why, tuple(rules(reading) for reading in readings))


@pytest.mark.parametrize(
    ("words", "why", "readings"),
    [
        pytest.param(
            "7:30, weekends 9:00",
            Why.ONE_A_DAY,
            (rules(("07:30", None)), rules(("07:30", WEEKDAYS), ("09:00", WEEKEND))),
            id="is 7:30 for the other days?",
        ),
        pytest.param(
            "weekdays 7:30, fri 12:00",
            Why.ONE_A_DAY,
            (
                rules(("07:30", WEEKDAYS)),
                rules(("07:30", days("Mon Tue Wed Thu")), ("12:00", days("Fri"))),
            ),
            id="which one on Fridays?",
        ),
        pytest.param(
            "7:30 mon, wed, fri 9:00",
            Why.WHICH_DAYS,
            (
                rules(("07:30", days("Mon")), ("09:00", days("Wed Fri"))),
                rules(("07:30", days("Mon Wed")), ("09:00", days("Fri"))),
            ),
            id="which one on Wednesdays?",
        ),
        pytest.param(
            "weekdays 7, sun 10am",
            Why.MORNING_OR_EVENING,
            (
                rules(("07:00", WEEKDAYS), ("10:00", days("Sun"))),
                rules(("19:00", WEEKDAYS), ("10:00", days("Sun"))),
            ),
            id="only one of two is unsure",
        ),
        pytest.param("mon 7, tue 8, wed 9", Why.MORNING_OR_EVENING, (), id="too many meanings"),
        pytest.param("weekdays 19:00, sat", Why.WHICH_DAYS, (), id="Saturday has no time"),
        pytest.param("7:30 weekdays, sat 9:00, sun", Why.WHICH_DAYS, (), id="nor has Sunday"),
        pytest.param("monday to monday 7:30", Why.WHICH_DAYS, (), id="a day or a week?"),
        *(
            pytest.param(words, Why.OTHER_CLOCK, (rules(("18:30", None)),), id=words)
            for words in (
                "18:30 UTC",
                "18:30 gmt+1",
                "6:30 pm EST",
                "18:30 CEST",
                "UTC 18:30",
                "18:30 London time",
                "18:30 eastern daylight time",
                "18:30 Europe/London",
            )
        ),
        pytest.param(
            "weekdays 7 CET",
            Why.OTHER_CLOCK,
            (rules(("07:00", WEEKDAYS)), rules(("19:00", WEEKDAYS))),
            id="neither the clock nor the hour is clear",
        ),
    ],
)
def test_unclear_days_are_asked_back(words: str, why: Why, readings: tuple[RuleWords, ...]) -> None:
    assert parse_rules(words) == Unclear(why, readings)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("25:00", Why.NO_SUCH_TIME),
        ("24:00", Why.NO_SUCH_TIME),
        ("7:75", Why.NO_SUCH_TIME),
        ("7:5", Why.NO_SUCH_TIME),
        ("7:30:00", Why.NO_SUCH_TIME),
        ("13pm", Why.NO_SUCH_TIME),
        ("12345", Why.NO_SUCH_TIME),
        ("half past 7:30", Why.NO_SUCH_TIME),
        ("18:30 in the morning", Why.NO_SUCH_TIME),
        ("weekdays 25:00, sat 9:00", Why.NO_SUCH_TIME),
        ("weekends", Why.TIME_MISSING),
        ("evenings", Why.TIME_MISSING),
        ("every day except sunday", Why.TIME_MISSING),
        ("tomorrow", Why.ONE_OFF),
        ("tomorrow 7:30", Why.ONE_OFF),
        ("8 tonight", Why.ONE_OFF),
        ("in 20 minutes", Why.ONE_OFF),
        ("next monday 7:30", Why.ONE_OFF),
        ("5 Dec 7:30", Why.ONE_OFF),
        ("2026-12-05 7:30", Why.ONE_OFF),
        ("the 5th at 7:30", Why.ONE_OFF),
        ("every 5 minutes", Why.TOO_OFTEN),
        ("every five minutes", Why.TOO_OFTEN),
        ("every hour", Why.TOO_OFTEN),
        ("every half an hour", Why.TOO_OFTEN),
        ("every couple of hours", Why.TOO_OFTEN),
        ("hourly", Why.TOO_OFTEN),
        ("3 times a day", Why.TOO_OFTEN),
        ("twice daily at 7:30 and 19:00", Why.TOO_OFTEN),
        ("every other day 7:30", Why.NOT_WEEKLY),
        ("every 2 days at 8pm", Why.NOT_WEEKLY),
        ("every second sunday 8pm", Why.NOT_WEEKLY),
        ("monthly 7:30", Why.NOT_WEEKLY),
        ("mon 7:30, " * 200, Why.TOO_MANY),
        ("mon, " * 200 + "7:30", Why.TOO_MANY),
        ("", Why.NOT_UNDERSTOOD),
        ("and, then", Why.NOT_UNDERSTOOD),
        ("asdf", Why.NOT_UNDERSTOOD),
        ("not 7:30", Why.NOT_UNDERSTOOD),
        ("between 6 and 7", Why.NOT_UNDERSTOOD),
        ("can we make it 7:30 instead of 8", Why.NOT_UNDERSTOOD),
        ("1 in 4", Why.NOT_UNDERSTOOD),  # days on call
        ("UTC", Why.NOT_UNDERSTOOD),
        ("25:00 UTC", Why.NOT_UNDERSTOOD),
        ("7:30 Mars time", Why.NOT_UNDERSTOOD),
        ("t 7pm", Why.NOT_UNDERSTOOD),  # Tuesday or Thursday?
        ("m/t 7pm", Why.NOT_UNDERSTOOD),
        ("m-t 7pm", Why.NOT_UNDERSTOOD),
        ("s & s 9am", Why.NOT_UNDERSTOOD),
        ("10m 7:30", Why.NOT_UNDERSTOOD),
        ("I'm 7:30", Why.NOT_UNDERSTOOD),
        ("weekdays to saturday 9:00", Why.NOT_UNDERSTOOD),
        ("sunday except sunday 7:30", Why.NOT_UNDERSTOOD),
        ("morning and evening at 7", Why.NOT_UNDERSTOOD),
        ("weekdays at 7, in the evening", Why.NOT_UNDERSTOOD),
        ("what does vertical mattress mean?", Why.NOT_UNDERSTOOD),
        ("<b>7:30</b>", Why.NOT_UNDERSTOOD),
        ("\u00b2\u00b2:30", Why.NOT_UNDERSTOOD),  # superscripts
        ("x" * 4000, Why.NOT_UNDERSTOOD),
    ],
)
def test_what_is_no_weekly_rule_is_refused_with_the_reason(words: str, why: Why) -> None:
    assert parse_rules(words) == Unclear(why)


def in_words(said: RuleWords) -> str:
    """The plainest way to type rules."""
    parts = []
    for minute, mask in said:
        names = [name for day, name in enumerate(NAMES) if mask is not None and mask >> day & 1]
        parts.append(" ".join([*names, f"{minute // 60}:{minute % 60:02}"]))
    return ", ".join(parts)


@given(st.lists(st.integers(0, 24 * 60 - 1), min_size=7, max_size=7))
def test_any_week_can_be_said_and_is_understood_as_one_rule_a_time(minutes: list[int]) -> None:
    week = ", ".join(
        f"{name} {minute // 60}:{minute % 60:02}"
        for name, minute in zip(NAMES, minutes, strict=True)
    )
    understood = parse_rules(week)
    assert not isinstance(understood, Unclear)
    assert {rule.minute for rule in understood} == set(minutes)
    assert [
        rule.minute for day in range(7) for rule in understood if (rule.weekdays or 0) >> day & 1
    ] == minutes


WORDS = (
    "7:30 19:00 9am 7 half seven past quarter to - , and except but not mon tue fri sat-sun sun "
    "weekdays weekends daily every day evening in the morning at noon"
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
@example("7:30 mon, wed, fri 9:00, sat 7 mon")
def test_what_is_understood_or_offered_means_the_same_when_said_plainly(words: str) -> None:
    understood = parse_rules(words)
    meant = understood.readings if isinstance(understood, Unclear) else (understood,)
    assert len(meant) <= MOST_READINGS
    for each in meant:
        assert parse_rules(in_words(each)) == each
        assert sum((EVERY_DAY if mask is None else mask) for _, mask in each) <= EVERY_DAY


@given(st.text(max_size=80))
@example("7:30 \ud800")
@example("\u0130stanbul 7:30")  # its small letter is two characters
def test_any_text_is_rules_within_a_day_or_asked_back(words: str) -> None:
    understood = parse_rules(words)
    if not isinstance(understood, Unclear):
        assert all(0 <= minute < 24 * 60 for minute, _ in understood)


@pytest.mark.parametrize(
    "piece", ["7:30 mon, tue, ", "half ", "every half an ", "12h", "mon to ", "except ", "7 ", " "]
)
def test_the_longest_message_is_answered(piece: str) -> None:
    assert isinstance(parse_rules((piece * 4096)[:4096]), Unclear)
