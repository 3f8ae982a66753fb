"""Stopping and starting as an operator does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.days import use_everything
from tests.e2e.outside import outside


async def test_sigterm_ends_it_cleanly_in_the_middle_of_work(tmp_path: Path, cache: Path) -> None:
    async with outside(tmp_path, cache) as world:
        maya = await world.person("Maya")
        await maya.say("/start")
        await world.http.post("/phone/send", json={"person": maya.id, "text": "/drills"})
        assert await world.stop() == 0
        await world.start()
        await world.quiet()
        assert (await maya.reads()).startswith("Hi Maya")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's /proc")
async def test_it_stays_small_after_a_days_use(tmp_path: Path, cache: Path) -> None:
    async with outside(tmp_path, cache, "bot", "run", now=datetime.now(UTC)) as world:
        await use_everything(await world.person("Maya"))
        assert world.resident_mb() < 150
