"""The first minutes: a drill, then place, time and kit."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.content import Kit
from bot.domain.learners import Consent, Onboarding
from bot.domain.places import Place
from bot.domain.practice import OpenCard
from bot.usecases import cards, onboarding, plans
from bot.usecases.cards import DrillDone
from bot.usecases.onboarding import KitAsked, PlaceSet, PlaceUnclear
from bot.usecases.ports import Pending
from tests.builders import (
    ALICE,
    CAROL,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    alice,
    at,
)
from tests.usecases.conftest import World

LEEDS = Place("Leeds", "United Kingdom", "Europe/London")
AUCKLAND = Place("Auckland", "New Zealand", "Pacific/Auckland")
PERTHS = [
    Place("Perth", "Australia", "Australia/Perth"),
    Place("Perth", "United Kingdom", "Europe/London"),
]


@pytest.fixture
def carol(nobody: World) -> World:
    """Nobody is known; Carol is about to write."""
    nobody.who = CAROL
    return nobody


async def due_at(world: World) -> datetime | None:
    return await world.clock(lambda tx: tx.rules.next_due_at(world.who))


async def test_a_first_message_makes_a_learner(carol: World) -> None:
    learner, new = await carol.clock(onboarding.arrive, CAROL, CAROL, "Carol", at())
    assert new
    assert learner.onboarding is Onboarding.WELCOME
    assert await carol.learner() == learner
    again, new = await carol.clock(onboarding.arrive, CAROL, CAROL, "Carol", at(TUESDAY))
    assert not new
    assert (again.joined_at, again.seen_at) == (at(), at(TUESDAY))


async def test_the_welcome_leads_to_a_drill_before_any_question(carol: World) -> None:
    welcome = await carol.act(onboarding.welcome)
    assert (welcome.name, welcome.first_seconds) == ("Carol", 30)
    first = await carol.act(onboarding.first_drill)
    assert first.drill.id == "finger-taps"
    assert first.card == OpenCard("finger-taps", None, 1, None, None)  # either hand
    assert first.first_ever
    assert first.box_open
    assert (await carol.learner()).onboarding is Onboarding.FIRST_DRILL


async def test_the_first_drill_is_your_first_and_begins_the_streak(carol: World) -> None:
    first = await carol.act(onboarding.first_drill)
    done = await carol.act(cards.finish, first.card, None, slips=False)
    assert isinstance(done, DrillDone)
    assert done.first_ever
    assert done.plan is None
    view = await carol.act(plans.todays_plan)
    assert (view.streak.days, view.streak.today_done) == (1, True)


async def test_from_welcome_to_ready(carol: World) -> None:
    await carol.act(onboarding.first_drill)
    await carol.act(onboarding.ask_place, onboarding=True)
    assert (await carol.learner()).onboarding is Onboarding.PLACE
    placed = await carol.act(onboarding.choose_place, "leeds", [LEEDS])
    assert placed == PlaceSet("Leeds", at(), "Europe/London", ())
    asked = await carol.act(onboarding.ask_time)
    assert asked.onboarding
    assert len(asked.suggestions) == 3
    assert (await carol.learner()).onboarding is Onboarding.TIME
    carol.now = at(MONDAY, 18, 31)
    set_to = await carol.act(onboarding.set_time, 18 * 60 + 30)
    coming = [each.day for each in set_to.view.coming]
    assert coming == [TUESDAY, WEDNESDAY, WEDNESDAY + timedelta(days=1)]
    assert (await carol.act(onboarding.ask_kit)).onboarding
    await carol.act(onboarding.tick_kit, Kit.CORD, ticked=True)
    await carol.act(onboarding.tick_kit, Kit.LOUPES, ticked=True)
    ticked = await carol.act(onboarding.tick_kit, Kit.LOUPES, ticked=False)
    assert ticked.chosen == {Kit.CORD}
    ready = await carol.act(onboarding.finish, 5)
    assert [rule.minute for rule in ready.rules] == [18 * 60 + 30]
    assert ready.coming == set_to.view.coming
    learner = await carol.learner()
    assert learner.onboarding is Onboarding.READY
    assert learner.check_ins is Consent.UNASKED  # asked when there is something to keep


async def test_a_city_that_is_unclear_is_asked_back(carol: World) -> None:
    await carol.act(onboarding.ask_place, onboarding=True)
    several = await carol.act(onboarding.choose_place, "perth", PERTHS)
    assert several == PlaceUnclear("perth", tuple(PERTHS))
    none = await carol.act(onboarding.choose_place, "xyz", [])
    assert none == PlaceUnclear("xyz", ())
    pending = await carol.clock(lambda tx: tx.conversation.pending(CAROL))
    assert pending is not None
    assert pending.kind is Pending.PLACE  # the next words are taken for a city again


async def test_the_answer_ends_the_waiting(carol: World) -> None:
    await carol.act(onboarding.ask_place, onboarding=True)
    await carol.act(onboarding.set_place, LEEDS)
    assert await carol.clock(lambda tx: tx.conversation.pending(CAROL)) is None
    await carol.act(onboarding.ask_time)
    await carol.act(onboarding.set_time, 420)
    assert await carol.clock(lambda tx: tx.conversation.pending(CAROL)) is None


async def test_a_typed_answer_does_not_go_to_a_card_that_was_open(carol: World) -> None:
    await carol.act(onboarding.first_drill)
    await carol.act(onboarding.ask_place, onboarding=True)
    assert await carol.clock(lambda tx: tx.conversation.open_card(CAROL)) is None


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        pytest.param("Europe/London", at(TUESDAY, 7), id="London"),
        pytest.param("Pacific/Auckland", at(TUESDAY, 18), id="Auckland"),
        pytest.param("America/New_York", at(TUESDAY, 12), id="New York"),
    ],
)
async def test_the_prompt_falls_due_by_the_learners_own_clock(
    world: World, zone: str, expected: datetime
) -> None:
    await world.act(onboarding.set_place, Place("There", "", zone))
    world.now = at(MONDAY, 23)
    await world.act(onboarding.set_time, 7 * 60)
    assert await due_at(world) == expected


async def test_a_move_keeps_the_wall_time_and_changes_the_instant(world: World) -> None:
    await world.act(onboarding.set_time, 7 * 60)
    before = await due_at(world)
    placed = await world.act(onboarding.set_place, AUCKLAND)
    assert placed.zone == "Pacific/Auckland"
    assert await due_at(world) != before
    (rule,) = await world.clock(lambda tx: tx.rules.of(ALICE))
    assert rule.minute == 7 * 60


async def test_a_time_changed_before_its_prompt_still_comes_today(world: World) -> None:
    world.now = at(MONDAY, 9)
    await world.act(onboarding.set_time, 18 * 60)
    told = await world.act(onboarding.set_time, 20 * 60)
    assert told.view.coming[0].day == MONDAY


async def test_changing_the_time_changes_the_one_rule(world: World) -> None:
    await world.act(onboarding.set_time, 7 * 60)
    (first,) = await world.clock(lambda tx: tx.rules.of(ALICE))
    await world.act(onboarding.set_time, 20 * 60)
    (second,) = await world.clock(lambda tx: tx.rules.of(ALICE))
    assert (second.id, second.minute) == (first.id, 20 * 60)


async def test_an_old_button_does_not_begin_anew_what_is_ready(world: World) -> None:
    await world.act(onboarding.first_drill)
    await world.act(onboarding.ask_place, onboarding=True)
    await world.act(onboarding.ask_time)
    await world.act(onboarding.ask_kit)
    assert (await world.learner()).onboarding is Onboarding.READY


async def test_what_setting_up_says_is_set_is_set(carol: World) -> None:
    ready = await carol.act(onboarding.finish, 5)  # the question of the time was never answered
    (rule,) = await carol.clock(lambda tx: tx.rules.of(CAROL))
    assert ready.rules == (rule,)
    assert len(ready.coming) == 3
    assert await due_at(carol) is not None


async def test_without_reminders_none_is_set_also_at_the_end(carol: World) -> None:
    await carol.act(onboarding.ask_time)
    await carol.act(onboarding.decline_time)
    await carol.act(onboarding.decline_time)  # twice is once
    assert isinstance(await carol.act(onboarding.ask_next), KitAsked)
    ready = await carol.act(onboarding.finish, 5)
    assert (ready.rules, ready.coming, await due_at(carol)) == ((), (), None)
    set_to = await carol.act(onboarding.set_time, 18 * 60)
    assert [(rule.minute, rule.enabled) for rule in set_to.view.rules] == [(18 * 60, True)]
    assert len(await carol.clock(lambda tx: tx.rules.every(CAROL))) == 1


async def test_changing_kit_later_is_no_setting_up(world: World) -> None:
    await world.keep(alice(kit=frozenset()))
    assert not (await world.act(onboarding.ask_kit)).onboarding
    assert (await world.act(onboarding.tick_kit, Kit.CORD, ticked=True)).chosen == {Kit.CORD}
    assert (await world.learner()).kit == {Kit.CORD}
