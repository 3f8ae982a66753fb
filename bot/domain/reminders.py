"""Reminder rules: when the daily prompt is due, and whether it should still be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.day import local_time, require_utc, to_utc

EVERY_DAY = 0b1111111  # bit 0 is Monday
DEFAULT_SPREAD_S = 20  # a small stable offset: a full minute shall not fall due in one second
PROMPT_EXPIRES_AFTER = timedelta(hours=2)
UNANSWERED_BEFORE_TAPER = 3  # prompts, at each of the three tempos
_KNUTH = 2654435761  # Knuth's multiplicative hash: neighbouring ids land far apart


class Kind(StrEnum):
    """What a rule is for."""

    PROMPT = "prompt"


class Skip(StrEnum):
    """Why an occurrence was not sent."""

    DONE = "done"
    PAUSED = "paused"
    BLOCKED = "blocked"
    TAPERED = "tapered"
    EXPIRED = "expired"
    NOTHING_DUE = "nothing-due"
    SWITCHED_OFF = "switched-off"


class Tempo(StrEnum):
    """What is right for a person who has left so many prompts unanswered."""

    SEND = "send"
    WAIT = "wait"
    GOODBYE = "goodbye"


@dataclass(frozen=True, slots=True)
class Rule:
    """Local wall time and weekdays; the zone is the learner's."""

    id: int
    learner: int
    kind: Kind
    minute: int  # after local midnight
    weekdays: int  # bit mask, bit 0 is Monday
    enabled: bool

    def spread(self) -> timedelta:
        """Return this rule's own stable offset after its wall time."""
        return timedelta(seconds=self.id * _KNUTH % 2**32 % DEFAULT_SPREAD_S)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One due instance of a rule, named by its nominal local date."""

    local_date: date
    due_at: datetime


def next_occurrence(rule: Rule, zone: str, after: datetime) -> Occurrence | None:
    """Return the first occurrence strictly after `after`; None if the rule never falls due."""
    if not rule.enabled or not rule.weekdays & EVERY_DAY:
        return None
    start = local_time(require_utc(after), zone).date() - timedelta(days=1)
    for offset in range(17):  # two weeks: a weekly rule may meet the very date that a zone skips
        day = start + timedelta(days=offset)
        due = to_utc(day, rule.minute, zone) if rule.weekdays >> day.weekday() & 1 else None
        if due is not None and due + rule.spread() > after:
            return Occurrence(day, due + rule.spread())
    return None


def upcoming(rule: Rule, zone: str, after: datetime, number: int) -> list[Occurrence]:
    """Return the next `number` occurrences, soonest first."""
    found: list[Occurrence] = []
    while len(found) < number:
        occurrence = next_occurrence(rule, zone, found[-1].due_at if found else after)
        if occurrence is None:
            break
        found.append(occurrence)
    return found


def tempo(unanswered: int, days_since_last: int | None) -> Tempo:
    """Say whether a prompt is welcome: daily, then every third day, then weekly, then one goodbye.

    `unanswered` prompts were sent since the last sign of life, the last one `days_since_last` ago.
    """
    stage, _ = divmod(unanswered, UNANSWERED_BEFORE_TAPER)
    if stage > 3 or (stage == 3 and unanswered > 3 * UNANSWERED_BEFORE_TAPER):
        return Tempo.WAIT
    wanted_gap = (1, 3, 7, 7)[stage]
    if days_since_last is not None and days_since_last < wanted_gap:
        return Tempo.WAIT
    return Tempo.GOODBYE if stage == 3 else Tempo.SEND
