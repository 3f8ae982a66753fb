"""What is needed of the room that draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.domain.content import Picture
from bot.domain.sheets import Paper, Sheet


class PictureFailed(Exception):
    """A drawing could not be rendered; the message names it and says why."""

    def __init__(self, picture: Picture, why: str) -> None:
        super().__init__(f"picture {picture.sha256[:12]} ({picture.alt}): {why}")


class Pictures(Protocol):
    """Turns drawings into what Telegram takes."""

    async def png(self, picture: Picture) -> bytes:
        """Return the drawing as PNG; raise PictureFailed."""


@dataclass(frozen=True, slots=True)
class Printout:
    """A practice sheet on paper; its code leads to `link`."""

    sheet: Sheet
    paper: Paper
    link: str


class SheetFailed(Exception):
    """A practice sheet could not be written; the message names it and says why."""

    def __init__(self, printout: Printout, why: str) -> None:
        super().__init__(f"sheet {printout.sheet.id} on {printout.paper}: {why}")


class Sheets(Protocol):
    """Turns practice sheets into files."""

    def content(self, printout: Printout) -> str:
        """Return a hash of all that makes the file; the same file has the same one."""

    async def pdf(self, printout: Printout) -> bytes:
        """Return the page as PDF; raise SheetFailed."""
