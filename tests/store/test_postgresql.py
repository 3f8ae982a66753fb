"""What PostgreSQL alone can do: units of work side by side, and connections that break."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.learners import Learner
from bot.store.database import SqlDatabase, open_database
from bot.store.postgresql import _SESSION
from bot.usecases.ports import DatabaseDown, Duty, Tx
from tests.builders import ALICE, BOB, MONDAY, alice, at, bob, plan_item
from tests.postgres import Databases, Server, name_of, running_server

PATIENCE_S = 10


@pytest.fixture
def url(postgres: Databases) -> Iterator[str]:
    fresh = postgres.fresh()
    yield fresh
    postgres.drop(fresh)


@pytest.fixture
async def db(database: SqlDatabase) -> SqlDatabase:
    """A database in which Alice and Bob are known."""
    for person in (alice(), bob()):
        await database.run(lambda tx, person=person: tx.learners.save(person))
    return database


def rename(tx: Tx, learner: int, name: str) -> None:
    person = tx.learners.get(learner)
    assert person is not None
    tx.learners.save(alice(id=learner, name=f"{person.name}, {name}"))


async def name_kept(db: SqlDatabase, learner: int) -> str:
    person = await db.read(lambda tx: tx.learners.get(learner))
    assert isinstance(person, Learner)
    return person.name


# --- side by side --------------------------------------------------------------------------------


async def test_units_about_different_learners_run_side_by_side(db: SqlDatabase) -> None:
    both_are_in = threading.Barrier(2, timeout=PATIENCE_S)

    def meet(tx: Tx, learner: int) -> None:
        rename(tx, learner, "met")
        both_are_in.wait()

    await asyncio.gather(db.run(meet, ALICE), db.run(meet, BOB))

    assert await name_kept(db, ALICE) == "Alice, met"


async def test_units_about_one_learner_come_one_after_the_other(db: SqlDatabase) -> None:
    looked, go_on = threading.Event(), threading.Event()

    def slowly(tx: Tx) -> None:
        rename(tx, ALICE, "first")
        looked.set()
        assert go_on.wait(PATIENCE_S)

    first = asyncio.create_task(db.run(slowly))
    await asyncio.to_thread(looked.wait, PATIENCE_S)
    second = asyncio.create_task(db.run(rename, ALICE, "second"))
    assert await name_kept(db, ALICE) == "Alice"  # readers do not wait
    go_on.set()
    await asyncio.gather(first, second)

    assert await name_kept(db, ALICE) == "Alice, first, second"


async def test_a_deadlock_is_undone_and_both_units_come_to_their_end(db: SqlDatabase) -> None:
    """Each holds what the other wants: the server breaks one off, and that one is run again."""
    tries, meeting = 0, threading.Barrier(2)

    def rename_both(tx: Tx, one: int, other: int) -> None:
        nonlocal tries
        tries += 1
        rename(tx, one, "and")
        if tries <= 2:
            meeting.wait(PATIENCE_S)
        rename(tx, other, "and")

    await asyncio.gather(db.run(rename_both, ALICE, BOB), db.run(rename_both, BOB, ALICE))

    assert tries >= 3  # a busy server may break off more than one
    assert await name_kept(db, ALICE) == "Alice, and, and"
    assert await name_kept(db, BOB) == "Bob, and, and"


async def test_of_two_who_make_the_same_plan_one_finds_that_of_the_other(db: SqlDatabase) -> None:
    meeting = threading.Barrier(2)
    tries = 0

    def plan_once(tx: Tx) -> int:
        nonlocal tries
        tries += 1
        plan = tx.plans.of_day(ALICE, MONDAY)
        if tries <= 2:
            meeting.wait(PATIENCE_S)
        return (plan or tx.plans.add(ALICE, MONDAY, [plan_item()], at())).id

    one, other = await asyncio.gather(db.run(plan_once), db.run(plan_once))

    assert one == other


async def test_a_row_that_is_there_twice_by_mistake_is_told_of(db: SqlDatabase) -> None:
    tries = 0

    def plan_twice(tx: Tx) -> None:
        nonlocal tries
        tries += 1
        for _ in range(2):
            tx.plans.add(ALICE, MONDAY, [], at())

    with pytest.raises(IntegrityError):
        await db.run(plan_twice)

    assert 1 < tries < 10


# --- connections that break ----------------------------------------------------------------------


async def test_connections_that_broke_while_nobody_looked_are_not_noticed(
    url: str, postgres: Databases, db: SqlDatabase
) -> None:
    postgres.cut_off(name_of(url))

    await db.run(rename, ALICE, "still here")

    assert await name_kept(db, ALICE) == "Alice, still here"


async def test_a_unit_whose_connection_breaks_changes_nothing_and_the_next_goes_on(
    url: str, postgres: Databases, db: SqlDatabase
) -> None:
    def cut_off(tx: Tx) -> None:
        rename(tx, ALICE, "lost")
        postgres.cut_off(name_of(url))
        rename(tx, ALICE, "never")

    with pytest.raises(DatabaseDown):
        await db.run(cut_off)
    await db.run(rename, ALICE, "still here")

    assert await name_kept(db, ALICE) == "Alice, still here"


async def test_a_server_that_turned_read_only_counts_as_down(
    url: str, postgres: Databases, db: SqlDatabase
) -> None:
    postgres.tell(f"ALTER DATABASE {name_of(url)} SET default_transaction_read_only = on")
    postgres.cut_off(name_of(url))

    with pytest.raises(DatabaseDown, match="read-only"):
        await db.run(rename, ALICE, "never")

    assert await name_kept(db, ALICE) == "Alice"


async def test_a_lock_that_somebody_holds_for_too_long_is_not_waited_for(
    url: str, postgres: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(_SESSION, "lock_timeout", "50ms")
    db, other = open_database(url), open_database(url)
    await db.run(lambda tx: tx.learners.save(alice()))
    held, go_on = threading.Event(), threading.Event()

    def hold(tx: Tx) -> None:
        rename(tx, ALICE, "held")
        held.set()
        assert go_on.wait(PATIENCE_S)

    holding = asyncio.create_task(other.run(hold))
    await asyncio.to_thread(held.wait, PATIENCE_S)
    with pytest.raises(DatabaseDown, match="lock timeout"):
        await db.run(rename, ALICE, "never")
    go_on.set()
    await holding
    db.close()
    other.close()


@pytest.fixture
def own_server() -> Iterator[Server]:
    with running_server() as server:
        yield server


async def test_after_a_crash_of_the_server_nothing_committed_is_lost_and_all_goes_on(
    own_server: Server,
) -> None:
    db = open_database(own_server.url())
    await db.run(lambda tx: tx.learners.save(alice()))

    own_server.stop(signal.SIGQUIT)
    with pytest.raises(DatabaseDown):
        await db.run(rename, ALICE, "lost")
    with pytest.raises(DatabaseDown):
        await db.holds(Duty.BULK_BUDGET)
    own_server.start()
    await db.run(rename, ALICE, "still here")

    assert await name_kept(db, ALICE) == "Alice, still here"
    assert await db.holds(Duty.BULK_BUDGET)
    db.close()
