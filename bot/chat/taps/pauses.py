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
