"""The two kinds of database. What each does in its own way stands in a module of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.store.duties import Duties
from bot.store.faults import UnwritableDatabase
from bot.store.postgresql import PostgresServer
from bot.store.sqlite import SqliteFile


class Upkeep(Protocol):
    """What is done beside the units of work, until it is closed."""

    def close(self) -> None: ...


class Backend(Protocol):
    """A database as the store needs it."""

    @property
    def name(self) -> str:
        """How faults call it, without any secret."""

    @property
    def is_shared(self) -> bool:
        """Whether processes on several machines may be at work on it."""

    @property
    def writers(self) -> int:
        """How many units of work may write side by side."""

    @property
    def readers(self) -> int:
        """How many may only read beside them."""

    def prepare(self) -> None:
        """See to what must be there before the first connection, or raise UnwritableDatabase."""

    def migrator(self) -> Engine:
        """Return the engine that changes the schema."""

    def engines(self) -> tuple[Engine, Engine]:
        """Return the engine of the writers and that of the readers."""

    def duties(self, writing: Engine) -> Duties:
        """Return what only one process may hold."""

    def lock_schema(self, connection: Connection) -> None:
        """Let no other process change the schema before this transaction ends."""

    def tables(self, connection: Connection) -> set[str]:
        """Return the tables that stand where ours are to be."""

    def check_migrated(self, connection: Connection) -> None:
        """Refuse a change of the schema after which something is amiss."""

    def forget_erased(self, connection: Connection) -> None:
        """Leave no trace of what a connection's last transaction erased."""

    def unsynced(self, connection: Connection) -> AbstractContextManager[None]:
        """Let commits meanwhile return before they are on the disk, where that takes time."""

    def upkeep(self) -> Upkeep:
        """Begin what a database in use wants to have done beside its users."""

    def is_down(self, error: DBAPIError) -> bool:
        """Tell whether a unit of work failed since the database cannot serve right now."""

    def is_passing(self, error: DBAPIError) -> bool:
        """Tell whether it failed only for what others did meanwhile: it may be run again."""

    def mend(self, error: DBAPIError) -> str:
        """Say what is wrong and what to do, to go on after the name."""


def backend_of(url: str) -> Backend:
    """Return the database that a URL names; UnwritableDatabase if it names none."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise UnwritableDatabase(
            "it must be sqlite:///path/to/file or postgresql://user:password@host:port/name"
        ) from None
    if parsed.get_backend_name() in {"postgresql", "postgres"}:
        return PostgresServer(parsed)
    return SqliteFile.at(parsed)


@contextmanager
def faults_named(backend: Backend) -> Iterator[None]:
    """Turn what the database's driver says into one line."""
    try:
        yield
    except DBAPIError as error:
        raise UnwritableDatabase(f"{backend.name} {backend.mend(error)}") from error
