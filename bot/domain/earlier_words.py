"""Prompts that are to come earlier or later than now: "1 hour earlier", "half an hour later"."""

from __future__ import annotations

import re
from typing import Final

from bot.domain.length_words import LENGTH, minutes_in
from bot.domain.typed import plain

_LONGEST_TEXT: Final = 80  # characters
_FARTHEST: Final = 12 * 60  # minutes: farther off it is another time of day altogether
_BEFORE: Final = re.compile(
    r"(?:(?:please|can|could|would|you|i|i'd|want|like|move|change|shift|make|push|bring|put|come"
    r"|send|set|remind|ping|me|it|them|the|my|all|reminders?|prompts?|times?|to|be|should)[ ,]+)+"
)
_AFTER: Final = re.compile(
    r"[ ,]+(?:please|thanks|thank you|from now on|in future|every ?day|daily|than (?:now|usual))$"
)
_TURNED: Final = re.compile(r"(earlier|sooner|later) by (.+)")
_MOVED: Final = re.compile(rf"(?:by\s)?{LENGTH}\s(?P<way>earlier|sooner|later)", re.VERBOSE)


def parse_earlier(words: str) -> int | None:
    """Return by how many minutes prompts are to come later, below nought earlier; None: else."""
    text = " ".join(plain(words).split()).strip(" .!?")
    if len(text) > _LONGEST_TEXT:
        return None
    while (shorter := _AFTER.sub("", text)) != text:
        text = shorter
    match = _MOVED.fullmatch(_TURNED.sub(r"\2 \1", _BEFORE.sub("", text, count=1)))
    if match is None:
        return None
    minutes = round(minutes_in(match))
    if not 0 < minutes <= _FARTHEST:
        return None
    return minutes if match["way"] == "later" else -minutes
