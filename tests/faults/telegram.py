"""A Bot API server for faults: it writes down what arrives and when, takes its time as a network
does, and answers badly by a plan.

A request takes 20 to 80 ms, half of it on the way there: what is cut off in that half never
arrives, and what is cut off after it has arrived without anybody being told.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Container
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from aiohttp import web

TOKEN = "1000000007:faults"
QUICKEST_S, SLOWEST_S = 0.02, 0.08
NEVER_S = 3_600.0
BOT_USER = {"id": 1000000007, "is_bot": True, "first_name": "Faults", "username": "faults_bot"}
WORDS = ("sendMessage", "sendPhoto")


class Answer(StrEnum):
    """What a request that says something comes to."""

    OK = "ok"
    WAIT = "429"
    ERROR = "500"
    GATEWAY = "502"
    RESET_BEFORE = "reset before it arrived"
    RESET_AFTER = "reset after it arrived"
    HALF = "half an answer"
    SILENCE = "arrived, but no answer in time"
    NO_CHAT = "400 chat not found"
    UNREADABLE = "400 can't parse entities"
    BLOCKED = "403"


ARRIVES = {Answer.OK, Answer.RESET_AFTER, Answer.HALF, Answer.SILENCE}
_REFUSALS = {
    Answer.ERROR: (500, "Internal Server Error"),
    Answer.NO_CHAT: (400, "Bad Request: chat not found"),
    Answer.UNREADABLE: (400, "Bad Request: can't parse entities: unexpected end"),
    Answer.BLOCKED: (403, "Forbidden: bot was blocked by the user"),
}


@dataclass(slots=True)
class Request:
    """One request that says something, at `time.monotonic()`."""

    chat: int
    life: int  # how many lives of coaches had ended when it came
    came_at: float
    arrived_at: float | None = None
    answered_at: float | None = None
    told_to_wait_s: float = 0.0
    is_cut_off: bool = False


Strike = Callable[[str, Request], Awaitable[None]]


async def _spare(_: str, __: Request) -> None:
    """Let a request go on."""


@dataclass
class FakeTelegram:
    """The server's side of one bot, and of everybody who talks to it."""

    chance: random.Random
    url: str = ""
    lives: int = 0
    requests: list[Request] = field(default_factory=list)
    plan: dict[int, deque[Answer]] = field(default_factory=dict)  # by chat; then all is well
    strike: Strike = _spare  # awaited as a request is "received", and as a message "arrived"
    conflicts: int = 0
    polls: int = 0
    _updates: deque[dict[str, Any]] = field(default_factory=deque)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _polling: int = 0
    _number: int = 1_000

    def says(self, person: int, text: str) -> None:
        """Somebody writes to the bot."""
        self._number += 1
        who = {"id": person, "is_bot": False, "first_name": "Alice"}
        message = {"message_id": self._number, "from": who, "chat": _chat(person), "date": 1}
        self._updates.append({"update_id": self._number, "message": message | {"text": text}})
        self._changed.set()

    def spare(self) -> None:
        """Let every request go on."""
        self.strike = _spare

    def cut_off(self, chats: Container[int]) -> set[int]:
        """Let what is still on its way to these people never arrive.

        A process that is killed takes a while until its connections are closed. Returns whose
        messages were received and not answered yet.
        """
        open_ones = [each for each in self.requests if not each.answered_at and each.chat in chats]
        for request in open_ones:
            request.is_cut_off = True
        return {each.chat for each in open_ones}

    @property
    def arrivals(self) -> dict[int, list[Request]]:
        """Return what arrived, by person, in order."""
        arrived: dict[int, list[Request]] = defaultdict(list)
        for request in self.requests:
            if request.arrived_at is not None:
                arrived[request.chat].append(request)
        return arrived

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        method = request.path.rpartition("/")[2]
        given = {name: str(value) for name, value in (await request.post()).items()}
        if method == "getUpdates":
            return await self._poll(given)
        if method not in WORDS:
            return _ok(BOT_USER if method == "getMe" else True)
        said = Request(int(given["chat_id"]), self.lives, time.monotonic())
        self.requests.append(said)
        try:
            return await self._said(request, said, given)
        finally:
            said.answered_at = time.monotonic()

    async def _said(
        self, request: web.BaseRequest, said: Request, given: dict[str, str]
    ) -> web.StreamResponse:
        planned = self.plan.get(said.chat)
        answer = planned.popleft() if planned else Answer.OK
        half = self.chance.uniform(QUICKEST_S, SLOWEST_S) / 2
        await self.strike("received", said)
        await asyncio.sleep(half)
        if answer in ARRIVES and not said.is_cut_off:
            said.arrived_at = time.monotonic()
            await self.strike("arrived", said)
        await asyncio.sleep(half)
        return await self._answered(request, said, answer, given)

    async def _answered(
        self, request: web.BaseRequest, said: Request, answer: Answer, given: dict[str, str]
    ) -> web.StreamResponse:
        match answer:
            case Answer.OK:
                self._number += 1
                message = {"message_id": self._number, "date": 1, "chat": _chat(said.chat)}
                return _ok(message | {"text": given.get("text", "")})
            case Answer.WAIT:
                said.told_to_wait_s = self.chance.randint(1, 3)
                more = {"parameters": {"retry_after": said.told_to_wait_s}}
                return _refused(429, "Too Many Requests", **more)
            case Answer.GATEWAY:
                return web.Response(text="<html>Bad Gateway</html>", status=502)
            case Answer.SILENCE:
                await asyncio.sleep(NEVER_S)
            case Answer.HALF:
                half = web.StreamResponse(headers={"Content-Length": "500"})
                await half.prepare(request)
                await half.write(b'{"ok":true,"result":{"mess')
            case _ if answer in _REFUSALS:
                return _refused(*_REFUSALS[answer])
        assert request.transport
        request.transport.abort()
        return web.Response()

    async def _poll(self, given: dict[str, str]) -> web.StreamResponse:
        if self._polling:
            self.conflicts += 1
            return _refused(409, "Conflict: terminated by other getUpdates request")
        self._polling += 1
        self.polls += 1
        try:
            offset = int(given.get("offset", 0))
            while self._updates and self._updates[0]["update_id"] < offset:
                self._updates.popleft()
            if not self._updates:
                self._changed.clear()
                async with asyncio.timeout(float(given.get("timeout", 0))):
                    await self._changed.wait()
        except TimeoutError:
            pass
        finally:
            self._polling -= 1
        return _ok([*self._updates])

    @classmethod
    @asynccontextmanager
    async def open(cls, seed: int) -> AsyncIterator[Self]:
        """Serve on a free port of this machine."""
        telegram = cls(random.Random(seed))
        server = web.Server(telegram.answer, handler_cancellation=True)
        runner = web.ServerRunner(server)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        telegram.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield telegram
        finally:
            await runner.cleanup()


def _chat(person: int) -> dict[str, Any]:
    return {"id": person, "type": "private", "first_name": "Alice"}


def _ok(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _refused(code: int, description: str, **more: Any) -> web.Response:
    body = {"ok": False, "error_code": code, "description": description} | more
    return web.json_response(body, status=code)
