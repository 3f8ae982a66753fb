"""The real application on the real local phone, over HTTP, in this process and by a still clock."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from structlog.testing import capture_logs

from bot.app import PHONE_TOKEN, Coach, build
from bot.chat.profile import introduce
from bot.clocks import MovableClock, SteppingTimeBar
from bot.phone.server import BuiltPhone, build_phone
from bot.settings import Settings
from bot.web import serve
from tests.e2e.ledger import Row, kept, kept_of
from tests.e2e.opinions import complaints
from tests.e2e.people import Person
from tests.e2e.recorder import Recorder
from tests.e2e.transcript import Transcript

MONDAY_EVENING = datetime(2030, 3, 4, 18, 12, tzinfo=UTC)  # London's winter: the wall shows it too
LONGEST_WAIT_S = 20.0
REFUSALS_THAT_ARE_FINE = ("message is not modified", "query is too old")


class StillClock(MovableClock):
    """A movable clock that stands still in between, so that a recording is the same each time."""

    def __init__(self, file: Path, now: datetime = MONDAY_EVENING) -> None:
        super().__init__(file)
        self._now = now

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        self._now = max(self._now, now)


class World:
    """A phone, a coach, people, and time that only moves when somebody does something."""

    def __init__(
        self,
        database_url: str,
        coach: Coach,
        phone: BuiltPhone,
        clock: StillClock,
        bar: SteppingTimeBar,
    ) -> None:
        self.database_url = database_url
        self.coach, self.phone, self.clock, self.bar = coach, phone, clock, bar
        self.transcript = Transcript(clock.now)
        self.recorder: Recorder
        self.http: httpx.AsyncClient
        self.logs: list[Any] = []
        self.is_scripted_refusal = False  # a test lets the phone refuse on purpose

    async def person(self, name: str) -> Person:
        """Maya, Alice and Bob hold the phone already; anybody else joins."""
        state = (await self.http.get("/phone/state")).json()
        for person in state["people"]:
            if person["first_name"] == name:
                return Person(self, person["id"], name)
        answer = await self.http.post("/phone/people", json={"first_name": name})
        return Person(self, answer.json()["id"], name)

    async def does(self, action: str, **what: Any) -> dict[str, Any]:
        """Somebody does something on the page a second later, and the bot comes to rest."""
        self.clock.set(self.clock.now() + timedelta(seconds=1))
        response = await self.http.post(f"/phone/{action}", json=what)
        assert response.status_code == 200, response.text
        await self.quiet()
        body: dict[str, Any] = response.json()
        return body

    async def inject(self, kind: str, person: Person, **content: Any) -> None:
        """Let an update come in that no client would send."""
        user = {"id": person.id, "is_bot": False, "first_name": person.name}
        chat = {"id": person.id, "type": "private", "first_name": person.name}
        message = {"message_id": 88_888, "date": 1, "from": user, "chat": chat}
        await self.inject_raw({kind: message | content})

    async def inject_raw(self, update: dict[str, Any]) -> None:
        """Let any update come in."""
        phone = self.phone._phone
        with phone.step():
            phone.database.run("insert into updates (body) values (?)", json.dumps(update))
        await self.quiet()

    def kept(self, tables: Iterable[str] = ()) -> dict[str, list[Row]]:
        """Return what the coach has kept."""
        return kept(self.database_url, *([tables] if tables else []))

    def kept_of(self, person: Person) -> dict[str, list[Row]]:
        """Return what the coach has kept of somebody."""
        return kept_of(self.database_url, person.id)

    def forget_calls(self) -> None:
        """Look only at what the bot sends from now on; the outsiders have seen the rest."""
        assert not self._faults()
        self.recorder.calls.clear()
        self.transcript.begin_anew()

    async def quiet(self) -> None:
        """Wait until every update was served and every message has left."""
        give_up = asyncio.get_running_loop().time() + LONGEST_WAIT_S
        while not self._is_quiet():
            assert asyncio.get_running_loop().time() < give_up, "the bot comes not to rest"
            await asyncio.sleep(0.002)
        self.transcript.take(self.recorder.calls)

    def _is_quiet(self) -> bool:
        worlds = (self.coach.polling, self.coach.outbox, self.coach.ticks)
        waiting = self.phone._phone.updates.count()
        return not waiting and all(world.is_idle for world in worlds)

    async def move(self, to: str, person: Person) -> None:
        """Move the time bar on the page, which steps through every due instant."""
        await self.does("time", to=to, person=person.id)

    async def wait_until(self, instant: datetime) -> None:
        """Let time pass, through every due instant."""
        await self.bar._step_to(instant)
        await self.quiet()

    async def wait(self, **how_long: float) -> None:
        """Let so much time pass."""
        await self.wait_until(self.clock.now() + timedelta(**how_long))

    def assert_all_was_well(self) -> None:
        """No error was logged, nothing was refused, and outsiders find no fault in any request."""
        errors = [log for log in self.logs if log["log_level"] in ("error", "critical")]
        assert not errors, errors
        answered = [call for call in self.recorder.calls if call.answer is not None]
        assert not (faults := self._faults()), faults
        refused = [
            f"{call.method}: {call.answer['description']}"
            for call in answered
            if call.answer and not call.ok
        ]
        unexpected = [
            line
            for line in refused
            if not any(fine in line.lower() for fine in REFUSALS_THAT_ARE_FINE)
        ]
        assert not unexpected or self.is_scripted_refusal, unexpected

    def _faults(self) -> list[str]:
        return [line for call in self.recorder.calls for line in complaints(call)]


@contextmanager
def no_waiting() -> Iterator[None]:
    """Telegram's pace and the batching of deletions are tried elsewhere; here they cost only time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.chat.outbox.FLUSH_S", 0.0)
        patch.setattr("bot.chat.pace.CHAT_RATE", 1000.0)
        yield


def file_in(folder: Path) -> str:
    """Return the address of a database in `folder`."""
    return f"sqlite:///{folder / 'coach.sqlite3'}"


@asynccontextmanager
async def living_world(
    folder: Path, cache: Path, now: datetime = MONDAY_EVENING, database_url: str = ""
) -> AsyncIterator[World]:
    """A world that is watched: at its end all must have been well."""
    clock = StillClock(folder / "clock.txt", now)
    database_url = database_url or file_in(folder)
    settings = Settings(database_url=database_url, xdg_cache_home=cache, send_rate=1000)
    with capture_logs() as logs:
        app = Starlette()
        recorder = Recorder(app, clock.now)
        server = await serve(Starlette(routes=[Mount("/", app=recorder)]), "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.port}"
        coach = build(settings, PHONE_TOKEN, url, clock)
        bar = SteppingTimeBar(
            clock, coach.db, coach.ticks.tick, (coach.outbox, coach.ticks, coach.polling)
        )
        phone = build_phone(token=PHONE_TOKEN, state=folder / "phone.sqlite3", time_bar=bar)
        app.router.routes.extend(phone.routes)
        world = World(database_url, coach, phone, clock, bar)
        world.recorder, world.logs = recorder, logs
        async with httpx.AsyncClient(base_url=url, timeout=60) as world.http:
            await coach.start()
            polling = asyncio.create_task(coach.polling.run())
            await introduce(coach.wire, coach.service.texts)
            try:
                yield world
                await world.quiet()
            finally:
                await coach.polling.stop(polling)
                await coach.stop()
                await phone.close()
                await server.stop()
    world.assert_all_was_well()
