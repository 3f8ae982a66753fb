"""A database on a PostgreSQL server.

Its driver is imported with the first engine: who runs on SQLite never loads it.
"""

from __future__ import annotations

import contextlib
import re
import time
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import URL, Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.store.duties import SessionDuties
from bot.store.faults import UnwritableDatabase

OLDEST_VERSION = 13
WAIT_FOR_SERVER_S = 10.0  # at the start: it may come up a little later than the bot
LOOK_AGAIN_S = 0.2

# A dead peer is noticed within a minute, on both sides: a lock that it held is free again then.
_CONNECTION = {
    "fallback_application_name": "steadyhand",
    "client_encoding": "utf8",
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
_SESSION = {
    "timezone": "UTC",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
_UNIT = {"statement_timeout": "30s"}
_MIGRATION = {"statement_timeout": "0", "lock_timeout": "60s"}

# What another unit of work did at the same moment made this one fail. Run again, it sees what that
# one committed, as it would have on SQLite, where they come one after the other.
_PASSING = {
    "40001",  # serialization failure
    "40P01",  # deadlock
    "23505",  # a row with the same key was there first
    "23503",  # a row that this one hangs on has gone
}
_READ_ONLY = "25006"
_MENDS = {
    "25006": "is read-only: name the primary server, or let this user write",
    "42501": "may not be changed by this user: let it own the database",
    "53100": "cannot grow since the disk is full: free some space",
    "55P03": "is locked by another process: stop that one",
}
# The server's words where a login fails: the driver has no code for these.
_REFUSALS = {
    r"password|authentication|pg_hba\.conf|role \".*\" does not exist": (
        "refuses this login: check the user and the password"
    ),
    r"database \".*\" does not exist": "does not exist: create it (createdb), or name another",
    r"permission denied for database": "may not be opened by this user: grant it CONNECT",
    r"too many (clients|connections)|connection slots": (
        "has no connection free: raise its max_connections, or stop what holds them"
    ),
}
_LOCK_SCHEMA = text("SELECT pg_advisory_xact_lock(hashtextextended('steadyhand schema', 0))")
_TABLES = text("""
    SELECT relname FROM pg_class
    WHERE relnamespace = to_regnamespace(current_schema()) AND relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
""")


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A few connections: units of work about different learners run side by side."""

    url: URL
    is_shared: ClassVar[bool] = True
    writers: ClassVar[int] = 8
    readers: ClassVar[int] = 2

    @property
    def name(self) -> str:
        host = self.url.host or self.url.query.get("host") or "this machine"
        port = f":{self.url.port}" if self.url.port else ""
        return f"{self.url.database} at {host}{port}"

    def prepare(self) -> None:
        """Wait for a server that is not up yet, and refuse one that will not do."""
        engine = self.migrator()
        try:
            with self._first_connection(engine) as connection:
                version = connection.scalar(text("SHOW server_version_num"))
                encoding = connection.scalar(text("SHOW server_encoding"))
        finally:
            engine.dispose()
        if int(version) < OLDEST_VERSION * 10_000:
            raise UnwritableDatabase(
                f"{self.name} is PostgreSQL {int(version) // 10_000}: it must be "
                f"{OLDEST_VERSION} or newer"
            )
        if encoding != "UTF8":
            raise UnwritableDatabase(
                f"{self.name} keeps its words in {encoding}: create it with ENCODING 'UTF8'"
            )

    def _first_connection(self, engine: Engine) -> Connection:
        give_up = time.monotonic() + WAIT_FOR_SERVER_S
        while True:
            try:
                return engine.connect()
            except OperationalError as error:
                if _refusal(error) or time.monotonic() > give_up:
                    raise
            time.sleep(LOOK_AGAIN_S)

    def migrator(self) -> Engine:
        return self._engine(_MIGRATION, connections=1)

    def engines(self) -> tuple[Engine, Engine]:
        """Return writers and readers, who share connections; one more is for the duties."""
        engine = self._engine(_UNIT, connections=self.writers + self.readers + 1)
        return engine, engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    def _engine(self, session: dict[str, str], *, connections: int) -> Engine:
        given = dict(self.url.query)
        options = [f"-c {name}={value}" for name, value in (_SESSION | session).items()]
        arguments: dict[str, Any] = {
            name: value for name, value in _CONNECTION.items() if name not in given
        }
        arguments["options"] = " ".join([*options, str(given.get("options", ""))])
        return create_engine(
            self.url.set(drivername="postgresql+psycopg"),
            connect_args=arguments,
            isolation_level="READ COMMITTED",
            pool_size=connections,
            max_overflow=0,
            pool_pre_ping=True,  # after a restart of the server, the next unit of work goes on
        )

    def duties(self, writing: Engine) -> SessionDuties:
        return SessionDuties(writing)

    def lock_schema(self, connection: Connection) -> None:
        connection.execute(_LOCK_SCHEMA)

    def tables(self, connection: Connection) -> set[str]:
        """Return the tables of the schema that ours go to, without those of extensions."""
        return set(connection.scalars(_TABLES))

    def check_migrated(self, connection: Connection) -> None:
        """Nothing to do: foreign keys were watched all the time."""

    def forget_erased(self, connection: Connection) -> None:
        """Nothing to do: the server reclaims the space by itself (autovacuum)."""

    def unsynced(self, connection: Connection) -> contextlib.nullcontext[None]:
        """Sync all the same: writers do not wait for one another here."""
        return contextlib.nullcontext()

    def upkeep(self) -> contextlib.ExitStack:
        """Nothing to do: the server sees to itself."""
        return contextlib.ExitStack()

    def is_down(self, error: DBAPIError) -> bool:
        disconnected = error.connection_invalidated or _state(error) == _READ_ONLY
        return disconnected or isinstance(error, OperationalError)

    def is_passing(self, error: DBAPIError) -> bool:
        return _state(error) in _PASSING

    def mend(self, error: DBAPIError) -> str:
        said = _said(error)
        if _state(error) or not isinstance(error, OperationalError):
            return _MENDS.get(_state(error) or "", f"cannot be used: {said}")
        return _refusal(error) or (
            f"cannot be reached ({said}): check that PostgreSQL runs there and lets this machine in"
        )


def _said(error: DBAPIError) -> str:
    """Return what the driver says, in one line without its preamble; it names no password."""
    line = next(iter(str(error.orig).splitlines()), "")
    return re.sub(r"^.* failed: (FATAL: +)?", "", line)


def _state(error: DBAPIError) -> str | None:
    state: str | None = getattr(error.orig, "sqlstate", None)
    return state


def _refusal(error: DBAPIError) -> str | None:
    said = str(error.orig)
    return next((mend for words, mend in _REFUSALS.items() if re.search(words, said)), None)
