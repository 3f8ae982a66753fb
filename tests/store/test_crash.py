"""kill -9 in the middle of transactions: what was committed is there, and nothing by halves."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import bot
from bot.store.database import SqlDatabase, open_database

ROOT = Path(bot.__file__).parents[1]
ROUNDS = 3


def killed_midway(url: str, first: int) -> set[str]:
    """Let a process write until it is killed; return what it said was kept."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.crash_child", url, str(first)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child:
        said = [child.stdout.readline()]
        time.sleep(random.uniform(0.05, 0.3))
        child.kill()
        said += child.stdout.readlines()
    return {line.strip() for line in said if line.endswith("\n")}


async def kept(database: SqlDatabase) -> Counter[str]:
    rows = await database.read(lambda tx: tx.outbox.waiting())
    return Counter(row.payload for row in rows)


async def test_a_kill_loses_no_committed_row_and_keeps_no_half_transaction(url: str) -> None:
    said: set[str] = set()
    for number in range(ROUNDS):
        said |= killed_midway(url, number * 1_000_000)
    database = open_database(url)

    rows = await kept(database)

    database.close()
    assert len(said) > ROUNDS * 4
    assert said <= rows.keys()
    assert set(rows.values()) == {2}
