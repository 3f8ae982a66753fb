"""The database: whole units of work, each in one transaction, off the event loop."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bot.store.backends import Backend, backend_of
from bot.store.learners import ERASED
from bot.store.schema import bring_up
from bot.store.transaction import SqlTx
from bot.usecases.ports import DatabaseDown, Duty

T = TypeVar("T")

TRIES = 5  # of a unit of work that others get in the way of
LONGEST_PAUSE_S = 0.05  # before each of them: by chance, so that two do not meet again


def open_database(url: str, spread_s: int = 0) -> SqlDatabase:
    """Open the database, made and brought to the newest schema where needed.

    `spread_s` is how many seconds at most a reminder falls after its full minute. Raises
    UnwritableDatabase, whose message is one line with the mend.
    """
    backend = backend_of(url)
    bring_up(backend)
    return SqlDatabase(backend, spread_s)


class SqlDatabase:
    """A few threads that write, each with one connection, and a few that only read.

    One hop to a thread for a whole unit of work costs less than one for each statement.
    """

    def __init__(self, backend: Backend, spread_s: int = 0) -> None:
        self._is_shared = backend.is_shared
        writing, reading = backend.engines()
        self._engines = (writing, reading)
        self._write = _Units(backend, writing, writing=True, spread_s=spread_s)
        self._read = _Units(backend, reading, writing=False, spread_s=spread_s)
        self._writers = ThreadPoolExecutor(backend.writers, "store-writer")
        self._readers = ThreadPoolExecutor(backend.readers, "store-reader")
        self._duties = backend.duties(writing)
        self._keeper = ThreadPoolExecutor(1, "store-duties")

    async def run(self, work: Callable[..., T], *args: object) -> T:
        """Run `work(tx, *args)` and commit; an exception rolls everything back.

        On SQLite units of work run in the order in which they were asked for; on PostgreSQL
        several run side by side, those about the same learner one after the other, and one that
        others get in the way of is run again. One that has begun is finished, also when nobody
        waits for it any more.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writers, self._write.run, work, args)

    async def read(self, work: Callable[..., T], *args: object) -> T:
        """Run `work(tx, *args)` on a reader that sees the last commit and writes nothing."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self._read.run, work, args)

    @property
    def is_shared(self) -> bool:
        """Tell whether other processes may be at work on the same database."""
        return self._is_shared

    async def holds(self, duty: Duty) -> bool:
        """Tell whether this process has the duty, taking it when no other process does."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._keeper, self._hold, duty)

    def _hold(self, duty: Duty) -> bool:
        try:
            return self._duties.hold(duty)
        except DBAPIError as error:
            raise DatabaseDown(str(error.orig)) from error
        except OSError as error:
            raise DatabaseDown(str(error)) from error

    def close(self) -> None:
        """Finish the units of work that were asked for; give the duties back."""
        for threads in (self._keeper, self._readers, self._writers):
            threads.shutdown()
        self._duties.close()
        for engine in reversed(self._engines):
            engine.dispose()  # SQLite's writer last: it moves the log into the file


@dataclass(frozen=True, slots=True)
class _Units:
    """Runs units of work in the thread that it is called in."""

    backend: Backend
    engine: Engine
    writing: bool
    spread_s: int

    def run(self, work: Callable[..., T], args: tuple[Any, ...]) -> T:
        tries = 0
        while True:
            tries += 1
            try:
                return self._once(work, args)
            except DBAPIError as error:
                if tries == TRIES or not self.backend.is_passing(error):
                    if self.backend.is_down(error):
                        raise DatabaseDown(str(error.orig)) from error
                    raise
            time.sleep(random.uniform(0, LONGEST_PAUSE_S))

    def _once(self, work: Callable[..., T], args: tuple[Any, ...]) -> T:
        with self.engine.begin() as connection:
            tx = SqlTx(connection, writing=self.writing, spread_s=self.spread_s)
            result = work(tx, *args)
            erased = connection.info.pop(ERASED, False)
        if erased:
            self.backend.forget_erased(self.engine)
        return result
