"""What a million reminders cost while none is due: at a tick, in memory, and at a start.

`stand`, in a process of its own, is the coach itself, without a network: it prints when it is ready
to claim, how much memory it holds, and when claims are done while due times follow new zone data.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import PHONE_TOKEN, build, use_bundled_zones
from bot.clock.recompute import follow_zone_data
from bot.clock.ticks import look
from bot.logs import configure_logging
from bot.settings import Settings
from bot.store.database import open_database
from bot.usecases.claims import CLAIM_AT_ONCE, claim_due
from bot.usecases.deliveries import Lease
from tests.bench.crowd import DUE_BY, DUE_FROM, Crowd, gather
from tests.bench.figures import ROUNDS, Figure, best

ROOT = Path(__file__).resolve().parents[2]
LOOKS = 300
NOTHING_DUE = DUE_FROM - timedelta(minutes=1)
READY_WITHIN_S = 2.0
# As `steadyhand run` begins: no garbage is looked for before the coach has started.
STAND = """import gc; gc.disable()
from tests.bench.standing import stand; stand()"""


def figures(folder: Path) -> list[Figure]:
    """Measure with a thousand, a hundred thousand and a million rules."""
    urls = {}
    for people in (1_000, 100_000, 1_000_000):
        urls[people] = f"sqlite:///{folder / f'{people}.sqlite3'}"
        gather(urls[people], Crowd(people, due=1_000))
    ticks = [asyncio.run(_idle(urls[1_000_000], urls[100_000])) for _ in range(ROUNDS)]
    return [best(ticks), *_standing(urls[1_000], urls[1_000_000])]


async def _idle(many: str, fewer: str) -> Figure:
    dbs = [open_database(url) for url in (many, fewer)]
    seconds = [0.0, 0.0]
    for number in range(LOOKS):
        for side, db in enumerate(dbs):
            began = time.perf_counter()
            await db.read(look, NOTHING_DUE)
            if number:  # the first one opens its connection
                seconds[side] += time.perf_counter() - began
    for db in dbs:
        db.close()
    million, hundred = (each / (LOOKS - 1) * 1e6 for each in seconds)
    return Figure("idle tick, 1 M rules", million, hundred, "us", "100 k rules", at_most=1.5)


def _standing(few: str, many: str) -> list[Figure]:
    memory, ready, claim = [], [], []
    for _ in range(ROUNDS):
        small, big = _coach(few), _coach(many)
        memory.append(
            Figure("memory, 1 M rules", big["mb"], small["mb"], "MB", "1 k rules", at_most=1.5)
        )
        ready.append(
            Figure("ready, 1 M rules", big["ready"], READY_WITHIN_S, "s", "limit", at_most=1)
        )
        claim.append(
            Figure(
                *("first claim, zone data new", big["claimed"], READY_WITHIN_S, "s", "limit"),
                at_most=1,
            )
        )
    return [best(memory), best(ready), best(claim)]


def _coach(url: str) -> dict[str, float]:
    """Start a coach; the times are seconds since its process was."""
    began = time.time()
    command = [sys.executable, "-c", STAND, url]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(done.stdout)
    return found | {name: found[name] - began for name in ("ready", "claimed")}


class _Still:
    """A clock that stands, so that nothing falls due."""

    def now(self) -> datetime:
        return NOTHING_DUE


async def _stand(url: str) -> dict[str, float]:
    """Start as `steadyhand run` does, but for Telegram; then claim while zone data is followed."""
    clock = _Still()
    settings = Settings(database_url=url)
    coach = build(settings, PHONE_TOKEN, settings.telegram_api_url, clock)
    await coach.ticks.tick()
    found = {"ready": time.time(), "mb": _resident_mb()}
    following = asyncio.create_task(follow_zone_data(coach.db, clock))
    await asyncio.sleep(0.1)  # it is at work
    lease = Lease("bench", DUE_BY, DUE_BY)
    claimed = await coach.db.run(claim_due, DUE_BY, lease, CLAIM_AT_ONCE)
    assert len(claimed) == CLAIM_AT_ONCE
    found["claimed"] = time.time()
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
    await coach.stop()
    return found


def _resident_mb() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def stand() -> None:
    """Be the coach on the database that the command line names."""
    use_bundled_zones()
    configure_logging("ERROR", [])  # standard output is for the figures
    sys.stdout.write(json.dumps(asyncio.run(_stand(sys.argv[1]))))
