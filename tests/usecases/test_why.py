"""/why: each reminder of the last fourteen days, sent or not, from the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.calendar import EMPTY, Shift, with_day
from bot.domain.reminders import Kind, Origin, Skip
from bot.usecases import pauses, plans, remind, rules, snooze, switch, why
from bot.usecases.deliveries import DeliveryState
from bot.usecases.outgoing import Outcome
from bot.usecases.reminders import Goodbye
from bot.usecases.turn import Stale
from bot.usecases.why import NoRow, WhyLine, WhyView
from tests.builders import MONDAY, SUNDAY, THURSDAY, TUESDAY, WEDNESDAY, alice, at, new_delivery
from tests.usecases.conftest import World
from tests.usecases.postman import Postman


async def told(world: World, page: int = 0) -> WhyView:
    return await world.act(why.why, page)


async def line_of(world: World, day: date) -> WhyLine:
    """Return the one line about a day."""
    (line,) = [line for line in (await told(world)).lines if line.day == day]
    return line


async def reason(world: World, day: date) -> tuple[DeliveryState | None, str]:
    line = await line_of(world, day)
    return line.state, line.why


async def evenings(postman: Postman, last: date) -> None:
    """Let the evenings up to `last` pass, each with a round of the postman."""
    while postman.world.now.date() <= last:
        await postman.round()
        postman.world.now += timedelta(days=1)


async def test_a_prompt_that_came_says_when(postman: Postman) -> None:
    await postman.round()
    line = await line_of(postman.world, MONDAY)
    assert (line.state, line.sent_at, line.buzzed) == (DeliveryState.SENT, at(MONDAY, 18, 31), True)


async def test_newest_comes_first_and_each_day_has_a_line(postman: Postman) -> None:
    await evenings(postman, SUNDAY)
    postman.world.now = at(SUNDAY, 23)
    view = await told(postman.world)
    assert [line.day for line in view.lines] == [SUNDAY - timedelta(days=n) for n in range(7)]


async def test_done_paused_and_quiet_are_told_apart(postman: Postman) -> None:
    world = postman.world
    view = await world.act(plans.todays_plan)
    for item in view.plan.items:
        await world.act(plans.tick, MONDAY, item.position)
    await postman.round()
    assert await reason(world, MONDAY) == (DeliveryState.SKIPPED, Skip.DONE)
    world.now = at(TUESDAY, 12)
    await world.act(pauses.pause, 1)
    world.now = at(TUESDAY, 18, 31)
    await postman.round()
    assert await reason(world, TUESDAY) == (DeliveryState.SKIPPED, Skip.PAUSED)
    world.now = at(WEDNESDAY, 18, 30, 30)
    claimed = await postman.claim_one()
    await world.keep(replace(await world.learner(), quiet_from=18 * 60, quiet_to=7 * 60))
    await postman.begin(claimed)
    line = await line_of(world, WEDNESDAY)
    assert (line.why, line.until) == (Skip.QUIET, at(THURSDAY, 7))


async def test_on_call_has_no_row_and_is_told_all_the_same(postman: Postman) -> None:
    world = postman.world
    await world.keep(
        replace(await world.learner(), calendar=with_day(EMPTY, TUESDAY, Shift.ON_CALL))
    )
    await world.act(rules.reschedule)
    await evenings(postman, TUESDAY)
    assert await reason(world, TUESDAY) == (None, NoRow.ON_CALL)


async def test_a_day_without_a_rule_says_so(postman: Postman) -> None:
    world = postman.world
    await postman.round()
    world.now = at(TUESDAY, 9)
    await world.act(remind.set_words, "weekdays 18:30")
    (daily,) = await world.act(rules.prompts)
    await world.act(remind.switch, replace(daily, weekdays=0b0000101), on=True)
    assert await reason(world, TUESDAY) == (None, NoRow.OTHER_DAYS)
    for rule in await world.act(rules.prompts):
        await world.act(rules.take_out, rule)
    assert await reason(world, TUESDAY) == (None, NoRow.SWITCHED_OFF)


async def test_a_day_of_the_past_is_not_explained_by_todays_rules(postman: Postman) -> None:
    world = postman.world
    await postman.round()
    world.now = at(TUESDAY, 9)
    await world.act(remind.set_words, "thursday 18:30")  # Wednesday has none
    world.now = at(THURSDAY, 9)
    await world.act(remind.set_words, "18:30")
    assert await reason(world, WEDNESDAY) == (None, NoRow.UNSET)
    await world.act(switch.all_off)
    assert await reason(world, WEDNESDAY) == (None, NoRow.UNSET)
    assert await reason(world, MONDAY) == (DeliveryState.SENT, "sent")
    for rule in await world.act(rules.prompts):
        await world.act(rules.take_out, rule)
    assert await reason(world, WEDNESDAY) == (None, NoRow.UNSET)


async def test_before_the_first_prompt_nothing_is_claimed(postman: Postman) -> None:
    world = postman.world
    sunday = MONDAY - timedelta(days=1)
    assert await reason(world, sunday) == (None, NoRow.NO_RECORD)
    await postman.round()
    assert await reason(world, sunday) == (None, NoRow.NO_RECORD)


async def test_a_pause_of_then_is_told_after_it_is_over(postman: Postman) -> None:
    world = postman.world
    await postman.round()
    world.now = at(TUESDAY, 9)
    await world.act(remind.set_words, "mon fri 18:30")
    await world.act(pauses.pause, 2)
    assert await reason(world, TUESDAY) == (None, NoRow.PAUSED)
    world.now = at(SUNDAY, 9)
    assert await reason(world, TUESDAY) == (None, NoRow.PAUSED)
    assert await reason(world, WEDNESDAY) == (None, NoRow.PAUSED)
    assert await reason(world, THURSDAY) == (None, NoRow.UNSET)


async def test_in_a_pause_and_with_all_done_nothing_is_still_to_come(postman: Postman) -> None:
    world = postman.world
    world.now = at(MONDAY, 9)
    view = await world.act(plans.todays_plan)
    for item in view.plan.items:
        await world.act(plans.tick, MONDAY, item.position)
    assert await reason(world, MONDAY) == (None, NoRow.DONE)
    await world.act(pauses.pause, 3)
    assert await reason(world, MONDAY) == (None, NoRow.PAUSED)


async def test_days_while_the_bot_was_blocked_say_so(postman: Postman) -> None:
    world = postman.world
    delivery = await postman.claim_one()
    await postman.begin(delivery)
    await postman.record(delivery, Outcome.GONE)
    world.now = at(THURSDAY, 9)
    assert await reason(world, TUESDAY) == (None, NoRow.BLOCKED)


async def test_what_is_to_come_says_so(postman: Postman) -> None:
    postman.world.now = at(MONDAY, 18)
    assert await reason(postman.world, MONDAY) == (None, NoRow.NOT_YET)


async def test_a_time_that_was_over_when_it_was_set_says_so(postman: Postman) -> None:
    world = postman.world
    world.now = at(MONDAY, 12)
    await world.act(remind.set_words, "7:30")
    assert await reason(world, MONDAY) == (None, NoRow.UNSET)
    world.now = at(TUESDAY, 12)
    await postman.round()
    assert await reason(world, MONDAY) == (None, NoRow.NO_RECORD)


async def test_after_the_goodbye_the_silence_is_told_for_weeks(postman: Postman) -> None:
    world = postman.world
    while not any(isinstance(message, Goodbye) for message in await postman.round()):
        world.now += timedelta(days=1)
    world.now += timedelta(days=40)
    silent = world.now.date() - timedelta(days=2)
    assert await reason(world, silent) == (None, NoRow.GOODBYE)


async def test_an_outage_is_owned_up_to(postman: Postman) -> None:
    postman.world.now = at(TUESDAY, 23)
    await postman.round()
    assert await reason(postman.world, MONDAY) == (DeliveryState.EXPIRED, Skip.MISSED)


async def test_three_unanswered_are_told_as_the_cause(postman: Postman) -> None:
    await evenings(postman, THURSDAY)
    assert await reason(postman.world, THURSDAY) == (DeliveryState.SKIPPED, Skip.TAPERED)


async def test_after_the_goodbye_the_silence_is_explained(postman: Postman) -> None:
    world = postman.world
    while not any(isinstance(message, Goodbye) for message in await postman.round()):
        world.now += timedelta(days=1)
    world.now += timedelta(days=3)
    silent = world.now.date() - timedelta(days=1)
    assert await reason(world, silent) == (None, NoRow.GOODBYE)
    (goodbye,) = [line for line in (await told(world)).lines if line.is_goodbye]
    assert goodbye.day == silent - timedelta(days=2)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.REFUSED, DeliveryState.FAILED),
        (Outcome.GONE, DeliveryState.FAILED),
        (Outcome.UNKNOWN, DeliveryState.UNKNOWN),
    ],
)
async def test_what_telegram_made_of_it_is_told(
    postman: Postman, outcome: Outcome, state: DeliveryState
) -> None:
    delivery = await postman.claim_one()
    await postman.begin(delivery)
    await postman.record(delivery, outcome)
    assert await reason(postman.world, MONDAY) == (state, outcome)


async def test_snoozes_repeats_and_second_chances_have_lines_of_their_own(
    postman: Postman,
) -> None:
    world = postman.world
    await world.act(remind.set_repeat, 30)
    await world.act(rules.set_times, Kind.SECOND_CHANCE, [(20 * 60 + 30, 127)])
    (message,) = await postman.round()
    world.now = at(MONDAY, 19, 2)
    await postman.round()
    put_off = await world.act(snooze.choose, message.delivery, snooze.Later.TOMORROW)  # type: ignore[union-attr]
    world.now = at(MONDAY, 20, 31)
    await postman.round()
    lines = (await told(world)).lines[:5]
    assert [(line.kind, line.origin, line.state, line.why) for line in lines] == [
        (Kind.PROMPT, Origin.SNOOZE, DeliveryState.PENDING, ""),
        (Kind.SECOND_CHANCE, Origin.RULE, DeliveryState.SKIPPED, Skip.SNOOZED),
        (Kind.PROMPT, Origin.REPEAT, DeliveryState.SKIPPED, Skip.SNOOZED),
        (Kind.PROMPT, Origin.REPEAT, DeliveryState.SENT, "sent"),
        (Kind.PROMPT, Origin.RULE, DeliveryState.SENT, "sent"),
    ]
    assert await world.act(snooze.undo, put_off.snooze)


async def test_what_comes_on_another_date_is_told_with_that_date(postman: Postman) -> None:
    world = postman.world
    (message,) = await postman.round()
    await world.act(snooze.choose, message.delivery, snooze.Later.TOMORROW)  # type: ignore[union-attr]
    assert [(line.day, line.origin) for line in (await told(world)).lines[:2]] == [
        (TUESDAY, Origin.SNOOZE),
        (MONDAY, Origin.RULE),
    ]
    world.now = at(TUESDAY, 8, 1)
    await postman.round()
    assert [(line.day, line.origin, line.why) for line in (await told(world)).lines[:2]] == [
        (TUESDAY, Origin.SNOOZE, "sent"),
        (TUESDAY, Origin.RULE, NoRow.NOT_YET),
    ]


# --- pages ---


async def test_two_pages_reach_back_fourteen_days(postman: Postman) -> None:
    first, second = await told(postman.world), await told(postman.world, 1)
    assert (first.has_older, second.has_older) == (True, False)
    days = {line.day for line in (*first.lines, *second.lines)}
    assert days == {MONDAY - timedelta(days=back) for back in range(14)}
    with pytest.raises(Stale):
        await told(postman.world, 2)


async def test_nothing_is_told_of_days_before_they_joined(world: World) -> None:
    await world.keep(alice(joined_at=at(MONDAY - timedelta(days=2))))
    view = await told(world)
    assert [line.day for line in view.lines] == [MONDAY - timedelta(days=n) for n in range(3)]
    assert (view.joined, view.has_older) == (MONDAY - timedelta(days=2), False)


async def test_a_crowd_of_snoozes_is_cut_and_counted(postman: Postman) -> None:
    world = postman.world
    (daily,) = await world.act(rules.prompts)
    crowd = [
        new_delivery(rule=daily.id, slot=slot, origin=Origin.SNOOZE, state=DeliveryState.SKIPPED)
        for slot in range(100)
    ]
    await world.clock(lambda tx: tx.deliveries.add(crowd, None))
    view = await told(world)
    assert (len(view.lines), view.more) == (why.MOST_LINES, 100 + 6 - why.MOST_LINES)
