"""Edits, deletions, reactions and answers to taps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.phone.desk import PICTURE, Desk, desk_with

KEYBOARD = {"inline_keyboard": [[{"text": "Done", "callback_data": "d|1"}]]}
NOT_MODIFIED = (
    400,
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message",
)


async def sent(desk: Desk, **parameters: Any) -> int:
    answer = await desk.call("sendMessage", chat_id=desk.alice, text="Five knots", **parameters)
    message_id: int = answer.result["message_id"]
    return message_id


async def test_a_tap_carries_the_message_and_its_edit_is_shown(desk: Desk) -> None:
    message_id = await sent(desk, reply_markup=KEYBOARD)
    tap = await desk.does("tap", desk.alice, message_id=message_id, data="d|1")
    (update,) = await desk.updates()
    query = update["callback_query"]
    assert query["id"] == tap["callback_query_id"]
    assert query["data"] == "d|1"
    assert query["from"]["id"] == desk.alice
    assert query["message"]["text"] == "Five knots"
    assert query["message"]["reply_markup"] == KEYBOARD
    assert query["chat_instance"]

    edited = await desk.call(
        "editMessageText", chat_id=desk.alice, message_id=message_id, text="Well done"
    )
    assert edited.result["edit_date"]
    shown = await desk.shown(desk.alice)
    assert shown["text"] == "Well done"
    assert "reply_markup" not in shown


async def test_forged_and_late_taps_reach_the_bot(desk: Desk) -> None:
    message_id = await sent(desk)
    await desk.does("tap", desk.alice, message_id=message_id, data="not on any keyboard")
    await desk.does("tap", desk.alice, message_id=999, data="d|1")
    forged, late = await desk.updates()
    assert forged["callback_query"]["data"] == "not on any keyboard"
    assert late["callback_query"]["message"]["date"] == 0  # a message that can't be accessed
    assert (await desk.cannot("tap", desk.alice, message_id=message_id, data="x" * 65))[0] == 400


async def test_edits_that_telegram_refuses(desk: Desk) -> None:
    own = await desk.says(desk.alice, "Mine")
    text_id = await sent(desk, reply_markup=KEYBOARD)
    photo = await desk.upload("sendPhoto", {"photo": PICTURE}, chat_id=desk.alice, caption="Knot")
    photo_id = photo.result["message_id"]
    same: dict[str, Any] = {"text": "Five knots", "reply_markup": KEYBOARD}
    table: list[tuple[str, int | None, dict[str, Any], tuple[int, str]]] = [
        ("editMessageText", text_id, same, NOT_MODIFIED),
        ("editMessageReplyMarkup", text_id, {"reply_markup": KEYBOARD}, NOT_MODIFIED),
        ("editMessageCaption", photo_id, {"caption": "Knot"}, NOT_MODIFIED),
        ("editMessageText", 999, same, (400, "Bad Request: message to edit not found")),
        ("editMessageText", own, same, (400, "Bad Request: message can't be edited")),
        (
            "editMessageText",
            photo_id,
            same,
            (400, "Bad Request: there is no text in the message to edit"),
        ),
        (
            "editMessageCaption",
            text_id,
            {"caption": "x"},
            (400, "Bad Request: there is no caption in the message to edit"),
        ),
        (
            "editMessageCaption",
            photo_id,
            {"caption": "x" * 1025},
            (400, "Bad Request: message caption is too long"),
        ),
        (
            "editMessageText",
            text_id,
            {"text": "x", "reply_markup": {"keyboard": [["x"]]}},
            (400, "Bad Request: inline keyboard expected"),
        ),
        ("editMessageText", text_id, {"text": ""}, (400, "Bad Request: message text is empty")),
        (
            "editMessageText",
            None,
            same,
            (400, "Bad Request: message identifier is not specified"),
        ),
    ]
    for method, message_id, parameters, refusal in table:
        answer = await desk.call(method, chat_id=desk.alice, message_id=message_id, **parameters)
        assert answer.refusal == refusal, method


async def test_a_caption_a_keyboard_and_a_picture_are_replaced(desk: Desk) -> None:
    photo = await desk.upload("sendPhoto", {"photo": PICTURE}, chat_id=desk.alice, caption="Knot")
    where = {"chat_id": desk.alice, "message_id": photo.result["message_id"]}
    captioned = await desk.call(
        "editMessageCaption", **where, caption="*Tie*", parse_mode="Markdown"
    )
    assert captioned.result["caption"] == "Tie"
    assert captioned.result["photo"] == photo.result["photo"]
    keyed = await desk.call("editMessageReplyMarkup", **where, reply_markup=KEYBOARD)
    assert keyed.result["caption"] == "Tie"
    media = {"type": "document", "media": "attach://plan"}
    files = {"plan": ("plan.txt", b"one, two", "text/plain")}
    answer = await desk.upload(
        "editMessageMedia", files, **where, media='{"type": "document", "media": "attach://plan"}'
    )
    assert media["type"] in answer.result
    assert "photo" not in answer.result
    assert (await desk.shown(desk.alice))["document"]["file_name"] == "plan.txt"


async def test_the_bot_deletes_for_48_hours(tmp_path: Path) -> None:
    start = datetime(2026, 3, 2, 7, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        async with desk_with(tmp_path / "phone.sqlite3") as desk:
            own, old = await desk.says(desk.alice, "/start"), await sent(desk)
            clock.shift(timedelta(hours=48))
            gone = await desk.call("deleteMessage", chat_id=desk.alice, message_id=own)
            assert gone.result is True
            again = await desk.call("deleteMessage", chat_id=desk.alice, message_id=own)
            assert again.refusal == (400, "Bad Request: message to delete not found")
            clock.shift(timedelta(seconds=1))
            late = await desk.call("deleteMessage", chat_id=desk.alice, message_id=old)
            assert late.refusal == (400, "Bad Request: message can't be deleted for everyone")
            young = await sent(desk)
            many = await desk.call("deleteMessages", chat_id=desk.alice, message_ids=[old, young])
            assert many.result is True
            shown = [m["message_id"] for m in (await desk.chat(desk.alice))["messages"]]
            assert shown == [old]


async def test_a_tap_is_answered_in_time_or_not_at_all(tmp_path: Path) -> None:
    too_old = (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    )
    with time_machine.travel(datetime(2026, 3, 2, 7, tzinfo=UTC), tick=False) as clock:
        async with desk_with(tmp_path / "phone.sqlite3") as desk:
            await desk.says(desk.alice, "/start")
            tap = await desk.does("tap", desk.alice, message_id=await sent(desk), data="d|1")
            known = {"callback_query_id": tap["callback_query_id"]}
            assert (await desk.call("answerCallbackQuery", **known)).result is True
            long = await desk.call("answerCallbackQuery", **known, text="x" * 201)
            assert long.refusal == (400, "Bad Request: MESSAGE_TOO_LONG")
            clock.shift(timedelta(minutes=1))
            assert (await desk.call("answerCallbackQuery", **known)).refusal == too_old
            unknown = await desk.call("answerCallbackQuery", callback_query_id="7")
            assert unknown.refusal == too_old


@pytest.mark.parametrize(
    ("reaction", "reason"),
    [
        ([{"type": "emoji", "emoji": "🪡"}], "REACTION_INVALID"),
        ([{"type": "emoji", "emoji": "👍"}] * 2, "REACTIONS_TOO_MANY"),
        (["👍"], "can't parse ReactionType: expected an Object"),
    ],
)
async def test_reactions_that_telegram_refuses(desk: Desk, reaction: Any, reason: str) -> None:
    message_id = await sent(desk)
    answer = await desk.call(
        "setMessageReaction", chat_id=desk.alice, message_id=message_id, reaction=reaction
    )
    assert answer.refusal == (400, f"Bad Request: {reason}")


async def test_bot_and_person_react(desk: Desk) -> None:
    own = await desk.says(desk.alice, "Did it")
    heart = [{"type": "emoji", "emoji": "❤️"}]
    await desk.call("setMessageReaction", chat_id=desk.alice, message_id=own, reaction=heart)
    assert (await desk.shown(desk.alice))["reactions"] == ["❤"]

    await desk.updates(offset=-1)
    message_id = await sent(desk)
    await desk.does("react", desk.alice, message_id=message_id, emoji="👍")
    assert not any("message_reaction" in update for update in await desk.updates())
    await desk.updates(allowed_updates=["message_reaction"])
    await desk.does("react", desk.alice, message_id=message_id, emoji="🔥")
    reaction = (await desk.updates())[-1]["message_reaction"]
    assert reaction["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert reaction["new_reaction"] == [{"type": "emoji", "emoji": "🔥"}]
