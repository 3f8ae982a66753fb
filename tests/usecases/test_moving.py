"""Moving: asked about where the clock says so, never changed unasked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.day import local_time
from bot.domain.places import Place
from bot.usecases import moving, onboarding, plans, settings
from bot.usecases.moving import ClockAgrees, ClockDiffers, MoveAsked
from bot.usecases.ports import Pending
from tests.builders import ALICE, LONDON, MONDAY, TUESDAY, alice, at
from tests.usecases.conftest import World
from tests.usecases.postman import Postman

LIMA = Place("Lima", "Peru", "America/Lima")
YORK = Place("York", "United Kingdom", LONDON)


async def test_another_zone_is_asked_about_and_nothing_changes(world: World) -> None:
    assert await world.act(moving.seen_at, LIMA) == MoveAsked(LIMA, at(), "Leeds")
    assert (await world.learner()).zone == LONDON


async def test_another_city_in_the_same_zone_is_no_move(world: World) -> None:
    assert await world.act(moving.seen_at, YORK) == ClockAgrees(at(), LONDON)


@pytest.mark.parametrize(
    "minutes",
    [
        (18 * 60 + 30,),
        (18 * 60 + 50,),
        (18 * 60 + 10,),
        (6 * 60 + 30,),
        (6 * 60 + 40, 18 * 60 + 40),
    ],
    ids=str,
)  # the dial's own half past six, too
async def test_a_clock_that_agrees_is_no_move(world: World, minutes: tuple[int, ...]) -> None:
    assert await world.act(moving.seen_clock, minutes) == ClockAgrees(at(), LONDON)
    assert await world.clock(lambda tx: tx.conversation.pending(ALICE)) is None


async def test_midnight_lies_between_two_clocks_that_agree(world: World) -> None:
    world.now = at(hour=23, minute=55)
    assert isinstance(await world.act(moving.seen_clock, (5,)), ClockAgrees)


async def test_another_clock_is_asked_about_with_places_where_it_is_right(world: World) -> None:
    told = await world.act(moving.seen_clock, (13 * 60 + 30,))
    assert isinstance(told, ClockDiffers)
    assert (told.said, told.place) == (13 * 60 + 30, "Leeds")
    assert 1 <= len(told.fitting) <= moving.MOST_OFFERED
    assert all(local_time(at(), place.zone).hour == 13 for place in told.fitting)
    pending = await world.clock(lambda tx: tx.conversation.pending(ALICE))
    assert pending is not None
    assert pending.kind is Pending.PLACE  # a typed city answers


async def test_a_clock_that_is_right_nowhere_asks_for_the_city_alone(world: World) -> None:
    told = await world.act(moving.seen_clock, (3 * 60 + 1,))
    assert isinstance(told, ClockDiffers)
    assert all(abs(local_time(at(), p.zone).hour - 3) <= 1 for p in told.fitting)


async def test_kept_is_kept(world: World) -> None:
    await world.act(moving.seen_clock, (13 * 60 + 30,))
    kept = await world.act(moving.keep)
    assert (kept.place, kept.zone) == ("Leeds", LONDON)
    assert await world.clock(lambda tx: tx.conversation.pending(ALICE)) is None
    assert await world.learner() == alice(seen_at=at())


def test_every_well_known_place_has_a_clock() -> None:
    offsets = {local_time(at(), place.zone).utcoffset() for place in moving.WELL_KNOWN}
    assert len(offsets) >= 25


async def test_over_the_date_line_the_next_prompt_is_named_as_it_comes(postman: Postman) -> None:
    world = postman.world
    await postman.round()
    world.now = at(MONDAY, 20)  # Tuesday morning in Auckland
    await world.act(onboarding.set_place, Place("Auckland", "", "Pacific/Auckland"))
    view = await world.act(plans.todays_plan)
    assert view.plan.day == TUESDAY
    for item in view.plan.items:
        await world.act(plans.tick, TUESDAY, item.position)
    await world.act(onboarding.set_place, Place("Honolulu", "", "Pacific/Honolulu"))
    shown = await world.act(settings.settings)
    assert shown.next is not None
    world.now += timedelta(minutes=30)
    while not await postman.round():
        world.now += timedelta(minutes=30)
    assert timedelta(0) <= world.now - shown.next.at <= timedelta(minutes=31)
