"""Dates that matter: an exam, a course or a case, entered, shown and removed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.event_words import UNTIL, EventWords, parse_event
from bot.domain.events import Event, EventKind
from bot.domain.unclear import Unclear, Why
from bot.usecases.awaiting import await_typed
from bot.usecases.ports import Pending
from bot.usecases.roster import today_of
from bot.usecases.turn import Stale, Turn

MOST_EVENTS = 20  # to come; past ones are kept, and count no more


@dataclass(frozen=True, slots=True)
class DatesView:
    """The dates to come, soonest first."""

    events: tuple[Event, ...]
    today: date
    removed: Event | None = None  # just now


@dataclass(frozen=True, slots=True)
class DateAsked:
    """When is it?"""

    kind: EventKind


@dataclass(frozen=True, slots=True)
class EventKept:
    """A date that matters was kept."""

    event: Event
    today: date
    already: bool


@dataclass(frozen=True, slots=True)
class EventUnclear:
    """What was typed is to be asked back."""

    why: Why
    readings: tuple[EventWords, ...]


@dataclass(frozen=True, slots=True)
class TooManyEvents:
    """More dates than anybody can plan for."""

    most: int


@dataclass(frozen=True, slots=True)
class EventTakenBack:
    """A date that was just kept was taken back."""

    event: Event


Kept = EventKept | EventUnclear | TooManyEvents


def dates(turn: Turn, removed: Event | None = None) -> DatesView:
    """Show the dates to come; past ones go from the list by themselves."""
    return DatesView(_to_come(turn), today_of(turn), removed)


def _to_come(turn: Turn) -> tuple[Event, ...]:
    today = today_of(turn)
    return tuple(event for event in turn.tx.learners.events(turn.owner) if event.day >= today)


def next_event(turn: Turn) -> Event | None:
    """Return the next date to come."""
    return next(iter(_to_come(turn)), None)


def ask_date(turn: Turn, kind: EventKind) -> DateAsked:
    """Ask when it is; the next words are the answer."""
    await_typed(turn, Pending.EVENT, kind)
    return DateAsked(kind)


def keep_words(turn: Turn, words: str, kind: EventKind | None = None) -> Kept:
    """Keep a date as typed; `kind` is what was asked for, and what words say of it wins."""
    parsed = parse_event(words, today_of(turn))
    if kind and isinstance(parsed, Unclear) and len(_kinds(parsed)) != 1:
        parsed = _of_kind(kind, parse_event(f"{kind} {words}", today_of(turn)))
    if isinstance(parsed, Unclear):
        await_typed(turn, Pending.EVENT, kind or "")
        return EventUnclear(parsed.why, parsed.readings)
    return keep(turn, parsed)


def _kinds(unclear: Unclear[EventWords]) -> set[EventKind]:
    return {reading.kind for reading in unclear.readings}


def _of_kind(
    kind: EventKind, parsed: EventWords | Unclear[EventWords]
) -> EventWords | Unclear[EventWords]:
    """Leave out of the label the kind that was asked for and not typed."""
    if isinstance(parsed, Unclear):
        return replace(parsed, readings=tuple(_unnamed(kind, each) for each in parsed.readings))
    return _unnamed(kind, parsed)


def _unnamed(kind: EventKind, event: EventWords) -> EventWords:
    rest = event.label.removeprefix(kind)
    if rest.startswith(UNTIL):  # "course, to 14 March": it stays, or there would be no name
        return event
    return event._replace(label=rest.lstrip(" ,"))


def keep(turn: Turn, event: EventWords) -> EventKept | TooManyEvents:
    """Keep a date; the same one twice is once."""
    if event.day < today_of(turn):
        raise Stale  # a button from before that day
    turn.tx.conversation.clear_pending(turn.owner)
    to_come = _to_come(turn)
    for known in to_come:
        if (known.kind, known.day, known.label) == event:
            return EventKept(known, today_of(turn), already=True)
    if len(to_come) >= MOST_EVENTS:
        return TooManyEvents(MOST_EVENTS)
    number = turn.tx.learners.add_event(turn.owner, event.kind, event.day, event.label)
    kept = Event(number, event.kind, event.day, event.label)
    return EventKept(kept, today_of(turn), already=False)


def remove(turn: Turn, event: int) -> DatesView | None:
    """Remove a date; None when it is gone already."""
    removed = _removed(turn, event)
    return dates(turn, removed) if removed else None


def take_back(turn: Turn, event: int) -> EventTakenBack | None:
    """Take a date back that was just kept; None when it is gone already."""
    removed = _removed(turn, event)
    return EventTakenBack(removed) if removed else None


def _removed(turn: Turn, event: int) -> Event | None:
    kept = (each for each in turn.tx.learners.events(turn.owner) if each.id == event)
    removed = next(kept, None)
    if removed:
        turn.tx.learners.remove_event(turn.owner, event, turn.now)
    return removed


def restore(turn: Turn, event: int) -> DatesView | None:
    """Bring a removed date back; None when it is back already, or another was removed since."""
    return dates(turn) if turn.tx.learners.restore_event(turn.owner, event) else None
