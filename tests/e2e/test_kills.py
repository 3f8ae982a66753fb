"""kill -9 at any moment loses nothing: no tap and no word on its way, and nothing that was kept.

A few moments are tried each time; STEADYHAND_LONG=1 tries many more.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from tests.e2e import ledger
from tests.e2e.ledger import Row
from tests.e2e.outside import Outside, outside
from tests.e2e.people import Person, words_of
from tests.e2e.world import living_world

LONG = bool(os.environ.get("STEADYHAND_LONG"))
SEEDS = range(30) if LONG else [7]
KILL_EVERY = 1 if LONG else 2  # steps


class Waiting(Protocol):
    """Where time can pass."""

    async def wait(self, **how_long: float) -> None: ...


Step = Callable[[Waiting, Person], Awaitable[None]]


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


@dataclass(frozen=True, slots=True)
class Lived:
    """What a life has come to."""

    kept: dict[str, list[Row]]
    heard: Counter[str]


@pytest.fixture
async def undisturbed(tmp_path: Path, cache: Path) -> Lived:
    """The same life without any death."""
    (tmp_path / "undisturbed").mkdir()
    async with living_world(tmp_path / "undisturbed", cache) as world:
        maya = await world.person("Maya")
        for step in LIFE:
            await step(world, maya)
        return Lived(world.kept_of(maya), await heard_by(maya))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.timeout(180)
async def test_a_life_with_many_deaths_comes_to_the_same(
    tmp_path: Path, cache: Path, undisturbed: Lived, seed: int
) -> None:
    chance = random.Random(seed)
    async with outside(tmp_path, cache) as world:
        maya = await world.person("Maya")
        for number, step in enumerate(LIFE):
            if number % KILL_EVERY:
                await step(world, maya)
            else:
                death = DEATHS[(number // KILL_EVERY + seed) % len(DEATHS)]
                await death(world, maya, step, chance)
        assert world.deaths >= len(LIFE) // KILL_EVERY // 2
        assert ledger.kept_of(world.database_url, maya.id) == undisturbed.kept
        heard = await heard_by(maya)
        assert not undisturbed.heard - heard, "something was never said"
        more = heard.total() - undisturbed.heard.total()
        assert more <= world.deaths, "at worst what was on its way comes twice"


async def after_the_step(world: Outside, maya: Person, step: Step, _: random.Random) -> None:
    """All is at rest when it dies, and as it was when it is back."""
    await step(world, maya)
    before, heard = ledger.kept(world.database_url), await heard_by(maya)
    await world.kill()
    await come_back(world)
    assert ledger.kept(world.database_url) == before
    assert await heard_by(maya) == heard


async def before_the_step(world: Outside, maya: Person, step: Step, _: random.Random) -> None:
    """It is dead when somebody taps or writes, or a timer ends."""
    await world.kill()
    await step(world, maya)
    await come_back(world)


async def in_a_request(world: Outside, maya: Person, step: Step, chance: random.Random) -> None:
    """It dies as it says something: before it is said, or before it knows that it was."""
    world.die_at(chance.randint(1, 2), answered=chance.random() < 0.5)
    await step(world, maya)
    world.spare()
    if world.is_dead:
        world.deaths += 1
        await come_back(world)


async def at_any_instant(world: Outside, maya: Person, step: Step, chance: random.Random) -> None:
    """It dies some milliseconds after a tap: in the middle of a commit, say."""
    acting = asyncio.ensure_future(step(world, maya))
    await asyncio.sleep(chance.uniform(0.0, 0.06))
    await world.kill()
    await acting
    await come_back(world)


DEATHS = [after_the_step, before_the_step, in_a_request, at_any_instant]


async def come_back(world: Outside) -> None:
    await world.start()
    await world.quiet()


async def heard_by(person: Person) -> Counter[str]:
    """Return the messages by their first lines, as they stand now."""
    return Counter(words_of(message).splitlines()[0] for message in await person.heard())
