"""What claiming costs on the bare driver: the same statements, on the same file, in batches as large.

The claim of a batch leaves the very rows that the product's leaves.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from bot.store.checkpoints import LOG_AT_MOST
from bot.usecases.deliveries import Lease

# Leases need not outlive a power cut: the product does not wait for the disk with them either.
_PRAGMAS = (
    *("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"),
    f"wal_autocheckpoint = {LOG_AT_MOST}",  # the product moves the log beside those who write
)
_CLAIM = """
    WITH free AS (
        SELECT id FROM reminder_rules
        WHERE enabled = 1 AND next_due_at IS NOT NULL AND next_due_at <= ?
        AND (leased_until IS NULL OR leased_until <= ?)
        ORDER BY next_due_at, next_local_date, id LIMIT ?
    )
    UPDATE reminder_rules SET worker = ?, leased_until = ? FROM free
    WHERE reminder_rules.id = free.id RETURNING next_due_at, reminder_rules.id
"""


class RawFile:
    """A database file and nothing around it."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        for pragma in _PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}").fetchall()

    def claim(self, now: datetime, lease: Lease, limit: int) -> list[int]:
        """Claim up to `limit` due rules in one transaction; return their ids."""
        values = (_text(now), _text(lease.now), limit, lease.worker, _text(lease.until))
        self._connection.execute("BEGIN IMMEDIATE")
        claimed = self._connection.execute(_CLAIM, values).fetchall()
        self._connection.execute("COMMIT")
        return [rule for _, rule in sorted(claimed)]

    def close(self) -> None:
        self._connection.close()


def _text(instant: datetime) -> str:
    return instant.isoformat(" ", "microseconds")[:26]
