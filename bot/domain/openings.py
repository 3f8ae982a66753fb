"""Opening lines of reminders: which one suits an occasion, and none of them again too soon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b

from bot.domain.calendar import Shift
from bot.domain.events import EventKind

SEEN_DAYS = 10  # for so many days an opening is not said again
LONG_GAP_DAYS = 4  # since the last practice; less than that is a pair of days off and their evening
SHORT_STREAK_DAYS = 3  # fewer are not worth a word
MILESTONES = frozenset({7, 14, 30, 50, 100, 200, 300, 365, 500, 1000})


class OpeningFor(StrEnum):
    """Which message an opening begins."""

    PROMPT = "prompt"
    SECOND_CHANCE = "second-chance"  # in the evening, when nothing was done
    REPEAT = "repeat"  # of a prompt, because the learner asked to be asked again


class Condition(StrEnum):
    """What may be special about an occasion, the most telling first."""

    TIRED = "tired"  # after a night or a day on call
    FIRST_EVER = "first-ever"
    AFTER_GAP = "after-gap"
    BEGUN = "begun"  # a part of today's plan is done
    MILESTONE = "milestone"
    CASE_NEAR = "case-near"
    NIGHT = "night"  # the shift of tonight
    EXAM_NEAR = "exam-near"
    COURSE_NEAR = "course-near"
    FIRST_WEEK = "first-week"
    MONDAY = "monday"
    WEEKEND = "weekend"
    STREAK = "streak"


# How many days ahead a date begins to matter. On the day itself nothing is said: by the evening
# it may be over.
_NEAR = {
    EventKind.CASE: (Condition.CASE_NEAR, 3),
    EventKind.EXAM: (Condition.EXAM_NEAR, 14),
    EventKind.COURSE: (Condition.COURSE_NEAR, 7),
}
_RANKS = {condition: rank for rank, condition in enumerate(Condition)}


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening line; its words are looked up by its id."""

    id: str
    slot: OpeningFor
    when: frozenset[Condition] = frozenset()  # all must hold; none: any day


@dataclass(frozen=True, slots=True)
class Occasion:
    """All that an opening may depend on or speak of."""

    slot: OpeningFor
    day: date  # the practice day
    minutes: int  # of what is open in the plan
    items: int  # how many are open
    first_title: str  # of the first one that is open
    prompts_before: int  # sent so far
    done: int = 0  # how many of today's are done
    streak_days: int = 0
    gap_days: int = 0  # since the last practice; 0: none yet
    first_week: bool = False
    tired: bool = False
    shift: Shift | None = None
    event: tuple[EventKind, int] | None = None  # the next date that matters, and days until then

    @property
    def days_to_event(self) -> int | None:
        return self.event[1] if self.event else None


def conditions(occasion: Occasion) -> frozenset[Condition]:
    """Return what is special about an occasion."""
    holding = {
        Condition.TIRED: occasion.tired or occasion.shift is Shift.POST_CALL,
        Condition.FIRST_EVER: not occasion.prompts_before,
        Condition.AFTER_GAP: occasion.gap_days >= LONG_GAP_DAYS,
        Condition.BEGUN: occasion.done > 0,
        Condition.MILESTONE: occasion.streak_days in MILESTONES,
        Condition.NIGHT: occasion.shift is Shift.NIGHT,
        Condition.FIRST_WEEK: occasion.first_week,
        Condition.MONDAY: occasion.day.weekday() == 0,
        Condition.WEEKEND: occasion.day.weekday() >= 5,
        Condition.STREAK: occasion.streak_days >= SHORT_STREAK_DAYS,
    }
    special = {condition for condition, holds in holding.items() if holds}
    if occasion.event:
        kind, days_until = occasion.event
        condition, near = _NEAR[kind]
        special |= {condition} if 1 <= days_until <= near else set()
    return frozenset(special)


def choose(
    openings: Sequence[Opening], occasion: Occasion, seen: Sequence[str], seed: int
) -> Opening:
    """Choose an opening for the occasion that is not among `seen`, the most special one first.

    `seen` has the ids of the last `SEEN_DAYS` days, newest first, without that of the message
    itself when it is tried again. Equally special ones are chosen among by `seed`: the same seed
    says the same. Were all seen, the one seen longest ago comes back. Raises ValueError where no
    opening suits the occasion at all.
    """
    special = conditions(occasion)
    suitable = [each for each in openings if each.slot is occasion.slot and each.when <= special]
    if not suitable:
        raise ValueError(f"no opening for a {occasion.slot} on any day")
    fresh = [opening for opening in suitable if opening.id not in seen]
    if not fresh:
        return max(suitable, key=lambda opening: seen.index(opening.id))
    ranks = [_rank(opening) for opening in fresh]
    best = min(ranks)
    tied = [opening for opening, rank in zip(fresh, ranks, strict=True) if rank == best]
    return min(tied, key=lambda opening: _lot(opening, seed))


@lru_cache(maxsize=1024)  # of few openings
def _rank(opening: Opening) -> tuple[int, int]:
    """Order openings by their most telling condition; of two, the one that asks for more."""
    most_telling = min((_RANKS[condition] for condition in opening.when), default=len(_RANKS))
    return most_telling, -len(opening.when)


def _lot(opening: Opening, seed: int) -> bytes:
    """Draw an opening's lot: with each seed another order, the same on every machine."""
    return blake2b(f"{seed}/{opening.id}".encode(), digest_size=8).digest()
