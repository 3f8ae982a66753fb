"""The page: its files, its events, and the door that is shut to other pages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.phone.time_bar import Destination
from tests.phone.desk import Desk, desk_with

Event = tuple[str, Any, str]


async def events(
    desk: Desk, person: int, last_id: str | None = None
) -> AsyncGenerator[Event, None]:
    """What a page of this person is told: name, data and id."""
    headers = {"Last-Event-ID": last_id} if last_id else {}
    url = f"/phone/events?person={person}"
    async with desk.http.stream("GET", url, headers=headers) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        fields: dict[str, str] = {}
        async for line in response.aiter_lines():
            name, _, value = line.partition(": ")
            if line:
                fields[name] = value
            elif "event" in fields:
                yield fields["event"], json.loads(fields["data"]), fields["id"]
                fields = {}


async def opened(desk: Desk, person: int) -> tuple[AsyncGenerator[Event, None], str]:
    """An open page that surely listens, and the last event that it has seen."""
    state = await desk.chat(person)
    page = events(desk, person, state["last_event_id"])
    first = asyncio.ensure_future(anext(page))
    await desk.http.post("/phone/people", json={"first_name": "Carol"})
    assert (await first)[0] == "people"
    return page, (await desk.chat(person))["last_event_id"]


async def test_an_open_page_hears_everything_that_concerns_its_person(served: Desk) -> None:
    alice = served.alice
    page, _ = await opened(served, alice)
    own = await served.says(alice, "/start")
    name, message, _ = await anext(page)
    assert (name, message["text"], message["out"]) == ("message", "/start", True)

    await served.says(served.bob, "Alice must not see this")
    await served.call(
        "sendMessage", chat_id=alice, text="psst", disable_notification=True,
        reply_markup={"keyboard": [["1"]]},
    )  # fmt: skip
    name, message, _ = await anext(page)
    assert (name, message["text"], message["silent"]) == ("message", "psst", True)
    assert (await anext(page))[:2] == ("reply_keyboard", {"keyboard": [[{"text": "1"}]]})

    message_id = message["message_id"]
    await served.call("editMessageText", chat_id=alice, message_id=message_id, text="hush")
    tap = await served.does("tap", alice, message_id=message_id, data="x")
    tap_id = tap["callback_query_id"]
    await served.call("answerCallbackQuery", callback_query_id=tap_id, text="No", show_alert=True)
    await served.call("sendChatAction", chat_id=alice, action="typing")
    await served.call("setMyCommands", commands=[{"command": "a", "description": "b"}])
    await served.call("deleteMessage", chat_id=alice, message_id=own)
    heard = [(await anext(page))[:2] for _ in range(5)]
    assert [name for name, _ in heard] == ["edited", "callback", "action", "commands", "deleted"]
    assert heard[0][1]["text"] == "hush"
    assert heard[1][1] == {"id": tap_id, "text": "No", "show_alert": True}
    assert heard[2][1] == {"action": "typing"}
    assert heard[4][1] == {"message_id": own}
    unread = {p["id"]: p["unread"] for p in (await served.chat(served.bob))["people"]}
    assert unread[alice] == 0


async def test_a_page_that_comes_back_gets_what_it_missed(served: Desk) -> None:
    page, last_id = await opened(served, served.alice)
    await page.aclose()
    await served.says(served.alice, "missed")
    again = events(served, served.alice, last_id)
    assert (await anext(again))[1]["text"] == "missed"
    lost = events(served, served.alice, "another-life-7")
    assert (await anext(lost))[0] == "reload"


async def test_events_of_nobody(desk: Desk) -> None:
    response = await desk.http.get("/phone/events?person=7")
    assert (response.status_code, response.json()) == (404, {"error": "there is no such person"})


async def test_the_page_is_served_fresh(desk: Desk) -> None:
    first = await desk.http.get("/")
    assert first.status_code == 200
    assert first.headers["content-type"] == "text/html; charset=utf-8"
    assert first.headers["cache-control"] == "no-cache"
    again = await desk.http.get("/", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for path in ("/page/index.html", "/page/app.js"):
        assert (await desk.http.get(path)).status_code == 200
    script = await desk.http.get("/page/app.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    for path in ("/page/none.js", "/page/../server.py", "/page/%2e%2e/server.py", "/page/"):
        assert (await desk.http.get(path)).status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:8080"}, 200),
        ({"Host": "localhost:8080", "Origin": "http://localhost:8080"}, 200),
        ({"Host": "[::1]:8080"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:9999"}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
async def test_only_the_phones_own_page_may_act(
    desk: Desk, headers: dict[str, str], status: int
) -> None:
    body = {"person": desk.alice, "text": "hello"}
    response = await desk.http.post("/phone/send", json=body, headers=headers)
    assert response.status_code == status


class Bar:
    """A time bar that goes a week ahead, once."""

    def __init__(self) -> None:
        self._now = datetime(2026, 3, 2, 7, tzinfo=UTC)
        self._moved = False

    def now(self) -> datetime:
        return self._now

    async def move(self, to: Destination, person: int) -> str | None:
        if self._moved:
            return "no reminder is set"
        self._moved = True
        self._now += timedelta(days=7)
        return None


async def test_the_time_bar_moves_the_dates_of_messages(tmp_path: Path) -> None:
    async with desk_with(tmp_path / "phone.sqlite3", Bar()) as desk:
        await desk.says(desk.alice, "/start")
        moved = await desk.does("time", desk.alice, to="one-week")
        assert moved == {"now": "2026-03-09T07:00:00+00:00"}
        await desk.says(desk.alice, "a week later")
        state = await desk.chat(desk.alice)
        first, second = (message["date"] for message in state["messages"])
        assert second - first == 7 * 86400
        assert (state["time_bar"], state["now"]) == (True, moved["now"])
        again = await desk.cannot("time", desk.alice, to="one-week")
        assert again == (409, "no reminder is set")
        assert (await desk.cannot("time", desk.alice, to="yesterday"))[0] == 400
