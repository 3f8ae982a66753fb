"""On SQLite, units of work that wait for the writer share a commit, and nothing else."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.store.database import SqlDatabase
from bot.usecases.ports import DatabaseDown, Tx
from tests.builders import ALICE, alice, at

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

ROOM_LEFT = 20  # pages: enough for a few words, not for a book
BOOK = "vertical mattress " * 100_000


class Broken(Exception):
    pass


def put(tx: Tx, words: str) -> None:
    tx.outbox.add(ALICE, None, words, at())


def put_and_break(tx: Tx, words: str) -> None:
    put(tx, words)
    raise Broken(words)


def waiting(tx: Tx) -> list[str]:
    return [row.payload for row in tx.outbox.waiting()]


def bytes_of(file: Path) -> bytes:
    """What lies in a database and in its log."""
    return file.read_bytes() + file.with_name(f"{file.name}-wal").read_bytes()


async def together(db: SqlDatabase, *works: Callable[[Tx], Any]) -> list[Any]:
    """Let the works wait behind one that takes long; return what became of each."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        begun.set()
        assert go_on.wait(10)

    first = asyncio.create_task(db.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    asked = [asyncio.create_task(db.run(work)) for work in works]
    await asyncio.sleep(0)
    go_on.set()
    await first
    return await asyncio.gather(*asked, return_exceptions=True)


async def test_those_who_wait_share_one_commit(database: SqlDatabase) -> None:
    commits: list[object] = []
    event.listen(database._engines[0], "commit", commits.append)

    await together(database, *[lambda tx, n=n: put(tx, str(n)) for n in range(9)])

    assert len(commits) == 2  # the slow one's, and theirs
    assert await database.read(waiting) == [str(n) for n in range(9)]


async def test_one_that_fails_among_them_is_undone_alone(database: SqlDatabase) -> None:
    before, broken, after = await together(
        database,
        lambda tx: put(tx, "before"),
        lambda tx: put_and_break(tx, "broken"),
        lambda tx: put(tx, "after"),
    )

    assert (before, after) == (None, None)
    assert isinstance(broken, Broken)
    assert await database.read(waiting) == ["before", "after"]


async def test_when_the_disk_is_full_nobody_is_told_of_a_commit_that_was_none(
    database: SqlDatabase,
) -> None:
    def leave_little_room(tx: Tx) -> None:
        writer = tx.outbox._connection  # type: ignore[attr-defined]
        pages = writer.exec_driver_sql("PRAGMA page_count").scalar_one()
        writer.exec_driver_sql(f"PRAGMA max_page_count = {pages + ROOM_LEFT}")

    await database.run(leave_little_room)

    words = ["one", BOOK, "two"]
    outcomes = await together(database, *[lambda tx, each=each: put(tx, each) for each in words])

    assert isinstance(outcomes[1], DatabaseDown)
    kept = [each for each, outcome in zip(words, outcomes, strict=True) if outcome is None]
    assert await database.read(waiting) == kept


async def test_one_whom_nobody_waits_for_any_more_is_not_begun(database: SqlDatabase) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        begun.set()
        assert go_on.wait(10)

    first = asyncio.create_task(database.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    given_up = asyncio.create_task(database.run(put, "given up"))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.sleep(0)
    go_on.set()
    await first
    await database.run(put, "after")

    assert await database.read(waiting) == ["after"]


async def test_what_one_of_them_erased_leaves_the_log_at_once(
    database: SqlDatabase, file: Path
) -> None:
    await database.run(lambda tx: tx.learners.save(alice(name="Alice Unmistakable")))

    await together(
        database, lambda tx: tx.learners.forget(ALICE), lambda tx: put(tx, "something else")
    )

    assert b"Unmistakable" not in bytes_of(file)
