"""What is needed of the room that draws."""

from __future__ import annotations

from typing import Protocol

from bot.domain.content import Picture


class PictureFailed(Exception):
    """A drawing could not be rendered; the message names it and says why."""

    def __init__(self, picture: Picture, why: str) -> None:
        super().__init__(f"picture {picture.sha256[:12]} ({picture.alt}): {why}")


class Pictures(Protocol):
    """Turns drawings into what Telegram takes."""

    async def png(self, picture: Picture) -> bytes:
        """Return the drawing as PNG; raise PictureFailed."""
