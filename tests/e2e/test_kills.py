"""kill -9 at any moment loses nothing: no tap and no word on its way, and nothing that was kept.

A few moments are tried each time; STEADYHAND_LONG=1 tries many more.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.e2e.ledger import kept, kept_of
from tests.e2e.outside import Outside, outside
from tests.e2e.people import Person, labels_of, words_of

LONG = bool(os.environ.get("STEADYHAND_LONG"))
SEEDS = range(20) if LONG else [7]
KILL_EVERY = 1 if LONG else 3  # steps

Step = Callable[[Outside, Person], Awaitable[None]]


def says(text: str) -> Step:
    return lambda _, person: person.say(text)


def taps(label: str) -> Step:
    return lambda _, person: person.tap(label)


def waits(**how_long: float) -> Step:
    return lambda world, _: world.wait(**how_long)


# A first day in short, with everything that may not be forgotten: a question that awaits an answer,
# a running timer, a plan with ticks, a needle that is out, a reminder.
LIFE: list[Step] = [
    says("/start"),
    taps("I'm 18+…"),
    taps("▶ 30 s"),
    waits(seconds=30),
    taps("Clean"),
    says("leeds"),
    says("18:30"),
    taps("☐ Pad + tools"),
    taps("☐ Sharps box"),
    taps("Done"),
    waits(minutes=30),
    taps("▶ Start"),
    taps("▶ 30 s"),
    waits(seconds=30),
    says("9"),
    taps("Done"),
    taps("Done"),
    taps("Yes, keep it"),
    taps("3"),
    says("lab 40 min, 12 knots"),
    taps("Undo"),
]


async def test_nothing_is_lost_when_it_is_killed_between_two_steps(
    tmp_path: Path, cache: Path
) -> None:
    async with outside(tmp_path, cache) as world:
        maya = await world.person("Maya")
        for number, step in enumerate(LIFE):
            await step(world, maya)
            if number % KILL_EVERY == 0:
                before, heard = kept(world.database), await chat(maya)
                await world.kill()
                await world.start()
                await world.quiet()
                assert kept(world.database) == before, number
                assert await chat(maya) == heard, number
        assert_lived(world, maya)


async def test_what_people_do_while_it_is_dead_is_served_when_it_is_back(
    tmp_path: Path, cache: Path
) -> None:
    async with outside(tmp_path, cache) as world:
        maya = await world.person("Maya")
        for number, step in enumerate(LIFE):
            if number % KILL_EVERY == 1:
                await world.kill()
                await step(world, maya)
                await world.start()
                await world.quiet()
            else:
                await step(world, maya)
        assert_lived(world, maya)


@pytest.mark.parametrize("seed", SEEDS)
async def test_nothing_is_lost_when_it_is_killed_in_the_middle_of_a_request(
    tmp_path: Path, cache: Path, seed: int
) -> None:
    chance = random.Random(seed)
    async with outside(tmp_path, cache) as world:
        maya = await world.person("Maya")
        for number, step in enumerate(LIFE):
            if LONG or number % KILL_EVERY == seed % KILL_EVERY:
                world.die_at(chance.randint(1, 2), answered=chance.random() < 0.5)
            await step(world, maya)
            world.spare()
            if world.is_dead:
                world.deaths += 1
                await world.start()
                await world.quiet()
        assert world.deaths >= 3
        assert_lived(world, maya)
        await assert_everything_was_said(maya)


async def test_nothing_is_lost_when_it_is_killed_at_any_instant(
    tmp_path: Path, cache: Path
) -> None:
    """Not at a request, but some milliseconds after a tap: in the middle of a commit, say."""
    chance = random.Random(42)
    async with outside(tmp_path, cache) as world:
        maya = await world.person("Maya")
        for number, step in enumerate(LIFE):
            if number % KILL_EVERY != 2 % KILL_EVERY:
                await step(world, maya)
                continue
            acting = asyncio.ensure_future(step(world, maya))
            await asyncio.sleep(chance.uniform(0.0, 0.06))
            await world.kill()
            await acting
            await world.start()
            await world.quiet()
        assert_lived(world, maya)
        await assert_everything_was_said(maya)


async def chat(person: Person) -> list[tuple[str, list[str]]]:
    return [(words_of(message), labels_of(message)) for message in await person.heard()]


def assert_lived(world: Outside, person: Person) -> None:
    """Once and only once each: what a life without any death comes to."""
    lived = kept_of(world.database, person.id)
    assert [row[0] for row in lived["completions"]] == [
        "finger-taps",
        "coin-rotation",
        "forceps-bead-transfer",
        "two-hand-tie",
    ]
    assert [row[5] for row in lived["completions"]] == [None, 9, None, None]
    assert [row[-1] for row in lived["ticks"]] == [1, 1, 1]
    assert lived["check-ins"] == [("tremor", 3, "2030-03-04")]
    assert lived["reviews"] == [("two-hand-tie", None)]
    assert lived["timers"] == []
    (settings,) = lived["settings"]
    assert settings[1:3] == ("ready", "yes")
    (rule,) = kept(world.database, ["reminder_rules"])["reminder_rules"]
    assert rule[4].startswith("2030-03-05 18:30")


async def assert_everything_was_said(person: Person) -> None:
    """Replies that were committed and not sent arrive; at worst one comes twice."""
    heard = Counter(words_of(message).splitlines()[0] for message in await person.heard())
    for words in (
        "✓ Finger taps",
        "Which city? Only for your clock.",
        "Leeds: 18:12 for you now.",
        "When shall I come each day? Tap, or type a time such as 18:30.",
        "Set: daily 18:30. Next: Mon, Tue and Wed.",
        "Monday done · 9 min",
        "✓ Coin rotation, main hand: 9",
        "Shakiness noted: 3.",
    ):
        assert heard[words], f"{words!r} never came: {heard}"
    assert max(heard.values()) <= 2
