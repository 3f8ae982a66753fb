"""Databases with many learners, each with one daily reminder.

The store writes one of them down; the others are copies of its rows, so that a million are there
in some seconds.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg

from bot.domain.day import local_time
from bot.domain.reminders import DEFAULT_SPREAD_S, Occurrence
from bot.store.database import open_database
from bot.usecases.ports import Tx
from tests.builders import learner, rule

DUE_FROM = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday
DUE_BY = DUE_FROM + timedelta(seconds=DEFAULT_SPREAD_S)
OTHERS_FROM, OTHERS_WITHIN = 60, 22 * 60  # minutes after that: when the others fall due
ZONES = (
    "America/Los_Angeles America/New_York America/Sao_Paulo Europe/London Europe/Berlin "
    "Africa/Lagos Europe/Istanbul Asia/Karachi Asia/Kolkata Asia/Jakarta Asia/Tokyo "
    "Australia/Sydney"
).split()
AT_ONCE = 5_000  # rows written together
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the one row in it that the others are copies of."""

    name: str
    columns: Sequence[str]
    model: Row

    def copy(self, **changed: object) -> Row:
        return tuple(changed.get(*each) for each in zip(self.columns, self.model, strict=True))


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many people, of whom so many have a reminder due in the minute after noon."""

    people: int
    due: int = 0

    def rows(self, learners: Table, rules: Table) -> Iterator[tuple[Row, Row]]:
        """Yield everybody but the first."""
        apart = self.people // self.due if self.due else 0
        for number in range(2, self.people + 1):
            zone = ZONES[number // (apart or 1) % len(ZONES)]
            is_due = apart and number % apart == 0
            later = 0 if is_due else OTHERS_FROM + number * 7 % OTHERS_WITHIN
            minute, local_date = _wall(zone, later)
            due_at = DUE_FROM + timedelta(minutes=later) + rule(id=number).spread()
            yield (
                learners.copy(id=number, chat=number, zone=zone),
                rules.copy(
                    id=number,
                    learner=number,
                    minute=minute,
                    next_due_at=f"{due_at:%Y-%m-%d %H:%M:%S.%f}",
                    next_local_date=local_date,
                ),
            )


@cache
def _wall(zone: str, later: int) -> tuple[int, str]:
    """Return the minute and the date that clocks in a zone show so many minutes after noon."""
    local = local_time(DUE_FROM + timedelta(minutes=later), zone)
    return local.hour * 60 + local.minute, local.date().isoformat()


def gather(url: str, crowd: Crowd) -> None:
    """Write a crowd into a new database."""
    db = open_database(url)
    try:
        asyncio.run(db.run(_first))
    finally:
        db.close()
    if url.startswith("sqlite"):
        _gather_in_file(Path(url.removeprefix("sqlite:///")), crowd)
    else:
        _gather_on_server(url, crowd)


def _first(tx: Tx) -> None:
    tx.learners.save(learner(id=1, chat=1))
    kept = tx.rules.save(rule(learner=1))
    tomorrow = DUE_FROM + timedelta(days=1)
    tx.rules.schedule([(kept.id, Occurrence(tomorrow.date(), tomorrow))])


def _gather_in_file(file: Path, crowd: Crowd) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    tables = [_table(connection.execute(f"SELECT * FROM {name}"), name) for name in _NAMES]
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for batch in _batches(crowd.rows(*tables)):
        for table, rows in zip(tables, zip(*batch, strict=True), strict=True):
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)
    connection.execute("COMMIT")
    connection.close()


def _gather_on_server(url: str, crowd: Crowd) -> None:
    with psycopg.connect(url, autocommit=True, options="-c timezone=UTC") as connection:
        tables = [_table(connection.execute(f"SELECT * FROM {name}"), name) for name in _NAMES]
        for batch in _batches(crowd.rows(*tables)):
            for table, rows in zip(tables, zip(*batch, strict=True), strict=True):
                with connection.cursor().copy(f"COPY {table.name} FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
        connection.execute("ANALYZE")


_NAMES = ("learners", "reminder_rules")


def _table(selected: Any, name: str) -> Table:
    return Table(name, [column[0] for column in selected.description], selected.fetchone())


def _batches(rows: Iterator[tuple[Row, Row]]) -> Iterator[list[tuple[Row, Row]]]:
    while batch := list(islice(rows, AT_ONCE)):
        yield batch
