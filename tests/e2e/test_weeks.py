"""A week shows a week: prompts, quiet after skips, and tapering for those who do not answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.e2e import budgets
from tests.e2e.days import next_evening, set_up, tick_the_plan
from tests.e2e.people import Person, labels_of, words_of
from tests.e2e.world import MONDAY_EVENING, World


async def prompts(person: Person) -> list[date]:
    """Return the days on which a prompt came."""
    heard = [m for m in await person.heard() if not m.get("silent") and "▶ Start" in labels_of(m)]
    return [datetime.fromtimestamp(message["date"], UTC).date() for message in heard]


async def test_one_week_on_the_time_bar_steps_through_every_prompt(
    world: World, maya: Person
) -> None:
    await set_up(maya)
    await world.move("one-week", maya)
    monday = MONDAY_EVENING.date()
    days = [(day - monday).days for day in await prompts(maya)]
    assert days == [0, 1, 2, 5], "daily three times, then every third day"


async def test_who_practises_hears_from_us_daily(world: World, maya: Person) -> None:
    await set_up(maya)
    for _ in range(7):
        await next_evening(world, maya)
        await tick_the_plan(maya)
    monday = MONDAY_EVENING.date()
    assert [(day - monday).days for day in await prompts(maya)] == list(range(8))
    for day in budgets.by_day(world.transcript.lines):
        assert len(budgets.buzzes(day)) <= 1
        assert len(budgets.optional_questions(day)) <= 1


async def test_who_never_answers_gets_one_goodbye_and_then_peace(
    world: World, maya: Person
) -> None:
    await set_up(maya)
    await world.wait(weeks=10)
    monday = MONDAY_EVENING.date()
    gaps = [(day - monday).days for day in await prompts(maya)]
    assert gaps == [0, 1, 2, 5, 8, 11, 18, 25, 32]
    goodbyes = [m for m in await maya.heard() if "I'll stop knocking" in words_of(m)]
    assert len(goodbyes) == 1
    assert goodbyes[0].get("silent")
    heard = len(await maya.heard())
    await world.wait(weeks=8)
    assert len(await maya.heard()) == heard
    await maya.say("/today")
    await next_evening(world, maya)
    assert len(await prompts(maya)) == len(gaps) + 1, "any sign of life brings the prompts back"


async def test_two_skips_and_it_is_quiet_for_two_weeks(world: World, maya: Person) -> None:
    await set_up(maya)
    assert [await is_asked_and_skips(world, maya) for _ in range(3)] == [True, True, False]
    await world.wait(days=10)
    assert [await is_asked_and_skips(world, maya) for _ in range(3)] == [False, False, True]


async def is_asked_and_skips(world: World, person: Person) -> bool:
    """Practise the next evening; skip today's question where there is one."""
    await next_evening(world, person)
    before = len(budgets.optional_questions(world.transcript.lines))
    await tick_the_plan(person)
    if len(budgets.optional_questions(world.transcript.lines)) == before:
        return False
    await person.tap("Not now" if "Not now" in labels_of(await person.last()) else "Skip")
    return True


async def test_a_pause_is_quiet_and_the_streak_waits(world: World, maya: Person) -> None:
    await set_up(maya)
    await next_evening(world, maya)
    await tick_the_plan(maya)
    await maya.say("/pause")
    await maya.tap("1 week")
    heard = len(await maya.heard())
    await world.wait_until(world.clock.now() + timedelta(days=6))
    assert len(await maya.heard()) == heard
    await world.wait(days=1)
    assert len(await maya.heard()) > heard
    await maya.say("/progress")
    assert "Streak: 1 day" in await maya.reads()
