"""A better time for the prompt: offered once in two weeks, instead of the day's question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.calendar import EMPTY, Shift, with_days
from bot.domain.practice import Source
from bot.usecases import checkins, habits, remind
from bot.usecases.ports import Tx
from tests.builders import EVENING, MONDAY, at, completion
from tests.usecases.conftest import World

TWO_WEEKS = [MONDAY - timedelta(days=back) for back in range(14)]


async def practise(world: World, days: list[date], hour: int, source: Source = Source.PLAN) -> None:
    def keep(tx: Tx) -> None:
        for day in days:
            tx.practice.add(completion(day=day, at=at(day, hour), source=source))
            tx.practice.add(completion(day=day, at=at(day, hour, 40), source=source))

    await world.clock(keep)


async def test_where_practice_really_begins_is_offered_and_not_set(world: World) -> None:
    await world.act(remind.set_words, "18:30")
    await practise(world, TWO_WEEKS, 21)
    offered = await world.act(habits.suggest)
    assert offered is not None
    assert (offered.minute, offered.suggested) == (EVENING, 21 * 60)
    (kept,) = (await world.act(remind.remind)).rules
    assert kept.minute == EVENING


async def test_it_is_offered_once_in_two_weeks(world: World) -> None:
    await world.act(remind.set_words, "18:30")
    await practise(world, TWO_WEEKS, 21)
    assert await world.act(habits.suggest) is not None
    assert await world.act(habits.suggest) is None
    world.now += timedelta(days=13)
    assert await world.act(habits.suggest) is None
    world.now += timedelta(days=1)
    assert await world.act(habits.suggest) is not None


async def test_who_practises_with_the_prompt_is_left_alone(world: World) -> None:
    await world.act(remind.set_words, "18:30")
    await practise(world, TWO_WEEKS, 19)
    assert await world.act(habits.suggest) is None


async def test_a_rule_is_measured_by_its_own_days(world: World) -> None:
    await world.act(remind.set_words, "weekdays 18:30, weekends 9:00")
    weekends = [MONDAY - timedelta(days=back) for back in range(60)]
    await practise(world, [day for day in weekends if day.weekday() >= 5], 11)
    offered = await world.act(habits.suggest)
    assert offered is not None
    assert (offered.minute, offered.suggested) == (9 * 60, 11 * 60)


async def test_nights_and_practice_elsewhere_are_no_measure(world: World) -> None:
    await world.act(remind.set_words, "18:30")
    await practise(world, TWO_WEEKS, 21, Source.ELSEWHERE)
    assert await world.act(habits.suggest) is None
    await practise(world, TWO_WEEKS, 22)
    nights = with_days(EMPTY, dict.fromkeys(TWO_WEEKS, Shift.NIGHT))
    await world.keep(replace(await world.learner(), calendar=nights))
    assert await world.act(habits.suggest) is None


async def test_a_rule_that_is_switched_off_is_not_moved(world: World) -> None:
    told = await world.act(remind.set_words, "18:30")
    await world.act(remind.switch, told.view.rules[0], on=False)  # type: ignore[union-attr]
    await practise(world, TWO_WEEKS, 21)
    assert await world.act(habits.suggest) is None


async def test_never_two_questions_on_one_day(world: World) -> None:
    await world.act(remind.set_words, "18:30")
    await practise(world, TWO_WEEKS, 21)
    assert await world.act(checkins.daily_question) is not None
    assert await world.act(habits.suggest) is None
    world.now += timedelta(days=1)
    assert await world.act(habits.suggest) is not None
    assert await world.act(checkins.daily_question) is None
    world.now += timedelta(days=1)
    assert await world.act(checkins.daily_question) is not None
