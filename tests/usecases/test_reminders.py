"""Reminders: why one is not sent, how often one comes, and what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.calendar import EMPTY, Shift, with_day
from bot.domain.openings import OpeningFor
from bot.domain.practice import NotToday
from bot.domain.reminders import EVERY_DAY, Kind, Origin, Skip
from bot.usecases import onboarding, pauses, plans, remind, reminders, rules
from bot.usecases.deliveries import DeliveryState
from bot.usecases.outgoing import Outcome
from bot.usecases.reminders import Goodbye, Prompt
from tests.builders import (
    ALICE,
    EVENING,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    alice,
    at,
    library,
    memory,
    technique,
)
from tests.usecases.conftest import World
from tests.usecases.postman import Postman

PENDING, SENDING, SENT, SKIPPED, EXPIRED, FAILED, UNKNOWN = (
    DeliveryState.PENDING,
    DeliveryState.SENDING,
    DeliveryState.SENT,
    DeliveryState.SKIPPED,
    DeliveryState.EXPIRED,
    DeliveryState.FAILED,
    DeliveryState.UNKNOWN,
)


# --- the way of one prompt ---


async def test_a_prompt_brings_todays_plan_and_is_remembered_as_its_message(
    postman: Postman,
) -> None:
    delivery = await postman.claim_one()
    prompt = await postman.begin(delivery)
    assert isinstance(prompt, Prompt)
    assert prompt.occasion.minutes == prompt.view.plan.minutes
    assert prompt.view.plan.day == MONDAY
    assert await postman.end_of(delivery) == (SENDING, "")
    await postman.record(delivery, Outcome.SENT)
    assert (await postman.end_of(delivery))[0] is SENT
    assert (await postman.world.act(plans.todays_plan)).plan.message == 77


async def test_a_prompt_counts_only_the_minutes_that_are_open(postman: Postman) -> None:
    view = await postman.world.act(plans.todays_plan)
    await postman.world.act(plans.tick, MONDAY, 1)
    delivery = await postman.claim_one()
    prompt = await postman.begin(delivery)
    assert isinstance(prompt, Prompt)
    assert prompt.occasion.minutes == view.plan.minutes - view.plan.items[0].minutes


async def test_a_delivery_that_is_settled_is_not_begun_again(postman: Postman) -> None:
    delivery = await postman.claim_one()
    await postman.begin(delivery)
    await postman.record(delivery, Outcome.SENT)
    assert await postman.begin(delivery) is None
    await postman.record(delivery, Outcome.GONE)
    assert (await postman.end_of(delivery))[0] is SENT
    assert (await postman.world.learner()).blocked_at is None


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
    postman: Postman, meanwhile: Callable[[World], Awaitable[None]], state: DeliveryState, why: Skip
) -> None:
    delivery = await postman.claim_one()
    await meanwhile(postman.world)
    assert await postman.begin(delivery) is None
    assert await postman.end_of(delivery) == (state, why)


async def test_a_prompt_for_a_practice_day_that_is_over_is_not_sent(postman: Postman) -> None:
    await postman.world.act(onboarding.set_time, 3 * 60 + 30)  # half an hour before the day turns
    postman.world.now = at(TUESDAY, 3, 31)
    delivery = await postman.claim_one()
    postman.world.now = at(TUESDAY, 4, 1)
    assert await postman.begin(delivery) is None
    assert await postman.end_of(delivery) == (EXPIRED, Skip.EXPIRED)


async def test_a_day_with_nothing_to_do_brings_no_prompt(postman: Postman) -> None:
    await postman.world.keep(replace(await postman.world.learner(), kit=frozenset()))
    postman.world.library = library((technique("pad-stitch"),), requires={})
    await postman.world.clock(
        lambda tx: tx.practice.remember(memory(at(MONDAY, 9), technique="pad-stitch"), None)
    )
    delivery = await postman.claim_one()
    assert await postman.begin(delivery) is None
    assert await postman.end_of(delivery) == (SKIPPED, Skip.NOTHING_DUE)


async def test_who_has_been_forgotten_gets_nothing(postman: Postman) -> None:
    delivery = await postman.claim_one()
    await postman.world.clock(lambda tx: tx.learners.forget(ALICE))
    assert await postman.begin(delivery) is None
    assert await postman.world.clock(lambda tx: tx.deliveries.next_at()) is None


async def test_one_thing_done_is_no_reason_to_be_silent(postman: Postman) -> None:
    await postman.world.act(plans.todays_plan)
    await postman.world.act(plans.tick, MONDAY, 1)
    delivery = await postman.claim_one()
    assert isinstance(await postman.begin(delivery), Prompt)


# --- how often ---


async def round_of(postman: Postman) -> Prompt | Goodbye | None:
    """One whole round for one person, on which there is one message at most."""
    sent = await postman.round()
    assert len(sent) <= 1
    return sent[0] if sent else None


async def heard(postman: Postman, days: int) -> list[tuple[int, str]]:
    """What a person hears who never answers: (day, kind of message)."""
    messages = []
    for day in range(days):
        postman.world.now = at(MONDAY + timedelta(days=day), 18, 31)
        message = await round_of(postman)
        if message:
            messages.append((day, type(message).__name__))
    return messages


async def test_unanswered_prompts_thin_out_to_one_goodbye(postman: Postman) -> None:
    told = await heard(postman, 60)
    assert [day for day, _ in told] == [0, 1, 2, 5, 8, 11, 18, 25, 32, 39]
    assert [kind for _, kind in told] == ["Prompt"] * 9 + ["Goodbye"]


async def test_a_tapered_prompt_says_why_and_makes_no_plan(postman: Postman) -> None:
    await heard(postman, 3)
    postman.world.now = at(MONDAY + timedelta(days=3), 18, 31)
    delivery = await postman.claim_one()
    assert await postman.begin(delivery) is None
    assert await postman.end_of(delivery) == (SKIPPED, Skip.TAPERED)
    thursday = MONDAY + timedelta(days=3)
    assert await postman.world.clock(lambda tx: tx.plans.of_day(ALICE, thursday)) is None


@pytest.mark.parametrize("silent_days", [3, 10, 60])
async def test_any_sign_of_life_brings_the_daily_prompt_back(
    postman: Postman, silent_days: int
) -> None:
    await heard(postman, silent_days)
    back = MONDAY + timedelta(days=silent_days)
    postman.world.now = at(back, 9)
    await postman.world.clock(onboarding.arrive, ALICE, ALICE, "Alice", postman.world.now)
    postman.world.now = at(back, 18, 31)
    assert isinstance(await round_of(postman), Prompt)
    postman.world.now = at(back + timedelta(days=1), 18, 31)
    assert isinstance(await round_of(postman), Prompt)


async def test_pausing_costs_no_prompt_of_the_tempo(postman: Postman) -> None:
    await postman.world.act(pauses.pause, 10)
    told = await heard(postman, 13)
    assert [day for day, _ in told] == [10, 11, 12]


# --- what came of it ---


async def test_who_is_gone_is_left_in_peace_until_they_return(postman: Postman) -> None:
    delivery = await postman.claim_one()
    await postman.begin(delivery)
    await postman.world.clock(lambda tx: tx.outbox.add(ALICE, ALICE, "{}", postman.world.now))
    await postman.record(delivery, Outcome.GONE)
    assert await postman.end_of(delivery) == (FAILED, Outcome.GONE)
    assert (await postman.world.learner()).blocked_at == postman.world.now
    assert await postman.world.clock(lambda tx: tx.outbox.waiting()) == []
    postman.world.now = at(TUESDAY, 18, 31)
    assert await round_of(postman) is None
    postman.world.now = at(WEDNESDAY, 9)
    await postman.world.clock(onboarding.arrive, ALICE, ALICE, "Alice", postman.world.now)
    postman.world.now = at(WEDNESDAY, 18, 31)
    assert isinstance(await round_of(postman), Prompt)


async def test_what_telegram_will_never_take_is_not_tried_again(postman: Postman) -> None:
    delivery = await postman.claim_one()
    await postman.begin(delivery)
    await postman.record(delivery, Outcome.REFUSED)
    assert await postman.end_of(delivery) == (FAILED, Outcome.REFUSED)
    assert await postman.begin(delivery) is None


async def test_what_is_to_be_sent_later_waits_and_an_unknown_end_is_the_end(
    postman: Postman,
) -> None:
    delivery = await postman.claim_one()
    states = []
    for outcome in (Outcome.LATER, Outcome.LATER, Outcome.UNKNOWN):
        assert isinstance(await postman.begin(delivery), Prompt)
        await postman.record(delivery, outcome)
        states.append((await postman.end_of(delivery))[0])
    assert states == [PENDING, PENDING, UNKNOWN]
    assert await postman.begin(delivery) is None


async def test_a_prompt_that_was_on_its_way_at_a_kill_is_taken_up_again(postman: Postman) -> None:
    delivery = await postman.claim_one()
    first = await postman.begin(delivery)
    heir = Postman(postman.world, "heir")
    assert await heir.take() == []  # whoever sends it may still be alive
    postman.world.now += timedelta(seconds=30)
    assert await heir.take() == [delivery]
    assert (await heir.end_of(delivery))[0] is SENDING
    second = await heir.begin(delivery)
    await postman.record(delivery, Outcome.GONE)  # too late to say so
    assert (await heir.end_of(delivery))[0] is SENDING
    assert isinstance(first, Prompt)
    assert isinstance(second, Prompt)
    assert second.view.plan == first.view.plan  # both copies' buttons mean the same
    assert second.opening == first.opening


async def test_a_stolen_delivery_is_let_go(postman: Postman) -> None:
    delivery = await postman.claim_one()
    postman.world.now += timedelta(seconds=31)
    thief = Postman(postman.world, "thief")
    assert await thief.take() == [delivery]
    assert await postman.begin(delivery) is None
    assert (await postman.end_of(delivery))[0] is PENDING
    assert isinstance(await thief.send(delivery), Prompt)


# --- quiet ---


async def test_what_falls_into_new_quiet_hours_waits_for_their_end(postman: Postman) -> None:
    delivery = await postman.claim_one()
    await postman.world.keep(alice(quiet_from=18 * 60, quiet_to=19 * 60))
    assert await postman.begin(delivery) is None
    assert await postman.end_of(delivery) == (PENDING, Skip.QUIET)
    assert await postman.round() == []
    postman.world.now = at(MONDAY, 19, 1)
    assert len(await postman.round()) == 1


async def test_what_would_be_too_late_after_quiet_hours_is_not_sent(postman: Postman) -> None:
    delivery = await postman.claim_one()
    await postman.world.keep(alice(quiet_from=18 * 60, quiet_to=7 * 60))
    assert await postman.begin(delivery) is None
    assert await postman.end_of(delivery) == (SKIPPED, Skip.QUIET)


async def test_on_call_nobody_is_disturbed(postman: Postman) -> None:
    delivery = await postman.claim_one()
    await postman.world.keep(alice(calendar=with_day(EMPTY, MONDAY, Shift.ON_CALL)))
    assert await postman.begin(delivery) is None
    assert await postman.end_of(delivery) == (SKIPPED, Skip.ON_CALL)


# --- second chance and repeats ---


@pytest.fixture
async def evening(postman: Postman) -> Postman:
    """Alice has a second chance at half past eight, too, and her prompt has come."""
    postman.world.now = at(MONDAY, 9)
    await postman.world.act(rules.set_times, Kind.SECOND_CHANCE, [(20 * 60 + 30, EVERY_DAY)])
    postman.world.now = at(MONDAY, 18, 31)
    assert len(await postman.round()) == 1
    postman.world.now = at(MONDAY, 20, 31)
    return postman


async def test_without_a_word_from_telegram_a_second_chance_is_not_tried_again(
    evening: Postman,
) -> None:
    delivery = await evening.claim_one()
    for in_doubt, ends in ((False, Outcome.LATER), (True, Outcome.UNKNOWN)):
        assert isinstance(await evening.begin(delivery), Prompt)
        assert await evening.record(delivery, Outcome.LATER, in_doubt=in_doubt) is ends
    assert (await evening.end_of(delivery))[0] is UNKNOWN
    assert await evening.begin(delivery) is None


async def test_a_prompt_that_may_have_arrived_is_rather_sent_twice(postman: Postman) -> None:
    delivery = await postman.claim_one()
    await postman.begin(delivery)
    assert await postman.record(delivery, Outcome.LATER, in_doubt=True) is Outcome.LATER
    assert isinstance(await postman.begin(delivery), Prompt)


async def test_a_second_chance_comes_when_nothing_was_done(evening: Postman) -> None:
    (message,) = await evening.round()
    assert isinstance(message, Prompt)
    assert (message.occasion.slot, message.buzz) == (OpeningFor.SECOND_CHANCE, True)


async def test_before_the_days_prompt_no_second_chance_is_needed(evening: Postman) -> None:
    world = evening.world
    await world.act(remind.set_times, [(21 * 60, EVERY_DAY)])
    world.now = at(TUESDAY, 20, 31)
    assert await evening.round() == []
    world.now = at(TUESDAY, 21, 1)
    assert len(await evening.round()) == 1


async def practise_once(world: World) -> None:
    await world.act(plans.tick, MONDAY, 1)


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        pytest.param(practise_once, Skip.ANSWERED, id="one thing is done"),
        pytest.param(do_everything, Skip.DONE, id="all is done"),
        pytest.param(leave_everything, Skip.DONE, id="enough for today"),
        pytest.param(pause, Skip.PAUSED, id="paused"),
    ],
)
async def test_a_second_chance_is_silent_when_it_is_not_needed(
    evening: Postman, meanwhile: Callable[[World], Awaitable[None]], why: Skip
) -> None:
    await meanwhile(evening.world)
    delivery = await evening.claim_one()
    assert await evening.begin(delivery) is None
    assert await evening.end_of(delivery) == (SKIPPED, why)


async def test_who_does_not_answer_for_days_gets_no_second_chances_any_more(
    evening: Postman,
) -> None:
    for day in range(5):
        for minute in (18 * 60 + 31, 20 * 60 + 31):
            evening.world.now = at(MONDAY + timedelta(days=day)) + timedelta(
                minutes=minute - EVENING
            )
            await evening.round()
    kept = await evening.world.clock(lambda tx: tx.deliveries.since(ALICE, at(MONDAY)))
    second = [each for each in reversed(kept) if each.kind is Kind.SECOND_CHANCE]
    assert [each.state for each in second] == [SENT, SENT, SKIPPED, SKIPPED, SKIPPED]
    assert second[-1].why == Skip.TAPERED


async def test_a_second_chance_that_may_have_arrived_is_not_sent_again(evening: Postman) -> None:
    delivery = await evening.claim_one()
    assert await evening.begin(delivery) is not None  # and then the process dies
    evening.world.now += timedelta(minutes=1)
    heir = Postman(evening.world, "heir")
    assert await heir.take() == [delivery]
    assert await heir.begin(delivery) is None
    assert (await heir.end_of(delivery))[0] is UNKNOWN


async def repeating(world: World, every: int) -> None:
    (prompt,) = await world.act(rules.prompts)
    await world.act(rules.change, replace(prompt, repeat_every=every))


async def test_a_gentle_repeat_comes_until_done_and_no_more_than_twice(postman: Postman) -> None:
    await repeating(postman.world, 30)
    heard_at = []
    for minutes in range(0, 180, 5):
        postman.world.now = at(MONDAY, 18, 31) + timedelta(minutes=minutes)
        heard_at += [(minutes, message.buzz) for message in await postman.round()]  # type: ignore[union-attr]
    assert heard_at == [(0, True), (30, True), (60, False)]  # two buzzes a day


async def test_a_repeat_is_silent_once_done(postman: Postman) -> None:
    await repeating(postman.world, 30)
    await postman.round()
    await do_everything(postman.world)
    postman.world.now += timedelta(minutes=31)
    assert await postman.round() == []
    last = await postman.world.clock(lambda tx: tx.deliveries.since(ALICE, at(MONDAY)))
    assert (last[0].origin, last[0].state, last[0].why) == (Origin.REPEAT, SKIPPED, Skip.DONE)


async def test_with_a_second_chance_to_come_the_repeat_makes_no_sound(evening: Postman) -> None:
    await repeating(evening.world, 60)
    evening.world.now = at(TUESDAY, 18, 31)
    (prompt,) = await evening.round()
    evening.world.now = at(TUESDAY, 19, 32)
    (repeat,) = await evening.round()
    evening.world.now = at(TUESDAY, 20, 33)
    sounds = [message.buzz for message in (prompt, repeat, *await evening.round())]  # type: ignore[union-attr]
    assert sounds == [True, False, True]


async def test_no_repeat_is_planned_into_quiet_hours(postman: Postman) -> None:
    await repeating(postman.world, 60)
    await postman.world.keep(
        replace(await postman.world.learner(), quiet_from=19 * 60, quiet_to=7 * 60)
    )
    await postman.round()
    assert await postman.world.clock(lambda tx: tx.deliveries.next_at()) is None
