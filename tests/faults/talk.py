"""People who write meanwhile, and how long each waits for the answer."""

from __future__ import annotations

import asyncio
import contextlib
import statistics
import time
from dataclasses import dataclass, field
from itertools import count

from tests.faults.world import World

FIRST_PERSON = 500_000
WAITS_AT_MOST_S = 10.0


@dataclass(slots=True)
class Talk:
    """One person after the other asks for help."""

    world: World
    asked_at: dict[int, float] = field(default_factory=dict)
    _task: asyncio.Task[None] | None = None

    def begin(self, every_s: float) -> None:
        async def write() -> None:
            for person in count(FIRST_PERSON):
                self.asked_at[person] = time.monotonic()
                self.world.telegram.says(person, "/privacy")
                await asyncio.sleep(every_s)

        self._task = asyncio.create_task(write())

    async def end(self) -> None:
        """Let nobody write any more, and wait for the answers."""
        assert self._task
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        give_up = time.monotonic() + WAITS_AT_MOST_S
        while self.unanswered and time.monotonic() < give_up:
            await asyncio.sleep(0.05)

    @property
    def unanswered(self) -> set[int]:
        return self.asked_at.keys() - {each.chat for each in self.world.telegram.requests}

    def facts(self) -> dict[str, int | float]:
        """Return how many were answered, and the milliseconds until their answer was on its way."""
        came_at: dict[int, float] = {}
        for each in self.world.telegram.requests:
            came_at.setdefault(each.chat, each.came_at)
        waits = sorted(
            came_at[who] - asked_at for who, asked_at in self.asked_at.items() if who in came_at
        )
        return {
            "answers": len(waits),
            "p50 ms": round(statistics.median(waits) * 1_000),
            "p99 ms": round(waits[int(len(waits) * 0.99)] * 1_000),
        }
