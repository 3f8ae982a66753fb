"""What claiming costs on the bare driver on PostgreSQL, in the best way that it has.

The claim of a batch leaves the very rows that the product's leaves.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from functools import lru_cache
from zoneinfo import ZoneInfo

import psycopg

from bot.usecases.deliveries import Lease

_DUE = """
    SELECT r.id, r.learner, r.kind, r.minute, r.weekdays, r.enabled, r.repeat_every,
           r.next_local_date, r.next_due_at,
           l.zone, l.day_start, l.quiet_from, l.quiet_to, l.calendar
    FROM reminder_rules r JOIN learners l ON l.id = r.learner
    WHERE r.enabled AND r.next_due_at IS NOT NULL AND r.next_due_at <= %s
    ORDER BY r.next_due_at, r.next_local_date, r.id LIMIT %s
    FOR UPDATE OF r SKIP LOCKED
"""
_ADD = """
    INSERT INTO deliveries (
        rule, origin, local_date, slot, day, due_at, not_before, expires_at,
        state, why, attempts, worker, leased_until
    )
    SELECT rule, 'rule', local_date, 0, day, due_at, due_at, expires_at,
           'pending', '', 0, %s, %s
    FROM unnest(%s::bigint[], %s::date[], %s::date[], %s::timestamptz[],
                %s::timestamptz[]) AS new (rule, local_date, day, due_at, expires_at)
    ON CONFLICT (rule, local_date, slot) DO NOTHING RETURNING id, state
"""
_MOVE = """
    UPDATE reminder_rules SET next_due_at = moved.due_at, next_local_date = moved.local_date
    FROM unnest(%s::bigint[], %s::timestamptz[], %s::date[]) AS moved (rule, due_at, local_date)
    WHERE id = moved.rule
"""


class RawServer:
    """A connection to a database and nothing around it."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True, options="-c timezone=UTC")

    def claim(self, now: datetime, lease: Lease, limit: int) -> list[int]:
        """Claim up to `limit` due rules in one transaction; return the new deliveries."""
        with self._connection.transaction():
            due = self._connection.execute(_DUE, (now, limit), binary=True).fetchall()
            if not due:
                return []
            new, moved = [], []
            for rule, _, _, minute, weekdays, _, _, day, due_at, zone, starts, *_ in due:
                spread = due_at - _instant(zone, minute, day)
                practice_day = _practice_day(zone, starts, due_at.replace(second=0))
                expires_at = due_at + timedelta(hours=2)
                new.append((rule, day, practice_day, due_at, expires_at))
                next_day, next_at = _next(zone, minute, weekdays, day)
                moved.append((rule, next_at + spread, next_day))
            columns = [list(column) for column in zip(*new, strict=True)]
            kept = self._connection.execute(_ADD, (lease.worker, lease.until, *columns)).fetchall()
            columns = [list(column) for column in zip(*moved, strict=True)]
            self._connection.execute(_MOVE, columns)
        return [number for number, state in kept if state == "pending"]

    def close(self) -> None:
        self._connection.close()


@lru_cache(maxsize=65_536)
def _instant(zone: str, minute: int, day: date) -> datetime:
    at = wall_time(minute // 60, minute % 60)
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


@lru_cache(maxsize=65_536)
def _next(zone: str, minute: int, weekdays: int, day: date) -> tuple[date, datetime]:
    following = day + timedelta(days=1)
    while not weekdays >> following.weekday() & 1:
        following += timedelta(days=1)
    return following, _instant(zone, minute, following)


@lru_cache(maxsize=65_536)
def _practice_day(zone: str, day_start: int, minute: datetime) -> date:
    return (minute.astimezone(ZoneInfo(zone)) - timedelta(minutes=day_start)).date()
