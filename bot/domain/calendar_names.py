"""Names of weekdays and months as people type them."""

from __future__ import annotations

from typing import Final

from bot.domain.typed import ENDS

_NAME: Final = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
WEEKDAY: Final = rf"{_NAME}(?:'?s)?{ENDS}"
LETTERS: Final = rf"(?:mo|tu|we|th|fr|sa|su){ENDS}"  # for a range only: "can we ..." is no day
MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    rf"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?){ENDS}"
)
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_FIRST_LETTERS: Final = "mo tu we th fr sa su".split()


def weekday(name: str) -> int:
    """Return the number of the weekday that begins like `name`; 0 is Monday."""
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
