"""Reminders: claim, begin, record; why one is not sent; and what a broken one does not stop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.learners import Consent
from bot.domain.practice import NotToday
from bot.domain.reminders import EVERY_DAY, Kind, Skip, next_occurrence
from bot.usecases import onboarding, pauses, plans, reminders, settings
from bot.usecases.ports import Delivery, DeliveryState, Tx
from bot.usecases.reminders import Claimed, Goodbye, Outcome, Prompt
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
    completion,
    library,
    memory,
    technique,
)
from tests.usecases.conftest import World

PENDING, SENDING, SENT, SKIPPED, EXPIRED, FAILED, UNKNOWN = (
    DeliveryState.PENDING,
    DeliveryState.SENDING,
    DeliveryState.SENT,
    DeliveryState.SKIPPED,
    DeliveryState.EXPIRED,
    DeliveryState.FAILED,
    DeliveryState.UNKNOWN,
)


@pytest.fixture
async def due(world: World) -> World:
    """Alice's prompt was set on Monday morning, and it is half past six and a minute."""
    world.now = at(MONDAY, 9)
    await world.act(onboarding.set_time, EVENING)
    world.now = at(MONDAY, 18, 31)
    return world


async def claim(world: World) -> Claimed:
    return await world.clock(reminders.claim_due, world.now)


async def begin(world: World, delivery: Delivery) -> Prompt | Goodbye | None:
    return await world.clock(reminders.begin, world.library, delivery.id, world.now)


async def record(
    world: World, delivery: Delivery, outcome: Outcome, message: int | None = None
) -> None:
    await world.clock(reminders.record, delivery.id, outcome, message, world.now)


async def state_of(world: World, delivery: Delivery) -> tuple[DeliveryState, str]:
    kept = await world.clock(lambda tx: tx.reminders.delivery(delivery.id))
    assert kept is not None
    return kept.state, kept.why


async def send(world: World) -> Prompt | Goodbye | None:
    """One whole tick for one person: claim, begin and record as sent."""
    claimed = await claim(world)
    message = None
    for delivery in claimed.deliveries:
        message = await begin(world, delivery)
        if message:
            await record(world, delivery, Outcome.SENT, 77)
    return message


# --- the way of one prompt ---


async def test_nothing_is_due_before_its_minute(due: World) -> None:
    due.now = at(MONDAY, 18, 29)
    assert await claim(due) == Claimed((), (), more=False)


async def test_a_due_prompt_is_claimed_once_and_its_rule_moves_on(due: World) -> None:
    (delivery,) = (await claim(due)).deliveries
    assert (delivery.learner, delivery.local_date, delivery.day) == (ALICE, MONDAY, MONDAY)
    assert delivery.state is PENDING
    assert (await claim(due)).deliveries == ()
    following = await due.clock(lambda tx: tx.reminders.next_due_at(ALICE))
    assert following is not None
    assert following.date() == TUESDAY


async def test_a_prompt_brings_todays_plan_and_is_remembered_as_its_message(due: World) -> None:
    (delivery,) = (await claim(due)).deliveries
    prompt = await begin(due, delivery)
    assert isinstance(prompt, Prompt)
    assert prompt.minutes == prompt.view.plan.minutes
    assert prompt.view.plan.day == MONDAY
    assert await state_of(due, delivery) == (SENDING, "")
    await record(due, delivery, Outcome.SENT, 77)
    assert (await state_of(due, delivery))[0] is SENT
    assert (await due.act(plans.todays_plan)).plan.message == 77


async def test_a_prompt_counts_only_the_minutes_that_are_open(due: World) -> None:
    view = await due.act(plans.todays_plan)
    await due.act(plans.tick, MONDAY, 1)
    (delivery,) = (await claim(due)).deliveries
    prompt = await begin(due, delivery)
    assert isinstance(prompt, Prompt)
    assert prompt.minutes == view.plan.minutes - view.plan.items[0].minutes


async def test_a_delivery_that_is_settled_is_not_begun_again(due: World) -> None:
    (delivery,) = (await claim(due)).deliveries
    await begin(due, delivery)
    await record(due, delivery, Outcome.SENT, 77)
    assert await begin(due, delivery) is None
    await record(due, delivery, Outcome.GONE)
    assert (await state_of(due, delivery))[0] is SENT
    assert (await due.learner()).blocked_at is None


async def test_a_gap_without_practice_is_told_to_the_prompt(due: World) -> None:
    await due.clock(lambda tx: tx.practice.add(completion(day=MONDAY - timedelta(days=4))))
    (delivery,) = (await claim(due)).deliveries
    prompt = await begin(due, delivery)
    assert isinstance(prompt, Prompt)
    assert prompt.after_gap


async def test_after_an_outage_of_days_one_prompt_comes_not_ten(due: World) -> None:
    due.now = at(MONDAY + timedelta(days=10), 18, 31)
    claimed = await claim(due)
    assert len(claimed.deliveries) == 1
    assert await begin(due, claimed.deliveries[0]) is None  # Monday's is long over
    assert await state_of(due, claimed.deliveries[0]) == (EXPIRED, Skip.EXPIRED)
    following = await due.clock(lambda tx: tx.reminders.next_due_at(ALICE))
    assert following is not None
    assert following > due.now


async def test_a_changed_time_brings_no_second_prompt_on_the_same_date(due: World) -> None:
    await send(due)
    told = await due.act(onboarding.set_time, 20 * 60)
    assert told.next_days[0] == TUESDAY  # and that is what is said
    assert (await due.act(settings.settings)).next_day == TUESDAY
    due.now = at(MONDAY, 20, 1)
    assert (await claim(due)).deliveries == ()
    due.now = at(TUESDAY, 20, 1)
    assert len((await claim(due)).deliveries) == 1


# --- why not ---


async def do_everything(world: World) -> None:
    for line in (await world.act(plans.todays_plan)).lines:
        await world.act(plans.tick, MONDAY, line.item.position)


async def leave_everything(world: World) -> None:
    await world.act(plans.todays_plan)
    await world.act(plans.leave_out, MONDAY, 0, NotToday.TIRED)


async def pause(world: World) -> None:
    await world.act(pauses.pause, 3)


async def block(world: World) -> None:
    await world.clock(reminders.mark_gone, ALICE, world.now)


async def wait_two_hours(world: World) -> None:
    world.now += timedelta(hours=2)


@pytest.mark.parametrize(
    ("meanwhile", "state", "why"),
    [
        pytest.param(do_everything, SKIPPED, Skip.DONE, id="all done"),
        pytest.param(leave_everything, SKIPPED, Skip.DONE, id="enough for today"),
        pytest.param(pause, SKIPPED, Skip.PAUSED, id="paused"),
        pytest.param(block, SKIPPED, Skip.BLOCKED, id="blocked"),
        pytest.param(wait_two_hours, EXPIRED, Skip.EXPIRED, id="too late"),
    ],
)
async def test_state_is_checked_again_as_the_turn_comes(
    due: World, meanwhile: Callable[[World], Awaitable[None]], state: DeliveryState, why: Skip
) -> None:
    (delivery,) = (await claim(due)).deliveries
    await meanwhile(due)
    assert await begin(due, delivery) is None
    assert await state_of(due, delivery) == (state, why)


async def test_a_prompt_for_a_practice_day_that_is_over_is_not_sent(world: World) -> None:
    world.now = at(MONDAY, 9)
    await world.act(onboarding.set_time, 3 * 60 + 30)  # half an hour before the day turns
    world.now = at(TUESDAY, 3, 31)
    (delivery,) = (await claim(world)).deliveries
    assert delivery.day == MONDAY
    world.now = at(TUESDAY, 4, 1)
    assert await begin(world, delivery) is None
    assert await state_of(world, delivery) == (EXPIRED, Skip.EXPIRED)


async def test_a_day_with_nothing_to_do_brings_no_prompt(due: World) -> None:
    await due.keep(replace(await due.learner(), kit=frozenset()))
    due.library = library((technique("pad-stitch"),), requires={})
    await due.clock(
        lambda tx: tx.practice.remember(memory(at(MONDAY, 9), technique="pad-stitch"), None)
    )
    (delivery,) = (await claim(due)).deliveries
    assert await begin(due, delivery) is None
    assert await state_of(due, delivery) == (SKIPPED, Skip.NOTHING_DUE)


async def test_who_has_been_forgotten_gets_nothing(due: World) -> None:
    (delivery,) = (await claim(due)).deliveries
    await due.clock(lambda tx: tx.learners.forget(ALICE))
    assert await begin(due, delivery) is None
    assert await due.clock(lambda tx: tx.reminders.unfinished()) == []


async def test_one_thing_done_is_no_reason_to_be_silent(due: World) -> None:
    await due.act(plans.todays_plan)
    await due.act(plans.tick, MONDAY, 1)
    (delivery,) = (await claim(due)).deliveries
    assert isinstance(await begin(due, delivery), Prompt)


# --- how often ---


async def heard(world: World, days: int) -> list[tuple[int, str]]:
    """What a person hears who never answers: (day, kind of message)."""
    messages = []
    for day in range(days):
        world.now = at(MONDAY + timedelta(days=day), 18, 31)
        message = await send(world)
        if message:
            messages.append((day, type(message).__name__))
    return messages


async def test_unanswered_prompts_thin_out_to_one_goodbye(due: World) -> None:
    told = await heard(due, 60)
    assert [day for day, _ in told] == [0, 1, 2, 5, 8, 11, 18, 25, 32, 39]
    assert [kind for _, kind in told] == ["Prompt"] * 9 + ["Goodbye"]


async def test_a_tapered_prompt_says_why_and_makes_no_plan(due: World) -> None:
    await heard(due, 3)
    due.now = at(MONDAY + timedelta(days=3), 18, 31)
    (delivery,) = (await claim(due)).deliveries
    assert await begin(due, delivery) is None
    assert await state_of(due, delivery) == (SKIPPED, Skip.TAPERED)
    thursday = MONDAY + timedelta(days=3)
    assert await due.clock(lambda tx: tx.plans.of_day(ALICE, thursday)) is None


@pytest.mark.parametrize("silent_days", [3, 10, 60])
async def test_any_sign_of_life_brings_the_daily_prompt_back(due: World, silent_days: int) -> None:
    await heard(due, silent_days)
    back = MONDAY + timedelta(days=silent_days)
    due.now = at(back, 9)
    await due.clock(onboarding.arrive, ALICE, ALICE, "Alice", due.now)
    due.now = at(back, 18, 31)
    assert isinstance(await send(due), Prompt)
    due.now = at(back + timedelta(days=1), 18, 31)
    assert isinstance(await send(due), Prompt)


async def test_pausing_costs_no_prompt_of_the_tempo(due: World) -> None:
    await due.act(pauses.pause, 10)
    told = await heard(due, 13)
    assert [day for day, _ in told] == [10, 11, 12]


# --- what came of it ---


async def test_who_is_gone_is_left_in_peace_until_they_return(due: World) -> None:
    (delivery,) = (await claim(due)).deliveries
    await begin(due, delivery)
    await due.clock(lambda tx: tx.outbox.add(ALICE, ALICE, "{}", due.now))
    await record(due, delivery, Outcome.GONE)
    assert await state_of(due, delivery) == (FAILED, Outcome.GONE)
    assert (await due.learner()).blocked_at == due.now
    assert await due.clock(lambda tx: tx.outbox.waiting()) == []
    due.now = at(TUESDAY, 18, 31)
    assert await send(due) is None
    due.now = at(WEDNESDAY, 9)
    await due.clock(onboarding.arrive, ALICE, ALICE, "Alice", due.now)
    due.now = at(WEDNESDAY, 18, 31)
    assert isinstance(await send(due), Prompt)


async def test_what_telegram_will_never_take_is_not_tried_again(due: World) -> None:
    (delivery,) = (await claim(due)).deliveries
    await begin(due, delivery)
    await record(due, delivery, Outcome.REFUSED)
    assert await state_of(due, delivery) == (FAILED, Outcome.REFUSED)
    assert await begin(due, delivery) is None


async def test_what_is_to_be_sent_later_waits_and_an_unknown_end_is_the_end(due: World) -> None:
    (delivery,) = (await claim(due)).deliveries
    states = []
    for outcome in (Outcome.LATER, Outcome.LATER, Outcome.UNKNOWN):
        assert isinstance(await begin(due, delivery), Prompt)
        await record(due, delivery, outcome)
        states.append((await state_of(due, delivery))[0])
    assert states == [PENDING, PENDING, UNKNOWN]
    assert await begin(due, delivery) is None


async def test_a_prompt_that_was_on_its_way_at_a_kill_is_taken_up_again(due: World) -> None:
    (delivery,) = (await claim(due)).deliveries
    first = await begin(due, delivery)
    (again,) = await due.clock(lambda tx: tx.reminders.unfinished())
    assert (again.id, again.state, again.attempts) == (delivery.id, SENDING, 1)
    second = await begin(due, again)
    assert isinstance(first, Prompt)
    assert isinstance(second, Prompt)
    assert second.view.plan == first.view.plan  # both copies' buttons mean the same


# --- many at once ---


async def test_a_broken_rule_is_postponed_and_stops_nobody_else(due: World) -> None:
    await due.keep(bob(paused_from=None))
    due.who, due.now = BOB, at(MONDAY, 9)
    await due.act(onboarding.set_time, EVENING)
    await due.keep(alice(zone="Mars/Olympus"))
    due.now = at(MONDAY, 18, 31)
    claimed = await claim(due)
    assert [delivery.learner for delivery in claimed.deliveries] == [BOB]
    ((rule, error),) = claimed.broken
    assert "Mars/Olympus" in error
    assert (await claim(due)).broken == ()
    postponed = await due.clock(lambda tx: tx.reminders.next_due_at(ALICE))
    assert postponed == due.now + reminders.RETRY_BROKEN_AFTER
    await due.keep(alice())
    due.now = postponed
    (delivery,) = (await claim(due)).deliveries
    assert delivery.rule == rule
    assert delivery.local_date == MONDAY


async def test_a_full_batch_says_that_there_is_more(world: World) -> None:
    def many(tx: Tx, now: datetime) -> None:
        for number in range(5):
            who = alice(id=2000 + number, chat=2000 + number, check_ins=Consent.UNASKED)
            tx.learners.save(who)
            rule = tx.reminders.set_rule(who.id, Kind.PROMPT, EVENING, EVERY_DAY)
            tx.reminders.schedule(rule.id, next_occurrence(rule, who.zone, now))

    await world.clock(many, at(MONDAY, 9))
    now = at(MONDAY, 18, 31)
    sizes = []
    more = True
    while more:
        claimed = await world.clock(reminders.claim_due, now, limit=2)
        sizes.append(len(claimed.deliveries))
        more = claimed.more
    assert sizes == [2, 2, 1]
