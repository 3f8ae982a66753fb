"""Serving an update: one transaction, an answer beside it, and nothing twice or half."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.chat import routes, taps
from bot.chat.calls import Call
from bot.chat.desk import Desk
from bot.chat.incoming import BlockedUs, InGroup, SharedLocation, Tapped, Words
from bot.chat.replies import Change, Reply, Say
from bot.chat.service import NOTHING
from bot.domain.learners import Onboarding
from bot.domain.practice import Hand
from bot.usecases import browse, plans
from bot.usecases.ports import DatabaseDown
from bot.usecases.turn import Turn, UnknownItem
from tests.builders import ALICE, BOB, CAROL, MONDAY, TUESDAY, alice, at, bob
from tests.chat.room import BOT, InlineDatabase, Room

STALE = "That button is from another day. Here is today's plan."


async def plan_id(room: Room) -> int:
    def work(tx: Any) -> int:
        view = plans.todays_plan(Turn(tx, room.library, alice(), room.clock.now()))
        tx.plans.shown(view.plan.id, 60)
        return view.plan.id

    number: int = await room.db.run(work)
    return number


# --- one transaction -----------------------------------------------------------------------------


async def test_the_answer_is_kept_in_the_same_commit(room: Room) -> None:
    answer = await room.says("lab 40 min")
    assert await room.waiting() == list(answer.served.rows)
    (row,) = answer.served.rows
    assert (row.chat, row.learner, row.created_at) == (ALICE, ALICE, at())
    assert answer.served.toast is None


async def test_an_update_is_one_unit_of_work(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    units = 0
    run = InlineDatabase.run

    async def counted(db: InlineDatabase, work: Any, *args: Any) -> Any:
        nonlocal units
        units += 1
        return await run(db, work, *args)

    monkeypatch.setattr(InlineDatabase, "run", counted)
    await room.says("lab 40 min")
    assert units == 1


async def test_a_redelivered_update_changes_nothing(room: Room) -> None:
    incoming = room.incoming(Words("lab 40 min", 50))
    await room.service.serve(incoming)
    again = await room.service.serve(incoming)
    assert again == NOTHING
    assert len(await room.look(lambda tx: tx.practice.of(ALICE))) == 1
    assert len(await room.waiting()) == 1


async def test_a_redelivered_tap_only_stops_its_spinner(room: Room) -> None:
    await plan_id(room)
    tapped = Tapped("q", taps.encode(taps.TickPlanItem(MONDAY, 1)), 60, has_picture=False)
    incoming = room.incoming(tapped)
    first = await room.service.serve(incoming)
    again = await room.service.serve(incoming)
    assert first.toast is not None
    assert again.toast is not None
    assert (first.toast.text, again.toast.text, again.rows) == ("✓ Finger taps", "", ())


async def test_the_same_number_from_another_bot_is_another_update(room: Room) -> None:
    incoming = room.incoming(Words("lab 40 min", 50))
    await room.service.serve(incoming)
    await replace(room.service, bot=BOT + 1).serve(incoming)
    assert len(await room.look(lambda tx: tx.practice.of(ALICE))) == 2


# --- our own faults ------------------------------------------------------------------------------


def half_done(desk: Desk) -> list[Reply]:
    desk.turn.tx.learners.save(replace(desk.turn.learner, place="Atlantis"))
    raise RuntimeError("a bug")


async def test_a_fault_rolls_everything_back_and_says_so_once(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(routes.COMMANDS, "today", half_done)
    incoming = room.incoming(Words("/today", 50))
    served = await room.service.serve(incoming)
    (row,) = served.rows
    assert Call.from_json(row.payload).text.startswith("That went wrong on my side, sorry.")
    assert (await room.learner()).place == "Leeds"
    assert await room.service.serve(incoming) == NOTHING


async def test_a_screen_that_cannot_be_rendered_is_such_a_fault(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(routes.COMMANDS, "today", lambda _: [Say(object())])
    assert (await room.says("/today")).text.startswith("That went wrong")


async def test_a_fault_on_the_way_to_a_stale_buttons_answer_is_told_too(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Turn) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(plans, "todays_plan", broken)
    answer = await room.taps("p99|forged")
    assert answer.text.startswith("That went wrong")
    assert answer.toast == ""


async def test_a_fault_while_a_location_is_looked_up_is_told_too(room: Room) -> None:
    room.places.fault = RuntimeError("no map")
    assert (await room.does(SharedLocation(53.8, -1.5))).text.startswith("That went wrong")


async def test_a_database_fault_is_raised_and_nothing_is_kept(room: Room) -> None:
    incoming = room.incoming(Words("lab 40 min", 50))
    room.db.fault = DatabaseDown("disk full")
    with pytest.raises(DatabaseDown, match="disk full"):
        await room.service.serve(incoming)
    room.db.fault = None
    assert await room.waiting() == []
    assert len((await room.service.serve(incoming)).rows) == 1


async def test_a_lasting_database_fault_of_another_kind_is_raised_too(room: Room) -> None:
    room.db.fault = RuntimeError("the database is gone")
    with pytest.raises(RuntimeError, match="gone"):
        await room.says("lab 40 min")


# --- buttons whose world has moved on ------------------------------------------------------------


@pytest.mark.parametrize(
    "tap",
    [
        "",
        "p99|forged",
        "d1|" + "x" * 200,
        taps.TickPlanItem(MONDAY, 9),
        taps.OpenDrill("no-such-drill"),
        taps.OpenTechnique("coin-rotation", None, 0),
        taps.PickDayStart(61),
        taps.PickTime(24 * 60),
        taps.PickPlace("Mars/Olympus", "Olympus"),
        taps.PickPlace("Europe", "a folder"),
        taps.NeedleBack(999),
        taps.MakeItToday(999),
    ],
    ids=str,
)
async def test_a_stale_button_gets_an_alert_and_todays_plan(
    room: Room, tap: taps.Tap | str
) -> None:
    answer = await room.taps(tap)
    assert (answer.toast, answer.is_alert) == (STALE, True)
    assert answer.text.startswith("Monday ·")
    (call,) = answer.calls
    assert call.shows_plan


async def test_a_number_typed_too_late_brings_todays_plan(room: Room) -> None:
    await plan_id(room)
    await room.taps(taps.OpenPlanItem(MONDAY, 1))
    room.clock.go_on(days=4)
    answer = await room.says("8")
    assert answer.text.startswith("Friday ·")
    assert answer.served.toast is None


async def test_a_late_tap_is_credited_to_its_own_day(room: Room) -> None:
    await plan_id(room)
    room.clock.time = at(TUESDAY, 9)
    answer = await room.taps(taps.TickPlanItem(MONDAY, 1))
    assert "Counted for Monday: Finger taps." in answer.texts


@pytest.mark.parametrize("error", [UnknownItem("gone"), taps.StaleTap("x")])
async def test_an_item_that_is_no_more_is_stale(
    room: Room, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def gone(_: Desk, __: taps.Tap) -> list[Reply]:
        raise error

    monkeypatch.setitem(routes.TAPS, taps.OpenDrill, gone)
    assert (await room.taps(taps.OpenDrill("coin-rotation"))).toast == STALE


async def test_bobs_tap_on_alices_button_changes_nothing_of_hers(room: Room) -> None:
    await room.keep(bob(paused_from=None))
    await plan_id(room)
    await room.taps(taps.TickPlanItem(MONDAY, 1))
    (done,) = await room.look(lambda tx: tx.practice.of(ALICE))
    for tap in (taps.UndoCompletion(done.id), taps.NeedleBack(done.id), taps.MakeItToday(done.id)):
        await room.taps(tap, who=BOB)
    assert await room.look(lambda tx: tx.practice.of(ALICE)) == [done]


# --- people come and go --------------------------------------------------------------------------


async def test_who_blocks_the_bot_is_left_in_peace_until_they_write(room: Room) -> None:
    await room.says("/help")
    assert (await room.does(BlockedUs(blocked=True))).served == NOTHING
    assert (await room.learner()).blocked_at == at()
    assert await room.waiting() == []
    assert (await room.does(BlockedUs(blocked=False))).served == NOTHING
    assert (await room.learner()).blocked_at is None


async def test_a_stranger_who_blocks_or_unblocks_is_not_noted(nobody: Room) -> None:
    for blocked in (True, False):
        assert (await nobody.does(BlockedUs(blocked), CAROL)).served == NOTHING
    assert await nobody.look(lambda tx: tx.learners.get(CAROL)) is None


async def test_in_a_group_nobody_is_noted_and_all_are_sent_to_a_private_chat(nobody: Room) -> None:
    incoming = replace(nobody.incoming(InGroup(), CAROL), chat=-500)
    (row,) = (await nobody.service.serve(incoming)).rows
    assert (row.chat, row.learner) == (-500, None)
    assert "private chat" in Call.from_json(row.payload).text
    assert await nobody.look(lambda tx: tx.learners.get(CAROL)) is None


async def test_of_a_forgotten_person_only_the_goodbye_is_left(room: Room) -> None:
    await plan_id(room)
    await room.says("/help")
    await room.says("/forget")
    answer = await room.taps(taps.EraseEverything(), message=77)
    (row,) = await room.waiting()
    assert list(answer.served.rows) == [row]
    assert row.learner is None
    call = Call.from_json(row.payload)
    assert call.message == 77
    assert "Alice" not in row.payload
    assert await room.look(lambda tx: tx.learners.get(ALICE)) is None


async def test_after_forgetting_old_buttons_lead_to_the_welcome(room: Room) -> None:
    await room.taps(taps.EraseEverything())
    answer = await room.taps(taps.TickPlanItem(MONDAY, 1))
    assert answer.text.startswith("Hi Alice.")
    assert (await room.learner()).onboarding is Onboarding.WELCOME


# --- what a reply becomes ------------------------------------------------------------------------


async def test_a_card_goes_out_with_its_picture_and_is_noted_as_open(room: Room) -> None:
    (call,) = (await room.says("coin rotation")).calls
    assert (call.picture, call.card, call.silent) == ("coin-rotation", "coin-rotation", True)


async def test_a_change_carries_no_picture_and_knows_where_one_is(room: Room) -> None:
    tap = taps.StartTimer("coin-rotation", Hand.DOMINANT, 1, None, 0)
    tapped = Tapped("q", taps.encode(tap), 61, has_picture=True)
    (call,) = (await room.does(tapped)).calls
    assert (call.message, call.on_picture, call.picture, call.card) == (61, True, None, None)


async def test_a_plan_in_place_is_remembered_where_it_has_to_be_said_anew(room: Room) -> None:
    number = await plan_id(room)
    (call,) = (await room.taps(taps.TickPlanItem(MONDAY, 1))).calls
    assert (call.message, call.on_picture, call.shows_plan) == (60, False, number)


async def test_another_message_is_guessed_by_what_it_is_to_show(room: Room) -> None:
    await plan_id(room)
    await room.taps(taps.OpenPlanItem(MONDAY, 1))
    await room.db.run(lambda tx: tx.conversation.card_shown(ALICE, "finger-taps", 62))
    answer = await room.says("8")
    changed = {call.message: call.on_picture for call in answer.calls if call.message}
    assert changed == {60: False, 62: True}


async def test_a_tap_without_words_still_stops_its_spinner(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(routes.TAPS, taps.OpenDrill, lambda *_: [Change(browse.Help(), 5)])
    answer = await room.taps(taps.OpenDrill("coin-rotation"))
    assert (answer.toast, answer.is_alert) == ("", False)
