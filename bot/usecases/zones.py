"""After a change of zone data: due times that were computed with the old data are put right."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.domain.reminders import Occurrence
from bot.domain.zone_data import fingerprint
from bot.usecases.deliveries import Due
from bot.usecases.ports import Tx

AT_ONCE = 500  # rules in one transaction: taps go in between


def changed(tx: Tx) -> dict[str, str]:
    """Return the zones that learners are in and whose data is new, each with its fingerprint."""
    known = tx.rules.fingerprints()
    now = {zone: fingerprint(zone) for zone in tx.rules.zones()}
    return {zone: mark for zone, mark in now.items() if known.get(zone) != mark}


def recompute(tx: Tx, after: int, zones: Collection[str], now: datetime) -> int | None:
    """Put a batch of due times right; return the last rule's id, None when there are no more.

    Nominal dates stay: one that is due already, or that has had its message, gets no other.
    """
    batch = tx.rules.after(after, zones, AT_ONCE)
    ahead = [each for each in batch if each.occurrence.due_at > now]
    tx.rules.schedule([(each.rule.id, _moved(each, now)) for each in ahead])
    return batch[-1].rule.id if len(batch) == AT_ONCE else None


def _moved(due: Due, now: datetime) -> Occurrence | None:
    day_before = due.occurrence.local_date - timedelta(days=1)
    try:
        return due.timetable.next(due.rule, now, day_before)
    except ValueError:  # a zone that is no more: the claim tells of it and goes on
        return due.occurrence


def remember(tx: Tx, fingerprints: dict[str, str]) -> None:
    """Keep which data the due times rest on now."""
    tx.rules.set_fingerprints(fingerprints)
