"""SQLite's log is moved into the file beside those who write."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.store import checkpoints
from bot.store.database import SqlDatabase
from tests.builders import ALICE, at

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

PAGE = "vertical mattress " * 1_000


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(checkpoints, "LONG_LOG", 100_000)


async def write(db: SqlDatabase, number: int) -> None:
    for _ in range(number):
        await db.run(lambda tx: tx.outbox.add(ALICE, None, PAGE, at()))


def pages(file: Path) -> int:
    return file.stat().st_size // 4_096


async def test_a_long_log_is_moved_while_the_bot_goes_on(database: SqlDatabase, file: Path) -> None:
    before = pages(file)
    await write(database, 20)

    async with asyncio.timeout(10):
        while pages(file) < before + 20 * len(PAGE) // 4_096:
            await asyncio.sleep(0.01)

    await write(database, 1)
    assert len(await database.read(lambda tx: tx.outbox.waiting())) == 21


async def test_a_short_log_is_left_alone(database: SqlDatabase, file: Path) -> None:
    before = pages(file)
    await write(database, 1)
    await asyncio.sleep(0.1)
    assert pages(file) == before


async def test_a_reader_who_stays_does_not_stop_it(database: SqlDatabase, file: Path) -> None:
    with sqlite3.connect(file) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM outbox").fetchone() == (0,)
        await write(database, 20)
        await asyncio.sleep(0.1)
        assert reader.execute("SELECT count(*) FROM outbox").fetchone() == (0,)
    assert len(await database.read(lambda tx: tx.outbox.waiting())) == 20
