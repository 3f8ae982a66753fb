"""Deliveries: what became of each occurrence, and the ports through which rules and they are kept.

Four things are apart: the rule (what the learner set), the occurrence (a rule on a nominal local
date), the delivery (one message of an occurrence, with its attempts), and the snooze, which is a
delivery of the same occurrence in a later slot and leaves the rule alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.reminders import Kind, Occurrence, Origin, Rule, Skip, Timetable


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"  # claimed, waiting for its turn
    SENDING = "sending"  # the request may be on its way
    SENT = "sent"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    FAILED = "failed"
    UNKNOWN = "unknown"  # it may have arrived, and is not sent again


UNFINISHED = frozenset({DeliveryState.PENDING, DeliveryState.SENDING})


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message of an occurrence, named by (rule, nominal local date, slot)."""

    id: int
    rule: int
    learner: int
    kind: Kind
    origin: Origin
    local_date: date
    slot: int  # 0 is the occurrence's own message; repeats and snoozes follow
    day: date  # the practice day that it credits, frozen
    due_at: datetime
    not_before: datetime  # put off by quiet hours or by Telegram; else `due_at`
    expires_at: datetime
    state: DeliveryState
    why: str
    attempts: int
    opening: str  # which opening line it has; "" until it is sent
    buzzed: bool  # it made a sound
    sent_at: datetime | None
    worker: str | None  # who holds it


@dataclass(frozen=True, slots=True)
class Due:
    """A rule that is due, with what its next occurrence is computed from."""

    rule: Rule
    occurrence: Occurrence
    timetable: Timetable


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A delivery to be written down."""

    rule: int
    origin: Origin
    local_date: date
    slot: int
    day: date
    due_at: datetime
    expires_at: datetime
    state: DeliveryState = DeliveryState.PENDING
    why: Skip | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """The right of one worker to send, until a moment of real time."""

    worker: str
    now: datetime  # real time, which the local phone's time bar does not move
    until: datetime


class Rules(Protocol):
    """What learners set, and when it falls due."""

    @property
    def spread_s(self) -> int:
        """Return the operator's limit of a rule's own stable offset, in seconds."""

    def get(self, rule: int) -> Rule | None: ...
    def of(self, learner: int) -> list[Rule]:
        """Return the rules that are not taken out, by kind and time."""

    def every(self, learner: int) -> list[Rule]:
        """Return all rules, those taken out too."""

    def scheduled(self, learner: int) -> list[tuple[Rule, datetime | None]]:
        """Return all rules with the instant at which each falls due next."""

    def save(self, rule: Rule) -> Rule:
        """Insert (id 0) or change a rule."""

    def schedule(self, occurrences: Sequence[tuple[int, Occurrence | None]]) -> None:
        """Set when rules fall due next, by rule id; None: not until something changes.

        A lease of theirs ends by that.
        """

    def lease(self, now: datetime, lease: Lease, limit: int) -> list[int]:
        """Lease rules that are due and that nobody alive is at work on, most overdue first."""

    def leased(self, rule: int, worker: str) -> Due | None:
        """Return a rule that a worker has leased, as it is now."""

    def postpone(self, rule: int, until: datetime) -> None:
        """Push on a rule whose next due time could not be computed."""

    def inherit(self, worker: str, now: datetime) -> None:
        """Free what other workers have leased, once it is certain that they are no more."""

    def release(self, worker: str, now: datetime) -> None:
        """Give back what a worker has leased."""

    def next_due_at(self, learner: int | None = None) -> datetime | None:
        """Return the earliest instant at which a rule falls due, of one learner or of all."""

    def last(self) -> int:
        """Return the highest id of a rule, 0 where there are none."""

    def between(self, after: int, last: int, zones: Collection[str]) -> list[Due]:
        """Return scheduled rules with ids in (after, last] whose learners are in one of `zones`."""

    def zones(self) -> set[str]:
        """Return the zones that learners are in."""

    def fingerprints(self) -> dict[str, str]:
        """Return the fingerprint of each zone's data that due times were computed with."""

    def set_fingerprints(self, fingerprints: dict[str, str]) -> None: ...


class Deliveries(Protocol):
    """What became of each occurrence."""

    def add(self, new: Sequence[NewDelivery], lease: Lease | None) -> list[int]:
        """Write deliveries down and return the ids of the pending ones.

        One that is there already, by (rule, nominal date, slot), stays as it is.
        """

    def get(self, delivery: int) -> Delivery | None: ...
    def take(self, now: datetime, lease: Lease, limit: int) -> list[int]:
        """Lease unfinished deliveries whose time has come and that nobody alive holds."""

    def begin(self, delivery: int, lease: Lease, at: datetime, opening: str, *, buzz: bool) -> bool:
        """Mark one's own delivery as sending; tell whether it still was one's own."""

    def end(self, delivery: int, worker: str, state: DeliveryState, why: str, at: datetime) -> bool:
        """Write down what became of one's own delivery; tell whether it still was one's own."""

    def put_off(self, delivery: int, until: datetime, why: str) -> None:
        """Let an unfinished delivery wait until `until`, held by nobody."""

    def settle(self, deliveries: Collection[int], state: DeliveryState, why: str) -> None:
        """End unfinished deliveries that are not to be sent."""

    def move(self, delivery: int, day: date, due_at: datetime, expires_at: datetime) -> None:
        """Let a pending delivery fall due at another time."""

    def inherit(self, worker: str) -> None:
        """Free what other workers hold, once it is certain that they are no more."""

    def release(self, worker: str) -> None:
        """Give back what a worker holds and has not begun to send."""

    def next_at(self, learner: int | None = None) -> datetime | None:
        """Return the earliest instant at which an unfinished delivery may be sent."""

    def of_occurrence(self, rule: int, local_date: date) -> list[Delivery]:
        """Return an occurrence's deliveries by slot."""

    def of_day(self, learner: int, day: date) -> list[Delivery]:
        """Return the deliveries that credit a practice day, oldest first."""

    def since(self, learner: int, at: datetime) -> list[Delivery]:
        """Return deliveries due at `at` or later, newest first."""

    def first_due(self, learner: int) -> datetime | None:
        """Return when the first delivery on record fell due."""

    def last_prompt(self, learner: int, before: datetime) -> Delivery | None:
        """Return the newest prompt that fell due before an instant and left us."""

    def last_date(self, learner: int, kind: Kind) -> date | None:
        """Return the newest nominal date that has had its occurrence, of all rules of a kind."""

    def prompts_since(self, learner: int, at: datetime) -> list[datetime]:
        """Return when prompts (not their repeats) were sent after `at`, oldest first."""
