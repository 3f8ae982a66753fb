"""The two clocks that `app` hands out: real time, and one that the local phone's time bar moves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.domain.day import local_time, to_utc
from bot.usecases.ports import Database, Tx

MORNING = 7 * 60  # minutes after midnight
LONGEST_WAIT_S = 20.0  # for everything that one instant set off to have left
STEPS_AT_MOST = 2_000
LONGEST_LEAD = timedelta(days=100 * 365)


class RealClock:
    """Real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """Real time plus an offset that is kept in a file, so that a restart does not travel back."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._ahead = _kept_lead(file)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def set(self, now: datetime) -> None:
        """Make it `now`; the clock never goes back."""
        self._ahead = max(self._ahead, now - datetime.now(UTC))
        temporary = self._file.with_suffix(".new")
        temporary.write_text(f"{self._ahead.total_seconds()}\n")
        temporary.replace(self._file)


def _kept_lead(file: Path) -> timedelta:
    """Read how far the clock is ahead; a file that makes no sense counts for nothing."""
    try:
        ahead = timedelta(seconds=float(file.read_text()))
        return ahead if timedelta(0) <= ahead < LONGEST_LEAD else timedelta(0)
    except (OSError, ValueError, OverflowError):
        return timedelta(0)


class World(Protocol):
    """What has to come to rest before time goes on."""

    @property
    def is_idle(self) -> bool: ...


class SteppingTimeBar:
    """Moves the clock from due instant to due instant, so that a week shows a week.

    At each instant it lets the tick run and waits until everything that it set off has left.
    """

    def __init__(
        self,
        clock: MovableClock,
        db: Database,
        tick: Callable[[], Awaitable[None]],
        worlds: tuple[World, ...],
    ) -> None:
        self._clock, self._db, self._tick, self._worlds = clock, db, tick, worlds
        self._moving = asyncio.Lock()

    def now(self) -> datetime:
        return self._clock.now()

    async def move(self, to: str, person: int) -> str | None:
        """Move to "next-reminder", "tomorrow-morning" or "one-week"; return why not, in a line."""
        if self._moving.locked():
            return "Time is moving already."
        async with self._moving:
            target = await self._db.read(_target, to, person, self._clock.now())
            if target is None:
                return "No reminder is set yet: finish setting up first."
            await self._step_to(target)
            return None

    async def _step_to(self, target: datetime) -> None:
        for _ in range(STEPS_AT_MOST):
            due = await self._db.read(_next_due)
            if due is None or due > target:
                break
            self._clock.set(due)
            await self._settle()
            if await self._db.read(_next_due) == due:
                break  # it stays due, for example since it is blocked: do not stand still
        self._clock.set(target)
        await self._settle()

    async def _settle(self) -> None:
        await self._tick()
        patience = asyncio.get_running_loop().time() + LONGEST_WAIT_S
        while not all(world.is_idle for world in self._worlds):
            if asyncio.get_running_loop().time() > patience:
                return
            await asyncio.sleep(0.02)


def _next_due(tx: Tx) -> datetime | None:
    return _earliest(_next_reminder(tx), tx.practice.next_timer_end())


def _next_reminder(tx: Tx, person: int | None = None) -> datetime | None:
    return _earliest(tx.rules.next_due_at(person), tx.deliveries.next_at(person))


def _earliest(*instants: datetime | None) -> datetime | None:
    return min((instant for instant in instants if instant), default=None)


def _target(tx: Tx, to: str, person: int, now: datetime) -> datetime | None:
    if to == "one-week":
        return now + timedelta(weeks=1)
    learner = tx.learners.get(person)
    if to == "tomorrow-morning":
        zone = learner.zone if learner else "Etc/UTC"
        return _morning_after(local_time(now, zone).date(), zone)
    return _next_reminder(tx, person)


def _morning_after(day: date, zone: str) -> datetime:
    for ahead in (1, 2):  # a zone may skip a date
        morning = to_utc(day + timedelta(days=ahead), MORNING, zone)
        if morning:
            return morning
    raise ValueError(f"{zone} skips two dates after {day}")
