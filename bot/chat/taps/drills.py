"""Buttons on drill cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.taps.base import Tap
from bot.domain.content import Group
from bot.domain.practice import Hand
from bot.domain.sheets import Paper


@dataclass(frozen=True, slots=True)
class ShowDrills(Tap):
    """List the drills, in this message."""


@dataclass(frozen=True, slots=True)
class ShowGroup(Tap):
    """List the drills of a group, in this message."""

    group: Group


@dataclass(frozen=True, slots=True)
class OpenDrill(Tap):
    """Open a drill outside the plan."""

    item: str


@dataclass(frozen=True, slots=True)
class SendSheet(Tap):
    """Send a page to print for an item; paper None is what is usual where the learner is."""

    item: str
    sheet: str
    paper: Paper | None


@dataclass(frozen=True, slots=True)
class ShowPicture(Tap):
    """Show the picture of an item whose card is too long to stand below it."""

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
