"""A shift on a day of the calendar: "call on 5 March"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.domain.calendar import Shift
from bot.domain.calendar_names import MONTH
from bot.domain.calendar_words import parse_on_call
from bot.domain.date_forms import months_after
from bot.domain.date_words import find_date
from bot.domain.typed import plain, remembered
from bot.domain.unclear import Unclear

_LONGEST_TEXT: Final = 120  # characters
_CALENDAR_DATE: Final = re.compile(
    rf"\d{{4}}-\d\d?-\d\d?|\d\d?\.\s?\d\d?\.|\d\s?(?:st|nd|rd|th)?(?:\sof)?\s{MONTH}|\b{MONTH}\s\d"
    r"|\bon\sthe\s\d\d?(?:st|nd|rd|th)\W*$"
)
_WITH_A_YEAR: Final = re.compile(r"\d{4}|'\d\d")
_NEXT_YEARS: Final = timedelta(days=300)  # such a day is rather the one that is just over


class DatedShift(NamedTuple):
    """What was said about one day; a shift of None: it is an ordinary day."""

    shift: Shift | None
    day: date


@remembered
def parse_on_call_on(words: str, today: date) -> DatedShift | None:
    """Return what "call on 5 March" says about this one day; None for anything else."""
    text = " ".join(plain(words).split())
    if len(words) > _LONGEST_TEXT or not _CALENDAR_DATE.search(text):
        return None
    found = find_date(words, today)
    said = parse_on_call(f"{found.rest.removesuffix(' on').removesuffix(' on the')} today")
    if said is None or said.shift is Shift.OFF or isinstance(found.day, Unclear):
        return None
    is_over = found.day - today > _NEXT_YEARS and not _WITH_A_YEAR.search(text)
    return DatedShift(said.shift, months_after(found.day, -12) if is_over else found.day)
