"""The Bot API as we use it: say, change, toast, and the raw updates."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import Any

import structlog
from telegram import Bot, BotCommand, InputFile
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.chat.calls import Call, Markup, ToastCall
from bot.chat.requests import AiohttpRequest, plain

log = structlog.get_logger(__name__)

os.environ.setdefault("PTB_TIMEDELTA", "1")  # durations as timedelta; the library warns of both

ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]
CAPTION_UNITS = 1024  # UTF-16
POLL_S = 25
CONNECTIONS = 64

NOT_MODIFIED = "message is not modified"
NO_TEXT = "there is no text in the message to edit"
NO_CAPTION = "there is no caption in the message to edit"
CANNOT_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "caption is too long",
    "caption_too_long",
)


class PictureUnknown(Exception):
    """Telegram does not know a file_id that it gave us once."""


class ApiBot(Bot):
    """PTB's Bot, plus calls and updates as data.

    Making the library's objects of every answer takes as long as the request itself, and one
    malformed update must not hide the others.
    """

    async def call(self, method: str, **parameters: Any) -> Any:
        """Call a method with Telegram's own parameter names (None: left out); return its result."""
        return await self.request.post(f"{self.base_url}/{method}", plain(parameters))

    async def upload(self, method: str, **parameters: Any) -> Any:
        """Call a method with a file among its parameters."""
        return await self._post(method, parameters)

    async def raw_updates(self, offset: int | None, timeout: int) -> list[dict[str, Any]]:
        """Long-poll for updates; `offset` acknowledges all before it."""
        data = {"timeout": timeout, "allowed_updates": ALLOWED_UPDATES, "offset": offset}
        result = await self._post("getUpdates", data, read_timeout=timeout + 10)
        found = result if isinstance(result, list) else []
        return [each for each in found if isinstance(each, dict) and _has_id(each)]


class Wire:
    """One bot on one Bot API server."""

    def __init__(self, token: str, api_url: str) -> None:
        self.bot = ApiBot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=AiohttpRequest(CONNECTIONS),
            get_updates_request=AiohttpRequest(2),
        )

    async def start(self) -> int:
        """Sign in and return the bot's id; InvalidToken and NetworkError are the caller's."""
        try:
            await self.bot.initialize()
        except InvalidToken:  # its message quotes the token
            raise InvalidToken("Unauthorized") from None
        return self.bot.id

    async def close(self) -> None:
        await self.bot.shutdown()

    async def updates(self, offset: int | None) -> list[dict[str, Any]]:
        return await self.bot.raw_updates(offset, POLL_S)

    async def say(self, call: Call, picture: str | bytes | None) -> tuple[int, str | None]:
        """Send a new message; return its id and the file_id of its picture.

        A picture that Telegram does not take is left out; but one that it was to have already is
        the caller's to upload again: PictureUnknown.
        """
        if picture is not None and fits_caption(call.text):
            try:
                return await self._say_picture(call, picture)
            except (BadRequest, InvalidToken) as error:  # PTB's name for 404, an unknown method
                if isinstance(error, BadRequest) and not _about_picture(error):
                    raise
                if isinstance(picture, str) and isinstance(error, BadRequest):
                    raise PictureUnknown(error.message) from error
                log.warning("picture refused, sending words alone", error=str(error))
        message = await self.bot.call(
            "sendMessage",
            chat_id=call.chat,
            text=call.text,
            entities=call.entities or None,
            reply_markup=call.markup,
            disable_notification=call.silent,
        )
        return message["message_id"], None

    async def _say_picture(self, call: Call, picture: str | bytes) -> tuple[int, str | None]:
        new = isinstance(picture, bytes)
        send = self.bot.upload if new else self.bot.call
        message = await send(
            "sendPhoto",
            chat_id=call.chat,
            photo=InputFile(picture, filename="drawing.png") if new else picture,
            caption=call.text,
            caption_entities=call.entities or None,
            reply_markup=call.markup,
            disable_notification=call.silent,
        )
        sizes = message.get("photo")
        return message["message_id"], sizes[-1]["file_id"] if sizes else None

    async def change(self, call: Call) -> int | None:
        """Change a message in place; one that already is so is fine.

        Which message carries a picture is known from a tap, and else guessed: the other kind is
        tried when Telegram says so. One that cannot be changed any more is said anew: then the
        new message's id is returned.
        """
        ways = [self._caption, self._text] if call.on_picture else [self._text, self._caption]
        for way in ways:
            try:
                await way(call)
                return None
            except BadRequest as error:
                reason = error.message.lower()
                if NOT_MODIFIED in reason:
                    return None
                if any(phrase in reason for phrase in CANNOT_EDIT):
                    break
                if way is ways[-1] or not (NO_TEXT in reason or NO_CAPTION in reason):
                    raise
            except InvalidToken:  # a server without this method: better said anew than not at all
                break
        message, _ = await self.say(call, None)
        return message

    async def _text(self, call: Call) -> None:
        await self.bot.call(
            "editMessageText",
            chat_id=call.chat,
            message_id=call.message,
            text=call.text,
            entities=call.entities or None,
            reply_markup=_inline(call.markup),
        )

    async def _caption(self, call: Call) -> None:
        await self.bot.call(
            "editMessageCaption",
            chat_id=call.chat,
            message_id=call.message,
            caption=call.text,
            caption_entities=call.entities or None,
            reply_markup=_inline(call.markup),
        )

    async def download(self, file_id: str) -> bytes:
        """Return a file that a person sent; TelegramError is the caller's."""
        file = await self.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    async def toast(self, toast: ToastCall) -> None:
        """Answer a tap; too late an answer is no fault."""
        try:
            await self.bot.call(
                "answerCallbackQuery",
                callback_query_id=toast.query,
                text=toast.text or None,
                show_alert=toast.alert or None,
            )
        except TelegramError as error:
            log.info("tap not answered", error=type(error).__name__)

    async def introduce(
        self, commands: Sequence[tuple[str, str]], description: str, short: str
    ) -> None:
        """Tell Telegram the command menu and the description; none of it is needed to work."""
        menu = [BotCommand(command, words) for command, words in commands]
        for tell in (
            partial(self.bot.set_my_commands, menu),
            partial(self.bot.set_my_description, description),
            partial(self.bot.set_my_short_description, short),
            self.bot.set_chat_menu_button,
        ):
            try:
                await tell()
            except TelegramError as error:
                log.warning("not introduced", error=str(error))


def _has_id(update: dict[str, Any]) -> bool:
    return isinstance(update.get("update_id"), int)


def fits_caption(text: str) -> bool:
    """Tell whether Telegram takes a text below a picture."""
    return len(text.encode("utf-16-le")) // 2 <= CAPTION_UNITS


def _inline(markup: Markup | None) -> Markup | None:
    return markup if markup and "inline_keyboard" in markup else None


def _about_picture(error: BadRequest) -> bool:
    reason = error.message.lower()
    return any(word in reason for word in ("photo", "image", "file", "media", "caption"))
