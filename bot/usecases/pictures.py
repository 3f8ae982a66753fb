"""What is needed of the room that draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from bot.domain.content import Picture
from bot.domain.plates import Plate
from bot.domain.sheets import Paper, Sheet

Drawing: TypeAlias = Picture | Plate


class PictureFailed(Exception):
    """A drawing could not be rendered; the message names it and says why."""

    def __init__(self, drawing: Drawing, why: str) -> None:
        shown = "" if isinstance(drawing, Picture) else f"{drawing.shows} {drawing.number} of "
        super().__init__(f"picture {shown}({drawing.alt}): {why}")


class Pictures(Protocol):
    """Turns drawings into what Telegram takes: PNG, and MP4 for a film."""

    def content(self, drawing: Drawing) -> str:
        """Return a hash of all that makes the file; the same file has the same one."""

    async def at_hand(self, drawing: Drawing) -> bytes | None:
        """Return the file where it was drawn before."""

    async def files(self, drawings: Sequence[Drawing]) -> list[bytes | None]:
        """Return the file of each drawing, drawn now where need be; None where that fails."""


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
