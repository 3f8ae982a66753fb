"""Updates on their way to the bot: kept until a later offset acknowledges them."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Final

from .database import Database
from .errors import ApiError

KINDS: Final = frozenset(
    """
    message edited_message channel_post edited_channel_post business_connection business_message
    edited_business_message deleted_business_messages guest_message message_reaction
    message_reaction_count inline_query chosen_inline_result callback_query shipping_query
    pre_checkout_query purchased_paid_media poll poll_answer my_chat_member chat_member
    chat_join_request chat_boost removed_chat_boost managed_bot subscription
    """.split()
)
_ONLY_WHEN_ASKED: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
# Telegram takes an offset this far ahead for one of another life of the bot, and starts anew.
_FUTURE: Final = 10


class Updates:
    """The queue, in the order in which things happened."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, kind: str, content: dict[str, Any]) -> None:
        """Queues an update, unless the bot did not ask for its kind."""
        if kind in self.allowed():
            body = json.dumps({kind: content})
            self._database.run("insert into updates (body) values (?)", body)

    def allowed(self) -> frozenset[str]:
        """The kinds that the bot wants."""
        chosen = self._database.fact("allowed_updates")
        return frozenset(chosen) if chosen else KINDS - _ONLY_WHEN_ASKED

    def allow(self, kinds: list[str]) -> None:
        """Remembers the kinds that the bot wants; an empty list means the usual ones."""
        self._database.set_fact("allowed_updates", sorted(KINDS.intersection(kinds)))

    def acknowledge(self, offset: int) -> None:
        """Forgets what lies before `offset`; a negative one keeps only that many of the last."""
        if offset < 0:
            self._database.run(
                "delete from updates where update_id not in "
                "(select update_id from updates order by update_id desc limit ?)",
                -offset,
            )
        elif offset <= self._next_id() + _FUTURE:
            self._database.run("delete from updates where update_id < ?", offset)

    def _next_id(self) -> int:
        last = self._database.value("select seq from sqlite_sequence where name = 'updates'")
        return int(last or 0) + 1

    def waiting(self, limit: int) -> list[dict[str, Any]]:
        """The oldest updates, with their ids."""
        rows = self._database.rows("select * from updates order by update_id limit ?", limit)
        return [{"update_id": row["update_id"]} | json.loads(row["body"]) for row in rows]

    def count(self) -> int:
        """How many wait."""
        return int(self._database.value("select count(*) from updates"))

    def clear(self) -> None:
        """Forgets all."""
        self._database.run("delete from updates")


class LongPoll:
    """The one getUpdates request that may wait for updates."""

    def __init__(self) -> None:
        self._waiting: asyncio.Future[None] | None = None
        self._latest = 0
        self.closed = False

    def begin(self) -> int:
        """A getUpdates came: the one that waits is over, also when it was woken just now."""
        self._latest += 1
        self.wake()
        return self._latest

    def raise_if_over(self, request: int) -> None:
        """A conflict for a request after which another one came."""
        if request != self._latest:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )

    def wake(self) -> None:
        """There may be something to fetch."""
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(None)

    def close(self) -> None:
        """Nothing will come any more; whoever waits is let go."""
        self.closed = True
        self.wake()

    async def wait(self, seconds: float) -> None:
        """Returns when woken or when the time is over."""
        waiting = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        try:
            async with asyncio.timeout(seconds):
                await waiting
        except TimeoutError:
            pass
