"""Pausing: no prompts, and the streak waits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.learners import Away
from bot.usecases import rules
from bot.usecases.turn import Stale, Turn

LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class PauseAsked:
    """For how long?"""


@dataclass(frozen=True, slots=True)
class Paused:
    """Paused until a day, or until they say so."""

    until: date | None
    already: bool


@dataclass(frozen=True, slots=True)
class Resumed:
    """Back again."""

    was_paused: bool
    minute: int | None
    next_day: date | None


def pause(turn: Turn, days: int | None) -> Paused:
    """Pause from today for `days` days, or until the learner says so."""
    if (days or 0) > LONGEST_DAYS:
        raise Stale  # no button of ours
    until = turn.day + timedelta(days=days) if days else None
    already = turn.learner.is_paused(turn.day)
    if already:
        turn.tx.learners.end_pause(turn.owner, turn.day)
    turn.tx.learners.add_pause(turn.owner, turn.day, until, Away.BREAK)
    turn.save(replace(turn.learner, paused_from=turn.day, paused_until=until, away=Away.BREAK))
    return Paused(until, already)


def resume(turn: Turn) -> Resumed:
    """End the pause."""
    was_paused = turn.learner.is_paused(turn.day)
    if was_paused:
        turn.tx.learners.end_pause(turn.owner, turn.day)
    turn = turn.save(replace(turn.learner, paused_from=None, paused_until=None))
    prompts = rules.prompts(turn)
    following = rules.next_days(turn, prompts, 1)
    return Resumed(
        was_paused,
        prompts[0].minute if prompts else None,
        following[0] if following else None,
    )
