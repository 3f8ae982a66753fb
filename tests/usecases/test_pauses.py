"""Pausing: no prompts, and the streak waits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.learners import Away
from bot.domain.pause_words import Span
from bot.domain.streaks import Streak
from bot.domain.unclear import Why
from bot.usecases import onboarding, pauses, remind, settings
from bot.usecases.pauses import Pause, Paused, PauseUnclear, StillPaused
from bot.usecases.ports import Tx
from bot.usecases.turn import Stale
from tests.builders import (
    ALICE,
    EVENING,
    FRIDAY,
    HAND_PAIN,
    MONDAY,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    YESTERDAY,
    at,
    completion,
)
from tests.usecases.conftest import World
from tests.usecases.postman import Postman


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
    told = await world.act(pauses.pause, length)
    assert isinstance(told, Paused)
    assert (told.pause.until, told.before) == (until, None)
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
    assert back.had_begun
    assert back.next is not None
    assert (back.next.day, back.next.moved) == (WEDNESDAY, None)
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
    told = await world.act(pauses.pause, 7)
    assert isinstance(told, Paused)
    assert told.before == Pause(MONDAY, THURSDAY, Away.BREAK)
    assert told.pause.until == TUESDAY + timedelta(days=7)
    kept = await world.clock(lambda tx: tx.learners.pauses(ALICE))
    assert kept == [(MONDAY, TUESDAY), (TUESDAY, TUESDAY + timedelta(days=7))]


async def test_resuming_without_a_pause_says_so(world: World) -> None:
    back = await world.act(pauses.resume)
    assert (back.ended, back.had_begun, back.next) == (None, False, None)


# --- until a day, and why ---


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("until friday", FRIDAY),
        ("5 Mar", THURSDAY),
        ("for 2 weeks", MONDAY + timedelta(days=14)),
        ("tomorrow", TUESDAY),
    ],
)
async def test_a_typed_day_is_the_day_they_are_back(world: World, words: str, until: date) -> None:
    await world.act(onboarding.set_time, EVENING)
    told = await world.act(pauses.pause_words, words, Away.VACATION)
    assert isinstance(told, Paused)
    assert told.pause == Pause(MONDAY, until, Away.VACATION)
    assert told.back is not None
    assert told.back.day == until  # the first one comes on that day
    assert (await world.learner()).away is Away.VACATION


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("today", Why.PAST),
        ("1 March 2026", Why.PAST),
        ("1 March", Why.PAST),  # and not eleven months away
        ("20 Jan", Why.PAST),
        ("in 13 months", Why.TOO_FAR),
        ("31 Feb", Why.NO_SUCH_DATE),
        ("when I am done", Why.NOT_UNDERSTOOD),
    ],
)
async def test_a_day_that_cannot_be_is_asked_back_and_nothing_changes(
    world: World, words: str, why: Why
) -> None:
    told = await world.act(pauses.pause_words, words, Away.BREAK)
    assert isinstance(told, PauseUnclear)
    assert told.why is why
    assert not (await world.learner()).is_paused(MONDAY)


async def test_an_injury_pauses_until_they_say_so_and_shows_the_stop_advice(world: World) -> None:
    await world.act(onboarding.set_time, EVENING)
    told = await world.act(pauses.pause, None, Away.INJURED)
    assert isinstance(told, Paused)
    assert told.advice == HAND_PAIN
    assert (told.pause.until, told.back) == (None, None)
    world.now = at(SUNDAY)
    back = await world.act(pauses.resume)
    assert back.ended == Pause(MONDAY, None, Away.INJURED)
    assert back.next is not None
    assert (await world.learner()).away is None


async def test_back_from_a_pause_nothing_old_comes(postman: Postman) -> None:
    await postman.world.act(pauses.pause, None)
    for hour in (19, 20):
        postman.world.now = at(MONDAY, hour)
        assert await postman.round() == []
    postman.world.now = at(TUESDAY, 9)
    back = await postman.world.act(pauses.resume)
    assert back.next is not None
    assert back.next.day == TUESDAY
    assert await postman.round() == []
    postman.world.now = at(TUESDAY, 18, 31)
    assert len(await postman.round()) == 1


async def test_an_old_button_does_not_pause_until_a_day_that_is_over(world: World) -> None:
    with pytest.raises(Stale):
        await world.act(pauses.pause_for, Span(None, YESTERDAY), Away.BREAK)
    with pytest.raises(Stale):
        await world.act(pauses.pause, 999_999_999_999)
    with pytest.raises(Stale):
        await world.act(pauses.pause_for, Span(YESTERDAY, FRIDAY), Away.BREAK)


# --- from a later day on ---


async def from_thursday(world: World, words: str = "from thursday until saturday") -> Paused:
    told = await world.act(pauses.pause_words, words, Away.VACATION)
    assert isinstance(told, Paused)
    assert (told.pause.first, told.begins_later) == (THURSDAY, True)
    return told


async def evenings_with_prompts(postman: Postman, last: date) -> list[date]:
    """Let the evenings up to `last` pass, each with a sign of life, and return the loud ones."""
    came = []
    while postman.world.now.date() <= last:
        came += [postman.world.now.date() for _ in await postman.round()]
        postman.world.now += timedelta(hours=1)
        await postman.world.act(lambda turn: turn.save(turn.learner.seen(turn.now, "Alice")))
        postman.world.now += timedelta(hours=23)
    return came


async def test_prompts_come_until_a_later_pause_begins_and_after_it(postman: Postman) -> None:
    await from_thursday(postman.world)
    came = await evenings_with_prompts(postman, SUNDAY)
    assert came == [MONDAY, TUESDAY, WEDNESDAY, SATURDAY, SUNDAY]


async def test_a_later_pause_without_an_end_lasts_until_they_say_so(postman: Postman) -> None:
    await from_thursday(postman.world, "from thursday")
    assert await evenings_with_prompts(postman, SUNDAY) == [MONDAY, TUESDAY, WEDNESDAY]
    assert (await postman.world.act(remind.remind)).coming == ()


async def test_the_next_times_leave_a_later_pause_out(postman: Postman) -> None:
    world = postman.world
    world.now = at(TUESDAY, 12)
    told = await from_thursday(world)
    assert [each.day for each in told.coming] == [TUESDAY, WEDNESDAY, SATURDAY]
    view = await world.act(remind.remind)
    assert [each.day for each in view.coming] == [TUESDAY, WEDNESDAY, SATURDAY]
    assert (view.paused, view.paused_from, view.paused_until) == (False, THURSDAY, SATURDAY)
    shown = await world.act(settings.settings)
    assert (shown.paused, shown.paused_from) == (False, THURSDAY)


async def test_the_next_times_look_past_a_long_pause_that_begins_tomorrow(world: World) -> None:
    await world.act(onboarding.set_time, EVENING)
    told = await world.act(pauses.pause_words, "from tomorrow until 20 march", Away.BREAK)
    assert isinstance(told, Paused)
    assert [each.day for each in told.coming] == [date(2026, 3, 20 + n) for n in range(3)]


@pytest.mark.parametrize("began", [False, True])
async def test_resume_ends_a_later_pause_before_and_after_it_began(
    postman: Postman, began: bool
) -> None:
    world = postman.world
    await from_thursday(world)
    world.now = at(FRIDAY if began else WEDNESDAY, 9)
    back = await world.act(pauses.resume)
    assert (back.ended, back.had_begun) == (Pause(THURSDAY, SATURDAY, Away.VACATION), began)
    kept = await world.clock(lambda tx: tx.learners.pauses(ALICE))
    assert kept == ([(THURSDAY, FRIDAY)] if began else [])
    world.now = at(FRIDAY, 18, 31)
    assert await postman.round() != []


@pytest.mark.parametrize("began", [False, True])
async def test_undo_takes_a_later_pause_back_before_and_after_it_began(
    postman: Postman, began: bool
) -> None:
    world = postman.world
    told = await from_thursday(world)
    world.now = at(FRIDAY if began else WEDNESDAY, 9)
    view = await world.act(pauses.undo, told.pause, None)
    assert view is not None
    assert (view.paused, view.paused_from) == (False, None)
    assert view.coming[0].day == world.now.date()
    assert await world.act(pauses.undo, told.pause, None) is None


async def test_undo_brings_the_pause_before_back(world: World) -> None:
    await from_thursday(world)
    told = await world.act(pauses.pause, 1)
    assert isinstance(told, Paused)
    assert told.before == Pause(THURSDAY, SATURDAY, Away.VACATION)
    view = await world.act(pauses.undo, told.pause, told.before)
    assert view is not None
    assert (view.paused, view.paused_from, view.paused_until) == (False, THURSDAY, SATURDAY)
    kept = await world.clock(lambda tx: tx.learners.pauses(ALICE))
    assert kept == [(THURSDAY, SATURDAY)]


async def test_a_pause_that_runs_is_made_longer_by_one_that_meets_it(world: World) -> None:
    await world.act(pauses.pause, 3)
    told = await world.act(pauses.pause_words, "from wednesday until sunday", Away.VACATION)
    assert isinstance(told, Paused)
    assert (told.pause, told.begins_later) == (Pause(MONDAY, SUNDAY, Away.VACATION), False)


@pytest.mark.parametrize(("length", "until"), [(1, TUESDAY), (None, None)])
async def test_a_pause_that_runs_is_not_given_up_for_a_later_one(
    world: World, length: int | None, until: date | None
) -> None:
    await world.act(pauses.pause, length)
    told = await world.act(pauses.pause_words, "from thursday until saturday", Away.BREAK)
    assert told == StillPaused(until)
    assert (await world.learner()).is_paused(MONDAY)


async def test_the_streak_waits_only_from_the_first_day_on(world: World) -> None:
    await practise(world, YESTERDAY)
    await from_thursday(world)
    world.now = at(FRIDAY)
    assert (await streak(world)).days_off_left == 0  # Monday to Wednesday count
