"""How units of work are run off the event loop: side by side, or together in one transaction."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.store.backends import Backend
from bot.store.learners import ERASED
from bot.store.transaction import SqlTx
from bot.usecases.ports import DatabaseDown

T = TypeVar("T")

TRIES = 5  # of a unit of work that others get in the way of
LONGEST_PAUSE_S = 0.05  # before each of them: by chance, so that two do not meet again
MOST_TOGETHER = 16  # enough to share a commit's cost; more would only wait longer for it


@dataclass(frozen=True, slots=True)
class Access:
    """A database as units of work see it."""

    backend: Backend
    engine: Engine
    writing: bool
    spread_s: int

    def tx(self, connection: Connection) -> SqlTx:
        return SqlTx(connection, writing=self.writing, spread_s=self.spread_s)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Commit at the end; what is erased leaves no trace then."""
        with self.engine.begin() as connection:
            yield connection
            erased = connection.info.pop(ERASED, False)
        if erased:
            self.backend.forget_erased(self.engine)

    @contextlib.contextmanager
    def faults_told(self) -> Iterator[None]:
        """Raise DatabaseDown where the database cannot serve."""
        try:
            yield
        except DBAPIError as error:
            if self.backend.is_down(error):
                raise DatabaseDown(str(error.orig)) from error
            raise


class SideBySide:
    """A few threads with a connection each. A unit that others get in the way of is run again."""

    def __init__(self, access: Access, threads: int, name: str) -> None:
        self._access = access
        self._threads = ThreadPoolExecutor(threads, name)

    async def run(self, work: Callable[..., T], args: tuple[Any, ...]) -> T:
        """Run a unit of work in its own transaction."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._tried, work, args)

    def close(self) -> None:
        """Finish what was asked for."""
        self._threads.shutdown()

    def _tried(self, work: Callable[..., T], args: tuple[Any, ...]) -> T:
        with self._access.faults_told():
            for _ in range(TRIES - 1):
                try:
                    return self._once(work, args)
                except DBAPIError as error:
                    if not self._access.backend.is_passing(error):
                        raise
                time.sleep(random.uniform(0, LONGEST_PAUSE_S))
            return self._once(work, args)

    def _once(self, work: Callable[..., T], args: tuple[Any, ...]) -> T:
        with self._access.transaction() as connection:
            return work(self._access.tx(connection), *args)


@dataclass(frozen=True, slots=True)
class _Asked:
    work: Callable[..., Any]
    args: tuple[Any, ...]
    future: Future[Any] = field(default_factory=Future)


class Together:
    """One thread with SQLite's one writer. Units of work that wait are committed together.

    A commit waits for the disk, so a few that share one cost little more than one alone. In their
    transaction each has a savepoint: one that fails is rolled back alone. None is told of its end
    before all are committed.
    """

    def __init__(self, access: Access, name: str) -> None:
        self._access = access
        self._waiting: deque[_Asked] = deque()
        self._thread = ThreadPoolExecutor(1, name)

    async def run(self, work: Callable[..., T], args: tuple[Any, ...]) -> T:
        """Run a unit of work, after all those that were asked for before it."""
        asked = _Asked(work, args)
        self._waiting.append(asked)
        self._thread.submit(self._serve)
        result: T = await asyncio.wrap_future(asked.future)
        return result

    def close(self) -> None:
        """Finish what was asked for."""
        self._thread.shutdown()

    def _serve(self) -> None:
        """Commit those that wait; an earlier call may have taken them with its own."""
        units: list[_Asked] = []
        while self._waiting and len(units) < MOST_TOGETHER:
            asked = self._waiting.popleft()
            if asked.future.set_running_or_notify_cancel():
                units.append(asked)
        if units:
            self._commit(units)

    def _commit(self, units: list[_Asked]) -> None:
        try:
            with self._access.faults_told(), self._access.transaction() as connection:
                alone = len(units) == 1
                ends = [self._end_of(unit, connection, alone=alone) for unit in units]
        except BaseException as error:  # noqa: BLE001 # whoever waits is told, as by any executor
            ends = [partial(unit.future.set_exception, error) for unit in units]
        for end in ends:
            end()

    def _end_of(self, unit: _Asked, connection: Connection, *, alone: bool) -> Callable[[], None]:
        """Run a unit of work; return what tells its caller how it ended."""
        tx = self._access.tx(connection)
        if alone:
            return partial(unit.future.set_result, unit.work(tx, *unit.args))
        try:
            with self._access.faults_told(), connection.begin_nested():
                return partial(unit.future.set_result, unit.work(tx, *unit.args))
        except BaseException as error:
            if not _is_open(connection):  # a full disk, say, has undone what others did, too
                raise
            return partial(unit.future.set_exception, error)


def _is_open(connection: Connection) -> bool:
    """Tell whether SQLite is still in the transaction that was begun."""
    driver: Any = connection.connection.dbapi_connection
    return bool(driver.in_transaction)
