"""Another Bot API server, as bare as one can be: five methods, sparse objects, ids from one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

PREFIX = "/gate/telegram"
CHAT = 42


class BareEmulator:
    """One person's chat. What is not known answers 404, as Telegram does."""

    def __init__(self) -> None:
        self.messages: dict[int, dict[str, Any]] = {}
        self.answers: list[str] = []
        self.unknown: set[str] = set()
        self._updates: list[dict[str, Any]] = []
        self._next_update = self._next_message = 1
        self._changed = asyncio.Event()

    @property
    def routes(self) -> list[Route]:
        return [Route(f"{PREFIX}/bot{{token}}/{{method}}", self._call, methods=["GET", "POST"])]

    @property
    def is_quiet(self) -> bool:
        return not self._updates

    def says(self, text: str) -> None:
        """The person writes."""
        self._add("message", {"message_id": self._number(), "from": _PERSON, "text": text})

    def taps(self, label: str) -> None:
        """The person taps the newest button of this label."""
        for message_id, message in sorted(self.messages.items(), reverse=True):
            for row in message.get("keyboard", []):
                for button in row:
                    if button["text"].startswith(label) and "callback_data" in button:
                        self._tap(message_id, button["callback_data"])
                        return
        raise AssertionError(f"no button {label!r}")

    def _tap(self, message_id: int, data: str) -> None:
        message = {"message_id": message_id, "date": 1, "chat": _CHAT}
        query = {"id": str(self._next_update), "from": _PERSON, "data": data, "message": message}
        self._add("callback_query", query | {"chat_instance": "1"})

    def _add(self, kind: str, content: dict[str, Any]) -> None:
        if kind == "message":
            content |= {"date": 1, "chat": _CHAT}
        self._updates.append({"update_id": self._next_update, kind: content})
        self._next_update += 1
        self._changed.set()

    def _number(self) -> int:
        self._next_message += 1
        return self._next_message

    @property
    def last(self) -> dict[str, Any]:
        return self.messages[max(self.messages)]

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"]
        known: dict[str, Callable[[dict[str, str]], Any]] = {
            "getMe": lambda _: {"id": 7, "is_bot": True, "first_name": "Bare", "username": "b_bot"},
            "sendMessage": self._send,
            "editMessageText": self._edit,
            "answerCallbackQuery": self._answer,
        }
        async with request.form() as form:
            given = {name: str(value) for name, value in form.items()}
        if method == "getUpdates":
            return _ok(await self._poll(given))
        if method not in known:
            self.unknown.add(method)
            return _error(404, "Not Found: method not found")
        result = known[method](given)
        return _ok(result) if result is not None else _error(400, "Bad Request: message not found")

    async def _poll(self, given: dict[str, str]) -> list[dict[str, Any]]:
        offset = int(given.get("offset", 0))
        self._updates = [u for u in self._updates if u["update_id"] >= offset]
        if not self._updates:
            self._changed.clear()
            try:
                async with asyncio.timeout(float(given.get("timeout", 0))):
                    await self._changed.wait()
            except TimeoutError:
                return []
        return self._updates

    def _send(self, given: dict[str, str]) -> dict[str, Any]:
        message_id = self._number()
        self.messages[message_id] = _shown(given)
        return {"message_id": message_id, "date": 1, "chat": _CHAT}

    def _edit(self, given: dict[str, str]) -> dict[str, Any] | None:
        message_id = int(given["message_id"])
        if message_id not in self.messages:
            return None
        self.messages[message_id] = _shown(given)
        return {"message_id": message_id, "date": 1, "chat": _CHAT}

    def _answer(self, given: dict[str, str]) -> bool:
        self.answers.append(given.get("text", ""))
        return True


_PERSON = {"id": CHAT, "is_bot": False, "first_name": "Maya"}
_CHAT = {"id": CHAT, "type": "private"}


def _shown(given: dict[str, str]) -> dict[str, Any]:
    markup = json.loads(given.get("reply_markup", "{}"))
    return {
        "text": given["text"],
        "keyboard": markup.get("inline_keyboard", []),
        "buzzes": given.get("disable_notification") != "true",
    }


def _ok(result: Any) -> Response:
    return JSONResponse({"ok": True, "result": result})


def _error(code: int, description: str) -> Response:
    body = {"ok": False, "error_code": code, "description": description}
    return JSONResponse(body, status_code=code)
