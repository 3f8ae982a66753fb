"""A worker on its rounds, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.openings import Opening
from bot.texts.texts import Texts
from bot.usecases import reminders
from bot.usecases.claims import claim_due, write_down
from bot.usecases.deliveries import Delivery, DeliveryState, Lease
from bot.usecases.outgoing import Outcome
from bot.usecases.reminders import Goodbye, Prompt, Stock

if TYPE_CHECKING:
    from tests.usecases.conftest import World

OPENINGS: tuple[Opening, ...] = tuple(Texts().openings())


@dataclass
class Claimed:
    """What all that was due came to."""

    deliveries: list[int] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)
    missed: int = 0
    more: bool = False


@dataclass
class Postman:
    """Claims, takes, begins and records as a worker of this name; `world.now` is real time, too."""

    world: World
    name: str = "postman"

    @property
    def lease(self) -> Lease:
        return Lease(self.name, self.world.now, self.world.now + timedelta(seconds=30))

    async def claim(self, limit: int = 100) -> Claimed:
        """Lease what is due and write it down at once, as if the turn of each had come."""
        rules = await self.world.clock(claim_due, self.world.now, self.lease, limit)
        claimed = Claimed(more=len(rules) == limit)
        for rule in rules:
            written = await self.world.clock(write_down, rule, self.lease, self.world.now)
            assert written is not None
            claimed.missed += written.missed
            claimed.deliveries += [written.delivery] if written.delivery else []
            claimed.broken += [(rule, written.broken)] if written.broken else []
        return claimed

    async def claim_one(self) -> int:
        (delivery,) = (await self.claim()).deliveries
        return delivery

    async def take(self) -> list[int]:
        return await self.world.clock(
            lambda tx: tx.deliveries.take(self.world.now, self.lease, 100)
        )

    async def begin(self, delivery: int) -> Prompt | Goodbye | None:
        stock = Stock(self.world.library, OPENINGS)
        now = self.world.now
        message = await self.world.clock(reminders.begin, stock, self.lease, delivery, now)
        return message.screen if message else None

    async def record(
        self,
        delivery: int,
        outcome: Outcome = Outcome.SENT,
        message: int | None = 77,
        *,
        in_doubt: bool = False,
    ) -> Outcome | None:
        return await self.world.clock(
            partial(reminders.record, in_doubt=in_doubt),
            *(delivery, self.name, outcome, message, self.world.now),
        )

    async def send(self, delivery: int) -> Prompt | Goodbye | None:
        message = await self.begin(delivery)
        if message:
            await self.record(delivery)
        return message

    async def round(self) -> list[Prompt | Goodbye]:
        """Deliver all that is due now; return what was sent."""
        waiting = [*await self.take(), *(await self.claim()).deliveries]
        sent = [await self.send(delivery) for delivery in waiting]
        return [message for message in sent if message]

    async def kept(self, delivery: int) -> Delivery:
        found = await self.world.clock(lambda tx: tx.deliveries.get(delivery))
        assert found is not None
        return found

    async def end_of(self, delivery: int) -> tuple[DeliveryState, str]:
        kept = await self.kept(delivery)
        return kept.state, kept.why
