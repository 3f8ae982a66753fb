"""The forms in which people type dates, and the dates that each may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, TypeAlias

from bot.domain.calendar_names import MONTH, WEEKDAY, month, weekday
from bot.domain.typed import ENDS, NUMBER_WORD, number

_Match: TypeAlias = re.Match[str]
Reader: TypeAlias = Callable[[_Match, date], list[date]]

_WEEK: Final = timedelta(weeks=1)
_STARTS: Final = r"(?<![\w.:/-])"
_WEEKDAY_BEFORE: Final = rf"(?:(?P<weekday>{WEEKDAY})\.?,?\s+)?"
_ORDINAL: Final = rf"(?:st|nd|rd|th){ENDS}"
_YEAR: Final = r"(?:,?\s*(?P<year>\d{4}|'\d\d)(?![:.]?\d))?"
_AMOUNT: Final = (
    rf"(?P<count>\d{{1,4}}|{NUMBER_WORD}|an?|a\s+couple\s+of)\s*"
    rf"(?P<unit>day|week|fortnight|month|year)s?{ENDS}"
)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months on, or the last one of a shorter month.

    OverflowError beyond the year 9999.
    """
    years, index = divmod(day.month - 1 + months, 12)
    if day.year + years > date.max.year:
        raise OverflowError("no calendar goes that far")
    return _last_day(day.year + years, index + 1, at_most=day.day)


def _last_day(year: int, month_number: int, at_most: int = 31) -> date:
    return date(year, month_number, min(at_most, monthrange(year, month_number)[1]))


def _existing(year: int, month_number: int, day: int) -> list[date]:
    try:
        return [date(year, month_number, day)]
    except ValueError:
        return []


def _next(month_number: int, day: int, today: date) -> list[date]:
    """Return the next such day to come; a 29 February may be up to eight years off."""
    dates = (_existing(today.year + after, month_number, day) for after in range(9))
    return next(([found] for each in dates for found in each if found >= today), [])


def _in_year(year: str | None, month_number: int, day: int, today: date) -> list[date]:
    if year is None:
        return _next(month_number, day, today)
    digits = year.removeprefix("'")
    return _existing(int(digits) + (2000 if len(digits) == 2 else 0), month_number, day)


def _year_first(match: _Match, _: date) -> list[date]:
    return _existing(int(match["year"]), int(match["month"]), int(match["day"]))


def _month_by_name(match: _Match, today: date) -> list[date]:
    return _in_year(match["year"], month(match["month"]), int(match["day"]), today)


def _in_figures(match: _Match, today: date) -> list[date]:
    """Read the day first; without dots also the month first, as in America."""
    first, second, year = int(match["first"]), int(match["second"]), match["year"]
    day_first = _in_year(year, second, first, today)
    if match["mark"] == ".":
        return day_first
    return list(dict.fromkeys(day_first + _in_year(year, first, second, today)))


def _day_of_month(match: _Match, today: date) -> list[date]:
    day = int(match["day"])
    months = (months_after(today.replace(day=1), after) for after in range(12))
    dates = (_existing(first.year, first.month, day) for first in months)
    return [found for each in dates for found in each if found >= today][:1]


def _some_time_on(match: _Match, today: date) -> list[date]:
    count = 2 if "couple" in match["count"] else number(match["count"])
    return [_moved(today, count, match["unit"])]


def _moved(day: date, count: int, unit: str) -> date:
    try:
        if unit in ("month", "year"):
            return months_after(day, count * (12 if unit == "year" else 1))
        return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    except OverflowError:
        return date.max


def _day_by_name(match: _Match, today: date) -> list[date]:
    ahead = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1}
    return [today + timedelta(days=2 if match["after"] else ahead[match["name"]])]


def _end_of(match: _Match, today: date) -> list[date]:
    following = 1 if match["next"] else 0
    if match["month"]:
        number_of_month = month(match["month"])
        return [_last_day(today.year + (number_of_month < today.month), number_of_month)]
    if match["unit"] == "year":
        return [date(today.year + following, 12, 31)]
    first = months_after(today.replace(day=1), following)
    return [_last_day(first.year, first.month)]


def _next_unit(match: _Match, today: date) -> list[date]:
    """Read "next week": its first day, or a week from now?"""
    beginnings = {
        "week": today - timedelta(days=today.weekday()) + _WEEK,
        "month": months_after(today.replace(day=1), 1),
        "year": date(today.year + 1, 1, 1),
    }
    return sorted({beginnings[match["unit"]], _moved(today, 1, match["unit"])})


def _weekday(match: _Match, today: date) -> list[date]:
    """Read "Friday"; on a Friday it may be today, and "next Friday" may be in this week or not."""
    to_come = today + timedelta(days=(weekday(match["name"]) - today.weekday()) % 7)
    if match["which"] == "last":
        return [to_come - _WEEK]
    if match["which"] == "this":
        return [to_come]
    if match["which"] == "next":
        after_today = to_come if to_come > today else to_come + _WEEK
        next_monday = today - timedelta(days=today.weekday()) + _WEEK
        return sorted({after_today, next_monday + timedelta(days=weekday(match["name"]))})
    return [to_come, to_come + _WEEK] if to_come == today else [to_come]


def _form(pattern: str, reader: Reader) -> tuple[re.Pattern[str], Reader]:
    return re.compile(rf"{_STARTS}(?:{pattern})"), reader


FORMS: Final = (  # on plain text; what an earlier one takes is not seen by the later ones
    _form(
        rf"{_WEEKDAY_BEFORE}(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)"
        r"(?P<day>\d{1,2})(?!\d)",
        _year_first,
    ),
    _form(
        rf"{_WEEKDAY_BEFORE}(?:the\s+)?(?P<day>\d{{1,2}})(?:{_ORDINAL}|\.)?\s*(?:of\s+)?"
        rf"(?P<month>{MONTH})\.?{_YEAR}",
        _month_by_name,
    ),
    _form(
        rf"{_WEEKDAY_BEFORE}(?P<month>{MONTH})\.?\s*(?:the\s+)?(?P<day>\d{{1,2}})"
        rf"(?:{_ORDINAL}|(?!\d|[:.]\d)){_YEAR}",
        _month_by_name,
    ),
    _form(
        rf"{_WEEKDAY_BEFORE}(?P<first>\d{{1,2}})(?P<mark>[./-])(?P<second>\d{{1,2}})"
        r"(?:(?P=mark)(?P<year>\d{4}|\d\d)?)?(?!\w|[.:/-]\d)",
        _in_figures,
    ),
    _form(
        rf"(?:(?:in|for)\s+|^(?=\S+(?:\s\S+)?$)){_AMOUNT}",  # "3 weeks" must be all that was typed
        _some_time_on,
    ),
    _form(
        rf"(?:the\s+)?(?P<after>day\s+after\s+)?"
        rf"(?P<name>tomorrow|tmrw|today|tonight|yesterday){ENDS}",
        _day_by_name,
    ),
    _form(
        rf"(?:the\s+)?end\s+of\s+(?:(?:the|this|(?P<next>next))\s+)?"
        rf"(?:(?P<unit>month|year){ENDS}|(?P<month>{MONTH}))",
        _end_of,
    ),
    _form(rf"next\s+(?P<unit>week|month|year){ENDS}", _next_unit),
    _form(rf"{_WEEKDAY_BEFORE}(?:the\s+)?(?P<day>\d{{1,2}}){_ORDINAL}", _day_of_month),
    _form(rf"(?:(?P<which>this|next|last|coming)\s+)?(?P<name>{WEEKDAY})", _weekday),
)
