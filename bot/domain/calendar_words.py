"""A word about the shift of one day or a few, as people say it in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

from bot.domain.calendar import Shift
from bot.domain.calendar_names import WEEKDAY, weekday
from bot.domain.pattern_words import LONGEST_PATTERN, NUMBER, number, plain
from bot.domain.typed import remembered

_LONGEST_TEXT: Final = 120  # characters


@dataclass(frozen=True, slots=True)
class When:
    """A day as said: so many days ahead, or the first such weekday (0 is Monday) from there on."""

    ahead: int = 0
    weekday: int | None = None

    def seen_from(self, day: date) -> date:
        """Return the date that is meant on `day`."""
        start = day + timedelta(days=self.ahead)
        if self.weekday is None:
            return start
        return start + timedelta(days=(self.weekday - start.weekday()) % 7)


TODAY: Final = When()
Span: TypeAlias = tuple[When, When]  # the first day, and the last as seen from it


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about some days; a shift of None: they are ordinary days."""

    shift: Shift | None
    spans: tuple[Span, ...] = ((TODAY, TODAY),)

    def dates(self, today: date) -> tuple[date, ...]:
        """Return the days that are meant, each once."""
        return tuple(sorted({day for span in self.spans for day in _dates(span, today)}))


def _dates(span: Span, today: date) -> Iterator[date]:
    first = span[0].seen_from(today)
    length = (span[1].seen_from(first) - first).days + 1
    return (first + timedelta(days=after) for after in range(length))


_TO: Final = r"(?:to|till?|until|through|thru)"
_WHEN: Final = re.compile(
    rf"""\b(?:
    (?P<yesterday>yesterday(?:[ ]night)?|last[ ]night)
    |(?P<today>tonight|today|(?:this|all)[ ](?:evening|night|day))
    |(?P<tomorrow>(?:tomorrow|tmrw|tmr)(?:[ ](?:night|evening))?)
    |(?P<week>(?:this|all|whole|rest[ ]of(?:[ ]the)?)[ ]week)
    |(?P<next_week>(?:all[ ])?next[ ]week)
    |(?P<weekend>(?:(?:this|at|on|over|all)[ ])?(?:the[ ])?weekend)
    |(?:for[ ])?(?:the[ ])?next[ ](?P<number>{NUMBER})[ ](?:days|nights)
    |(?:(?:from[ ])?(?P<start>{WEEKDAY})[ ])?{_TO}[ ](?P<end>{WEEKDAY})
    |(?P<next>next[ ])?(?:(?:on|this|coming)[ ])*(?P<weekday>{WEEKDAY})(?:[ ](?:night|evening))?
    )\b""",
    re.VERBOSE,
)
_DASHED: Final = re.compile(  # "nights mon-thu"
    rf"(?P<first>{WEEKDAY})\s*[-\N{{EN DASH}}]\s*(?={WEEKDAY})", re.IGNORECASE
)
_FILLER: Final = frozenset(
    "i i'm im am i'll will be have i've ive got do doing work working it's its is a an my the "
    "again please hi hey hello ok okay sorry so just also actually was had for "
    "can't cannot practise practice train because since as".split()
)
_LISTED: Final = frozenset("on also then".split())  # stand between the days of a list
_POLITE: Final = frozenset("please again too also sorry".split())
_AT_WORK_AT_NIGHT: Final = frozenset({Shift.ON_CALL, Shift.NIGHT, Shift.POST_CALL})
_NOT: Final = re.compile(r"\b(?:not|no longer|no(?= call| nights?)|isn't|won't|cancel(?:l?ed)?)\b")
_ANSWER: Final = re.compile(r"(?:no|nope|yes|yeah), ")  # "no, on call tonight" is on call
_QUESTION: Final = re.compile(
    r"(?:is|are|do|does|did|can|should) |(?:am|will|have|was|had) (?:i|it)\b"
)
_CLEAR: Final = {  # may stand alone
    "on call": Shift.ON_CALL,
    "oncall": Shift.ON_CALL,
    "on call shift": Shift.ON_CALL,
    "post call": Shift.POST_CALL,
    "postcall": Shift.POST_CALL,
    "post call day": Shift.POST_CALL,
    "night shift": Shift.NIGHT,
    "on night shift": Shift.NIGHT,
    "night duty": Shift.NIGHT,
}
_WITH_A_DAY: Final = {  # mean a shift only beside a day
    "call": Shift.ON_CALL,
    "nights": Shift.NIGHT,
    "on nights": Shift.NIGHT,
    "night shifts": Shift.NIGHT,
    "on night shifts": Shift.NIGHT,
    "days": Shift.DAY,
    "on days": Shift.DAY,
    "day shift": Shift.DAY,
    "day shifts": Shift.DAY,
    "off": Shift.OFF,
    "day off": Shift.OFF,
    "days off": Shift.OFF,
    "off work": Shift.OFF,
}


@remembered
def parse_on_call(words: str) -> Said | None:
    """Return what "on call tonight", "nights this week" or "not on call on Friday" says.

    None for anything else, questions above all: every word has to be understood.
    """
    if "?" in words or len(words) > _LONGEST_TEXT:
        return None
    text = _ANSWER.sub("", plain(_DASHED.sub(r"\g<first> to ", words)), count=1)
    if _QUESTION.match(text):
        return None
    return _of_one_span(text.replace(",", "")) or _of_several_spans(text)


def _of_one_span(text: str) -> Said | None:
    negated = _NOT.search(text)
    text = _NOT.sub("", text, count=1)
    when = _WHEN.search(text)
    rest = _WHEN.sub("", text, count=1).split()
    phrase = " ".join(word for word in rest if word not in _FILLER)
    shift = _CLEAR.get(phrase) or (_WITH_A_DAY.get(phrase) if when else None)
    span = _days_meant(when) if when else (TODAY, TODAY)
    was = not {"was", "had"}.isdisjoint(rest)
    if shift is None or (was and span[0].ahead >= 0):
        return None
    return Said(None if negated else shift, (span,))


def _of_several_spans(text: str) -> Said | None:
    """Read "on call tonight and tomorrow", "sat and sun I'm on call".

    The days must follow each other: in "on call tonight, I train tomorrow" they do not.
    """
    whens = list(_WHEN.finditer(text))
    if len(whens) < 2 or not all(map(_are_listed, whens, whens[1:])):
        return None
    before, after = text[: whens[0].start()], text[whens[-1].end() :]
    if _words(after) <= _POLITE:
        said = before
    elif _words(before) <= _FILLER:
        said = after
    else:
        return None
    negated = _NOT.search(said)
    rest = _NOT.sub("", said, count=1).replace(",", "").split()
    phrase = " ".join(word for word in rest if word not in _FILLER)
    shift = _CLEAR.get(phrase) or _WITH_A_DAY.get(phrase)
    if shift not in _AT_WORK_AT_NIGHT or not {"was", "had"}.isdisjoint(rest):
        return None
    return Said(None if negated else shift, tuple(map(_days_meant, whens)))


def _are_listed(one: re.Match[str], other: re.Match[str]) -> bool:
    """Tell whether one day follows the other in a list; "until Friday" is no day of one."""
    between = one.string[one.end() : other.start()]
    bare_weekdays = one["weekday"] and other["weekday"]
    ends = [when for when in (one, other) if when["end"] and not when["start"]]
    return not ends and _words(between) <= _LISTED and bool("," in between or bare_weekdays)


def _words(text: str) -> set[str]:
    return set(text.replace(",", "").split())


def _days_meant(when: re.Match[str]) -> Span:
    """Return the first day, and the last as seen from it."""
    to_sunday = When(weekday=6)
    named = {
        "yesterday": (When(-1), TODAY),
        "today": (TODAY, TODAY),
        "tomorrow": (When(1), TODAY),
        "week": (TODAY, to_sunday),
        "next_week": (When(1, weekday=0), to_sunday),
        "weekend": (When(-1, weekday=5), to_sunday),  # on a Sunday it has begun
    }
    for name, days in named.items():
        if when[name]:
            return days
    if when["number"]:
        return TODAY, When(min(number(when["number"]), LONGEST_PATTERN) - 1)
    if when["end"]:
        first = When(weekday=weekday(when["start"])) if when["start"] else TODAY
        return first, When(weekday=weekday(when["end"]))
    return When(1 if when["next"] else 0, weekday(when["weekday"])), TODAY
