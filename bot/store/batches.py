"""Statements about many rows, which go to the database in one text of JSON.

Row by row costs half as much again on SQLite, and twice as much on PostgreSQL.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    FromClause,
    Text,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import JSON

from bot.store.statements import Change, Row, Statement, Values, Written

Given = Sequence[Sequence[object]]  # rows, each in the order of a batch's columns


class Batch:
    """A statement about the rows that are given with it.

    `columns` are those of a row by name, each like one of the database's; `write` makes the
    statement about a table of such rows.
    """

    def __init__(
        self, columns: Mapping[str, ColumnElement[Any]], write: Callable[[FromClause], Written]
    ) -> None:
        self._columns = columns
        self._statements = {
            "sqlite": Statement(write(_in_sqlite(columns))),
            "postgresql": Statement(write(_in_postgresql(columns))),
        }
        self._changes: dict[str, Sequence[tuple[int, Change]]] = {}

    def rows(self, connection: Connection, given: Given, shared: Values | None = None) -> list[Row]:
        """Execute it about `given` and return its rows; `shared` holds its other values."""
        return self._statement(connection).rows(connection, self._values(connection, given, shared))

    def run(self, connection: Connection, given: Given, shared: Values | None = None) -> int:
        """Execute it about `given` and return how many rows it changed."""
        return self._statement(connection).run(connection, self._values(connection, given, shared))

    def _statement(self, connection: Connection) -> Statement:
        return self._statements[connection.dialect.name]

    def _values(self, connection: Connection, given: Given, shared: Values | None) -> Values:
        rows = [list(row) for row in given]
        for position, change in self._changes_for(connection.dialect):
            for row in rows:
                row[position] = change(row[position])
        return {"rows": json.dumps(rows, default=_text), **(shared or {})}

    def _changes_for(self, dialect: Dialect) -> Sequence[tuple[int, Change]]:
        """Return what turns a row's values into the driver's."""
        if dialect.name not in self._changes:
            kinds = (each.type.dialect_impl(dialect) for each in self._columns.values())
            self._changes[dialect.name] = [
                (position, change)
                for position, kind in enumerate(kinds)
                if (change := kind.bind_processor(dialect))
            ]
        return self._changes[dialect.name]


def _in_sqlite(columns: Mapping[str, ColumnElement[Any]]) -> FromClause:
    rows = func.json_each(bindparam("rows", type_=Text)).table_valued("value", name="row")
    return select(
        *(
            func.json_extract(
                rows.c.value, literal_column(f"'$[{position}]'"), type_=each.type
            ).label(name)
            for position, (name, each) in enumerate(columns.items())
        )
    ).subquery("given")


def _in_postgresql(columns: Mapping[str, ColumnElement[Any]]) -> FromClause:
    rows = func.json_array_elements(cast(bindparam("rows", type_=Text), JSON)).table_valued(
        column("value", JSON), name="row"
    )
    return select(
        *(
            cast(rows.c.value[position].astext, each.type).label(name)
            for position, (name, each) in enumerate(columns.items())
        )
    ).subquery("given")


def _text(value: object) -> str:
    if isinstance(value, date):  # an instant, too
        return value.isoformat()
    raise TypeError(f"{value!r} is no value of a row")
