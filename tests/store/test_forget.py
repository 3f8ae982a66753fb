"""After /forget no table and no byte of the file holds a trace of the person."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, func, select

from bot.store import sqlite
from bot.store.database import open_database
from bot.store.tables import metadata
from bot.store.transaction import SqlTx
from tests.builders import ALICE, BOB, alice, bob
from tests.store.lives import live_through, words_of

OF_NO_PERSON = {"seen_updates", "assets", "zones"}
THE_PERSON = {str(ALICE), "Alice", words_of(ALICE)}


def traces(connection: Connection) -> set[str]:
    """The tables in which something about Alice stands."""
    return {
        table.name
        for table in metadata.sorted_tables
        for row in connection.execute(select(table))
        if any(word in str(value) for word in THE_PERSON for value in row)
    }


def sizes(connection: Connection) -> dict[str, int | None]:
    return {
        table.name: connection.scalar(select(func.count()).select_from(table))
        for table in metadata.sorted_tables
    }


def test_a_life_leaves_traces_in_every_table_of_persons(connection: Connection) -> None:
    live_through(SqlTx(connection), alice())
    rows = sizes(connection)
    marked = traces(connection)

    assert {table for table, number in rows.items() if not number} == OF_NO_PERSON
    by_others = {"plan_items", "deliveries"}  # these hang on the plan's and the rule's id
    assert marked == rows.keys() - OF_NO_PERSON - by_others


def test_forgetting_one_person_leaves_nothing_of_them_and_all_of_the_others(
    connection: Connection,
) -> None:
    tx = SqlTx(connection)
    live_through(tx, bob())
    only_bob = sizes(connection)
    live_through(tx, alice())

    tx.learners.forget(ALICE)

    assert traces(connection) == set()
    assert sizes(connection) == only_bob
    assert tx.learners.get(BOB) == bob()


def test_forgetting_a_stranger_changes_nothing(connection: Connection) -> None:
    tx = SqlTx(connection)
    live_through(tx, bob())
    before = sizes(connection)

    tx.learners.forget(ALICE)

    assert sizes(connection) == before


def test_no_byte_of_what_was_forgotten_stays_in_the_file(file: Path) -> None:
    engine = sqlite.writer(file)
    with engine.begin() as connection:
        live_through(SqlTx(connection), alice())
    engine.dispose()
    assert words_of(ALICE).encode() in file.read_bytes()

    with engine.begin() as connection:
        SqlTx(connection).learners.forget(ALICE)
    engine.dispose()

    assert words_of(ALICE).encode() not in file.read_bytes()
    assert b"Alice" not in file.read_bytes()


async def test_no_byte_stays_in_the_log_either_while_the_bot_runs_on(tmp_path: Path) -> None:
    file = tmp_path / "steadyhand.sqlite3"
    log = file.with_name(f"{file.name}-wal")
    database = open_database(f"sqlite:///{file}")
    try:
        await database.run(live_through, alice())
        assert words_of(ALICE).encode() in log.read_bytes() + file.read_bytes()

        await database.run(lambda tx: tx.learners.forget(ALICE))

        assert words_of(ALICE).encode() not in log.read_bytes() + file.read_bytes()
    finally:
        database.close()
