"""How units of work are run off the event loop: side by side, or together in one transaction."""

from __future__ import annotations

import asyncio
import contextlib
import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from queue import SimpleQueue
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
    def transaction(self, connection: Connection, *, lasting: bool = True) -> Iterator[None]:
        """Commit at the end; what is erased leaves no trace then. A power cut may take back what
        is not `lasting`."""
        connection.info.pop(ERASED, None)
        safety = contextlib.nullcontext() if lasting else self.backend.unsynced(connection)
        with safety, connection.begin():
            yield
        if connection.info.pop(ERASED, False):
            self.backend.forget_erased(connection)

    @contextlib.contextmanager
    def faults_told(self) -> Iterator[None]:
        """Raise DatabaseDown where the database cannot serve."""
        try:
            yield
        except DBAPIError as error:
            if self.backend.is_down(error):
                raise DatabaseDown(str(error.orig)) from error
            raise


class Haste(Enum):
    """Who goes before whom, where there is one writer."""

    FIRST = auto()  # what is done already and only has to be written down
    PEOPLE = auto()
    NONE = auto()
    LEASE = auto()  # as NONE; but a power cut may take it back, and then nobody holds a lease


class SideBySide:
    """A few threads with a connection each. A unit that others get in the way of is run again."""

    def __init__(self, access: Access, threads: int, name: str) -> None:
        self._access = access
        self._threads = ThreadPoolExecutor(threads, name)

    async def run(
        self, work: Callable[..., T], args: tuple[Any, ...], haste: Haste = Haste.PEOPLE
    ) -> T:
        """Run a unit of work in its own transaction; all have a place side by side."""
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
        access = self._access
        with access.engine.connect() as connection, access.transaction(connection):
            return work(access.tx(connection), *args)


@dataclass(frozen=True, slots=True)
class _Asked:
    work: Callable[..., Any]
    args: tuple[Any, ...]
    loop: asyncio.AbstractEventLoop
    result: asyncio.Future[Any]
    lasting: bool


class Together:
    """One thread with SQLite's one writer. Units of work that wait are committed together.

    A commit waits for the disk, so a few that share one cost little more than one alone. None is
    told of its end before all are committed. Where one of them fails nothing of theirs is kept, and
    each is run again in a transaction of its own.

    What a person waits for goes first; of the rest one at a time comes in between.
    """

    def __init__(self, access: Access, name: str) -> None:
        self._access = access
        self._first: deque[_Asked] = deque()
        self._urgent: deque[_Asked] = deque()
        self._patient: deque[_Asked] = deque()
        self._urgent_last = False
        self._connection: Connection | None = None  # the thread's, from its first unit to its end
        self._calls: SimpleQueue[bool] = SimpleQueue()  # one for each unit; False ends them
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._thread.start()

    async def run(self, work: Callable[..., T], args: tuple[Any, ...], haste: Haste) -> T:
        """Run a unit of work, after all as urgent ones that were asked for before it; one that is
        to be the first goes before all others that wait."""
        loop = asyncio.get_running_loop()
        asked = _Asked(work, args, loop, loop.create_future(), haste is not Haste.LEASE)
        match haste:
            case Haste.FIRST:
                self._first.append(asked)
            case Haste.PEOPLE:
                self._urgent.append(asked)
            case Haste.NONE | Haste.LEASE:
                self._patient.append(asked)
        self._calls.put(True)
        result: T = await asked.result
        return result

    def close(self) -> None:
        """Finish what was asked for."""
        self._calls.put(False)
        self._thread.join()

    def _serve(self) -> None:
        while self._calls.get():
            self._commit(self._next())
        if self._connection is not None:
            self._connection.close()

    def _next(self) -> Iterator[_Asked]:
        """Take the units of the next transaction off their line, one when the one before is done.

        None are left where an earlier call has taken them with its own. A unit that need not last
        has a transaction to itself.
        """
        others = bool(self._first)
        while self._first:
            yield self._first.popleft()
        is_turn_of_patient = self._patient and (self._urgent_last or not self._urgent)
        line = self._patient if is_turn_of_patient else self._urgent
        self._urgent_last = not is_turn_of_patient
        for _ in range(min(len(line), MOST_TOGETHER)):
            if others and not line[0].lasting:
                return
            if not (unit := line.popleft()).result.cancelled():
                yield unit
            if not unit.lasting or (is_turn_of_patient and self._urgent):
                return
            others = True

    def _commit(self, line: Iterator[_Asked]) -> None:
        """Run units of work in one transaction, and tell those who wait."""
        units = list(islice(line, 1))
        if not units:
            return
        try:
            with self._access.faults_told():
                results = self._results(units, line)
        except BaseException as error:  # noqa: BLE001 # whoever waits is told, as by any executor
            if len(units) == 1:
                _hand_over(units[0].loop, _fail, units[0], error)
                return
            for unit in units:
                self._commit(iter([unit]))
        else:
            for loop in {unit.loop for unit in units}:
                _hand_over(loop, _end, loop, units, results)

    def _results(self, units: list[_Asked], line: Iterator[_Asked]) -> list[Any]:
        """Run the first of `units`, and those that `line` yields, which join them; commit."""
        if self._connection is None:
            self._connection = self._access.engine.connect()
        with self._access.transaction(self._connection, lasting=units[0].lasting):
            results = [self._result(units[0], self._connection)]
            for unit in line:
                units.append(unit)
                results.append(self._result(unit, self._connection))
        return results

    def _result(self, unit: _Asked, connection: Connection) -> Any:
        return unit.work(self._access.tx(connection), *unit.args)


def _hand_over(loop: asyncio.AbstractEventLoop, tell: Callable[..., None], *told: object) -> None:
    with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
        loop.call_soon_threadsafe(tell, *told)


def _end(loop: asyncio.AbstractEventLoop, units: list[_Asked], results: list[Any]) -> None:
    for unit, result in zip(units, results, strict=True):
        if unit.loop is loop and not unit.result.done():
            unit.result.set_result(result)


def _fail(unit: _Asked, error: BaseException) -> None:
    if not unit.result.done():
        unit.result.set_exception(error)
