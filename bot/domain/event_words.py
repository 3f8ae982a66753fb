"""Dates that matter as people type them: "exam 12 March", "microsurgery course on 5 May"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from bot.domain.date_words import find_date
from bot.domain.event_spans import Lasting, parse_span
from bot.domain.events import EventKind
from bot.domain.typed import plain
from bot.domain.unclear import Unclear, Why

LONGEST_LABEL: Final = 60  # characters
UNTIL: Final = ", to "  # in the label of what lasts for days

_MARKS: Final = " ,;:.!?()-–—"
_NAMED: Final = {
    EventKind.EXAM: "exam exams examination examinations osce ospe viva boards finals".split(),
    EventKind.COURSE: "course courses workshop bootcamp masterclass".split(),
    EventKind.CASE: "case cases".split(),
}
_HINTS: Final = {  # count only where none of the above is said: "hand surgery course"
    EventKind.EXAM: "test assessment".split(),
    EventKind.COURSE: "class training congress".split(),
    EventKind.CASE: "operation op surgery theatre procedure".split(),
}
_LEFT_OVER: Final = re.compile(r"\bon (?=at \d|\d\d?:\d\d)")  # "case on Friday at 8"
_AT_THE_ENDS: Final = frozenset("and at by for from i have in is my on the to was".split())


class EventWords(NamedTuple):
    """A date that matters, as typed."""

    kind: EventKind
    day: date
    label: str  # the words beside the date


def parse_event(words: str, today: date) -> EventWords | Unclear[EventWords]:
    """Return what comes when; an unclear date is asked back, and so is an unclear kind.

    What lasts for days is kept at its first one, with the last one in its label.
    """
    lasting = parse_span(words)
    if lasting is None:
        return _parsed(words, today)
    first, last = (find_date(day, today).day for day in (lasting.first, lasting.last))
    is_under_way = isinstance(first, date) and isinstance(last, date) and first > last
    parsed = _parsed(f"{lasting.rest} {lasting.last if is_under_way else lasting.first}", today)
    if isinstance(parsed, Unclear):
        return replace(parsed, readings=tuple(_until(lasting, each) for each in parsed.readings))
    return _until(lasting, parsed)


def _until(lasting: Lasting, event: EventWords) -> EventWords:
    end = UNTIL + lasting.last
    label = event.label[: LONGEST_LABEL - len(end)].strip()
    return event._replace(label=label + end if label else "")


def _parsed(words: str, today: date) -> EventWords | Unclear[EventWords]:
    found = find_date(words, today)
    label = label_of(found.rest)
    kinds = _kinds(found.rest)
    days = found.day.readings if isinstance(found.day, Unclear) else (found.day,)
    readings = tuple(EventWords(kind, day, label) for kind in kinds for day in days)
    if isinstance(found.day, Unclear):
        return Unclear(found.day.why, readings if len(kinds) == 1 else ())
    return readings[0] if len(kinds) == 1 else Unclear(Why.WHICH_KIND, readings)


def _kinds(words: str) -> tuple[EventKind, ...]:
    """Return what it may be; with nothing said, anything."""
    said = {word.strip(_MARKS) for word in plain(words).split()}
    for names in (_NAMED, _HINTS):
        if found := tuple(kind for kind in EventKind if not said.isdisjoint(names[kind])):
            return found
    return tuple(EventKind)


def label_of(words: str) -> str:
    """Leave out what only led to the date: "my exam is on"."""
    kept = words.split()
    for end in (0, -1):
        while kept and kept[end].strip(_MARKS).lower() in ("", *_AT_THE_ENDS):
            kept.pop(end)
    label = _LEFT_OVER.sub("", " ".join(kept))
    return label.strip(_MARKS)[:LONGEST_LABEL].strip()
