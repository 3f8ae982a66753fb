"""Whatever a learner changes and however long the bot is away: never two prompts on one date."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.places import Place
from bot.store.database import open_database
from bot.usecases import onboarding
from tests.builders import EVENING, MONDAY, alice, at
from tests.usecases.conftest import World
from tests.usecases.postman import Postman

Step: TypeAlias = tuple[str, object]

ZONES = ["Europe/London", "Pacific/Auckland", "America/Los_Angeles", "Australia/Lord_Howe"]
STEPS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 60)),
    st.tuples(st.just("move"), st.sampled_from(ZONES)),
    st.tuples(st.just("time"), st.integers(0, 1439)),
)


async def live(world: World, steps: list[Step]) -> list[date]:
    """Take the steps, with a tick after each; return the local dates of prompts."""
    await world.keep(alice())
    world.now = at(MONDAY + timedelta(days=20), 9)  # a week before London's clocks change
    await world.act(onboarding.set_time, EVENING)
    postman = Postman(world)
    dates = []
    for kind, value in steps:
        if kind == "wait":
            world.now += timedelta(hours=int(str(value)))
        elif kind == "move":
            await world.act(onboarding.set_place, Place("There", "", str(value)))
        else:
            await world.act(onboarding.set_time, int(str(value)))
        for delivery in (await postman.claim()).deliveries:
            dates.append((await postman.kept(delivery)).local_date)
            await postman.send(delivery)
        due = await world.clock(lambda tx: tx.rules.next_due_at(world.who))
        assert due is not None
        assert world.now < due <= world.now + timedelta(hours=50)
    return dates


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("chains")


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(STEPS, min_size=1, max_size=12))
def test_no_date_ever_gets_two_prompts_and_the_next_one_is_always_ahead(
    empty_database: Path, folder: Path, steps: list[Step]
) -> None:
    file = folder / "chain.sqlite3"
    for leftover in folder.iterdir():
        leftover.unlink()
    shutil.copy(empty_database, file)
    db = open_database(f"sqlite:///{file}")
    try:
        dates = asyncio.run(live(World(db), steps))
    finally:
        db.close()
    assert max(Counter(dates).values(), default=1) == 1
