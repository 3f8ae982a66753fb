"""`python -m tests.faults`: reminders through every fault, on both databases, and a table of it.

Takes about a quarter of an hour, and all of two processors.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bot.domain.reminders import Kind
from tests.faults.answers import bad_answers
from tests.faults.full_minute import full_minute
from tests.faults.kills import Kills, mean_doubled
from tests.faults.points import die_at_points
from tests.faults.report import Report
from tests.faults.workers import two_workers
from tests.faults.world import World, world
from tests.postgres import Databases, Server, running_server

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
BADLY_ANSWERED = 90  # people of each kind
WORLDS = 8  # at most, on each kind of database


@dataclass(slots=True)
class Trials:
    """Runs trials, each in a world of its own, and prints what they came to."""

    folder: Path
    server: Server
    databases: Iterator[str]  # empty ones on the server
    seed: int
    number: count[int] = field(default_factory=count)
    failed: bool = False

    @asynccontextmanager
    async def world(self, database: str) -> AsyncIterator[World]:
        folder = self.folder / str(next(self.number))
        folder.mkdir()
        url = f"sqlite:///{folder}/coach.sqlite3"
        if database == POSTGRESQL:
            url = next(self.databases)
        async with world(folder, url, seed=self.seed) as opened:
            yield opened

    async def points(self, database: str, kind: Kind) -> Report:
        async with self.world(database) as world:
            return await die_at_points(world, kind, f"{database}: every point, {kind}")

    async def kills(self, database: str, number: int) -> Report:
        async with self.world(database) as world:
            kills = Kills(world, random.Random(self.seed))
            await kills.go_on(number, self.server if database == POSTGRESQL else None)
            return await kills.report(f"{database}: kills at random")

    async def workers(self, database: str) -> Report:
        async with self.world(database) as world:
            return await two_workers(world, f"{database}: two workers")

    async def answers(self, database: str) -> Report:
        async with self.world(database) as world:
            chance = random.Random(self.seed)
            return await bad_answers(world, BADLY_ANSWERED, chance, f"{database}: bad answers")

    async def full_minute(self, number: int) -> Report:
        async with self.world(SQLITE) as world:
            return await full_minute(world, number, f"{SQLITE}: {number} in one minute")

    async def run(self, *trials: Awaitable[Report]) -> list[Report]:
        """Run trials side by side, and show what they came to; one that broke off has no report."""
        ended = await asyncio.gather(*trials, return_exceptions=True)
        for each in ended:
            self.show(each)
        return [each for each in ended if isinstance(each, Report)]

    def show(self, ended: Report | BaseException) -> None:
        self.failed |= isinstance(ended, BaseException) or bool(ended.faults)
        sys.stdout.write(f"{ended}\n")
        sys.stdout.flush()


async def run_all(trials: Trials, kills: int, due: int) -> None:
    """Run every trial; side by side where nothing is measured."""
    both = (SQLITE, POSTGRESQL)
    await trials.run(*(trials.points(each, kind) for each in both for kind in Kind))
    killed = []
    for each in both:
        killed += await trials.run(trials.kills(each, kills // 2))
        await trials.run(trials.workers(each))
        await trials.run(trials.answers(each))
    trials.show(mean_doubled(killed))
    await trials.run(trials.full_minute(due))


@contextmanager
def _prepared(seed: int) -> Iterator[Trials]:
    folder = tempfile.TemporaryDirectory(prefix="steadyhand-faults-")
    with folder as name, running_server() as server:
        databases = Databases(server.url(), "faults")
        urls = [databases.fresh() for _ in range(WORLDS)]
        databases.close()  # its connection would not outlive the crash
        yield Trials(Path(name), server, iter(urls), seed)


def main() -> int:
    """Return 1 if anything was not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="in all, on both databases")
    parser.add_argument("--due", type=int, default=10_000, help="in one minute")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with _prepared(chosen.seed) as trials:
        asyncio.run(run_all(trials, chosen.kills, chosen.due))
    return int(trials.failed)


if __name__ == "__main__":
    sys.exit(main())
