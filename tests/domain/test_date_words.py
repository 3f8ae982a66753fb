"""Dates as people type them, on Wednesday, 4 March 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.date_forms import months_after
from bot.domain.date_words import FARTHEST_MONTHS, find_date, parse_date
from bot.domain.unclear import Unclear, Why
from tests.builders import FRIDAY, MONDAY, SATURDAY, THURSDAY, WEDNESDAY

TODAY = WEDNESDAY
WEEK = timedelta(weeks=1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2026-12-05", date(2026, 12, 5)),
        ("2026/12/05", date(2026, 12, 5)),
        ("5.12.", date(2026, 12, 5)),
        ("5.12", date(2026, 12, 5)),
        ("5.12.26", date(2026, 12, 5)),
        ("05.12.2026", date(2026, 12, 5)),
        ("\u0665.\u0661\u0662.", date(2026, 12, 5)),  # Arabic digits
        ("5 Dec", date(2026, 12, 5)),
        ("5. Dec.", date(2026, 12, 5)),
        ("DEC 5", date(2026, 12, 5)),
        ("Dec 5th 2026", date(2026, 12, 5)),
        ("December the 5th, 2026", date(2026, 12, 5)),
        ("the 5th of December '26", date(2026, 12, 5)),
        ("Sat 5 Dec", date(2026, 12, 5)),
        ("until 5 Dec", date(2026, 12, 5)),
        ("I'm back on 5 Dec, please!", date(2026, 12, 5)),
        ("13/12/2026", date(2026, 12, 13)),
        ("12/13/2026", date(2026, 12, 13)),
        ("12-13-2026", date(2026, 12, 13)),
        ("5/5/2026", date(2026, 5, 5)),
        ("Sat 05/12/2026", date(2026, 12, 5)),
        ("2/4/2026", date(2026, 4, 2)),
        ("1.1.", date(2027, 1, 1)),
        ("3 March", date(2027, 3, 3)),
        ("4 March", TODAY),
        ("29 Feb", date(2028, 2, 29)),
        ("4 March 2029", date(2029, 3, 4)),
        ("today", TODAY),
        ("tonight", TODAY),
        ("tomorrow", THURSDAY),
        ("the day after tomorrow", FRIDAY),
        ("friday", FRIDAY),
        ("on Friday", FRIDAY),
        ("coming friday", FRIDAY),
        ("tuesday", MONDAY + timedelta(days=8)),
        ("this wednesday", TODAY),
        ("next wednesday", TODAY + WEEK),
        ("next monday", MONDAY + WEEK),
        ("in 10 days", date(2026, 3, 14)),
        ("in 3 weeks", date(2026, 3, 25)),
        ("3 weeks", date(2026, 3, 25)),
        ("for two weeks", date(2026, 3, 18)),
        ("in a couple of weeks", date(2026, 3, 18)),
        ("a fortnight", date(2026, 3, 18)),
        ("in a month", date(2026, 4, 4)),
        ("in 2 years", date(2028, 3, 4)),
        ("end of month", date(2026, 3, 31)),
        ("the end of next month", date(2026, 4, 30)),
        ("end of February", date(2027, 2, 28)),
        ("end of March", date(2026, 3, 31)),
        ("end of the year", date(2026, 12, 31)),
        ("the 5th", THURSDAY),
        ("the 3rd", date(2026, 4, 3)),
        ("31st", date(2026, 3, 31)),
    ],
)
def test_a_date_is_understood(words: str, expected: date) -> None:
    assert parse_date(words, TODAY) == expected


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("05/12/2026", (date(2026, 12, 5), date(2026, 5, 12))),
        ("5/12", (date(2026, 12, 5), date(2026, 5, 12))),
        ("5\u201312\u20132026", (date(2026, 12, 5), date(2026, 5, 12))),
        ("wednesday", (TODAY, TODAY + WEEK)),
        ("next friday", (FRIDAY, FRIDAY + WEEK)),
        ("next week", (MONDAY + WEEK, TODAY + WEEK)),
        ("next month", (date(2026, 4, 1), date(2026, 4, 4))),
        ("next year", (date(2027, 1, 1), date(2027, 3, 4))),
        ("5 May to 7 May", (date(2026, 5, 5), date(2026, 5, 7))),
    ],
)
def test_what_may_mean_two_dates_is_asked_back_with_both(
    words: str, readings: tuple[date, ...]
) -> None:
    assert parse_date(words, TODAY) == Unclear(Why.WHICH_DATE, readings)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("3 March 2026", Why.PAST),
        ("5 Dec 2025", Why.PAST),
        ("1.1.2020", Why.PAST),
        ("yesterday", Why.PAST),
        ("last friday", Why.PAST),
        ("5 March 2029", Why.TOO_FAR),
        ("in 4 years", Why.TOO_FAR),
        ("in 9999 years", Why.TOO_FAR),
        ("in 9999 weeks", Why.TOO_FAR),
        ("9999-12-31", Why.TOO_FAR),
        ("31 Feb", Why.NO_SUCH_DATE),
        ("29 Feb 2027", Why.NO_SUCH_DATE),
        ("31.4.", Why.NO_SUCH_DATE),
        ("13.13.2026", Why.NO_SUCH_DATE),
        ("12.31.2026", Why.NO_SUCH_DATE),
        ("0000-01-01", Why.NO_SUCH_DATE),
        ("the 45th", Why.NO_SUCH_DATE),
        ("May", Why.DAY_MISSING),
        ("in December", Why.DAY_MISSING),
        ("", Why.DATE_MISSING),
        ("until", Why.DATE_MISSING),
        ("asdf", Why.NOT_UNDERSTOOD),
        ("2027", Why.NOT_UNDERSTOOD),
        ("7:30", Why.NOT_UNDERSTOOD),
        ("-3 weeks", Why.NOT_UNDERSTOOD),
        ("5 Dec 18:30", Why.NOT_UNDERSTOOD),
        ("5 Dec or so", Why.NOT_UNDERSTOOD),
        ("not before 5 Dec", Why.NOT_UNDERSTOOD),
        ("dismay", Why.NOT_UNDERSTOOD),
        ("<b>5 Dec</b>", Why.NOT_UNDERSTOOD),
        ("1" * 4000, Why.NOT_UNDERSTOOD),
    ],
)
def test_what_is_no_date_to_come_is_asked_again(words: str, why: Why) -> None:
    assert parse_date(words, TODAY) == Unclear(why)


def test_a_weekday_that_does_not_fit_is_asked_back_with_the_date() -> None:
    assert parse_date("Mon 5 Dec", TODAY) == Unclear(Why.OTHER_WEEKDAY, (date(2026, 12, 5),))


@pytest.mark.parametrize(
    ("today", "readings"),
    [
        pytest.param(SATURDAY, None, id="on Saturday the coming one is next week's"),
        pytest.param(FRIDAY, None, id="on Friday it is not today"),
        pytest.param(THURSDAY, (FRIDAY, FRIDAY + WEEK), id="on Thursday: tomorrow, or the next?"),
    ],
)
def test_next_friday(today: date, readings: tuple[date, ...] | None) -> None:
    expected = Unclear(Why.WHICH_DATE, readings) if readings else FRIDAY + WEEK
    assert parse_date("next friday", today) == expected


@pytest.mark.parametrize(
    ("words", "day", "rest"),
    [
        ("vacation until 5 Dec", date(2026, 12, 5), "vacation until"),
        ("Viva (Fri,  13 March) in Leeds", date(2026, 3, 13), "Viva ( ) in Leeds"),
        ("exam 5 Dec 18.30", date(2026, 12, 5), "exam 18.30"),
        ("a 3 week course on 5 May", date(2026, 5, 5), "a 3 week course on"),
        ("\u0130zmir course 5 May", date(2026, 5, 5), "\u0130zmir course"),
        ("exam in May", Unclear(Why.DAY_MISSING), "exam in"),
        ("the 10-0 nylon", Unclear(Why.NO_SUCH_DATE), "the nylon"),
    ],
)
def test_a_date_is_found_among_other_words(
    words: str, day: date | Unclear[date], rest: str
) -> None:
    found = find_date(words, TODAY)
    assert (found.day, found.rest) == (day, rest)


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(0, 3 * 365))
def test_any_date_within_three_years_can_be_typed_in_full(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert parse_date(day.isoformat(), today) == day
    assert parse_date(f"{day.day}.{day.month}.{day.year}", today) == day
    assert parse_date(f"{day:%A}, {day.day} {day:%B} {day.year}", today) == day
    assert parse_date(f"in {ahead} days", today) == day


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_a_day_without_a_year_is_the_next_to_come(today: date, day: date) -> None:
    understood = parse_date(f"{day:%b} {day.day}", today)
    if isinstance(understood, Unclear):
        assert (day.month, day.day) == (2, 29)
    else:
        assert (understood.month, understood.day) == (day.month, day.day)
        assert today <= understood
        assert understood == today or parse_date(f"{day:%b} {day.day}", understood) == understood


@given(st.text(max_size=80), st.dates(date(2020, 1, 1), date(2100, 1, 1)))
@example("1.1. 5/12 in 3 weeks next week the 5th fri may 31 feb", TODAY)
def test_any_text_is_a_date_within_three_years_or_asked_back(words: str, today: date) -> None:
    understood = parse_date(words, today)
    days = understood.readings if isinstance(understood, Unclear) else (understood,)
    assert all(today <= day <= months_after(today, FARTHEST_MONTHS) for day in days)


@pytest.mark.parametrize("piece", ["1.1. ", "5/12 ", "in a couple of ", "fri, ", "1", "the ", " "])
def test_the_longest_message_is_answered(piece: str) -> None:
    assert isinstance(parse_date((piece * 4096)[:4096], TODAY), Unclear)
