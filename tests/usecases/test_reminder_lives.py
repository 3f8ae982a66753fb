"""Whatever a learner does and however long the bot is away: one prompt where one is due, never two.

The expectation is worked out beside the product, from the settings as they stand, with another
library's clock (`wall.py`).
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.domain.places import Place
from bot.domain.reminders import EVERY_DAY, Kind, Origin
from bot.domain.rhythm import QuietHours
from bot.domain.tempo import Tempo, tempo
from bot.store.database import open_database
from bot.usecases import log, onboarding, pauses, plans, privacy, quiet, reminders, rules, snooze
from bot.usecases.deliveries import Delivery, DeliveryState
from bot.usecases.snooze import CannotWait, Later
from bot.usecases.turn import Stale
from tests.builders import ALICE, EVENING, MONDAY, alice, at
from tests.usecases.conftest import World
from tests.usecases.postman import Postman
from tests.usecases.wall import Wall

T = TypeVar("T")

START = at(MONDAY + timedelta(days=20), 9)  # a week before London's clocks change
ZONES = [
    "Europe/London",
    "Pacific/Auckland",
    "America/Los_Angeles",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
]
OF_USE = timedelta(hours=2)
QUARTERS = st.integers(0, 95).map(lambda quarter: quarter * 15)


class Life(RuleBasedStateMachine):
    """Alice's settings, what she did, and what she should have heard."""

    empty: Path

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        file = shutil.copy(self.empty, Path(self.folder.name) / "life.sqlite3")
        self.db = open_database(f"sqlite:///{file}")
        self.world = World(self.db)
        self.postman = Postman(self.world)

    def teardown(self) -> None:
        self.db.close()
        self.runner.close()
        self.folder.cleanup()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def act(self, use_case: Callable[..., T], *args: Any) -> T:
        """Alice does something: a sign of life."""
        self.unanswered.clear()
        self.blocked = False
        return self.run(self.world.act(use_case, *args))

    # --- what is expected ---

    @initialize()
    def begin(self) -> None:
        self.world.now = START
        self.run(self.world.keep(alice(seen_at=START)))
        self.start_over()

    def start_over(self) -> None:
        self.wall = Wall("Europe/London")
        self.minutes = dict.fromkeys(range(7), EVENING)
        self.last: date | None = None  # the newest nominal date that had its occurrence
        self.unanswered: list[datetime] = []
        self.blocked = False
        self.paused: tuple[date, date] | None = None
        self.waiting: tuple[datetime, date, datetime] | None = None  # put off: when, for, expires
        self.expected: list[date] = []
        self.act(rules.set_times, Kind.PROMPT, [(EVENING, EVERY_DAY)])

    def is_done(self, day: date) -> bool:
        plan = self.run(self.world.clock(lambda tx: tx.plans.of_day(ALICE, day)))
        return plan is not None and bool(plan.items) and not plan.open_items

    def due_between(self, after: datetime, until: datetime) -> list[tuple[datetime, date]]:
        """Occurrences of (after, until], by the settings as they stand."""
        first = after.date() - timedelta(days=3)
        days = [first + timedelta(days=n) for n in range((until - after).days + 7)]
        due = [
            (self.wall.due(day, self.minutes[day.weekday()]), day)
            for day in days
            if self.last is None or day > self.last
        ]
        return sorted((when, day) for when, day in due if when and after < when <= until)

    def expect(self, now: datetime, due: datetime, day: date) -> None:
        """Work out what is to become of one occurrence whose turn comes at `now`."""
        for_day = self.wall.practice_day(due)
        if now >= due + OF_USE or self.wall.practice_day(now) > for_day or self.blocked:
            return
        if self.paused and self.paused[0] <= for_day < self.paused[1]:
            return
        if self.is_done(for_day):
            return
        if self.wall.is_quiet(now):
            heard = self.wall.heard(now)
            if heard < due + OF_USE and self.wall.practice_day(heard) == for_day:
                self.waiting = (heard, day, due)
            return
        gap = None
        if self.unanswered:
            last = self.wall.practice_day(self.unanswered[-1])
            gap = (self.wall.practice_day(now) - last).days
        if tempo(len(self.unanswered), gap) in (Tempo.SEND, Tempo.GOODBYE):
            self.unanswered.append(now)
            self.expected.append(day)

    @property
    def is_silent(self) -> bool:
        """Nothing falls due: after the goodbye, or blocked."""
        return self.blocked or tempo(len(self.unanswered), None) is Tempo.GONE_QUIET

    # --- time ---

    @rule(hours=st.integers(1, 60))
    def wait(self, hours: int) -> None:
        """Time passes while the bot is up."""
        target = self.world.now + timedelta(hours=hours)
        self._expect_until(target)
        self.run(self._live_until(target))

    def _expect_until(self, target: datetime) -> None:
        now = self.world.now
        while True:
            coming = [] if self.is_silent else self.due_between(now, target)[:1]
            first = coming[0][0] if coming else target
            if self.waiting and self.waiting[0] <= first:
                now, day, due = self.waiting
                self.waiting = None
                self.expect(now, due, day)
                continue
            if not coming:
                return
            ((now, day),) = coming
            self.last = day
            self.expect(now, now, day)

    async def _live_until(self, target: datetime) -> None:
        while True:
            due = await self.world.clock(
                lambda tx: (tx.rules.next_due_at(), tx.deliveries.next_at())
            )
            soonest = min((each for each in due if each), default=target)
            self.world.now = max(self.world.now, min(soonest, target))
            await self.postman.round()
            if soonest >= target:
                self.world.now = target
                return

    @rule(hours=st.one_of(st.integers(1, 80), st.sampled_from([24, 25, 48, 49])))
    def outage(self, hours: int) -> None:
        """The bot is down, and then takes up what it left; Alice can do nothing meanwhile."""
        before, now = self.world.now, self.world.now + timedelta(hours=hours)
        if self.waiting and self.waiting[0] <= now:
            _, day, due = self.waiting
            self.waiting = None
            self.expect(now, due, day)
        passed = [] if self.is_silent else self.due_between(before, now)
        if passed:
            due, day = passed[-1]
            self.last = day
            self.expect(now, due, day)
        self.world.now = now
        self.postman = Postman(self.world, f"postman since {now}")
        self.run(self.postman.round())

    # --- what Alice does ---

    @rule(minute=QUARTERS, weekdays=st.integers(1, EVERY_DAY))
    def set_time(self, minute: int, weekdays: int) -> None:
        self.minutes |= {day: minute for day in range(7) if weekdays >> day & 1}
        self.act(rules.set_times, Kind.PROMPT, [(minute, weekdays)])

    @rule(zone=st.sampled_from(ZONES))
    def move(self, zone: str) -> None:
        self.wall = replace(self.wall, zone=zone)
        self.act(onboarding.set_place, Place("There", "", zone))

    @rule(start=QUARTERS, hours=st.integers(1, 12))
    def set_quiet_hours(self, start: int, hours: int) -> None:
        hushed = (start, (start + hours * 60) % 1440)
        self.wall = replace(self.wall, quiet=hushed)
        self.act(quiet.set_hours, QuietHours(*hushed))

    @rule()
    def end_quiet_hours(self) -> None:
        self.wall = replace(self.wall, quiet=None)
        self.act(quiet.set_hours, None)

    @rule(days=st.integers(1, 5))
    def pause(self, days: int) -> None:
        today = self.wall.practice_day(self.world.now)
        self.paused = (today, today + timedelta(days=days))
        self.act(pauses.pause, days)

    @rule()
    def resume(self) -> None:
        self.paused = None
        self.act(pauses.resume)

    @rule()
    def practise(self) -> None:
        for line in self.act(plans.todays_plan).lines:
            if line.item.is_open:
                self.act(plans.tick, self.wall.practice_day(self.world.now), line.item.position)

    @rule()
    def undo(self) -> None:
        self.act(log.undo_latest)

    @rule()
    def block(self) -> None:
        self.blocked = True
        self.run(self.world.clock(reminders.mark_gone, ALICE, self.world.now))

    @rule()
    def say_something(self) -> None:
        self.act(plans.todays_plan)

    @precondition(lambda self: self.expected and not self.is_silent)
    @rule(later=st.sampled_from([Later.MINUTES_10, Later.HOUR, Later.HOURS_2, Later.TOMORROW]))
    def snooze(self, later: Later) -> None:
        """A snooze moves one message; the rule, and what it brings, stay as they are."""
        newest = max(self.sent(Origin.RULE), key=lambda each: each.id)
        before = self.run(self.world.clock(lambda tx: tx.rules.scheduled(ALICE)))
        try:
            self.act(snooze.choose, newest.id, later)
        except (Stale, CannotWait):
            return
        finally:
            self.unanswered.clear()
        assert self.run(self.world.clock(lambda tx: tx.rules.scheduled(ALICE))) == before

    @rule()
    def forget(self) -> None:
        self.act(privacy.forget)
        self.run(self.world.keep(alice(seen_at=self.world.now)))
        self.start_over()

    # --- what holds at all times ---

    def sent(self, origin: Origin) -> list[Delivery]:
        kept = self.run(self.world.clock(lambda tx: tx.deliveries.since(ALICE, START)))
        ended = (each for each in kept if each.state is DeliveryState.SENT)
        return [each for each in ended if each.origin is origin]

    @invariant()
    def every_prompt_that_was_due_came_once(self) -> None:
        if hasattr(self, "expected"):
            dates = sorted(each.local_date for each in self.sent(Origin.RULE))
            assert dates == sorted(self.expected)
            assert max(Counter(dates).values(), default=1) == 1

    @invariant()
    def a_snooze_comes_at_most_once(self) -> None:
        if hasattr(self, "expected"):
            slots = [(each.rule, each.local_date, each.slot) for each in self.sent(Origin.SNOOZE)]
            assert len(set(slots)) == len(slots)


@pytest.mark.timeout(180)
def test_whatever_happens_each_date_has_its_prompt_once(empty_database: Path) -> None:
    Life.empty = empty_database
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=40,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
