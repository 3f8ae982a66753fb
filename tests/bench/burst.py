"""Ten thousand reminders due in one minute, sent by the real coach while a few people write."""

from __future__ import annotations

import asyncio
import itertools
import random
import statistics
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from tests.bench import jobs
from tests.bench.crowd import Crowd, gather
from tests.bench.figures import ROUNDS, Figure, best
from tests.bench.telegram import FakeTelegram, person, private

ROOT = Path(__file__).resolve().parents[2]
DUE = 10_000  # within twenty seconds, the usual spread: faster than they may be sent
RATE = 300  # messages a second
LATENCY_S = (0.02, 0.05)  # of a request
WRITERS = 50  # people who write now and then
WRITES_A_SECOND = 10
BEFORE_S = DUE / RATE  # for replies while nothing is due, as many as in the burst
STARTS_WITHIN_S = 4.0


@dataclass
class Watched(FakeTelegram):
    """A Bot API that notes when what arrives."""

    reminders: list[float] = field(default_factory=list)
    reminded: Counter[int] = field(default_factory=Counter)
    asked: dict[int, float] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Note a message on its way in, and answer after a while."""
        given = await request.post()
        if chat := given.get("chat_id"):
            self._arrived(int(str(chat)), time.perf_counter())
        return await super().answer(request)

    def _arrived(self, chat: int, now: float) -> None:
        if chat in self.asked:
            self.waits.append(now - self.asked.pop(chat))
        else:
            self.reminders.append(now)
            self.reminded[chat] += 1

    def be_slow(self) -> None:
        self._delays = iter(lambda: random.uniform(*LATENCY_S), None)

    def write(self, chat: int) -> None:
        """Let somebody write, unless an answer is still to come."""
        if chat in self.asked:
            return
        text = {"message_id": 9, "from": person(chat), "chat": private(chat), "text": "/help"}
        message = text | {"date": int(time.time())}
        self._waiting.append({"update_id": next(self._numbers), "message": message})
        self.asked[chat] = time.perf_counter()
        self._changed.set()


@dataclass(frozen=True, slots=True)
class Burst:
    """What became of the burst."""

    due: int
    sent: int
    doubled: int
    seconds: float  # from the first reminder to the last
    idle_p99: float
    busy_p99: float
    stall: float

    @property
    def rate(self) -> float:
        return self.sent / self.seconds


def figures(folder: Path, due: int = DUE) -> list[Figure]:
    """Measure a burst, and the same number of jobs of a scheduler in one process with nothing."""
    rounds = [_round(f"sqlite:///{folder / f'{number}.sqlite3'}", due) for number in range(ROUNDS)]
    return [best(of_all) for of_all in zip(*rounds, strict=True)]


def _round(url: str, due: int) -> list[Figure]:
    gather(url, Crowd(people=2 * due, due=due))
    burst = asyncio.run(_burst(url, due))
    stall = asyncio.run(_stall_of_jobs(due))
    return [
        Figure("burst: reminders sent", burst.sent, due, "", "due", at_least=1),
        Figure("burst: sent twice", burst.doubled, 1, "", "none", at_most=0),
        Figure("burst: sender", burst.rate, RATE, "a second", "its budget", at_least=0.95),
        Figure(
            "burst: a reply's p99",
            burst.busy_p99 * 1e3,
            burst.idle_p99 * 1e3,
            "ms",
            "with nothing due",
            at_most=1.5,
        ),
        Figure(
            "burst: worst stall",
            burst.stall * 1e3,
            stall * 1e3,
            "ms",
            "APScheduler, memory store",
            at_most=1 / 50,
        ),
    ]


async def _stall_of_jobs(due: int) -> float:
    with jobs.in_memory(due) as memory:
        return (await memory.fall_due(range(due)))[1]


async def _burst(url: str, due: int) -> Burst:
    starts_at = time.time() + STARTS_WITHIN_S + BEFORE_S
    async with Watched.open() as telegram:
        process = await _coach(url, telegram.url, starts_at)
        await telegram.is_polled.wait()
        telegram.be_slow()
        idle = await _write_until(telegram, lambda: time.time() >= starts_at)
        give_up = starts_at + 60 + 3 * due / RATE
        done = lambda: len(telegram.reminders) >= due or time.time() > give_up  # noqa: E731
        busy = await _write_until(telegram, done)
        process.terminate()
        stall = float((await process.communicate())[0])
    return Burst(
        due=due,
        sent=len(telegram.reminded),
        doubled=sum(telegram.reminded.values()) - len(telegram.reminded),
        seconds=telegram.reminders[-1] - telegram.reminders[0],
        idle_p99=_p99(idle),
        busy_p99=_p99(busy),
        stall=stall,
    )


async def _coach(database: str, api_url: str, starts_at: float) -> Process:
    arguments = (database, api_url, str(RATE), str(starts_at))
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.watched_coach", *arguments), cwd=ROOT, stdout=PIPE
    )


async def _write_until(telegram: Watched, is_over: Callable[[], bool]) -> list[float]:
    """Let people to whom nothing is due write in turn; return how long they waited."""
    telegram.waits.clear()
    for writer in itertools.cycle(range(3, 3 + 2 * WRITERS, 2)):
        if is_over():
            return telegram.waits.copy()
        telegram.write(writer)
        await asyncio.sleep(1 / WRITES_A_SECOND)
    raise AssertionError


def _p99(waits: list[float]) -> float:
    return statistics.quantiles(waits, n=100)[98]
