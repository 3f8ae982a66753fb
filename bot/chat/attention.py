"""Whether somebody is being answered: what nobody waits for is not begun meanwhile."""

from __future__ import annotations

import asyncio
from types import TracebackType

LINGER_S = 0.001  # for the reply to be on its way
LONGEST_S = 0.05  # that the clock steps back for people: some write at any moment


class Attention:
    """Held while a person's update is served, by any number of them at once."""

    def __init__(self) -> None:
        self._served = 0
        self._waiting = 0
        self._is_free = asyncio.Event()
        self._is_free.set()

    def __enter__(self) -> None:
        self._served += 1
        self._is_free.clear()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._waiting:
            asyncio.get_running_loop().call_later(LINGER_S, self._left)
        else:
            self._left()

    def _left(self) -> None:
        self._served -= 1
        if not self._served:
            self._is_free.set()

    async def free(self) -> None:
        """Wait until nobody is being served, but not for long."""
        if self._is_free.is_set():
            return
        self._waiting += 1
        try:
            async with asyncio.timeout(LONGEST_S):
                await self._is_free.wait()
        except TimeoutError:
            pass
        finally:
            self._waiting -= 1
