"""The phone's clock never goes back, and its time bar walks from due instant to due instant."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from bot.clocks import MORNING, MovableClock, RealClock, SteppingTimeBar
from bot.domain.timers import Timer
from bot.store.database import open_database
from bot.usecases import rules
from bot.usecases.ports import Tx
from tests.builders import (
    ALICE,
    BOB,
    CAROL,
    EVENING,
    LONDON,
    MONDAY,
    TUESDAY,
    alice,
    at,
    bob,
    card,
    carol,
    learner,
    lease,
    new_delivery,
    rule,
)
from tests.chat.room import InlineDatabase, copied
from tests.simulated import simulate

A_SECOND = timedelta(seconds=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "clock.txt"


# --- the clocks ----------------------------------------------------------------------------------


def test_real_time_is_utc() -> None:
    assert RealClock().now().tzinfo is UTC


def test_a_new_clock_shows_real_time(file: Path) -> None:
    with time_machine.travel(at(), tick=False):
        assert MovableClock(file).now() == at()


def test_a_moved_clock_goes_on_from_there(file: Path) -> None:
    with time_machine.travel(at(), tick=False) as real:
        clock = MovableClock(file)
        clock.set(at(TUESDAY))
        real.shift(timedelta(minutes=5))
        assert clock.now() == at(TUESDAY) + timedelta(minutes=5)


def test_the_clock_never_goes_back(file: Path) -> None:
    with time_machine.travel(at(), tick=False):
        clock = MovableClock(file)
        clock.set(at(TUESDAY))
        clock.set(at(MONDAY))
        assert clock.now() == at(TUESDAY)


def test_a_restart_does_not_travel_back(file: Path) -> None:
    with time_machine.travel(at(), tick=False) as real:
        MovableClock(file).set(at(TUESDAY))
        real.shift(timedelta(hours=1))
        assert MovableClock(file).now() == at(TUESDAY) + timedelta(hours=1)
    assert [left.name for left in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(
    "content",
    [b"", b"soon", b"nan", b"inf", b"-inf", b"-86400", b"1e300", b"1e12", b"\xff\xfe", b"1 2"],
)
def test_a_damaged_file_counts_for_nothing(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with time_machine.travel(at(), tick=False):
        assert MovableClock(file).now() == at()


# --- the time bar --------------------------------------------------------------------------------


@dataclass
class Desk:
    """A time bar over the real store, and what was seen at each tick."""

    db: InlineDatabase
    clock: MovableClock
    ticks: list[datetime] = field(default_factory=list)
    delivers: bool = True
    busy: int = 0  # looks until everything that a tick set off has left
    is_idle: bool = True

    def __post_init__(self) -> None:
        self.bar = SteppingTimeBar(self.clock, self.db, self.tick, (self,))

    async def tick(self) -> None:
        self.ticks.append(self.clock.now())
        if self.delivers:
            await self.db.run(self._deliver)

    def _deliver(self, tx: Tx) -> None:
        now = self.clock.now()
        for number in tx.rules.lease(now, lease(now=now), 100):
            due = tx.rules.leased(number, "worker")
            assert due is not None
            tx.rules.schedule([(number, due.timetable.next(due.rule, now))])
        for timer in tx.practice.ended_timers(now, 100):
            tx.practice.stop_timer(timer.id)

    async def remind(self, person: int, minute: int = EVENING) -> None:
        def work(tx: Tx) -> None:
            tx.rules.save(rule(learner=person, minute=minute))
            known = tx.learners.get(person)
            assert known is not None
            rules.wake(tx, known, self.clock.now())

        await self.db.run(work)

    async def move(self, to: str, person: int = ALICE) -> str | None:
        return await self.bar.move(to, person)


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("store") / "empty.sqlite3"
    open_database(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def desk(tmp_path: Path, file: Path, empty_database: Path) -> Iterator[Desk]:
    db = InlineDatabase(copied(empty_database, tmp_path))
    with time_machine.travel(at(MONDAY, 9), tick=False):
        desk = Desk(db, MovableClock(file))
        for person in (alice(), bob(), carol()):
            simulate(db.run(lambda tx, who=person: tx.learners.save(who)))
        yield desk
    db.close()


def test_a_week_shows_a_week(desk: Desk) -> None:
    async def story() -> None:
        await desk.remind(ALICE)
        await desk.remind(BOB, 7 * 60)
        assert await desk.move("one-week") is None
        assert desk.ticks == sorted(desk.ticks)
        seen = {(tick.date(), tick.hour) for tick in desk.ticks}
        week = [MONDAY + timedelta(days=n) for n in range(7)]
        assert {(day, 18) for day in week} <= seen
        assert {(day + timedelta(days=1), 7) for day in week} <= seen
        assert desk.clock.now() == at(MONDAY, 9) + timedelta(weeks=1)

    simulate(story())


def test_the_next_reminder_may_be_one_that_was_put_off(desk: Desk) -> None:
    async def story() -> None:
        await desk.remind(ALICE)

        def put_off(tx: Tx) -> None:
            (evening,) = tx.rules.of(ALICE)
            snooze = new_delivery(rule=evening.id, slot=1, due=at(MONDAY, 11))
            tx.deliveries.add([snooze], lease=None)

        await desk.db.run(put_off)
        assert await desk.move("next-reminder") is None
        assert desk.clock.now() == at(MONDAY, 11)

    simulate(story())


def test_a_timer_on_the_way_ends_at_its_own_instant(desk: Desk) -> None:
    async def story() -> None:
        start = desk.clock.now()
        ends = start + timedelta(seconds=30)
        timer = Timer(0, ALICE, "coin-rotation", 30, start, ends, card())
        await desk.db.run(lambda tx: tx.practice.start_timer(timer))
        await desk.move("one-week")
        assert desk.ticks[0] == ends
        assert desk.clock.now() == start + timedelta(weeks=1)

    simulate(story())


def test_the_next_reminder_is_the_persons_own(desk: Desk) -> None:
    async def story() -> None:
        await desk.remind(ALICE)
        await desk.remind(BOB, 12 * 60)
        assert await desk.move("next-reminder", ALICE) is None
        assert desk.clock.now() == at(MONDAY, 18, 30)
        assert at(MONDAY, 12) in desk.ticks  # Bob's came on the way

    simulate(story())


def test_without_a_reminder_a_line_says_why_not(desk: Desk) -> None:
    async def story() -> None:
        before = desk.clock.now()
        why = await desk.move("next-reminder", CAROL)
        assert why == "No reminder is set yet: finish setting up first."
        assert (desk.clock.now(), desk.ticks) == (before, [])

    simulate(story())


@pytest.mark.parametrize(
    ("zone", "now", "morning"),
    [
        (LONDON, at(MONDAY, 9), at(TUESDAY, 7)),
        (LONDON, at(MONDAY, 23, 30), at(TUESDAY, 7)),
        (LONDON, at(TUESDAY, 0, 30), at(date(2026, 3, 4), 7)),  # a new date, so tomorrow's
        (LONDON, at(date(2026, 3, 28), 9), at(date(2026, 3, 29), 6)),  # clocks go forward
        (LONDON, at(date(2026, 10, 24), 9), at(date(2026, 10, 25), 7)),  # and back
        ("America/Lima", at(MONDAY, 9), at(TUESDAY, 12)),
        ("Asia/Kolkata", at(MONDAY, 20), at(date(2026, 3, 4), 1, 30)),  # Tuesday there already
        ("Pacific/Apia", at(date(2011, 12, 30), 8), at(date(2011, 12, 30), 17)),  # no 30th there
    ],
)
def test_tomorrow_morning_is_the_persons_own(
    tmp_path: Path, empty_database: Path, zone: str, now: datetime, morning: datetime
) -> None:
    assert MORNING == 7 * 60

    async def story() -> None:
        db = InlineDatabase(copied(empty_database, tmp_path))
        desk = Desk(db, MovableClock(tmp_path / "clock.txt"))
        await db.run(lambda tx: tx.learners.save(learner(zone=zone)))
        assert await desk.move("tomorrow-morning") is None
        assert desk.clock.now() == morning
        db.close()

    with time_machine.travel(now, tick=False):
        simulate(story())


def test_somebody_unknown_gets_tomorrow_morning_in_utc(desk: Desk) -> None:
    async def story() -> None:
        assert await desk.move("tomorrow-morning", 77) is None
        assert desk.clock.now() == at(TUESDAY, 7)

    simulate(story())


def test_what_cannot_be_delivered_does_not_hold_up_time(desk: Desk) -> None:
    async def story() -> None:
        await desk.remind(ALICE)
        desk.delivers = False
        await desk.move("one-week")
        assert desk.clock.now() == at(MONDAY, 9) + timedelta(weeks=1)
        assert len(desk.ticks) == 2

    simulate(story())


def test_at_each_instant_it_waits_until_everything_has_left(desk: Desk) -> None:
    async def story() -> None:
        await desk.remind(ALICE)
        desk.is_idle = False
        moving = asyncio.create_task(desk.move("next-reminder"))
        await asyncio.sleep(5)
        assert desk.clock.now() == at(MONDAY, 18, 30)
        assert not moving.done()
        assert await desk.move("one-week") == "Time is moving already."
        desk.is_idle = True
        assert await moving is None

    simulate(story())


def test_what_never_leaves_is_waited_for_only_so_long(desk: Desk) -> None:
    async def story() -> None:
        desk.is_idle = False
        async with asyncio.timeout(60):
            assert await desk.move("tomorrow-morning") is None
        assert desk.clock.now() == at(TUESDAY, 7)

    simulate(story())
