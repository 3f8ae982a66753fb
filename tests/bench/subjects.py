"""The bots that are measured, each in a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import PHONE_TOKEN
from tests.bench.coached import database_in
from tests.bench.telegram import Answered, Asked, FakeTelegram

REPOSITORY = Path(__file__).resolve().parents[2]
PTB = ("tests.bench.echoes", "ptb")
AIOGRAM = ("tests.bench.echoes", "aiogram")
OURS = ("bot", "run")  # `steadyhand run` as it is
STARTS_WITHIN_S = 60.0
AT_REST_S = 0.6  # no work for so long; longer than anything that is put off waits
LITTLE_S = 0.05  # of a processor, in that time: what the ticks of a clock take


@dataclass(frozen=True, slots=True)
class Served:
    """What serving a number of updates took."""

    updates: int
    per_second: float
    cpu_us: float  # of the bot's own process, an update
    faults: tuple[str, ...]


@dataclass(slots=True)
class Subject:
    """A bot at work, on a Telegram of its own."""

    telegram: FakeTelegram
    process: Process

    async def serve(self, asked: Sequence[Asked], delays: Iterator[float] | None = None) -> Served:
        """Let it serve these updates and do what it does afterwards."""
        before_s = self._used_s()
        answered: Answered = await self.telegram.hand_out(asked, delays)
        await self.rest()
        used_s, number = self._used_s() - before_s, len(asked)
        return Served(number, number / answered.seconds, used_s / number * 1e6, answered.faults)

    async def rest(self) -> None:
        """Wait until it does nothing of note any more."""
        used = self._used_s()
        while True:
            await asyncio.sleep(AT_REST_S)
            before, used = used, self._used_s()
            if used - before < LITTLE_S:
                return

    def _used_s(self) -> float:
        """Return the processor time that the process has used, user's and system's, on Linux."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def running(command: Sequence[str], folder: Path) -> AsyncIterator[Subject]:
    """Run a bot whose files lie in `folder`; it is ready and at rest when the body begins."""
    passed = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    async with FakeTelegram.open() as telegram:
        with (folder / "log.txt").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", *command),
                cwd=REPOSITORY,
                env=passed | _settings(folder, telegram.url),
                stdout=log,
                stderr=log,
            )
        try:
            await _ready(telegram, process, folder / "log.txt")
            subject = Subject(telegram, process)
            await subject.rest()
            yield subject
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def _ready(telegram: FakeTelegram, process: Process, log: Path) -> None:
    """Wait for the first poll; a bot that ends instead, or never polls, has its log shown."""
    polls = asyncio.create_task(telegram.is_polled.wait())
    ends = asyncio.create_task(process.wait())
    await asyncio.wait({polls, ends}, timeout=STARTS_WITHIN_S, return_when=asyncio.FIRST_COMPLETED)
    ends.cancel()
    if not polls.done():
        polls.cancel()
        raise SystemExit(_last_words(log))


def _last_words(log: Path) -> str:
    return f"a bot did not start:\n{log.read_text()[-2000:]}"


def _settings(folder: Path, url: str) -> dict[str, str]:
    return {
        "TELEGRAM_BOT_TOKEN": PHONE_TOKEN,
        "TELEGRAM_API_URL": url,
        "DATABASE_URL": f"sqlite:///{database_in(folder)}",
        "XDG_CACHE_HOME": str(folder),
        "HTTP_PORT": "0",
        "SEND_RATE": "1000",  # messages a second: as fast as it goes
    }
