"""Buttons that put one prompt off."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.taps.base import Tap
from bot.usecases.snooze import Later


@dataclass(frozen=True, slots=True)
class AskLater(Tap):
    """*Later*: until when?"""

    delivery: int


@dataclass(frozen=True, slots=True)
class PickLater(Tap):
    """One of the usual ways."""

    delivery: int
    later: Later


@dataclass(frozen=True, slots=True)
class WaitUntil(Tap):
    """An instant, in minutes since 1970: what typed words meant."""

    delivery: int
    minute: int


@dataclass(frozen=True, slots=True)
class UndoLater(Tap):
    """*Undo* on what was put off."""

    snooze: int
