"""A duty is had by one process at a time, and free again when that one ends, however it ends."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from bot.store.database import SqlDatabase, open_database
from bot.usecases.ports import DatabaseDown, Duty
from tests.postgres import Databases, name_of

ROOT = Path(bot.__file__).parents[1]
HOLDER = """
import asyncio, sys
from bot.store.database import open_database
from bot.usecases.ports import Duty
database = open_database(sys.argv[1])
print(asyncio.run(database.holds(Duty.BULK_BUDGET)), flush=True)
sys.stdin.read()
"""


async def comes_to(database: SqlDatabase) -> None:
    """Wait until a database has the duty: a server may take a moment to see that one has left."""
    while not await database.holds(Duty.BULK_BUDGET):
        await asyncio.sleep(0.01)


@pytest.fixture
def other(url: str) -> Iterator[SqlDatabase]:
    """The same database as another process has it open."""
    opened = open_database(url)
    yield opened
    opened.close()


async def test_the_first_to_ask_has_it_and_keeps_it(
    database: SqlDatabase, other: SqlDatabase
) -> None:
    for _ in range(2):
        assert await database.holds(Duty.BULK_BUDGET)
        assert not await other.holds(Duty.BULK_BUDGET)


async def test_each_duty_is_had_by_itself(database: SqlDatabase, other: SqlDatabase) -> None:
    assert await database.holds(Duty.BULK_BUDGET)
    assert await other.holds(Duty.POLLING)
    assert not await database.holds(Duty.POLLING)


async def test_closing_gives_it_back(url: str, database: SqlDatabase) -> None:
    leaving = open_database(url)
    assert await leaving.holds(Duty.BULK_BUDGET)
    assert not await database.holds(Duty.BULK_BUDGET)

    leaving.close()

    await comes_to(database)


async def test_a_killed_process_gives_it_back(url: str, database: SqlDatabase) -> None:
    holder = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLDER, url), cwd=ROOT, stdin=PIPE, stdout=PIPE
    )
    assert holder.stdout
    assert await holder.stdout.readline() == b"True\n"
    assert not await database.holds(Duty.BULK_BUDGET)

    holder.kill()
    await holder.wait()

    await comes_to(database)


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
async def test_a_lost_connection_is_a_lost_duty_that_anybody_may_take(
    url: str, postgres: Databases, database: SqlDatabase, other: SqlDatabase
) -> None:
    assert await database.holds(Duty.BULK_BUDGET)
    postgres.cut_off(name_of(url))

    assert await other.holds(Duty.BULK_BUDGET)
    assert not await database.holds(Duty.BULK_BUDGET)


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
async def test_a_lost_connection_is_made_anew_and_the_duty_taken_again(
    url: str, postgres: Databases, database: SqlDatabase, other: SqlDatabase
) -> None:
    assert await database.holds(Duty.BULK_BUDGET)
    postgres.cut_off(name_of(url))

    assert await database.holds(Duty.BULK_BUDGET)
    assert not await other.holds(Duty.BULK_BUDGET)


async def test_without_a_place_for_its_lock_the_database_counts_as_down(file: Path) -> None:
    database = open_database(f"sqlite:///{file}")
    file.with_name(f"{file.name}.bulk-budget.lock").mkdir()

    with pytest.raises(DatabaseDown):
        await database.holds(Duty.BULK_BUDGET)

    database.close()
