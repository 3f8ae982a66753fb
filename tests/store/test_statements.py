"""Statements that go to the driver as they were compiled say the same as SQLAlchemy's own way."""

from __future__ import annotations

from datetime import UTC, date

import pytest
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from bot.domain.practice import Completion
from bot.domain.reminders import Kind
from bot.store.batches import Batch
from bot.store.rows import columns_for
from bot.store.statements import Statement
from bot.store.tables.conversation import outbox
from bot.store.tables.practice import completions
from bot.store.tables.reminders import reminder_rules
from bot.store.transaction import SqlTx
from tests.builders import ALICE, BOB, MONDAY, at, completion, rule

BY_LEARNER = select(*columns_for(Completion, completions)).where(
    completions.c.learner == bindparam("learner")
)
ADD = insert(outbox).returning(outbox.c.id, outbox.c.created_at)
COLUMNS = ["chat", "learner", "payload", "created_at"]


def call(**changed: object) -> dict[str, object]:
    return {"chat": ALICE, "learner": ALICE, "payload": "words", "created_at": at(), **changed}


def test_rows_come_back_as_the_domain_knows_them(tx: SqlTx, connection: Connection) -> None:
    tx.practice.add(completion(reps=8))
    tx.practice.add(completion(learner=BOB))

    (mine,) = Statement(BY_LEARNER).rows(connection, {"learner": ALICE})

    assert mine == tuple(connection.execute(BY_LEARNER, {"learner": ALICE}).one())
    assert Completion(*mine).at.tzinfo is UTC


def test_one_row_or_none(tx: SqlTx, connection: Connection) -> None:
    numbers = Statement(
        select(completions.c.id).where(completions.c.learner == bindparam("learner"))
    )
    assert numbers.row(connection, {"learner": ALICE}) is None
    assert numbers.scalar(connection, {"learner": ALICE}) is None
    kept = tx.practice.add(completion())
    assert numbers.row(connection, {"learner": ALICE}) == (kept.id,)
    assert numbers.scalars(connection, {"learner": ALICE}) == [kept.id]


def test_an_insert_names_its_columns_and_tells_what_was_kept(
    tx: SqlTx, connection: Connection
) -> None:
    number, created_at = Statement(ADD, COLUMNS).rows(connection, call())[0]

    (kept,) = tx.outbox.waiting()
    assert (kept.id, kept.payload, kept.created_at) == (number, "words", created_at)


def test_values_that_stand_in_the_statement_need_not_be_given(
    tx: SqlTx, connection: Connection
) -> None:
    evening = tx.rules.save(rule(minute=19 * 60))
    of_kind = Statement(
        select(reminder_rules.c.minute).where(
            reminder_rules.c.kind == Kind.PROMPT, reminder_rules.c.learner == bindparam("learner")
        )
    )
    assert of_kind.scalars(connection, {"learner": ALICE}) == [evening.minute]


def test_a_change_tells_how_many_rows_it_met(tx: SqlTx, connection: Connection) -> None:
    Statement(insert(outbox), COLUMNS).run_for_each(
        connection, [call(payload=str(number)) for number in range(3)]
    )
    rename = Statement(update(outbox).where(outbox.c.chat == bindparam("to")), ["payload"])
    assert rename.run(connection, {"to": ALICE, "payload": "same"}) == 3
    assert {row.payload for row in tx.outbox.waiting()} == {"same"}
    assert Statement(delete(outbox)).run(connection) == 3


def test_a_value_that_is_missing_is_named(connection: Connection) -> None:
    given = call()
    del given["payload"]
    with pytest.raises((KeyError, ProgrammingError), match="payload"):
        Statement(ADD, COLUMNS).rows(connection, given)


def test_only_utc_goes_in(tx: SqlTx, connection: Connection) -> None:
    with pytest.raises(ValueError, match="UTC"):
        Statement(ADD, COLUMNS).rows(connection, call(created_at=at().replace(tzinfo=None)))


def test_a_list_of_any_length_is_refused_at_once(connection: Connection) -> None:
    several = select(outbox.c.id).where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    with pytest.raises(ValueError, match="any length"):
        Statement(several).rows(connection, {"ids": [1, 2]})


def test_what_the_database_refuses_is_raised_as_ever_and_holds_no_values(
    tx: SqlTx, connection: Connection
) -> None:
    with pytest.raises(IntegrityError) as refused:
        Statement(ADD, COLUMNS).rows(connection, call(learner=777, payload="a secret"))
    assert isinstance(refused.value, DBAPIError)
    assert "a secret" not in str(refused.value)


def test_a_batch_writes_many_rows_with_what_they_share(tx: SqlTx, connection: Connection) -> None:
    add = Batch(
        {"payload": outbox.c.payload, "created_at": outbox.c.created_at},
        lambda given: (
            insert(outbox)
            .from_select(
                ["payload", "created_at", "chat"],
                select(
                    given.c.payload, given.c.created_at, bindparam("to", type_=outbox.c.chat.type)
                ),
            )
            .returning(outbox.c.created_at)
        ),
    )
    hours = [at(hour=hour) for hour in (7, 12, 18)]

    kept = add.rows(connection, [(f"{when:%H}", when) for when in hours], {"to": ALICE})

    assert sorted(when for (when,) in kept) == hours
    assert [(row.chat, row.payload) for row in tx.outbox.waiting()] == [
        (ALICE, "07"),
        (ALICE, "12"),
        (ALICE, "18"),
    ]


def test_a_batch_knows_dates_and_nothing(tx: SqlTx, connection: Connection) -> None:
    first, second = tx.rules.save(rule()), tx.rules.save(rule(learner=BOB))
    move = Batch(
        {"rule": reminder_rules.c.id, "day": reminder_rules.c.next_local_date},
        lambda given: (
            update(reminder_rules)
            .where(reminder_rules.c.id == given.c.rule)
            .values(next_local_date=given.c.day)
        ),
    )

    assert move.run(connection, [(first.id, MONDAY), (second.id, None)]) == 2

    dates = select(reminder_rules.c.next_local_date).order_by(reminder_rules.c.id)
    assert connection.scalars(dates).all() == [date(2026, 3, 2), None]
    assert connection.scalar(select(func.count()).select_from(reminder_rules)) == 2
