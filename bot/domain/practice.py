"""Completions, and the plan of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LATE_TAP = timedelta(hours=48)  # how long after it was shown a plan still credits its own day
REST_AFTER_PAIN = timedelta(days=2)  # our own choice; there is no paper behind the number


class Hand(StrEnum):
    """Which hand a drill was done with."""

    DOMINANT = "dominant"
    OTHER = "other"


class Role(StrEnum):
    """What an item is in a plan."""

    DRILL = "drill"
    NEW = "new"  # a technique read for the first time
    RECALL = "recall"  # the question on the day after, or a due refresher


class Reason(StrEnum):
    """Why an item is in today's plan."""

    FIRST = "first"  # not done yet
    BALANCE = "balance"  # this hand has done less
    LONGEST_AGO = "longest-ago"
    NEXT_IN_SYLLABUS = "next-in-syllabus"
    DUE = "due"


class NotToday(StrEnum):
    """Why something was left out today."""

    NO_TIME = "no-time"
    TIRED = "tired"
    PAIN = "pain"
    NO_KIT = "no-kit"
    NO_NEEDLE = "no-needle"


class Source(StrEnum):
    """How a completion was made."""

    PLAN = "plan"
    FREE = "free"  # a drill opened by the learner
    ELSEWHERE = "elsewhere"  # /log and plain words
    REFRESHER = "refresher"


@dataclass(frozen=True, slots=True)
class Completion:
    """One drill or repetition done. Zone and practice day are frozen when it is written."""

    id: int
    learner: int
    item: str | None  # None for practice elsewhere that names no item
    at: datetime
    zone: str
    day: date
    source: Source
    hand: Hand | None
    level: int | None
    reps: int | None
    seconds: int | None
    slips: bool | None  # the learner said that some went wrong
    note: str
    plan: int | None
    position: int | None
    message: int | None = None  # Telegram's id of the one that shows it as done


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One line of a plan, frozen when the plan is first shown."""

    position: int  # from 1
    item: str
    role: Role
    reason: Reason
    hand: Hand | None
    level: int
    minutes: int
    sharp: bool
    not_today: NotToday | None
    completion: int | None  # the completion that ticks it off

    @property
    def is_done(self) -> bool:
        return self.completion is not None

    @property
    def is_open(self) -> bool:
        return self.completion is None and self.not_today is None


@dataclass(frozen=True, slots=True)
class Plan:
    """Today's up to two drills and one lesson slot, chosen for one learner."""

    id: int
    learner: int
    day: date
    shown_at: datetime
    message: int | None  # the newest message that shows it
    items: tuple[PlanItem, ...]

    @property
    def open_items(self) -> tuple[PlanItem, ...]:
        return tuple(item for item in self.items if item.is_open)

    @property
    def done_items(self) -> tuple[PlanItem, ...]:
        return tuple(item for item in self.items if item.is_done)

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.items)

    def at(self, position: int) -> PlanItem | None:
        return next((item for item in self.items if item.position == position), None)

    def still_credits(self, now: datetime) -> bool:
        """Tell whether a tap at `now` may still credit this plan's own practice day."""
        return now - self.shown_at <= LATE_TAP


@dataclass(frozen=True, slots=True)
class OpenCard:
    """Which drill a typed number, a timer or *Done* belongs to."""

    item: str
    hand: Hand | None
    level: int
    plan: int | None
    position: int | None
