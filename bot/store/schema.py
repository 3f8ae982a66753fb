"""The schema's revision: bringing a database to it, and refusing what is not ours or newer."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text

from bot.store.backends import Backend, backend_of, faults_named
from bot.store.faults import UnwritableDatabase

HEAD = "0007"  # the newest revision; written here so that a start needs no Alembic to know it


def migrate(url: str) -> None:
    """Bring a database to the newest revision; where there is none yet, it is made.

    Raises UnwritableDatabase, whose message is one line with the mend.
    """
    bring_up(backend_of(url))


def bring_up(backend: Backend) -> None:
    """Bring a database to the newest revision."""
    with faults_named(backend):
        backend.prepare()
        engine = backend.migrator()
        try:
            _bring_to_head(engine, backend)
        finally:
            engine.dispose()


def _bring_to_head(engine: Engine, backend: Backend) -> None:
    with engine.begin() as connection:
        backend.lock_schema(connection)
        revision = _revision(connection, backend)
        if revision != HEAD:
            from bot.store.upgrade import upgrade  # Alembic takes half a second to import

            upgrade(connection, revision, backend)
        # A real write, so that what cannot be written is told of now and not at a tap.
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))


def _revision(connection: Connection, backend: Backend) -> str | None:
    tables = backend.tables(connection)
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise UnwritableDatabase(f"{backend.name} belongs to another program: name another one")
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
