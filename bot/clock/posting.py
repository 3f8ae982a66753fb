"""Getting one message out: post it, write down what came of it, and try again where that is of use.

What was sent and not written down would be sent again. So while the database is down, what is to
be written down waits here, and nothing else is sent in its place.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import structlog

from bot.usecases.outgoing import Outbox, Outcome, Posted, Prepare
from bot.usecases.ports import Database, DatabaseDown, Tx

T = TypeVar("T")
Record = Callable[[Tx, Posted], Outcome | None]
log = structlog.get_logger(__name__)

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0  # before a message is tried again
TRIES = 3  # requests for one message that may end without an answer
DATABASE_PAUSE_S = 0.5  # before it is asked again while it is down


class Poster:
    """Posts messages that nobody's tap asked for."""

    def __init__(self, db: Database, outbox: Outbox) -> None:
        self._db, self._outbox = db, outbox
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Begin nothing new."""
        self._stopping.set()

    async def post(
        self, prepare: Prepare, record: Record, slot: AbstractAsyncContextManager[Any]
    ) -> Outcome | None:
        """Post until there is an outcome; each try asks anew whether it is still wanted.

        A try takes up `slot` until it is written down, and pauses leave it to others. `record`
        returns what it wrote down; with Outcome.LATER there is another try.
        """
        unanswered, pause = 0, FIRST_PAUSE_S
        while True:
            async with slot:
                if self._stopping.is_set():
                    return Outcome.LATER
                posted = await self._through_outages(partial(self._outbox.post, prepare))
                unanswered += posted.outcome is Outcome.UNKNOWN
                if posted.outcome is Outcome.UNKNOWN and unanswered < TRIES:
                    posted = replace(posted, outcome=Outcome.LATER)  # rather twice than never
                outcome = await self._through_outages(
                    partial(self._db.run_patiently, record, posted)
                )
            if outcome is not Outcome.LATER or await self._stopped_within(pause):
                return outcome
            pause = min(2 * pause, LONGEST_PAUSE_S)

    async def _through_outages(self, step: Callable[[], Awaitable[T]]) -> T:
        """Repeat a step until the database is there; one that failed for its sake did nothing."""
        while True:
            try:
                return await step()
            except DatabaseDown as error:
                log.warning("waiting for the database", error=str(error))
            await asyncio.sleep(DATABASE_PAUSE_S)

    async def _stopped_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        return self._stopping.is_set()
