"""From when until when to pause, as people type it: "until 5 Dec", "from friday for 2 weeks"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

from bot.domain.calendar_names import MONTH, WEEKDAY
from bot.domain.date_words import parse_date
from bot.domain.typed import ENDS, plain
from bot.domain.unclear import Unclear, Why

LONGEST: Final = timedelta(days=366)
_JUST_OVER: Final = timedelta(days=60)  # "until 1 Nov" in late November is no day of next year
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)

_TO: Final = r"\s*(?:-|(?:to|until|till?|through|thru|and)\s)\s*"
_NUMBER: Final = r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?"
_ONE_MONTH: Final = (  # "3-10 December", "Dec 3 to 10": the month counts for both
    (
        re.compile(rf"(?<![\w.:/-]){_NUMBER}{_TO}{_NUMBER}\s*(?:of\s+)?({MONTH})"),
        r"\1 \3 until \2 \3",
    ),
    (
        re.compile(rf"\b({MONTH})\.?\s*{_NUMBER}{_TO}{_NUMBER}(?![\w.:/-]|\s*{MONTH})"),
        r"\2 \1 until \3 \1",
    ),
)
_DASH: Final = re.compile(rf"\s+-\s+|(?<=[a-z])-(?=\d|{WEEKDAY})")  # "3 Dec - 10 Dec", "mon-fri"
_MARK: Final = re.compile(
    rf"""\b(?:
    (?P<first>(?:from|start(?:s|ing)(?:\s+from)?|begin(?:s|ning)|as\s+of|between)(?:\s+on)?)
    |(?P<day>on(?=\s))
    |(?P<through>through|thru|until\s+and\s+including|to\s+and\s+including)
    |(?P<until>until|till?|to|up\s+to|and)
    |(?P<length>for)
    ){ENDS}\s*""",
    re.VERBOSE,
)
_NOW: Final = frozenset({"now", "now on", "today", "tonight", "right now"})
_NOTHING: Final = frozenset({"", "please", "again", "me", "off", "away", "me off"})
_OPEN: Final = re.compile(  # "for now", "until further notice"
    r"(?:for )?(?:now|good|ever|forever|a (?:while|bit)|indefinitely)"
    r"|(?:until|till?) (?:further notice|i(?:'m| am) back|i (?:say|tell you)(?: so| otherwise)?)"
)
_NEXT_WEEK: Final = re.compile(r"(?:(?:all|the whole) )?(?:of )?next week")
_THIS_WEEK: Final = re.compile(r"(?:for )?(?:all |the )?(?:rest of )?(?:this|the) week")
_WEEKEND: Final = re.compile(r"(?:for |over |at |on )?(?:the |this )?(?:coming )?weekend")
_LENGTH: Final = re.compile(r"\d+\s*(?:day|week|month)")
_Parts: TypeAlias = dict[str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """Days off: the first one (None: from now), and the one they are back on (None: not said)."""

    first: date | None = None
    until: date | None = None


def parse_pause(words: str, today: date) -> Span | Unclear[Span]:
    """Return from when until when; a day by itself is the one on which they are back.

    What is over, more than a year ahead, or not clear is asked back.
    """
    text = " ".join(plain(words).split()).strip(" .!")
    if named := _named(text, today):
        return named
    parts = _parts(text)
    if parts is None:
        return Unclear(Why.NOT_UNDERSTOOD)
    firsts = _firsts(parts.get("first") or parts.get("day", ""), today)
    if isinstance(firsts, Unclear):
        return Unclear(firsts.why)
    spans = [_span(first, parts, today) for first in firsts]
    clear = tuple(reading for span in spans for reading in _readings(span))
    if len(clear) == 1 and len(spans) == 1:
        return clear[0] if isinstance(spans[0], Span) else spans[0]
    unclear = next((span for span in spans if isinstance(span, Unclear)), None)
    return Unclear(unclear.why if unclear and not clear else Why.WHICH_DATE, clear)


def _named(text: str, today: date) -> Span | Unclear[Span] | None:
    """Return what has no date in it: no end at all, a week, a weekend."""
    monday = today - timedelta(days=today.weekday()) + _WEEK
    if _OPEN.fullmatch(text):
        return Span()
    if _NEXT_WEEK.fullmatch(text):  # then, or until then?
        return Unclear(Why.WHICH_DATE, (Span(monday, monday + _WEEK), Span(None, monday)))
    if _THIS_WEEK.fullmatch(text):
        return Span(None, monday)
    if _WEEKEND.fullmatch(text):
        saturday = monday - 2 * _DAY
        return Span(saturday if saturday > today else None, monday)
    return None


def _parts(text: str) -> _Parts | None:
    """Return what is said about the first day, the end and the length; None: it is a muddle."""
    parts: _Parts = {}
    for name, said in _marked(_DASH.sub(" until ", _with_months(text))):
        if name in parts:
            return None
        parts[name] = said
    alone = parts.pop("", "")
    if alone in _NOTHING:
        if "day" in parts and len(parts) > 1:  # "on friday for a week"
            return None if "first" in parts else {**parts, "first": parts.pop("day")}
        return parts
    if "day" in parts:
        return None
    if "until" in parts or "through" in parts:  # "3 Dec to 10 Dec"
        return None if "first" in parts else {**parts, "first": alone}
    if "first" in parts:  # "2 weeks from friday"
        return None if "length" in parts else {**parts, "length": alone}
    return {**parts, "length" if _LENGTH.match(alone) else "until": alone}


def _with_months(text: str) -> str:
    for pattern, written_out in _ONE_MONTH:
        text = pattern.sub(written_out, text)
    return text


def _marked(text: str) -> Iterator[tuple[str, str]]:
    """Yield each piece of the text with the name of the mark before it; "" before any mark."""
    marks = list(_MARK.finditer(text))
    ends = [mark.start() for mark in marks] + [len(text)]
    yield "", text[: ends[0]].strip(" ,.!")
    for mark, end in zip(marks, ends[1:], strict=True):
        yield mark.lastgroup or "", text[mark.end() : end].strip(" ,.!")


def _firsts(words: str, today: date) -> Sequence[date | None] | Unclear[date]:
    """Return what the first day may be; None is now, and so is a day that has been."""
    if not words or words in _NOW:
        return [None]
    parsed = parse_date(words, today)
    if isinstance(parsed, Unclear):
        if parsed.why is Why.PAST:
            return [None]
        return [day if day > today else None for day in parsed.readings] or parsed
    if parsed <= today or _has_just_been(words, parsed, today):
        return [None]
    return [parsed] if parsed - today <= LONGEST else Unclear(Why.TOO_FAR)


def _span(first: date | None, parts: _Parts, today: date) -> Span | Unclear[Span]:
    begins = first or today
    if "length" in parts:
        return _until(first, "in " + parts["length"], begins, begins)
    if "through" in parts:
        span = _until(first, parts["through"], begins, begins)
        return _moved(span, _DAY)
    if "until" in parts:  # the day on which they are back: not the first one itself
        return _until(first, parts["until"], begins + _DAY if first else begins, begins)
    return Span(first, begins + _DAY if "day" in parts else None)  # "on friday": that day


def _until(first: date | None, words: str, seen_from: date, begins: date) -> Span | Unclear[Span]:
    parsed = parse_date(words, seen_from)
    days = parsed.readings if isinstance(parsed, Unclear) else (parsed,)
    if not days and isinstance(parsed, Unclear):
        return Unclear(parsed.why)
    fault = _fault(words, days[0], seen_from, begins) if len(days) == 1 else None
    if fault:
        return Unclear(fault)
    spans = tuple(Span(first, day) for day in days if day > begins)
    return spans[0] if len(spans) == 1 else Unclear(Why.WHICH_DATE, spans)


def _fault(words: str, until: date, seen_from: date, begins: date) -> Why | None:
    if until <= begins or _has_just_been(words, until, seen_from):
        return Why.PAST
    return Why.TOO_FAR if until - begins > LONGEST else None


def _has_just_been(words: str, understood: date, today: date) -> bool:
    """Doubt a day of next year that was said without its year, and has just been."""
    lately = parse_date(words, today - _JUST_OVER)
    was = isinstance(lately, date) and lately <= today
    return was and understood - today >= timedelta(days=365) - _JUST_OVER


def _moved(span: Span | Unclear[Span], by: timedelta) -> Span | Unclear[Span]:
    if isinstance(span, Unclear):
        return Unclear(span.why, tuple(_later(each, by) for each in span.readings))
    return _later(span, by)


def _later(span: Span, by: timedelta) -> Span:
    return Span(span.first, span.until + by if span.until else None)


def _readings(span: Span | Unclear[Span]) -> tuple[Span, ...]:
    return span.readings if isinstance(span, Unclear) else (span,)
