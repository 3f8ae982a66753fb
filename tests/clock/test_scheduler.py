"""The scheduler: wakes us every second, and never twice at a time."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock.scheduler import TICK_S, Scheduler


def inner(scheduler: Scheduler) -> AsyncIOScheduler:
    return scheduler._scheduler


async def test_the_one_job_waits_for_itself_and_never_piles_up() -> None:
    async def tick() -> None: ...

    scheduler = Scheduler(tick)
    scheduler.start()
    (job,) = inner(scheduler).get_jobs()
    assert (job.max_instances, job.coalesce, job.misfire_grace_time) == (1, True, None)
    now = datetime.now(UTC)
    assert job.trigger.get_next_fire_time(None, now) == now + timedelta(seconds=TICK_S)
    await scheduler.stop()


async def test_a_clock_set_forward_by_years_is_one_tick_late() -> None:
    begun = 0

    async def tick() -> None:
        nonlocal begun
        begun += 1

    scheduler = Scheduler(tick)
    scheduler.start()
    inner(scheduler).get_job("tick").modify(next_run_time=datetime(1970, 1, 1, tzinfo=UTC))
    await asyncio.sleep(0.05)
    assert begun == 1
    await scheduler.stop()


async def run_now(scheduler: Scheduler) -> None:
    """Let the job be due at this moment, as it is once a second."""
    job = inner(scheduler).get_job("tick")
    job.modify(next_run_time=datetime.now(UTC) - timedelta(seconds=2.5))  # three ticks at once
    await asyncio.sleep(0.01)


async def test_a_slow_tick_delays_the_next_one() -> None:
    begun, ended = 0, asyncio.Event()

    async def tick() -> None:
        nonlocal begun
        begun += 1
        await ended.wait()

    scheduler = Scheduler(tick)
    scheduler.start()
    for _ in range(3):
        await run_now(scheduler)
    assert begun == 1
    ended.set()
    await asyncio.sleep(0.01)
    await run_now(scheduler)
    assert begun == 2
    await scheduler.stop()


async def test_a_tick_that_fails_does_not_end_the_ticking() -> None:
    begun = 0

    async def tick() -> None:
        nonlocal begun
        begun += 1
        raise OSError("disk full")

    scheduler = Scheduler(tick)
    scheduler.start()
    for _ in range(3):
        await run_now(scheduler)
    assert begun == 3
    await scheduler.stop()


async def test_after_a_stop_nothing_begins() -> None:
    begun = 0

    async def tick() -> None:
        nonlocal begun
        begun += 1

    scheduler = Scheduler(tick)
    scheduler.start()
    await scheduler.stop()
    await asyncio.sleep(0.01)
    assert begun == 0
    assert not inner(scheduler).running


async def test_a_stop_lets_the_tick_in_hand_end() -> None:
    ended = False

    async def tick() -> None:
        nonlocal ended
        await asyncio.sleep(0.05)
        ended = True

    scheduler = Scheduler(tick)
    scheduler.start()
    await run_now(scheduler)
    await scheduler.stop()
    assert ended
