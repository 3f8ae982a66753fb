"""Buttons of pauses with a reason or an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.taps.base import Tap
from bot.domain.learners import Away


@dataclass(frozen=True, slots=True)
class AskPauseDate(Tap):
    """Away: until which day?"""

    away: Away


@dataclass(frozen=True, slots=True)
class AwayDays(Tap):
    """Away for so many days; 0 until they say so."""

    away: Away
    days: int


@dataclass(frozen=True, slots=True)
class AwayUntil(Tap):
    """Away until a day."""

    away: Away
    until: date


@dataclass(frozen=True, slots=True)
class AwayFrom(Tap):
    """Away from a later day on, until another one or until they say so."""

    away: Away
    first: date
    until: date | None


@dataclass(frozen=True, slots=True)
class UndoPause(Tap):
    """*Undo* on a pause, if it is still that one: back to the one before, or to none."""

    away: Away
    first: date
    until: date | None
    before_away: Away | None
    before_first: date | None
    before_until: date | None
