from __future__ import annotations

from bot.store.transaction import SqlTx
from bot.usecases.ports import OutboxRow
from tests.builders import ALICE, BOB, at


def test_rows_wait_in_the_order_in_which_they_were_added(tx: SqlTx) -> None:
    first = tx.outbox.add(ALICE, ALICE, '{"text": "one ✓"}', at(hour=19))
    second = tx.outbox.add(-100, None, "{}", at(hour=18))

    assert first == OutboxRow(first.id, ALICE, ALICE, '{"text": "one ✓"}', at(hour=19))
    assert tx.outbox.waiting() == [first, second]


def test_rows_that_were_sent_are_taken_off(tx: SqlTx) -> None:
    rows = [tx.outbox.add(ALICE, ALICE, "{}", at()) for _ in range(3)]

    tx.outbox.remove([rows[0].id, rows[2].id])
    tx.outbox.remove([])

    assert tx.outbox.waiting() == [rows[1]]


def test_a_number_is_never_given_twice(tx: SqlTx) -> None:
    first = tx.outbox.add(ALICE, ALICE, "{}", at())
    tx.outbox.remove([first.id])

    assert tx.outbox.add(ALICE, ALICE, "{}", at()).id > first.id


def test_what_waits_for_a_person_who_blocked_the_bot_is_dropped(tx: SqlTx) -> None:
    tx.outbox.add(ALICE, ALICE, "{}", at())
    bobs = tx.outbox.add(BOB, BOB, "{}", at())

    tx.outbox.drop_for(ALICE)

    assert tx.outbox.waiting() == [bobs]


def test_the_last_word_to_a_person_who_was_just_forgotten_still_leaves(tx: SqlTx) -> None:
    tx.learners.forget(ALICE)

    row = tx.outbox.add(ALICE, ALICE, "Everything is erased.", at())

    assert row.learner is None
    assert tx.outbox.waiting() == [row]
