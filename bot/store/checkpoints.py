"""Moving SQLite's log into the file beside those who write.

SQLite would do it in the commit that makes the log long, and somebody would wait for it.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from pathlib import Path

LONG_LOG = 4 * 2**20  # bytes
LOG_AT_MOST = 16_000  # pages of 4 KiB; the writer moves a longer one itself
LOOK_EVERY_S = 1.0


class Checkpoints:
    """A thread that moves the log whenever it has grown long."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._log = file.with_name(f"{file.name}-wal")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="store-checkpoints", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Finish the one that is under way."""
        self._over.set()
        self._thread.join()

    def _keep(self) -> None:
        while not self._over.wait(LOOK_EVERY_S):
            # What cannot be moved now stays in the log, where it is as safe.
            with contextlib.suppress(sqlite3.Error, OSError):
                if self._log.stat().st_size > LONG_LOG:
                    self._move()

    def _move(self) -> None:
        with contextlib.closing(sqlite3.connect(self._file, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
