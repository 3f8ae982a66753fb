"""Statements about many rows: SQLite takes them row by row, PostgreSQL all in one text of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Executable,
    TableValuedAlias,
    Text,
    bindparam,
    cast,
    column,
    func,
)
from sqlalchemy.dialects.postgresql import JSON

from bot.domain.day import require_utc


@dataclass(frozen=True, slots=True)
class Batch:
    """One statement in its two forms. The second saves PostgreSQL half of the time."""

    by_row: Executable
    at_once: Executable  # about the rows that are `given`

    def execute(
        self, connection: Connection, rows: Sequence[Mapping[str, object]]
    ) -> CursorResult[Any]:
        """Execute it for rows that all have the same names."""
        if connection.dialect.name == "postgresql":
            return connection.execute(self.at_once, {"rows": json.dumps(rows, default=_text)})
        return connection.execute(self.by_row, rows)


def given(columns: Mapping[str, ColumnElement[Any]]) -> TableValuedAlias:
    """Return the rows of a batch as a table: its columns by name, each for one of the database."""
    rows = func.json_to_recordset(cast(bindparam("rows", type_=Text), JSON))
    named = (column(name, each.type) for name, each in columns.items())
    return rows.table_valued(*named, name="given").render_derived(with_types=True)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return require_utc(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no value of a row")
