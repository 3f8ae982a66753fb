"""Buttons of settings, pause and data."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.taps.base import Tap
from bot.domain.plates import NeedleHand
from bot.domain.syllabus import Track


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
class AskTrack(Tap):
    """Which specialty?"""


@dataclass(frozen=True, slots=True)
class PickTrack(Tap):
    """Train towards a specialty; None: all round."""

    track: Track | None


@dataclass(frozen=True, slots=True)
class HoldNeedle(Tap):
    """I hold the needle in this hand."""

    hand: NeedleHand


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
