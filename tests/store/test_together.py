"""On SQLite, units of work that wait for the writer share a commit, and nothing else."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.store.database import SqlDatabase
from bot.store.transaction import SqlTx
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


async def all_at_once(
    database: SqlDatabase, asked: Iterable[Coroutine[Any, Any, Any]]
) -> list[Any]:
    """Ask for everything while the writer is at work; return what became of each."""
    begun, go_on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        begun.set()
        assert go_on.wait(10)

    first = asyncio.create_task(database.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    waiting = [asyncio.ensure_future(each) for each in asked]
    await asyncio.sleep(0)
    go_on.set()
    await first
    return await asyncio.gather(*waiting, return_exceptions=True)


def waiting(tx: Tx) -> list[str]:
    return [row.payload for row in tx.outbox.waiting()]


def bytes_of(file: Path) -> bytes:
    """What lies in a database and in its log."""
    return file.read_bytes() + file.with_name(f"{file.name}-wal").read_bytes()


async def together(db: SqlDatabase, *works: Callable[[Tx], Any]) -> list[Any]:
    """Let the works wait behind one that takes long; return what became of each."""
    return await all_at_once(db, [db.run(work) for work in works])


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


async def test_people_go_before_what_nobody_waits_for(database: SqlDatabase) -> None:
    done: list[str] = []
    asked = [
        *(database.run_patiently(lambda tx, n=n: done.append(f"clock {n}")) for n in range(3)),
        *(database.run(lambda tx, n=n: done.append(f"person {n}")) for n in range(3)),
    ]
    assert not any(await all_at_once(database, asked))

    assert [each for each in done if each.startswith("person")] == [f"person {n}" for n in range(3)]
    assert done.index("person 2") < done.index("clock 1")  # one of the clock's comes in between
    assert done[-1] == "clock 2"


async def test_what_is_only_to_be_written_down_goes_first(database: SqlDatabase) -> None:
    done: list[str] = []
    asked = [
        database.run_patiently(lambda tx: done.append("clock")),
        database.run(lambda tx: done.append("person")),
        database.run_first(lambda tx: done.append("sent")),
    ]
    assert not any(await all_at_once(database, asked))

    assert done[0] == "sent"
    assert sorted(done) == ["clock", "person", "sent"]


async def test_the_clock_stops_for_a_person_who_comes(database: SqlDatabase) -> None:
    done: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        done.append("clock 0")
        begun.set()
        assert go_on.wait(10)

    works = [slow, *(lambda tx, n=n: done.append(f"clock {n}") for n in range(1, 9))]
    clock = [asyncio.create_task(database.run_patiently(work)) for work in works]
    await asyncio.to_thread(begun.wait, 10)
    person = asyncio.create_task(database.run(lambda tx: done.append("person")))
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(person, *clock)

    assert done == ["clock 0", "person", *(f"clock {n}" for n in range(1, 9))]


async def test_while_people_come_without_end_the_clock_has_its_turns(database: SqlDatabase) -> None:
    served: list[str] = []

    async def writes_on() -> None:
        while "clock" not in served:
            await database.run(lambda tx: served.append("person"))

    people = [asyncio.create_task(writes_on()) for _ in range(20)]
    async with asyncio.timeout(10):
        await database.run_patiently(lambda tx: served.append("clock"))
    await asyncio.gather(*people)
    assert served.count("clock") == 1


async def test_a_unit_that_is_run_again_hands_over_one_result(database: SqlDatabase) -> None:
    """Beside one that fails, the others' first run comes to nothing."""
    runs: list[int] = []

    def count(tx: Tx) -> int:
        put(tx, "counted")
        runs.append(1)
        return len(runs)

    broken, counted = await together(database, lambda tx: put_and_break(tx, "broken"), count)

    assert isinstance(broken, Broken)
    assert counted == len(runs)
    assert await database.read(waiting) == ["counted"]


async def test_a_lease_is_committed_by_itself_and_waits_for_no_disk(database: SqlDatabase) -> None:
    safety: dict[str, int] = {}

    def note(name: str) -> Callable[[SqlTx], None]:
        def work(tx: SqlTx) -> None:
            connection = tx.learners._connection
            safety[name] = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()

        return work

    asked = [
        database.run_patiently(note("before")),
        database.run_lease(note("lease")),
        database.run_patiently(note("after")),
        database.run_first(note("sent")),
    ]
    assert not any(await all_at_once(database, asked))

    full, normal = 2, 1
    assert safety == {"before": full, "lease": normal, "after": full, "sent": full}
