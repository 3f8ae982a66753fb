"""The queries of every tick and every tap use the indexes that were made for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, event

from bot.domain.reminders import Kind
from bot.store import statements
from bot.store.transaction import SqlTx
from bot.usecases.deliveries import DeliveryState
from tests.builders import ALICE, MONDAY, at, lease

BY_RULE_AND_DATE = "(rule=? AND local_date>?"
HOT: dict[str, tuple[Callable[[SqlTx], object], str]] = {
    "due": (lambda tx: tx.rules.due(at(), 100), "INDEX ix_reminder_rules_due"),
    "next due": (lambda tx: tx.rules.next_due_at(), "INDEX ix_reminder_rules_due"),
    "rules": (lambda tx: tx.rules.of(ALICE), "INDEX ix_reminder_rules_learner"),
    "zones": (lambda tx: tx.rules.zones(), "COVERING INDEX ix_learners_zone"),
    "next delivery": (lambda tx: tx.deliveries.next_at(), "INDEX ix_deliveries_unfinished"),
    "take": (
        lambda tx: tx.deliveries.take(at(), lease(), 100),
        "INDEX ix_deliveries_unfinished",
    ),
    "begin": (
        lambda tx: tx.deliveries.begin(1, lease(), at(), "", buzz=True),
        "PRIMARY KEY",
    ),
    "end": (
        lambda tx: tx.deliveries.end(1, "worker", DeliveryState.SENT, "", at()),
        "PRIMARY KEY",
    ),
    "of a day": (
        lambda tx: tx.deliveries.of_day(ALICE, MONDAY),
        BY_RULE_AND_DATE,
    ),
    "lately": (
        lambda tx: tx.deliveries.since(ALICE, at()),
        BY_RULE_AND_DATE,
    ),
    "last date": (lambda tx: tx.deliveries.last_date(ALICE, Kind.PROMPT), "INDEX"),
    "unanswered": (
        lambda tx: tx.deliveries.prompts_since(ALICE, at()),
        BY_RULE_AND_DATE,
    ),
    "plan": (lambda tx: tx.plans.of_day(ALICE, MONDAY), "INDEX"),
    "completions": (lambda tx: tx.practice.of(ALICE), "INDEX ix_completions_learner"),
    "practice days": (lambda tx: tx.practice.days(ALICE), "COVERING INDEX"),
    "of an item": (
        lambda tx: tx.practice.of_item(ALICE, "x"),
        "INDEX ix_completions_learner_item (learner=? AND item=?)",
    ),
    "ended timers": (lambda tx: tx.practice.ended_timers(at(), 9), "INDEX ix_timers_ends_at"),
    "next timer": (lambda tx: tx.practice.next_timer_end(), "INDEX ix_timers_ends_at"),
    "memories": (
        lambda tx: tx.practice.memories(ALICE),
        "COVERING INDEX ix_technique_reviews_learner_technique",
    ),
    "drop": (lambda tx: tx.outbox.drop_for(ALICE), "INDEX ix_outbox_learner"),
}


def asked_by(
    work: Callable[[SqlTx], object], tx: SqlTx, connection: Connection
) -> list[tuple[str, Any]]:
    """The statements of a piece of work, with their values."""
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, words: str, values: Any, *_: object) -> None:
        asked.append((words, values))

    def execute(_: Connection, words: str, values: Any = ()) -> Any:
        asked.append((words, values))
        return driver(connection, words, values)

    driver = statements.execute
    event.listen(connection, "before_cursor_execute", note)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(statements, "execute", execute)
        work(tx)
    event.remove(connection, "before_cursor_execute", note)
    return asked


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", HOT)
def test_no_hot_query_scans_a_table(tx: SqlTx, connection: Connection, name: str) -> None:
    work, index = HOT[name]
    steps = [
        row[3]
        for words, values in asked_by(work, tx, connection)
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)
    ]

    assert any(index in step for step in steps), steps
    assert [step for step in steps if step.startswith("SCAN") and "INDEX" not in step] == []


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize("name", HOT)
def test_nor_does_postgresql(tx: SqlTx, connection: Connection, name: str) -> None:
    """Of so few rows it would rather read all: that is forbidden here, to see what else it has."""
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    steps = [
        line
        for words, values in asked_by(HOT[name][0], tx, connection)
        for (line,) in connection.exec_driver_sql(f"EXPLAIN {words}", values)
    ]

    assert any("Index" in step for step in steps), steps
    assert [step for step in steps if "Seq Scan" in step] == []


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_postgresql_finds_what_is_due_in_the_index_of_what_can_fall_due(
    tx: SqlTx, connection: Connection
) -> None:
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    ((words, values),) = asked_by(HOT["due"][0], tx, connection)
    steps = connection.exec_driver_sql(f"EXPLAIN {words}", values).scalars().all()

    assert any("ix_reminder_rules_due" in step for step in steps), steps
