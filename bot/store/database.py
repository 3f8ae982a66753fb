"""The database: whole units of work, each in one transaction, off the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from bot.store import engines
from bot.store.learners import ERASED
from bot.store.schema import database_file, migrate
from bot.store.transaction import SqlTx
from bot.usecases.ports import DatabaseDown

T = TypeVar("T")

READERS = 2


def open_database(url: str) -> SqlDatabase:
    """Open the database, made and brought to the newest schema where needed.

    Raises UnwritableDatabase, whose message is one line with the mend.
    """
    migrate(url)
    return SqlDatabase(database_file(url))


class SqlDatabase:
    """One writer thread with one connection, and a few readers beside it.

    SQLite lets one connection write at a time: a queue in front of it waits more evenly than
    several writers that poll for the lock, and one hop to the thread costs less than one for each
    statement.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._writing = engines.writer(file)
        self._reading = engines.readers(file, READERS)
        self._writer = ThreadPoolExecutor(1, "store-writer")
        self._readers = ThreadPoolExecutor(READERS, "store-reader")

    async def run(self, work: Callable[..., T], *args: object) -> T:
        """Run `work(tx, *args)` and commit; an exception rolls everything back.

        Units of work run in the order in which they were asked for. One that has begun is
        finished, also when nobody waits for it any more.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writer, _unit, self._writing, work, args)

    async def read(self, work: Callable[..., T], *args: object) -> T:
        """Run `work(tx, *args)` on a reader that sees the last commit and writes nothing."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, _unit, self._reading, work, args)

    def close(self) -> None:
        """Finish the units of work that were asked for, and leave everything in the one file."""
        self._readers.shutdown()
        self._reading.dispose()
        self._writer.shutdown()
        self._writing.dispose()  # the last connection to close moves the log into the file


def _unit(engine: Engine, work: Callable[..., T], args: tuple[object, ...]) -> T:
    try:
        with engine.begin() as connection:
            result = work(SqlTx(connection), *args)
            erased = connection.info.pop(ERASED, False)
        if erased:
            _empty_log(engine)
    except OperationalError as error:
        raise DatabaseDown(str(error.orig)) from error
    return result


def _empty_log(engine: Engine) -> None:
    """Move the log into the file and empty it: what was erased shall not lie on in it."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
