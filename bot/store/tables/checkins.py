"""Check-ins and the optional questions."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table

from bot.domain.checkins import Feeling
from bot.store.column_types import UtcDateTime, Word
from bot.store.tables.base import id_column, learner_column, metadata

check_ins = Table(
    "check_ins",
    metadata,
    id_column(),
    learner_column(),
    Column("feeling", Word(Feeling), nullable=False),
    Column("value", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("zone", String, nullable=False),
    Column("day", Date, nullable=False),
    Index(None, "learner", "day"),
    sqlite_autoincrement=True,
)

questions = Table(
    "questions",
    metadata,
    learner_column(key=True),
    Column("day", Date, primary_key=True),
    Column("feeling", Word(Feeling), nullable=False),
    Column("answered", Boolean, nullable=False),
)
