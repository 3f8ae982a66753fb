"""Buttons of check-ins, and *Undo*."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.taps.base import Tap
from bot.domain.checkins import Feeling
from bot.domain.learners import Consent


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
