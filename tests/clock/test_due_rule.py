"""A due rule is written down once, whatever becomes of the transactions that do it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.clock.due_rule import DueRule
from bot.usecases import rules
from bot.usecases.claims import claim_due
from bot.usecases.deliveries import Delivery
from bot.usecases.outgoing import Message, Outcome, Posted
from bot.usecases.ports import Tx
from tests.builders import ALICE, MONDAY, alice, at, lease, rule
from tests.chat.room import InlineDatabase, Room

SENT = Posted(Outcome.SENT, 77)


class Broken(Exception):
    pass


def asked(delivery: int, tx: Tx) -> Message:
    return Message(ALICE, ALICE, delivery, silent=False)


def noted(delivery: int, tx: Tx, posted: Posted) -> Outcome | None:
    return posted.outcome


@pytest.fixture
async def db(room: Room) -> InlineDatabase:
    """Alice's evening prompt is due, and leased."""

    def leased(tx: Tx) -> None:
        tx.learners.save(alice())
        tx.rules.save(rule())
        rules.wake(tx, alice(), at(MONDAY, 9))
        assert claim_due(tx, at(), lease()) == [1]

    await room.db.run(leased)
    return room.db


def begin(due: DueRule) -> Any:
    return lambda tx: due.begin(tx, lease(), at(), asked)


def record(due: DueRule, posted: Posted = SENT) -> Any:
    return lambda tx: due.record(tx, posted, noted)


async def deliveries(db: InlineDatabase) -> list[Delivery]:
    return await db.run(lambda tx: tx.deliveries.since(ALICE, at(MONDAY)))


async def test_it_is_written_down_as_its_message_begins(db: InlineDatabase) -> None:
    due = DueRule(1, set())

    message = await db.run(begin(due))

    (kept,) = await deliveries(db)
    assert message.screen == kept.id
    assert await db.run(record(due)) is Outcome.SENT
    assert due.delivery == kept.id


async def test_of_a_transaction_that_came_to_nothing_nothing_is_kept(db: InlineDatabase) -> None:
    due = DueRule(1, set())

    def begin_and_break(tx: Tx) -> None:
        due.begin(tx, lease(), at(), asked)
        raise Broken

    with pytest.raises(Broken):
        await db.run(begin_and_break)
    assert await deliveries(db) == []
    assert due.delivery is None

    assert await db.run(begin(due)) is not None
    assert len(await deliveries(db)) == 1


async def test_another_try_goes_on_with_what_was_written(db: InlineDatabase) -> None:
    due = DueRule(1, set())
    first = await db.run(begin(due))
    await db.run(record(due, Posted(Outcome.LATER)))

    again = await db.run(begin(due))

    assert again.screen == first.screen
    assert len(await deliveries(db)) == 1


async def test_who_has_lost_the_lease_writes_nothing(db: InlineDatabase) -> None:
    await db.run(lambda tx: tx.rules.release("worker", at()))
    due = DueRule(1, set())

    assert await db.run(begin(due)) is None
    assert await db.run(record(due, Posted(None))) is None
    assert await deliveries(db) == []


async def test_its_deliveries_are_in_hand_until_it_lets_go(db: InlineDatabase) -> None:
    in_hand: set[int] = set()
    due = DueRule(1, in_hand)
    message = await db.run(begin(due))
    assert in_hand == {message.screen}
    due.let_go()
    assert in_hand == set()


async def test_a_rule_that_cannot_be_computed_is_pushed_on(db: InlineDatabase) -> None:
    await db.run(lambda tx: tx.learners.save(alice(zone="Mars/Olympus")))
    due = DueRule(1, set())

    assert await db.run(begin(due)) is None
    assert await db.run(record(due, Posted(None))) is None
    assert await deliveries(db) == []
    following = await db.run(lambda tx: tx.rules.next_due_at(ALICE))
    assert following is not None
    assert following > at()
