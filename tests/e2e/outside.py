"""The application as a process of its own, on a phone that lives here and survives its death."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.app import PHONE_TOKEN
from bot.phone.server import BuiltPhone, build_phone
from bot.web import serve
from tests.e2e import ledger
from tests.e2e.people import Person
from tests.e2e.recorder import Call, Recorder
from tests.e2e.transcript import Transcript
from tests.e2e.world import MONDAY_EVENING, file_in

REPOSITORY = Path(__file__).resolve().parents[2]
LONGEST_WAIT_S = 30.0


def environment(folder: Path, cache: Path, **more: str) -> dict[str, str]:
    """Return the environment of a bot whose files all lie in `folder`."""
    passed = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return passed | {
        "PYTHONPATH": str(REPOSITORY),
        "TELEGRAM_BOT_TOKEN": PHONE_TOKEN,
        "DATABASE_URL": file_in(folder),
        "XDG_CACHE_HOME": str(cache),
        "HTTP_PORT": "0",
    } | more  # fmt: skip


@dataclass(slots=True)
class StoppedClock:
    """The phone's side of the clock file."""

    file: Path

    def now(self) -> datetime:
        return datetime.fromisoformat(self.file.read_text())

    def set(self, now: datetime) -> None:
        part = self.file.with_suffix(".new")
        part.write_text(now.isoformat())
        part.replace(self.file)

    async def move(self, to: str, person: int) -> str | None:
        return "time stands still here"


@dataclass(slots=True)
class Outside:
    """A phone here, and the bot in a process that may be killed at any moment."""

    folder: Path
    cache: Path
    database_url: str
    clock: StoppedClock
    phone: BuiltPhone
    recorder: Recorder
    http: httpx.AsyncClient
    url: str
    transcript: Transcript
    command: tuple[str, ...]
    process: Process | None = None
    deaths: int = 0

    async def start(self) -> None:
        """Start the bot; return once it asks for updates."""
        seen = len(self.recorder.calls)
        with (self.folder / "log.txt").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", *self.command),
                cwd=self.folder,
                env=environment(
                    *(self.folder, self.cache),
                    TELEGRAM_API_URL=self.url,
                    DATABASE_URL=self.database_url,
                ),
                stdout=log,
                stderr=log,
            )
        await self._until(lambda: self._polls_since(seen), "the bot does not start")

    def _polls_since(self, seen: int) -> bool:
        return any(call.method == "getUpdates" for call in self.recorder.calls[seen:])

    async def kill(self) -> None:
        """Kill -9, as a power cut would."""
        await self._end(signal.SIGKILL)
        self.deaths += 1

    async def stop(self) -> int:
        """Ask it to stop, as an operator does; return its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        assert self.process
        if self.process.returncode is None:
            self.process.send_signal(how)
        return await self.process.wait()

    @property
    def is_dead(self) -> bool:
        return self.process is None or self.process.returncode is not None

    def resident_mb(self) -> float:
        """Return the memory that the bot's process holds, as Linux counts it."""
        assert self.process
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    def die_at(self, number: int, *, answered: bool) -> None:
        """Kill the bot at its n-th request from now that says something: as it comes, or once it
        was carried out but before the answer is there."""
        left = iter(range(number - 1, -1, -1))

        async def strike(call: Call) -> bool:
            if call.method == "getUpdates" or next(left, -1) != 0 or not self.process:
                return True
            self.process.send_signal(signal.SIGKILL)
            await self.process.wait()
            return False

        self.recorder.before = None if answered else strike
        self.recorder.after = strike if answered else None

    def spare(self) -> None:
        """Let it live."""
        self.recorder.before = self.recorder.after = None

    async def does(self, action: str, **what: Any) -> dict[str, Any]:
        """Somebody does something a second later; what it sets off is waited for, or its end."""
        self.clock.set(self.clock.now() + timedelta(seconds=1))
        response = await self.http.post(f"/phone/{action}", json=what)
        assert response.status_code == 200, response.text
        await self.quiet()
        body: dict[str, Any] = response.json()
        return body

    async def quiet(self) -> None:
        """Wait until nothing is on its way any more, or the bot is dead."""
        await self._until(lambda: self.is_dead or self._is_quiet(), "the bot comes not to rest")
        self.transcript.take(self.recorder.calls)

    def _is_quiet(self) -> bool:
        waiting = self.phone._phone.updates.count()
        return not waiting and not ledger.unsettled(self.database_url, self.clock.now())

    async def wait(self, **how_long: float) -> None:
        """Let time pass at once; the next tick finds what is due."""
        self.clock.set(self.clock.now() + timedelta(**how_long))
        await self.quiet()

    async def _until(self, done: Callable[[], bool], else_say: str) -> None:
        give_up = asyncio.get_running_loop().time() + LONGEST_WAIT_S
        while not done():
            assert asyncio.get_running_loop().time() < give_up, else_say + self.log()
            await asyncio.sleep(0.01)

    async def logs(self, words: str) -> None:
        """Wait until the bot has said so."""
        await self._until(lambda: words in self.log(), f"the bot never says: {words}")

    def log(self) -> str:
        """Return what the bot has logged so far."""
        return "\n" + (self.folder / "log.txt").read_text()

    async def person(self, name: str) -> Person:
        """Somebody with a phone in the hand."""
        answer = await self.http.post("/phone/people", json={"first_name": name})
        return Person(self, answer.json()["id"], name)


@asynccontextmanager
async def outside(
    folder: Path,
    cache: Path,
    *command: str,
    now: datetime = MONDAY_EVENING,
    database_url: str = "",
) -> AsyncIterator[Outside]:
    """A phone, and a bot that is started and, at the end, stopped.

    By default its clock is the phone's; `command` may name another module to run.
    """
    clock = StoppedClock(folder / "clock.txt")
    clock.set(now)
    phone = build_phone(token=PHONE_TOKEN, state=folder / "phone.sqlite3", time_bar=clock)
    recorder = Recorder(Starlette(routes=phone.routes), clock.now)
    server = await serve(Starlette(routes=[Mount("/", app=recorder)]), "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.port}"
    fresh = httpx.Limits(max_keepalive_connections=0)  # the server drops idle ones as it likes
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=fresh) as http:
        transcript = Transcript(clock.now)
        module = command or ("tests.e2e.child", str(clock.file))
        kept_in = database_url or file_in(folder)
        world = Outside(
            folder, cache, kept_in, clock, phone, recorder, http, url, transcript, module
        )
        await world.start()
        try:
            yield world
        finally:
            world.spare()
            code = await world.stop()
            await phone.close()
            await server.stop()
    assert code == 0, world.log()
    assert '"level": "error"' not in world.log(), world.log()
    assert "Traceback" not in world.log(), world.log()
