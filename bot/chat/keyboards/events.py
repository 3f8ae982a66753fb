"""Buttons of dates that matter."""

from __future__ import annotations

from bot.chat.buttons import Button, Inline, Keyboard, inline
from bot.chat.taps.events import AskDate, PickEvent, RemoveEvent, RestoreEvent, ShowDates, UndoEvent
from bot.domain.event_words import EventWords
from bot.domain.events import Event, EventKind
from bot.texts.filters import day_month, short
from bot.texts.texts import Texts
from bot.usecases.events import DateAsked, DatesView, EventKept, EventTakenBack, EventUnclear

LABEL_BYTES = 40  # of a typed label, what the wire form leaves beside kind and day
SHOWN = 18  # characters of a label on a button
MOST_READINGS = 4


def dates(facts: DatesView, texts: Texts) -> Inline:
    """Each date with a way to remove it, and ways to add one."""
    rows = [
        [Button(texts.label("events.remove", event=_named(event, texts)), RemoveEvent(event.id))]
        for event in facts.events
    ]
    undo = (
        Button(texts.label("common.undo"), RestoreEvent(facts.removed.id))
        if facts.removed
        else None
    )
    return inline(*rows, _kinds(texts), [undo])


def _named(event: Event | EventWords, texts: Texts) -> str:
    label = event.label or texts.label(f"event.{event.kind.value}")
    return f"{short(label, SHOWN)} · {day_month(event.day)}"


def _kinds(texts: Texts) -> list[Button]:
    return [Button(texts.label(f"event.{kind.value}"), AskDate(kind)) for kind in EventKind]


def date_asked(facts: DateAsked, texts: Texts) -> Inline:
    """Back to the dates."""
    return inline([Button(texts.label("common.back"), ShowDates())])


def kept(facts: EventKept, texts: Texts) -> Inline:
    """All dates, or this one back."""
    undo = None if facts.already else Button(texts.label("common.undo"), UndoEvent(facts.event.id))
    return inline([Button(texts.label("events.all"), ShowDates()), undo])


def taken_back(facts: EventTakenBack, texts: Texts) -> Inline:
    """All dates."""
    return inline([Button(texts.label("events.all"), ShowDates())])


def unclear(facts: EventUnclear, texts: Texts) -> Keyboard:
    """What may have been meant, one a row."""
    several = len({reading.kind for reading in facts.readings}) > 1
    rows = [[_reading(reading, texts, several)] for reading in facts.readings[:MOST_READINGS]]
    return inline(*rows) if rows else None


def _reading(reading: EventWords, texts: Texts, by_kind: bool) -> Button:
    plain = reading.label.replace("|", "/").encode()[:LABEL_BYTES].decode(errors="ignore").strip()
    named = reading._replace(label="") if by_kind else reading
    return Button(_named(named, texts), PickEvent(reading.kind, reading.day, plain))
