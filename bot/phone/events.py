"""What the page is told as it happens, with a short memory for pages that lost the connection."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final

_REMEMBERED: Final = 2000


@dataclass(frozen=True, slots=True)
class Event:
    """One server-sent event; `person` None is for everybody."""

    id: str
    person: int | None
    name: str
    data: Any

    def is_for(self, person: int) -> bool:
        """Whether this person's page shall see it."""
        return self.person in (None, person)


class Events:
    """Passes events on to the open pages.

    This is a cable, not a store: what happened is in the database, and a page that missed more
    than is remembered here is told to load it again.
    """

    def __init__(self) -> None:
        # Ids of an earlier process must not be taken for ours.
        self._life = secrets.token_hex(4)
        self._last = 0
        self._past: deque[Event] = deque(maxlen=_REMEMBERED)
        self._pages: dict[asyncio.Queue[Event | None], int] = {}

    @property
    def last_id(self) -> str:
        """The id of the newest event."""
        return self._id(self._last)

    def publish(self, person: int | None, name: str, data: Any) -> None:
        """Tells every page that shows this person, or all pages."""
        self._last += 1
        event = Event(self._id(self._last), person, name, data)
        self._past.append(event)
        for page, viewer in self._pages.items():
            if event.is_for(viewer):
                page.put_nowait(event)

    def is_watched(self, person: int) -> bool:
        """Whether a page shows this person right now."""
        return person in self._pages.values()

    def close(self) -> None:
        """Ends all streams."""
        for page in self._pages:
            page.put_nowait(None)

    async def stream(self, person: int, last_id: str | None) -> AsyncIterator[Event]:
        """The events of one page: first those that it missed, then new ones as they come."""
        page: asyncio.Queue[Event | None] = asyncio.Queue()
        for event in self._missed(person, last_id):
            page.put_nowait(event)
        self._pages[page] = person
        try:
            while (event_or_end := await page.get()) is not None:
                yield event_or_end
        finally:
            del self._pages[page]

    def _missed(self, person: int, last_id: str | None) -> list[Event]:
        if not last_id or last_id == self.last_id:
            return []
        ids = [event.id for event in self._past]
        if last_id == self._id(self._last - len(ids)):
            return [event for event in self._past if event.is_for(person)]
        if last_id not in ids:
            return [Event(self.last_id, person, "reload", {})]
        newer = list(self._past)[ids.index(last_id) + 1 :]
        return [event for event in newer if event.is_for(person)]

    def _id(self, number: int) -> str:
        return f"{self._life}-{number}"
