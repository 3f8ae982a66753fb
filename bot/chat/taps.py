"""Buttons as typed, versioned values, and their wire form in `callback_data`.

Wire form: `tag|field|field…`, at most 64 bytes. The tag carries its version: a shipped tag keeps
its shape for good, since a message stays clickable for ever; a new shape takes a new tag. Who taps
is never a field: it is the update's sender.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from bot.domain.checkins import Feeling
from bot.domain.content import Kit
from bot.domain.learners import Consent
from bot.domain.practice import Hand, NotToday
from bot.usecases.refreshers import Section

WIRE_BYTES = 64
NO_VALUE = "-"


class StaleTap(Exception):
    """Callback data that is unreadable, or from a version that this one does not know."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A button's meaning."""


# --- the plan of a day ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowToday(Tap):
    """Show today's plan anew."""


@dataclass(frozen=True, slots=True)
class ShowPlan(Tap):
    """Show the plan of a day in this message."""

    day: date


@dataclass(frozen=True, slots=True)
class TickPlanItem(Tap):
    """*Done*, straight from the plan."""

    day: date
    position: int


@dataclass(frozen=True, slots=True)
class OpenPlanItem(Tap):
    """Open the card of an item; position 0 opens the first that is open."""

    day: date
    position: int


@dataclass(frozen=True, slots=True)
class NotTodayAsk(Tap):
    """*Not today*: ask for the reason; position 0 means all that is open."""

    day: date
    position: int


@dataclass(frozen=True, slots=True)
class NotTodayBecause(Tap):
    """*Not today*, with its reason."""

    day: date
    position: int
    reason: NotToday


@dataclass(frozen=True, slots=True)
class MakeItToday(Tap):
    """Credit a late tap to today instead."""

    completion: int


# --- a drill's card ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenDrill(Tap):
    """Open a drill outside the plan."""

    item: str


@dataclass(frozen=True, slots=True)
class CardTap(Tap):
    """A button on a drill's card; `day` is None outside a plan."""

    item: str
    hand: Hand | None
    level: int
    day: date | None
    position: int


@dataclass(frozen=True, slots=True)
class StartTimer(CardTap):
    """▶: start the timer."""


@dataclass(frozen=True, slots=True)
class StopTimer(CardTap):
    """Stop the timer."""


@dataclass(frozen=True, slots=True)
class BoxIsOpen(CardTap):
    """The sharps box is open: start."""


@dataclass(frozen=True, slots=True)
class FinishCard(CardTap):
    """*Done*, or a number; count None is *Done* without one."""

    count: int | None


@dataclass(frozen=True, slots=True)
class FinishFirst(CardTap):
    """How the very first drill went: clean, or with some slips."""

    slips: bool


@dataclass(frozen=True, slots=True)
class SkipCard(CardTap):
    """*Skip* or *No needle today*: go on without it."""


@dataclass(frozen=True, slots=True)
class NeedleBack(Tap):
    """The needle that a completion took out is back in the box."""

    completion: int


@dataclass(frozen=True, slots=True)
class NeedleMissing(Tap):
    """The needle that a completion took out is missing."""

    completion: int


# --- a technique ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TechniqueTap(Tap):
    """A button about a technique; `day` is None outside a plan."""

    item: str
    day: date | None
    position: int


@dataclass(frozen=True, slots=True)
class OpenTechnique(TechniqueTap):
    """Open a technique's card as a new message."""


@dataclass(frozen=True, slots=True)
class TurnTo(TechniqueTap):
    """Turn the card to one of its sections."""

    section: Section


@dataclass(frozen=True, slots=True)
class FinishLesson(TechniqueTap):
    """*Done* with a lesson that was read."""


@dataclass(frozen=True, slots=True)
class AskQuestion(TechniqueTap):
    """Ask me."""


@dataclass(frozen=True, slots=True)
class AnswerQuestion(TechniqueTap):
    """An answer; `number` is the question's index, `option` the answer's."""

    number: int
    option: int


@dataclass(frozen=True, slots=True)
class OfferRep(TechniqueTap):
    """One repetition on the pad."""


@dataclass(frozen=True, slots=True)
class RepBoxIsOpen(TechniqueTap):
    """The sharps box is open: start the repetition."""


@dataclass(frozen=True, slots=True)
class CheckRep(TechniqueTap):
    """Look at the result; `ticked` is a bit mask over the self-check."""

    ticked: int


@dataclass(frozen=True, slots=True)
class LogRep(TechniqueTap):
    """Log the repetition with its self-check."""

    ticked: int


@dataclass(frozen=True, slots=True)
class SkipRep(TechniqueTap):
    """No repetition now: go on with the plan."""


# --- setting up ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Begin(Tap):
    """I'm 18+; with a first drill, or setting up at once."""

    try_first: bool


@dataclass(frozen=True, slots=True)
class AskPlace(Tap):
    """Wrong city, or change it."""


@dataclass(frozen=True, slots=True)
class PickPlace(Tap):
    """One of several places; the zone counts, the name is only for show."""

    zone: str
    name: str


@dataclass(frozen=True, slots=True)
class AskTime(Tap):
    """Another time, or change it."""


@dataclass(frozen=True, slots=True)
class PickTime(Tap):
    """A prompt time, in minutes after midnight."""

    minute: int


@dataclass(frozen=True, slots=True)
class AskKit(Tap):
    """Change what is at hand."""


@dataclass(frozen=True, slots=True)
class ToggleKit(Tap):
    """Tick or untick one thing at hand."""

    kit: Kit


@dataclass(frozen=True, slots=True)
class KitIsDone(Tap):
    """*Done* with the kit."""


@dataclass(frozen=True, slots=True)
class EnoughForToday(Tap):
    """Enough for today: nothing more until tomorrow."""

    day: date


# --- check-ins and the log -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GiveConsent(Tap):
    """May check-ins be kept?"""

    answer: Consent
    feeling: Feeling
    both: bool


@dataclass(frozen=True, slots=True)
class NoteFeeling(Tap):
    """A value from 0 to 10."""

    feeling: Feeling
    value: int
    both: bool


@dataclass(frozen=True, slots=True)
class SkipQuestion(Tap):
    """*Skip* today's question."""


@dataclass(frozen=True, slots=True)
class UndoCompletion(Tap):
    """*Undo* something done."""

    completion: int


@dataclass(frozen=True, slots=True)
class UndoCheckIn(Tap):
    """*Undo* a check-in."""

    check_in: int


# --- settings, pause, data -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowSettings(Tap):
    """Back to the settings."""


@dataclass(frozen=True, slots=True)
class AskDayStart(Tap):
    """Change when the practice day begins."""


@dataclass(frozen=True, slots=True)
class PickDayStart(Tap):
    """A day start, in minutes after midnight."""

    minute: int


@dataclass(frozen=True, slots=True)
class AllowCheckIns(Tap):
    """Switch check-ins on or off."""

    allowed: bool


@dataclass(frozen=True, slots=True)
class AskPause(Tap):
    """Pause: for how long?"""


@dataclass(frozen=True, slots=True)
class PauseFor(Tap):
    """Pause for so many days; 0 until they say so."""

    days: int


@dataclass(frozen=True, slots=True)
class Resume(Tap):
    """End the pause."""


@dataclass(frozen=True, slots=True)
class EraseEverything(Tap):
    """Erase everything, really."""


@dataclass(frozen=True, slots=True)
class KeepEverything(Tap):
    """Erase nothing."""


@dataclass(frozen=True, slots=True)
class ReportItem(Tap):
    """Something wrong here?"""

    item: str


WIRE: dict[str, type[Tap]] = {
    "p1": ShowToday,
    "p2": ShowPlan,
    "p3": TickPlanItem,
    "p4": OpenPlanItem,
    "p5": NotTodayAsk,
    "p6": NotTodayBecause,
    "p7": MakeItToday,
    "d1": OpenDrill,
    "d2": StartTimer,
    "d3": StopTimer,
    "d4": BoxIsOpen,
    "d5": FinishCard,
    "d6": FinishFirst,
    "d7": SkipCard,
    "d8": NeedleBack,
    "d9": NeedleMissing,
    "t1": OpenTechnique,
    "t2": TurnTo,
    "t3": AskQuestion,
    "t4": AnswerQuestion,
    "t5": OfferRep,
    "t6": RepBoxIsOpen,
    "t7": CheckRep,
    "t8": LogRep,
    "t9": SkipRep,
    "t10": FinishLesson,
    "o1": Begin,
    "o2": AskPlace,
    "o3": PickPlace,
    "o4": AskTime,
    "o5": PickTime,
    "o6": AskKit,
    "o7": ToggleKit,
    "o8": KitIsDone,
    "o9": EnoughForToday,
    "c1": GiveConsent,
    "c2": NoteFeeling,
    "c3": SkipQuestion,
    "c4": UndoCompletion,
    "c5": UndoCheckIn,
    "s1": ShowSettings,
    "s2": AskDayStart,
    "s3": PickDayStart,
    "s4": AllowCheckIns,
    "s5": AskPause,
    "s6": PauseFor,
    "s7": Resume,
    "s8": EraseEverything,
    "s9": KeepEverything,
    "r1": ReportItem,
}
_TAGS = {kind: tag for tag, kind in WIRE.items()}


def encode(tap: Tap) -> str:
    """Return the wire form; ValueError when it would not fit into 64 bytes."""
    parts = [_TAGS[type(tap)], *(_to_wire(getattr(tap, field.name)) for field in fields(tap))]
    wire = "|".join(parts)
    if len(wire.encode()) > WIRE_BYTES:
        raise ValueError(f"{wire!r} is longer than {WIRE_BYTES} bytes")
    return wire


def decode(wire: str) -> Tap:
    """Read a wire form; StaleTap for anything that is not exactly one."""
    tag, *values = wire.split("|")
    kind = WIRE.get(tag)
    if kind is None or len(values) != len(readers := _readers(kind)):
        raise StaleTap(wire)
    try:
        tap = kind(*(read(value) for read, value in zip(readers, values, strict=True)))
        if encode(tap) == wire:
            return tap
    except ValueError as unreadable:
        raise StaleTap(wire) from unreadable
    raise StaleTap(wire)


def _to_wire(value: Any) -> str:
    if value is None:
        return NO_VALUE
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, date):
        return value.strftime("%y%m%d")
    text = str(value)
    if "|" in text:
        raise ValueError(f"{text!r} holds the separator")
    return text


def _readers(kind: type[Tap]) -> tuple[typing.Callable[[str], Any], ...]:
    return _readers_by_tag(_TAGS[kind])


@cache
def _readers_by_tag(tag: str) -> tuple[typing.Callable[[str], Any], ...]:
    kind = WIRE[tag]
    hints = typing.get_type_hints(kind)
    return tuple(_reader(hints[field.name]) for field in fields(kind))


def _reader(hint: Any) -> typing.Callable[[str], Any]:
    if isinstance(hint, types.UnionType):
        inner = _reader(next(arg for arg in typing.get_args(hint) if arg is not type(None)))
        return lambda value: None if value == NO_VALUE else inner(value)
    if hint is bool:
        return _read_flag
    if hint is date:
        return lambda value: datetime.strptime(value, "%y%m%d").date()  # noqa: DTZ007 — a date only
    if hint is int:
        return _read_number
    return typing.cast("typing.Callable[[str], Any]", hint)


def _read_flag(value: str) -> bool:
    if value not in {"0", "1"}:
        _refuse(value)
    return value == "1"


def _read_number(value: str) -> int:
    if not value.isascii() or not value.isdecimal() or len(value) > 12:
        _refuse(value)
    return int(value)


def _refuse(value: str) -> typing.NoReturn:
    raise ValueError(value)
