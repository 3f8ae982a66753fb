"""An event loop whose clock jumps to the next timer, so that an hour of waiting takes no time."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
A_LOOK_TAKES_S = 1e-9  # at the clock: else time that is rounded away would never go by


class _Jumping(selectors.SelectSelector):
    """Never waits: what it was to wait for counts as gone by."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None:
            raise RuntimeError("everything waits, and nothing will ever happen")
        self.now += timeout
        return []


class SimulatedLoop(asyncio.SelectorEventLoop):
    """All must run in the loop's own thread: time does not wait for others."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        self._jumping.now += A_LOOK_TAKES_S
        return self._jumping.now


def simulate(story: Coroutine[Any, Any, T]) -> T:
    """Run a story in simulated time, which begins at 0."""
    with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
        return runner.run(story)


def now() -> float:
    """Return the simulated seconds since the story began."""
    return round(asyncio.get_running_loop().time(), 6)
