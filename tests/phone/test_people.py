"""What people do on the page, and what the bot hears of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.phone.desk import PICTURE, Desk


async def heard(desk: Desk) -> dict[str, Any]:
    """The last update, without its number."""
    update = (await desk.updates())[-1]
    del update["update_id"]
    return update


async def test_three_people_are_there_and_carol_comes(desk: Desk) -> None:
    people = (await desk.chat(desk.maya))["people"]
    assert [person["first_name"] for person in people] == ["Maya", "Alice", "Bob"]
    response = await desk.http.post(
        "/phone/people", json={"first_name": "Carol", "last_name": "<b>", "language_code": "de"}
    )
    carol = response.json()
    assert carol["last_name"] == "<b>"
    await desk.says(carol["id"], "/start")
    sender = (await heard(desk))["message"]["from"]
    assert (sender["first_name"], sender["language_code"]) == ("Carol", "de")
    nobody = await desk.http.post("/phone/people", json={})
    assert (nobody.status_code, nobody.json()) == (400, {"error": "first_name is missing"})


async def test_alice_writes_a_command(desk: Desk) -> None:
    message_id = await desk.says(desk.alice, "  /log 5 👍 ")
    message = (await heard(desk))["message"]
    assert message["text"] == "/log 5 👍"
    assert message["entities"] == [{"offset": 0, "length": 4, "type": "bot_command"}]
    shown = await desk.shown(desk.alice)
    assert (shown["message_id"], shown["out"]) == (message_id, True)


async def test_alice_corrects_herself(desk: Desk) -> None:
    message_id = await desk.says(desk.alice, "07:3")
    await desk.does("edit", desk.alice, message_id=message_id, text="07:30")
    edited = (await heard(desk))["edited_message"]
    assert (edited["text"], edited["message_id"]) == ("07:30", message_id)
    assert edited["edit_date"] >= edited["date"]


async def test_alice_sends_place_sticker_photo_and_document(desk: Desk) -> None:
    await desk.does("location", desk.alice, latitude=48.2, longitude=16.4)
    assert (await heard(desk))["message"]["location"] == {"latitude": 48.2, "longitude": 16.4}
    await desk.does("sticker", desk.alice)
    assert (await heard(desk))["message"]["sticker"]["type"] == "regular"
    for kind in ("photo", "document"):
        form = {"person": str(desk.alice), "caption": "my knot"}
        files = {"file": ("knot.png", PICTURE, "image/png")}
        await desk.http.post(f"/phone/{kind}", data=form, files=files)
        message = (await heard(desk))["message"]
        assert message["caption"] == "my knot"
        file = message[kind][0] if kind == "photo" else message[kind]
        downloaded = (await desk.call("getFile", file_id=file["file_id"])).result
        assert downloaded["file_size"] == len(PICTURE)
        shown = await desk.shown(desk.alice)
        shown_file = shown[kind][0] if kind == "photo" else shown[kind]
        assert (await desk.http.get(shown_file["url"])).content == PICTURE


async def test_bob_blocks_the_bot_and_comes_back(desk: Desk) -> None:
    await desk.says(desk.bob, "/start")
    await desk.does("block", desk.bob, blocked=True)
    change = (await heard(desk))["my_chat_member"]
    assert change["old_chat_member"]["status"] == "member"
    banned = change["new_chat_member"]
    assert (banned["status"], banned["until_date"]) == ("kicked", 0)
    assert banned["user"]["is_bot"] is True
    status, line = await desk.cannot("send", desk.bob, text="hello?")
    assert (status, line) == (409, "Bob has blocked the bot: unblock it first")
    await desk.does("block", desk.bob, blocked=False)
    assert (await heard(desk))["my_chat_member"]["new_chat_member"]["status"] == "member"


async def test_a_group_is_a_chat_of_its_own(desk: Desk) -> None:
    sent = await desk.does("group_message", desk.alice, title="Ward 7", text="/today")
    joined, message = (await desk.updates())[-2:]
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert message["message"]["chat"]["type"] == "group"
    assert message["message"]["from"]["id"] == desk.alice
    reply = await desk.call("sendMessage", chat_id=sent["chat_id"], text="Ask me in private")
    assert reply.result["chat"]["title"] == "Ward 7"
    private = (await desk.chat(desk.alice))["messages"]
    assert all(m["chat"]["type"] == "private" for m in private)
    query = f"/phone/state?person={desk.alice}&chat={sent['chat_id']}"
    group = (await desk.http.get(query)).json()["messages"]
    assert [m["text"] for m in group] == ["/today", "Ask me in private"]


@pytest.mark.parametrize(
    ("action", "what", "status", "line"),
    [
        ("send", {"text": " "}, 400, "text is missing"),
        ("send", {"text": 5}, 400, "text must be a text"),
        ("send", {"text": "x" * 4097}, 400, "a message has at most 4096 characters"),
        ("edit", {"message_id": 999, "text": "x"}, 404, "there is no message 999 in this chat"),
        ("react", {"message_id": 1, "emoji": "🪡"}, 400, "🪡 is not a reaction"),
        ("tap", {"message_id": "x", "data": "x"}, 400, "message_id must be a whole number"),
        ("block", {"blocked": "yes"}, 400, "blocked must be true or false"),
        (
            "location",
            {"latitude": 91, "longitude": 0},
            400,
            "latitude is from -90 to 90, longitude from -180 to 180",
        ),
        ("time", {"to": "one-week"}, 409, "this phone shows real time, which cannot be moved"),
    ],
)
async def test_what_the_page_is_refused(
    desk: Desk, action: str, what: dict[str, Any], status: int, line: str
) -> None:
    assert await desk.cannot(action, desk.alice, **what) == (status, line)


async def test_a_stranger_and_broken_json_are_refused(desk: Desk) -> None:
    assert await desk.cannot("send", 7, text="x") == (404, "there is no such person")
    broken = await desk.http.post("/phone/send", content=b"{")
    assert (broken.status_code, broken.json()) == (400, {"error": "the body must be JSON"})


async def test_unread_messages_are_counted_until_they_are_seen(desk: Desk) -> None:
    for _ in range(2):
        await desk.call("sendMessage", chat_id=desk.alice, text="Time to practise")

    async def unread() -> list[int]:
        return [person["unread"] for person in (await desk.chat(desk.maya))["people"]]

    assert await unread() == [0, 2, 0]
    await desk.chat(desk.alice)
    assert await unread() == [0, 0, 0]


async def test_the_bot_introduces_itself(desk: Desk) -> None:
    start = {"command": "start", "description": "Begin"}
    heute = {"command": "heute", "description": "Was heute dran ist"}
    await desk.call("setMyCommands", commands=[start])
    await desk.call("setMyCommands", commands=[heute], language_code="de")
    only_bob = {"type": "chat", "chat_id": desk.bob}
    await desk.call("setMyCommands", commands=[start | {"command": "bob"}], scope=only_bob)
    await desk.call("setMyName", name="Steady hand")
    await desk.call("setMyDescription", description="Five minutes a day")
    await desk.call("setMyDescription", description="Fünf Minuten am Tag", language_code="de")
    await desk.call("setMyShortDescription", short_description="Coach")

    bot = (await desk.chat(desk.alice))["bot"]
    assert bot["commands"] == [start]
    assert (bot["first_name"], bot["description"]) == ("Steady hand", "Five minutes a day")
    assert (await desk.chat(desk.bob))["bot"]["commands"][0]["command"] == "bob"
    assert (await desk.call("getMyCommands", language_code="de")).result == [heute]
    assert (await desk.call("getMyName")).result == {"name": "Steady hand"}
    german = (await desk.call("getMyDescription", language_code="de")).result
    assert german == {"description": "Fünf Minuten am Tag"}
    assert (await desk.call("getMyShortDescription")).result == {"short_description": "Coach"}
    await desk.call("deleteMyCommands", scope=only_bob)
    assert (await desk.chat(desk.bob))["bot"]["commands"] == [start]

    button = {"type": "web_app", "text": "x", "web_app": {"url": "https://a.b"}}
    await desk.call("setChatMenuButton", chat_id=desk.alice, menu_button=button)
    assert (await desk.call("getChatMenuButton", chat_id=desk.alice)).result == button
    assert (await desk.call("getChatMenuButton")).result == {"type": "commands"}
    chat = (await desk.call("getChat", chat_id=desk.alice)).result
    assert (chat["first_name"], chat["type"]) == ("Alice", "private")


COMMAND = {"command": "start", "description": "Begin"}
INTRODUCTIONS: list[tuple[str, dict[str, Any], str]] = [
    ("setMyCommands", {"commands": [COMMAND | {"command": "Start!"}]}, "BOT_COMMAND_INVALID"),
    (
        "setMyCommands",
        {"commands": [COMMAND | {"description": ""}]},
        "command description must be non-empty",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "start"}]},
        "can't parse BotCommand: Can't find field \"description\"",
    ),
    ("setMyCommands", {"commands": [COMMAND] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ("setMyCommands", {"commands": "["}, "can't parse commands JSON object"),
    (
        "setMyCommands",
        {"commands": [], "scope": {"type": "x"}},
        "can't parse BotCommandScope: Unsupported type specified",
    ),
    (
        "setMyShortDescription",
        {"short_description": "x" * 121},
        "bot short description is too long",
    ),
    (
        "setChatMenuButton",
        {"menu_button": {"type": "x"}},
        "can't parse menu button: MenuButton has unsupported type",
    ),
]


@pytest.mark.parametrize(("method", "parameters", "reason"), INTRODUCTIONS)
async def test_introductions_that_telegram_refuses(
    desk: Desk, method: str, parameters: dict[str, Any], reason: str
) -> None:
    assert (await desk.call(method, **parameters)).refusal == (400, f"Bad Request: {reason}")
