"""The outbox: what was committed leaves here, paced, in order within a chat, and is never lost.

Replies were written to the database in the transaction of the change they tell of; they are taken
off it once Telegram has them. A kill in between sends them at the next start.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import zip_longest
from typing import Any
from weakref import WeakValueDictionary

import structlog
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.calls import Call, ToastCall
from bot.chat.counters import MESSAGES
from bot.chat.pace import Pace
from bot.chat.picture_posts import PicturePosts
from bot.chat.requests import NEVER_LEFT
from bot.chat.service import Service
from bot.chat.sheet_posts import SheetPosts
from bot.chat.uploads import Uploads
from bot.chat.wire import Wire
from bot.usecases import reminders
from bot.usecases.outgoing import Outcome, Posted, Prepare
from bot.usecases.pictures import Pictures, Sheets
from bot.usecases.ports import OutboxRow, Tx

log = structlog.get_logger(__name__)

GONE = ("chat not found", "user is deactivated", "bot was blocked", "bot can't initiate")
REPLY_LASTS = timedelta(hours=24)
FIRST_BACKOFF_S, LONGEST_BACKOFF_S = 0.5, 30.0
AGAIN = frozenset({Outcome.LATER, Outcome.UNKNOWN})
UNANSWERED_TRIES = 3  # requests that may have arrived before we stop asking again
BEGINNING = 4  # scheduled messages that are made side by side: what others write waits for so many
FLUSH_S = 0.3  # edits are taken off the database together


@dataclass(frozen=True, slots=True)
class Sent:
    """A reply that is done with: sent as a new message, changed in place, or given up."""

    row: OutboxRow
    call: Call | None = None
    message: int | None = None  # the new message's id


class Outbox:
    """Sends committed replies, and scheduled messages by the same pace."""

    def __init__(
        self, service: Service, wire: Wire, pictures: Pictures, sheets: Sheets, rate: float
    ) -> None:
        self._service, self._wire = service, wire
        self._db, self._clock = service.db, service.clock
        self.uploads = uploads = Uploads(service.db, pictures, service.bot)
        self._pictures = PicturePosts(service, wire, uploads)
        self._sheets = SheetPosts(service, wire, uploads, sheets)
        self._pace = Pace(rate)
        self._lanes: dict[int, deque[OutboxRow]] = {}
        self._calls: dict[int, Call] = {}  # what rows in the lanes hold, so far as it is known
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[None]] = set()
        self._sent: list[Sent] = []  # until that is written down
        self._writing_down = asyncio.Lock()
        self._posting = 0
        self._beginning = asyncio.Semaphore(BEGINNING)
        self._stopping = False

    async def start(self) -> None:
        """Send what an earlier run, or another process, committed and did not get out."""
        waiting = await self._db.run(lambda tx: tx.outbox.waiting())
        in_hand = {row.id for lane in self._lanes.values() for row in lane} | {
            sent.row.id for sent in self._sent
        }
        self.enqueue(row for row in waiting if row.id not in in_hand)

    def enqueue(self, rows: Iterable[OutboxRow], calls: Iterable[Call] = ()) -> None:
        """Take committed replies; each chat's leave in order. `calls`, where they are at hand, are
        what the rows hold."""
        for row, call in zip_longest(rows, calls):
            if call is not None:
                self._calls[row.id] = call
            lane = self._lanes.get(row.chat)
            if lane is not None:
                lane.append(row)
            else:
                self._lanes[row.chat] = deque([row])
                self._spawn(self._drive(row.chat))

    def toast(self, toast: ToastCall) -> None:
        """Answer a tap, outside the pace: it is no message."""
        self._spawn(self._wire.toast(toast))

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is waiting or on its way."""
        return not self._lanes and not self._tasks and not self._posting and not self._sent

    async def close(self, patience: float) -> None:
        """Finish what is in hand within `patience` seconds; the rest waits in the database."""
        self._stopping = True
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=patience)
            for task in late:
                task.cancel()
        await self._flush()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drive(self, chat: int) -> None:
        """Send one chat's replies until there are none left."""
        lane = self._lanes[chat]
        try:
            while lane and not self._stopping:
                async with self._lock(chat):
                    await self._reply(lane[0])
                self._calls.pop(lane.popleft().id, None)
        finally:
            for row in self._lanes.pop(chat):
                self._calls.pop(row.id, None)
        if self._sent:
            await asyncio.sleep(FLUSH_S if not self._stopping else 0)
            await self._flush()

    def _lock(self, chat: int) -> asyncio.Lock:
        """Return the chat's lock, which lives as long as somebody holds or awaits it."""
        return self._locks.setdefault(chat, asyncio.Lock())

    async def _reply(self, row: OutboxRow) -> None:
        """Send a reply; a fault of ours must not stop this chat's later ones."""
        call, posted = None, Posted(None)
        try:
            if self._clock.now() - row.created_at <= REPLY_LASTS:
                call = self._calls.get(row.id) or Call.from_json(row.payload)
                posted = await self._send_reply(call)
            if posted.outcome is Outcome.GONE:
                await self._drop_waiting(row)
        except Exception:
            log.exception("reply not sent", row=row.id)
        self._sent.append(Sent(row, call, posted.message))
        if posted.message is not None:
            await self._flush()

    async def _drop_waiting(self, row: OutboxRow) -> None:
        """Leave somebody in peace who is gone."""
        lane = self._lanes[row.chat]
        while len(lane) > 1:
            self._sent.append(Sent(lane.pop()))
            self._calls.pop(self._sent[-1].row.id, None)
        if row.learner is not None:
            await self._db.run(reminders.mark_gone, row.learner, self._clock.now())

    async def _flush(self) -> None:
        """Take replies off that are done with, and note the new messages among them.

        What is sent while one transaction is under way gathers for the next.
        """
        async with self._writing_down:
            sent = self._sent.copy()
            if not sent:
                return
            try:
                await self._db.run_first(_note, sent)
            except Exception:  # they are taken off with the next ones, rather than sent again
                log.exception("replies not taken off", rows=len(sent))
            else:
                del self._sent[: len(sent)]

    async def post(self, prepare: Prepare) -> Posted:
        """Wait for a turn behind all replies, then send what `prepare` returns."""
        self._posting += 1
        try:
            await self._pace.turn(urgent=False)
            if self._stopping:
                return Posted(Outcome.LATER)
            async with self._beginning:
                await self._service.attention.free()
                message = await self._db.run_patiently(prepare)
            if message is None:
                return Posted(None)
            await self._service.attention.free()
            if self._pace.is_held or message.chat in self._lanes:
                return Posted(Outcome.LATER)  # Telegram, or somebody who is being answered, first
            call = self._service.wording.call(message.chat, message.screen, silent=message.silent)
            async with self._lock(message.chat):
                posted = await self._try(call)
            await self._service.attention.free()  # before it is written down
            return posted
        finally:
            self._posting -= 1

    async def _send_reply(self, call: Call) -> Posted:
        """Send a reply until there is an outcome: a person waits for it."""
        backoff, unanswered = FIRST_BACKOFF_S, 0
        while True:
            await self._pace.turn(urgent=True, messages=call.messages)
            posted = await self._try(call)
            unanswered += posted.outcome is Outcome.UNKNOWN
            if posted.outcome not in AGAIN or unanswered >= UNANSWERED_TRIES:
                return posted
            await asyncio.sleep(posted.wait or backoff)
            backoff = min(backoff * 2, LONGEST_BACKOFF_S)

    async def _try(self, call: Call) -> Posted:
        """Make one request and count what became of it."""
        posted = await self._named(call)
        MESSAGES.labels(posted.outcome).inc()
        return posted

    async def _named(self, call: Call) -> Posted:
        """Make one request and name what became of it."""
        try:
            return await self._once(call)
        except RetryAfter as error:
            seconds = _seconds(error)
            self._pace.hold(seconds)
            return Posted(Outcome.LATER, wait=seconds)
        except ChatMigrated as moved:
            return await self._once(replace(call, chat=moved.new_chat_id))
        except Forbidden:
            return Posted(Outcome.GONE)
        except (BadRequest, InvalidToken) as error:  # to PTB, a 404 is an invalid token
            if any(phrase in error.message.lower() for phrase in GONE):
                return Posted(Outcome.GONE)
            log.error("message refused", error=error.message, units=len(call.text))
            return Posted(Outcome.REFUSED)
        except TelegramError as error:  # what is not known to last is passing
            log.warning("sending later", error=type(error).__name__)
            if isinstance(error.__cause__, NEVER_LEFT):
                return Posted(Outcome.LATER)
            unanswered = isinstance(error, TimedOut)
            return Posted(Outcome.UNKNOWN if unanswered else Outcome.LATER, in_doubt=True)

    async def _once(self, call: Call) -> Posted:
        if call.message is not None:
            return Posted(Outcome.SENT, await self._wire.change(call))
        await self._pace.chat_turn(call.chat, call.messages)
        if call.sheet is not None:
            return Posted(Outcome.SENT, await self._sheets.send(call))
        if call.album:
            return Posted(Outcome.SENT, await self._pictures.send_album(call))
        return Posted(Outcome.SENT, await self._pictures.send(call))


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _note(tx: Tx, sent: list[Sent]) -> None:
    tx.outbox.remove([each.row.id for each in sent])
    for row, call, message in ((each.row, each.call, each.message) for each in sent):
        if call is None or message is None:
            continue
        if call.shows_plan is not None:
            tx.plans.shown(call.shows_plan, message)
        if call.shows_done is not None:
            tx.practice.shown(call.shows_done, message)
        if call.card is not None and row.learner is not None:
            tx.conversation.card_shown(row.learner, call.card, message)
