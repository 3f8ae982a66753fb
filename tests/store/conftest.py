"""Real databases of both kinds. One is migrated once, and each test gets a copy of it.

What is promised on SQLite is promised on PostgreSQL, so the same tests run on both; those that ask
for a `file` are about SQLite alone, and those that ask for `postgres` about PostgreSQL.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from bot.store.backends import Backend, backend_of
from bot.store.database import SqlDatabase, open_database
from bot.store.schema import migrate
from bot.store.transaction import SqlTx
from tests.builders import alice, bob, carol
from tests.postgres import Databases


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "empty.sqlite3"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def file(tmp_path: Path, empty_file: Path) -> Path:
    """A SQLite database of the newest schema with nothing in it."""
    return Path(shutil.copy(empty_file, tmp_path / "steadyhand.sqlite3"))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each of the two kinds of database in turn."""
    return str(request.param)


@pytest.fixture
def url(database_kind: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of the newest schema with nothing in it."""
    if database_kind == "sqlite":
        yield f"sqlite:///{request.getfixturevalue('file')}"
        return
    databases: Databases = request.getfixturevalue("postgres")
    fresh = databases.fresh()
    yield fresh
    databases.drop(fresh)


@pytest.fixture
def bare_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database in which there is nothing at all yet."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.sqlite3'}"
        return
    databases: Databases = request.getfixturevalue("postgres")
    bare = databases.bare()
    yield bare
    databases.drop(bare)


@pytest.fixture
def backend(url: str) -> Backend:
    return backend_of(url)


@pytest.fixture
def database(url: str) -> Iterator[SqlDatabase]:
    opened = open_database(url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def writer(
    database_kind: str,
    empty_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[Engine]:
    """A writer whose statements are compiled once for all tests."""
    if database_kind == "sqlite":
        url = f"sqlite:///{shutil.copy(empty_file, tmp_path_factory.mktemp('shared'))}"
    else:
        databases: Databases = request.getfixturevalue("postgres")
        url = databases.fresh()
    writer, readers = backend_of(url).engines()
    yield writer
    readers.dispose()
    writer.dispose()


@pytest.fixture
def connection(writer: Engine) -> Iterator[Connection]:
    """The writer's connection, in a transaction that comes to nothing."""
    with writer.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


@pytest.fixture
def tx(connection: Connection) -> SqlTx:
    """A transaction in which Alice, Bob and Carol are known."""
    known = SqlTx(connection)
    for person in (alice(), bob(), carol()):
        known.learners.save(person)
    return known
