"""Reminder rules, their deliveries, and which zone data due times were computed with."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    and_,
    false,
    literal_column,
    text,
)

from bot.domain.reminders import Kind, Origin
from bot.store.column_types import BigId, UtcDateTime, Word
from bot.store.tables.base import id_column, learner_column, metadata
from bot.usecases.deliveries import UNFINISHED, DeliveryState

reminder_rules = Table(
    "reminder_rules",
    metadata,
    id_column(),
    learner_column(),
    Column("kind", Word(Kind), nullable=False),
    Column("minute", Integer, nullable=False),
    Column("weekdays", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("repeat_every", Integer, nullable=False, server_default="0"),
    Column("next_due_at", UtcDateTime),
    Column("next_local_date", Date),
    Index(None, "learner"),
    sqlite_autoincrement=True,
)

# The index holds only what can fall due, so that an idle look costs the same with a million rules.
CAN_FALL_DUE: ColumnElement[bool] = and_(
    reminder_rules.c.enabled, reminder_rules.c.next_due_at.is_not(None)
)
Index(
    "ix_reminder_rules_due",
    reminder_rules.c.next_due_at,
    reminder_rules.c.next_local_date,
    sqlite_where=CAN_FALL_DUE,
    postgresql_where=CAN_FALL_DUE,
)

deliveries = Table(
    "deliveries",
    metadata,
    id_column(),
    Column("rule", BigId, ForeignKey("reminder_rules.id", ondelete="CASCADE"), nullable=False),
    Column("origin", Word(Origin), nullable=False, server_default=Origin.RULE),
    Column("local_date", Date, nullable=False),
    Column("slot", Integer, nullable=False, server_default="0"),
    Column("day", Date, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("state", Word(DeliveryState), nullable=False),
    Column("why", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("opening", String, nullable=False, server_default=text("''")),
    Column("buzzed", Boolean, nullable=False, server_default=false()),
    Column("worker", String),
    Column("leased_until", UtcDateTime),  # real time
    Column("attempted_at", UtcDateTime),
    Column("sent_at", UtcDateTime),
    UniqueConstraint("rule", "local_date", "slot"),  # and the way to a learner's, by their rules
    sqlite_autoincrement=True,
)

# Spelt out as literals: an index on some rows serves only a query that says the same words.
IS_UNFINISHED: ColumnElement[bool] = deliveries.c.state.in_(
    [literal_column(f"'{state}'") for state in sorted(UNFINISHED)]
)
Index(
    "ix_deliveries_unfinished",
    deliveries.c.not_before,
    sqlite_where=IS_UNFINISHED,
    postgresql_where=IS_UNFINISHED,
)

zones = Table(
    "zones",
    metadata,
    Column("zone", String, primary_key=True),
    Column("fingerprint", String, nullable=False),
)
