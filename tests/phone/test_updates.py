"""Updates wait for the bot, in order, and nothing loses them."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.phone.desk import TOKEN, Desk, desk_with

SERVE = """
import sys, socket, uvicorn
from pathlib import Path
from starlette.applications import Starlette
from bot.phone.server import build_phone
phone = build_phone(token=sys.argv[1], state=Path(sys.argv[2]))
listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
config = uvicorn.Config(Starlette(routes=phone.routes), log_level="warning")
uvicorn.Server(config).run(sockets=[listening])
"""


async def test_an_offset_acknowledges(desk: Desk) -> None:
    for text in ("one", "two", "three"):
        await desk.says(desk.alice, text)
    first, second, third = await desk.updates()
    assert [u["message"]["text"] for u in (first, second, third)] == ["one", "two", "three"]
    assert third["update_id"] == first["update_id"] + 2
    assert await desk.updates(limit=1) == [first]
    assert await desk.updates(offset=second["update_id"]) == [second, third]
    assert await desk.updates() == [second, third]
    assert await desk.updates(offset=-1) == [third]
    assert await desk.updates(offset=third["update_id"] + 1) == []
    assert (await desk.call("getWebhookInfo")).result["pending_update_count"] == 0


async def test_an_offset_of_another_life_loses_nothing(desk: Desk) -> None:
    await desk.says(desk.alice, "still here")
    assert len(await desk.updates(offset=900_000_000)) == 1


async def test_a_long_poll_ends_when_something_happens(desk: Desk) -> None:
    polling = asyncio.create_task(desk.updates(timeout=30))
    await asyncio.sleep(0)
    await desk.says(desk.alice, "now")
    (update,) = await asyncio.wait_for(polling, 5)
    assert update["message"]["text"] == "now"


async def test_a_second_poll_ends_the_first(desk: Desk) -> None:
    first = asyncio.create_task(desk.call("getUpdates", timeout=30))
    while not first.done():  # it may not have begun to wait
        await asyncio.sleep(0)
        await desk.updates()
    assert (await first).refusal == (
        409,
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    )


async def test_only_kinds_that_were_asked_for(desk: Desk) -> None:
    await desk.updates(allowed_updates=["callback_query"])
    await desk.says(desk.alice, "unheard")
    await desk.does("tap", desk.alice, message_id=1, data="x")
    (update,) = await desk.updates()
    assert "callback_query" in update
    await desk.updates(allowed_updates=[])
    await desk.says(desk.alice, "heard")
    assert "message" in (await desk.updates())[-1]


async def test_dropping_what_waits(desk: Desk) -> None:
    await desk.says(desk.alice, "old news")
    await desk.call("deleteWebhook", drop_pending_updates=True)
    assert await desk.updates() == []


async def test_a_new_phone_on_the_same_file_knows_everything(tmp_path: Path) -> None:
    state = tmp_path / "phone.sqlite3"
    async with desk_with(state) as desk:
        await desk.says(desk.alice, "/start")
        await desk.call("sendMessage", chat_id=desk.alice, text="Hello")
        await desk.does("block", desk.alice, blocked=True)
        before = await desk.chat(desk.alice), await desk.updates()
    async with desk_with(state) as desk:
        after = await desk.chat(desk.alice), await desk.updates()
    for chat in (before[0], after[0]):
        del chat["now"], chat["last_event_id"]
    assert after == before


@pytest.mark.timeout(30)
def test_a_tap_survives_kill_9(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", SERVE, TOKEN, str(tmp_path / "phone.sqlite3")]

    def start() -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        return process, f"http://127.0.0.1:{process.stdout.readline().strip()}"

    alice = 5_000_000_002
    process, address = start()
    tap = {"person": alice, "message_id": 1, "data": "d|1"}
    httpx.post(f"{address}/phone/send", json={"person": alice, "text": "/start"})
    assert httpx.post(f"{address}/phone/tap", json=tap).status_code == 200
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()

    process, address = start()
    waiting = httpx.get(f"{address}/bot{TOKEN}/getUpdates").json()["result"]
    assert [(set(update) - {"update_id"}).pop() for update in waiting] == [
        "message",
        "callback_query",
    ]
    process.terminate()
    process.communicate()
