"""Cards of drills: number buttons, typed numbers, bests, levels and second taps."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.content import Measure
from bot.domain.logbook import Entry
from bot.domain.practice import Completion, Hand, OpenCard
from bot.usecases import cards, log, plans, refreshers
from bot.usecases.cards import CardAlreadyDone, Counted, DrillDone
from bot.usecases.ports import Pending, PendingInput, Tx
from bot.usecases.turn import Stale, UnknownItem
from tests.builders import (
    ALICE,
    BOB,
    COIN,
    LOADING,
    MONDAY,
    TAPS,
    TIE,
    TUESDAY,
    YESTERDAY,
    at,
    bob,
    card,
    completion,
    drill,
    library,
)
from tests.usecases.conftest import World

COIN_CARD = card()


def kept(tx: Tx, *done: Completion) -> None:
    for each in done:
        tx.practice.add(each)


async def finish(world: World, on: OpenCard, count: int | None = None) -> DrillDone:
    """Open the card anew, and log it."""
    await world.act(cards.show_drill, on)
    done = await world.act(cards.finish, on, count)
    assert isinstance(done, DrillDone)
    return done


# --- number buttons ---


@pytest.mark.parametrize(
    ("last", "goal", "expected"),
    [
        pytest.param(9, 8, (9, 10, 8, 11, 7), id="the last value first"),
        pytest.param(None, 8, (8, 9, 7, 10, 6), id="else the goal"),
        pytest.param(None, None, (1, 2, 3, 4, 5), id="else from one"),
        pytest.param(0, 8, (0, 1, 2, 3, 4), id="none below nought"),
        pytest.param(1, 8, (1, 2, 0, 3, 4), id="one"),
    ],
)
def test_the_last_value_is_the_first_number_button(
    last: int | None, goal: int | None, expected: tuple[int, ...]
) -> None:
    assert cards.suggest(last, goal) == expected


async def test_a_card_shows_level_best_and_last_of_this_hand(world: World) -> None:
    await world.clock(
        kept,
        completion(reps=12, day=YESTERDAY - timedelta(days=1)),
        completion(reps=9, day=YESTERDAY),
        completion(reps=30, day=YESTERDAY, hand=Hand.OTHER),
    )
    shown = await world.act(cards.show_drill, COIN_CARD)
    assert shown.best == 12
    assert shown.suggestions[0] == 9
    assert shown.level == COIN.levels[0]
    assert shown.in_reps
    assert not shown.first_ever


async def test_practice_elsewhere_is_no_number_of_the_card(world: World) -> None:
    both = replace(LOADING, sharp=False)
    world.library = library((both,), requires={})
    await world.act(log.log_elsewhere, "40 min loads", Entry(2400, None, "", ""), both)
    shown = await world.act(cards.show_drill, OpenCard(both.id, None, 1, None, None))
    assert shown.best is None
    assert shown.suggestions[0] == 8  # the goal


async def test_a_renamed_drill_keeps_its_numbers(world: World) -> None:
    renamed = replace(COIN, formerly=("coin-turns",))
    world.library = library((renamed,), renamed={"coin-turns": "coin-rotation"})
    await world.clock(
        kept,
        completion(item="coin-turns", reps=9, day=YESTERDAY - timedelta(days=1)),
        completion(item="coin-turns", reps=8, day=YESTERDAY),
    )
    free = await world.act(cards.free_card, renamed)
    assert (free.level, free.hand) == (2, Hand.OTHER)
    assert (await world.act(cards.show_drill, COIN_CARD)).best == 9


async def test_a_technique_is_practised_by_its_own_levels(world: World) -> None:
    card = await world.act(cards.free_card, TIE)
    assert (card.hand, card.level, card.plan) == (None, 1, None)
    for day in (MONDAY, TUESDAY):
        world.now = at(day)
        card = await world.act(cards.free_card, TIE)
        shown = await world.act(cards.show_drill, card)
        assert (shown.is_technique, shown.timer_s, shown.box_open) == (True, None, True)
        done = await world.act(cards.finish, card, 5)
        assert isinstance(done, DrillDone)
        reached = done.next_level
    assert reached == 2
    seen = await world.act(refreshers.show, TIE.id, refreshers.Section.LEVELS)
    assert seen.level == 2


async def test_one_repetition_of_a_refresher_is_no_set(world: World) -> None:
    await world.act(refreshers.log_rep, TIE.id, 0b111, refreshers.OUTSIDE)
    shown = await world.act(cards.show_drill, await world.act(cards.free_card, TIE))
    assert (shown.best, shown.suggestions[0]) == (None, 4)


async def test_a_lesson_of_the_plan_is_no_set_of_its_technique(world: World) -> None:
    view = await world.act(plans.todays_plan)
    assert view.lines[2].item.item == TIE.id
    assert (await world.act(cards.free_card, TIE)).plan is None


async def test_a_needle_waits_for_the_open_sharps_box(world: World) -> None:
    on = OpenCard(LOADING.id, None, 1, None, None)
    assert not (await world.act(cards.show_drill, on)).box_open
    assert (await world.act(cards.show_drill, on, box_open=True)).box_open
    assert (await world.act(cards.show_drill, COIN_CARD)).box_open


async def test_an_unknown_id_has_no_card(world: World) -> None:
    with pytest.raises(UnknownItem):
        await world.act(cards.show_drill, OpenCard("gone", None, 1, None, None))


# --- numbers ---


async def test_a_typed_number_belongs_to_the_card_opened_last(world: World) -> None:
    await world.clock(
        lambda tx: tx.conversation.await_input(ALICE, PendingInput(Pending.LOG, "", at(TUESDAY)))
    )
    await world.act(cards.show_drill, card(item=TAPS.id))
    await world.act(cards.show_drill, COIN_CARD)
    opened = await world.clock(lambda tx: tx.conversation.open_card(ALICE))
    assert opened == (COIN_CARD, None)
    assert await world.clock(lambda tx: tx.conversation.pending(ALICE)) is None


async def test_what_is_done_closes_the_card(world: World) -> None:
    await finish(world, COIN_CARD, 9)
    assert await world.clock(lambda tx: tx.conversation.open_card(ALICE)) is None


@pytest.mark.parametrize(
    ("before", "count", "best_before", "is_best"),
    [
        pytest.param([], 9, None, True, id="the first number"),
        pytest.param([8], 9, 8, True, id="more than before"),
        pytest.param([9], 9, 9, False, id="as many"),
        pytest.param([12, 7], 9, 12, False, id="fewer than the best"),
        pytest.param([8], None, 8, False, id="no number"),
        pytest.param([], 0, None, False, id="nought is no best"),
    ],
)
async def test_a_best_is_more_than_ever_before_with_this_hand(
    world: World, before: list[int], count: int | None, best_before: int | None, is_best: bool
) -> None:
    await world.clock(kept, *(completion(reps=each, day=YESTERDAY) for each in before))
    await world.clock(kept, completion(reps=99, day=YESTERDAY, hand=Hand.OTHER))
    done = await finish(world, COIN_CARD, count)
    assert (done.best_before, done.is_best) == (best_before, is_best)


async def test_seconds_are_kept_as_seconds(world: World) -> None:
    hold = drill("steady-hold", measure=Measure.SECONDS)
    world.library = library((hold,))
    done = await finish(world, card(item=hold.id), 25)
    assert (done.completion.reps, done.completion.seconds) == (None, 25)


async def test_the_next_level_is_told_when_it_is_reached(world: World) -> None:
    assert (await finish(world, COIN_CARD, 8)).next_level is None
    world.now = at(TUESDAY)
    assert (await finish(world, COIN_CARD, 8)).next_level == 2
    assert (await world.act(cards.free_card, COIN)).level == 2


async def test_a_count_beyond_all_measure_is_refused(world: World) -> None:
    await world.act(cards.show_drill, COIN_CARD)
    with pytest.raises(Stale):
        await world.act(cards.finish, COIN_CARD, 10_000)


async def test_only_the_very_first_drill_is_the_first(world: World) -> None:
    assert (await finish(world, COIN_CARD)).first_ever
    assert not (await finish(world, card(item=TAPS.id))).first_ever


# --- second taps ---


async def test_a_second_tap_outside_the_plan_changes_nothing(world: World) -> None:
    await finish(world, COIN_CARD, 9)
    world.now += timedelta(seconds=1)
    again = await world.act(cards.finish, COIN_CARD, 9)
    assert isinstance(again, CardAlreadyDone)
    assert len(await world.clock(lambda tx: tx.practice.of(ALICE))) == 1


async def test_a_card_opened_anew_can_be_done_again(world: World) -> None:
    await finish(world, COIN_CARD, 9)
    await finish(world, COIN_CARD, 10)
    assert [done.reps for done in await world.clock(lambda tx: tx.practice.of(ALICE))] == [9, 10]


async def test_the_needle_is_counted_back_for_what_took_it_out(world: World) -> None:
    await world.keep(bob())
    world.library = library((LOADING,), requires={})
    view = await world.act(plans.todays_plan)
    done = await finish(world, plans.card_of(view.plan, view.plan.items[0]), 8)
    back = await world.act(cards.needle_back, done.completion.id)
    assert (back.title, back.count, back.completion) == (LOADING.title, 8, done.completion)
    assert back.plan is not None
    assert back.plan.all_done
    world.who = BOB
    with pytest.raises(Stale):
        await world.act(cards.needle_back, done.completion.id)


# --- a number afterwards ---


async def test_a_number_typed_afterwards_goes_to_what_was_done_without_one(world: World) -> None:
    done = await finish(world, COIN_CARD)
    counted = await world.act(cards.count_latest, 9)
    assert isinstance(counted, Counted)
    assert (counted.drill.id, counted.count) == ("coin-rotation", 9)
    kept_now = await world.clock(lambda tx: tx.practice.get(done.completion.id))
    assert kept_now is not None
    assert kept_now.reps == 9


async def test_a_number_is_never_overwritten_and_never_goes_to_another_day(world: World) -> None:
    await finish(world, COIN_CARD, 9)
    assert await world.act(cards.count_latest, 12) is None
    await finish(world, COIN_CARD)
    world.now = at(TUESDAY)
    assert await world.act(cards.count_latest, 12) is None


async def test_a_number_with_nothing_to_belong_to_is_nobodys(world: World) -> None:
    assert await world.act(cards.count_latest, 12) is None
    await world.act(plans.todays_plan)
    await world.act(plans.tick, MONDAY, 3)  # a lesson has no number
    assert await world.act(cards.count_latest, 12) is None
