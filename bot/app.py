"""The composition root: builds everything, hands it over, starts it, stops it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import socket
import sys
import zoneinfo
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import structlog
from starlette.routing import Route

from bot.chat.documents import Documents
from bot.chat.outbox import Outbox
from bot.chat.polling import Polling, SignedOut
from bot.chat.profile import introduce
from bot.chat.service import Service
from bot.chat.signing_in import CannotSignIn, sign_in
from bot.chat.wire import Wire
from bot.clock.recompute import follow_zone_data
from bot.clock.scheduler import Scheduler
from bot.clock.ticks import Ticks
from bot.clocks import MovableClock, RealClock, SteppingTimeBar
from bot.files import calendars
from bot.library.asking import Glossary
from bot.library.faults import BrokenContent
from bot.library.load import load_library
from bot.library.places import Places
from bot.library.safety import SafetyIndex
from bot.library.search import SearchIndex
from bot.pictures.pictures import Pictures
from bot.pictures.sheets.sheets import Sheets
from bot.settings import Settings
from bot.store.database import SqlDatabase, open_database
from bot.texts.texts import Texts
from bot.usecases.pictures import sent_with_cards
from bot.usecases.ports import Clock
from bot.usecases.reminders import Stock
from bot.usecases.teaching import Teaching
from bot.web import WebServer, health_routes, serve

log = structlog.get_logger(__name__)

PHONE_TOKEN = "1000000001:local-phone"  # noqa: S105 — the local phone's own; it opens nothing
FINISH_WITHIN_S = 7.0
TURN_S = 0.001  # of a thread: the loop has its turn soon while the database's thread is busy


class CannotStart(Exception):
    """Nothing can start; the message names the thing and the mend in one line."""


def use_bundled_zones() -> None:
    """Take time zones from the tzdata wheel, never from the system's possibly stale copy."""
    zoneinfo.reset_tzpath(to=[])


@dataclass(slots=True)
class Coach:
    """Everything that runs, wired together."""

    db: SqlDatabase
    wire: Wire
    outbox: Outbox
    ticks: Ticks
    scheduler: Scheduler
    polling: Polling
    service: Service
    pictures: Pictures
    started: bool = False
    _drawing: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Sign in, and begin to tick."""
        try:
            await sign_in(self.wire)
        except CannotSignIn as error:
            raise CannotStart(str(error)) from error
        # What is there now stays: looking through it for garbage would stop everything each time.
        gc.collect()
        gc.freeze()
        gc.enable()
        sys.setswitchinterval(TURN_S)
        self.scheduler.start()
        self.started = True

    async def warm(self) -> None:
        """Have at hand what learners would otherwise wait for: templates, cities, the search."""
        await asyncio.to_thread(self.service.texts.warm)
        await asyncio.to_thread(self.service.places.by_city, "")
        await asyncio.to_thread(self.service.teaching.search.find, "")

    def begin_drawing(self) -> None:
        """Draw beside all else; what was being drawn for other content is left."""
        if self._drawing:
            self._drawing.cancel()
        self._drawing = asyncio.create_task(self.draw())

    async def draw(self) -> None:
        """Draw what goes with cards, so far as Telegram does not have it: minutes, at first."""
        for batch in sent_with_cards(self.service.library):
            await self.pictures.warm([await self.outbox.uploads.missing(batch)])

    async def read_again(self, folder: Path) -> None:
        """Teach what the content says now. Broken content is told with all its faults, and what
        was taught before goes on."""
        try:
            teaching = await asyncio.to_thread(read_teaching, folder)
            await asyncio.to_thread(teaching.search.find, "")  # nobody waits for its index
        except BrokenContent as broken:
            for fault in broken.faults:
                log.error("content refused", fault=str(fault))
            return
        except OSError as fault:
            log.error("content refused", fault=str(fault))
            return
        self.service.teaching = teaching
        self.ticks.teach(teaching.library)
        log.info("content read again", items=len(teaching.library.syllabus))
        self.begin_drawing()

    async def stop(self) -> None:
        """No new work; finish what is in hand; what is left waits in the database."""
        if self._drawing:
            self._drawing.cancel()
            await asyncio.gather(self._drawing, return_exceptions=True)
        if self.started:
            await self.scheduler.stop()
        await asyncio.gather(self.ticks.close(FINISH_WITHIN_S), self.outbox.close(FINISH_WITHIN_S))
        await self.wire.close()
        self.db.close()


def read_teaching(folder: Path) -> Teaching:
    """Read the content and build what finds it; BrokenContent is the caller's to tell."""
    library = load_library(folder)
    return Teaching(library, SearchIndex(library), SafetyIndex(library), Glossary(library))


def build(settings: Settings, token: str, api_url: str, clock: Clock) -> Coach:
    """Build the coach; UnwritableDatabase and BrokenContent are the caller's to tell."""
    teaching = read_teaching(settings.content_dir)
    db = open_database(settings.database_url, settings.reminder_spread)
    texts = Texts()
    wire = Wire(token, api_url)
    service = Service(
        db=db,
        teaching=teaching,
        texts=texts,
        places=Places(),
        documents=Documents(wire.download, calendars),
        clock=clock,
        bot=int(token.partition(":")[0]),
    )
    pictures = Pictures(settings.cache_dir)
    outbox = Outbox(service, wire, pictures, Sheets(texts), settings.send_rate)
    stock = Stock(teaching.library, texts.openings())
    ticks = Ticks(db, stock, clock, outbox, RealClock(), rate=settings.send_rate)
    polling = Polling(service, wire, outbox)
    return Coach(db, wire, outbox, ticks, Scheduler(ticks.tick), polling, service, pictures)


async def run_bot(settings: Settings) -> None:
    """Coach on Telegram until SIGTERM or SIGINT."""
    if settings.telegram_bot_token is None:
        raise CannotStart(
            "TELEGRAM_BOT_TOKEN is missing: set it to the token that @BotFather gave you"
        )
    token = settings.telegram_bot_token.get_secret_value()
    coach = build(settings, token, settings.telegram_api_url, RealClock())
    server = await _serve_health(coach, settings)
    try:
        async with _reading_again(coach, settings.content_dir):
            await _run_until_stopped(coach, lambda: log.info("ready", port=server.port))
    finally:
        await server.stop()
        await coach.stop()


async def run_phone(settings: Settings) -> None:
    """Coach on the local phone: the Bot API server, its chat page and the bot in one process."""
    from starlette.applications import Starlette

    from bot.phone.server import build_phone

    state = _state_folder(settings)
    clock = MovableClock(state / "phone-clock.txt")
    host, port = settings.http_host, settings.http_port or _free_port(settings.http_host)
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    coach = build(settings, PHONE_TOKEN, url, clock)
    worlds = (coach.outbox, coach.ticks, coach.polling)
    time_bar = SteppingTimeBar(clock, coach.db, coach.ticks.tick, worlds)
    phone = build_phone(
        token=PHONE_TOKEN, name="Steadyhand", state=state / "phone.sqlite3", time_bar=time_bar
    )
    routes = [*_health(coach), *phone.routes]
    server = await serve(Starlette(routes=routes), host, port)
    try:
        async with _reading_again(coach, settings.content_dir):
            await _run_until_stopped(coach, lambda: print(f"Open {url} in a browser.", flush=True))
    finally:
        await coach.stop()
        await phone.close()
        await server.stop()


def _free_port(host: str) -> int:
    """Find a port for HTTP_PORT=0: the bot has to know where its phone will answer."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def _state_folder(settings: Settings) -> Path:
    """The phone's own state lies beside the database, or under var/ where that is on a server."""
    file = settings.database_url.removeprefix("sqlite:///")
    return Path("var") if file == settings.database_url else Path(file).parent


def _health(coach: Coach) -> list[Route]:
    async def probe() -> list[str]:
        await coach.db.read(lambda tx: tx.rules.next_due_at())
        return [] if coach.started else ["not signed in at Telegram yet"]

    return health_routes(probe)


async def _serve_health(coach: Coach, settings: Settings) -> WebServer:
    from starlette.applications import Starlette

    routes = _health(coach)
    return await serve(Starlette(routes=routes), settings.http_host, settings.http_port)


async def _run_until_stopped(coach: Coach, ready: Callable[[], object]) -> None:
    """Start, then poll until a signal comes or Telegram refuses the token."""
    async with _signals() as stopped:
        starting = asyncio.create_task(coach.start())
        await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            starting.cancel()
            await asyncio.wait({starting})
            return
        starting.result()  # raises what went wrong
        ready()
        await _poll(coach, stopped)


async def _poll(coach: Coach, stopped: asyncio.Future[None]) -> None:
    polling = asyncio.create_task(coach.polling.run())
    coach.begin_drawing()
    aside = [
        asyncio.create_task(introduce(coach.wire, coach.service.texts)),
        asyncio.create_task(coach.warm()),
        asyncio.create_task(follow_zone_data(coach.db, coach.service.clock)),
    ]
    await asyncio.wait({polling, stopped}, return_when=asyncio.FIRST_COMPLETED)
    for task in aside:
        task.cancel()
    await asyncio.gather(*aside, return_exceptions=True)
    if polling.done():
        _tell_signed_out(polling)
    await coach.polling.stop(polling)


def _tell_signed_out(polling: asyncio.Task[None]) -> None:
    error = polling.exception()
    if isinstance(error, SignedOut):
        raise CannotStart("TELEGRAM_BOT_TOKEN was refused: copy it anew from @BotFather")
    if error:
        raise error


@contextlib.asynccontextmanager
async def _reading_again(coach: Coach, folder: Path) -> AsyncIterator[None]:
    """Read the content again whenever SIGHUP comes, one reading after the other."""
    loop = asyncio.get_running_loop()
    asked = asyncio.Event()

    async def read_when_asked() -> None:
        while True:
            await asked.wait()
            asked.clear()
            await coach.read_again(folder)

    reading = asyncio.create_task(read_when_asked())
    loop.add_signal_handler(signal.SIGHUP, asked.set)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGHUP)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


@contextlib.asynccontextmanager
async def _signals() -> AsyncIterator[asyncio.Future[None]]:
    loop = asyncio.get_running_loop()
    stopped: asyncio.Future[None] = loop.create_future()

    def stop() -> None:
        if not stopped.done():
            stopped.set_result(None)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    try:
        yield stopped
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
