"""Claiming: each occurrence is written down once, whatever was missed, and nothing stops others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.learners import Consent
from bot.domain.places import Place
from bot.domain.reminders import Kind, Skip
from bot.usecases import claims, onboarding, plans, rules, settings
from bot.usecases.deliveries import DeliveryState
from bot.usecases.ports import Tx
from tests.builders import (
    ALICE,
    BOB,
    EVENING,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    alice,
    at,
    bob,
    rule,
)
from tests.usecases.conftest import World
from tests.usecases.postman import Claimed, Postman

S = DeliveryState


async def next_due(world: World, who: int = ALICE) -> datetime | None:
    return await world.clock(lambda tx: tx.rules.next_due_at(who))


async def history(world: World) -> list[tuple[date, DeliveryState, str]]:
    kept = await world.clock(lambda tx: tx.deliveries.since(ALICE, at(MONDAY)))
    return [(each.local_date, each.state, each.why) for each in reversed(kept)]


async def test_nothing_is_due_before_its_minute(postman: Postman) -> None:
    postman.world.now = at(MONDAY, 18, 29)
    assert await postman.claim() == Claimed()


async def test_a_due_prompt_is_claimed_once_and_its_rule_moves_on(postman: Postman) -> None:
    delivery = await postman.kept(await postman.claim_one())
    assert (delivery.learner, delivery.local_date, delivery.day) == (ALICE, MONDAY, MONDAY)
    assert (delivery.state, delivery.worker) == (S.PENDING, "postman")
    assert (await postman.claim()).deliveries == []
    following = await next_due(postman.world)
    assert following is not None
    assert following.date() == TUESDAY


async def test_after_an_outage_one_late_message_comes_and_the_rest_is_on_record(
    postman: Postman,
) -> None:
    postman.world.now = at(MONDAY + timedelta(days=3), 19, 30)

    claimed = await postman.claim()

    assert claimed.missed == 3
    days = [MONDAY + timedelta(days=after) for after in range(4)]
    assert await history(postman.world) == [
        (days[0], S.EXPIRED, Skip.MISSED),
        (days[1], S.EXPIRED, Skip.MISSED),
        (days[2], S.EXPIRED, Skip.MISSED),
        (days[3], S.PENDING, ""),  # an hour late is still of use
    ]
    assert await postman.send(claimed.deliveries[0]) is not None
    following = await next_due(postman.world)
    assert following is not None
    assert following.date() == days[3] + timedelta(days=1)


async def test_of_an_outage_of_months_only_what_why_looks_back_to_is_written_down(
    postman: Postman,
) -> None:
    postman.world.now = at(MONDAY + timedelta(days=200), 12)

    claimed = await postman.claim()

    assert claimed.deliveries == []
    dates = [when for when, _, _ in await history(postman.world)]
    assert dates[0] == MONDAY  # the one that was written in the rule
    assert dates[1:] == [MONDAY + timedelta(days=after) for after in range(186, 200)]


async def test_a_changed_time_brings_no_second_prompt_on_the_same_date(postman: Postman) -> None:
    world = postman.world
    await postman.round()
    told = await world.act(onboarding.set_time, 20 * 60)
    assert told.view.coming[0].day == TUESDAY  # and that is what is said
    following = (await world.act(settings.settings)).next
    assert following is not None
    assert following.day == TUESDAY
    world.now = at(MONDAY, 20, 1)
    assert (await postman.claim()).deliveries == []
    world.now = at(TUESDAY, 20, 1)
    assert len((await postman.claim()).deliveries) == 1


async def change_the_repeat(world: World) -> None:
    (prompt,) = await world.act(rules.prompts)
    await world.act(rules.change, replace(prompt, repeat_every=60))


async def move_to_auckland(world: World) -> None:
    await world.act(onboarding.set_place, Place("Auckland", "", "Pacific/Auckland"))


async def return_after_a_month(world: World) -> None:
    await world.keep(replace(await world.learner(), seen_at=at(MONDAY - timedelta(days=30))))
    await world.act(plans.todays_plan)


@pytest.mark.parametrize("meanwhile", [change_the_repeat, move_to_auckland, return_after_a_month])
async def test_what_is_due_and_waits_to_be_claimed_stays_due(
    postman: Postman, meanwhile: Callable[[World], Awaitable[None]]
) -> None:
    await meanwhile(postman.world)
    assert (await postman.kept(await postman.claim_one())).local_date == MONDAY


async def test_another_rule_for_a_date_that_had_its_prompt_waits_for_the_next(
    postman: Postman,
) -> None:
    world = postman.world
    await postman.round()
    weekdays = 0b0011111
    await world.act(rules.set_times, Kind.PROMPT, [(19 * 60, weekdays)])  # a rule beside the old
    assert len(await world.act(rules.prompts)) == 2
    world.now = at(MONDAY, 19, 1)
    assert await postman.round() == []
    following = await next_due(world)
    assert following is not None
    assert (following.date(), following.hour) == (TUESDAY, 19)


async def test_a_broken_rule_is_postponed_and_stops_nobody_else(postman: Postman) -> None:
    world = postman.world
    await world.keep(bob(paused_from=None))
    world.who, world.now = BOB, at(MONDAY, 9)
    await world.act(onboarding.set_time, EVENING)
    await world.keep(alice(zone="Mars/Olympus"))
    world.now = at(MONDAY, 18, 31)
    claimed = await postman.claim()
    (delivery,) = claimed.deliveries
    assert (await postman.kept(delivery)).learner == BOB
    ((broken, error),) = claimed.broken
    assert "Mars/Olympus" in error
    assert (await postman.claim()).broken == []
    postponed = await next_due(world)
    assert postponed == world.now + claims.RETRY_BROKEN_AFTER
    await world.keep(alice())
    world.now = postponed
    mended = await postman.kept(await postman.claim_one())
    assert (mended.rule, mended.local_date) == (broken, MONDAY)


async def test_a_full_batch_says_that_there_is_more(world: World) -> None:
    def many(tx: Tx) -> None:
        for number in range(2000, 2005):
            who = alice(id=number, chat=number, check_ins=Consent.UNASKED)
            tx.learners.save(who)
            tx.rules.save(rule(learner=number))
            rules.wake(tx, who, at(MONDAY, 9))

    await world.clock(many)
    world.now = at(MONDAY, 18, 31)
    postman = Postman(world)
    sizes = []
    more = True
    while more:
        claimed = await postman.claim(limit=2)
        sizes.append(len(claimed.deliveries))
        more = claimed.more
    assert sizes == [2, 2, 1]


async def test_a_night_owls_prompt_before_the_day_turns_belongs_to_the_day_before(
    world: World,
) -> None:
    world.now = at(MONDAY, 9)
    await world.act(onboarding.set_time, 3 * 60 + 30)  # half an hour before the day turns
    world.now = at(TUESDAY, 3, 31)
    postman = Postman(world)
    delivery = await postman.kept(await postman.claim_one())
    assert (delivery.local_date, delivery.day) == (TUESDAY, MONDAY)
    world.now = at(WEDNESDAY, 4, 1)
    assert await postman.begin(delivery.id) is None
