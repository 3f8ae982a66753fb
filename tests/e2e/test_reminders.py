"""Reminders as they are lived with: several times, later, a second chance, away, and why."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.e2e.days import set_up, tick_the_plan
from tests.e2e.people import Person, labels_of, words_of
from tests.e2e.world import World


async def buzzes(person: Person) -> list[str]:
    """Return when the phone buzzed, by weekday and London's wall (in winter)."""
    heard = [message for message in await person.heard() if not message.get("silent")]
    return [f"{datetime.fromtimestamp(message['date'], UTC):%a %H:%M}" for message in heard]


async def test_a_week_in_several_times(world: World, maya: Person) -> None:
    await set_up(maya)
    await tick_the_plan(maya)
    await maya.say("remind me weekdays 19:00, sat sun 9am")
    assert (await maya.reads()).startswith("Set: weekends 09:00, weekdays 19:00.")
    for _ in range(7):  # Monday's is done already
        await world.move("next-reminder", maya)
        await tick_the_plan(maya)
    assert await buzzes(maya) == [
        "Tue 19:00",
        "Wed 19:00",
        "Thu 19:00",
        "Fri 19:00",
        "Sat 09:00",
        "Sun 09:00",
    ]


async def test_later_comes_once_and_the_rule_stays(world: World, maya: Person) -> None:
    await set_up(maya)
    await world.move("next-reminder", maya)
    prompt = await maya.last()
    assert labels_of(prompt)[-3:] == ["▶ Start", "Later", "Not today"]
    await maya.tap("Later")
    await maya.tap("1 h")
    assert words_of(await maya.message_with("Later:")).startswith("Later: 19:3")
    await world.wait(hours=3)
    assert await buzzes(maya) == ["Mon 18:30", "Mon 19:30"]
    await world.wait(hours=21)
    assert (await buzzes(maya))[2:] == ["Tue 18:30"]


async def test_a_typed_later_and_its_undo(world: World, maya: Person) -> None:
    await set_up(maya)
    await world.move("next-reminder", maya)
    await maya.tap("Later")
    await maya.say("at 21:15")
    assert (await maya.reads()).startswith("Later: 21:15.")
    await maya.tap("Undo")
    await world.wait(hours=4)
    assert await buzzes(maya) == ["Mon 18:30"]


async def test_a_second_chance_only_if_nothing_was_done(world: World, maya: Person) -> None:
    await set_up(maya)
    await maya.say("/remind")
    await maya.tap("Second chance")
    await maya.tap("20:30")
    assert "Second chance 20:30 · on" in await maya.reads()
    await world.wait(hours=4)
    assert await buzzes(maya) == ["Mon 18:30", "Mon 20:30"]
    await maya.say("/today")
    await tick_the_plan(maya)
    await world.wait(hours=21)  # Tuesday's prompt
    await tick_the_plan(maya)
    await world.wait(hours=4)
    assert (await buzzes(maya))[2:] == ["Tue 18:30"]


async def test_quiet_hours_hold_back_and_end_without_a_burst(world: World, maya: Person) -> None:
    await set_up(maya, time="06:30")
    await maya.say("quiet hours 22-7")
    assert "after your quiet hours" in await maya.reads()
    await world.wait(hours=16)
    assert await buzzes(maya) == ["Tue 07:00"]


async def test_away_until_a_day_and_back_cleanly(world: World, maya: Person) -> None:
    await set_up(maya)
    await maya.say("vacation until friday")
    assert "The first one comes on Fri 8 Mar, 18:30." in await maya.reads()
    await world.wait(days=6)
    assert (await buzzes(maya))[:2] == ["Fri 18:30", "Sat 18:30"]
    await maya.say("why didn't you remind me on Thursday?")
    assert "Thu 7 Mar 18:30 · not sent: you had paused" in await maya.reads()
    assert "Fri 8 Mar 18:30 · came at 18:30" in await maya.reads()


async def test_moving_is_asked_about_and_then_followed(world: World, maya: Person) -> None:
    await set_up(maya)
    await tick_the_plan(maya)
    await maya.share_location(-12.05, -77.04)
    assert (await maya.reads()).startswith("You seem to have moved: it is 13:1")
    await maya.tap("Change")
    assert "Next:\n• Tue 5 Mar, 18:30" in await maya.reads()
    await world.wait(days=1, hours=6)
    assert await buzzes(maya) == ["Tue 23:30"]  # half past six in Lima
