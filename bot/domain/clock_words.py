"""Times of day as people type them."""

from __future__ import annotations

import re

_CLOCK = re.compile(
    r"""^\s*(?:at\s+|daily\s+)?
    (?P<hour>\d{1,2})
    (?:\s*[:.h]\s*(?P<minute>\d{2})|(?P<packed>\d{2}))?
    \s*(?P<half>[ap]\.?m\.?)?
    \s*(?:o'?clock|uhr|h)?\s*[.!]?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMED = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 0}


def parse_clock(words: str) -> int | None:
    """Return minutes after midnight for "7:30", "18.30", "0730", "7pm", "noon"; None if unclear.

    A bare hour such as "7" is unclear (morning or evening?), so it is asked back; "18" is clear.
    """
    named = _NAMED.get(words.strip().lower())
    if named is not None:
        return named
    match = _CLOCK.match(words)
    if not match:
        return None
    half = (match["half"] or "").lower().replace(".", "")
    digits = match["minute"] or match["packed"]
    if digits is None and not half and int(match["hour"]) <= 12:
        return None
    return _minute_of_day(int(match["hour"]), int(digits or 0), half)


def _minute_of_day(hour: int, minute: int, half: str) -> int | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        return None
    return hour * 60 + minute
