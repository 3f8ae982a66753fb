"""Awaiting one typed answer."""

from __future__ import annotations

from datetime import timedelta

from bot.usecases.ports import Pending, PendingInput
from bot.usecases.turn import Turn

WHILE_IT_IS_LOOKED_AT = timedelta(minutes=30)


def await_typed(
    turn: Turn, kind: Pending, about: str = "", within: timedelta = WHILE_IT_IS_LOOKED_AT
) -> None:
    """Take the next words for the answer to what was just shown, and not for an open card's."""
    turn.tx.conversation.close_card(turn.owner)
    awaited = PendingInput(kind, about, turn.now + within)
    turn.tx.conversation.await_input(turn.owner, awaited)
