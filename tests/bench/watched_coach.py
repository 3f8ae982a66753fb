"""The coach as `steadyhand run` has it, on a clock that a benchmark sets, under a stopwatch.

Run as `python -m tests.bench.watched_coach DATABASE API_URL RATE EPOCH`: at the second EPOCH of real
time its clock shows the minute at which a crowd's reminders are due. Prints how long its event loop
stood still at worst, in seconds, when it is told to stop.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from datetime import UTC, datetime, timedelta

from bot.app import PHONE_TOKEN, build, use_bundled_zones
from bot.logs import configure_logging
from bot.settings import Settings
from tests.bench.crowd import DUE_FROM

BEAT_S = 0.002


class SetClock:
    """Real time, moved by so much."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


async def main(database: str, api_url: str, rate: float, epoch: float) -> float:
    """Coach until a signal; return the worst stall of the event loop in seconds."""
    clock = SetClock(DUE_FROM - datetime.fromtimestamp(epoch, UTC))
    settings = Settings(database_url=database, send_rate=rate, telegram_api_url=api_url)
    coach = build(settings, PHONE_TOKEN, api_url, clock)
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    await coach.start()
    await coach.warm()  # what happens once at a start is over
    polling = asyncio.create_task(coach.polling.run())
    worst = await _worst_stall(stopped)
    await coach.polling.stop(polling)
    await coach.stop()
    return worst


async def _worst_stall(until: asyncio.Event) -> float:
    """Let the loop's heart beat; return by how much the latest beat was late."""
    loop = asyncio.get_running_loop()
    worst = 0.0
    while not until.is_set():
        due = loop.time() + BEAT_S
        await asyncio.sleep(BEAT_S)
        worst = max(worst, loop.time() - due)
    return worst


if __name__ == "__main__":
    use_bundled_zones()
    configure_logging("ERROR", [])
    given = sys.argv[1:]
    stall = asyncio.run(main(given[0], given[1], float(given[2]), float(given[3])))
    sys.stdout.write(f"{stall}\n")
