"""The Bot API face: the table of methods, and what is answered to a call."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from . import methods_changing as changing
from . import methods_profile as profile
from . import methods_sending as sending
from . import methods_updates as updates
from .errors import ApiError
from .parameters import Parameters, read_parameters
from .phone import Phone

Method = Callable[[Phone, Parameters], Any]

_METHODS: Final[dict[str, Method]] = {
    "getMe": profile.get_me,
    "deleteWebhook": updates.delete_webhook,
    "getWebhookInfo": updates.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendAnimation": sending.send_animation,
    "sendMediaGroup": sending.send_media_group,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": changing.edit_message_text,
    "editMessageCaption": changing.edit_message_caption,
    "editMessageMedia": changing.edit_message_media,
    "editMessageReplyMarkup": changing.edit_message_reply_markup,
    "deleteMessage": changing.delete_message,
    "deleteMessages": changing.delete_messages,
    "setMessageReaction": changing.set_message_reaction,
    "answerCallbackQuery": changing.answer_callback_query,
    "getFile": profile.get_file,
    "getChat": profile.get_chat,
    "setMyCommands": profile.set_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "getMyCommands": profile.get_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
}
# Telegram does not mind the case of a method's name.
_BY_LOWERED_NAME: Final = {name.lower(): method for name, method in _METHODS.items()}
_GET_UPDATES: Final = "getupdates"
_UNAUTHORIZED: Final = ApiError(401, "Unauthorized")
_PDF: Final = "application/pdf"
_SHOWN: Final = ("image/", "video/", "audio/", _PDF)
_POLICY: Final = "default-src 'none'"
_NOT_FOUND: Final = ApiError(404, "Not Found")
_log = logging.getLogger(__name__)


class BotApi:
    """Answers the bot's calls."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone

    async def call(self, request: Request) -> Response:
        """/bot<token>/METHOD."""
        name = request.path_params["method"]
        try:
            self._check_token(request)
            result = await self._result(name, request)
        except ApiError as error:
            return JSONResponse(error.answer(), status_code=error.error_code)
        except Exception:  # noqa: BLE001 - whatever goes wrong, the bot gets a JSON answer
            _log.exception("the phone failed in %s", name)
            failure = ApiError(500, "Internal Server Error")
            return JSONResponse(failure.answer(), status_code=500)
        return JSONResponse({"ok": True, "result": result})

    async def download(self, request: Request) -> Response:
        """/file/bot<token>/PATH."""
        try:
            self._check_token(request)
        except ApiError as error:
            return JSONResponse(error.answer(), status_code=error.error_code)
        file = self._phone.files.at_path(request.path_params["path"])
        if file is None:
            return JSONResponse(_NOT_FOUND.answer(), status_code=404)
        shown = file.mime_type.startswith(_SHOWN)
        headers = {
            # What a person uploads must never act as a page of this origin. A browser's viewer of
            # PDF files keeps them apart by itself, and shows nothing in a sandbox.
            "Content-Security-Policy": _POLICY if file.mime_type == _PDF else f"sandbox; {_POLICY}",
            "X-Content-Type-Options": "nosniff",
            "Content-Disposition": "inline" if shown else "attachment",
            "Cache-Control": "private, max-age=31536000, immutable",
        }
        return Response(file.content, media_type=file.mime_type, headers=headers)

    def _check_token(self, request: Request) -> None:
        given = request.path_params["token"].encode()
        if not hmac.compare_digest(given, self._phone.token.encode()):
            raise _UNAUTHORIZED

    async def _result(self, name: str, request: Request) -> Any:
        lowered = name.lower()
        self._phone.faults.raise_if_ordered(lowered)
        if lowered == _GET_UPDATES:
            return await updates.get_updates(self._phone, await read_parameters(request))
        method = _BY_LOWERED_NAME.get(lowered)
        if method is None:
            raise _NOT_FOUND
        parameters = await read_parameters(request)
        with self._phone.step():
            return method(self._phone, parameters)
