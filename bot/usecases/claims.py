"""The clock's first part: lease rules that are due, and write down what each came to.

A lease changes nothing but who is at work on a rule, so a great number that falls due at once costs
little; the rule moves on in the transaction that begins its message, and not before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.reminders import EXPIRES_AFTER, Occurrence, Origin, Skip
from bot.usecases.deliveries import DeliveryState, Due, Lease, NewDelivery
from bot.usecases.ports import Tx

CLAIM_AT_ONCE = 500  # leases, in one statement that takes a few milliseconds
RETRY_BROKEN_AFTER = timedelta(hours=1)
LOOK_BACK = timedelta(days=14)  # as far as /why does


@dataclass(frozen=True, slots=True)
class WrittenDown:
    """What a rule that was due came to."""

    delivery: int | None  # the one that may still be sent, pending under the lease
    missed: int = 0  # occurrences that nobody was there for in time
    broken: str = ""  # why its next due time could not be computed


def claim_due(tx: Tx, now: datetime, lease: Lease, limit: int = CLAIM_AT_ONCE) -> list[int]:
    """Lease rules that are due, most overdue first, and return their ids."""
    return tx.rules.lease(now, lease, limit)


def write_down(tx: Tx, rule: int, lease: Lease, now: datetime) -> WrittenDown | None:
    """Write the due occurrences of a leased rule down as deliveries, and move the rule on.

    After an outage one late message comes and not ten: of the occurrences that have passed only the
    newest may still be sent, and the others are written down as missed. None: the rule is not one's
    own any more, or something has changed and it is not due.
    """
    due = tx.rules.leased(rule, lease.worker)
    if due is None or due.occurrence.due_at > now:
        return None
    try:
        passed, following = _passed(due, now)
    except ValueError as error:  # one bad row never stops the others
        tx.rules.postpone(rule, now + RETRY_BROKEN_AFTER)
        return WrittenDown(None, broken=str(error))
    tx.rules.schedule([(rule, following)])
    missed = sum(each.state is not DeliveryState.PENDING for each in passed)
    pending = tx.deliveries.add(passed, lease)
    return WrittenDown(next(iter(pending), None), missed)


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
