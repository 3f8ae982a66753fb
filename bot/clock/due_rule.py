"""A rule that is due, from its lease to the outcome of its message."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog
from prometheus_client import Counter

from bot.usecases.claims import WrittenDown, write_down
from bot.usecases.deliveries import Lease
from bot.usecases.outgoing import Message, Outcome, Posted
from bot.usecases.ports import Tx

log = structlog.get_logger(__name__)

REMINDERS = Counter("steadyhand_reminders", "Occurrences that came to an end", ["outcome"])


class DueRule:
    """It is written down in the transaction that begins its message, and not earlier.

    Of a transaction that came to nothing nothing is kept: that one was committed is known as soon
    as its outcome is recorded.
    """

    def __init__(self, rule: int, in_hand: set[int]) -> None:
        """Note in `in_hand` which deliveries are its own, so that nobody else takes them up."""
        self._rule, self._in_hand = rule, in_hand
        self._written: WrittenDown | None = None  # in the latest transaction
        self._own: set[int] = set()
        self.delivery: int | None = None  # written down and committed

    def begin(
        self, tx: Tx, lease: Lease, now: datetime, prompt: Callable[[int, Tx], Message | None]
    ) -> Message | None:
        """Write the rule down, unless an earlier try did; return its message, if it is wanted."""
        if self.delivery is not None:
            return prompt(self.delivery, tx)
        self._written = write_down(tx, self._rule, lease, now)
        pending = self._written.delivery if self._written else None
        if pending is None:
            return None
        self._own.add(pending)
        self._in_hand.add(pending)
        return prompt(pending, tx)

    def record(
        self, tx: Tx, posted: Posted, record: Callable[[int, Tx, Posted], Outcome | None]
    ) -> Outcome | None:
        """Record what became of its message."""
        written, self._written = self._written, None
        if written is not None:
            self._tell(written)
            self.delivery = written.delivery
        return None if self.delivery is None else record(self.delivery, tx, posted)

    def let_go(self) -> None:
        """Leave its deliveries to whoever finds them unfinished."""
        self._in_hand -= self._own

    def _tell(self, written: WrittenDown) -> None:
        REMINDERS.labels("missed").inc(written.missed)
        if written.broken:
            log.error("reminder postponed", rule=self._rule, error=written.broken)
