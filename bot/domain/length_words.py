"""Lengths of time as people type them: "20 min", "half an hour", "1h30"."""

from __future__ import annotations

import re
from typing import Final

from bot.domain.typed import ENDS, NUMBER_WORD, number

_MINUTES_IN: Final = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
_FRACTIONS: Final = {"half": 0.5, "quarter": 0.25}
LENGTH: Final = rf"""
    (?P<amount>\d{{1,9}}(?:[.,]\d{{1,2}})?|(?:half\s|quarter\sof\s)?an?\s|(?:{NUMBER_WORD})\s)
    \s?(?P<unit>m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:eeks?)?){ENDS}
    (?:(?P<odd_minutes>(?<=h)\d\d)\s*m(?:in(?:ute)?s?)?{ENDS}|(?!\d))
    (?P<and_a_half>\s+and\s+a\s+half{ENDS})?
"""  # for re.VERBOSE, on plain text


def minutes_in(length: re.Match[str]) -> float:
    """Return how many minutes matched LENGTH."""
    amount, unit = length["amount"].replace(",", "."), _MINUTES_IN[length["unit"][0]]
    count = _FRACTIONS.get(amount.split()[0])
    if count is None:
        count = float(amount) if amount[0].isdigit() else number(amount.strip())
    half = unit / 2 if length["and_a_half"] else 0
    return count * unit + half + int(length["odd_minutes"] or 0)
