"""The migrations lead to what the code means, with rows in the tables, and back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select, text

import bot
from bot.store import sqlite
from bot.store.backends import Backend, backend_of
from bot.store.schema import HEAD, migrate
from bot.store.tables import metadata
from bot.store.tables.practice import completions, plan_items
from bot.store.transaction import SqlTx
from bot.store.upgrade import alembic_config
from tests.builders import ALICE, alice
from tests.store.lives import live_through

ROOT = Path(bot.__file__).parents[1]


@pytest.fixture
def migrating(backend: Backend) -> Iterator[Connection]:
    """A connection as migrations get it, on a database of the newest schema."""
    engine = backend.migrator()
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def description(connection: Connection) -> dict[str, list[str]]:
    """What the database says of each table, in words that do not depend on their order."""
    seen = inspect(connection)
    tables = set(seen.get_table_names()) - {"alembic_version"}
    return {table: sorted(_parts_of(table, seen)) for table in tables} | {
        "numbered for good": _numbered_for_good(connection)
    }


def _parts_of(table: str, seen: Any) -> Iterator[str]:
    yield str(seen.get_pk_constraint(table))
    for column in seen.get_columns(table):
        yield " ".join(str(column[part]) for part in ("name", "type", "nullable", "default"))
    for index in seen.get_indexes(table):
        only = [str(words) for words in index["dialect_options"].values()]
        yield f"{index['name']} {index['column_names']} {index['unique']} {only}"
    for constraint in (*seen.get_foreign_keys(table), *seen.get_unique_constraints(table)):
        yield str(sorted((part, str(what)) for part, what in constraint.items()))


def _numbered_for_good(connection: Connection) -> list[str]:
    """The tables of SQLite that give no number twice; PostgreSQL's sequences never do."""
    if connection.dialect.name != "sqlite":
        return []
    made = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINC%'")
    return sorted(made.scalars())


def test_the_head_that_the_code_knows_is_the_newest_migration(migrating: Connection) -> None:
    assert ScriptDirectory.from_config(alembic_config(migrating)).get_heads() == [HEAD]


def test_migrations_and_tables_say_the_same(migrating: Connection, bare_url: str) -> None:
    fresh = backend_of(bare_url).migrator()
    with fresh.begin() as connection:
        metadata.create_all(connection)
        meant = description(connection)
    fresh.dispose()

    assert compare_metadata(MigrationContext.configure(migrating), metadata) == []
    assert description(migrating) == meant


def test_down_and_up_again_with_rows_in_every_table(migrating: Connection) -> None:
    before = description(migrating)
    live_through(SqlTx(migrating), alice())

    command.downgrade(alembic_config(migrating), "base")
    assert inspect(migrating).get_table_names() == ["alembic_version"]

    command.upgrade(alembic_config(migrating), "head")
    assert description(migrating) == before
    assert SqlTx(migrating).learners.get(ALICE) is None


def test_migrating_twice_changes_nothing(file: Path) -> None:
    migrate(f"sqlite:///{file}")
    before = file.read_bytes()

    migrate(f"sqlite:///{file}")

    assert file.read_bytes() == before


def test_a_migration_that_fails_leaves_nothing_behind(
    bare_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.schema.text", lambda words: text(f"no {words}"))
    with pytest.raises(Exception, match="syntax error"):
        migrate(bare_url)
    monkeypatch.undo()

    engine = backend_of(bare_url).migrator()
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_two_processes_that_start_at_once_make_the_tables_once(bare_url: str) -> None:
    program = f"from bot.store.schema import migrate; migrate({bare_url!r}); print('ready')"
    starting = [
        subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE)
        for _ in range(2)
    ]

    assert [process.communicate(timeout=30)[0] for process in starting] == [b"ready\n"] * 2


def test_copying_a_table_to_change_it_keeps_what_hangs_on_its_rows(file: Path) -> None:
    engine = sqlite.migrator(file)
    with engine.begin() as migrating:
        tx = SqlTx(migrating)
        done = live_through(tx, alice())

        operations = Operations(MigrationContext.configure(migrating))
        for table in ("learners", "completions", "day_plans"):
            with operations.batch_alter_table(table, recreate="always") as batch:
                batch.add_column(sa.Column("added", sa.String()))

        assert migrating.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert tx.practice.get(done.id) == done
        assert migrating.scalar(select(func.count()).select_from(completions)) == 1
        assert migrating.scalar(select(plan_items.c.completion)) == done.id
    engine.dispose()


def test_a_start_at_the_newest_schema_on_sqlite_waits_for_nothing_that_it_does_not_need(
    file: Path,
) -> None:
    program = (
        "import sys; from bot.store.database import open_database;"
        f"open_database('sqlite:///{file}').close();"
        "print(sys.modules.keys() & {'alembic', 'psycopg'})"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "set()"
