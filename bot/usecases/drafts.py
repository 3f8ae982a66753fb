"""Calendars that wait for a tap: one that is offered, and the one before the last change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.calendar import Calendar


class Purpose(StrEnum):
    """What a kept calendar waits for."""

    OFFERED = "offered"  # "Use them?"
    BEFORE = "before"  # Undo


@dataclass(frozen=True, slots=True)
class Draft:
    """A calendar that a button may put in place."""

    id: int
    learner: int
    purpose: Purpose
    calendar: Calendar
    kept_at: datetime


class Drafts(Protocol):
    """One draft of each purpose a learner: the newest."""

    def keep(self, learner: int, purpose: Purpose, calendar: Calendar, at: datetime) -> int:
        """Keep a draft instead of the one before it; return its id, which no other ever gets."""

    def get(self, learner: int, draft: int) -> Draft | None: ...
    def remove(self, draft: int) -> None: ...
