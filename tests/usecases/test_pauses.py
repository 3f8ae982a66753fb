"""Pausing: no prompts, and the streak waits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.streaks import Streak
from bot.usecases import onboarding, pauses, settings
from bot.usecases.pauses import Paused
from bot.usecases.ports import Tx
from tests.builders import (
    ALICE,
    EVENING,
    MONDAY,
    SUNDAY,
    TUESDAY,
    WEDNESDAY,
    YESTERDAY,
    at,
    completion,
)
from tests.usecases.conftest import World


async def streak(world: World) -> Streak:
    return await world.act(lambda turn: turn.streak())


async def practise(world: World, *days: date) -> None:
    def keep(tx: Tx) -> None:
        for day in days:
            tx.practice.add(completion(day=day))

    await world.clock(keep)


@pytest.mark.parametrize(
    ("length", "until"), [(1, TUESDAY), (7, MONDAY + timedelta(days=7)), (None, None)]
)
async def test_a_pause_lasts_its_days_or_until_they_say_so(
    world: World, length: int | None, until: date | None
) -> None:
    assert await world.act(pauses.pause, length) == Paused(until, already=False)
    learner = await world.learner()
    assert learner.is_paused(MONDAY)
    assert learner.is_paused(TUESDAY) is (length != 1)
    assert (await world.act(settings.settings)).paused


async def test_the_streak_waits_while_paused(world: World) -> None:
    await practise(world, YESTERDAY)
    await world.act(pauses.pause, 20)
    world.now = at(MONDAY + timedelta(days=20))
    assert await streak(world) == Streak(1, today_done=False, days_off_left=2)
    await practise(world, MONDAY + timedelta(days=20))
    assert (await streak(world)).days == 2


async def test_after_the_pause_the_days_count_again(world: World) -> None:
    await practise(world, YESTERDAY)
    await world.act(pauses.pause, 7)
    world.now = at(MONDAY + timedelta(days=9))
    assert (await streak(world)).days == 1
    world.now = at(MONDAY + timedelta(days=10))
    assert await streak(world) == Streak(0, today_done=False, days_off_left=0)


async def test_coming_back_early_ends_the_pause_that_day(world: World) -> None:
    await practise(world, YESTERDAY)
    await world.act(onboarding.set_time, EVENING)
    await world.act(pauses.pause, None)
    world.now = at(WEDNESDAY, 9)
    back = await world.act(pauses.resume)
    assert (back.was_paused, back.minute, back.next_day) == (True, EVENING, WEDNESDAY)
    assert not (await world.learner()).is_paused(WEDNESDAY)
    kept = await world.clock(lambda tx: tx.learners.pauses(ALICE))
    assert kept == [(MONDAY, WEDNESDAY)]
    world.now = at(SUNDAY)
    assert (await streak(world)).days == 0  # from Wednesday on nothing was done


async def test_pausing_and_coming_back_on_one_day_leaves_no_pause(world: World) -> None:
    await world.act(pauses.pause, 7)
    await world.act(pauses.resume)
    assert await world.clock(lambda tx: tx.learners.pauses(ALICE)) == []


async def test_a_pause_can_be_changed_while_it_runs(world: World) -> None:
    await world.act(pauses.pause, 3)
    world.now = at(TUESDAY)
    assert await world.act(pauses.pause, 7) == Paused(TUESDAY + timedelta(days=7), already=True)
    kept = await world.clock(lambda tx: tx.learners.pauses(ALICE))
    assert kept == [(MONDAY, TUESDAY), (TUESDAY, TUESDAY + timedelta(days=7))]


async def test_resuming_without_a_pause_says_so(world: World) -> None:
    back = await world.act(pauses.resume)
    assert (back.was_paused, back.minute, back.next_day) == (False, None, None)
