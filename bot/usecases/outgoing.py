"""The one door out for messages that nobody's tap asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from bot.usecases.ports import Tx


@dataclass(frozen=True, slots=True)
class Message:
    """A message to a learner: the facts of a screen, and whether it must be heard."""

    learner: int
    chat: int
    screen: Any
    silent: bool


class Outcome(StrEnum):
    """What became of a message."""

    SENT = "sent"
    GONE = "gone"  # the person blocked the bot or is no more
    REFUSED = "refused"  # Telegram will never take it
    LATER = "later"  # Telegram or the network asks us to wait
    UNKNOWN = "unknown"  # the request left, no answer came


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a message; outcome None: it was not wanted any more."""

    outcome: Outcome | None
    message: int | None = None
    wait: float = 0.0  # seconds that Telegram asked us to wait, with Outcome.LATER
    in_doubt: bool = False  # it may have arrived although nobody said so


Prepare = Callable[[Tx], Message | None]


class Outbox(Protocol):
    """Sends at Telegram's pace, people's replies before everything else."""

    async def post(self, prepare: Prepare) -> Posted:
        """Wait for a turn, then run `prepare` in a transaction and send what it returns.

        State is thus checked once more at the very moment of sending.
        """
