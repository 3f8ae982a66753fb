"""The queries of every tick and every tap use the indexes that were made for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, event

from bot.domain.reminders import Kind
from bot.store.transaction import SqlTx
from bot.usecases.ports import DeliveryState
from tests.builders import ALICE, MONDAY, at

HOT: dict[str, tuple[Callable[[SqlTx], object], str]] = {
    "due": (lambda tx: tx.reminders.due(at(), 100), "INDEX ix_reminder_rules_due"),
    "next due": (lambda tx: tx.reminders.next_due_at(), "INDEX ix_reminder_rules_due"),
    "rule": (lambda tx: tx.reminders.rule(ALICE, Kind.PROMPT), "INDEX"),
    "unfinished": (lambda tx: tx.reminders.unfinished(), "INDEX ix_deliveries_unfinished"),
    "unanswered": (
        lambda tx: tx.reminders.unanswered(ALICE, at()),
        "INDEX ix_deliveries_learner_sent_at",
    ),
    "move": (
        lambda tx: tx.reminders.move(1, {DeliveryState.PENDING}, DeliveryState.SENDING, "", at()),
        "PRIMARY KEY",
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


@pytest.mark.parametrize("name", HOT)
def test_no_hot_query_scans_a_table(tx: SqlTx, connection: Connection, name: str) -> None:
    work, index = HOT[name]
    asked: list[tuple[str, tuple[object, ...]]] = []
    event.listen(
        connection,
        "before_cursor_execute",
        lambda _c, _cursor, words, values, *_: asked.append((words, values)),
    )
    work(tx)

    steps = [
        row[3]
        for words, values in list(asked)
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)
    ]

    assert any(index in step for step in steps), steps
    assert [step for step in steps if step.startswith("SCAN") and "INDEX" not in step] == []
