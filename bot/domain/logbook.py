"""Practice done elsewhere, as people write it: "lab 40 min, 12 knots"."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_S = 24 * 3600
MOST_REPS = 9_999

_AMOUNT = r"(?P<amount>\d{1,5}(?:[.,]\d)?|half an?|an?)"
_TIME = re.compile(
    rf"\b{_AMOUNT}\s*(?P<unit>h(?:ours?|rs?)?|min(?:ute)?s?|m|sec(?:ond)?s?|s)\b", re.IGNORECASE
)
_COUNTED = (
    r"knots?|ties?|throws?|stitch(?:es)?|sutures?|reps?|times|rounds?|turns?|taps?|loads?|beads?"
    r"|anastomos[ei]s|staples?|bites?|sets?"
)
_REPS = re.compile(
    rf"\b(?P<amount>\d{{1,5}})\s*(?:x\s*)?(?:[a-z-]+\s+){{0,3}}?(?P<what>{_COUNTED})\b"
    r"|\b(?P<times>\d{1,4})\s*x\b",
    re.IGNORECASE,
)
_SECONDS_IN = {"h": 3600, "m": 60, "s": 1}
_WORDED = {"half a": 0.5, "half an": 0.5, "a": 1.0, "an": 1.0}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line of plain words says was done."""

    seconds: int | None
    reps: int | None
    what: str  # the counted noun as typed ("knots"), or ""
    rest: str  # the words that are no amount: where an item may be named


def parse_entry(words: str) -> Entry | None:
    """Read amounts out of a line; None when it names none."""
    seconds = _seconds(words)
    without_time = _TIME.sub(" ", words)
    counted = _REPS.search(without_time)
    if seconds is None and counted is None:
        return None
    reps = int(counted["amount"] or counted["times"]) if counted else None
    if (seconds or 0) > LONGEST_S or (reps or 0) > MOST_REPS:
        return None
    what = (counted["what"] or "") if counted else ""
    return Entry(seconds, reps, what.lower(), _without_amounts(without_time))


def _seconds(words: str) -> int | None:
    found = [
        _number(match["amount"]) * _SECONDS_IN[match["unit"][0].lower()]
        for match in _TIME.finditer(words)
    ]
    return round(sum(found)) if found else None


def _number(amount: str) -> float:
    worded = _WORDED.get(amount.lower())
    return worded if worded is not None else float(amount.replace(",", "."))


def _without_amounts(words: str) -> str:
    return re.sub(r"\b\d+\s*x?\b", " ", words).strip(" ,.;:-")


def parse_count(words: str) -> int | None:
    """Read a bare typed number, such as "8", "8 of 10" or "12 reps"; None if it is none."""
    match = re.fullmatch(
        r"\s*(\d{1,4})(?:\s*(?:/|of|out of)\s*\d{1,4})?(?:\s*[a-z]+)?\s*[.!]?\s*", words, re.IGNORECASE
    )
    return int(match[1]) if match else None
