"""Claiming what is due: against the bare driver, and against a scheduler with a job a person."""

from __future__ import annotations

import asyncio
import gc
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.domain.reminders import DEFAULT_SPREAD_S
from bot.store.database import SqlDatabase, open_database
from bot.usecases.claims import CLAIM_AT_ONCE, claim_due
from bot.usecases.deliveries import Lease
from tests.bench import jobs
from tests.bench.crowd import DUE_BY, Crowd, gather
from tests.bench.figures import ROUNDS, Figure, best
from tests.bench.raw_sqlite import RawFile

LEASE = Lease("bench", DUE_BY, DUE_BY + timedelta(seconds=30))
MANY = Crowd(people=100_000, due=10_000)
FEW = Crowd(people=100_000, due=2_000)  # a job in SQLite takes a millisecond


def figures(folder: Path) -> list[Figure]:
    """Measure claims on SQLite, product and anchors in turn."""
    many, few = folder / "many.sqlite3", folder / "few.sqlite3"
    gather(f"sqlite:///{many}", MANY)
    gather(f"sqlite:///{few}", FEW)
    against_driver = [asyncio.run(_against_driver(many, folder)) for _ in range(ROUNDS)]
    return [best(against_driver), *asyncio.run(_against_jobs(few, folder))]


async def _against_driver(crowded: Path, folder: Path) -> Figure:
    """Claim batch by batch, each side on a file of its own: what others do hits both."""
    raw = RawFile(_copy(crowded, folder / "raw.sqlite3"))
    ours_s = theirs_s = 0.0
    batches = MANY.due // CLAIM_AT_ONCE
    async with claiming(_copy(crowded, folder / "ours.sqlite3")) as db:
        for _ in range(batches):
            began = time.perf_counter()
            claimed = await db.run_lease(claim_due, DUE_BY, LEASE, CLAIM_AT_ONCE)
            between = time.perf_counter()
            rows = raw.claim(DUE_BY, LEASE, CLAIM_AT_ONCE)
            theirs_s += time.perf_counter() - between
            ours_s += between - began
            assert claimed == rows
            assert len(rows) == CLAIM_AT_ONCE
    raw.close()
    return Figure(
        *("claim on SQLite", MANY.due / ours_s, MANY.due / theirs_s, "a second"),
        *("raw sqlite3, same statements", 0.45),
    )


async def _against_jobs(crowded: Path, folder: Path) -> list[Figure]:
    """Let the same number fall due, until each reminder's own coroutine has begun."""
    stored, remembered = [], []
    with jobs.in_memory(FEW.people) as memory, jobs.in_sqlite(memory, folder) as sqlite:
        gc.collect()
        gc.freeze()  # looking for garbage, neither side walks through what the other keeps
        for number in range(ROUNDS):
            due = range(number * FEW.due, (number + 1) * FEW.due)
            in_memory, _ = await memory.fall_due(due)
            ours = await _claim_and_begin(_copy(crowded, folder / "ours.sqlite3"))
            in_sqlite, _ = await sqlite.fall_due(due)
            remembered.append(_per_due(ours, in_memory, "APScheduler, memory store", 4))
            stored.append(_per_due(ours, in_sqlite, "APScheduler, SQLAlchemy store", 20))
    return [best(stored), best(remembered)]


def _per_due(ours_s: float, theirs_s: float, against: str, wanted: float) -> Figure:
    rates = FEW.due / ours_s, FEW.due / theirs_s
    return Figure("due reminders begun", *rates, "a second", against, at_least=wanted)


async def _claim_and_begin(file: Path) -> float:
    begun: list[int] = []

    async def remind(rule: int) -> None:
        begun.append(rule)

    async with claiming(file) as db:
        began, tasks = time.perf_counter(), []
        while rules := await db.run_lease(claim_due, DUE_BY, LEASE, CLAIM_AT_ONCE):
            tasks += [asyncio.create_task(remind(rule)) for rule in rules]
        await asyncio.gather(*tasks)
        seconds = time.perf_counter() - began
    assert len(begun) == FEW.due
    return seconds


@asynccontextmanager
async def claiming(file: Path) -> AsyncIterator[SqlDatabase]:
    """Open a database as the product does, with its connections and statements ready."""
    db = open_database(f"sqlite:///{file}", DEFAULT_SPREAD_S)
    try:
        await db.run_lease(claim_due, DUE_BY - timedelta(days=1), LEASE, CLAIM_AT_ONCE)
        yield db
    finally:
        db.close()


def _copy(crowded: Path, to: Path) -> Path:
    for left in to.parent.glob(f"{to.name}-*"):
        left.unlink()
    return Path(shutil.copy(crowded, to))
