"""The migrations lead to what the code means, with rows in the tables, and back."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select

import bot
from bot.store import sqlite
from bot.store.schema import HEAD, migrate
from bot.store.tables import metadata
from bot.store.tables.practice import completions, plan_items
from bot.store.transaction import SqlTx
from bot.store.upgrade import alembic_config
from tests.builders import ALICE, alice
from tests.store.lives import live_through


@pytest.fixture
def migrating(file: Path) -> Iterator[Connection]:
    """A connection as migrations get it, on a database of the newest schema."""
    engine = sqlite.migrator(file)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def descriptions(connection: Connection) -> dict[str, list[str]]:
    """What SQLite says of each table and index, in words that do not depend on their order."""
    made = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {
        name: sorted(line.strip().rstrip(",") for line in re.sub(r"[ \t]+", " ", sql).splitlines())
        for name, sql in made
        if name not in {"alembic_version", "sqlite_sequence"}
    }


def test_the_head_that_the_code_knows_is_the_newest_migration(migrating: Connection) -> None:
    assert ScriptDirectory.from_config(alembic_config(migrating)).get_heads() == [HEAD]


def test_migrations_and_tables_say_the_same(migrating: Connection, tmp_path: Path) -> None:
    fresh = sqlite.writer(tmp_path / "fresh.sqlite3")
    with fresh.begin() as connection:
        metadata.create_all(connection)
        meant = descriptions(connection)
    fresh.dispose()

    assert compare_metadata(MigrationContext.configure(migrating), metadata) == []
    assert descriptions(migrating) == meant


def test_down_and_up_again_with_rows_in_every_table(file: Path, migrating: Connection) -> None:
    before = descriptions(migrating)
    live_through(SqlTx(migrating), alice())

    command.downgrade(alembic_config(migrating), "base")
    assert inspect(migrating).get_table_names() == ["alembic_version"]

    command.upgrade(alembic_config(migrating), "head")
    assert descriptions(migrating) == before
    assert SqlTx(migrating).learners.get(ALICE) is None


def test_migrating_twice_changes_nothing(file: Path) -> None:
    migrate(f"sqlite:///{file}")
    before = file.read_bytes()

    migrate(f"sqlite:///{file}")

    assert file.read_bytes() == before


def test_copying_a_table_to_change_it_keeps_what_hangs_on_its_rows(migrating: Connection) -> None:
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


def test_a_start_at_the_newest_schema_does_not_wait_for_alembic(file: Path) -> None:
    program = (
        "import sys; from bot.store.database import open_database;"
        f"open_database('sqlite:///{file}').close(); print('alembic' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(bot.__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "False"
