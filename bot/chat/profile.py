"""What Telegram shows of the bot: the command menu, which lists only what works, and who it is."""

from __future__ import annotations

from bot.chat.wire import Wire
from bot.texts.texts import Texts

MENU = (
    "today",
    "refresh",
    "drills",
    "log",
    "checkin",
    "progress",
    "undo",
    "remind",
    "why",
    "calendar",
    "dates",
    "pause",
    "resume",
    "settings",
    "privacy",
    "forget",
    "help",
)


async def introduce(wire: Wire, texts: Texts) -> None:
    """Set the menu and the description; the bot works without them."""
    await wire.introduce(
        [(command, texts.label(f"command.{command}")) for command in MENU],
        texts.label("profile.description"),
        texts.label("profile.short"),
    )
