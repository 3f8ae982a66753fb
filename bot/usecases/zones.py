"""After a change of zone data: due times that were computed with the old data are put right."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.domain.reminders import Occurrence
from bot.domain.zone_data import fingerprint
from bot.usecases.deliveries import Due
from bot.usecases.ports import Tx

AT_ONCE = 500  # ids of rules in one transaction: taps go in between


def changed(tx: Tx) -> dict[str, str]:
    """Return the zones that learners are in and whose data is new, each with its fingerprint."""
    known = tx.rules.fingerprints()
    now = {zone: fingerprint(zone) for zone in tx.rules.zones()}
    return {zone: mark for zone, mark in now.items() if known.get(zone) != mark}


def recompute(tx: Tx, after: int, zones: Collection[str], now: datetime) -> int | None:
    """Put the due times of the next ids right; return the last of these ids, None at the end.

    Nominal dates stay: one that is due already, or that has had its message, gets no other.
    """
    last = after + AT_ONCE
    batch = tx.rules.between(after, last, zones)
    ahead = [each for each in batch if each.occurrence.due_at > now]
    tx.rules.schedule([(each.rule.id, _moved(each, now)) for each in ahead])
    return last if last < tx.rules.last() else None


def _moved(due: Due, now: datetime) -> Occurrence | None:
    day_before = due.occurrence.local_date - timedelta(days=1)
    try:
        return due.timetable.next(due.rule, now, day_before)
    except ValueError:  # a zone that is no more: the claim tells of it and goes on
        return due.occurrence


def remember(tx: Tx, fingerprints: dict[str, str]) -> None:
    """Keep which data the due times rest on now."""
    tx.rules.set_fingerprints(fingerprints)
