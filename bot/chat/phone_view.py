"""An item's cards as the phone shows them, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from bot.chat.buttons import Inline
from bot.chat.proofs import Shown, cards_of
from bot.chat.screens import Rendered, render
from bot.domain.content import Library, SafetyPage, Taught
from bot.texts.texts import Texts

WIDTH = 46  # characters, about as many as a phone has on a line
LATER_LEVELS = tuple(f"level {number}" for number in range(2, 6))


def phone_view(taught: Taught | SafetyPage, library: Library, texts: Texts) -> str:
    """Return the cards of an item, one below the other; of its levels the first."""
    cards = (card for card in cards_of(taught, library) if card.name not in LATER_LEVELS)
    return "\n\n".join("\n".join(_card(card, texts)) for card in cards)


def _card(card: Shown, texts: Texts) -> Iterator[str]:
    rendered = render(card.facts, texts)
    yield f"--- {card.name} ".ljust(WIDTH, "-")
    if rendered.picture:
        yield from textwrap.wrap(f"(picture: {rendered.picture.alt})", WIDTH)
    for line in rendered.text.text.split("\n"):
        yield from textwrap.wrap(line, WIDTH) or [""]
    yield from _buttons(rendered)


def _buttons(rendered: Rendered) -> Iterator[str]:
    rows = rendered.keyboard.rows if isinstance(rendered.keyboard, Inline) else ()
    for row in rows:
        yield " ".join(f"[{button.label}]" for button in row)
