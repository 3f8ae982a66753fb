"""Buttons about guides, and what stands behind a card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.taps.base import Tap


@dataclass(frozen=True, slots=True)
class OpenGuide(Tap):
    """Open a guide as a new message; `day` is None outside a plan."""

    item: str
    day: date | None
    position: int


@dataclass(frozen=True, slots=True)
class ShowGuides(Tap):
    """List the guides."""


@dataclass(frozen=True, slots=True)
class ShowWords(Tap):
    """What do the terms on this card mean?"""

    item: str


@dataclass(frozen=True, slots=True)
class ShowSources(Tap):
    """What is this card based on?"""

    item: str
