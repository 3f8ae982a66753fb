"""What the coach has kept, read from beside it: to see what changed, and what did not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import psycopg

Row = tuple[Any, ...]

# What stands for a person's world. Instants and message ids differ from run to run.
_KEPT = {
    "learners": "id, name, zone, place, day_start, kit, onboarding, check_ins, paused_from",
    "reminder_rules": "learner, minute, weekdays, enabled, next_due_at",
    "day_plans": "id, learner, day",
    "plan_items": "plan, position, item, not_today, completion",
    "completions": "id, learner, item, day, source, hand, level, reps, seconds, slips, plan",
    "technique_reviews": "learner, technique, recall, completion",
    "check_ins": "learner, feeling, value, day",
    "questions": "learner, day, feeling, answered",
    "timers": "learner, item, seconds, started_at, ends_at",
    "pending_inputs": "learner, kind, about",
    "open_cards": "learner, item, hand, level, plan, position",
}
LOGGED = ("completions", "technique_reviews", "check_ins", "plan_items")


def _rows(database_url: str, asked: str, *values: object) -> list[Row]:
    """Ask a database of either kind, beside the coach."""
    file = database_url.removeprefix("sqlite:///")
    if file == database_url:
        with psycopg.connect(database_url) as server:
            return server.execute(asked.replace("?", "%s").encode(), values).fetchall()
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return connection.execute(asked, values).fetchall()


def kept(database_url: str, tables: Iterable[str] = _KEPT) -> dict[str, list[Row]]:
    """Return what is kept, by table."""
    return {table: _rows(database_url, f"select {_KEPT[table]} from {table}") for table in tables}


_OF_ONE = {
    "completions": "select item, day, source, hand, level, reps, seconds, slips from completions "
    "where learner = ? order by id",
    "reviews": "select technique, recall from technique_reviews where learner = ? order by id",
    "check-ins": "select feeling, value, day from check_ins where learner = ? order by id",
    "ticks": "select day, position, item, not_today, completion is not null from plan_items "
    "join day_plans on plan = day_plans.id where learner = ? order by day, position",
    "settings": "select kit, onboarding, check_ins, paused_from, paused_until from learners "
    "where id = ?",
    "timers": "select item, seconds from timers where learner = ?",
}


def kept_of(database_url: str, learner: int) -> dict[str, list[Row]]:
    """Return what is kept of one person, the same for everybody who did the same."""
    return {topic: _rows(database_url, asked, learner) for topic, asked in _OF_ONE.items()}


def unsettled(database_url: str, now: datetime) -> int:
    """Return how much is due or on its way: replies, prompts, the ends of timers."""
    due = now.astimezone(UTC).isoformat(" ", "microseconds")
    counts = (_rows(database_url, asked, *([due] * asked.count("?"))) for asked in _UNSETTLED)
    return sum(rows[0][0] for rows in counts)


_UNSETTLED = (
    "select count(*) from outbox",
    "select count(*) from deliveries where state in ('pending', 'sending')",
    "select count(*) from reminder_rules where next_due_at <= ?",
    "select count(*) from timers where ends_at <= ?",
)
