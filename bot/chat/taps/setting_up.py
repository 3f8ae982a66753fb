"""Buttons of the first minutes, and of changing place, time and kit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.taps.base import Tap
from bot.domain.content import Kit


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
class TurnKit(Tap):
    """Turn to another page of things that may be at hand."""

    page: int


@dataclass(frozen=True, slots=True)
class TickKit(Tap):
    """Tick or untick one thing at hand: how it shall be, so that twice is once."""

    kit: Kit
    ticked: bool


@dataclass(frozen=True, slots=True)
class KitIsDone(Tap):
    """*Done* with the kit."""


@dataclass(frozen=True, slots=True)
class EnoughForToday(Tap):
    """Enough for today: nothing more until tomorrow."""

    day: date
