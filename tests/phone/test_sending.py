"""What the bot sends: shown as Telegram shows it, refused as Telegram refuses it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.phone.desk import PICTURE, TOKEN, Desk


def entity(kind: str, offset: int, length: int, **facts: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **facts}


async def test_alice_sees_a_formatted_message(desk: Desk) -> None:
    sent = await desk.call(
        "sendMessage", chat_id=desk.alice, text=" <b>Hi</b> 👍 /today \n", parse_mode="HTML"
    )
    assert sent.result["text"] == "Hi 👍 /today"
    assert sent.result["entities"] == [entity("bold", 0, 2), entity("bot_command", 6, 6)]
    assert sent.result["from"]["is_bot"] is True
    assert sent.result["chat"] == {
        "id": desk.alice,
        "first_name": "Alice",
        "username": "alice_2",
        "type": "private",
    }
    shown = await desk.shown(desk.alice)
    assert {"out": False, "reactions": []}.items() <= shown.items()
    assert sent.result.items() <= shown.items()


TEXT_REFUSALS: list[tuple[dict[str, Any], str]] = [
    ({"text": ""}, "message text is empty"),
    ({}, "message text is empty"),
    ({"text": " \n\u200b"}, "text must be non-empty"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ({"text": "a" * 4097}, "message is too long"),
    ({"text": "👍" * 2049}, "message is too long"),
    ({"text": "é" * 17000}, "text is too long"),
    ({"text": "x", "parse_mode": "RST"}, "unsupported parse_mode"),
    (
        {"text": "a *b", "parse_mode": "MarkdownV2"},
        "can't parse entities: Can't find end of Bold entity at byte offset 2",
    ),
    (
        {"text": "é <x>", "parse_mode": "html"},
        'can\'t parse entities: Unsupported start tag "x" at byte offset 3',
    ),
    (
        {"text": "a_b", "parse_mode": "Markdown"},
        "can't parse entities: Can't find end of the entity starting at byte offset 1",
    ),
    (
        {"text": "a.", "parse_mode": "MarkdownV2"},
        "can't parse entities: Character '.' is reserved and must be escaped with the "
        "preceding '\\'",
    ),
    ({"text": "a", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
]


@pytest.mark.parametrize(("parameters", "reason"), TEXT_REFUSALS)
async def test_a_text_that_telegram_refuses(
    desk: Desk, parameters: dict[str, Any], reason: str
) -> None:
    before = len((await desk.chat(desk.alice))["messages"])
    answer = await desk.call("sendMessage", chat_id=desk.alice, **parameters)
    assert answer.refusal == (400, f"Bad Request: {reason}")
    assert len((await desk.chat(desk.alice))["messages"]) == before


@pytest.mark.parametrize("text", ["a" * 4096, "👍" * 2048, "<i>" + "b" * 4096 + "</i>"])
async def test_the_longest_texts_fit(desk: Desk, text: str) -> None:
    mode = "HTML" if "<" in text else ""
    answer = await desk.call("sendMessage", chat_id=desk.alice, text=text, parse_mode=mode)
    assert answer.status == 200


ENTITY_REFUSALS: list[tuple[list[Any], str]] = [
    ([entity("bold", -1, 2)], "receive an entity with incorrect offset -1"),
    ([entity("bold", 0, -2)], "receive an entity with incorrect length -2"),
    (
        [entity("bold", 0, 9)],
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
    ),
    ([entity("bold", 7, 1)], "entity begins after the end of the text at UTF-16 offset 7"),
    ([entity("bold", 3, 1)], "entity begins in a middle of a UTF-16 symbol at byte offset 6"),
    (
        [entity("bold", 0, 3)],
        "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 6",
    ),
    ([entity("blink", 0, 1)], "can't parse MessageEntity: Unsupported type specified"),
    ([{"type": "bold", "offset": 0}], "can't parse MessageEntity: Can't find field \"length\""),
    (["bold"], "can't parse MessageEntity: expected an Object"),
    (
        [entity("text_link", 0, 1, url="http://localhost/")],
        "entity URL 'http://localhost/' is invalid: Wrong HTTP URL",
    ),
    (
        [entity("bold", 0, 2), entity("italic", 1, 3)],
        "entities cross: bold at UTF-16 offset 0 ends inside italic at UTF-16 offset 1",
    ),
]


@pytest.mark.parametrize(("entities", "reason"), ENTITY_REFUSALS)
async def test_entities_that_do_not_fit_the_text(
    desk: Desk, entities: list[Any], reason: str
) -> None:
    answer = await desk.call("sendMessage", chat_id=desk.alice, text="ab👍c", entities=entities)
    assert answer.refusal == (400, f"Bad Request: {reason}")


async def test_a_hundred_entities_are_shown_and_one_more_is_refused(desk: Desk) -> None:
    entities = [entity("code", 2 * n, 1) for n in range(101)]
    text = "a " * 101
    hundred = await desk.call("sendMessage", chat_id=desk.alice, text=text, entities=entities[:100])
    assert len(hundred.result["entities"]) == 100
    more = await desk.call("sendMessage", chat_id=desk.alice, text=text, entities=entities)
    assert more.refusal == (400, "Bad Request: too many entities: 101, at most 100 are shown")


async def test_a_mention_names_its_user_and_a_stranger_is_plain_text(desk: Desk) -> None:
    text = f'<a href="tg://user?id={desk.bob}">Bob</a> <a href="tg://user?id=42">who</a>'
    sent = await desk.call("sendMessage", chat_id=desk.alice, text=text, parse_mode="HTML")
    (mention,) = sent.result["entities"]
    assert mention["type"] == "text_mention"
    assert mention["user"]["first_name"] == "Bob"


async def test_every_kind_of_entity_may_be_given(desk: Desk) -> None:
    given = [
        entity("pre", 0, 1, language="python"),
        entity("text_link", 1, 1, url="http://example.com/x"),
        entity("custom_emoji", 2, 1, custom_emoji_id="5368324170671202286"),
        entity("date_time", 3, 1, unix_time=1647531900, date_time_format="wDT"),
        entity("expandable_blockquote", 4, 1),
    ]
    found = [entity("url", 0, 5)]  # Telegram finds these itself and passes over the bot's
    sent = await desk.call("sendMessage", chat_id=desk.alice, text="abcde", entities=given + found)
    assert sent.result["entities"] == given
    mention = entity("text_mention", 0, 1, user={"id": desk.alice})
    link = entity("text_link", 1, 1, url=f"tg://user?id={desk.bob}")
    sent = await desk.call("sendMessage", chat_id=desk.alice, text="abc", entities=[mention, link])
    users = [shown["user"]["first_name"] for shown in sent.result["entities"]]
    assert users == ["Alice", "Bob"]


BUTTON: dict[str, Any] = {"text": "Done", "callback_data": "d|1"}
MARKUP_REFUSALS: list[tuple[Any, str]] = [
    ({"inline_keyboard": [[BUTTON | {"callback_data": "x" * 65}]]}, "BUTTON_DATA_INVALID"),
    ({"inline_keyboard": [[BUTTON | {"callback_data": "é" * 33}]]}, "BUTTON_DATA_INVALID"),
    ({"inline_keyboard": [[BUTTON | {"callback_data": ""}]]}, "BUTTON_DATA_INVALID"),
    (
        {"inline_keyboard": [[{"text": "Done"}]]},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"inline_keyboard": [[{"callback_data": "x"}]]},
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    (
        {"inline_keyboard": [[BUTTON | {"text": ""}]]},
        "inline keyboard button text must be non-empty",
    ),
    (
        {"inline_keyboard": ["Done"]},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    (
        {"inline_keyboard": [[{"text": "x", "url": "http://localhost"}]]},
        "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
    ),
    ({"inline_keyboard": [[BUTTON] * 9]}, "reply markup is too long"),
    ({"keyboard": "Done"}, 'field "keyboard" must be of type Array'),
    (
        {"keyboard": [[7]]},
        "can't parse keyboard button: KeyboardButton must be a String or an Object",
    ),
    ({"keyboard": [[""]]}, "keyboard button text must be non-empty"),
    ([], "object expected as reply markup"),
    ("{", "can't parse reply keyboard markup JSON object"),
]


@pytest.mark.parametrize(("markup", "reason"), MARKUP_REFUSALS)
async def test_keyboards_that_telegram_refuses(desk: Desk, markup: Any, reason: str) -> None:
    answer = await desk.call("sendMessage", chat_id=desk.alice, text="x", reply_markup=markup)
    assert answer.refusal == (400, f"Bad Request: {reason}")


async def test_a_reply_keyboard_stays_below_the_chat_until_it_is_removed(desk: Desk) -> None:
    keyboard = {"keyboard": [["5", {"text": "Here", "request_location": True}]]}
    sent = await desk.call("sendMessage", chat_id=desk.alice, text="How?", reply_markup=keyboard)
    assert "reply_markup" not in sent.result
    shown = (await desk.chat(desk.alice))["reply_keyboard"]
    assert shown == {"keyboard": [[{"text": "5"}, {"text": "Here", "request_location": True}]]}
    remove = {"remove_keyboard": True}
    await desk.call("sendMessage", chat_id=desk.alice, text="Thanks", reply_markup=remove)
    assert (await desk.chat(desk.alice))["reply_keyboard"] is None


async def test_the_bot_writes_only_to_people_who_let_it(desk: Desk) -> None:
    never = await desk.call("sendMessage", chat_id=desk.maya, text="Hi")
    assert never.refusal == (403, "Forbidden: bot can't initiate conversation with a user")
    await desk.says(desk.bob, "/start")
    await desk.does("block", desk.bob, blocked=True)
    for method in ("sendMessage", "sendChatAction", "editMessageText"):
        answer = await desk.call(method, chat_id=desk.bob, text="Hi", message_id=1, action="typing")
        assert answer.refusal == (403, "Forbidden: bot was blocked by the user")
    await desk.does("block", desk.bob, blocked=False)
    assert (await desk.call("sendMessage", chat_id=desk.bob, text="Hi")).status == 200


@pytest.mark.parametrize(
    ("chat_id", "reason"),
    [(7, "chat not found"), ("@nobody", "chat not found"), ("", "chat_id is empty")],
)
async def test_chats_that_do_not_exist(desk: Desk, chat_id: Any, reason: str) -> None:
    answer = await desk.call("sendMessage", chat_id=chat_id, text="Hi")
    assert answer.refusal == (400, f"Bad Request: {reason}")


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_parameters_may_come_in_any_way(desk: Desk, way: str) -> None:
    markup = {"inline_keyboard": [[BUTTON]]}
    fields = {"chat_id": str(desk.alice), "text": "Hi", "reply_markup": json.dumps(markup)}
    url = f"/bot{TOKEN}/SENDmessage"
    match way:
        case "query":
            response = await desk.http.get(url, params=fields)
        case "form":
            response = await desk.http.post(url, data=fields)
        case "json":
            response = await desk.http.post(url, json=fields | {"reply_markup": markup})
        case _:
            response = await desk.http.post(url, data=fields, files={"unused": b"x"})
    assert response.json()["result"]["reply_markup"] == markup


async def test_who_may_call_and_what(desk: Desk) -> None:
    wrong = await desk.http.get("/bot1:wrong/getMe")
    assert (wrong.status_code, wrong.json()) == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )
    assert (await desk.call("getMoon")).refusal == (404, "Not Found")
    me = (await desk.call("getme")).result
    assert (me["id"], me["is_bot"]) == (1_000_000_001, True)


async def test_a_fault_that_was_ordered_comes_as_often_as_ordered(desk: Desk) -> None:
    order = {"method": "sendMessage", "retry_after": 7, "times": 2}
    await desk.http.post("/phone/fault", json=order)
    assert (await desk.call("getMe")).status == 200
    for _ in range(2):
        refused = await desk.call("sendMessage", chat_id=desk.alice, text="Hi")
        assert refused.refusal == (429, "Too Many Requests: retry after 7")
        assert refused.body["parameters"] == {"retry_after": 7}
    assert (await desk.call("sendMessage", chat_id=desk.alice, text="Hi")).status == 200


async def test_an_album_and_a_chat_action(desk: Desk) -> None:
    media = [{"type": "photo", "media": f"attach://{name}"} for name in ("one", "two")]
    media[0]["caption"] = "Both"
    files = {"one": PICTURE, "two": PICTURE}
    album = await desk.upload("sendMediaGroup", files, chat_id=desk.alice, media=json.dumps(media))
    first, second = album.result
    assert first["media_group_id"] == second["media_group_id"]
    assert first["caption"] == "Both"
    action = await desk.call("sendChatAction", chat_id=desk.alice, action="typing")
    assert action.result is True
    wrong = await desk.call("sendChatAction", chat_id=desk.alice, action="dancing")
    assert wrong.refusal == (400, "Bad Request: wrong parameter action in request")
