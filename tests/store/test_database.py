"""Units of work: atomic, in order, off the event loop; readers see what was committed."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from bot.store.database import SqlDatabase, open_database
from bot.usecases.ports import Database, DatabaseDown, OutboxRow, Tx
from tests.builders import ALICE, alice, at


class Broken(Exception):
    pass


def put(tx: Tx, words: str) -> OutboxRow:
    return tx.outbox.add(ALICE, None, words, at())


def put_twice(tx: Tx, words: str) -> None:
    put(tx, words)
    put(tx, words)


def put_and_break(tx: Tx, words: str) -> None:
    put(tx, words)
    raise Broken(words)


def waiting(tx: Tx) -> list[str]:
    return [row.payload for row in tx.outbox.waiting()]


@pytest.fixture
def db(database: SqlDatabase) -> Database:
    """The database as use cases know it."""
    return database


async def test_a_unit_of_work_gives_back_its_result_and_is_kept(db: Database) -> None:
    row = await db.run(put, "one")

    assert await db.read(waiting) == ["one"]
    assert row.payload == "one"


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_what_was_asked_for_first_happens_first(db: Database) -> None:
    words = [str(number) for number in range(100)]

    await asyncio.gather(*(db.run(put, each) for each in words))

    assert await db.read(waiting) == words


async def test_a_unit_that_fails_leaves_nothing_and_the_others_go_on(db: Database) -> None:
    works = [put_and_break if number % 3 == 0 else put_twice for number in range(30)]

    outcomes = await asyncio.gather(
        *(db.run(work, str(number)) for number, work in enumerate(works)), return_exceptions=True
    )

    assert [isinstance(outcome, Broken) for outcome in outcomes] == [
        number % 3 == 0 for number in range(30)
    ]
    kept = [str(number) for number in range(30) if number % 3 for _ in range(2)]
    assert sorted(await db.read(waiting)) == sorted(kept)


async def test_counting_up_side_by_side_loses_no_step(db: Database) -> None:
    await db.run(lambda tx: tx.learners.save(alice(day_start=0)))

    def count_up(tx: Tx) -> None:
        person = tx.learners.get(ALICE)
        assert person is not None
        tx.learners.save(alice(day_start=person.day_start + 1))

    await asyncio.gather(*(db.run(count_up) for _ in range(50)))

    person = await db.read(lambda tx: tx.learners.get(ALICE))
    assert person is not None
    assert person.day_start == 50


async def test_readers_see_only_what_was_committed(db: Database) -> None:
    written, go_on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        put(tx, "slow")
        written.set()
        assert go_on.wait(10)

    writing = asyncio.create_task(db.run(slow))
    await asyncio.to_thread(written.wait, 10)
    before = await db.read(waiting)
    go_on.set()
    await writing

    assert before == []
    assert await db.read(waiting) == ["slow"]


async def test_a_reader_sees_one_moment_throughout(db: Database) -> None:
    looked, go_on = threading.Event(), threading.Event()

    def look_twice(tx: Tx) -> tuple[list[str], list[str]]:
        first = waiting(tx)
        looked.set()
        assert go_on.wait(10)
        return first, waiting(tx)

    looking = asyncio.create_task(db.read(look_twice))
    await asyncio.to_thread(looked.wait, 10)
    await db.run(put, "meanwhile")
    go_on.set()

    assert await looking == ([], [])


async def test_the_writer_does_not_wait_for_readers(db: Database) -> None:
    go_on = threading.Event()
    looking = [asyncio.create_task(db.read(lambda tx: go_on.wait(10))) for _ in range(2)]

    await db.run(put, "meanwhile")
    go_on.set()

    assert await asyncio.gather(*looking) == [True, True]


async def test_a_reader_cannot_write(db: Database) -> None:
    with pytest.raises(DatabaseDown, match=r"read-?only"):
        await db.read(put, "no")

    assert await db.read(waiting) == []


async def test_the_event_loop_goes_on_while_a_unit_runs(db: Database) -> None:
    go_on = threading.Event()
    running = asyncio.create_task(db.run(lambda tx: go_on.wait(10)))
    await asyncio.sleep(0.01)  # the loop is free to do this

    go_on.set()

    assert await running is True


async def test_a_unit_that_nobody_waits_for_any_more_is_finished(url: str, db: SqlDatabase) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        begun.set()
        assert go_on.wait(10)
        put(tx, "kept")

    writing = asyncio.create_task(db.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    writing.cancel()
    go_on.set()
    db.close()

    again = open_database(url)
    assert await again.read(waiting) == ["kept"]
    again.close()


async def test_closing_finishes_what_was_asked_for(url: str, db: SqlDatabase) -> None:
    asked = [asyncio.create_task(db.run(put, str(number))) for number in range(20)]
    await asyncio.sleep(0)

    db.close()

    await asyncio.gather(*asked)
    again = open_database(url)
    assert len(await again.read(waiting)) == 20
    again.close()


async def test_closing_leaves_one_file(file: Path) -> None:
    db = open_database(f"sqlite:///{file}")
    await db.run(put, "one")

    db.close()

    assert [each.name for each in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_another_process_that_holds_the_lock_for_a_moment_is_waited_for(
    url: str, db: Database
) -> None:
    held, go_on = threading.Event(), threading.Event()
    other = open_database(url)

    def hold(tx: Tx) -> None:
        put(tx, "first")
        held.set()
        assert go_on.wait(10)

    holding = asyncio.create_task(other.run(hold))
    await asyncio.to_thread(held.wait, 10)
    writing = asyncio.create_task(db.run(put, "second"))
    await asyncio.sleep(0.05)
    go_on.set()
    await asyncio.gather(holding, writing)
    other.close()

    assert await db.read(waiting) == ["first", "second"]
