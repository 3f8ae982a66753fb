"""Dates that matter: shown, entered by taps and words, removed."""

from __future__ import annotations

from bot.chat.desk import Desk
from bot.chat.replies import Change, Reply, Say, toast
from bot.chat.taps.events import (
    AskDate,
    PickEvent,
    RemoveEvent,
    RestoreEvent,
    ShowDates,
    UndoEvent,
)
from bot.domain.event_remarks import parse_event_remark
from bot.domain.event_words import EventWords
from bot.domain.events import EventKind
from bot.domain.unclear import Unclear, Why
from bot.usecases import events
from bot.usecases.awaiting import await_typed
from bot.usecases.events import DatesView
from bot.usecases.ports import Pending
from bot.usecases.roster import today_of


def show(desk: Desk) -> list[Reply]:
    """The dates as a new message; a typed one is its answer."""
    await_typed(desk.turn, Pending.EVENT)
    return [Say(events.dates(desk.turn))]


def show_or_keep(desk: Desk, words: str) -> list[Reply]:
    """/dates, with or without words."""
    return [Say(events.keep_words(desk.turn, words))] if words else show(desk)


def in_passing(desk: Desk, words: str) -> list[Reply]:
    """Keep a date that is told of in passing, or ask back; nothing for any other words."""
    said = parse_event_remark(words, today_of(desk.turn))
    if isinstance(said, Unclear) and said.why is Why.YOUR_CASE:
        return [Say(events.EventUnclear(said.why, said.readings))]
    if isinstance(said, Unclear):
        return [Say(events.keep_words(desk.turn, words))]
    return [Say(events.keep(desk.turn, said))] if said else []


def back(desk: Desk, _: ShowDates) -> list[Reply]:
    """The dates, in place."""
    return [Change(events.dates(desk.turn), desk.message)]


def ask_date(desk: Desk, tap: AskDate) -> list[Reply]:
    """When is it?"""
    return [Change(events.ask_date(desk.turn, tap.kind), desk.message)]


def typed(desk: Desk, words: str, kind: str) -> list[Reply]:
    """A date was typed, after the question for one."""
    return [Say(events.keep_words(desk.turn, words, EventKind(kind) if kind else None))]


def pick(desk: Desk, tap: PickEvent) -> list[Reply]:
    """One of the meanings."""
    kept = events.keep(desk.turn, EventWords(tap.kind, tap.day, tap.label))
    return [Change(kept, desk.message)]


def remove(desk: Desk, tap: RemoveEvent) -> list[Reply]:
    """Remove a date, in the list."""
    return _shown(desk, events.remove(desk.turn, tap.event))


def restore(desk: Desk, tap: RestoreEvent) -> list[Reply]:
    """*Undo*: the removed date is back."""
    return _shown(desk, events.restore(desk.turn, tap.event))


def _shown(desk: Desk, view: DatesView | None) -> list[Reply]:
    if view is None:
        return [
            toast("changed_since", alert=True),
            Change(events.dates(desk.turn), desk.message),
        ]
    return [Change(view, desk.message)]


def take_back(desk: Desk, tap: UndoEvent) -> list[Reply]:
    """*Undo*: what was just kept goes."""
    taken = events.take_back(desk.turn, tap.event)
    return [Change(taken, desk.message)] if taken else _shown(desk, None)
