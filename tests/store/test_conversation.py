from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, insert, select

from bot.domain.practice import Hand
from bot.store.conversation import PURGE_EVERY, UPDATES_KEPT
from bot.store.tables.conversation import seen_updates
from bot.store.transaction import SqlTx
from bot.usecases.ports import Pending, PendingInput
from tests.builders import ALICE, BOB, at, card

BOT, OTHER_BOT = 700, 701


@pytest.mark.parametrize("kind", list(Pending))
def test_one_typed_answer_is_awaited_at_a_time(tx: SqlTx, kind: Pending) -> None:
    tx.conversation.await_input(ALICE, PendingInput(Pending.LOG, "", at()))

    tx.conversation.await_input(ALICE, PendingInput(kind, "coin-rotation", at(hour=19)))

    assert tx.conversation.pending(ALICE) == PendingInput(kind, "coin-rotation", at(hour=19))
    assert tx.conversation.pending(BOB) is None


def test_nothing_is_awaited_once_cleared(tx: SqlTx) -> None:
    tx.conversation.await_input(ALICE, PendingInput(Pending.LOG, "", at()))
    tx.conversation.clear_pending(ALICE)

    assert tx.conversation.pending(ALICE) is None


def test_what_was_found_empty_is_cleared_all_the_same_once_it_is_not(tx: SqlTx) -> None:
    assert tx.conversation.pending(ALICE) is None
    assert tx.conversation.open_card(ALICE) is None
    tx.conversation.await_input(ALICE, PendingInput(Pending.LOG, "", at()))
    tx.conversation.set_open_card(ALICE, card(), None)

    tx.conversation.clear_pending(ALICE)
    tx.conversation.close_card(ALICE)

    assert tx.conversation.pending(ALICE) is None
    assert tx.conversation.open_card(ALICE) is None


def test_the_card_opened_last_is_the_open_one(tx: SqlTx) -> None:
    tx.conversation.set_open_card(ALICE, card(), 5)
    second = card(item="finger-taps", hand=None, level=2, plan=3, position=1)

    tx.conversation.set_open_card(ALICE, second, None)

    assert tx.conversation.open_card(ALICE) == (second, None)
    assert tx.conversation.open_card(BOB) is None


def test_the_message_of_the_open_card_is_remembered(tx: SqlTx) -> None:
    tx.conversation.set_open_card(ALICE, card(hand=Hand.OTHER), None)
    tx.conversation.set_open_card(BOB, card(), None)

    tx.conversation.card_shown(ALICE, "coin-rotation", 2**40)

    assert tx.conversation.open_card(ALICE) == (card(hand=Hand.OTHER), 2**40)
    assert tx.conversation.open_card(BOB) == (card(), None)


def test_the_message_of_a_card_that_is_no_longer_open_is_passed_over(tx: SqlTx) -> None:
    tx.conversation.set_open_card(ALICE, card(item="finger-taps"), None)

    tx.conversation.card_shown(ALICE, "coin-rotation", 9)

    assert tx.conversation.open_card(ALICE) == (card(item="finger-taps"), None)


def test_a_closed_card_takes_no_number(tx: SqlTx) -> None:
    tx.conversation.set_open_card(ALICE, card(), 5)
    tx.conversation.close_card(ALICE)

    assert tx.conversation.open_card(ALICE) is None


def test_an_update_is_seen_for_the_first_time_once(tx: SqlTx) -> None:
    assert tx.conversation.first_sight(BOT, 12, at()) is True
    assert tx.conversation.first_sight(BOT, 12, at()) is False
    assert tx.conversation.first_sight(BOT, 13, at()) is True


def test_another_bot_counts_for_itself(tx: SqlTx) -> None:
    tx.conversation.first_sight(BOT, 12, at())

    assert tx.conversation.first_sight(OTHER_BOT, 12, at()) is True


def test_a_number_that_comes_again_after_a_silent_week_is_a_new_update(tx: SqlTx) -> None:
    tx.conversation.first_sight(BOT, 12, at())
    week_later = at() + timedelta(days=7)
    long_after = at() + timedelta(days=8, microseconds=1)

    assert tx.conversation.first_sight(BOT, 12, week_later) is False
    assert tx.conversation.first_sight(BOT, 12, long_after) is True
    assert tx.conversation.first_sight(BOT, 12, long_after + timedelta(days=1)) is False


def test_only_the_newest_updates_of_a_bot_are_kept(tx: SqlTx, connection: Connection) -> None:
    first = 10 * PURGE_EVERY + 1
    many = UPDATES_KEPT + PURGE_EVERY - 1
    seen = [
        {"bot": BOT, "number": first + each, "seen_at": at() + timedelta(seconds=each)}
        for each in range(many)
    ]
    connection.execute(insert(seen_updates), seen)
    tx.conversation.first_sight(OTHER_BOT, 1, at() - timedelta(days=1))

    assert tx.conversation.first_sight(BOT, first + many, at() + timedelta(days=1)) is True

    kept = connection.scalar(
        select(func.count()).select_from(seen_updates).where(seen_updates.c.bot == BOT)
    )
    assert kept == UPDATES_KEPT + 1
    assert tx.conversation.first_sight(BOT, first + many - 1, at() + timedelta(days=1)) is False
    assert tx.conversation.first_sight(OTHER_BOT, 1, at()) is False


def test_a_picture_is_known_by_bot_and_content(tx: SqlTx) -> None:
    tx.conversation.keep_file_id(BOT, "a" * 64, "file-1")
    tx.conversation.keep_file_id(BOT, "a" * 64, "file-2")

    assert tx.conversation.file_id(BOT, "a" * 64) == "file-2"
    assert tx.conversation.file_id(BOT, "b" * 64) is None
    assert tx.conversation.file_id(OTHER_BOT, "a" * 64) is None
