"""What all tables share: the naming of constraints, and the columns that come up again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, String

from bot.domain.practice import Hand
from bot.store.column_types import BigId, Word

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_column() -> Column[int]:
    """Return a number of the table's own."""
    return Column("id", BigId, primary_key=True)


def learner_column(*, key: bool = False, nullable: bool = False) -> Column[int]:
    """Return the person that a row is about, and with whom it goes."""
    person = ForeignKey("learners.id", ondelete="CASCADE")
    return Column("learner", BigId, person, primary_key=key, nullable=nullable, autoincrement=False)


def card_columns(prefix: str = "") -> list[Column[Any]]:
    """Return the columns of an open card."""
    return [
        Column(f"{prefix}item", String, nullable=False),
        Column(f"{prefix}hand", Word(Hand)),
        Column(f"{prefix}level", Integer, nullable=False),
        Column(f"{prefix}plan", BigInteger),
        Column(f"{prefix}position", Integer),
    ]
