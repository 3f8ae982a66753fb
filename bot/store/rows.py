"""The mapping between values and rows: a column is called as the field that it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table

# SQLite has taken ON CONFLICT over from PostgreSQL: this insert is compiled for both.
from sqlalchemy.dialects.postgresql import Insert, insert

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["Insert", "columns_for", "insert", "insert_or_update", "overwrite", "to_row"]


def columns_for(value_type: type[DataclassInstance], table: Table) -> list[Column[Any]]:
    """Return a table's columns in the order of a value's fields, so that `Value(*row)` reads it."""
    return [table.c[field.name] for field in fields(value_type)]


def to_row(value: DataclassInstance, *, without: Sequence[str] = ()) -> dict[str, object]:
    """Return a value's fields by column name."""
    names = (field.name for field in fields(value))
    return {name: getattr(value, name) for name in names if name not in without}


def insert_or_update(table: Table, keys: Sequence[str]) -> Insert:
    """Return the statement that writes a row anew, or over the one with the same keys.

    It names every column, so a row is to be handed over whole.
    """
    return overwrite(insert(table), keys, [column.name for column in table.c])


def overwrite(new: Insert, keys: Sequence[str], names: Sequence[str]) -> Insert:
    """Let an insert that meets a row with the same keys write `names` over it."""
    changed = {name: new.excluded[name] for name in names if name not in keys}
    return new.on_conflict_do_update(index_elements=keys, set_=changed)
