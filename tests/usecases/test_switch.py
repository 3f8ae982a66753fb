"""Prompts off and on: confirmed with what comes next, and with the way back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.reminders import EVERY_DAY, Kind, Skip
from bot.domain.switch_words import All, AlsoOn, NotOn, OnlyOn, Switch
from bot.domain.unclear import Why
from bot.domain.week import WEEKEND, WORKDAYS
from bot.usecases import pauses, remind, rules, second_chance, switch
from bot.usecases.deliveries import DeliveryState
from bot.usecases.onboarding import TimeAsked
from bot.usecases.pauses import Resumed
from bot.usecases.remind import RemindView, RulesSet, RulesUnclear
from tests.builders import ALICE, EVENING, MONDAY, SATURDAY, SUNDAY, TUESDAY, WEDNESDAY, at
from tests.usecases.conftest import World
from tests.usecases.postman import Postman

NINE = 9 * 60
SUNDAYS = 0b1000000


async def times(world: World) -> list[tuple[int, int, bool]]:
    return [(r.minute, r.weekdays, r.enabled) for r in await world.act(rules.prompts)]


async def switched(world: World, said: Switch) -> RulesSet:
    told = await world.act(switch.switch, said, "as said")
    assert isinstance(told, RulesSet)
    return told


async def undone(world: World, told: RulesSet) -> RemindView:
    assert told.view.undo is not None
    view = await world.act(remind.undo, told.view.undo)
    assert view is not None
    return view


async def test_off_silences_all_and_on_brings_it_back(postman: Postman) -> None:
    world = postman.world
    told = await switched(world, All.OFF)
    assert (told.view.any_on, told.view.coming) == (False, ())
    assert await postman.round() == []
    world.now = at(TUESDAY, 9)
    back = await switched(world, All.ON)
    assert [each.day for each in back.view.coming] == [TUESDAY, WEDNESDAY, MONDAY + timedelta(3)]
    world.now = at(TUESDAY, 18, 31)
    assert len(await postman.round()) == 1


async def test_off_takes_the_second_chance_along_and_undo_brings_both_back(
    postman: Postman,
) -> None:
    world = postman.world
    await world.act(second_chance.set_time, 20 * 60 + 30)
    told = await switched(world, All.OFF)
    assert told.view.second_chance is not None
    assert not told.view.second_chance.enabled
    view = await undone(world, told)
    assert view.second_chance is not None
    assert (view.any_on, view.second_chance.enabled) == (True, True)


async def test_off_without_any_prompt_shows_what_is_set(world: World) -> None:
    assert isinstance(await world.act(switch.switch, All.OFF, "off"), RemindView)


async def test_on_without_any_prompt_asks_when(world: World) -> None:
    assert isinstance(await world.act(switch.switch, All.ON, "on"), TimeAsked)


async def test_on_in_a_pause_ends_it(postman: Postman) -> None:
    await postman.world.act(pauses.pause, 7)
    assert isinstance(await postman.world.act(switch.switch, All.ON, "on"), Resumed)
    assert not (await postman.world.learner()).is_paused(MONDAY)


async def test_days_are_taken_out_and_come_back_by_undo(postman: Postman) -> None:
    world = postman.world
    told = await switched(world, NotOn(WEEKEND))
    assert await times(world) == [(EVENING, WORKDAYS, True)]
    assert len(told.view.coming) == 3
    await undone(world, told)
    assert await times(world) == [(EVENING, EVERY_DAY, True)]


async def test_on_a_day_that_was_taken_out_nothing_comes(postman: Postman) -> None:
    await switched(postman.world, NotOn(0b1))  # Mondays: due, and not sent yet
    assert await postman.round() == []
    postman.world.now = at(TUESDAY, 18, 31)
    assert len(await postman.round()) == 1


async def test_with_the_last_days_taken_out_all_is_off_and_can_come_back(world: World) -> None:
    await world.act(remind.set_words, "weekends 9:00")
    told = await switched(world, NotOn(WEEKEND))
    assert not told.view.any_on
    await switched(world, All.ON)
    assert await times(world) == [(NINE, WEEKEND, True)]


async def test_taking_out_a_day_that_has_none_changes_nothing(world: World) -> None:
    await world.act(remind.set_words, "weekdays 18:30")
    told = await switched(world, NotOn(WEEKEND))
    assert told.view.undo is None
    assert await times(world) == [(EVENING, WORKDAYS, True)]


@pytest.mark.parametrize(
    ("before", "mask", "after"),
    [
        ("18:30", WORKDAYS, [(EVENING, WORKDAYS, True)]),
        ("weekdays 18:30, weekends 9:00", WEEKEND, [(NINE, WEEKEND, True)]),
        ("weekends 9:00", WORKDAYS, [(NINE, WORKDAYS, True)]),
    ],
)
async def test_only_some_days_are_left(
    world: World, before: str, mask: int, after: list[tuple[int, int, bool]]
) -> None:
    await world.act(remind.set_words, before)
    was = await times(world)
    told = await switched(world, OnlyOn(mask))
    assert await times(world) == after
    await undone(world, told)
    assert await times(world) == was


async def test_a_day_more_gets_the_one_time_there_is(world: World) -> None:
    await world.act(remind.set_words, "weekdays 18:30")
    await switched(world, AlsoOn(SUNDAYS))
    assert await times(world) == [(EVENING, WORKDAYS | SUNDAYS, True)]


async def test_of_several_times_it_is_asked_which(world: World) -> None:
    await world.act(remind.set_words, "mon 7:30, tue 18:30")
    told = await world.act(switch.switch, AlsoOn(SUNDAYS), "on sundays too")
    assert isinstance(told, RulesUnclear)
    assert (told.why, len(told.readings)) == (Why.TIME_MISSING, 2)
    assert isinstance(await world.act(switch.switch, OnlyOn(SUNDAYS), "only sundays"), RulesUnclear)
    assert len(await times(world)) == 2


async def test_a_day_without_a_prompt_has_no_second_chance(postman: Postman) -> None:
    world = postman.world
    await world.act(second_chance.set_time, 20 * 60 + 30)
    await switched(world, NotOn(WEEKEND))
    for day in (SATURDAY, SUNDAY):
        world.now = at(day, 20, 31)
        assert await postman.round() == []
    kept = await world.clock(lambda tx: tx.deliveries.since(ALICE, at(SATURDAY, 0)))
    assert {(each.kind, each.state, each.why) for each in kept} == {
        (Kind.SECOND_CHANCE, DeliveryState.SKIPPED, Skip.NO_PROMPT)
    }
