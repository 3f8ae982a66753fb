"""The local phone: a Telegram for one bot on this machine, with a chat page instead of an app."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.routing import Route

from . import page_files
from .api import BotApi
from .page_api import PageApi
from .phone import Phone
from .same_origin import same_origin_only
from .time_bar import TimeBar


@dataclass(frozen=True, slots=True)
class BuiltPhone:
    """Routes to mount, and a way to stop."""

    routes: list[Route]
    _phone: Phone

    async def close(self) -> None:
        """Ends long polls and event streams, and closes the state file."""
        await self._phone.close()


def build_phone(
    *, token: str, state: Path, name: str = "Local bot", time_bar: TimeBar | None = None
) -> BuiltPhone:
    """A phone for the bot of this token and name, whose state lives in the file `state`."""
    phone = Phone(token, name, state, time_bar)
    api, page = BotApi(phone), PageApi(phone)
    routes = [
        Route("/bot{token}/{method}", api.call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", api.download, methods=["GET"]),
        Route("/", page_files.index, methods=["GET"]),
        Route("/page/{path:path}", page_files.asset, methods=["GET"]),
        *page.routes(),
    ]
    guarded = [
        Route(route.path, same_origin_only(route.endpoint), methods=list(route.methods or ()))
        for route in routes
    ]
    return BuiltPhone(guarded, phone)
