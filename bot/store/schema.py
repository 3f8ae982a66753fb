"""The schema's revision: bringing a database to it, and refusing what is not ours or newer."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from bot.store import engines
from bot.store.faults import UnwritableDatabase, faults_named, make_folder_of

HEAD = "0001"  # the newest revision; written here so that a start needs no Alembic to know it


def database_file(url: str) -> Path:
    """Return the file that a URL names, as an absolute path."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is None or parsed.get_backend_name() != "sqlite" or parsed.host or parsed.query:
        raise UnwritableDatabase("only sqlite:///path/to/file is supported")
    if parsed.database in {None, "", ":memory:"}:
        raise UnwritableDatabase(
            "a database in memory would be lost: name a file, sqlite:///path/to/file"
        )
    return Path(str(parsed.database)).absolute()


def migrate(url: str) -> None:
    """Bring a database to the newest revision, making the file and its folder where needed."""
    file = database_file(url)
    make_folder_of(file)
    engine = engines.migrator(file)
    try:
        with faults_named(file):
            _bring_to_head(engine, file)
    finally:
        engine.dispose()


def _bring_to_head(engine: Engine, file: Path) -> None:
    with engine.begin() as connection:
        revision = _revision(connection, file)
        if revision != HEAD:
            from bot.store.upgrade import upgrade  # Alembic takes half a second to import

            upgrade(connection, revision, file)
        # A real write, so that a file that cannot be written is told of now and not at a tap.
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))


def _revision(connection: Connection, file: Path) -> str | None:
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise UnwritableDatabase(f"{file} belongs to another program: name another file")
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
