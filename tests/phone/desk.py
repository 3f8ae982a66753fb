"""A desk with a phone on it: what the bot calls, and what people do on the page."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette

from bot.phone.media_header import blank_png
from bot.phone.server import build_phone
from bot.phone.time_bar import TimeBar

TOKEN = "1000000001:local-phone"
PICTURE = blank_png(60, 40)


@dataclass(frozen=True)
class Answer:
    """What the Bot API answered."""

    status: int
    body: dict[str, Any]

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def refusal(self) -> tuple[int, str]:
        assert self.body["ok"] is False, self.body
        assert self.body["error_code"] == self.status
        return self.status, self.body["description"]


class Desk:
    """Alice practises, Bob may block the bot, Maya and Carol look on."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http
        self.maya, self.alice, self.bob = 5_000_000_001, 5_000_000_002, 5_000_000_003

    async def call(self, method: str, /, **parameters: Any) -> Answer:
        """A call of the bot's, as JSON."""
        response = await self.http.post(f"/bot{TOKEN}/{method}", json=parameters)
        return Answer(response.status_code, response.json())

    async def upload(self, method: str, files: dict[str, Any], /, **fields: Any) -> Answer:
        """A call of the bot's, as a multipart form."""
        data = {name: str(value) for name, value in fields.items()}
        response = await self.http.post(f"/bot{TOKEN}/{method}", data=data, files=files)
        return Answer(response.status_code, response.json())

    async def does(self, action: str, person: int, /, **what: Any) -> dict[str, Any]:
        """Somebody does something on the page, and it works."""
        response = await self.http.post(f"/phone/{action}", json={"person": person, **what})
        assert response.status_code == 200, response.text
        body: dict[str, Any] = response.json()
        return body

    async def cannot(self, action: str, person: int, /, **what: Any) -> tuple[int, str]:
        """Somebody tries to do something on the page, and it is refused."""
        response = await self.http.post(f"/phone/{action}", json={"person": person, **what})
        return response.status_code, response.json()["error"]

    async def says(self, person: int, text: str) -> int:
        """Somebody writes to the bot."""
        message_id: int = (await self.does("send", person, text=text))["message_id"]
        return message_id

    async def updates(self, **parameters: Any) -> list[dict[str, Any]]:
        """What the bot fetches."""
        fetched: list[dict[str, Any]] = (await self.call("getUpdates", **parameters)).result
        return fetched

    async def chat(self, person: int) -> dict[str, Any]:
        """What the page shows."""
        state: dict[str, Any] = (await self.http.get(f"/phone/state?person={person}")).json()
        return state

    async def shown(self, person: int) -> dict[str, Any]:
        """The last message on the page."""
        message: dict[str, Any] = (await self.chat(person))["messages"][-1]
        return message


@asynccontextmanager
async def desk_with(state: Path, time_bar: TimeBar | None = None) -> AsyncIterator[Desk]:
    """A phone without a socket."""
    phone = build_phone(token=TOKEN, state=state, time_bar=time_bar)
    transport = httpx.ASGITransport(Starlette(routes=phone.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as http:
        yield Desk(http)
    await phone.close()


@asynccontextmanager
async def served_desk(state: Path, time_bar: TimeBar | None = None) -> AsyncIterator[Desk]:
    """A phone on a real socket, on a free port."""
    phone = build_phone(token=TOKEN, state=state, time_bar=time_bar)
    config = uvicorn.Config(Starlette(routes=phone.routes), log_level="warning")
    server = uvicorn.Server(config)
    # asyncio turns Nagle's algorithm off (40 ms an answer) only where TCP is named.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        async with httpx.AsyncClient(base_url=address, timeout=10) as http:
            yield Desk(http)
        server.should_exit = True
        await phone.close()
        await serving
