"""Real SQLite files: one is migrated once, and each test gets a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from bot.store import engines
from bot.store.database import SqlDatabase, open_database
from bot.store.schema import migrate
from bot.store.transaction import SqlTx
from tests.builders import alice, bob, carol


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "empty.sqlite3"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def file(tmp_path: Path, empty_file: Path) -> Path:
    """A database of the newest schema with nothing in it."""
    return Path(shutil.copy(empty_file, tmp_path / "steadyhand.sqlite3"))


@pytest.fixture
def database(file: Path) -> Iterator[SqlDatabase]:
    opened = open_database(f"sqlite:///{file}")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def writer(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Iterator[Engine]:
    """A writer whose statements are compiled once for all tests."""
    engine = engines.writer(Path(shutil.copy(empty_file, tmp_path_factory.mktemp("shared"))))
    yield engine
    engine.dispose()


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
