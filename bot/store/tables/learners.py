"""People, and what they set and say about the bot."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, Integer, String, Table, Text, text

from bot.domain.events import EventKind
from bot.domain.learners import Away, Consent, Onboarding
from bot.domain.plates import NeedleHand
from bot.domain.syllabus import Track
from bot.store.column_types import BigId, CalendarText, KitWords, UtcDateTime, Word
from bot.store.tables.base import id_column, learner_column, metadata
from bot.usecases.drafts import Purpose

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
    Column("away", Word(Away)),
    Column("quiet_from", Integer),
    Column("quiet_to", Integer),
    Column("calendar", CalendarText, nullable=False, server_default=text("''")),
    Column("time_suggested_on", Date),
    Column("track", Word(Track)),
    Column("needle_hand", Word(NeedleHand), nullable=False, server_default=text("'right'")),
    Index(None, "zone"),
)

pauses = Table(
    "pauses",
    metadata,
    id_column(),
    learner_column(),
    Column("first", Date, nullable=False),
    Column("until", Date),
    Column("away", Word(Away)),
    Index(None, "learner"),
)

events = Table(
    "events",
    metadata,
    id_column(),
    learner_column(),
    Column("kind", Word(EventKind), nullable=False),
    Column("day", Date, nullable=False),
    Column("label", String, nullable=False),
    Column("removed_at", UtcDateTime),
    Index(None, "learner"),
    sqlite_autoincrement=True,
)

calendar_drafts = Table(
    "calendar_drafts",
    metadata,
    id_column(),
    learner_column(),
    Column("purpose", Word(Purpose), nullable=False),
    Column("calendar", CalendarText, nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
    Index(None, "learner"),
    sqlite_autoincrement=True,
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
