from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.store.database import open_database
from tests.builders import alice
from tests.chat.room import InlineDatabase, Room, copied
from tests.simulated import simulate


@pytest.fixture(scope="session", autouse=True)
def plain_log() -> None:
    """One plain line an event: a traceback with all its values takes a second to be written."""
    structlog.configure(processors=[structlog.processors.KeyValueRenderer()])


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every table and nobody in it, made once."""
    file = tmp_path_factory.mktemp("store") / "empty.sqlite3"
    open_database(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def nobody(tmp_path: Path, empty_database: Path) -> Iterator[Room]:
    """A room in which nobody is known."""
    db = InlineDatabase(copied(empty_database, tmp_path))
    yield Room(db)
    db.close()


@pytest.fixture
def room(nobody: Room) -> Room:
    """Alice's room, on Monday at half past six in the evening."""
    simulate(nobody.keep(alice()))
    return nobody
