"""Files that people send: a calendar is fetched and read before any transaction begins."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date

import structlog
from telegram.error import TelegramError

from bot.chat.incoming import Deed, RosterRead, SentFile, Unreadable, Words
from bot.usecases.rosters import MOST_BYTES, Found, Refusal, Refused, Rosters

log = structlog.get_logger(__name__)

FETCH_S = 10.0
AT_ONCE = 2  # files; each is read by a process of its own
CALENDAR_NAMES = (".ics", ".ical", ".icalendar", ".ifb", ".vcs")
CALENDAR_TYPES = frozenset({"text/calendar", "application/ics", "text/x-vcalendar"})
OTHER_NAMES = (".txt", ".zip")  # pasted text; Google's export
OTHER_TYPES = frozenset({"text/plain", "application/zip", "application/x-zip-compressed"})

Fetch = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Documents:
    """Fetches files from Telegram, and has them read."""

    fetch: Fetch
    rosters: Rosters
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def may_be_roster(self, deed: Deed) -> bool:
        """Tell whether a file or pasted words may hold a calendar."""
        match deed:
            case Words(text=text):
                return self.rosters.is_calendar(text)
            case SentFile():
                return _is_called_calendar(deed) or _may_hold_calendar(deed)
        return False

    async def read(self, deed: Words | SentFile, zone: str, today: date) -> Deed:
        """Return what a roster holds or why it is of no use; another file is its caption."""
        if isinstance(deed, Words):
            return RosterRead(await self._read(deed.text.encode(), zone, today))
        read = await self._fetched(deed, zone, today)
        not_one = read == Refused(Refusal.NOT_A_CALENDAR) or read == Refused(Refusal.TOO_LARGE)
        if not_one and not _is_called_calendar(deed):
            return without_file(deed)
        return RosterRead(read)

    async def _fetched(self, sent: SentFile, zone: str, today: date) -> Found | Refused:
        if sent.size is not None and sent.size > MOST_BYTES:
            return Refused(Refusal.TOO_LARGE)
        try:
            async with asyncio.timeout(FETCH_S):
                data = await self.fetch(sent.file_id)
        except (TelegramError, TimeoutError) as error:
            log.warning("file not fetched", error=type(error).__name__)
            return Refused(Refusal.NOT_FETCHED)
        return await self._read(data, zone, today)

    async def _read(self, data: bytes, zone: str, today: date) -> Found | Refused:
        async with self.turns:
            return await asyncio.to_thread(self.rosters.read_calendar, data, zone, today)


def without_file(sent: SentFile) -> Deed:
    """Return what is left of a message whose file is of no use: its caption."""
    return Words(sent.caption, sent.message) if sent.caption else Unreadable()


def _is_called_calendar(sent: SentFile) -> bool:
    return sent.name.lower().endswith(CALENDAR_NAMES) or sent.kind in CALENDAR_TYPES


def _may_hold_calendar(sent: SentFile) -> bool:
    return sent.name.lower().endswith(OTHER_NAMES) or sent.kind in OTHER_TYPES
