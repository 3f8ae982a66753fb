"""A database in one SQLite file.

The driver's own transaction handling is switched off (isolation_level None, the same on every
Python): SQLAlchemy's begin event says BEGIN, so DDL and reads are inside transactions too.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from sqlalchemy import (
    URL,
    Connection,
    Date,
    Dialect,
    Engine,
    QueuePool,
    create_engine,
    event,
    inspect,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.store.checkpoints import LOG_AT_MOST, Checkpoints
from bot.store.duties import FileDuties
from bot.store.faults import UnwritableDatabase
from bot.store.statements import driver_of, execute

BUSY_TIMEOUT_S = 5.0  # for a backup or an operator's shell that holds the lock for a moment

# WAL lets readers go on while the writer writes; FULL makes a commit outlive a power cut;
# secure_delete overwrites what was deleted, so that a forgotten person is not left in the file.
_WRITER = (
    *("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"),
    f"wal_autocheckpoint = {LOG_AT_MOST}",
)
# Altering a table means copying it: with foreign keys on, dropping the old one deletes what
# hangs on its rows.
_MIGRATOR = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = OFF")
_READER = ("query_only = ON",)

_PRIMARY_CODE = 0xFF  # the low byte; the rest of SQLite's code says more than is needed here
_MENDS = {
    sqlite3.SQLITE_BUSY: "is locked by another process: stop that one, or name another file",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: let this user write to it and to its folder",
    sqlite3.SQLITE_CORRUPT: "is damaged: restore a backup",
    sqlite3.SQLITE_FULL: "cannot grow since the disk is full: free some space",
    sqlite3.SQLITE_IOERR: "cannot be read or written (disk I/O error): check the disk",
    sqlite3.SQLITE_NOTADB: "is not a SQLite database: name another file, or move this one away",
    sqlite3.SQLITE_READONLY: "is read-only: let this user write to the file and to its folder",
}


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """One writer with one connection, and a few readers beside it.

    SQLite lets one connection write at a time: a queue in front of it waits more evenly than
    several writers that poll for the lock.
    """

    file: Path
    is_shared: ClassVar[bool] = False
    writers: ClassVar[int] = 1
    readers: ClassVar[int] = 2

    @classmethod
    def at(cls, url: URL) -> SqliteFile:
        """Return the database that a URL names; its path may start where the process does."""
        if url.get_backend_name() != "sqlite" or url.host or url.query:
            raise UnwritableDatabase("a file is named as sqlite:///path/to/file")
        if url.database in {None, "", ":memory:"}:
            raise UnwritableDatabase(
                "a database in memory would be lost: name a file, sqlite:///path/to/file"
            )
        return cls(Path(str(url.database)).absolute())

    @property
    def name(self) -> str:
        return str(self.file)

    def prepare(self) -> None:
        """Create the folder that the file is to be in."""
        folder = self.file.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
            is_folder = self.file.is_dir()
        except OSError as error:
            mend = "name a file in a folder that this user may write to"
            raise UnwritableDatabase(
                f"{folder} is no folder to write to ({error.strerror}): {mend}"
            ) from error
        if is_folder:
            raise UnwritableDatabase(f"{self.file} is a folder: name a file in it")

    def migrator(self) -> Engine:
        return migrator(self.file)

    def engines(self) -> tuple[Engine, Engine]:
        return writer(self.file), readers(self.file, self.readers)

    def duties(self, writing: Engine) -> FileDuties:
        return FileDuties(self.file)

    def lock_schema(self, connection: Connection) -> None:
        """Nothing to do: BEGIN IMMEDIATE has locked the whole file."""

    def tables(self, connection: Connection) -> set[str]:
        return set(inspect(connection).get_table_names())

    def check_migrated(self, connection: Connection) -> None:
        """Refuse rows that hang on nothing: foreign keys were off while the schema was changed."""
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            tables = ", ".join(sorted({orphan[0] for orphan in orphans}))
            raise UnwritableDatabase(
                f"{self.file} has rows whose parent is gone (in {tables}), so its schema was left "
                "as it is: restore a backup"
            )

    def forget_erased(self, connection: Connection) -> None:
        """Move the log into the file and empty it: what was erased shall not lie on in it."""
        driver_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextlib.contextmanager
    def unsynced(self, connection: Connection) -> Iterator[None]:
        """Leave it to the next commit that is synced: the log is whole either way."""
        execute(connection, "PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            execute(connection, "PRAGMA synchronous = FULL")

    def upkeep(self) -> Checkpoints:
        return Checkpoints(self.file)

    def is_down(self, error: DBAPIError) -> bool:
        return isinstance(error, OperationalError)

    def is_passing(self, error: DBAPIError) -> bool:
        """Never: one unit of work at a time writes."""
        return False

    def mend(self, error: DBAPIError) -> str:
        code = getattr(error.orig, "sqlite_errorcode", 0) & _PRIMARY_CODE
        return _MENDS.get(code, f"cannot be used: {error.orig}")


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
    event.listen(engine, "begin", lambda connection: execute(connection, begin))
    engine.dialect.colspecs = {**engine.dialect.colspecs, Date: _IsoDate}
    return engine


class _IsoDate(sqlite.DATE):
    """SQLAlchemy's own text for a date, written by Python's own method: five times as fast."""

    def bind_processor(self, dialect: Dialect) -> Callable[[date | None], str | None]:
        return lambda value: None if value is None else value.isoformat()

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], date | None]:
        return lambda text: None if text is None else date.fromisoformat(text)


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
