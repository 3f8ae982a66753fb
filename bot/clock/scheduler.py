"""APScheduler wakes us once a second, and that is all it does.

Due times live in an indexed column (see DECISIONS.md): a restart finds them there, a change of zone
or clock moves them, and no job list has to be rebuilt.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.usecases.ports import DatabaseDown

log = structlog.get_logger(__name__)

TICK_S = 1


class FromNow(BaseTrigger):  # type: ignore[misc] # APScheduler has no types
    """Due a tick from now, however long ago the last one was.

    An interval would list every missed second after the system's clock was set forward by years,
    as on a machine without a battery for it.
    """

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Return the next moment; the last one does not matter."""
        return now + timedelta(seconds=TICK_S)


class Scheduler:
    """A few process-wide jobs. A slow tick delays the next one and never piles up."""

    def __init__(self, tick: Callable[[], Awaitable[None]]) -> None:
        self._tick = tick
        self._in_hand: asyncio.Future[None] | None = None
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_job(
            self._run,
            FromNow(),
            id="tick",
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        self._scheduler.start()

    async def stop(self) -> None:
        """Start no new tick, and return when the one in hand is done."""
        self._scheduler.shutdown(wait=False)
        if self._in_hand:
            await asyncio.gather(self._in_hand, return_exceptions=True)

    async def _run(self) -> None:
        """Tick; APScheduler cancels its jobs at a stop, which must not cut a tick in two."""
        self._in_hand = asyncio.ensure_future(self._tick())
        with contextlib.suppress(asyncio.CancelledError):
            try:
                await asyncio.shield(self._in_hand)
            except DatabaseDown as error:
                log.warning("waiting for the database", error=str(error))
