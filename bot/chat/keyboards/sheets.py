"""Buttons about pages to print."""

from __future__ import annotations

from collections.abc import Iterator

from bot.chat.buttons import Button, Inline, in_rows, inline
from bot.chat.taps import SendSheet
from bot.texts.texts import Texts
from bot.usecases.cards import DrillCard
from bot.usecases.sheets import SheetNotSent, SheetSent


def rows(facts: DrillCard, texts: Texts) -> Iterator[tuple[Button, ...]]:
    """Each page that goes with a card, two a row."""
    buttons = [
        Button(
            texts.label("sheet.send", title=sheet.title), SendSheet(facts.drill.id, sheet.id, None)
        )
        for sheet in facts.sheets
    ]
    return in_rows(buttons, 2)


def sent(facts: SheetSent, texts: Texts) -> Inline:
    """The other paper."""
    other = facts.paper.other
    again = SendSheet(facts.drill.id, facts.sheet.id, other)
    return inline([Button(texts.label(f"sheet.{other}"), again)])


def not_sent(facts: SheetNotSent, texts: Texts) -> Inline:
    """*Try again*, on the same paper."""
    again = SendSheet(facts.drill.id, facts.sheet.id, facts.paper)
    return inline([Button(texts.label("sheet.again"), again)])
