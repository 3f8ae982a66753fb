"""A Telegram, a database, people with reminders that fall due now, and coaches that may be killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Select, func, select

from bot.domain.learners import Consent
from bot.domain.reminders import EVERY_DAY, Kind, Rule, Timetable
from bot.store.backends import backend_of
from bot.store.database import SqlDatabase, open_database
from bot.store.tables.learners import learners
from bot.store.tables.reminders import IS_UNFINISHED, deliveries, reminder_rules
from bot.usecases.deliveries import DeliveryState
from bot.usecases.ports import Tx
from tests.builders import learner
from tests.faults.child import ClockAhead, Order
from tests.faults.telegram import TOKEN, FakeTelegram

REPOSITORY = Path(__file__).resolve().parents[2]
NOON = datetime(2030, 3, 4, 12, tzinfo=UTC)  # no practice day turns in the hours after it
PATIENCE_S, LOOK_EVERY_S = 60.0, 0.05
SPREAD_S = 60  # over the whole minute
TO_GET_READY = timedelta(minutes=2)  # before a minute in which very many are due
CLAIM_LEASE_S, SEND_LEASE_S = 0.5, 1.0  # what is killed shall soon come back


@dataclass(frozen=True, slots=True)
class Coach:
    """A process that coaches."""

    pid: int
    born_at: datetime
    _handle: int  # becomes readable when the process has ended

    def kill(self) -> None:
        """kill -9: there is nothing that it can do about it."""
        os.kill(self.pid, signal.SIGKILL)

    def stop(self) -> None:
        os.kill(self.pid, signal.SIGTERM)

    async def gone(self) -> None:
        """Wait for its end; all that it held is closed then."""
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self._handle, ended.set)
        try:
            async with asyncio.timeout(PATIENCE_S):
                await ended.wait()
        finally:
            loop.remove_reader(self._handle)
            os.close(self._handle)


@dataclass(slots=True)
class World:
    """Where coaches live and die."""

    folder: Path
    url: str
    telegram: FakeTelegram
    database: SqlDatabase
    engine: Engine
    nursery: Process
    clock: ClockAhead
    rate: int
    unanswered_s: float = 20.0  # as the product has it
    people: dict[int, Kind] = field(default_factory=dict)
    living: set[Coach] = field(default_factory=set)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    async def fall_due(self, kind: Kind, number: int) -> list[int]:
        """Let new people have reminders that fell due a moment ago."""
        return await self._join(kind, number, self.clock.now() - timedelta(minutes=2))

    async def fall_due_in_a_minute(self, number: int) -> float:
        """Let very many prompts fall due in one minute, soon.

        Returns after how many seconds from now the last one is due.
        """
        minute = self.clock.now() + TO_GET_READY
        await self._join(Kind.PROMPT, number, minute)
        end = minute.replace(second=0, microsecond=0) + timedelta(minutes=1)
        return (end - self.clock.now()).total_seconds()

    async def _join(self, kind: Kind, number: int, minute: datetime) -> list[int]:
        """Let new people have a reminder in this minute, spread over it as the product does."""
        new = [next(self._numbers) for _ in range(number)]
        timetable = Timetable(learner(zone="Etc/UTC").rhythm, SPREAD_S)

        def work(tx: Tx) -> None:
            for who in new:
                person = learner(id=who, chat=who, zone="Etc/UTC", check_ins=Consent.NEVER)
                tx.learners.save(person)
                wanted = Rule(
                    0, who, kind, minute.hour * 60 + minute.minute, EVERY_DAY, enabled=True
                )
                rule = tx.rules.save(wanted)
                tx.rules.schedule([(rule.id, timetable.occurrence(rule, minute.date()))])

        await self.database.run(work)
        self.people |= dict.fromkeys(new, kind)
        return new

    async def kill(self, coach: Coach) -> tuple[int, set[int]]:
        """Kill a coach, and bury it.

        Returns how many requests Telegram had received and not answered, and whose messages were
        in flight: these, and what was begun and not written down.
        """
        coach.kill()
        received = self.telegram.cut_off(self.people)
        await self.bury(coach)
        sending = (
            select(reminder_rules.c.learner)
            .join(deliveries)
            .where(
                deliveries.c.state == DeliveryState.SENDING,
                deliveries.c.attempted_at
                >= coach.born_at,  # what earlier ones began is not its own
            )
        )
        return len(received), {who for (who,) in await self._rows(sending)} | received

    async def start(self, die_at: str = "") -> Coach:
        """Start a coach; it is not ready yet."""
        order = Order(
            environment={
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_API_URL": self.telegram.url,
                "DATABASE_URL": self.url,
                "XDG_CACHE_HOME": str(self.folder),
                "HTTP_PORT": "0",
                "SEND_RATE": str(self.rate),
                "REMINDER_SPREAD": str(SPREAD_S),
                "PATH": os.defpath,
            },
            log=str(self.folder / "log.txt"),
            ahead_s=self.clock.ahead.total_seconds(),
            claim_lease_s=CLAIM_LEASE_S,
            send_lease_s=SEND_LEASE_S,
            unanswered_s=self.unanswered_s,
            die_at=die_at,
        )
        assert self.nursery.stdin
        assert self.nursery.stdout
        self.nursery.stdin.write(order.to_json().encode() + b"\n")
        pid = int(await self.nursery.stdout.readline())
        coach = Coach(pid, self.clock.now(), os.pidfd_open(pid))
        self.living.add(coach)
        return coach

    async def ready(self) -> Coach:
        """Start a coach; it asks for updates when this returns."""
        polls = self.telegram.polls
        coach = await self.start()
        await self.until(lambda: _at_once(self.telegram.polls > polls), "the coach does not start")
        return coach

    async def bury(self, coach: Coach) -> None:
        """Wait until a coach has ended."""
        await coach.gone()
        self.living.remove(coach)
        self.telegram.lives += 1

    async def settled(self, patience_s: float = PATIENCE_S, every_s: float = LOOK_EVERY_S) -> None:
        """Wait until every occurrence that is due has come to an end."""
        say = "not every occurrence comes to an end"
        await self.until(self._is_settled, say, patience_s, every_s)

    async def _is_settled(self) -> bool:
        due = reminder_rules.c.next_due_at <= self.clock.now()
        waiting = [select(func.count()).where(due), select(func.count()).where(IS_UNFINISHED)]
        counts = [(await self._rows(query))[0][0] for query in waiting]
        return not any(counts)

    async def states(self) -> dict[int, tuple[DeliveryState, str]]:
        """Return what became of each person's reminder: state and why."""
        rows = await self._rows(
            select(reminder_rules.c.learner, deliveries.c.state, deliveries.c.why).join(deliveries)
        )
        return {who: (state, why) for who, state, why in rows}

    async def holders(self) -> set[int]:
        """Return the ids of the processes that hold unfinished deliveries."""
        rows = await self._rows(select(deliveries.c.worker).where(IS_UNFINISHED).distinct())
        return {int(worker.split(":")[1]) for (worker,) in rows if worker}

    async def left_alone(self) -> set[int]:
        """Return who has blocked the bot and has no reminder to come."""
        gone = (
            select(learners.c.id)
            .join(reminder_rules)
            .where(learners.c.blocked_at.is_not(None), reminder_rules.c.next_due_at.is_(None))
        )
        return {who for (who,) in await self._rows(gone)}

    async def _rows(self, query: Select[Any]) -> list[Any]:
        def look() -> list[Any]:
            with self.engine.connect() as connection:
                return list(connection.execute(query))

        return await asyncio.to_thread(look)

    async def until(
        self,
        done: Callable[[], Awaitable[bool]],
        else_say: str,
        patience_s: float = PATIENCE_S,
        every_s: float = LOOK_EVERY_S,
    ) -> None:
        give_up = time.monotonic() + patience_s
        while not await done():
            assert time.monotonic() < give_up, f"{else_say}\n{self.log()}"
            await asyncio.sleep(every_s)

    def log(self) -> str:
        """Return the end of what the coaches have logged."""
        file = self.folder / "log.txt"
        return file.read_text()[-4_000:] if file.exists() else ""


async def _at_once(value: bool) -> bool:
    return value


@asynccontextmanager
async def world(folder: Path, url: str, *, seed: int = 0, rate: int = 30) -> AsyncIterator[World]:
    """Nobody is there yet, and no coach runs."""
    database, (writing, engine) = open_database(url), backend_of(url).engines()
    nursery = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.faults.child"),
        cwd=REPOSITORY,
        stdin=PIPE,
        stdout=PIPE,
    )
    clock = ClockAhead(NOON - datetime.now(UTC))
    async with FakeTelegram.open(seed) as telegram:
        opened = World(folder, url, telegram, database, engine, nursery, clock, rate)
        try:
            yield opened
        finally:
            for coach in opened.living:
                coach.kill()
            nursery.kill()
            await nursery.wait()
            database.close()
            engine.dispose()
            writing.dispose()
