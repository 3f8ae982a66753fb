"""What claiming costs on the bare driver: the same statements, on the same file, in batches as large.

The claim of a batch leaves the very rows that the product's leaves.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.store.checkpoints import LOG_AT_MOST
from bot.usecases.deliveries import Lease

_PRAGMAS = (
    *("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"),
    f"wal_autocheckpoint = {LOG_AT_MOST}",  # the product moves the log beside those who write
)
_DUE = """
    SELECT r.id, r.learner, r.kind, r.minute, r.weekdays, r.enabled, r.repeat_every,
           r.next_local_date, r.next_due_at,
           l.zone, l.day_start, l.quiet_from, l.quiet_to, l.calendar
    FROM reminder_rules r JOIN learners l ON l.id = r.learner
    WHERE r.enabled = 1 AND r.next_due_at IS NOT NULL AND r.next_due_at <= ?
    ORDER BY r.next_due_at, r.next_local_date, r.id LIMIT ?
"""
_ADD = """
    INSERT INTO deliveries (
        rule, origin, local_date, slot, day, due_at, not_before, expires_at,
        state, why, attempts, worker, leased_until
    )
    SELECT json_extract(value, '$[0]'), 'rule', json_extract(value, '$[1]'), 0,
           json_extract(value, '$[2]'), json_extract(value, '$[3]'), json_extract(value, '$[3]'),
           json_extract(value, '$[4]'), 'pending', '', 0, ?, ?
    FROM json_each(?) WHERE true
    ON CONFLICT (rule, local_date, slot) DO NOTHING RETURNING id, state
"""
_MOVE = """
    UPDATE reminder_rules SET next_due_at = moved.due_at, next_local_date = moved.local_date
    FROM (
        SELECT json_extract(value, '$[0]') AS rule, json_extract(value, '$[1]') AS due_at,
               json_extract(value, '$[2]') AS local_date
        FROM json_each(?)
    ) AS moved
    WHERE id = moved.rule
"""


class RawFile:
    """A database file and nothing around it."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        for pragma in _PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}").fetchall()

    def claim(self, now: datetime, lease: Lease, limit: int) -> list[int]:
        """Claim up to `limit` due rules in one transaction; return the new deliveries."""
        self._connection.execute("BEGIN IMMEDIATE")
        due = self._connection.execute(_DUE, (_text(now), limit)).fetchall()
        new, moved = [], []
        for rule, _, _, minute, weekdays, _, _, day, due_at, zone, day_start, *_ in due:
            instant = datetime.fromisoformat(due_at)
            spread = instant - _instant(zone, minute, day)
            expires_at = _text(instant + timedelta(hours=2))
            practice_day = _practice_day(zone, day_start, due_at[:16])
            new.append((rule, day, practice_day, due_at, expires_at))
            next_day, next_at = _next(zone, minute, weekdays, day)
            moved.append((rule, _text(next_at + spread), next_day))
        held = (lease.worker, _text(lease.until), json.dumps(new))
        kept = self._connection.execute(_ADD, held).fetchall()
        self._connection.execute(_MOVE, (json.dumps(moved),))
        self._connection.execute("COMMIT")
        return [number for number, state in kept if state == "pending"]

    def close(self) -> None:
        self._connection.close()


def _text(instant: datetime) -> str:
    return instant.isoformat(" ", "microseconds")[:26]


@lru_cache(maxsize=65_536)
def _instant(zone: str, minute: int, day: str) -> datetime:
    at = wall_time(minute // 60, minute % 60)
    local = datetime.combine(date.fromisoformat(day), at, ZoneInfo(zone))
    return local.astimezone(UTC).replace(tzinfo=None)


@lru_cache(maxsize=65_536)
def _next(zone: str, minute: int, weekdays: int, day: str) -> tuple[str, datetime]:
    following = date.fromisoformat(day) + timedelta(days=1)
    while not weekdays >> following.weekday() & 1:
        following += timedelta(days=1)
    return following.isoformat(), _instant(zone, minute, following.isoformat())


@lru_cache(maxsize=65_536)
def _practice_day(zone: str, day_start: int, minute: str) -> str:
    local = datetime.fromisoformat(minute).replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    return (local - timedelta(minutes=day_start)).date().isoformat()
