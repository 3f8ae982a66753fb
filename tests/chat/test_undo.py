"""Typed /undo: whatever showed it as done is put right."""

from __future__ import annotations

from bot.chat.taps import FinishCard
from bot.domain.practice import Hand
from bot.usecases.ports import Tx
from tests.builders import ALICE
from tests.chat.room import Room


async def test_a_tick_that_was_tapped_goes_from_the_drills_card(room: Room) -> None:
    await room.taps(FinishCard("coin-rotation", Hand.DOMINANT, 1, None, 0, 8), message=77)
    said, card = (await room.says("/undo")).calls
    assert said.text == card.text == "↶ Taken back: Coin rotation."
    assert (said.message, card.message, card.markup) == (None, 77, None)


async def test_a_tick_that_was_typed_goes_once_its_message_is_known(room: Room) -> None:
    await room.says("coin rotation")
    done = (await room.says("8")).calls[0]

    def sent(tx: Tx) -> None:
        assert done.shows_done is not None
        tx.practice.shown(done.shows_done, 78)

    await room.look(sent)
    said, card = (await room.says("undo")).calls
    assert (said.message, card.message) == (None, 78)


async def test_a_tick_of_the_plan_has_no_card_to_put_right(room: Room) -> None:
    await room.says("/today")
    await room.taps("p3|260302|1")
    said, *others = (await room.says("/undo")).texts
    assert said.startswith("↶ Taken back")
    assert all(not text.startswith("↶") for text in others)
    latest = await room.look(lambda tx: tx.practice.latest(ALICE))
    assert latest is None
