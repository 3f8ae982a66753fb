"""python-telegram-bot, unchanged, on a real socket; and aiogram's opinion of all that is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import telegram
from pydantic import BaseModel
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, error

from tests.phone.desk import PICTURE, TOKEN, Desk


@pytest.fixture
async def bot(served: Desk) -> AsyncIterator[telegram.Bot]:
    address = str(served.http.base_url).rstrip("/")
    bot = telegram.Bot(TOKEN, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot")
    async with bot:
        yield bot


async def test_a_day_with_the_coach(served: Desk, bot: telegram.Bot) -> None:
    await served.says(served.alice, "/start")
    (start,) = await bot.get_updates(timeout=5)
    assert start.message
    assert start.message.text == "/start"

    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Done", callback_data="d|1")]])
    prompt = await bot.send_message(
        served.alice, "*Five* knots", parse_mode="MarkdownV2", reply_markup=keyboard
    )
    assert prompt.entities[0].type == "bold"
    await served.does("tap", served.alice, message_id=prompt.message_id, data="d|1")
    (tap,) = await bot.get_updates(offset=start.update_id + 1, timeout=5)
    assert tap.callback_query
    assert await tap.callback_query.answer("Well done")
    edited = await tap.callback_query.edit_message_text("Done today")
    assert isinstance(edited, telegram.Message)
    assert edited.reply_markup is None

    photo = await bot.send_photo(served.alice, PICTURE, caption="Tie", disable_notification=True)
    file = await photo.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == PICTURE
    again = await bot.send_photo(served.alice, photo.photo[-1].file_id)
    assert again.photo == photo.photo
    media = telegram.InputMediaPhoto(PICTURE, caption="New")
    changed = await bot.edit_message_media(media, served.alice, again.message_id)
    assert isinstance(changed, telegram.Message)
    assert changed.caption == "New"
    clip = await bot.send_animation(served.alice, b"GIF89a" + bytes(10), filename="tie.gif")
    assert clip.animation
    document = await bot.send_document(served.alice, b"BEGIN:VCALENDAR", filename="plan.ics")
    assert document.document
    assert document.document.mime_type == "text/calendar"
    album = [telegram.InputMediaPhoto(PICTURE), telegram.InputMediaPhoto(PICTURE)]
    assert len(await bot.send_media_group(served.alice, album)) == 2
    assert await bot.set_message_reaction(served.alice, start.message.message_id, "👍")
    assert await bot.send_chat_action(served.alice, "typing")
    assert await bot.set_my_commands([("start", "Begin")])
    assert (await bot.get_my_commands())[0].command == "start"
    assert (await bot.get_chat(served.alice)).first_name == "Alice"
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.delete_message(served.alice, clip.message_id)


async def test_refusals_are_the_librarys_own_errors(
    served: Desk, bot: telegram.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else the library warns of its own future
    await served.says(served.alice, "/start")
    with pytest.raises(error.BadRequest, match="Chat not found"):
        await bot.send_message(7, "x")
    with pytest.raises(error.Forbidden, match="can't initiate conversation"):
        await bot.send_message(served.bob, "x")
    sent = await bot.send_message(served.alice, "x")
    with pytest.raises(error.BadRequest, match="Message is not modified"):
        await bot.edit_message_text("x", served.alice, sent.message_id)
    fault = {"method": "sendMessage", "retry_after": 3, "times": 1}
    await served.http.post("/phone/fault", json=fault)
    with pytest.raises(error.RetryAfter) as refused:
        await bot.send_message(served.alice, "x")
    assert refused.value.retry_after == timedelta(seconds=3)
    await served.does("block", served.alice, blocked=True)
    with pytest.raises(error.Forbidden, match="bot was blocked by the user"):
        await bot.send_message(served.alice, "x")


async def test_aiogram_knows_every_field_of_every_update(served: Desk) -> None:
    from aiogram.types import Message, Update

    alice = served.alice
    kinds = ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]
    await served.updates(allowed_updates=kinds)
    own = await served.says(alice, "/start https://example.com")
    await served.does("edit", alice, message_id=own, text="/start")
    await served.does("location", alice, latitude=1, longitude=2)
    await served.does("sticker", alice)
    sent = await served.upload(
        "sendPhoto", {"photo": PICTURE}, chat_id=alice, caption="<b>x</b>", parse_mode="HTML"
    )
    message_id = sent.result["message_id"]
    await served.does("tap", alice, message_id=message_id, data="x")
    await served.does("react", alice, message_id=message_id, emoji="👍")
    await served.does("group_message", alice, title="Ward 7", text="/today")
    await served.does("block", alice, blocked=True)

    updates = await served.updates()
    assert len(updates) == 9
    for update in updates:
        assert_known(Update.model_validate(update))
    assert_known(Message.model_validate(sent.result))


def assert_known(value: Any) -> None:
    """No field that the Bot API does not know."""
    if isinstance(value, BaseModel):
        assert not value.model_extra, value
        for name in type(value).model_fields:
            assert_known(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            assert_known(item)
