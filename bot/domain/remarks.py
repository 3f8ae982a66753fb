"""What people say in passing about reminders: "remind me at 7:30", "it's 6:10 here", "why ...?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.domain.clock_words import CLOCK, read_clock
from bot.domain.learners import Away
from bot.domain.switch_words import NotThen, Switch, parse_switch
from bot.domain.typed import plain, remembered

_LONGEST: Final = 120  # characters; a longer text is no passing remark


@dataclass(frozen=True, slots=True)
class RemindMe:
    """Prompts are to come as the words say."""

    words: str


@dataclass(frozen=True, slots=True)
class NotNow:
    """The prompt that came is to come later, as the words say; "" if nothing was said."""

    words: str


@dataclass(frozen=True, slots=True)
class WhyAsked:
    """Why a reminder came, or did not."""


@dataclass(frozen=True, slots=True)
class ClockHere:
    """What the clock shows where the learner is, in minutes after midnight."""

    minutes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HereNow:
    """Where the learner is."""

    city: str


@dataclass(frozen=True, slots=True)
class AwayFor:
    """Away; the words say from when until when, "" if nothing was said."""

    why: Away
    words: str


@dataclass(frozen=True, slots=True)
class BeQuiet:
    """Quiet hours as the words say; "" if nothing was said."""

    words: str


@dataclass(frozen=True, slots=True)
class Switched:
    """Prompts are to come no more, or again."""

    which: Switch
    words: str


Remark: TypeAlias = (
    RemindMe | NotNow | WhyAsked | ClockHere | HereNow | AwayFor | BeQuiet | Switched
)

_POLITE: Final = r"(?:(?:hey|hi|please|can you|could you|would you|ok|and)[ ,]+)*"
_THANKS: Final = re.compile(r"[ ,]+(?:please|thanks|thank you)[.!]*$")
_NONE_CAME: Final = re.compile(
    r"(?:there\s)?(?:was\s)?no\s(?:reminder|prompt|buzz)s?"
    r"\s(?:came|yesterday|arrived|this\smorning).*"
)
_WHY: Final = re.compile(r"why\b.*\b(?:remind\w*|prompt\w*|buzz\w*|notif\w*)\b.*")
_LATER: Final = re.compile(
    rf"{_POLITE}(?:snooze|later|not\snow|(?:remind|ask)\s+me\s+(?:again\s+)?"
    r"(?:later|(?=in\s+(?:\d|an?\s|half\s)|tomorrow\b|tonight\b|this\s(?:after|even))))"
    r"\b\s*(?P<words>.*)"
)
_REMIND: Final = re.compile(
    rf"{_POLITE}(?:(?:remind|ping|notify|buzz)\sme|(?:i\s(?:want|need|would\slike)\s)?"
    r"(?:(?:set|change|move|make)\s+)?(?:(?:an?|my|the)\s+)?(?:daily\s+)?"
    r"(?:reminder|prompt)s?(?:\stime)?(?:\s(?:to|should\sbe|shall\sbe))?"
    r"|(?:set|change|move)\s(?:my\s|the\s)?time(?:\sto)?|(?:move|change)\sit\sto"
    r")\b\s*(?P<words>.*)"
)
_WHEN_NEXT: Final = re.compile(
    r"(?:when|what\stime)\b.*\b(?:next\s(?:reminder|prompt|buzz)|remind\sme|you\scome)\W*"
)
_CLOCK: Final = re.compile(
    r"(?:(?:it'?s|it\sis|the\stime\sis)\s+(?P<here>.+?)\s+(?:over\s)?(?:here|where\si\sam|for\sme)"
    r"|(?:my\s(?:local\s)?(?:time|clock)|the\stime\shere)\s(?:is|says|shows)\s+(?P<mine>.+?))"
    r"(?:\s+now)?[.!]*"
)
_TIME: Final = re.compile(CLOCK, re.VERBOSE)
_PLACE: Final = re.compile(
    r"(?:(?:i'?m|i\sam)\s(?:(?:now|currently|back)\s)?in|(?:now|back)\sin"
    r"|(?:(?:i|i've|i\shave|we)\s)?(?:just\s)?(?:moved|flew|travelled|relocated)\sto"
    r"|(?:(?:i|i've|i\shave|we)\s)?(?:just\s)?(?:landed|arrived)\sin)"
    r"\s+(?P<city>.+?)(?:\s+now)?[.!]*"
)
_AWAY: Final = re.compile(
    rf"{_POLITE}(?:(?:i'?m|i\sam|i\swill\sbe|i'll\sbe|i\shave|i've|we're|my)\s)?"
    r"(?:going\s|need\s|take\s|have\s)?(?:away\s)?(?:on\s)?(?:an?\s|my\s)?"
    r"(?P<why>pause|break|away|sick|ill|unwell|vacation|holidays?|annual\sleave|injured)"
    r"(?:\s(?:reminders|prompts|everything|me|is))?"
    r"(?:\s+(?P<words>\S.*?))?[.!]*"
)
_ONE_DAY: Final = re.compile(
    r"today|tonight|tomorrow|tmrw|the day after tomorrow|(?:this|next|coming) \w+day"
)
_QUIET: Final = re.compile(
    r"(?P<no>no\s+)?(?:quiet(?:\s+hours)?|do\snot\sdisturb|don'?t\sdisturb(?:\sme)?|dnd)"
    r"(?:\s+(?P<hours>\S.*?))?[.!]*"
)
_REASONS: Final = {
    "injured": Away.INJURED,
    **dict.fromkeys(("vacation", "holiday", "holidays", "annual leave"), Away.VACATION),
}


@remembered
def parse_remark(words: str) -> Remark | None:
    """Return what is said about reminders; None for anything else, questions above all."""
    text = _THANKS.sub("", " ".join(plain(words).split()))
    if len(text) > _LONGEST:
        return None
    if _WHY.fullmatch(text) or _NONE_CAME.fullmatch(text):
        return WhyAsked()
    if "?" not in text and (which := parse_switch(text)):
        if isinstance(which, NotThen):
            return AwayFor(Away.BREAK, _from_then(which.words))
        return Switched(which, text)
    if _WHEN_NEXT.fullmatch(text):
        return RemindMe("")
    if match := _LATER.fullmatch(text):
        return NotNow(match["words"].rstrip("?.!"))
    if match := _REMIND.fullmatch(text):
        return RemindMe(match["words"].rstrip("?"))
    return None if "?" in text else _said(text)


def _said(text: str) -> Remark | None:
    if match := _CLOCK.fullmatch(text):
        time = _TIME.fullmatch(match["here"] or match["mine"])
        return ClockHere(read_clock(time).meant) if time else None
    if match := _PLACE.fullmatch(text):
        return HereNow(match["city"])
    if match := _AWAY.fullmatch(text):
        words = _from_then(match["words"] or "")
        return AwayFor(_REASONS.get(match["why"], Away.BREAK), words)
    match = _QUIET.fullmatch(text)
    return BeQuiet("off" if match["no"] else match["hours"] or "") if match else None


def _from_then(words: str) -> str:
    """Return "on tomorrow" for "tomorrow": the day off itself, and not the day they are back."""
    return f"on {words}" if _ONE_DAY.fullmatch(words) else words
