"""Buttons on the plan of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.taps.base import Tap
from bot.domain.practice import NotToday


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
class ReopenPlan(Tap):
    """After all: take up again what was left out."""

    day: date


@dataclass(frozen=True, slots=True)
class MakeItToday(Tap):
    """Credit a late tap to today instead."""

    completion: int
