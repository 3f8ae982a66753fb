"""A Bot API server for measuring: it hands out prepared updates as Telegram does, answers
everything, counts, and looks whether each chat is answered in order."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

from bot.app import PHONE_TOKEN

MOST_UPDATES = 100  # in one answer, as Telegram has it
BOT = int(PHONE_TOKEN.partition(":")[0])
BOT_USER = {
    "id": BOT,
    "is_bot": True,
    "first_name": "Steadyhand",
    "username": "steadyhand_bot",
}
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One update, and what the one message that answers it must hold."""

    chat: int
    update: Mapping[str, Any]  # without its id
    answer: str


@dataclass(frozen=True, slots=True)
class Answered:
    """How a number of updates was answered."""

    seconds: float  # from the first update handed out to the last request that answers one
    faults: tuple[str, ...]  # answers out of order, or to nothing


def person(chat: int) -> dict[str, Any]:
    return {"id": chat, "is_bot": False, "first_name": "Alice", "language_code": "en"}


def private(chat: int) -> dict[str, Any]:
    return {"id": chat, "type": "private", "first_name": "Alice"}


@dataclass
class FakeTelegram:
    """The server's side of one bot."""

    url: str = ""
    is_polled: asyncio.Event = field(default_factory=asyncio.Event)
    _delays: Iterator[float] = field(default_factory=lambda: itertools.repeat(0.0))
    _waiting: deque[Answer] = field(default_factory=deque)
    _expected: dict[int, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    _queries: set[str] = field(default_factory=set)
    _faults: list[str] = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _all_answered: asyncio.Event = field(default_factory=asyncio.Event)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1_000))
    _left: int = 0
    _began: float = 0.0
    _ended: float = 0.0

    async def hand_out(
        self, asked: Sequence[Asked], delays: Iterator[float] | None = None, patience: float = 60.0
    ) -> Answered:
        """Let the bot have these updates; return once all are answered.

        `delays` are the seconds that each request but getUpdates takes, one after another.
        Raises TimeoutError when it takes longer than `patience` seconds.
        """
        self._delays = delays or itertools.repeat(0.0)
        self._began, self._left = 0.0, len(asked)
        self._all_answered.clear()
        for each in asked:
            self._expected[each.chat].append(each.answer)
            if query := each.update.get("callback_query"):
                self._queries.add(query["id"])
            self._waiting.append({"update_id": next(self._numbers), **each.update})
        self._changed.set()
        async with asyncio.timeout(patience):
            await self._all_answered.wait()
        faults, self._faults = tuple(self._faults), []
        return Answered(self._ended - self._began, faults)

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        method = request.path.rpartition("/")[2]
        given = {name: str(value) for name, value in (await request.post()).items()}
        if method == "getUpdates":
            return _ok(await self._poll(given))
        if delay := next(self._delays):
            await asyncio.sleep(delay)  # on its way: of two at once the later may arrive first
        result = _METHODS.get(method, _yes)(self, given)
        self._ended = time.perf_counter()
        if not self._left and not self._queries:
            self._all_answered.set()
        return _ok(result)

    async def _poll(self, given: Mapping[str, str]) -> list[Answer]:
        offset = int(given.get("offset", 0))
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()
        self.is_polled.set()
        if not self._waiting:
            self._changed.clear()
            try:
                async with asyncio.timeout(float(given.get("timeout", 0))):
                    await self._changed.wait()
            except TimeoutError:
                return []
        self._began = self._began or time.perf_counter()
        return list(itertools.islice(self._waiting, MOST_UPDATES))

    def answered(self, given: Mapping[str, str]) -> Answer:
        """Take a message that was sent or changed; return it as Telegram would."""
        chat, text = int(given["chat_id"]), given.get("text") or given.get("caption", "")
        expected = self._expected[chat].popleft() if self._expected[chat] else None
        self._left -= expected is not None
        if expected is None or expected not in text:
            self._faults.append(f"chat {chat}: {text[:60]!r} where {expected!r} was expected")
        number = int(given.get("message_id", 0)) or next(self._numbers)
        message = {"message_id": number, "from": BOT_USER, "chat": private(chat), "date": 1}
        media = {name: made(given[name]) for name, made in _MEDIA.items() if name in given}
        message["caption" if media else "text"] = text
        for name in ("entities", "caption_entities", "reply_markup"):
            if name in given:
                message[name] = json.loads(given[name])
        return message | media

    def toasted(self, given: Mapping[str, str]) -> bool:
        """Take the answer to a tap."""
        self._queries.discard(given["callback_query_id"])
        return True

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Self]:
        """Serve on a free port of this machine."""
        telegram = cls()
        runner = web.ServerRunner(
            web.Server(telegram.answer, access_log=None), shutdown_timeout=0.1
        )
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        telegram.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield telegram
        finally:
            await runner.cleanup()


def _me(_: FakeTelegram, __: Mapping[str, str]) -> Answer:
    return BOT_USER | {"can_join_groups": True, "can_read_all_group_messages": False}


def _yes(_: FakeTelegram, __: Mapping[str, str]) -> bool:
    return True


_METHODS: dict[str, Callable[[FakeTelegram, Mapping[str, str]], Any]] = {
    "getMe": _me,
    "sendMessage": FakeTelegram.answered,
    "sendPhoto": FakeTelegram.answered,
    "sendAnimation": FakeTelegram.answered,
    "editMessageText": FakeTelegram.answered,
    "answerCallbackQuery": FakeTelegram.toasted,
}


def _photo(file_id: str) -> list[Answer]:
    """One picture in Telegram's three sizes."""
    return [
        {"file_id": f"{file_id}-{width}", "file_unique_id": str(width)}
        | {"width": width, "height": width, "file_size": width * 100}
        for width in (90, 320, 1080)
    ]


def _film(file_id: str) -> Answer:
    """An animation as Telegram keeps it."""
    return {
        "file_id": f"{file_id}-film",
        "file_unique_id": "film",
        "duration": 8,
        "width": 640,
        "height": 640,
        "mime_type": "video/mp4",
        "file_size": 200_000,
    }


_MEDIA: dict[str, Callable[[str], Any]] = {"photo": _photo, "animation": _film}


def _ok(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})
