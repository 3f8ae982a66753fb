"""Any Bot API server will do: here one that knows only five methods, behind a path prefix."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette

from bot.app import PHONE_TOKEN, Coach, build
from bot.chat.profile import introduce
from bot.clocks import SteppingTimeBar
from bot.settings import load_settings
from bot.web import serve
from tests.e2e.bare_emulator import PREFIX, BareEmulator
from tests.e2e.world import StillClock


class BareWorld:
    """The coach on the bare emulator."""

    def __init__(self, coach: Coach, clock: StillClock, chat: BareEmulator) -> None:
        self.coach, self.clock, self.chat = coach, clock, chat

    async def says(self, text: str) -> None:
        self.chat.says(text)
        await self._quiet()

    async def taps(self, label: str) -> None:
        self.chat.taps(label)
        await self._quiet()

    async def wait(self, **how_long: float) -> None:
        worlds = (self.coach.outbox, self.coach.ticks, self.coach.polling)
        bar = SteppingTimeBar(self.clock, self.coach.db, self.coach.ticks.tick, worlds)
        await bar._step_to(self.clock.now() + timedelta(**how_long))

    async def _quiet(self) -> None:
        self.clock.set(self.clock.now() + timedelta(seconds=1))
        coach, chat = self.coach, self.chat
        async with asyncio.timeout(20):
            while not (chat.is_quiet and coach.polling.is_idle and coach.outbox.is_idle):
                await asyncio.sleep(0.005)

    @property
    def reads(self) -> str:
        return str(self.chat.last["text"])


@pytest.fixture(params=["", "/"], ids=["plain", "trailing slash"])
async def world(
    request: pytest.FixtureRequest, tmp_path: Path, cache: Path
) -> AsyncIterator[BareWorld]:
    chat = BareEmulator()
    server = await serve(Starlette(routes=chat.routes), "127.0.0.1", 0)
    environ = {
        "TELEGRAM_BOT_TOKEN": PHONE_TOKEN,
        "TELEGRAM_API_URL": f"http://127.0.0.1:{server.port}{PREFIX}{request.param}",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'coach.sqlite3'}",
        "XDG_CACHE_HOME": str(cache),
    }
    settings = load_settings(environ, tmp_path / ".env")
    clock = StillClock(tmp_path / "clock.txt")
    coach = build(settings, PHONE_TOKEN, settings.telegram_api_url, clock)
    await coach.start()
    polling = asyncio.create_task(coach.polling.run())
    await introduce(coach.wire, coach.service.texts)
    yield BareWorld(coach, clock, chat)
    await coach.polling.stop(polling)
    await coach.stop()
    await server.stop()


async def test_a_learners_day(world: BareWorld) -> None:
    await world.says("/start")
    await world.taps("I'm 18+")
    await world.taps("▶ 30 s")
    await world.wait(seconds=30)
    assert world.reads.startswith("Time.")
    assert world.chat.last["buzzes"]
    await world.taps("Clean")
    await world.says("leeds")
    await world.taps("18:30")
    await world.taps("☐ Pad + tools")
    await world.taps("Done")
    await world.wait(minutes=16)
    assert "min for your hands?" not in world.reads, "not before its minute"
    await world.wait(minutes=3)
    assert "min for your hands?" in world.reads
    await world.taps("Done")
    assert "1 of 3" in world.reads
    await world.says("how do i do the far near stich")
    assert world.reads.startswith("Vertical mattress")
    await world.taps("Ask me")
    await world.taps("Far pair")
    assert "Right." in world.reads
    await world.says("/checkin")
    await world.taps("Yes, keep it")
    await world.taps("3")
    await world.taps("7")
    assert world.reads.startswith("Confidence noted: 7.")
    assert {"sendPhoto", "setMyCommands"} <= world.chat.unknown
