"""The clock's work: claim what is due, post it, record what became of it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import socket
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog

from bot.clock.due_rule import REMINDERS, DueRule
from bot.clock.posting import Poster
from bot.domain.content import Library
from bot.domain.timers import Timer
from bot.usecases import reminders, timers
from bot.usecases.claims import CLAIM_AT_ONCE, claim_due
from bot.usecases.deliveries import Lease
from bot.usecases.outgoing import Message, Outbox, Outcome, Posted
from bot.usecases.ports import Clock, Database, DatabaseDown, Duty, Tx
from bot.usecases.reminders import Stock

log = structlog.get_logger(__name__)

IN_FLIGHT = 4  # scheduled requests at once: the most that a kill can double
ROOM = 200  # claimed and not yet sent; more stay due, so that pausing and the like still count
BEGUN_AT_ONCE = 10  # of what was claimed
BREATH_S = 0.002  # between two such lots, for whoever waits for a reply
USUAL_RATE = 30  # messages a second, for which these do; both grow with a higher rate


@dataclass(frozen=True, slots=True)
class Leases:
    """For how long what a worker holds is its own: what a dead one held is free after that."""

    claim: timedelta = timedelta(seconds=30)
    send: timedelta = timedelta(seconds=90)  # longer than any request may take


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at the database found to do."""

    timers: list[Timer]
    rules: bool
    deliveries: bool


def look(tx: Tx, now: datetime) -> Found:
    """See what is due, without taking anything."""
    rule, delivery = tx.rules.next_due_at(), tx.deliveries.next_at()
    return Found(
        timers.ended(tx, now),
        rules=rule is not None and rule <= now,
        deliveries=delivery is not None and delivery <= now,
    )


class Ticks:
    """What a tick finds is worked off by few senders, each waiting for its turn.

    Of several processes one at a time has the duty to send; what a dead one held is free when its
    leases end. `clock` may be moved by the local phone's time bar; leases are in `real` time.
    """

    def __init__(
        self,
        db: Database,
        stock: Stock,
        clock: Clock,
        outbox: Outbox,
        real: Clock,
        leases: Leases = Leases(),
        rate: float = USUAL_RATE,
    ) -> None:
        self._db, self._stock, self._clock = db, stock, clock
        self._real, self._leases = real, leases
        self._poster = Poster(db, outbox)
        self._worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._on_duty = False
        haste = max(rate / USUAL_RATE, 1.0)
        self._flight = asyncio.Semaphore(round(IN_FLIGHT * haste))
        self._most = round(ROOM * haste)
        self._rules: set[int] = set()  # in hand
        self._begun: set[int] = set()  # their deliveries
        self._deliveries: set[int] = set()  # others, by themselves
        self._timers: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def teach(self, library: Library) -> None:
        """Make reminders of another library from now on."""
        self._stock = replace(self._stock, library=library)

    @property
    def is_idle(self) -> bool:
        return not self._tasks

    async def close(self, patience: float) -> None:
        """Finish what is on its way within `patience` seconds; the rest is due at the next start.

        A request given up in mid-air would be made again then, and buzz twice.
        """
        self._poster.stop()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._on_duty:
            with contextlib.suppress(DatabaseDown):  # then they are free when their leases end
                await self._release()

    async def _release(self) -> None:
        def give_back(tx: Tx) -> None:
            tx.deliveries.release(self._worker)
            tx.rules.release(self._worker, self._clock.now())

        await self._db.run(give_back)

    async def tick(self) -> None:
        """Claim what is due now; called every second, and once a step of the time bar."""
        try:
            if await self._has_duty():
                await self._find_work()
        except DatabaseDown as error:  # what is due stays due
            log.warning("no tick without the database", error=str(error))

    async def _find_work(self) -> None:
        now = self._clock.now()
        found = await self._db.read(look, now)
        for timer in found.timers:
            if timer.id not in self._timers:
                self._timers.add(timer.id)
                self._spawn(self._end(timer))
        if found.deliveries and (room := self._room):
            lease = self._lease(self._leases.claim)
            self._take(await self._db.run_lease(lambda tx: tx.deliveries.take(now, lease, room)))
        if found.rules:
            await self._claim(now)

    async def _has_duty(self) -> bool:
        """Tell whether it is ours to send; a predecessor on a file of our own is surely dead."""
        has = await self._db.holds(Duty.BULK_BUDGET)
        if has and not self._on_duty and not self._db.is_shared:
            await self._db.run(self._inherit)
        had, self._on_duty = self._on_duty, has
        if had and not has:  # the connection broke, and another process was quicker
            await self._release()
        return has

    def _inherit(self, tx: Tx) -> None:
        tx.deliveries.inherit(self._worker)
        tx.rules.inherit(self._worker, self._clock.now())

    async def _claim(self, now: datetime) -> None:
        more = True
        while more and (room := min(self._room, CLAIM_AT_ONCE)):
            lease = self._lease(self._leases.claim)
            rules = await self._db.run_lease(claim_due, now, lease, room)
            for number, rule in enumerate(rules, 1):
                if rule not in self._rules:
                    self._rules.add(rule)
                    self._spawn(self._remind(rule))
                if number % BEGUN_AT_ONCE == 0:
                    await asyncio.sleep(BREATH_S)
            more = len(rules) == room

    @property
    def _room(self) -> int:
        return max(self._most - len(self._rules) - len(self._deliveries), 0)

    def _lease(self, length: timedelta) -> Lease:
        real = self._real.now()
        return Lease(self._worker, real, real + length)

    def _take(self, deliveries: Iterable[int]) -> None:
        for delivery in deliveries:
            if delivery not in self._deliveries | self._begun:
                self._deliveries.add(delivery)
                self._spawn(self._deliver(delivery))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("delivery failed", exc_info=task.exception())

    async def _remind(self, rule: int) -> None:
        due = DueRule(rule, self._begun)

        def prepare(tx: Tx) -> Message | None:
            if not self._on_duty:
                return None  # it stays due, and is for whoever has the duty now
            lease, now = self._lease(self._leases.send), self._clock.now()
            return due.begin(tx, lease, now, self._prompt)

        def record(tx: Tx, posted: Posted) -> Outcome | None:
            return due.record(tx, posted, self._record)

        try:
            outcome = await self._poster.post(prepare, record, self._flight)
            self._tell(due.delivery, outcome)
        finally:
            self._rules.discard(rule)
            due.let_go()

    async def _deliver(self, delivery: int) -> None:
        try:
            prepare, record = partial(self._prompt, delivery), partial(self._record, delivery)
            outcome = await self._poster.post(prepare, record, self._flight)
            self._tell(delivery, outcome)
        finally:
            self._deliveries.discard(delivery)

    def _tell(self, delivery: int | None, outcome: Outcome | None) -> None:
        if outcome is not Outcome.LATER:
            REMINDERS.labels(outcome or "not wanted").inc()
            log.info("reminder", outcome=outcome, delivery=delivery)

    async def _end(self, timer: Timer) -> None:
        def record(tx: Tx, posted: Posted) -> Outcome | None:
            if posted.outcome is not Outcome.LATER:
                tx.practice.stop_timer(timer.id)
            if posted.outcome is Outcome.GONE:
                reminders.mark_gone(tx, timer.learner, self._clock.now())
            return posted.outcome

        try:
            prepare = partial(self._time_up, timer)
            await self._poster.post(prepare, record, contextlib.nullcontext())  # somebody waits
        finally:
            self._timers.discard(timer.id)

    def _prompt(self, delivery: int, tx: Tx) -> Message | None:
        if not self._on_duty:
            return None  # it stays due, and is for whoever has the duty now
        lease, now = self._lease(self._leases.send), self._clock.now()
        return reminders.begin(tx, self._stock, lease, delivery, now)

    def _record(self, delivery: int, tx: Tx, posted: Posted) -> Outcome | None:
        if posted.outcome is None:
            return None
        return reminders.record(
            *(tx, delivery, self._worker, posted.outcome, posted.message, self._clock.now()),
            in_doubt=posted.in_doubt,
        )

    def _time_up(self, timer: Timer, tx: Tx) -> Message | None:
        screen = timers.begin_end(tx, self._stock.library, timer, self._clock.now())
        learner = tx.learners.get(timer.learner)
        if screen is None or learner is None:
            return None
        return Message(learner.id, learner.chat, screen, silent=False)
