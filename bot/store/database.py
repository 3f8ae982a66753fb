"""The database: whole units of work, each in one transaction, off the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from bot.store.backends import Backend, backend_of
from bot.store.schema import bring_up
from bot.store.units import Access, Haste, SideBySide, Together
from bot.usecases.ports import DatabaseDown, Duty

T = TypeVar("T")


def open_database(url: str, spread_s: int = 0) -> SqlDatabase:
    """Open the database, made and brought to the newest schema where needed.

    `spread_s` is how many seconds at most a reminder falls after its full minute. Raises
    UnwritableDatabase, whose message is one line with the mend.
    """
    backend = backend_of(url)
    bring_up(backend)
    return SqlDatabase(backend, spread_s)


class SqlDatabase:
    """Threads that write, and a few that only read.

    One hop to a thread for a whole unit of work costs less than one for each statement.
    """

    def __init__(self, backend: Backend, spread_s: int = 0) -> None:
        self._is_shared = backend.is_shared
        self._engines = writing, reading = backend.engines()
        to_write = Access(backend, writing, writing=True, spread_s=spread_s)
        to_read = Access(backend, reading, writing=False, spread_s=spread_s)
        self._writers = (
            Together(to_write, "store-writer")
            if backend.writers == 1
            else SideBySide(to_write, backend.writers, "store-writer")
        )
        self._readers = SideBySide(to_read, backend.readers, "store-reader")
        self._duties = backend.duties(writing)
        self._upkeep = backend.upkeep()
        self._keeper = ThreadPoolExecutor(1, "store-duties")

    async def run(self, work: Callable[..., T], *args: object) -> T:
        """Run `work(tx, *args)` and commit; an exception rolls everything back.

        On SQLite units of work run in the order in which they were asked for; on PostgreSQL
        several run side by side, those about the same learner one after the other, and one that
        others get in the way of is run again. One that has begun is finished, also when nobody
        waits for it any more.
        """
        return await self._writers.run(work, args, Haste.PEOPLE)

    async def run_patiently(self, work: Callable[..., T], *args: object) -> T:
        """Do as `run` does, but let those go first for whom a person waits."""
        return await self._writers.run(work, args, Haste.NONE)

    async def run_first(self, work: Callable[..., T], *args: object) -> T:
        """Do as `run` does, before all others that wait: it is short, and done already."""
        return await self._writers.run(work, args, Haste.FIRST)

    async def run_lease(self, work: Callable[..., T], *args: object) -> T:
        """Do as `run_patiently` does; a power cut, which ends the holder too, may take it back."""
        return await self._writers.run(work, args, Haste.LEASE)

    async def read(self, work: Callable[..., T], *args: object) -> T:
        """Run `work(tx, *args)` on a reader that sees the last commit and writes nothing."""
        return await self._readers.run(work, args)

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
        self._keeper.shutdown()
        self._readers.close()
        self._writers.close()
        self._upkeep.close()
        self._duties.close()
        for engine in reversed(self._engines):
            engine.dispose()  # SQLite's writer last: it moves the log into the file
