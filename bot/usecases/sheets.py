"""Practice sheets to print: which one, on which paper, and the code on it that leads back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.content import Drill, Technique
from bot.domain.sheets import Paper, Sheet, paper_in
from bot.usecases.turn import Turn, UnknownItem

PAYLOAD = "do-"  # begins what /start brings from a sheet; the id of its drill follows


@dataclass(frozen=True, slots=True)
class SheetSent:
    """The page itself, as a file."""

    drill: Drill | Technique
    sheet: Sheet
    paper: Paper


@dataclass(frozen=True, slots=True)
class SheetNotSent:
    """The page could not be written or sent; it may be asked for again."""

    drill: Drill | Technique
    sheet: Sheet
    paper: Paper


def send(turn: Turn, item_id: str, sheet_id: str, paper: Paper | None) -> SheetSent:
    """Send a sheet of an item, on the paper that is usual where the learner is unless one is named.

    Raises UnknownItem where the library no longer has the two together.
    """
    item = turn.item(item_id)
    sheet = turn.library.sheets.get(sheet_id)
    if sheet is None or sheet_id not in item.sheets:
        raise UnknownItem(sheet_id)
    return SheetSent(item, sheet, paper or paper_in(turn.learner.zone))


def payload_of(item_id: str) -> str:
    """Return what the code on a sheet gives to /start."""
    return PAYLOAD + item_id


def scanned(turn: Turn, payload: str) -> Drill | Technique | None:
    """Return the item that a payload of /start leads to; None for any other payload."""
    if not payload.startswith(PAYLOAD):
        return None
    return turn.library.item(payload.removeprefix(PAYLOAD))
