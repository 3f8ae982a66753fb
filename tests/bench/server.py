"""Claiming on PostgreSQL: against the bare driver, and with a second worker."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from bot.domain.reminders import DEFAULT_SPREAD_S
from bot.store.database import SqlDatabase, open_database
from bot.usecases.claims import CLAIM_AT_ONCE, claim_due
from bot.usecases.deliveries import Lease
from tests.bench.crowd import DUE_BY, Crowd, gather
from tests.bench.figures import ROUNDS, Figure, best
from tests.bench.raw_psycopg import RawServer
from tests.postgres import Databases, running_server

ROOT = Path(__file__).resolve().parents[2]
CROWD = Crowd(people=100_000, due=20_000)
BATCHES = CROWD.due // CLAIM_AT_ONCE
LEASE = Lease("bench", DUE_BY, DUE_BY + timedelta(seconds=30))


def figures() -> list[Figure]:
    """Measure claims on a server of the benchmark's own."""
    with running_server() as server:
        databases = Databases(server.url(), "bench")
        against_driver, against_one = [], []
        for _ in range(ROUNDS):
            shared, one, two = (_crowded(databases) for _ in range(3))
            against_driver.append(asyncio.run(_against_driver(shared)))
            against_one.append(_with_workers(one, two))
        databases.close()
    return [best(against_driver), best(against_one)]


def _crowded(databases: Databases) -> str:
    url = databases.fresh()
    gather(url, CROWD)
    return url


async def _against_driver(url: str) -> Figure:
    """Claim from one crowd in turn, batch by batch."""
    raw, db = RawServer(url), open_database(url, DEFAULT_SPREAD_S)
    ours_s = theirs_s = 0.0
    for number in range(BATCHES // 2):
        began = time.perf_counter()
        claimed = await db.run_lease(claim_due, DUE_BY, LEASE, CLAIM_AT_ONCE)
        between = time.perf_counter()
        rows = raw.claim(DUE_BY, LEASE, CLAIM_AT_ONCE)
        ended = time.perf_counter()
        assert len(claimed) == len(rows) == CLAIM_AT_ONCE
        if number:  # the first ones prepare their statements
            ours_s += between - began
            theirs_s += ended - between
    raw.close()
    db.close()
    rows_each = (BATCHES // 2 - 1) * CLAIM_AT_ONCE
    return Figure(
        "claim on PostgreSQL",
        rows_each / ours_s,
        rows_each / theirs_s,
        "a second",
        "raw psycopg, same statement",
        at_least=0.8,
    )


def _with_workers(one: str, two: str) -> Figure:
    return Figure(
        "claim on PostgreSQL, two workers",
        _rate(two, 2),
        _rate(one, 1),
        "a second",
        "one worker",
        at_least=1.1,
    )


def _rate(url: str, workers: int) -> float:
    """Let workers, each a process, claim all that is due; return the rate of them together."""
    command = [sys.executable, "-m", "tests.bench.server", url]
    processes = [
        subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(workers)
    ]
    for process in processes:
        assert process.stdout
        process.stdout.readline()
    began = time.perf_counter()
    claimed = 0
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        claimed += int(process.communicate()[0])
    seconds = time.perf_counter() - began
    assert claimed == CROWD.due
    return claimed / seconds


async def _work(db: SqlDatabase) -> int:
    """Claim until nothing is left, from a word on."""
    await db.run_lease(claim_due, DUE_BY - timedelta(days=1), LEASE, CLAIM_AT_ONCE)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    claimed = 0
    while rules := await db.run_lease(claim_due, DUE_BY, LEASE, CLAIM_AT_ONCE):
        claimed += len(rules)
    return claimed


if __name__ == "__main__":
    database = open_database(sys.argv[1], DEFAULT_SPREAD_S)
    sys.stdout.write(f"{asyncio.run(_work(database))}\n")
    sys.stdout.flush()
    database.close()
