"""The clock's work: claim what is due, post it, record what became of it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import socket
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from prometheus_client import Counter

from bot.domain.timers import Timer
from bot.usecases import reminders, timers
from bot.usecases.claims import CLAIM_AT_ONCE, claim_due
from bot.usecases.deliveries import Lease
from bot.usecases.outgoing import Message, Outbox, Posted, Prepare
from bot.usecases.ports import Clock, Database, Duty, Tx
from bot.usecases.reminders import Outcome, Prompt, Stock

log = structlog.get_logger(__name__)

REMINDERS = Counter("steadyhand_reminders", "Occurrences that came to an end", ["outcome"])

IN_FLIGHT = 4  # scheduled requests at once: the most that a kill can double
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0  # before a delivery is tried again
TRIES = 3  # requests for one message that may end without an answer
ROOM = 200  # claimed and not yet sent; more stay due, so that pausing and the like still count
CLAIM_LEASE = timedelta(seconds=30)  # a dead worker's claims are free after this
SEND_LEASE = timedelta(seconds=90)  # longer than any request may take


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
        self, db: Database, stock: Stock, clock: Clock, outbox: Outbox, real: Clock
    ) -> None:
        self._db, self._stock, self._clock, self._outbox, self._real = (
            db,
            stock,
            clock,
            outbox,
            real,
        )
        self._worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._on_duty = False
        self._flight = asyncio.Semaphore(IN_FLIGHT)
        self._deliveries: set[int] = set()  # in hand
        self._timers: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()

    @property
    def is_idle(self) -> bool:
        return not self._tasks

    async def close(self, patience: float) -> None:
        """Finish what is on its way within `patience` seconds; the rest is due at the next start.

        A request given up in mid-air would be made again then, and buzz twice.
        """
        self._stopping.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._on_duty:
            await self._db.run(lambda tx: tx.deliveries.release(self._worker))

    async def tick(self) -> None:
        """Claim what is due now; called every second, and once a step of the time bar."""
        if not await self._has_duty():
            return
        now = self._clock.now()
        found = await self._db.read(look, now)
        for timer in found.timers:
            if timer.id not in self._timers:
                self._timers.add(timer.id)
                self._spawn(self._end(timer))
        if found.deliveries and (room := self._room):
            lease = self._lease(CLAIM_LEASE)
            self._take(await self._db.run(lambda tx: tx.deliveries.take(now, lease, room)))
        if found.rules:
            await self._claim(now)

    async def _has_duty(self) -> bool:
        """Tell whether it is ours to send; a predecessor on a file of our own is surely dead."""
        had, self._on_duty = self._on_duty, await self._db.holds(Duty.BULK_BUDGET)
        if self._on_duty and not had and not self._db.is_shared:
            await self._db.run(lambda tx: tx.deliveries.inherit(self._worker))
        return self._on_duty

    async def _claim(self, now: datetime) -> None:
        more = True
        while more and (room := min(self._room, CLAIM_AT_ONCE)):
            claimed = await self._db.run(claim_due, now, self._lease(CLAIM_LEASE), room)
            for rule, error in claimed.broken:
                log.error("reminder postponed", rule=rule, error=error)
            REMINDERS.labels("missed").inc(claimed.missed)
            self._take(claimed.deliveries)
            more = claimed.more

    @property
    def _room(self) -> int:
        return max(ROOM - len(self._deliveries), 0)

    def _lease(self, length: timedelta) -> Lease:
        real = self._real.now()
        return Lease(self._worker, real, real + length)

    def _take(self, deliveries: Iterable[int]) -> None:
        for delivery in deliveries:
            if delivery not in self._deliveries:
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

    async def _deliver(self, delivery: int) -> None:
        def record(tx: Tx, posted: Posted) -> None:
            if posted.outcome:
                now = self._clock.now()
                reminders.record(tx, delivery, self._worker, posted.outcome, posted.message, now)

        try:
            async with self._flight:
                if self._stopping.is_set():
                    return
                posted = await self._post(partial(self._prompt, delivery), record)
            REMINDERS.labels(posted.outcome or "not wanted").inc()
            log.info("reminder", outcome=posted.outcome, delivery=delivery)
        finally:
            self._deliveries.discard(delivery)

    async def _end(self, timer: Timer) -> None:
        def record(tx: Tx, posted: Posted) -> None:
            if posted.outcome is not Outcome.LATER:
                tx.practice.stop_timer(timer.id)
            if posted.outcome is Outcome.GONE:
                reminders.mark_gone(tx, timer.learner, self._clock.now())

        try:
            await self._post(partial(self._time_up, timer), record)
        finally:
            self._timers.discard(timer.id)

    async def _post(self, prepare: Prepare, record: Callable[[Tx, Posted], None]) -> Posted:
        """Post until there is an outcome; each try asks anew whether it is still wanted."""
        unanswered, pause = 0, FIRST_PAUSE_S
        while True:
            posted = await self._outbox.post(prepare)
            unanswered += posted.outcome is Outcome.UNKNOWN
            if posted.outcome is Outcome.UNKNOWN and unanswered < TRIES:
                posted = replace(posted, outcome=Outcome.LATER)  # rather twice than never
            await self._db.run(record, posted)
            if posted.outcome is not Outcome.LATER:
                return posted
            if await self._stopped_within(pause):
                return posted
            pause = min(2 * pause, LONGEST_PAUSE_S)

    async def _stopped_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        return self._stopping.is_set()

    def _prompt(self, delivery: int, tx: Tx) -> Message | None:
        lease, now = self._lease(SEND_LEASE), self._clock.now()
        screen = reminders.begin(tx, self._stock, lease, delivery, now)
        kept = tx.deliveries.get(delivery)
        learner = tx.learners.get(kept.learner) if kept else None
        if screen is None or learner is None:
            return None
        plan = screen.view.plan.id if isinstance(screen, Prompt) else None
        silent = not (isinstance(screen, Prompt) and screen.buzz)
        return Message(learner.id, learner.chat, screen, silent=silent, shows_plan=plan)

    def _time_up(self, timer: Timer, tx: Tx) -> Message | None:
        screen = timers.begin_end(tx, self._stock.library, timer, self._clock.now())
        learner = tx.learners.get(timer.learner)
        if screen is None or learner is None:
            return None
        return Message(learner.id, learner.chat, screen, silent=False)
