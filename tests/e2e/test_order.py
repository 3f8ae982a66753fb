"""Many people at once, and a Telegram that is slow by turns: each chat is answered in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import chain, cycle
from pathlib import Path

from bot.app import PHONE_TOKEN, Coach, build
from bot.clocks import RealClock
from bot.settings import Settings
from tests.bench.coached import database_in, refreshers, settle
from tests.bench.telegram import FakeTelegram

TAPS = 40
DELAYS_S = (0.3, 0.0, 0.1, 0.0, 0.0)  # of one request after another, whichever chat it is for


@asynccontextmanager
async def polling(coach: Coach) -> AsyncIterator[None]:
    await coach.start()
    task = asyncio.create_task(coach.polling.run())
    try:
        yield
    finally:
        await coach.polling.stop(task)
        await coach.stop()


async def test_each_chat_is_answered_in_order_under_load(tmp_path: Path, cache: Path) -> None:
    taps = await asyncio.to_thread(settle, tmp_path, TAPS)
    questions = refreshers(len(taps), len({each.chat for each in taps}))
    asked = [*chain.from_iterable(zip(taps, questions, strict=True))]
    settings = Settings(
        database_url=f"sqlite:///{database_in(tmp_path)}", xdg_cache_home=cache, send_rate=1000
    )
    async with FakeTelegram.open() as telegram:
        coach = build(settings, PHONE_TOKEN, telegram.url, RealClock())
        async with polling(coach):
            answered = await telegram.hand_out(asked, cycle(DELAYS_S))
    assert answered.faults == ()
