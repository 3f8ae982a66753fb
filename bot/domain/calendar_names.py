"""Names of weekdays and months as people type them."""

from __future__ import annotations

import re
from typing import Final

from bot.domain.typed import ENDS

_NAME: Final = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
WEEKDAY: Final = rf"{_NAME}(?:'?s)?{ENDS}"
LETTERS: Final = rf"(?:mo|tu|we|th|fr|sa|su){ENDS}"  # for a range only: "can we ..." is no day
LETTER: Final = rf"(?<![\w'])[mwf]{ENDS}"  # T and S are two days each
_LISTED: Final = rf"(?:m|tu|w|th|f|t(?=[\s,/&+]+(?:w[\s,/&+]+)?th)){ENDS}"
LETTER_LIST: Final = (  # "MWF", "m/w/f", "t & th"
    rf"(?<![\w'])(?:(?:mwf|m-w-f|mw|wf|tu?th|mtwthf?|mtwtf){ENDS}"
    rf"|{_LISTED}(?:(?:\s*(?:[,/&+]|and\s)\s*|\s){_LISTED})+)"
)
MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    rf"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?){ENDS}"
)
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_FIRST_LETTERS: Final = "mo tu we th fr sa su".split()
_LETTERS: Final = ("m", "tu", "w", "th", "f")


def weekday(name: str) -> int:
    """Return the number of the weekday that begins like `name`; 0 is Monday."""
    if name in _LETTERS:
        return _LETTERS.index(name)
    return _FIRST_LETTERS.index(name[:2])


def month(name: str) -> int:
    """Return the number of the month that begins like `name`; 1 is January."""
    return _MONTHS.index(name[:3]) + 1


def span(first: str, last: str) -> int:
    """Return the mask of the days from `first` to `last`, over the weekend where need be.

    Bit 0 is Monday; from Monday to Monday is one day.
    """
    start, length = weekday(first), (weekday(last) - weekday(first)) % 7 + 1
    return sum(1 << (start + after) % 7 for after in range(length))


def lettered(letters: str) -> int:
    """Return the mask of the days in what matched LETTER_LIST; of two Ts the first is Tuesday."""
    mask = 0
    for letter in re.findall(r"th|tu|[mtwf]", letters.replace("and", "")):
        name = letter if letter != "t" else "th" if mask & 1 << weekday("tu") else "tu"
        mask |= 1 << weekday(name)
    return mask
