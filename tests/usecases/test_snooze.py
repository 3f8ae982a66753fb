"""Snooze: one occurrence later, by a tap or in words; the rule stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.calendar import EMPTY, Shift, with_day
from bot.domain.practice import NotToday
from bot.domain.reminders import Kind, Origin, Skip
from bot.domain.unclear import Why
from bot.usecases import pauses, plans, quiet, remind, rules, snooze
from bot.usecases.coming import Moved
from bot.usecases.deliveries import Delivery, DeliveryState
from bot.usecases.reminders import Prompt
from bot.usecases.snooze import CannotWait, Later, NoLater, Snoozed, SnoozeUnclear
from bot.usecases.turn import Stale
from tests.builders import ALICE, EVENING, MONDAY, TUESDAY, WEDNESDAY, alice, at
from tests.usecases.postman import Postman


async def prompted(postman: Postman) -> int:
    """Let Alice's prompt come; return its delivery."""
    (message,) = await postman.round()
    assert isinstance(message, Prompt)
    return message.delivery


async def kept(postman: Postman) -> list[Delivery]:
    return await postman.world.clock(lambda tx: tx.deliveries.since(ALICE, at(MONDAY, 0)))


async def snoozes(postman: Postman) -> list[tuple[datetime, DeliveryState]]:
    return [(d.due_at, d.state) for d in await kept(postman) if d.origin is Origin.SNOOZE]


@pytest.mark.parametrize(
    ("later", "due_at"),
    [
        (Later.MINUTES_10, at(MONDAY, 18, 41)),
        (Later.HOUR, at(MONDAY, 19, 31)),
        (Later.EVENING, at(MONDAY, 20)),
        (Later.HOURS_2, at(MONDAY, 20, 31)),
        (Later.TOMORROW, at(TUESDAY, 8)),
    ],
)
async def test_it_comes_once_more_when_asked_and_not_before(
    postman: Postman, later: Later, due_at: datetime
) -> None:
    world = postman.world
    delivery = await prompted(postman)
    told = await world.act(snooze.choose, delivery, later)
    assert (told.at, told.moved) == (due_at, False)
    world.now = due_at - timedelta(seconds=1)
    assert await postman.round() == []
    world.now = due_at
    (message,) = await postman.round()
    assert isinstance(message, Prompt)
    assert message.buzz  # it was asked for
    assert message.view.plan.day == due_at.date()
    world.now += timedelta(hours=2)
    assert await postman.round() == []


async def test_put_off_to_tomorrow_and_then_done_today_it_does_not_come(postman: Postman) -> None:
    world = postman.world
    await world.act(snooze.choose, await prompted(postman), Later.TOMORROW)
    for line in (await world.act(plans.todays_plan)).lines:
        await world.act(plans.tick, MONDAY, line.item.position)
    world.now = at(TUESDAY, 8)
    assert await postman.round() == []
    (put_off,) = [each for each in await kept(postman) if each.origin is Origin.SNOOZE]
    assert (put_off.state, put_off.why) == (DeliveryState.SKIPPED, Skip.DONE)


async def test_the_rule_stays_as_it_is(postman: Postman) -> None:
    world = postman.world
    before = await world.act(rules.prompts)
    due = await world.clock(lambda tx: tx.rules.next_due_at(ALICE))
    delivery = await prompted(postman)
    moved_on = await world.clock(lambda tx: tx.rules.next_due_at(ALICE))
    await world.act(snooze.choose, delivery, Later.TOMORROW)
    assert await world.act(rules.prompts) == before
    assert await world.clock(lambda tx: tx.rules.next_due_at(ALICE)) == moved_on != due


async def test_a_second_snooze_moves_the_one_that_waits(postman: Postman) -> None:
    delivery = await prompted(postman)
    first = await postman.world.act(snooze.choose, delivery, Later.HOUR)
    second = await postman.world.act(snooze.choose, delivery, Later.TOMORROW)
    assert first.snooze == second.snooze
    assert await snoozes(postman) == [(at(TUESDAY, 8), DeliveryState.PENDING)]


async def test_what_came_late_can_be_put_off_again(postman: Postman) -> None:
    world = postman.world
    await world.act(snooze.choose, await prompted(postman), Later.HOUR)
    world.now = at(MONDAY, 19, 32)
    again = await prompted(postman)
    await world.act(snooze.choose, again, Later.MINUTES_10)
    states = [state for _, state in await snoozes(postman)]
    assert states == [DeliveryState.PENDING, DeliveryState.SENT]


async def test_repeats_that_wait_are_not_needed(postman: Postman) -> None:
    world = postman.world
    await world.act(remind.set_repeat, 30)
    await world.act(snooze.choose, await prompted(postman), Later.HOUR)
    (repeat,) = [each for each in await kept(postman) if each.origin is Origin.REPEAT]
    assert (repeat.state, repeat.why) == (DeliveryState.SKIPPED, Skip.SNOOZED)
    world.now = at(MONDAY, 19, 5)
    assert await postman.round() == []


async def test_a_second_chance_waits_for_the_snooze(postman: Postman) -> None:
    world = postman.world
    await world.act(rules.set_times, Kind.SECOND_CHANCE, [(20 * 60, 127)])
    await world.act(snooze.choose, await prompted(postman), Later.HOURS_2)
    world.now = at(MONDAY, 20, 1)
    assert await postman.round() == []
    world.now = at(MONDAY, 20, 31)
    assert len(await postman.round()) == 1


async def test_who_said_tomorrow_is_left_alone_tonight(postman: Postman) -> None:
    world = postman.world
    await world.act(rules.set_times, Kind.SECOND_CHANCE, [(20 * 60, 127)])
    await world.act(snooze.choose, await prompted(postman), Later.TOMORROW)
    world.now = at(MONDAY, 20, 1)
    assert await postman.round() == []
    world.now = at(TUESDAY, 8)
    assert len(await postman.round()) == 1


# --- when the wanted time is no time to buzz ---


async def test_a_time_in_quiet_hours_comes_at_their_end_and_says_so(postman: Postman) -> None:
    world = postman.world
    await world.act(quiet.set_words, "19:00-7:00")
    told = await world.act(snooze.choose, await prompted(postman), Later.HOUR)
    assert (told.at, told.day, told.moved) == (at(TUESDAY, 7), TUESDAY, True)
    world.now = at(TUESDAY, 7)
    assert len(await postman.round()) == 1


async def test_a_time_in_a_night_shift_comes_after_the_sleep(postman: Postman) -> None:
    world = postman.world
    delivery = await prompted(postman)
    await world.keep(replace(await world.learner(), calendar=with_day(EMPTY, MONDAY, Shift.NIGHT)))
    told = await world.act(snooze.choose, delivery, Later.HOUR)
    assert (told.at, told.moved) == (at(TUESDAY, 16), True)


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        (at(MONDAY, 18, 31), Later.EVENING),
        (at(MONDAY, 19, 30), Later.EVENING),
        (at(MONDAY, 19, 31), Later.HOURS_2),
        (at(MONDAY, 23, 50), Later.HOURS_2),
        (at(TUESDAY, 2), Later.HOURS_2),  # still Monday for whoever is up
        (at(TUESDAY, 9), Later.EVENING),
    ],
)
async def test_this_evening_is_offered_while_it_is_ahead(
    postman: Postman, now: datetime, offered: Later
) -> None:
    delivery = await prompted(postman)
    postman.world.now = now
    asked = await postman.world.act(snooze.ask, delivery)
    assert asked.choices == (Later.MINUTES_10, Later.HOUR, offered, Later.TOMORROW)


@pytest.mark.parametrize(
    ("now", "minute", "due_at"),
    [
        (at(MONDAY, 18, 31), 6 * 60 + 45, at(TUESDAY, 6, 45)),  # the usual time is earlier
        (at(TUESDAY, 2), EVENING, at(TUESDAY, 8)),  # in the small hours tomorrow is after sleep
        (at(TUESDAY, 9), EVENING, at(WEDNESDAY, 8)),
    ],
)
async def test_tomorrow_is_the_next_morning_after_sleep(
    postman: Postman, now: datetime, minute: int, due_at: datetime
) -> None:
    delivery = await prompted(postman)
    await postman.world.act(remind.set_times, [(minute, 127)])
    postman.world.now = now
    assert (await postman.world.act(snooze.choose, delivery, Later.TOMORROW)).at == due_at


# --- in words ---


@pytest.mark.parametrize(
    ("words", "due_at"),
    [
        ("20 min", at(MONDAY, 18, 51)),
        ("at 21:15", at(MONDAY, 21, 15)),
        ("tonight", at(MONDAY, 20)),
        ("tomorrow", at(TUESDAY, 8)),
        ("tomorrow 7:30", at(TUESDAY, 7, 30)),
    ],
)
async def test_a_typed_time_is_understood(postman: Postman, words: str, due_at: datetime) -> None:
    told = await postman.world.act(snooze.set_words, await prompted(postman), words)
    assert isinstance(told, Snoozed)
    assert told.at == due_at


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("7:30", Why.PAST),
        ("20", Why.WHICH_TIME),
        ("8 days", Why.TOO_FAR),
        ("0 min", Why.TOO_SOON),
        ("when I am home", Why.NOT_UNDERSTOOD),
    ],
)
async def test_unclear_words_are_asked_back_and_nothing_is_written(
    postman: Postman, words: str, why: Why
) -> None:
    told = await postman.world.act(snooze.set_words, await prompted(postman), words)
    assert isinstance(told, SnoozeUnclear)
    assert told.why is why
    assert all(reading > postman.world.now for reading in told.readings)
    assert await snoozes(postman) == []


# --- what cannot wait ---


async def refused(postman: Postman, delivery: int, later: Later = Later.HOUR) -> NoLater:
    with pytest.raises(CannotWait) as error:
        await postman.world.act(snooze.choose, delivery, later)
    assert await snoozes(postman) == []
    return error.value.why


@pytest.mark.parametrize("later", [Later.HOUR, Later.TOMORROW])
async def test_what_is_done_is_not_put_off(postman: Postman, later: Later) -> None:
    delivery = await prompted(postman)
    view = await postman.world.act(plans.todays_plan)
    for item in view.plan.items:
        await postman.world.act(plans.tick, MONDAY, item.position)
    assert await refused(postman, delivery, later) is NoLater.DONE


async def test_what_was_left_for_another_day_is_not_put_off(postman: Postman) -> None:
    delivery = await prompted(postman)
    await postman.world.act(plans.leave_out, MONDAY, 0, NotToday.NO_TIME)
    assert await refused(postman, delivery) is NoLater.DONE


async def test_in_a_pause_nothing_is_put_off_but_past_its_end(postman: Postman) -> None:
    delivery = await prompted(postman)
    await postman.world.act(pauses.pause, 1)
    assert await refused(postman, delivery) is NoLater.PAUSED
    assert (await postman.world.act(snooze.choose, delivery, Later.TOMORROW)).day == TUESDAY


async def test_a_reminder_that_is_switched_off_is_not_put_off(postman: Postman) -> None:
    delivery = await prompted(postman)
    (daily,) = await postman.world.act(rules.prompts)
    await postman.world.act(remind.switch, daily, on=False)
    assert await refused(postman, delivery) is NoLater.SWITCHED_OFF


async def test_an_old_prompt_and_a_strangers_are_stale(postman: Postman) -> None:
    world = postman.world
    delivery = await prompted(postman)
    with pytest.raises(Stale):
        await world.act(snooze.until, delivery, world.now - timedelta(minutes=1))
    world.now += timedelta(hours=49)
    with pytest.raises(Stale):
        await world.act(snooze.ask, delivery)
    world.now = at(MONDAY, 18, 35)
    world.who = 2002
    await world.keep(alice(id=2002, chat=2002))
    with pytest.raises(Stale):
        await world.act(snooze.choose, delivery, Later.HOUR)


# --- undo ---


async def test_undo_takes_it_back(postman: Postman) -> None:
    world = postman.world
    told = await world.act(snooze.choose, await prompted(postman), Later.HOUR)
    assert (await world.act(remind.remind)).coming[0].moved is Moved.SNOOZED
    assert await world.act(snooze.undo, told.snooze)
    assert not await world.act(snooze.undo, told.snooze)
    assert (await world.act(remind.remind)).coming[0].day == TUESDAY
    world.now = at(MONDAY, 19, 32)
    assert await postman.round() == []


async def test_only_what_waits_can_be_taken_back(postman: Postman) -> None:
    delivery = await prompted(postman)
    assert not await postman.world.act(snooze.undo, delivery)
    assert not await postman.world.act(snooze.undo, 999)


async def test_what_a_shift_then_swallows_is_not_announced(postman: Postman) -> None:
    world = postman.world
    await world.act(snooze.choose, await prompted(postman), Later.HOUR)
    calendar = with_day(EMPTY, MONDAY, Shift.ON_CALL)
    await world.keep(replace(await world.learner(), calendar=calendar))
    (first, *_) = (await world.act(remind.remind)).coming
    assert (first.day, first.moved) == (TUESDAY, None)
    world.now = at(MONDAY, 19, 31)
    assert await postman.round() == []
