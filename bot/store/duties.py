"""Duties that one process at a time may have. A holder's death gives them back."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO, Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from bot.usecases.ports import Duty

_TAKE = text("SELECT pg_try_advisory_lock(hashtextextended('steadyhand ' || :duty, 0))")


class Duties(Protocol):
    """What a process holds. Asked by one thread at a time."""

    def hold(self, duty: Duty) -> bool:
        """Tell whether the duty is held here, taking it when it is free."""

    def close(self) -> None:
        """Give everything back."""


class FileDuties:
    """Locks on files beside the database. The files stay: a removed one would hold nobody off."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._held: dict[Duty, IO[bytes]] = {}

    def hold(self, duty: Duty) -> bool:
        if duty in self._held:
            return True
        file = self._database.with_name(f"{self._database.name}.{duty}.lock").open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._held[duty] = file
        return True

    def close(self) -> None:
        while self._held:
            self._held.popitem()[1].close()


class SessionDuties:
    """Advisory locks of one session. The server frees them when its connection ends."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._session: Connection | None = None
        self._held: set[Duty] = set()

    def hold(self, duty: Duty) -> bool:
        if self._session and not self._is_alive(self._session):
            self.close()
        if self._session is None:
            self._session = self._engine.connect()
        if duty not in self._held and self._session.scalar(_TAKE, {"duty": duty}):
            self._held.add(duty)
        return duty in self._held

    def _is_alive(self, session: Connection) -> bool:
        try:
            session.scalar(text("SELECT 1"))
        except DBAPIError:
            return False
        return True

    def close(self) -> None:
        self._held.clear()
        if self._session:
            self._session.invalidate()  # to the pool it would go back with its locks
            self._session.close()
            self._session = None
