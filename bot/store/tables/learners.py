"""People, and what they set and say about the bot."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, Integer, String, Table, Text

from bot.domain.learners import Consent, Onboarding
from bot.store.column_types import BigId, KitWords, UtcDateTime, Word
from bot.store.tables.base import id_column, learner_column, metadata

learners = Table(
    "learners",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=False),
    Column("name", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("place", String, nullable=False),
    Column("day_start", Integer, nullable=False),
    Column("kit", KitWords, nullable=False),
    Column("onboarding", Word(Onboarding), nullable=False),
    Column("check_ins", Word(Consent), nullable=False),
    Column("joined_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("blocked_at", UtcDateTime),
    Column("paused_from", Date),
    Column("paused_until", Date),
)

pauses = Table(
    "pauses",
    metadata,
    id_column(),
    learner_column(),
    Column("first", Date, nullable=False),
    Column("until", Date),
    Index(None, "learner"),
)

rests = Table(
    "rests",
    metadata,
    learner_column(key=True),
    Column("family", String, primary_key=True),
    Column("until", Date, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    id_column(),
    learner_column(),
    Column("item", String, nullable=False),
    Column("version", String, nullable=False),
    Column("words", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "learner"),
    sqlite_autoincrement=True,
)
