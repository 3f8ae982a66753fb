"""The clock's work: claim what is due, post it, record what became of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import Any

import structlog
from prometheus_client import Counter

from bot.domain.content import Library
from bot.domain.timers import Timer
from bot.usecases import reminders, timers
from bot.usecases.outgoing import Message, Outbox, Posted, Prepare
from bot.usecases.ports import Clock, Database, Delivery, Tx
from bot.usecases.reminders import Goodbye, Outcome, Prompt

log = structlog.get_logger(__name__)

REMINDERS = Counter("steadyhand_reminders", "Occurrences that came to an end", ["outcome"])

IN_FLIGHT = 4  # scheduled requests at once: the most that a kill can double
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0  # before a delivery is tried again
TRIES = 3  # requests for one message that may end without an answer
ROOM = 200  # claimed and not yet sent; more stay due, so that pausing and the like still count


class Ticks:
    """What a tick finds is worked off by few senders, each waiting for its turn."""

    def __init__(self, db: Database, library: Library, clock: Clock, outbox: Outbox) -> None:
        self._db, self._library, self._clock, self._outbox = db, library, clock, outbox
        self._flight = asyncio.Semaphore(IN_FLIGHT)
        self._deliveries: set[int] = set()  # in hand
        self._timers: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()

    @property
    def is_idle(self) -> bool:
        return not self._tasks

    async def start(self) -> None:
        """Take up deliveries that an earlier run left unfinished."""
        self._take(await self._db.read(lambda tx: tx.reminders.unfinished()))

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

    async def tick(self) -> None:
        """Claim what is due now; called every second, and once a step of the time bar."""
        now = self._clock.now()
        for timer in await self._db.read(timers.ended, now):
            if timer.id not in self._timers:
                self._timers.add(timer.id)
                self._spawn(self._end(timer))
        more = True
        while more and len(self._deliveries) < ROOM:
            if not await self._db.read(lambda tx: tx.reminders.due(now, 1)):
                return
            claimed = await self._db.run(reminders.claim_due, now)
            for rule, error in claimed.broken:
                log.error("reminder postponed", rule=rule, error=error)
            self._take(claimed.deliveries)
            more = claimed.more

    def _take(self, deliveries: list[Delivery] | tuple[Delivery, ...]) -> None:
        for delivery in deliveries:
            if delivery.id not in self._deliveries:
                self._deliveries.add(delivery.id)
                self._spawn(self._deliver(delivery))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("delivery failed", exc_info=task.exception())

    async def _deliver(self, delivery: Delivery) -> None:
        def record(tx: Tx, posted: Posted) -> None:
            if posted.outcome:
                now = self._clock.now()
                reminders.record(tx, delivery.id, posted.outcome, posted.message, now)

        try:
            async with self._flight:
                if self._stopping.is_set():
                    return
                posted = await self._post(partial(self._prompt, delivery), record)
            REMINDERS.labels(posted.outcome or "not wanted").inc()
            log.info("reminder", outcome=posted.outcome, delivery=delivery.id)
        finally:
            self._deliveries.discard(delivery.id)

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

    def _prompt(self, delivery: Delivery, tx: Tx) -> Message | None:
        screen = reminders.begin(tx, self._library, delivery.id, self._clock.now())
        learner = tx.learners.get(delivery.learner)
        if screen is None or learner is None:
            return None
        plan = screen.view.plan.id if isinstance(screen, Prompt) else None
        silent = isinstance(screen, Goodbye)
        return Message(learner.id, learner.chat, screen, silent=silent, shows_plan=plan)

    def _time_up(self, timer: Timer, tx: Tx) -> Message | None:
        screen = timers.begin_end(tx, self._library, timer, self._clock.now())
        learner = tx.learners.get(timer.learner)
        if screen is None or learner is None:
            return None
        return Message(learner.id, learner.chat, screen, silent=False)
