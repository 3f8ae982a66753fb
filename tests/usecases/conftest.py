"""A world for use cases: the real store over a file, a small library, and a clock to set."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import pytest

from bot.domain.content import Library
from bot.domain.learners import Away, Learner
from bot.store.database import SqlDatabase, open_database
from bot.usecases import onboarding
from bot.usecases.ports import Tx
from bot.usecases.turn import Turn
from tests.builders import ALICE, EVENING, MONDAY, alice, at, library
from tests.usecases.postman import Postman

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class World:
    """Who acts, when, and with which library; everything else is in the database."""

    db: SqlDatabase
    library: Library = field(default_factory=library)
    who: int = ALICE
    now: datetime = field(default_factory=at)

    async def act(
        self, use_case: Callable[Concatenate[Turn, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Let the person do something: one transaction, which is also a sign of life."""

        def work(tx: Tx) -> T:
            known = tx.learners.get(self.who)
            name = known.name if known else "Carol"
            learner, _ = onboarding.arrive(tx, self.who, self.who, name, self.now)
            return use_case(Turn(tx, self.library, learner, self.now), *args, **kwargs)

        return await self.db.run(work)

    async def clock(
        self, use_case: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Let the clock do something, or look into the database: no sign of life."""

        def work(tx: Tx) -> T:
            return use_case(tx, *args, **kwargs)

        return await self.db.run(work)

    async def learner(self) -> Learner:
        """Return the person as they are kept."""
        kept = await self.clock(lambda tx: tx.learners.get(self.who))
        assert kept is not None
        return kept

    async def keep(self, *people: Learner) -> None:
        """Have people known."""

        def save(tx: Tx) -> None:
            for person in people:
                tx.learners.save(person)
                if person.paused_from:
                    why = person.away or Away.BREAK
                    tx.learners.add_pause(person.id, person.paused_from, person.paused_until, why)

        await self.clock(save)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every table and nobody in it, made once."""
    file = tmp_path_factory.mktemp("store") / "empty.sqlite3"
    open_database(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def nobody(tmp_path: Path, empty_database: Path) -> Iterator[World]:
    """A world in which nobody is known."""
    file = tmp_path / "steadyhand.sqlite3"
    shutil.copy(empty_database, file)
    db = open_database(f"sqlite:///{file}")
    yield World(db)
    db.close()


@pytest.fixture
async def world(nobody: World) -> World:
    """Alice's world, on Monday at half past six in the evening."""
    await nobody.keep(alice())
    return nobody


@pytest.fixture
async def postman(world: World) -> Postman:
    """Alice's prompt was set on Monday morning; now it is half past six and a minute."""
    world.now = at(MONDAY, 9)
    await world.act(onboarding.set_time, EVENING)
    world.now = at(MONDAY, 18, 31)
    return Postman(world)
