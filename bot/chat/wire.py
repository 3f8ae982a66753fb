"""The Bot API as we use it: say, change, toast, and the raw updates."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import structlog
from telegram import Bot, BotCommand, InputFile, InputMediaPhoto, MessageEntity
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.chat.calls import Call, Caption, Markup, ToastCall
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
ABOUT_FILES = (
    *("photo", "image", "document", "animation", "video", "file", "media", "caption"),
    *("group send failed", "failed to send message"),
)
ALBUM_ITEM = re.compile(r"failed to send message #(\d+)", re.IGNORECASE)


class PictureUnknown(Exception):
    """Telegram does not know a file_id that it gave us once."""


class FileRefused(Exception):
    """Telegram does not take a file; `number` tells which one of an album, from 1, if it said."""

    def __init__(self, why: str, number: int | None = None) -> None:
        super().__init__(why)
        self.number = number


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of an album: its file, or Telegram's file_id, and the words below it."""

    file: str | bytes
    caption: Caption


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

    async def say(
        self, call: Call, picture: str | bytes | None, *, moves: bool = False
    ) -> tuple[int, str | None]:
        """Send a new message; return its id and the file_id of its picture, which may move.

        A picture that Telegram does not take is left out; but one that it was to have already is
        the caller's to upload again: PictureUnknown. So is a film to be sent as a still instead:
        FileRefused.
        """
        if picture is not None and _units(call.text) <= CAPTION_UNITS:
            try:
                return await self._say_picture(call, picture, moves=moves)
            except (BadRequest, InvalidToken) as error:  # PTB's name for 404, an unknown method
                if isinstance(error, BadRequest) and not _about_file(error):
                    raise
                if isinstance(picture, str) and isinstance(error, BadRequest):
                    raise PictureUnknown(error.message) from error
                if moves:
                    raise FileRefused(str(error)) from error
                log.warning("picture refused, sending words alone", error=str(error))
        said = call.in_words
        message = await self.bot.call(
            "sendMessage",
            chat_id=call.chat,
            text=said.text,
            entities=said.entities or None,
            reply_markup=call.markup,
            disable_notification=call.silent,
        )
        return message["message_id"], None

    async def _say_picture(
        self, call: Call, picture: str | bytes, *, moves: bool
    ) -> tuple[int, str | None]:
        method, kind, name = (
            ("sendAnimation", "animation", "steps.mp4")
            if moves
            else ("sendPhoto", "photo", "drawing.png")
        )
        new = isinstance(picture, bytes)
        message = await (self.bot.upload if new else self.bot.call)(
            method,
            chat_id=call.chat,
            caption=call.text,
            caption_entities=call.entities or None,
            reply_markup=call.markup,
            disable_notification=call.silent,
            **{kind: InputFile(picture, filename=name) if new else picture},
        )
        return message["message_id"], _file_id(message)

    async def show(self, call: Call, photos: Sequence[Photo]) -> list[tuple[int, str]]:
        """Send photos as an album, a single one alone; return their messages and file_ids.

        Raises PictureUnknown where Telegram was to have one already, else FileRefused.
        """
        try:
            if len(photos) == 1:
                return [await self._show_one(call, photos[0])]
            return await self._show_all(call, photos)
        except (BadRequest, InvalidToken) as error:
            if isinstance(error, BadRequest) and not _about_file(error):
                raise
            known = any(isinstance(photo.file, str) for photo in photos)
            if known and isinstance(error, BadRequest):
                raise PictureUnknown(error.message) from error
            number = ALBUM_ITEM.search(str(error))
            raise FileRefused(str(error), int(number[1]) if number else None) from error

    async def _show_one(self, call: Call, photo: Photo) -> tuple[int, str]:
        said = replace(call, text=photo.caption.text, entities=photo.caption.entities)
        message, file_id = await self._say_picture(said, photo.file, moves=False)
        return message, file_id or ""

    async def _show_all(self, call: Call, photos: Sequence[Photo]) -> list[tuple[int, str]]:
        messages = await self.bot.upload(
            "sendMediaGroup",
            chat_id=call.chat,
            media=[_input_photo(photo) for photo in photos],
            disable_notification=call.silent,
        )
        return [(message["message_id"], _file_id(message) or "") for message in messages]

    async def hand_over(self, call: Call, file: str | bytes, name: str) -> tuple[int, str]:
        """Send a file under its name, with the call's words; return the message's id and the
        file's file_id.

        Raises PictureUnknown for a file_id that Telegram does not know any more, FileRefused for a
        file that it does not take.
        """
        send = self.bot.upload if isinstance(file, bytes) else self.bot.call
        try:
            message = await send(
                "sendDocument",
                chat_id=call.chat,
                document=InputFile(file, filename=name) if isinstance(file, bytes) else file,
                caption=call.text,
                caption_entities=call.entities or None,
                reply_markup=call.markup,
                disable_notification=call.silent,
            )
        except (BadRequest, InvalidToken) as error:
            if isinstance(error, BadRequest) and not _about_file(error):
                raise
            if isinstance(file, str) and isinstance(error, BadRequest):
                raise PictureUnknown(error.message) from error
            raise FileRefused(str(error)) from error
        return message["message_id"], message["document"]["file_id"]

    def link(self, payload: str) -> str:
        """Return the address that opens a chat with this bot and brings `payload` to /start."""
        return f"{self.bot.link}?start={payload}"

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


def _input_photo(photo: Photo) -> InputMediaPhoto:
    caption = photo.caption
    entities = MessageEntity.de_list(caption.entities)
    name = f"step{caption.number + 1}.png"
    return InputMediaPhoto(photo.file, caption.text, caption_entities=entities, filename=name)


def _file_id(message: dict[str, Any]) -> str | None:
    """Return the file_id of a message's photo in its full size, or of its film."""
    if sizes := message.get("photo"):
        file_id: str = sizes[-1]["file_id"]
        return file_id
    film = message.get("animation") or message.get("video") or message.get("document")
    return film["file_id"] if film else None


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _inline(markup: Markup | None) -> Markup | None:
    return markup if markup and "inline_keyboard" in markup else None


def _about_file(error: BadRequest) -> bool:
    reason = error.message.lower()
    return any(phrase in reason for phrase in ABOUT_FILES)
