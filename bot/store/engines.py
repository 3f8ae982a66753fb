"""SQLite connections as the store wants them.

The driver's own transaction handling is switched off (isolation_level None, the same on every
Python): SQLAlchemy's begin event says BEGIN, so DDL and reads are inside transactions too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine, QueuePool, create_engine, event

BUSY_TIMEOUT_S = 5.0  # for a backup or an operator's shell that holds the lock for a moment

# WAL lets readers go on while the writer writes; FULL makes a commit outlive a power cut;
# secure_delete overwrites what was deleted, so that a forgotten person is not left in the file.
_WRITER = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")
# Altering a table means copying it: with foreign keys on, dropping the old one deletes what
# hangs on its rows.
_MIGRATOR = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = OFF")
_READER = ("query_only = ON",)


def writer(file: Path) -> Engine:
    """Return the engine of the one writer; it takes the write lock as a transaction begins."""
    return _engine(file, _WRITER, begin="BEGIN IMMEDIATE", connections=1)


def migrator(file: Path) -> Engine:
    """Return the engine that changes the schema."""
    return _engine(file, _MIGRATOR, begin="BEGIN IMMEDIATE", connections=1)


def readers(file: Path, number: int) -> Engine:
    """Return the engine of readers, whose transactions see one commit and write nothing."""
    return _engine(file, _READER, begin="BEGIN", connections=number)


def _engine(file: Path, pragmas: Sequence[str], *, begin: str, connections: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(file, pragmas),
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _connect(file: Path, pragmas: Sequence[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(
        file, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )
    try:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
