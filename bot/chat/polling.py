"""Our own polling loop: the offset moves on only after the updates before it were committed.

A kill loses no tap: what was not acknowledged comes again, and what was already committed is then
a no-op. Updates of different chats run side by side, those of one chat in order.

Of several processes on one database one at a time polls, and sends the replies that wait there.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chat.incoming import Incoming, read
from bot.chat.outbox import Outbox
from bot.chat.service import Service
from bot.chat.wire import Wire
from bot.usecases.ports import DatabaseDown, Duty

log = structlog.get_logger(__name__)

FIRST_BACKOFF_S = 0.5
LONGEST_BACKOFF_S = 30.0
CONFLICT_S = 5.0
STANDBY_S = 2.0  # before asking again whether the process that polls is no more
STOP_WITHIN_S = 2.0  # what is not committed by then comes again at the next start
NOT_FOUND = "not found"  # 404 is InvalidToken to PTB, but of a token that worked it tells nothing


class SignedOut(Exception):
    """Telegram no longer knows the token."""


class Polling:
    """Fetches updates and has them served."""

    def __init__(self, service: Service, wire: Wire, outbox: Outbox) -> None:
        self._service, self._wire, self._outbox = service, wire, outbox
        self._at_rest = asyncio.Event()  # no batch is being served
        self._at_rest.set()
        self._on_duty = False

    @property
    def is_idle(self) -> bool:
        return self._at_rest.is_set()

    async def run(self) -> None:
        """Poll for ever; only a token that is refused ends it, with SignedOut."""
        offset: int | None = None
        backoff = FIRST_BACKOFF_S
        while True:
            try:
                if not await self._has_duty():
                    offset = None
                    await asyncio.sleep(STANDBY_S)
                    continue
                updates = await self._wire.updates(offset)
                await self._serve(updates)
            except Exception as error:  # whatever it is, nothing was acknowledged
                if isinstance(error, InvalidToken) and NOT_FOUND not in error.message.lower():
                    raise SignedOut(error.message) from error
                wait = _wait(error, backoff)
                log.warning("polling again", error=type(error).__name__, after=wait)
                await asyncio.sleep(wait)
                backoff = min(backoff * 2, LONGEST_BACKOFF_S)
                continue
            backoff = FIRST_BACKOFF_S
            if updates:
                offset = max(update["update_id"] for update in updates) + 1

    async def _has_duty(self) -> bool:
        """Tell whether it is ours to poll; what another process left unsent is ours with it."""
        if not await self._service.db.holds(Duty.POLLING):
            self._on_duty = False
        elif not self._on_duty:
            await self._outbox.start()
            self._on_duty = True
        return self._on_duty

    async def stop(self, task: asyncio.Task[None]) -> None:
        """Ask for no more updates; what is being served is finished."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_WITHIN_S):
                if not task.done():
                    await self._at_rest.wait()
        task.cancel()
        await asyncio.wait({task})

    async def _serve(self, updates: list[dict[str, Any]]) -> None:
        """Serve a batch; return when all of it is committed, and raise if any of it is not."""
        by_chat: dict[int, list[Incoming]] = defaultdict(list)
        for raw in updates:
            if incoming := _read(raw):
                by_chat[incoming.chat].append(incoming)
        self._at_rest.clear()
        try:
            served = await asyncio.gather(
                *(self._in_order(chat) for chat in by_chat.values()), return_exceptions=True
            )
        finally:
            self._at_rest.set()
        for error in served:
            if isinstance(error, BaseException):
                raise error

    async def _in_order(self, deeds: list[Incoming]) -> None:
        for incoming in deeds:
            served = await self._service.serve(incoming)
            if served.toast:
                self._outbox.toast(served.toast)
            self._outbox.enqueue(served.rows, served.calls)


def _read(update: dict[str, Any]) -> Incoming | None:
    """Read an update; one that lacks what it should have must not stop those after it."""
    try:
        return read(update)
    except Exception as error:  # noqa: BLE001 — whatever a newer server sends, we go on
        log.warning("unreadable update", error=type(error).__name__)
        return None


def _wait(error: Exception, backoff: float) -> float:
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return float(wait if isinstance(wait, int | float) else wait.total_seconds())
    if isinstance(error, Conflict):
        log.error("another process polls with this token")
        return CONFLICT_S
    if isinstance(error, DatabaseDown):
        log.warning("waiting for the database", error=str(error))
    elif not isinstance(error, TelegramError):
        log.error("update not served", exc_info=error)
    return backoff
