"""Quiet hours as people type them: "22:00-7:00", "10pm to 7am", "off"."""

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import product
from typing import Final

from bot.domain.clock_words import CLOCK, read_clock
from bot.domain.day import MINUTES_A_DAY
from bot.domain.rhythm import QuietHours
from bot.domain.typed import plain
from bot.domain.unclear import Unclear, Why

LONGEST: Final = 18 * 60  # minutes: six hours a day stay loud

_CLOCK: Final = re.compile(CLOCK, re.VERBOSE)
_BEFORE: Final = re.compile(r"(?:quiet|hours|from|between|silent|silence|no buzz(?:es)?)\b[\s:]*")
_BETWEEN: Final = re.compile(r"\s*(?:-|\b(?:to|until|till|and)\b)\s*")
_OFF: Final = {"off", "none", "never", "no", "no quiet hours", "no quiet"}


class NoQuiet(Enum):
    """There are to be no quiet hours."""

    OFF = auto()


def parse_quiet(words: str) -> QuietHours | NoQuiet | Unclear[QuietHours]:
    """Return the quiet hours that `words` name; what may be several is asked back."""
    text = " ".join(plain(words).split()).strip(" .!")
    if text in _OFF:
        return NoQuiet.OFF
    while begins := _BEFORE.match(text):
        text = text[begins.end() :]
    if text in _OFF:
        return NoQuiet.OFF
    ends = [_CLOCK.fullmatch(each) for each in _BETWEEN.split(text, maxsplit=2)]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return Unclear(Why.NOT_UNDERSTOOD)
    return _clear(read_clock(ends[0]).meant, read_clock(ends[1]).meant)


def fault(quiet: QuietHours) -> Why | None:
    """Return what is wrong with quiet hours: none at all, or most of the day."""
    if quiet.start == quiet.end:
        return Why.NO_LENGTH
    return Why.TOO_LONG if (quiet.end - quiet.start) % MINUTES_A_DAY > LONGEST else None


def _clear(starts: tuple[int, ...], ends: tuple[int, ...]) -> QuietHours | Unclear[QuietHours]:
    meant = [QuietHours(start, end) for start, end in product(starts, ends)]
    if not meant:
        return Unclear(Why.NO_SUCH_TIME)
    sound = tuple(quiet for quiet in meant if fault(quiet) is None)
    if not sound:
        return Unclear(fault(meant[0]) or Why.NOT_UNDERSTOOD)
    return sound[0] if len(sound) == 1 else Unclear(Why.MORNING_OR_EVENING, sound)
