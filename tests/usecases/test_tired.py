"""Days after a night awake, and nights in a row: little is offered, and nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.calendar import EMPTY, Calendar, Shift, with_days
from bot.domain.practice import NotToday
from bot.domain.streaks import DayMark, Streak
from bot.usecases import plans, progress, refreshers, tired
from bot.usecases.ports import Tx
from tests.builders import (
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    YESTERDAY,
    alice,
    at,
    completion,
    memory,
)
from tests.usecases.conftest import World

ON_CALL_MONDAY = with_days(EMPTY, {MONDAY: Shift.ON_CALL})
NIGHTS = with_days(EMPTY, {MONDAY: Shift.NIGHT, TUESDAY: Shift.NIGHT})


async def with_calendar(world: World, calendar: Calendar) -> World:
    await world.keep(alice(calendar=calendar))
    return world


async def practised(world: World, *days: date) -> None:
    def keep(tx: Tx) -> None:
        for day in days:
            tx.practice.add(completion(day=day))

    await world.clock(keep)


# --- two minutes, nothing sharp, or rest ---


async def test_post_call_the_plan_is_two_minutes(world: World) -> None:
    await with_calendar(world, ON_CALL_MONDAY)
    world.now = at(TUESDAY, 16)
    view = await world.act(plans.todays_plan)
    assert view.plan.day == TUESDAY
    assert (view.tired, view.shift) == (True, Shift.POST_CALL)
    assert 0 < view.plan.minutes <= 2
    assert not any(item.sharp for item in view.plan.items)


@pytest.mark.parametrize(
    ("hour", "is_tired"),
    [
        pytest.param(3, False, id="at work, and nothing sharp as in any night"),
        pytest.param(8, True, id="in the morning it is still Monday's plan, after a night awake"),
        pytest.param(16, True, id="when slept"),
    ],
)
async def test_the_day_after_a_call_is_tired_from_the_morning_on(
    world: World, hour: int, is_tired: bool
) -> None:
    await with_calendar(world, ON_CALL_MONDAY)
    world.now = at(TUESDAY, hour)
    assert (await world.act(plans.todays_plan)).tired is is_tired


async def test_two_days_later_all_is_as_usual(world: World) -> None:
    await with_calendar(world, ON_CALL_MONDAY)
    world.now = at(WEDNESDAY)
    view = await world.act(plans.todays_plan)
    assert not view.tired
    assert view.plan.minutes > 2


async def test_no_stitch_is_offered_after_a_night_awake(world: World) -> None:
    await with_calendar(world, ON_CALL_MONDAY)
    await world.clock(lambda tx: tx.practice.remember(memory(at(YESTERDAY)), None))
    world.now = at(TUESDAY, 17)
    answered = await world.act(refreshers.answer, "vertical-mattress", 0, 0, refreshers.OUTSIDE)
    assert isinstance(answered, refreshers.QuizAnswered)
    assert not answered.can_practise


async def test_rest_leaves_the_plan_out_and_the_streak_as_it_is(world: World) -> None:
    await with_calendar(world, ON_CALL_MONDAY)
    await practised(world, YESTERDAY)
    world.now = at(TUESDAY, 16)
    await world.act(plans.todays_plan)
    rested = await world.act(plans.leave_out, TUESDAY, 0, NotToday.TIRED)
    assert rested.view.is_over
    assert rested.view.streak == Streak(1, today_done=False, days_off_left=2)
    world.now = at(WEDNESDAY)
    after = await world.act(plans.todays_plan)
    assert after.streak == Streak(1, today_done=False, days_off_left=2)


async def test_progress_shows_the_call_and_the_day_after_as_what_they_were(world: World) -> None:
    await with_calendar(world, ON_CALL_MONDAY)
    await practised(world, YESTERDAY, WEDNESDAY)
    world.now = at(THURSDAY)
    marks = (await world.act(progress.progress)).marks
    assert marks[-5:] == (
        DayMark.PRACTISED,
        DayMark.ON_CALL,
        DayMark.ON_CALL,
        DayMark.PRACTISED,
        DayMark.OPEN,
    )


# --- a plan that was shown before the calendar knew ---


async def test_a_plan_shown_before_becomes_light_and_full_again(world: World) -> None:
    full = await world.act(plans.todays_plan)
    assert full.plan.minutes > 2
    await world.keep(alice(calendar=with_days(EMPTY, {MONDAY: Shift.POST_CALL})))
    await world.act(tired.follow)
    light = await world.act(plans.todays_plan)
    assert [item.position for item in light.plan.open_items] == [1]
    assert {item.not_today for item in light.plan.items[1:]} == {NotToday.TIRED}

    await world.keep(alice())
    await world.act(tired.follow)
    assert (await world.act(plans.todays_plan)).plan == full.plan


async def test_what_was_left_out_for_another_reason_stays_so(world: World) -> None:
    await world.act(plans.todays_plan)
    await world.act(plans.leave_out, MONDAY, 1, NotToday.NO_TIME)
    await world.act(tired.follow)
    assert (await world.act(plans.todays_plan)).plan.items[0].not_today is NotToday.NO_TIME


# --- nights in a row ---


async def test_two_shifts_running_are_two_days_also_when_practised_at_three(world: World) -> None:
    await with_calendar(world, NIGHTS)
    for night in (TUESDAY, WEDNESDAY):  # the hours after midnight
        world.now = at(night, 3)
        await world.act(plans.todays_plan)
        assert (await world.act(lambda turn: turn.day)) == night - (TUESDAY - MONDAY)
        await world.act(plans.tick, night - (TUESDAY - MONDAY), 1)
    days = await world.clock(lambda tx: tx.practice.days(alice().id))
    assert days == {MONDAY, TUESDAY}
    assert (await world.act(lambda turn: turn.streak())).days == 2


@pytest.mark.parametrize(
    ("day", "hour", "practice_day"),
    [
        pytest.param(MONDAY, 12, MONDAY, id="before the first night"),
        pytest.param(TUESDAY, 3, MONDAY, id="in the first night"),
        pytest.param(TUESDAY, 12, MONDAY, id="asleep"),
        pytest.param(TUESDAY, 13, TUESDAY, id="between the nights"),
        pytest.param(WEDNESDAY, 12, TUESDAY, id="asleep after the second"),
        pytest.param(WEDNESDAY, 13, WEDNESDAY, id="after the block"),
        pytest.param(THURSDAY, 4, THURSDAY, id="back to days"),
    ],
)
async def test_between_nights_the_day_turns_in_mid_sleep(
    world: World, day: date, hour: int, practice_day: date
) -> None:
    await with_calendar(world, NIGHTS)
    world.now = at(day, hour)
    assert await world.act(lambda turn: turn.day) == practice_day


async def test_between_two_nights_the_plan_is_a_whole_one(world: World) -> None:
    await with_calendar(world, NIGHTS)
    world.now = at(TUESDAY, 17)
    assert not (await world.act(plans.todays_plan)).tired
    world.now = at(WEDNESDAY, 17)
    assert (await world.act(plans.todays_plan)).tired
