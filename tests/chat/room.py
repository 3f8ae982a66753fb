"""A room for the chat: the real store, texts and use cases; the other rooms are stood in for."""

from __future__ import annotations

import asyncio
import shutil
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.chat.calls import Call, ToastCall
from bot.chat.documents import Documents
from bot.chat.incoming import Deed, Incoming, Tapped, Words
from bot.chat.service import Served, Service
from bot.chat.taps import Tap, encode
from bot.chat.wire import Photo, Wire
from bot.domain.calendar import Shift
from bot.domain.content import Library, Picture, SafetyPage
from bot.domain.glossary import Term
from bot.domain.learners import Away, Learner
from bot.domain.places import Place
from bot.store import sqlite
from bot.store.transaction import SqlTx
from bot.texts.texts import Texts
from bot.usecases import rosters
from bot.usecases.pictures import Drawing, Printout, SheetFailed
from bot.usecases.ports import Duty, OutboxRow, Tx
from bot.usecases.teaching import Teaching
from tests.builders import ALICE, BOB, CAROL, FRIDAY, HAND_PAIN, MONDAY, at, library
from tests.simulated import now as simulated_now

T = TypeVar("T")
BOT = 1_000_000_001
NAMES = {ALICE: "Alice", BOB: "Bob", CAROL: "Carol"}
TEXTS = Texts()


class InlineDatabase:
    """The real store, each unit of work done at once in the loop's own thread."""

    def __init__(self, file: Path) -> None:
        self._engine = sqlite.writer(file)
        self.fault: Exception | None = None  # what every unit of work meets from now on
        self.on_duty = True
        self.at_work = 0

    async def run(self, work: Callable[..., T], *args: Any) -> T:
        await asyncio.sleep(0)
        if self.fault:
            raise self.fault
        with self._engine.begin() as connection:
            return work(SqlTx(connection), *args)

    read = run_patiently = run_first = run_lease = run

    is_shared = False

    async def holds(self, duty: Duty) -> bool:
        return self.on_duty

    def close(self) -> None:
        self._engine.dispose()


class SetClock:
    """A clock to set."""

    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def go_on(self, **ahead: float) -> None:
        self.time += timedelta(**ahead)


@dataclass(frozen=True)
class Found:
    """What a search came to."""

    kind: str
    ids: tuple[str, ...]


class PlainSearch:
    """Is sure of an item's title, and unsure of its first word."""

    def __init__(self, known: Library) -> None:
        self._titles = {
            item.title.lower(): item.id
            for kind in (known.drills, known.techniques, known.guides)
            for item in kind.values()
        }
        self.asked: list[str] = []

    def find(self, words: str) -> Found:
        self.asked.append(words)
        plain = words.lower().strip(" ?")
        if plain in self._titles:
            return Found("sure", (self._titles[plain],))
        first = plain.partition(" ")[0]
        near = tuple(i for title, i in self._titles.items() if first and first in title.split())
        return Found("unsure", near[:3]) if near else Found("nothing", ())


class PlainGlossary:
    """Knows the terms of its library, each by its key alone."""

    def __init__(self, known: Library) -> None:
        self._terms = known.glossary

    def asked(self, text: str) -> Term | None:
        return self._terms.get(text.lower().strip(" ?").removeprefix("what is a "))


class PlainSafety:
    """Knows one alarm."""

    def match(self, words: str) -> SafetyPage | None:
        return HAND_PAIN if "hurts" in words else None


LEEDS = Place("Leeds", "United Kingdom", "Europe/London", 455_123)
LIMA = Place("Lima", "Peru", "America/Lima", 7_737_002)
LIMA_OHIO = Place("Lima", "United States", "America/New_York", 38_771, "Ohio")


class FewPlaces:
    """Leeds, and two called Lima."""

    def __init__(self) -> None:
        self.fault: Exception | None = None

    def by_city(self, words: str) -> list[Place]:
        return [p for p in (LEEDS, LIMA, LIMA_OHIO) if p.name.lower() == words.lower().strip()]

    def by_location(self, latitude: float, longitude: float) -> Place | None:
        if self.fault:
            raise self.fault
        return LEEDS if latitude > 50 else None


NIGHT_AND_CALL = rosters.Found({MONDAY: Shift.NIGHT, FRIDAY: Shift.ON_CALL}, 3, 1)


class FewFiles:
    """Telegram's files, and a reader that knows one roster."""

    def __init__(self) -> None:
        self.fetched: list[str] = []
        self.read: list[tuple[str, str, date]] = []
        self.content = b"BEGIN:VCALENDAR"
        self.found: rosters.Found | rosters.Refused = NIGHT_AND_CALL
        self.fault: Exception | None = None

    async def fetch(self, file_id: str) -> bytes:
        self.fetched.append(file_id)
        if self.fault:
            raise self.fault
        return self.content

    def is_calendar(self, text: str) -> bool:
        return "BEGIN:VCALENDAR" in text

    def read_calendar(self, data: bytes, zone: str, today: date) -> rosters.Found | rosters.Refused:
        self.read.append((data.decode(), zone, today))
        if not self.is_calendar(data.decode()):
            return rosters.Refused(rosters.Refusal.NOT_A_CALENDAR)
        return self.found


@dataclass(frozen=True)
class Sent:
    """A request as the wire saw it."""

    at: float  # simulated seconds
    what: str  # say, change, toast
    chat: int
    text: str
    picture: str | bytes | None = None
    call: Call | None = None
    photos: tuple[str | bytes, ...] = ()  # of an album


class ScriptedWire(Wire):
    """A Telegram that takes everything, unless the script says otherwise."""

    bot: Any

    def __init__(self) -> None:
        self.bot = None  # no server
        self.sent: list[Sent] = []
        self.tried: list[Sent] = []
        self.script: dict[int, deque[Exception | None]] = defaultdict(deque)  # by chat
        self.takes_s = 0.0  # each request
        self.uploads = True
        self.on_request: Callable[[Sent], Awaitable[None]] | None = None
        self.said_anew = False  # every change
        self.batches: deque[list[dict[str, Any]] | Exception] = deque()
        self.offsets: list[int | None] = []
        self._ids = iter(range(501, 10_000))

    def texts(self, chat: int | None = None) -> list[str]:
        return [sent.text for sent in self.sent if chat in (None, sent.chat)]

    async def say(
        self, call: Call, picture: str | bytes | None, *, moves: bool = False
    ) -> tuple[int, str | None]:
        said = call if picture is not None else call.in_words
        await self._request(_sent("animate" if moves else "say", said, picture))
        kind = "film" if moves else "file"
        file_id = f"{kind}-of-{call.picture}" if isinstance(picture, bytes) else None
        return next(self._ids), file_id

    async def show(self, call: Call, photos: Sequence[Photo]) -> list[tuple[int, str]]:
        shown = tuple(photo.file for photo in photos)
        await self._request(replace(_sent("show", call, None), photos=shown))
        numbers = [photo.caption.number for photo in photos]
        return [(next(self._ids), f"step-{number}-of-{call.picture}") for number in numbers]

    async def hand_over(self, call: Call, file: str | bytes, name: str) -> tuple[int, str]:
        await self._request(_sent("hand over", call, file))
        return next(self._ids), f"file-of-{name}"

    def link(self, payload: str) -> str:
        return f"https://t.me/coach_bot?start={payload}"

    async def change(self, call: Call) -> int | None:
        await self._request(_sent("change", call, None))
        return next(self._ids) if self.said_anew else None

    async def toast(self, toast: ToastCall) -> None:
        self.sent.append(Sent(0, "toast", 0, toast.text))

    async def updates(self, offset: int | None) -> list[dict[str, Any]]:
        self.offsets.append(offset)
        if not self.batches:
            await asyncio.Event().wait()
        batch = self.batches.popleft()
        if isinstance(batch, Exception):
            raise batch
        return batch

    async def _request(self, sent: Sent) -> None:
        self.tried.append(sent)
        if self.on_request:
            await self.on_request(sent)
        if self.takes_s:
            await asyncio.sleep(self.takes_s)
        if self.script[sent.chat] and (fault := self.script[sent.chat].popleft()):
            raise fault
        self.sent.append(sent)


def _sent(what: str, call: Call, picture: str | bytes | None) -> Sent:
    return Sent(simulated_now(), what, call.chat, call.text, picture, call)


class PlainPictures:
    """Draws pictures at once, or fails; films are there when they are."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self.fails = False
        self.failing: set[str] = set()
        self.films: set[str] = set()  # drawn before

    def content(self, drawing: Drawing) -> str:
        if isinstance(drawing, Picture):
            return drawing.sha256
        return f"{drawing.shows} {drawing.number} {drawing.hand}"

    async def at_hand(self, drawing: Drawing) -> bytes | None:
        content = self.content(drawing)
        return f"mp4 {content}".encode() if content in self.films else None

    async def files(self, drawings: Sequence[Drawing]) -> list[bytes | None]:
        return [self._file(self.content(drawing)) for drawing in drawings]

    def _file(self, content: str) -> bytes | None:
        if self.fails or content in self.failing:
            return None
        self.drawn.append(content)
        return b"png"


class PlainSheets:
    """Writes at once, or fails."""

    def __init__(self) -> None:
        self.written: list[Printout] = []
        self.fails = False

    def content(self, printout: Printout) -> str:
        return f"{printout.sheet.id} {printout.paper} {printout.link}"

    async def pdf(self, printout: Printout) -> bytes:
        if self.fails:
            raise SheetFailed(printout, "no ink")
        self.written.append(printout)
        return b"pdf"


@dataclass
class Room:
    """The service with everything it needs."""

    db: InlineDatabase
    clock: SetClock = field(default_factory=lambda: SetClock(at()))
    library: Library = field(default_factory=library)
    places: FewPlaces = field(default_factory=FewPlaces)
    files: FewFiles = field(default_factory=FewFiles)
    updates: Iterator[int] = field(default_factory=lambda: iter(range(1, 10_000)))

    def __post_init__(self) -> None:
        self.search = PlainSearch(self.library)
        self.service = Service(
            db=self.db,
            teaching=Teaching(
                self.library, self.search, PlainSafety(), PlainGlossary(self.library)
            ),
            texts=TEXTS,
            places=self.places,
            documents=Documents(self.files.fetch, self.files),
            clock=self.clock,
            bot=BOT,
        )

    def incoming(self, deed: Deed, who: int = ALICE) -> Incoming:
        return Incoming(next(self.updates), who, who, NAMES[who], deed)

    async def does(self, deed: Deed, who: int = ALICE) -> Answer:
        served = await self.service.serve(self.incoming(deed, who))
        return Answer(served)

    async def says(self, text: str, who: int = ALICE) -> Answer:
        return await self.does(Words(text, 50), who)

    async def taps(self, tap: Tap | str, message: int = 60, who: int = ALICE) -> Answer:
        data = tap if isinstance(tap, str) else encode(tap)
        return await self.does(Tapped("q", data, message, has_picture=False), who)

    async def keep(self, *people: Learner) -> None:
        def save(tx: Tx) -> None:
            for person in people:
                tx.learners.save(person)
                if person.paused_from:
                    tx.learners.add_pause(
                        person.id,
                        person.paused_from,
                        person.paused_until,
                        person.away or Away.BREAK,
                    )

        await self.db.run(save)

    async def look(self, look: Callable[[Tx], T]) -> T:
        return await self.db.run(look)

    async def learner(self, who: int = ALICE) -> Learner:
        found: Learner | None = await self.db.run(lambda tx: tx.learners.get(who))
        assert found is not None
        return found

    async def waiting(self) -> list[OutboxRow]:
        return await self.db.run(lambda tx: tx.outbox.waiting())


@dataclass(frozen=True)
class Answer:
    """What a deed brought."""

    served: Served

    @property
    def calls(self) -> list[Call]:
        return [Call.from_json(row.payload) for row in self.served.rows]

    @property
    def texts(self) -> list[str]:
        return [call.text for call in self.calls]

    @property
    def text(self) -> str:
        """The one message."""
        (text,) = self.texts
        return text

    @property
    def toast(self) -> str:
        assert self.served.toast is not None
        return self.served.toast.text

    @property
    def is_alert(self) -> bool:
        assert self.served.toast is not None
        return self.served.toast.alert

    def data(self, label: str) -> str:
        """What the button of this label carries, on the last message."""
        rows = (self.calls[-1].markup or {})["inline_keyboard"]
        return next(
            str(key["callback_data"]) for row in rows for key in row if key["text"] == label
        )

    def buttons(self, which: int = -1) -> list[list[str]]:
        markup = self.calls[which].markup or {}
        return [[key["text"] for key in row] for row in markup.get("inline_keyboard", [])]


def row_of(call: Call, number: int, created_at: datetime, learner: int | None = None) -> OutboxRow:
    return OutboxRow(number, call.chat, learner, call.to_json(), created_at)


def said(text: str, chat: int = ALICE, **overrides: Any) -> Call:
    """A plain message to Alice."""
    return replace(Call(chat=chat, text=text, entities=[], markup=None), **overrides)


def copied(empty: Path, folder: Path) -> Path:
    return Path(shutil.copy(empty, folder / "steadyhand.sqlite3"))
