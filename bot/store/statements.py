"""Statements that every tap, reply and reminder makes: compiled once, then handed to the driver.

SQLAlchemy writes them and knows how values become a column's and back. Its own way to execute one
looks up its cache, builds a context and a cursor's description each time, which takes four times as
long as the databases themselves: an update needs a dozen statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import ReturningDelete, ReturningInsert, ReturningUpdate
from sqlalchemy.types import TypeEngine

Written = (
    Select[Any]
    | Insert
    | Update
    | Delete
    | ReturningInsert[Any]
    | ReturningUpdate[Any]
    | ReturningDelete[Any]
)
Row = tuple[Any, ...]
Values = Mapping[str, object]
Change = Callable[[Any], Any]  # of a value, on its way to the driver or back


class Statement:
    """A statement with named values, ready for both kinds of database.

    `columns` names what an INSERT or UPDATE sets that does not say it itself. Lists of any length
    (IN) cannot be handed over: their text would differ each time.
    """

    def __init__(self, written: Written, columns: Sequence[str] | None = None) -> None:
        self._written = written
        self._columns = columns
        self._compiled: dict[str, _Compiled] = {}  # by the kind of database

    def rows(self, connection: Connection, values: Values | None = None) -> list[Row]:
        """Execute it and return all rows, each column as the domain knows it."""
        compiled = self._for(connection.dialect)
        cursor = execute(connection, compiled.text, compiled.given(values or {}))
        try:
            found: list[Row] = cursor.fetchall()
        except _driver_error(connection) as error:
            raise _named(error, connection, compiled.text) from error
        return [compiled.read(row) for row in found] if compiled.results else found

    def row(self, connection: Connection, values: Values | None = None) -> Row | None:
        """Execute it and return its one row, if there is any."""
        found = self.rows(connection, values)
        return found[0] if found else None

    def scalars(self, connection: Connection, values: Values | None = None) -> list[Any]:
        """Execute it and return the first column."""
        return [row[0] for row in self.rows(connection, values)]

    def scalar(self, connection: Connection, values: Values | None = None) -> Any:
        """Execute it and return the first column of its one row, None without one."""
        found = self.rows(connection, values)
        return found[0][0] if found else None

    def run(self, connection: Connection, values: Values | None = None) -> int:
        """Execute it and return how many rows it changed."""
        compiled = self._for(connection.dialect)
        changed: int = execute(connection, compiled.text, compiled.given(values or {})).rowcount
        return changed

    def run_for_each(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Execute it once for each of the rows."""
        compiled = self._for(connection.dialect)
        given = [compiled.given(row) for row in rows]
        try:
            driver_of(connection).cursor().executemany(compiled.text, given)
        except _driver_error(connection) as error:
            raise _named(error, connection, compiled.text) from error

    def _for(self, dialect: Dialect) -> _Compiled:
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(
                self._written, self._columns, dialect
            )
        return compiled


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement in the words of one kind of database."""

    text: str
    order: tuple[str, ...] | None  # of positional values; None: they go by name
    fixed: dict[str, Any]  # values that stand in the statement itself
    changes: dict[str, Change]  # of values that the driver does not take as they are
    results: tuple[tuple[int, Change], ...]  # the same for columns that come back

    def given(self, values: Values) -> Any:
        """Return the values as the driver takes them; it or a KeyError names a missing one."""
        named = {**self.fixed, **values}
        for name, change in self.changes.items():
            if name in values:
                named[name] = change(values[name])
        return named if self.order is None else tuple([named[name] for name in self.order])

    def read(self, row: Row) -> Row:
        """Return a row's columns as the domain knows them."""
        columns = list(row)
        for position, change in self.results:
            columns[position] = change(columns[position])
        return tuple(columns)


def _compile(written: Written, columns: Sequence[str] | None, dialect: Dialect) -> _Compiled:
    compiled: Any = written.compile(dialect=dialect, column_keys=columns)
    if compiled.post_compile_params:
        raise ValueError(f"a list of any length in {compiled}")
    changes = {
        name: change
        for name, bound in compiled.binds.items()
        if (change := bound.type.dialect_impl(dialect).bind_processor(dialect))
    }
    fixed = {
        name: changes[name](bound.value) if name in changes else bound.value
        for name, bound in compiled.binds.items()
        if not bound.required
    }
    order = tuple(compiled.positiontup) if compiled.positional else None
    return _Compiled(str(compiled), order, fixed, changes, tuple(_results(written, dialect)))


def _results(written: Written, dialect: Dialect) -> Iterator[tuple[int, Change]]:
    described: Sequence[Mapping[str, Any]] = (
        written.column_descriptions
        if isinstance(written, Select)
        else written.returning_column_descriptions
    )
    for position, column in enumerate(described):
        kind: TypeEngine[Any] = column["type"]
        if change := kind.dialect_impl(dialect).result_processor(dialect, None):
            yield position, change


def driver_of(connection: Connection) -> Any:
    """Return the driver's own connection."""
    return connection.connection.dbapi_connection


def execute(connection: Connection, text: str, values: Any = ()) -> Any:
    """Hand a text to the driver; return its cursor.

    What the driver raises comes as SQLAlchemy's own error, without the values.
    """
    try:
        return driver_of(connection).execute(text, values)
    except _driver_error(connection) as error:
        raise _named(error, connection, text) from error


def _driver_error(connection: Connection) -> type[Exception]:
    driver: Any = connection.dialect.loaded_dbapi
    error: type[Exception] = driver.Error
    return error


def _named(error: Exception, connection: Connection, text: str) -> Exception:
    dialect = connection.dialect
    named: Exception = DBAPIError.instance(
        text,
        None,
        error,
        _driver_error(connection),
        hide_parameters=True,
        connection_invalidated=dialect.is_disconnect(cast(Any, error), None, None),
        dialect=dialect,
    )
    return named
