"""*Later* in the chat: asked, set and taken back on the prompt's own message."""

from __future__ import annotations

import pytest

from bot.chat.taps import encode
from bot.chat.taps.snooze import AskLater, PickLater, UndoLater, WaitUntil
from bot.domain.reminders import Origin
from bot.usecases.deliveries import DeliveryState
from bot.usecases.ports import Tx
from bot.usecases.snooze import Later
from tests.builders import (
    ALICE,
    MONDAY,
    TUESDAY,
    at,
    new_delivery,
    rule,
)
from tests.chat.room import Room


@pytest.fixture
async def prompted(room: Room) -> int:
    """Alice's prompt of half past six has come; return its delivery."""

    def send(tx: Tx) -> int:
        daily = tx.rules.save(rule())
        (number,) = tx.deliveries.add([new_delivery(rule=daily.id)], None)
        tx.deliveries.settle([number], DeliveryState.SENT, "sent")
        return number

    return await room.look(send)


async def test_later_is_asked_set_and_taken_back_in_place(room: Room, prompted: int) -> None:
    asked = await room.taps(AskLater(prompted))
    assert asked.buttons() == [["10 min", "1 h"], ["This evening", "Tomorrow"], ["Back"]]
    put_off = await room.taps(PickLater(prompted, Later.HOUR))
    assert put_off.text == "Later: 19:30. Only this once."
    assert put_off.calls[0].message == asked.calls[0].message == 60
    back = await room.taps(put_off.data("Undo"))
    assert (back.toast, back.text.split(" ")[0]) == ("Taken back.", "Monday")
    room.clock.go_on(seconds=5)
    assert (await room.taps(put_off.data("Undo"))).toast == "That is taken back already."


async def test_back_from_later_the_prompt_can_still_come_later(room: Room, prompted: int) -> None:
    await room.says("/today")
    asked = await room.taps(AskLater(prompted))
    back = await room.taps(asked.data("Back"))
    assert back.data("Later") == encode(AskLater(prompted))
    again = await room.taps(back.data("Later"))
    assert again.text.startswith("Later: when?")
    put_off = await room.taps(PickLater(prompted, Later.HOUR))
    undone = await room.taps(put_off.data("Undo"))
    assert undone.data("Later") == encode(AskLater(prompted))


async def test_back_from_not_today_the_prompt_can_still_come_later(
    room: Room, prompted: int
) -> None:
    await room.says("/today")
    reasons = await room.taps("p5|260302|0")
    back = await room.taps(reasons.data("Back"))
    assert back.data("Later") == encode(AskLater(prompted))


async def test_a_plan_without_a_prompt_has_no_later(room: Room) -> None:
    await room.says("/today")
    reasons = await room.taps("p5|260302|0")
    back = await room.taps(reasons.data("Back"))
    assert all("Later" not in row for row in back.buttons())


@pytest.mark.parametrize("words", ["remind me half an hour later", "half an hour later"])
async def test_half_an_hour_later_puts_it_off_when_asked_and_else_is_asked_back(
    room: Room, prompted: int, words: str
) -> None:
    unasked = await room.says(words)
    assert unasked.text.startswith("From now on? Then tap it. One prompt alone is put off")
    assert unasked.buttons() == [["daily 19:00"]]
    await room.taps(AskLater(prompted))
    assert (await room.says(words)).texts[0] == "Later: 19:00. Only this once."


async def test_a_time_by_another_clock_puts_nothing_off(room: Room, prompted: int) -> None:
    await room.taps(AskLater(prompted))
    asked = await room.says("21:00 UTC")
    assert asked.text.startswith("Times go by your own clock")
    assert "It is 18:30 now in Leeds." in asked.text
    assert (await room.taps(asked.data("21:00"))).text == "Later: 21:00. Only this once."


async def test_a_typed_time_puts_it_off(room: Room, prompted: int) -> None:
    await room.taps(AskLater(prompted))
    asked = await room.says("20")
    assert asked.text == "Which time do you mean?"
    assert (await room.says("when I am home")).text.startswith("“when I am home” is not clear")
    assert (await room.says("21:15")).texts[0] == "Later: 21:15. Only this once."
    waiting = await room.look(lambda tx: tx.deliveries.since(ALICE, at()))
    assert [d.due_at for d in waiting if d.origin is Origin.SNOOZE] == [at(MONDAY, 21, 15)]


async def test_a_tapped_reading_is_the_instant_it_said(room: Room, prompted: int) -> None:
    minute = int(at(TUESDAY, 7, 30).timestamp()) // 60
    said = await room.taps(WaitUntil(prompted, minute))
    assert said.text == "Later: Tue 3 Mar, 07:30. Only this once."


async def test_what_is_done_says_so_and_writes_nothing(room: Room, prompted: int) -> None:
    await room.says("/today")
    for position in (1, 2, 3):
        await room.taps(f"p3|260302|{position}")
    for tap in (AskLater(prompted), PickLater(prompted, Later.HOUR)):
        said = await room.taps(tap)
        assert (said.toast, said.is_alert) == (
            "Nothing is open any more: no need to come back.",
            True,
        )
        assert said.texts == []
    assert len(await room.look(lambda tx: tx.deliveries.since(ALICE, at()))) == 1


async def test_an_old_prompt_brings_a_fresh_plan(room: Room, prompted: int) -> None:
    room.clock.go_on(hours=49)
    said = await room.taps(AskLater(prompted))
    assert said.is_alert
    assert said.text.startswith("Wednesday ·")


async def test_a_second_tap_on_later_is_one(room: Room, prompted: int) -> None:
    later = PickLater(prompted, Later.HOUR)
    await room.taps(later)
    assert (await room.taps(later)).toast.startswith("Got it already")


async def test_undo_of_nothing_shows_the_plan(room: Room) -> None:
    assert (await room.taps(UndoLater(999))).toast == "That is taken back already."
    assert await room.look(lambda tx: tx.deliveries.since(ALICE, at(MONDAY, 0))) == []


@pytest.mark.usefixtures("prompted")
@pytest.mark.parametrize("words", ["snooze for an hour", "remind me in an hour", "later 19:30"])
async def test_later_is_said_in_plain_words(room: Room, words: str) -> None:
    assert (await room.says(words)).texts[0] == "Later: 19:30. Only this once."


@pytest.mark.usefixtures("prompted")
async def test_a_bare_later_asks_until_when(room: Room) -> None:
    assert (await room.says("remind me later")).text.startswith("Later: when?")
    assert (await room.says("21:15")).texts[0] == "Later: 21:15. Only this once."
    await room.says("/pause")
    await room.says("friday")
    assert (await room.says("later")).text.startswith("You have paused")


async def test_with_nothing_to_put_off_the_reminders_are_shown(room: Room) -> None:
    for words in ("snooze 10 min", "later", "remind me in an hour"):
        assert (await room.says(words)).text.startswith("Reminders\n")


@pytest.mark.usefixtures("prompted")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("remind me tomorrow", "Later: Tue 3 Mar, 08:00. Only this once."),
        ("remind me tonight please", "Later: 20:00. Only this once."),
        ("not now", "Later: when?"),
        ("later today", "And at what time? Type it like 21:15 or 20 min."),
    ],
)
async def test_one_prompt_is_put_off_and_not_the_rule(room: Room, words: str, said: str) -> None:
    assert (await room.says(words)).texts[0].startswith(said)
