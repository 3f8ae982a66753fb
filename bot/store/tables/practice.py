"""Plans, completions and what comes of them.

Plans are erased only together with their person, so what points at one needs no foreign key.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.domain.practice import Hand, NotToday, Reason, Role, Source
from bot.domain.reviews import Recall
from bot.store.column_types import BigId, UtcDateTime, Word
from bot.store.tables.base import card_columns, id_column, learner_column, metadata

day_plans = Table(
    "day_plans",
    metadata,
    id_column(),
    learner_column(),
    Column("day", Date, nullable=False),
    Column("shown_at", UtcDateTime, nullable=False),
    Column("message", BigInteger),
    UniqueConstraint("learner", "day"),
    sqlite_autoincrement=True,
)

completions = Table(
    "completions",
    metadata,
    id_column(),
    learner_column(),
    Column("item", String),
    Column("at", UtcDateTime, nullable=False),
    Column("zone", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("source", Word(Source), nullable=False),
    Column("hand", Word(Hand)),
    Column("level", Integer),
    Column("reps", Integer),
    Column("seconds", Integer),
    Column("slips", Boolean),
    Column("note", Text, nullable=False),
    Column("plan", BigInteger),
    Column("position", Integer),
    Column("message", BigInteger),  # Telegram's id of the one that shows it as done
    Index(None, "learner", "day"),
    Index(None, "learner", "item"),
    sqlite_autoincrement=True,
)

plan_items = Table(
    "plan_items",
    metadata,
    Column("plan", BigId, ForeignKey("day_plans.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("item", String, nullable=False),
    Column("role", Word(Role), nullable=False),
    Column("reason", Word(Reason), nullable=False),
    Column("hand", Word(Hand)),
    Column("level", Integer, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("sharp", Boolean, nullable=False),
    Column("not_today", Word(NotToday)),
    # Undo unticks: the item is open again when its completion goes.
    Column("completion", BigId, ForeignKey("completions.id", ondelete="SET NULL")),
    Index(None, "completion"),
)

technique_reviews = Table(
    "technique_reviews",
    metadata,
    id_column(),
    learner_column(),
    Column("technique", String, nullable=False),
    Column("reviewed_at", UtcDateTime, nullable=False),
    Column("recall", Word(Recall)),
    Column("card", Text, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    # Undo forgets: the memory before it is the present one again.
    Column("completion", BigId, ForeignKey("completions.id", ondelete="CASCADE")),
    Index(None, "learner", "technique"),
    Index(None, "completion"),
    sqlite_autoincrement=True,
)


timers = Table(
    "timers",
    metadata,
    id_column(),
    learner_column(),
    Column("item", String, nullable=False),
    Column("seconds", Integer, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    *card_columns("card_"),
    UniqueConstraint("learner"),
    Index(None, "ends_at"),
    sqlite_autoincrement=True,
)
