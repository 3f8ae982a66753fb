"""The anchor: one APScheduler cron job a person, as python-telegram-bot's JobQueue has it."""

from __future__ import annotations

import asyncio
import pickle
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy
from apscheduler.job import Job
from apscheduler.jobstores.base import BaseJobStore
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from tests.bench.crowd import OTHERS_FROM, OTHERS_WITHIN, ZONES

_begun: list[int] = []


async def remind(person: int) -> None:
    """What a job does; a store keeps it by its name."""
    _begun.append(person)


class Jobs:
    """A scheduler at work on its jobs."""

    def __init__(self, store: BaseJobStore) -> None:
        self._scheduler = AsyncIOScheduler(
            jobstores={"default": store},
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True},  # else it drops them
        )
        self._scheduler.start(paused=True)

    def add(self, people: int) -> None:
        """Add a job a person, due in an hour or later."""
        for person in range(people):
            later = timedelta(minutes=OTHERS_FROM + person * 7 % OTHERS_WITHIN)
            zone = ZoneInfo(ZONES[person % len(ZONES)])
            local = datetime.now(zone) + later
            daily = CronTrigger(hour=local.hour, minute=local.minute, timezone=zone)
            self._scheduler.add_job(remind, daily, args=[person], id=str(person))

    @property
    def all(self) -> list[Job]:
        return list(self._scheduler.get_jobs())

    async def fall_due(self, people: range) -> tuple[float, float]:
        """Let some people's jobs fall due at once.

        Return the seconds until each job's coroutine has begun, and how long the event loop stood
        still at worst.
        """
        for person in people:
            self._scheduler.modify_job(str(person), next_run_time=datetime.now(UTC))
        _begun.clear()
        began = looked = time.perf_counter()
        stall = 0.0
        self._scheduler.resume()
        while len(_begun) < len(people):
            await asyncio.sleep(0)
            now = time.perf_counter()
            stall, looked = max(stall, now - looked), now
        self._scheduler.pause()
        return looked - began, stall

    def close(self) -> None:
        self._scheduler.shutdown(wait=False)


@contextmanager
def in_memory(people: int) -> Iterator[Jobs]:
    """Keep the jobs as JobQueue does by default."""
    jobs = Jobs(MemoryJobStore())
    jobs.add(people)
    try:
        yield jobs
    finally:
        jobs.close()


@contextmanager
def in_sqlite(same: Jobs, folder: Path) -> Iterator[Jobs]:
    """Keep the same jobs in SQLite: in its faster mode, and as safe from power cuts as ours."""
    engine = sqlalchemy.create_engine(f"sqlite:///{folder / 'jobs.sqlite3'}")

    @sqlalchemy.event.listens_for(engine, "connect")
    def _faster(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA journal_mode = WAL")

    store = SQLAlchemyJobStore(engine=engine)
    jobs = Jobs(store)
    with engine.begin() as connection:  # its own way takes a commit for each
        connection.execute(store.jobs_t.insert(), [_row(job) for job in same.all])
    try:
        yield jobs
    finally:
        jobs.close()
        engine.dispose()


def _row(job: Job) -> dict[str, object]:
    """Return a job as the store keeps it."""
    state = pickle.dumps(job.__getstate__(), pickle.HIGHEST_PROTOCOL)
    return {"id": job.id, "next_run_time": job.next_run_time.timestamp(), "job_state": state}
