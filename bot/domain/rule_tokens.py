"""Reminder rules as typed, taken apart: which days and which times stand beside each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, TypeAlias

from bot.domain.calendar_names import (
    LETTER,
    LETTER_LIST,
    LETTERS,
    MONTH,
    WEEKDAY,
    lettered,
    span,
    weekday,
)
from bot.domain.clock_words import CLOCK, Clock, DayPart, read_clock
from bot.domain.reminders import EVERY_DAY
from bot.domain.typed import ENDS, NUMBER_WORD, plain
from bot.domain.unclear import Why

MOST_RULES: Final = 7  # one prompt a day
_MOST_TOKENS: Final = 60
_WORKDAYS, _WEEKEND = 0b0011111, 0b1100000
_RANGE_END: Final = rf"(?:{WEEKDAY}|{LETTERS}|{LETTER})"
_PART: Final = rf"(?:{'|'.join(DayPart)})s?{ENDS}"
_COUNT: Final = rf"\d{{1,4}}|(?:{NUMBER_WORD}|an?|half(?:\san?)?|few|couple(?:\sof)?){ENDS}"
_EVERY_NTH: Final = rf"\d{{1,3}}(?:st|nd|rd|th)?|{NUMBER_WORD}|other|second|third|fourth"

_TOKEN: Final = re.compile(
    rf"""
    (?P<not_weekly>
        every\s+(?:{_EVERY_NTH})\s+(?:days?{ENDS}|weeks?{ENDS}|week(?:day|end)s?{ENDS}|{_PART}|{WEEKDAY})
        |(?:every\s+)?(?:first|last)\s+{WEEKDAY}
        |(?:every\s+(?:month|year)|fortnightly|bi-?weekly|monthly|yearly|alternate\s+days){ENDS})
    |(?P<too_often>
        (?:(?:every|each|per)(?:\s+(?:{_COUNT}))?\s*(?:sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?r?s?)
        |hourly
        |(?:twice|(?:\d{{1,4}}|{NUMBER_WORD}|many|several)\s*(?:x|times))
            \s+(?:daily|(?:a|per|each|every)\s+day)){ENDS})
    |(?P<every_day>
        (?:daily|(?:every|each|all|any|once\sa)\s?(?:single\s+)?days?|all\s+week
            |(?:7|seven)\s+days\s+a\s+week){ENDS}
        |(?:every|each)\s+(?={_PART}))
    |(?P<one_off>
        (?:tomorrow|today|tonight|yesterday|once|(?:this|next|last|coming)\s+\w+){ENDS}
        |in\s+(?:{_COUNT})\s*(?:min|h|day|week|month)\w*
        |\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}(?P<mark>[./-])\d{{1,2}}(?P=mark)\d{{2,4}}
        |\d{{1,2}}(?:st|nd|rd|th){ENDS}|{MONTH})
    |(?P<shifts>(?:1|one)\s+in\s+(?:\d{{1,2}}|{NUMBER_WORD})(?!\w|[:.]\d|\s*[ap]m))
    |(?P<clock>{CLOCK})
    |(?P<workdays>(?:week|work(?:ing)?)[ -]?days?{ENDS})
    |(?P<weekend>week[ -]?ends?{ENDS})
    |(?P<letters>{LETTER_LIST})
    |(?P<range>(?P<first>{_RANGE_END})\.?
        \s*(?:-|(?:to|until|till?|through|thru){ENDS})\s*(?P<last>{_RANGE_END}))
    |(?P<day>{WEEKDAY})
    |(?P<part>{_PART})
    |(?P<except_for>(?:but\s+not|not|except(?:\s+for)?|excluding|without|apart\s+from){ENDS})
    |(?P<but>but{ENDS})
    |(?P<to>-|(?:to|until|till?|through|thru){ENDS})
    |(?P<and_then>[,;/&+|.]|(?:and|or|then|also|plus){ENDS})
    |(?P<filler>(?:
        about|around|at|buzz|by|can|change|come|could|drills?|each|every(?:\s+week)?|exactly|fine
        |for|from(?:\s+now\s+on)?|good|hello|hey|hi|hours|i'd|i|in|is|it|just|like|local(?=\s+time)|make|me|message
        |my|of|ok|okay|on|only|ping|please|pls|practi[cs]e|prompts?|remind|reminders?|send|set
        |shall|sharp|thanks?|the|times?|train|training|use|want|weekly|will|with|would|yes|you
        ){ENDS})
    |(?P<number>\d[\d.:]*)
    |(?P<unknown>\w+(?:'\w+)*)
    |(?P<ignored>.)
    """,
    re.VERBOSE,
)
_REFUSED: Final = {  # the first that is met says why
    "too_often": Why.TOO_OFTEN,
    "unknown": Why.NOT_UNDERSTOOD,
    "shifts": Why.NOT_UNDERSTOOD,  # "1 in 4" on call
    "not_weekly": Why.NOT_WEEKLY,
    "one_off": Why.ONE_OFF,
    "number": Why.NO_SUCH_TIME,
}
_MASKS: Final = {"every_day": EVERY_DAY, "workdays": _WORKDAYS, "weekend": _WEEKEND}


@dataclass(frozen=True, slots=True)
class Days:
    """A mask of weekdays; bit 0 is Monday."""

    mask: int


class Sign(Enum):
    """A word that stands between days and times."""

    EXCEPT = auto()
    BUT = auto()  # an exception or an "and"
    TO = auto()
    AND = auto()


Token: TypeAlias = Days | Clock | DayPart | Sign
_SIGNS: Final = {
    "except_for": Sign.EXCEPT,
    "but": Sign.BUT,
    "to": Sign.TO,
    "and_then": Sign.AND,
}


class Unreadable(Exception):
    """The words are to be asked back."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def read_tokens(words: str) -> list[Token]:
    """Return the days, times and signs in `words`; Unreadable where one of them is refused."""
    text = " ".join(plain(", ".join(words.splitlines())).split())
    found = [
        match for match in _TOKEN.finditer(text) if match.lastgroup not in ("filler", "ignored")
    ]
    kinds = [match.lastgroup or "" for match in found]
    for kind, why in _REFUSED.items():
        if kind in kinds:
            raise Unreadable(why)
    if kinds.count("clock") > MOST_RULES or len(kinds) > _MOST_TOKENS:
        raise Unreadable(Why.TOO_MANY)
    return [_token(kind, match) for kind, match in zip(kinds, found, strict=True)]


def _token(kind: str, match: re.Match[str]) -> Token:
    if kind == "clock":
        return read_clock(match)
    if kind == "part":
        return DayPart(match[kind].removesuffix("s"))
    if kind == "day":
        return Days(span(match[kind], match[kind]))
    if kind == "letters":
        return Days(lettered(match[kind]))
    if kind == "range":
        if weekday(match["first"]) == weekday(match["last"]):
            raise Unreadable(Why.WHICH_DAYS)  # "Monday to Monday": one day, or all of them?
        return Days(span(match["first"], match["last"]))
    return Days(_MASKS[kind]) if kind in _MASKS else _SIGNS[kind]
