"""The composition root, in small: what is told when nothing can start, and how it stops."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import zoneinfo
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from telegram.error import InvalidToken

from bot import app
from bot.app import CannotStart, Coach, build, run_bot, use_bundled_zones
from bot.chat.polling import Polling, SignedOut
from bot.clocks import RealClock
from bot.settings import Settings
from bot.usecases.pictures import Drawing
from tests.chat.room import BOT, ScriptedWire
from tests.library.folder import DRILL_PATH, VALID, edited, write

TOKEN = f"{BOT}:not-a-secret"


class OpenDoor(ScriptedWire):
    """Lets us in, unless there is a fault; and remembers that it was closed."""

    def __init__(self, fault: Exception | None = None, takes_s: float = 0.0) -> None:
        super().__init__()
        self.fault, self.closed, self.takes_to_start_s = fault, False, takes_s

    async def start(self) -> int:
        await asyncio.sleep(self.takes_to_start_s)
        if self.fault:
            raise self.fault
        return BOT

    async def introduce(self, *_: Any) -> None: ...

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'var' / 'coach.sqlite3'}",
        xdg_cache_home=tmp_path / "cache",
    )


@pytest.fixture
async def coach(settings: Settings) -> AsyncIterator[Coach]:
    coach = build(settings, TOKEN, "http://127.0.0.1:9", RealClock())
    rewire(coach, OpenDoor())
    yield coach
    if not isinstance(coach.wire, OpenDoor) or not coach.wire.closed:
        await coach.stop()


def rewire(coach: Coach, wire: OpenDoor) -> OpenDoor:
    coach.wire = wire
    coach.outbox._wire = wire
    coach.polling = Polling(coach.service, wire, coach.outbox)
    return wire


@pytest.fixture
def system_zones() -> Iterator[None]:
    kept = zoneinfo.TZPATH
    yield
    zoneinfo.reset_tzpath(kept)


@pytest.mark.usefixtures("system_zones")
def test_zones_come_from_the_wheel() -> None:
    use_bundled_zones()
    assert zoneinfo.TZPATH == ()
    assert zoneinfo.ZoneInfo.no_cache("Europe/London").key == "Europe/London"


def test_without_a_token_the_setting_is_named(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="TELEGRAM_BOT_TOKEN is missing: set it to"):
        asyncio.run(run_bot(settings))
    assert not (tmp_path / "var").exists()


def test_the_phones_state_lies_beside_the_database(settings: Settings, tmp_path: Path) -> None:
    assert app._state_folder(settings) == tmp_path / "var"


def test_the_phones_state_is_kept_here_while_the_database_is_on_a_server() -> None:
    elsewhere = Settings(database_url="postgresql://coach@db/coach")
    assert app._state_folder(elsewhere) == Path("var")


async def test_updates_are_told_apart_by_the_bots_own_number(coach: Coach) -> None:
    assert coach.service.bot == BOT


async def test_it_is_ready_only_once_it_has_signed_in(coach: Coach) -> None:
    transport = httpx.ASGITransport(Starlette(routes=app._health(coach)))
    async with httpx.AsyncClient(transport=transport, base_url="http://coach") as http:
        before = await http.get("/readyz")
        assert (before.status_code, before.text) == (503, "not signed in at Telegram yet\n")
        await coach.start()
        assert (await http.get("/readyz")).status_code == 200


async def test_a_refused_token_at_the_start_is_told_in_a_line(coach: Coach) -> None:
    rewire(coach, OpenDoor(InvalidToken("Unauthorized")))
    with pytest.raises(CannotStart, match="TELEGRAM_BOT_TOKEN was refused"):
        await app._run_until_stopped(coach, lambda: None)
    assert not coach.started


async def test_a_token_that_is_withdrawn_later_is_told_in_a_line(coach: Coach) -> None:
    class Withdrawn(Polling):
        async def run(self) -> None:
            raise SignedOut("Unauthorized")

    coach.polling = Withdrawn(coach.service, coach.wire, coach.outbox)
    with pytest.raises(CannotStart, match="TELEGRAM_BOT_TOKEN was refused"):
        await app._run_until_stopped(coach, lambda: None)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_it_and_what_is_left_waits_in_the_database(
    coach: Coach, number: signal.Signals
) -> None:
    def ready() -> None:
        asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), number)

    await app._run_until_stopped(coach, ready)
    await coach.stop()
    assert isinstance(coach.wire, OpenDoor)
    assert coach.wire.closed


async def test_a_signal_while_signing_in_stops_it_at_once(coach: Coach) -> None:
    rewire(coach, OpenDoor(takes_s=60))
    asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(5):
        await app._run_until_stopped(coach, lambda: pytest.fail("it was never ready"))
    await coach.stop()


# --- content that is read again ---


@pytest.fixture
async def on_a_copy(tmp_path: Path, settings: Settings) -> AsyncIterator[tuple[Coach, Path]]:
    """A coach on a small content folder that somebody may change."""
    folder = write(tmp_path / "content")
    small = settings.model_copy(update={"content_dir": folder})
    coach = build(small, TOKEN, "http://127.0.0.1:9", RealClock())
    rewire(coach, OpenDoor())
    yield coach, folder
    await coach.stop()


async def test_content_is_read_again_when_somebody_asks(on_a_copy: tuple[Coach, Path]) -> None:
    coach, folder = on_a_copy
    write(folder, edited(DRILL_PATH, "title: Coin rotation", "title: Turning a coin"))
    async with app._reading_again(coach, folder):
        os.kill(os.getpid(), signal.SIGHUP)
        await until(lambda: coach.service.library.drills["coin-rotation"].title == "Turning a coin")
    assert coach.service.teaching.search.find("turning a coin").ids == ("coin-rotation",)
    assert coach.ticks._stock.library is coach.service.library


async def test_content_is_read_again_though_the_last_is_still_being_drawn(
    on_a_copy: tuple[Coach, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    coach, folder = on_a_copy
    begun: list[str] = []

    async def draw_on_and_on(coach: Coach) -> None:
        begun.append(coach.service.library.drills["coin-rotation"].title)
        await asyncio.sleep(3600)

    monkeypatch.setattr(Coach, "draw", draw_on_and_on)
    async with app._reading_again(coach, folder):
        for title in ("Turning a coin", "Coins"):
            write(folder, edited(DRILL_PATH, "title: Coin rotation", f"title: {title}"))
            os.kill(os.getpid(), signal.SIGHUP)
            await until(partial(is_last, begun, title))
    assert begun == ["Turning a coin", "Coins"]


async def test_what_telegram_has_is_not_drawn(
    on_a_copy: tuple[Coach, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    coach, _ = on_a_copy
    drawn: list[str] = []

    async def warm(batches: Iterable[Sequence[Drawing]]) -> None:
        drawn.extend(drawing.alt for batch in batches for drawing in batch)

    monkeypatch.setattr(coach, "pictures", SimpleNamespace(warm=warm))
    coin = coach.service.library.drills["coin-rotation"].picture
    assert coin is not None
    await coach.draw()
    assert coin.alt in drawn
    await coach.outbox.uploads.keep(coin, "kept")
    drawn.clear()
    await coach.draw()
    assert coin.alt not in drawn


@pytest.mark.parametrize(
    "broken",
    [
        {DRILL_PATH: "---\nid: coin-rotation\ntitle: Coin"},
        edited(DRILL_PATH, "Stop at pain", "<script>alert(1)</script>"),
        {DRILL_PATH: "x" * 10_000_000},
        {DRILL_PATH: "\ufeff" + VALID[DRILL_PATH]},
        edited(DRILL_PATH, "family: fingers", "family: fingers\nfamily: fingers"),
        edited("syllabus.toml", "requires = []", 'requires = ["vertical-mattress"]'),
        {DRILL_PATH: "---\nid: " + "[" * 100_000 + "\n---\n"},
    ],
    ids=["half", "script", "10 MB", "BOM", "duplicate", "cycle", "nested"],
)
async def test_broken_content_is_refused_by_line_and_the_last_good_one_keeps_serving(
    on_a_copy: tuple[Coach, Path], broken: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    coach, folder = on_a_copy
    before = coach.service.teaching
    write(folder, broken)
    await coach.read_again(folder)
    assert coach.service.teaching is before
    told = said(capsys)
    assert "content refused" in told
    assert re.search(r"(drills/coin-rotation\.md|syllabus\.toml):\d+:", told)
    write(folder, dict.fromkeys(broken) | {path: VALID[path] for path in broken})
    await coach.read_again(folder)
    assert coach.service.teaching is not before


async def test_a_link_out_of_the_folder_is_refused_when_read_again(
    on_a_copy: tuple[Coach, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    coach, folder = on_a_copy
    before = coach.service.teaching
    outside = tmp_path / "secret.md"
    outside.write_text(VALID[DRILL_PATH])
    (folder / DRILL_PATH).unlink()
    (folder / DRILL_PATH).symlink_to(outside)
    await coach.read_again(folder)
    assert coach.service.teaching is before
    assert "is a link that leaves the content folder" in said(capsys)


def is_last(told: list[str], word: str) -> bool:
    return told[-1:] == [word]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.01)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return captured.out + captured.err
