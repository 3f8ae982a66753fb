"""What claiming costs on the bare driver on PostgreSQL, in the best way that it has.

The claim of a batch leaves the very rows that the product's leaves.
"""

from __future__ import annotations

from datetime import datetime

import psycopg

from bot.usecases.deliveries import Lease

_CLAIM = """
    WITH free AS (
        SELECT id FROM reminder_rules
        WHERE enabled AND next_due_at IS NOT NULL AND next_due_at <= %s
        AND (leased_until IS NULL OR leased_until <= %s)
        ORDER BY next_due_at, next_local_date, id LIMIT %s
        FOR UPDATE SKIP LOCKED
    )
    UPDATE reminder_rules SET worker = %s, leased_until = %s FROM free
    WHERE reminder_rules.id = free.id RETURNING next_due_at, reminder_rules.id
"""


class RawServer:
    """A connection to a database and nothing around it."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True, options="-c timezone=UTC")

    def claim(self, now: datetime, lease: Lease, limit: int) -> list[int]:
        """Claim up to `limit` due rules in one transaction; return their ids."""
        values = (now, lease.now, limit, lease.worker, lease.until)
        with self._connection.transaction():
            claimed = self._connection.execute(_CLAIM, values).fetchall()
        return [rule for _, rule in sorted(claimed)]

    def close(self) -> None:
        self._connection.close()
