"""What those who write the content need of several rooms: checking it, and seeing it."""

from __future__ import annotations

from pathlib import Path

from bot.chat.phone_view import phone_view
from bot.chat.proofs import proofs
from bot.library import coverage
from bot.library.check import check
from bot.library.faults import Fault
from bot.library.load import Reading, load_library
from bot.texts.texts import Texts


def content_faults(folder: Path) -> list[Fault]:
    """Return all that is wrong with a content folder, the cards included that it makes."""
    texts = Texts()
    return check(folder, lambda library: proofs(library, texts))


def write_down(folder: Path) -> None:
    """Bring up to date what is generated from the content: the table of topics, and ids.txt."""
    coverage.write_down(folder, Reading(folder))


def shown_on_a_phone(folder: Path, item_id: str) -> str | None:
    """Return the cards of an item as the phone shows them; None where there is no such item."""
    library = load_library(folder)
    taught = library.taught(item_id) or library.safety.get(item_id)
    return phone_view(taught, library, Texts()) if taught else None
