"""Drill timers: 30–120 s, asked for by a tap, kept so that a restart loses none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.practice import OpenCard

SHORTEST_S = 30
LONGEST_S = 120
TOO_LATE = timedelta(minutes=10)  # after an outage, "Time." no longer helps


@dataclass(frozen=True, slots=True)
class Timer:
    """A running timer of one learner for one drill."""

    id: int
    learner: int
    item: str
    seconds: int
    started_at: datetime
    ends_at: datetime
    card: OpenCard
