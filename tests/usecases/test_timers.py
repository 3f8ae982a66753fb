"""Drill timers: asked for by a tap, ended by the clock, never in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.learners import Onboarding
from bot.usecases import onboarding, timers
from bot.usecases.ports import Pending
from bot.usecases.timers import TimeUp
from bot.usecases.turn import Stale
from tests.builders import (
    ALICE,
    COIN,
    ROTATION,
    TAPS,
    alice,
    at,
    card,
    drill,
    library,
)
from tests.usecases.conftest import World

COIN_CARD, TAPS_CARD = card(), card(item=TAPS.id)


async def end(world: World) -> list[TimeUp | None]:
    """Let the clock end what has ended, as often as it is asked."""
    ended = await world.clock(timers.ended, world.now)
    return [await world.clock(timers.begin_end, world.library, each, world.now) for each in ended]


async def test_a_timer_runs_for_the_time_of_its_drill_and_then_ends(world: World) -> None:
    running = await world.act(timers.start, COIN_CARD, first_ever=False)
    assert running.timer.seconds == 30
    assert running.timer.ends_at == at() + timedelta(seconds=30)
    assert running.card.box_open
    world.now += timedelta(seconds=29)
    assert await end(world) == []
    world.now += timedelta(seconds=1)
    (up,) = await end(world)
    assert up is not None
    assert (up.seconds, up.card.card) == (30, COIN_CARD)


@pytest.mark.parametrize(("wished", "run"), [(5, 30), (30, 30), (120, 120), (600, 120)])
async def test_a_timer_runs_from_thirty_seconds_to_two_minutes(
    world: World, wished: int, run: int
) -> None:
    world.library = library((drill(timer_s=wished),))
    assert (await world.act(timers.start, COIN_CARD, first_ever=False)).timer.seconds == run


async def test_starting_again_begins_anew(world: World) -> None:
    first = await world.act(timers.start, COIN_CARD, first_ever=False)
    world.now += timedelta(seconds=20)
    await world.act(timers.start, TAPS_CARD, first_ever=False)
    world.now += timedelta(seconds=15)
    assert await end(world) == []
    assert await world.clock(timers.begin_end, world.library, first.timer, world.now) is None
    world.now += timedelta(seconds=15)
    (up,) = await end(world)
    assert up is not None
    assert up.card.drill == TAPS


async def test_a_stopped_timer_never_ends(world: World) -> None:
    await world.act(timers.start, COIN_CARD, first_ever=False)
    assert not await world.act(timers.stop, TAPS_CARD.item)
    assert await world.act(timers.stop, COIN_CARD.item)
    assert not await world.act(timers.stop, COIN_CARD.item)
    world.now += timedelta(minutes=1)
    assert await end(world) == []


async def test_a_number_typed_after_the_end_belongs_to_the_drill(world: World) -> None:
    await world.act(timers.start, COIN_CARD, first_ever=False)
    world.now += timedelta(seconds=30)
    await end(world)
    opened = await world.clock(lambda tx: tx.conversation.open_card(ALICE))
    assert opened == (COIN_CARD, None)


async def test_the_end_of_a_timer_leaves_another_question_open(world: World) -> None:
    await world.act(timers.start, COIN_CARD, first_ever=False)
    await world.act(onboarding.ask_place, onboarding=False)
    world.now += timedelta(seconds=30)
    assert len(await end(world)) == 1
    pending = await world.clock(lambda tx: tx.conversation.pending(ALICE))
    assert pending is not None
    assert pending.kind is Pending.PLACE


@pytest.mark.parametrize(
    ("late", "said"), [(timedelta(minutes=9), True), (timedelta(minutes=11), False)]
)
async def test_after_an_outage_the_end_is_said_only_while_it_helps(
    world: World, late: timedelta, said: bool
) -> None:
    await world.act(timers.start, COIN_CARD, first_ever=False)
    world.now += timedelta(seconds=30) + late
    (up,) = await end(world)
    assert (up is not None) is said
    assert (await world.clock(timers.ended, world.now) == []) is not said


async def test_who_blocked_us_hears_no_timer(world: World) -> None:
    await world.act(timers.start, COIN_CARD, first_ever=False)
    await world.keep((await world.learner()).gone(world.now))
    world.now += timedelta(seconds=30)
    assert await end(world) == [None]
    assert await end(world) == []


async def test_a_timer_of_a_drill_that_is_no_more_is_taken_off(world: World) -> None:
    await world.act(timers.start, COIN_CARD, first_ever=False)
    world.library = library((TAPS, ROTATION))
    world.now += timedelta(seconds=30)
    assert await end(world) == [None]
    assert await end(world) == []


async def test_a_drill_without_a_clock_has_no_timer(world: World) -> None:
    world.library = library((replace(COIN, timer_s=None),))
    with pytest.raises(Stale):
        await world.act(timers.start, COIN_CARD, first_ever=False)


@pytest.mark.parametrize(
    ("step", "first"), [(Onboarding.FIRST_DRILL, True), (Onboarding.READY, False)]
)
async def test_only_the_drill_before_any_question_ends_as_the_first(
    world: World, step: Onboarding, first: bool
) -> None:
    await world.keep(alice(onboarding=step))
    await world.act(timers.start, TAPS_CARD, first_ever=first)
    world.now += timedelta(seconds=30)
    (up,) = await end(world)
    assert up is not None
    assert up.card.first_ever is first
