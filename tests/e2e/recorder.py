"""An ASGI layer before the phone that writes down every Bot API request and what came of it."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CALL = re.compile(r"/bot[^/]+/(\w+)$")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a request carried."""

    name: str
    content: bytes


@dataclass(slots=True)
class Call:
    """One request of the bot's; the answer is None until it was given."""

    method: str
    parameters: dict[str, str | Upload]
    at: datetime
    answer: dict[str, Any] | None = None

    @property
    def chat(self) -> int:
        return int(str(self.parameters.get("chat_id", 0)))

    @property
    def text(self) -> str:
        """The words that it shows, of a message or below a picture."""
        return str(self.parameters.get("text") or self.parameters.get("caption") or "")

    def json(self, name: str) -> Any:
        """A parameter that is more than a string; None when it is not there."""
        value = self.parameters.get(name)
        return json.loads(value) if isinstance(value, str) else None

    @property
    def ok(self) -> bool:
        return bool(self.answer and self.answer["ok"])


Interfere = Callable[[Call], Awaitable[bool]]


@dataclass(slots=True)
class Recorder:
    """Wraps the phone; `interfere`, where given, is asked before and told after each call.

    It returns False to let a call get lost on its way.
    """

    app: ASGIApp
    now: Callable[[], datetime]
    calls: list[Call] = field(default_factory=list)
    before: Interfere | None = None
    after: Interfere | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        named = _CALL.search(scope.get("path", "")) if scope["type"] == "http" else None
        if not named:
            await self.app(scope, receive, send)
            return
        body = await Request(scope, receive).body()
        call = Call(named[1], await _parameters(scope, body), self.now())
        self.calls.append(call)
        if self.before and not await self.before(call):
            return
        answer = await self._answered(scope, body)
        call.answer = json.loads(b"".join(part.get("body", b"") for part in answer[1:]))
        if self.after and not await self.after(call):
            return
        for message in answer:
            await send(message)

    async def _answered(self, scope: Scope, body: bytes) -> list[Message]:
        answer: list[Message] = []

        async def keep(message: Message) -> None:
            answer.append(message)

        await self.app(scope, _replayed(body), keep)
        return answer


def _replayed(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _parameters(scope: Scope, body: bytes) -> dict[str, str | Upload]:
    request = Request(scope, _replayed(body))
    if request.headers.get("content-type", "").startswith("application/json"):
        given: dict[str, Any] = json.loads(body)
        return {name: v if isinstance(v, str) else json.dumps(v) for name, v in given.items()}
    async with request.form() as form:
        return {name: await _value(value) for name, value in form.items()}


async def _value(value: UploadFile | str) -> str | Upload:
    if isinstance(value, str):
        return value
    return Upload(value.filename or "", await value.read())
