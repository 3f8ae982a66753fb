"""Messages in the form that the page draws: the Message object and what only the phone knows."""

from __future__ import annotations

from typing import Any, Final

from .files import Files
from .messages import Message, Messages
from .profile import Profile

_WITH_FILES: Final = ("animation", "document", "sticker")


class PageForm:
    """Turns messages into what the page gets."""

    def __init__(self, messages: Messages, profile: Profile, files: Files, token: str) -> None:
        self._messages = messages
        self._profile = profile
        self._files = files
        self._token = token

    def of(self, message: Message) -> dict[str, Any]:
        """One message; files carry the address to load them from."""
        bot = self._profile.user()
        body = self._messages.as_json(message, bot)
        body["out"] = message.sender_id != bot["id"]
        if message.silent:
            body["silent"] = True
        body["reactions"] = message.reactions
        body["person_reactions"] = message.person_reactions
        if "photo" in body:
            body["photo"] = [self._with_address(size) for size in body["photo"]]
        for kind in _WITH_FILES:
            if kind in body:
                body[kind] = self._with_address(body[kind])
        return body

    def _with_address(self, file: dict[str, Any]) -> dict[str, Any]:
        path = self._files.path(file["file_id"])
        return file | {"url": f"/file/bot{self._token}/{path}"}
