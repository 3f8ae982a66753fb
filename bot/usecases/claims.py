"""The clock's first part: write down what is due as deliveries, and move the rules on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.reminders import EXPIRES_AFTER, Occurrence, Origin, Skip
from bot.usecases.deliveries import DeliveryState, Due, Lease, NewDelivery
from bot.usecases.ports import Tx

CLAIM_AT_ONCE = 200
RETRY_BROKEN_AFTER = timedelta(hours=1)
LOOK_BACK = timedelta(days=14)  # as far as /why does


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a claim came to; `broken` holds rules whose next due time could not be computed."""

    deliveries: tuple[int, ...]
    broken: tuple[tuple[int, str], ...]
    missed: int  # occurrences that nobody was there for in time
    more: bool


def claim_due(tx: Tx, now: datetime, lease: Lease, limit: int = CLAIM_AT_ONCE) -> Claimed:
    """Write due occurrences down as pending deliveries under `lease`, and move their rules on.

    After an outage one late message comes and not ten: of the occurrences of a rule that have
    passed only the newest may still be sent, and the others are written down as missed.
    """
    due = tx.rules.due(now, limit)
    new: list[NewDelivery] = []
    moved: list[tuple[int, Occurrence | None]] = []
    broken: list[tuple[int, str]] = []
    for each in due:
        try:
            passed, following = _passed(each, now)
        except ValueError as error:  # one bad row never stops the others
            tx.rules.postpone(each.rule.id, now + RETRY_BROKEN_AFTER)
            broken.append((each.rule.id, str(error)))
            continue
        new += passed
        moved.append((each.rule.id, following))
    tx.rules.schedule(moved)
    missed = sum(each.state is not DeliveryState.PENDING for each in new)
    return Claimed(tuple(tx.deliveries.add(new, lease)), tuple(broken), missed, len(due) == limit)


def _passed(due: Due, now: datetime) -> tuple[list[NewDelivery], Occurrence | None]:
    """Return what is to be written down, and the rule's next occurrence."""
    passed: list[NewDelivery] = []
    occurrence = due.occurrence
    while True:
        after = max(occurrence.due_at, now - LOOK_BACK)
        following = due.timetable.next(due.rule, after, occurrence.local_date)
        is_newest = following is None or following.due_at > now
        passed.append(_written(due, occurrence, now, is_newest=is_newest))
        if following is None or is_newest:
            return passed, following
        occurrence = following


def _written(due: Due, occurrence: Occurrence, now: datetime, *, is_newest: bool) -> NewDelivery:
    expires_at = occurrence.due_at + EXPIRES_AFTER[due.rule.kind, Origin.RULE]
    state, why = DeliveryState.PENDING, None
    if now >= expires_at:
        state, why = DeliveryState.EXPIRED, Skip.MISSED
    elif not is_newest:
        state, why = DeliveryState.SKIPPED, Skip.MERGED
    return NewDelivery(
        rule=due.rule.id,
        origin=Origin.RULE,
        local_date=occurrence.local_date,
        slot=0,
        day=due.timetable.rhythm.practice_day(occurrence.due_at),
        due_at=occurrence.due_at,
        expires_at=expires_at,
        state=state,
        why=why,
    )
