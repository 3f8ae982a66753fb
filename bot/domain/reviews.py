"""Memory of techniques: when knowledge of one is due for a question.

FSRS with whole days (its steps of minutes make no sense for a daily coach) and no fuzz, which
would use the global random generator. A day's card before and after is kept, so undo is free.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from fsrs import Card, Rating, Scheduler

from bot.domain.day import require_utc

LONGEST_GAP_DAYS = 180
TOMORROW = timedelta(days=1)


class Recall(StrEnum):
    """How well it came back, in the learner's words."""

    FORGOT = "forgot"
    SHAKY = "shaky"
    FINE = "fine"
    EASY = "easy"


_RATINGS = {
    Recall.FORGOT: Rating.Again,
    Recall.SHAKY: Rating.Hard,
    Recall.FINE: Rating.Good,
    Recall.EASY: Rating.Easy,
}


@dataclass(frozen=True, slots=True)
class Memory:
    """One review of a technique: the memory that came out of it and when it is due next."""

    learner: int
    technique: str
    reviewed_at: datetime
    recall: Recall | None  # None: it was read for the first time
    card: str  # FSRS card as JSON
    due_at: datetime


@lru_cache(maxsize=1)
def _scheduler() -> Scheduler:
    return Scheduler(
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
        maximum_interval=LONGEST_GAP_DAYS,
    )


def first_read(learner: int, technique: str, now: datetime) -> Memory:
    """Return the memory of a technique read for the first time: due the next day."""
    card = Card(card_id=1, due=require_utc(now))  # an id, since a card without one sleeps 1 ms
    read, _ = _scheduler().review_card(card, Rating.Hard, review_datetime=now)
    return Memory(learner, technique, now, None, read.to_json(), read.due)


def review(memory: Memory, recall: Recall, now: datetime) -> Memory:
    """Return the memory after a question was answered at `now`."""
    card, _ = _scheduler().review_card(
        Card.from_json(memory.card), _RATINGS[recall], review_datetime=require_utc(now)
    )
    # FSRS lets a long memory rest for days even after a slip; what was forgotten comes tomorrow.
    due = min(card.due, now + TOMORROW) if recall is Recall.FORGOT else card.due
    return Memory(memory.learner, memory.technique, now, recall, card.to_json(), due)
