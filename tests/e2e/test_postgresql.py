"""The same coach on PostgreSQL, and a server that crashes under it."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.e2e.days import first_day, set_up
from tests.e2e.outside import outside
from tests.e2e.transcript import written
from tests.e2e.world import living_world
from tests.postgres import Databases, running_server

HERE = Path(__file__).parent


async def test_a_first_day_reads_the_same(tmp_path: Path, cache: Path, postgres: Databases) -> None:
    async with living_world(tmp_path, cache, database_url=postgres.fresh()) as world:
        await first_day(world, await world.person("Maya"))

    agreed = (HERE / "first_day.txt").read_text(encoding="utf-8")
    assert written(world.transcript.lines) == agreed


async def test_the_bot_goes_on_by_itself_after_a_crash_of_its_database(
    tmp_path: Path, cache: Path
) -> None:
    with running_server() as server:
        async with outside(tmp_path, cache, database_url=server.url()) as world:
            maya = await world.person("Maya")
            await set_up(maya)
            server.stop(signal.SIGQUIT)
            words = {"person": maya.id, "text": "/drills"}
            await world.http.post("/phone/send", json=words)
            await world.logs("waiting for the database")
            server.start()
            await world.quiet()
            assert "Drills" in await maya.reads()
