"""Practice done elsewhere, as people write it: "lab 40 min, 12 knots"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.typed import remembered

LONGEST_S = 24 * 3600
MOST_REPS = 9_999

_UNIT = r"(?P<unit>h(?:ours?|rs?)?|min(?:ute)?s?|m|sec(?:ond)?s?|s)\b"
_TIME = re.compile(
    r"(?<![\w.,])(?:(?P<goes>\d{1,3})\s*x\s*)?"
    rf"(?:(?P<amount>\d{{1,5}}(?:[.,]\d{{1,2}})?)\s*|(?P<worded>half an?|an?)\s+){_UNIT}",
    re.IGNORECASE,
)
_HOURS_AND_MINUTES = re.compile(r"(?<=\d)h([0-5]\d)(?:m(?:in)?)?\b", re.IGNORECASE)  # 1h30
_COUNTED = (
    r"knots?|ties?|throws?|stitch(?:es)?|sutures?|reps?|times|rounds?|turns?|taps?|loads?|beads?"
    r"|anastomos[ei]s|staples?|bites?|sets?"
)
_REPS = re.compile(
    rf"\b(?P<amount>\d{{1,5}})\s*(?:x\s*)?(?:(?<=\s)[a-z-]+\s+){{0,3}}?(?P<what>{_COUNTED})\b"
    r"|\b(?P<times>\d{1,4})\s*x\b",
    re.IGNORECASE,
)
_GROUPS = re.compile(r"\b(\d{1,4})\s*(?:x|sets?\s+of)\s*(\d{1,4})\b", re.IGNORECASE)  # 3 x 10
_COUNT = re.compile(
    r"\s*(\d{1,4})(?:\s*(?:/|of|out of)\s*\d{1,4})?"
    r"(?:\s*(?!(?:h(?:ours?|rs?)?|min(?:ute)?s?|m|am|pm)\b)[a-z]+)?\s*[.!]?\s*",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\s*(?:every|snooze|wait|later|remind|in\s+(?:\d|an?\b|half\b))", re.IGNORECASE
)
_SECONDS_IN = {"h": 3600, "m": 60, "s": 1}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line of plain words says was done."""

    seconds: int | None
    reps: int | None
    what: str  # the counted noun as typed ("knots"), or ""
    rest: str  # the words that are no amount: where an item may be named


@remembered
def parse_entry(words: str) -> Entry | None:
    """Read amounts out of a line; None when it names none, or speaks of what is to come."""
    if _TO_COME.match(words):
        return None
    line = _HOURS_AND_MINUTES.sub(r" h \1 min", words.replace("×", "x"))
    seconds = _seconds(line)
    without_time = _TIME.sub(" ", line)
    counted = _REPS.search(_GROUPS.sub(_product, without_time))
    reps = int(counted["amount"] or counted["times"]) or None if counted else None
    if seconds is None and reps is None:
        return None
    if (seconds or 0) > LONGEST_S or (reps or 0) > MOST_REPS:
        return None
    what = (counted["what"] or "") if counted else ""
    return Entry(seconds, reps, what.lower(), _without_amounts(without_time))


def _seconds(words: str) -> int | None:
    found = [
        int(match["goes"] or 1) * _number(match) * _SECONDS_IN[match["unit"][0].lower()]
        for match in _TIME.finditer(words)
    ]
    return round(sum(found)) or None


def _number(time: re.Match[str]) -> float:
    if time["worded"]:
        return 0.5 if time["worded"].lower().startswith("half") else 1.0
    return float(time["amount"].replace(",", "."))


def _product(groups: re.Match[str]) -> str:
    return f"{int(groups[1]) * int(groups[2])}x "


def _without_amounts(words: str) -> str:
    return re.sub(r"\b\d+\s*x?\b", " ", words).strip(" ,.;:-")


def parse_count(words: str) -> int | None:
    """Read a bare typed number, such as "8", "8 of 10" or "12 reps"; None if it is none.

    "40 min" and "7 pm" are times, not counts.
    """
    match = _COUNT.fullmatch(words)
    return int(match[1]) if match else None
