"""The clock that all of a learner's times go by, told where another one was named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.unclear import Why
from bot.usecases.turn import Turn


@dataclass(frozen=True, slots=True)
class OwnClock:
    """What the learner's clock shows, and where it is set to."""

    now: datetime
    zone: str
    place: str


def own_clock(turn: Turn, why: Why) -> OwnClock | None:
    """Return the learner's clock where words are asked back for naming another one."""
    if why is not Why.OTHER_CLOCK:
        return None
    return OwnClock(turn.now, turn.learner.zone, turn.learner.place)
