"""Where conversations stand, and what Telegram has sent and is to get."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from bot.store.column_types import UtcDateTime, Word
from bot.store.tables.base import card_columns, id_column, learner_column, metadata
from bot.usecases.ports import Pending

pending_inputs = Table(
    "pending_inputs",
    metadata,
    learner_column(key=True),
    Column("kind", Word(Pending), nullable=False),
    Column("about", String, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

open_cards = Table(
    "open_cards",
    metadata,
    learner_column(key=True),
    *card_columns(),
    Column("message", BigInteger),
)

seen_updates = Table(  # of no person: bots and the numbers that Telegram gave to updates
    "seen_updates",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Index(None, "bot", "seen_at"),
)

assets = Table(
    "assets",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("content", String, primary_key=True),
    Column("file_id", String, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    id_column(),
    Column("chat", BigInteger, nullable=False),
    learner_column(nullable=True),
    Column("payload", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index(None, "learner"),
    sqlite_autoincrement=True,
)
