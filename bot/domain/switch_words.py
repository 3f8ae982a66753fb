"""Prompts off and on, as people type it: "reminders off", "not on weekends", "only weekdays"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import reduce
from operator import or_
from typing import Final, TypeAlias

from bot.domain.reminders import EVERY_DAY
from bot.domain.rule_tokens import Days, Sign, Unreadable, read_tokens
from bot.domain.typed import plain


class All(Enum):
    """All prompts, whatever their days."""

    OFF = auto()
    ON = auto()


@dataclass(frozen=True, slots=True)
class NotOn:
    """No prompt on these weekdays; bit 0 is Monday."""

    weekdays: int


@dataclass(frozen=True, slots=True)
class OnlyOn:
    """Prompts on these weekdays, and on no others."""

    weekdays: int


@dataclass(frozen=True, slots=True)
class AlsoOn:
    """Prompts on these weekdays too, at the usual time."""

    weekdays: int


@dataclass(frozen=True, slots=True)
class NotThen:
    """No prompt at some time that does not come every week: "tomorrow", "until friday"."""

    words: str


Switch: TypeAlias = All | NotOn | OnlyOn | AlsoOn | NotThen

_WHAT: Final = (
    r"(?:(?:the|my|your|any|all|more|daily|these|those)\s)*"
    r"(?:reminders?|prompts?|notifications?|messages|buzz(?:es|ing)?|pings|nudges)"
)
_ME: Final = r"(?:remind(?:ing)?|prompt(?:ing)?|buzz(?:ing)?|ping(?:ing)?|messag(?:e|ing))\sme"
_REST: Final = r"(?:\s+(?P<rest>.+))?"
_OFF: Final = tuple(
    re.compile(pattern + _REST)
    for pattern in (
        rf"no\s{_WHAT}",
        rf"(?:stop|turn\soff|switch\soff|disable|mute|cancel|remove|delete)\s{_WHAT}",
        rf"(?:turn|switch)\s{_WHAT}\soff",
        rf"{_WHAT}\soff",
        rf"(?:stop|quit|don'?t|do\snot|never|no\slonger)\s{_ME}",
    )
)
_ON: Final = tuple(
    re.compile(pattern + r"(?:\sagain)?")
    for pattern in (
        rf"{_WHAT}\s(?:back\s)?on",
        rf"(?:turn|switch|put)\s{_WHAT}\s(?:back\s)?on",
        rf"(?:turn|switch)\s(?:back\s)?on\s{_WHAT}",
        rf"(?:enable|resume|restart|unmute|start)\s{_WHAT}",
        rf"(?:start\s{_ME}|remind\sme\sagain)",
    )
)
_NOT_ON: Final = re.compile(
    r"(?:(?:but\s)?not|never|nothing|none|except)\s(?P<days>.+)|skip\s(?P<skipped>.+s)"
)
_ONLY: Final = re.compile(
    rf"(?:{_WHAT}\s|remind\sme\s)?"
    r"(?:(?:only|just)\s(?P<first>.+)|(?:on\s|at\s)?(?P<last>.+?)\sonly)"
)
_ALSO: Final = re.compile(
    rf"(?:{_WHAT}\son|(?:{_WHAT}|remind\sme)\s(?:again|also|too)\son)\s(?P<days>.+?)"
    rf"(?:\s(?:again|too|also|as\swell))?"
    rf"|(?:{_WHAT}|remind\sme)\son\s(?P<again>.+?)\s(?:again|too|also|as\swell)"
)
_EXCEPT: Final = re.compile(r"(?:every\s?day|all\sdays|daily)\s(?:but|except|not)\s(?P<days>.+)")
_BARE_OFF: Final = frozenset({"off", "none", "all off", "switch off", "turn off", "never"})
_BARE_ON: Final = frozenset({"on", "all on", "back on", "switch on", "turn on", "on again"})
_BARE_NOT_ON: Final = re.compile(r"(?:no|off(?:\son)?)\s(?P<days>.+)|(?P<off>.+)\soff")
_POLITE: Final = re.compile(
    r"^(?:(?:hey|hi|ok|okay|please|can you|could you|would you)[ ,]+)+"
    r"|[ ,]+(?:please|any ?more|at all|ever|thanks|thank you|from now on)$"
)
_STOP: Final = "stop reminding me"  # asks for how long: a pause


def parse_switch(words: str, *, asked: bool = False) -> Switch | None:
    """Return which prompts are to come no more, or again; None for other words.

    `asked`: the words are about reminders, so that "off" alone or "not sundays" is clear.
    """
    text = " ".join(plain(words).split()).strip(" .!?")
    while (shorter := _POLITE.sub("", text)) != text:
        text = shorter
    if text == _STOP:
        return None
    if asked and (bare := _bare(text)):
        return bare
    if any(pattern.fullmatch(text) for pattern in _ON):
        return All.ON
    for pattern in _OFF:
        if match := pattern.fullmatch(text):
            return _off(match["rest"] or "")
    return _some_days(text)


def _bare(text: str) -> Switch | None:
    if text in _BARE_OFF:
        return All.OFF
    if text in _BARE_ON:
        return All.ON
    match = _BARE_NOT_ON.fullmatch(text)
    mask = _mask(match["days"] or match["off"]) if match else 0
    return NotOn(mask) if mask else None


def _off(rest: str) -> Switch:
    if not rest:
        return All.OFF
    mask = _mask(rest)
    if mask:
        return NotOn(mask) if mask != EVERY_DAY else All.OFF
    return NotThen(rest)


def _some_days(text: str) -> Switch | None:
    if (match := _NOT_ON.fullmatch(text)) and (mask := _mask(match["days"] or match["skipped"])):
        return NotOn(mask)
    if (match := _EXCEPT.fullmatch(text)) and (mask := _mask(match["days"])):
        return OnlyOn(EVERY_DAY & ~mask)
    if (match := _ONLY.fullmatch(text)) and (mask := _mask(match["first"] or match["last"])):
        return OnlyOn(mask)
    if (match := _ALSO.fullmatch(text)) and (mask := _mask(match["days"] or match["again"])):
        return AlsoOn(mask)
    return None


def _mask(words: str) -> int:
    """Return the weekdays that are all the words name; 0 where they say anything else."""
    try:
        tokens = read_tokens(words)
    except Unreadable:
        return 0
    if any(not isinstance(token, Days) and token is not Sign.AND for token in tokens):
        return 0
    return reduce(or_, (token.mask for token in tokens if isinstance(token, Days)), 0)
