"""The clock that the phone shows: real time, or a time bar that somebody can move."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal, Protocol, get_args

Destination = Literal["next-reminder", "tomorrow-morning", "one-week"]
DESTINATIONS: tuple[Destination, ...] = get_args(Destination)


class TimeBar(Protocol):
    """A clock that the page's time bar moves."""

    def now(self) -> datetime:
        """The shown instant, aware, in UTC."""
        ...

    async def move(self, to: Destination, person: int) -> str | None:
        """Moves the clock; None when moved, else one line that says why not."""
        ...


def shown_now(time_bar: TimeBar | None) -> datetime:
    """The instant that messages are stamped with."""
    return time_bar.now() if time_bar else datetime.now(UTC)
