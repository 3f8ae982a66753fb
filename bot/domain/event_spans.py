"""Dates that matter and last for days: "course from 3 to 5 April"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.domain.calendar_names import MONTH
from bot.domain.typed import plain

_NUMBER: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_TO: Final = r"(?:\s*-\s*|\s+(?:to|until|till?|through|thru)\s+)(?:the\s+)?"
_YEAR: Final = r"(?P<year>,?\s+\d{4}(?![:.]?\d))?"
_FROM: Final = r"(?<![\w.:/-])(?:(?:from|on)\s+)?(?:the\s+)?"
_SPANS: Final = (
    re.compile(  # "3 to 5 April", "28 April - 2 May"
        rf"{_FROM}(?P<first>{_NUMBER})(?:\s*(?:of\s+)?(?P<first_month>{MONTH}))?{_TO}"
        rf"(?P<day>{_NUMBER})\s*(?:of\s+)?(?P<month>{MONTH}){_YEAR}"
    ),
    re.compile(  # "April 3-5"
        rf"{_FROM}(?P<month>(?P<first_month>{MONTH}))\.?\s*(?P<first>{_NUMBER}){_TO}"
        rf"(?P<day>{_NUMBER})(?![\w.:/-]|\s+{MONTH}){_YEAR}"
    ),
)


class Lasting(NamedTuple):
    """The first and the last of several days as typed, each with its month, and all other words."""

    first: str
    last: str
    rest: str


def parse_span(words: str) -> Lasting | None:
    """Return words that name the days from when to when; None where they name no such days."""
    typed = " ".join(words.split())
    found = (pattern.search(plain(typed)) for pattern in _SPANS)
    match = next(filter(None, found), None)
    if match is None or (_is_one_month(match) and _number(match["first"]) >= _number(match["day"])):
        return None
    first, last, month, first_month, year = (
        typed[slice(*match.span(name))] if match[name] else ""
        for name in ("first", "day", "month", "first_month", "year")
    )
    rest = f"{typed[: match.start()]} {typed[match.end() :]}"
    return Lasting(f"{first} {first_month or month}{year}", f"{last} {month}{year}", rest)


def _is_one_month(match: re.Match[str]) -> bool:
    return (match["first_month"] or match["month"])[:3] == match["month"][:3]


def _number(day: str) -> int:
    return int(day.rstrip("stndrh"))
