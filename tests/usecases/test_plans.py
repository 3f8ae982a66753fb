"""The plan of a day: frozen once shown, ticked off, left out, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.content import Kit
from bot.domain.practice import Completion, Hand, NotToday, Reason, Role, Source
from bot.usecases import cards, log, plans, settings, timers
from bot.usecases.cards import CardAlreadyDone, DrillDone
from bot.usecases.log import NothingToUndo, Undone
from bot.usecases.plans import AlreadyTicked, PlanView, Ticked
from bot.usecases.ports import Tx
from bot.usecases.turn import Stale, Turn
from tests.builders import (
    ALICE,
    BOB,
    COIN,
    HAND_PAIN,
    LOADING,
    MONDAY,
    ROTATION,
    TAPS,
    TIE,
    TUESDAY,
    WEDNESDAY,
    YESTERDAY,
    alice,
    at,
    bob,
    completion,
    library,
    memory,
    technique,
)
from tests.usecases.conftest import World


def items_of(view: PlanView) -> list[str]:
    return [line.item.item for line in view.lines]


def ticked(result: Ticked | AlreadyTicked) -> Ticked:
    assert isinstance(result, Ticked)
    return result


def kept(tx: Tx, done: Completion) -> Completion:
    return tx.practice.add(done)


# --- choosing and freezing ---


async def test_the_plan_is_two_drills_and_a_lesson_with_their_titles(world: World) -> None:
    view = await world.act(plans.todays_plan)
    assert [line.title for line in view.lines] == [
        "Finger taps",
        "Pronation supination",
        "Instrument tie",
    ]
    assert (view.plan.day, view.today, view.is_over, view.all_done) == (MONDAY, True, False, False)


async def test_the_plan_is_frozen_once_it_was_shown(world: World) -> None:
    first = await world.act(plans.todays_plan)
    await world.keep(alice(kit=frozenset()))
    world.library = library((COIN, ROTATION))
    world.now += timedelta(hours=8)  # half past two: still Monday
    again = await world.act(plans.todays_plan)
    assert again.plan == first.plan


async def test_the_next_practice_day_has_a_plan_of_its_own(world: World) -> None:
    first = await world.act(plans.todays_plan)
    world.now = at(TUESDAY, 4)
    second = await world.act(plans.todays_plan)
    assert second.plan.day == TUESDAY
    assert second.plan.id != first.plan.id


async def test_two_people_have_two_plans(world: World) -> None:
    await world.keep(bob())
    hers = await world.act(plans.todays_plan)
    world.who = BOB
    his = await world.act(plans.todays_plan)
    assert his.plan.id != hers.plan.id


async def test_nothing_sharp_is_planned_between_midnight_and_five(world: World) -> None:
    world.library = library(requires={})
    for each in world.library.drills:
        for ago in range(3):  # known, and not due again yet
            if each not in ("needle-loading", "pronation-supination"):
                done = completion(item=each, day=YESTERDAY - timedelta(days=ago))
                await world.clock(kept, done)
    assert "needle-loading" in items_of(await world.act(plans.todays_plan))
    world.now = at(TUESDAY, 4, 30)  # a new practice day, and night
    night = await world.act(plans.todays_plan)
    assert night.lines
    assert not any(line.item.sharp for line in night.lines)


async def test_a_learner_with_no_kit_has_drills_to_do(world: World) -> None:
    await world.keep(alice(kit=frozenset()))
    view = await world.act(plans.todays_plan)
    assert [line.item.role for line in view.lines] == [Role.DRILL, Role.DRILL, Role.NEW]


async def test_a_day_for_which_nothing_can_be_chosen_is_not_frozen(world: World) -> None:
    pad_only = technique("pad-stitch", kit=frozenset({Kit.PAD_AND_TOOLS}), sharp=False)
    world.library = library((replace(COIN, kit=frozenset({Kit.CORD})), pad_only), requires={})
    await world.keep(alice(kit=frozenset()))
    await world.clock(
        lambda tx: tx.practice.remember(replace(memory(), technique="pad-stitch"), None)
    )
    world.now = at(MONDAY, 19)
    empty = await world.act(plans.todays_plan)
    assert empty.lines == ()
    assert not empty.all_done
    await world.keep(alice(kit=frozenset({Kit.CORD})))
    assert items_of(await world.act(plans.todays_plan)) == ["coin-rotation"]


async def test_a_renamed_lesson_is_not_read_anew(world: World) -> None:
    await world.clock(
        lambda tx: tx.practice.remember(memory(at(YESTERDAY), technique="old-tie"), None)
    )
    world.library = library(renamed={"old-tie": "instrument-tie"})
    view = await world.act(plans.todays_plan)
    lesson = view.lines[-1].item
    assert (lesson.item, lesson.role, lesson.reason) == ("instrument-tie", Role.RECALL, Reason.DUE)


async def test_done_stands_in_the_plan_where_no_needle_and_no_question_is(world: World) -> None:
    world.library = library((LOADING, COIN, TIE), requires={})
    first = await world.act(plans.todays_plan)
    straight = {line.item.item: line.opens_straight for line in first.lines}
    assert straight == {"needle-loading": False, "coin-rotation": True, "instrument-tie": True}
    await world.act(plans.tick, MONDAY, 3)
    world.now = at(TUESDAY)
    assert not (await world.act(plans.todays_plan)).lines[2].opens_straight  # a question now


async def test_the_plan_goes_on_with_its_first_open_line(world: World) -> None:
    await world.act(plans.todays_plan)
    await world.act(plans.tick, MONDAY, 1)
    left = await world.act(plans.leave_out, MONDAY, 2, NotToday.TIRED)
    following = plans.first_open(left.view.plan)
    assert following is not None
    assert following.position == 3
    over = await world.act(plans.leave_out, MONDAY, 3, NotToday.TIRED)
    assert plans.first_open(over.view.plan) is None


# --- ticking ---


async def test_a_tick_keeps_a_completion_with_instant_zone_and_day(world: World) -> None:
    view = await world.act(plans.todays_plan)
    result = ticked(await world.act(plans.tick, MONDAY, 1))
    kept = result.completion
    assert (kept.item, kept.at, kept.zone, kept.day) == (
        "finger-taps",
        at(),
        "Europe/London",
        MONDAY,
    )
    assert (kept.source, kept.plan, kept.position) == (Source.PLAN, view.plan.id, 1)
    assert result.view.undo == kept.id
    assert result.view.streak.days == 1
    assert not result.late
    assert (await world.act(plans.todays_plan)).lines[0].item.is_done


async def test_a_second_tick_changes_nothing_and_says_so(world: World) -> None:
    await world.act(plans.todays_plan)
    await world.act(plans.tick, MONDAY, 1)
    again = await world.act(plans.tick, MONDAY, 1)
    assert isinstance(again, AlreadyTicked)
    assert again.title == "Finger taps"
    assert len(await world.clock(lambda tx: tx.practice.of(ALICE))) == 1


async def test_all_ticked_is_a_day_done(world: World) -> None:
    view = await world.act(plans.todays_plan)
    for line in view.lines:
        last = ticked(await world.act(plans.tick, MONDAY, line.item.position))
    assert last.view.is_over
    assert last.view.all_done


async def test_reading_a_lesson_makes_its_question_due_the_next_day(world: World) -> None:
    view = await world.act(plans.todays_plan)
    await world.act(plans.tick, MONDAY, view.lines[-1].item.position)
    world.now = at(TUESDAY, 7)  # earlier in the day than it was read
    tomorrow = (await world.act(plans.todays_plan)).lines[-1].item
    assert (tomorrow.item, tomorrow.role) == ("instrument-tie", Role.RECALL)


@pytest.mark.parametrize("position", [0, 4, 99])
async def test_a_position_that_is_not_there_is_stale(world: World, position: int) -> None:
    await world.act(plans.todays_plan)
    with pytest.raises(Stale):
        await world.act(plans.tick, MONDAY, position)


async def test_a_day_without_a_plan_is_stale(world: World) -> None:
    with pytest.raises(Stale):
        await world.act(plans.tick, MONDAY, 1)


async def test_an_item_that_left_the_library_can_still_be_ticked_off(world: World) -> None:
    await world.act(plans.todays_plan)
    world.library = library((COIN, ROTATION))
    result = ticked(await world.act(plans.tick, MONDAY, 1))
    assert result.title == "finger-taps"
    assert isinstance(await world.act(plans.tick, MONDAY, 1), AlreadyTicked)


# --- late taps ---


async def test_a_late_tap_credits_the_day_it_was_sent_for(world: World) -> None:
    await world.act(plans.todays_plan)
    world.now = at(WEDNESDAY, 18, 29)
    result = ticked(await world.act(plans.tick, MONDAY, 1))
    assert result.late
    assert result.completion.day == MONDAY
    assert result.completion.at == world.now
    assert await world.clock(lambda tx: tx.practice.days(ALICE)) == {MONDAY}


async def test_a_tap_older_than_48_hours_is_stale_and_changes_nothing(world: World) -> None:
    await world.act(plans.todays_plan)
    world.now = at(WEDNESDAY, 18, 31)
    with pytest.raises(Stale):
        await world.act(plans.tick, MONDAY, 1)
    with pytest.raises(Stale):
        await world.act(plans.leave_out, MONDAY, 0, NotToday.TIRED)
    assert await world.clock(lambda tx: tx.practice.of(ALICE)) == []


async def test_a_late_tap_can_be_made_today(world: World) -> None:
    await world.act(plans.todays_plan)
    world.now = at(TUESDAY, 12)
    late = ticked(await world.act(plans.tick, MONDAY, 1)).completion
    moved = await world.act(plans.make_it_today, late.id)
    assert moved.day == TUESDAY
    assert await world.clock(lambda tx: tx.practice.days(ALICE)) == {TUESDAY}


async def test_made_today_means_the_day_of_the_tap_however_late_it_is_asked_for(
    world: World,
) -> None:
    await world.act(plans.todays_plan)
    world.now = at(TUESDAY, 12)
    late = ticked(await world.act(plans.tick, MONDAY, 1)).completion
    world.now = at(WEDNESDAY, 12) + timedelta(days=30)
    assert (await world.act(plans.make_it_today, late.id)).day == TUESDAY


async def test_nobody_moves_what_another_did(world: World) -> None:
    await world.keep(bob())
    await world.act(plans.todays_plan)
    hers = ticked(await world.act(plans.tick, MONDAY, 1)).completion
    world.who = BOB
    with pytest.raises(Stale):
        await world.act(plans.make_it_today, hers.id)
    assert isinstance(await world.act(log.undo_completion, hers.id), NothingToUndo)


async def test_travel_and_a_new_day_start_rewrite_nothing(world: World) -> None:
    await world.act(plans.todays_plan)
    await world.act(plans.tick, MONDAY, 1)
    await world.act(settings.set_day_start, 13 * 60)
    await world.keep(replace(await world.learner(), zone="Pacific/Kiritimati"))
    (kept,) = await world.clock(lambda tx: tx.practice.of(ALICE))
    assert (kept.day, kept.zone) == (MONDAY, "Europe/London")


# --- undo ---


async def test_undo_takes_the_tick_back(world: World) -> None:
    await world.act(plans.todays_plan)
    done = ticked(await world.act(plans.tick, MONDAY, 1)).completion
    undone = await world.act(log.undo_completion, done.id)
    assert isinstance(undone, Undone)
    assert undone.title == "Finger taps"
    assert undone.plan is not None
    assert undone.plan.lines[0].item.is_open
    assert undone.plan.streak.days == 0
    assert isinstance(await world.act(log.undo_completion, done.id), NothingToUndo)
    assert isinstance(await world.act(plans.tick, MONDAY, 1), Ticked)


async def test_undo_takes_the_memory_of_a_lesson_back(world: World) -> None:
    await world.act(plans.todays_plan)
    read = ticked(await world.act(plans.tick, MONDAY, 3)).completion
    assert await world.clock(lambda tx: tx.practice.memory(ALICE, "instrument-tie"))
    await world.act(log.undo_completion, read.id)
    assert await world.clock(lambda tx: tx.practice.memory(ALICE, "instrument-tie")) is None


# --- leaving out ---


async def test_what_is_left_out_is_neither_open_nor_done(world: World) -> None:
    await world.act(plans.todays_plan)
    left = await world.act(plans.leave_out, MONDAY, 1, NotToday.NO_TIME)
    assert left.view.lines[0].item.not_today is NotToday.NO_TIME
    assert [item.position for item in left.view.plan.open_items] == [2, 3]
    assert left.advice is None


async def test_enough_for_today_leaves_out_all_that_is_open_and_keeps_what_is_done(
    world: World,
) -> None:
    await world.act(plans.todays_plan)
    await world.act(plans.tick, MONDAY, 2)
    left = await world.act(plans.leave_out, MONDAY, 0, NotToday.TIRED)
    assert left.view.is_over
    assert [line.item.not_today for line in left.view.lines] == [
        NotToday.TIRED,
        None,
        NotToday.TIRED,
    ]
    assert left.view.plan.done_items[0].position == 2


async def test_not_today_after_done_changes_nothing(world: World) -> None:
    await world.act(plans.todays_plan)
    await world.act(plans.tick, MONDAY, 1)
    left = await world.act(plans.leave_out, MONDAY, 1, NotToday.NO_TIME)
    assert left.view.lines[0].item.is_done
    assert left.view.lines[0].item.not_today is None


async def test_what_was_left_out_can_be_done_after_all(world: World) -> None:
    await world.act(plans.todays_plan)
    await world.act(plans.leave_out, MONDAY, 1, NotToday.TIRED)
    line = ticked(await world.act(plans.tick, MONDAY, 1)).view.lines[0]
    assert line.item.is_done
    assert line.item.not_today is None


async def test_leaving_out_a_position_that_is_not_there_is_stale(world: World) -> None:
    await world.act(plans.todays_plan)
    with pytest.raises(Stale):
        await world.act(plans.leave_out, MONDAY, 9, NotToday.TIRED)


@pytest.mark.parametrize("before", ["open", "done", "left out"])
async def test_pain_rests_the_family_for_two_days_and_brings_the_advice(
    world: World, before: str
) -> None:
    await world.act(plans.todays_plan)
    if before == "done":
        await world.act(plans.tick, MONDAY, 1)
    if before == "left out":
        await world.act(plans.leave_out, MONDAY, 1, NotToday.NO_TIME)
    left = await world.act(plans.leave_out, MONDAY, 1, NotToday.PAIN)
    assert left.advice == HAND_PAIN
    world.now = at(TUESDAY)
    assert items_of(await world.act(plans.todays_plan))[:2] == [
        "pronation-supination",
        "forceps-bead-transfer",
    ]
    world.now = at(WEDNESDAY)
    assert items_of(await world.act(plans.todays_plan))[0] in ("finger-taps", "coin-rotation")


# --- cards ---


async def planned_card(world: World, position: int = 1) -> DrillDone | CardAlreadyDone:
    def finish(turn: Turn) -> DrillDone | CardAlreadyDone:
        plan, item = plans.plan_of(turn, MONDAY, position)
        return cards.finish(turn, plans.card_of(plan, item), 4)

    return await world.act(finish)


async def test_a_number_from_a_card_ticks_the_plan_and_shows_in_it(world: World) -> None:
    await world.act(plans.todays_plan)
    done = await planned_card(world)
    assert isinstance(done, DrillDone)
    assert done.plan is not None
    assert done.plan.lines[0].count == 4
    assert (done.completion.reps, done.completion.hand) == (4, Hand.DOMINANT)


async def test_a_second_tap_on_a_planned_card_changes_nothing(world: World) -> None:
    await world.act(plans.todays_plan)
    await planned_card(world)
    assert isinstance(await planned_card(world), CardAlreadyDone)
    assert len(await world.clock(lambda tx: tx.practice.of(ALICE))) == 1


async def test_a_drill_opened_from_the_list_is_the_one_in_the_plan(world: World) -> None:
    view = await world.act(plans.todays_plan)
    card = await world.act(cards.free_card, TAPS)
    assert (card.plan, card.position) == (view.plan.id, 1)
    await world.act(cards.finish, card, None)
    free = await world.act(cards.free_card, TAPS)
    assert (free.plan, free.position) == (None, None)
    assert free.hand is Hand.OTHER


async def test_nobody_ticks_the_plan_of_another(world: World) -> None:
    await world.keep(bob())
    view = await world.act(plans.todays_plan)
    hers = plans.card_of(view.plan, view.plan.items[0])
    world.who = BOB
    with pytest.raises(Stale):
        await world.act(cards.finish, hers, 4)
    world.who = ALICE
    assert (await world.act(plans.todays_plan)).lines[0].item.is_open


@pytest.mark.parametrize("how", ["done", "left out"])
async def test_a_timer_does_not_buzz_for_what_is_over(world: World, how: str) -> None:
    view = await world.act(plans.todays_plan)
    card = plans.card_of(view.plan, view.plan.items[0])
    await world.act(timers.start, card, first_ever=False)
    if how == "done":
        await world.act(plans.tick, MONDAY, 1)
    else:
        await world.act(plans.leave_out, MONDAY, 1, NotToday.TIRED)
    assert await world.clock(timers.ended, world.now + timedelta(minutes=5)) == []


async def test_a_timer_of_another_drill_runs_on(world: World) -> None:
    view = await world.act(plans.todays_plan)
    card = plans.card_of(view.plan, view.plan.items[0])
    await world.act(timers.start, card, first_ever=False)
    await world.act(plans.tick, MONDAY, 2)
    assert len(await world.clock(timers.ended, world.now + timedelta(minutes=5))) == 1
