"""What is needed of the room that draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from bot.domain.content import Library, Picture
from bot.domain.plates import NeedleHand, Plate
from bot.domain.sheets import Paper, Sheet

Drawing: TypeAlias = Picture | Plate


def sent_with_cards(library: Library) -> Iterator[Sequence[Drawing]]:
    """Yield all that is sent with cards, soonest what most learners see soonest; what one child
    process may draw together comes as one."""
    items = (*library.drills.values(), *library.techniques.values())
    pictures = [item.picture for item in items if item.picture]
    asked = [question for lesson in library.techniques.values() for question in lesson.quiz]
    yield from ([picture] for picture in pictures)
    for hand in NeedleHand:
        plates = [picture.held(hand) for picture in pictures if isinstance(picture, Plate)]
        yield from ([plate] for plate in plates)
        yield from ([plate.film] for plate in plates)
        yield [question.picture.held(hand) for question in asked if question.picture]
        yield from ([*plate.steps()] for plate in plates)


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
