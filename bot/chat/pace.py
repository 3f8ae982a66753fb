"""Telegram's budget: so many messages a second overall, people before scheduled ones."""

from __future__ import annotations

import asyncio
import heapq
from itertools import count

BURST_S = 1.0  # a quiet second may be made up for at once
FOR_PEOPLE = 3.0  # tokens that scheduled messages leave there: whoever is answered waits for none
CHAT_RATE = 1.0  # messages a second in one chat, over time
CHAT_BURST = 20.0  # a person's own pace bounds what they are answered
FORGET_CHATS_ABOVE = 10_000


class Bucket:
    """A token bucket on the event loop's clock."""

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self.rate, self.burst = rate, burst
        self.tokens, self.at = burst, now

    def wait(self, now: float, left: float = 0.0, *, tokens: int = 1) -> float:
        """Return the seconds until `tokens` are there, and `left` more if it can hold so many."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        missing = min(tokens + left, self.burst) - self.tokens
        return max(missing / self.rate, 0.0)

    def take(self, tokens: int = 1) -> None:
        """Take tokens; those that it cannot hold are owed, and who comes later waits for them."""
        self.tokens -= tokens


class Pace:
    """Hands out turns to send; an urgent one overtakes all that are not."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._bucket: Bucket | None = None
        self._waiting: list[tuple[int, int, int, asyncio.Future[None]]] = []
        self._order = count()
        self._timer: asyncio.TimerHandle | None = None
        self._held_until = 0.0
        self._chats: dict[int, Bucket] = {}

    async def turn(self, *, urgent: bool, messages: int = 1) -> None:
        """Wait for a turn within the overall budget, for so many messages at once."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (0 if urgent else 1, next(self._order), messages, turn))
        self._release()
        await turn

    async def chat_turn(self, chat: int, messages: int = 1) -> None:
        """Wait until more messages in this chat are welcome to Telegram."""
        now = asyncio.get_running_loop().time()
        if len(self._chats) > FORGET_CHATS_ABOVE:
            self._chats = {c: b for c, b in self._chats.items() if now - b.at < CHAT_BURST}
        bucket = self._chats.setdefault(chat, Bucket(CHAT_RATE, CHAT_BURST, now))
        wait = bucket.wait(now, tokens=messages)
        bucket.take(messages)
        if wait:
            await asyncio.sleep(wait)

    def hold(self, seconds: float) -> None:
        """Send nothing scheduled for a while: Telegram asked for it."""
        self._held_until = max(self._held_until, asyncio.get_running_loop().time() + seconds)

    @property
    def is_held(self) -> bool:
        """Tell whether Telegram asked us to wait."""
        return asyncio.get_running_loop().time() < self._held_until

    def _release(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self._bucket is None:
            self._bucket = Bucket(self._rate, max(1.0, self._rate * BURST_S), now)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._waiting:
            priority, _, messages, turn = self._waiting[0]
            wait = self._bucket.wait(now, FOR_PEOPLE if priority else 0.0, tokens=messages)
            if priority:
                wait = max(wait, self._held_until - now)
            if wait > 0 and not turn.done():
                self._timer = loop.call_later(wait, self._release)
                return
            heapq.heappop(self._waiting)
            if not turn.done():
                self._bucket.take(messages)
                turn.set_result(None)
