"""The wire: against the local phone, and against a server that says what a test wants."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram.error import (
    BadRequest,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.calls import Call, Caption, ToastCall, Words
from bot.chat.profile import MENU, introduce
from bot.chat.requests import NEVER_LEFT, AiohttpRequest
from bot.chat.signing_in import CannotSignIn, sign_in
from bot.chat.wire import FileRefused, Photo, PictureUnknown, Wire
from bot.phone.media_header import blank_png
from bot.pictures.animation import Frame, film
from bot.web import serve
from tests.chat.room import TEXTS, ScriptedWire, said
from tests.phone.desk import TOKEN, Desk, served_desk
from tests.simulated import now, simulate

PICTURE = blank_png(60, 40)
BUTTONS = {"inline_keyboard": [[{"text": "Done", "callback_data": "p1"}]]}
SECRET = "7000000001:AAsecretsecretsecretsecret"


# --- against the local phone ---------------------------------------------------------------------


@dataclass
class Line:
    """A wire to a phone, and whoever looks at the phone."""

    wire: Wire
    desk: Desk

    async def shown(self) -> dict[str, Any]:
        return await self.desk.shown(self.desk.alice)

    def to_alice(self, text: str, **more: Any) -> Call:
        return said(text, self.desk.alice, **more)


@pytest.fixture
async def line(tmp_path: Path) -> AsyncIterator[Line]:
    async with served_desk(tmp_path / "phone.sqlite3") as desk:
        wire = Wire(TOKEN, str(desk.http.base_url).rstrip("/"))
        await wire.start()
        await desk.says(desk.alice, "/start")
        yield Line(wire, desk)
        await wire.close()


async def test_a_message_arrives_with_its_looks_and_buttons(line: Line) -> None:
    bold = [{"type": "bold", "offset": 0, "length": 2}]
    number, file_id = await line.wire.say(
        line.to_alice("Hi 👋", entities=bold, markup=BUTTONS), None
    )
    shown = await line.shown()
    assert (shown["message_id"], file_id) == (number, None)
    assert shown["text"] == "Hi 👋"
    assert "Done" in str(shown)


async def test_what_a_form_is_made_of_arrives_as_it_was_written(line: Line) -> None:
    words = "a=b & c; 50 % of %41 + 1?\n“ü” #/@:!$'()*,[]{}\\ 🪡"
    await line.wire.say(line.to_alice(words), None)
    assert (await line.shown())["text"] == words


async def test_a_picture_is_uploaded_and_then_known(line: Line) -> None:
    _, file_id = await line.wire.say(line.to_alice("A card"), PICTURE)
    assert file_id
    _, again = await line.wire.say(line.to_alice("A card"), file_id)
    assert again
    assert "A card" in str(await line.shown())


async def test_a_file_that_a_person_sends_is_fetched_whole(line: Line) -> None:
    roster = b"BEGIN:VCALENDAR\r\n" + bytes(range(256)) * 400
    await line.desk.http.post(
        "/phone/document",
        data={"person": str(line.desk.alice)},
        files={"file": ("rota.ics", roster, "text/calendar")},
    )
    file_id = (await line.shown())["document"]["file_id"]
    assert await line.wire.download(file_id) == roster
    with pytest.raises(TelegramError):
        await line.wire.download("no-such-file")


async def test_a_picture_that_is_not_known_any_more_is_told(line: Line) -> None:
    with pytest.raises(PictureUnknown):
        await line.wire.say(line.to_alice("A card"), "lost-file-id")


async def test_a_file_is_handed_over_under_its_name_and_then_known(line: Line) -> None:
    number, file_id = await line.wire.hand_over(
        line.to_alice("A sheet", markup=BUTTONS), b"%PDF-1.7", "dots-a4.pdf"
    )
    shown = await line.shown()
    assert (shown["message_id"], shown["caption"]) == (number, "A sheet")
    assert shown["document"]["file_name"] == "dots-a4.pdf"
    assert shown["document"]["mime_type"] == "application/pdf"
    again, _ = await line.wire.hand_over(line.to_alice("Again"), file_id, "dots-a4.pdf")
    assert (await line.shown())["message_id"] == again
    with pytest.raises(PictureUnknown):
        await line.wire.hand_over(line.to_alice("Lost"), "nonsense", "dots-a4.pdf")
    with pytest.raises(FileRefused):
        await line.wire.hand_over(line.to_alice("Empty"), b"", "dots-a4.pdf")
    with pytest.raises(BadRequest):
        await line.wire.hand_over(said("To nobody", 404), b"%PDF-1.7", "dots-a4.pdf")


async def test_a_link_names_this_bot(line: Line) -> None:
    user = line.wire.bot.username
    assert line.wire.link("do-dots") == f"https://t.me/{user}?start=do-dots"


async def test_a_picture_that_is_none_leaves_the_words(line: Line) -> None:
    number, file_id = await line.wire.say(line.to_alice("A card"), b"no picture")
    assert (number > 0, file_id) == (True, None)
    assert (await line.shown())["text"] == "A card"


@pytest.mark.parametrize("picture", [None, b"no picture"])
async def test_without_its_picture_a_message_says_what_stands_in_for_it(
    line: Line, picture: bytes | None
) -> None:
    italic = [{"type": "italic", "offset": 0, "length": 2}]
    call = line.to_alice("Look here", markup=BUTTONS, unseen=Words("In words", italic))
    await line.wire.say(call, picture)
    shown = await line.shown()
    assert shown["text"] == "In words"
    assert [each["type"] for each in shown["entities"]] == ["italic"]
    assert "Done" in str(shown)


async def test_words_too_long_for_a_caption_go_alone(line: Line) -> None:
    for text in ("x" * 1_025, "🪡" * 513):
        _, file_id = await line.wire.say(line.to_alice(text), PICTURE)
        assert file_id is None
        assert (await line.shown())["text"] == text


FILM = film([Frame('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"/>')], width=64)


def photos(*files: str | bytes) -> list[Photo]:
    bold = [{"type": "bold", "offset": 0, "length": 2}]
    return [
        Photo(file, Caption(number, f"{number}. Cross.", bold)) for number, file in enumerate(files)
    ]


async def test_a_film_moves_and_is_known_then(line: Line) -> None:
    _, file_id = await line.wire.say(line.to_alice("A card", markup=BUTTONS), FILM, moves=True)
    shown = await line.shown()
    assert (shown["caption"], shown["animation"]["width"]) == ("A card", 64)
    assert file_id
    number, _ = await line.wire.say(line.to_alice("Again"), file_id, moves=True)
    assert (await line.shown())["animation"]["file_id"] == file_id
    assert await line.wire.change(line.to_alice("after", message=number, on_picture=True)) is None
    assert (await line.shown())["caption"] == "after"


async def test_an_album_arrives_with_its_words_and_is_known_then(line: Line) -> None:
    sent = await line.wire.show(line.to_alice(""), photos(PICTURE, blank_png(30, 20)))
    shown = await line.shown()
    assert (shown["message_id"], shown["caption"]) == (sent[1][0], "1. Cross.")
    assert shown["caption_entities"][0]["type"] == "bold"
    ids = [file_id for _, file_id in sent]
    again = await line.wire.show(line.to_alice(""), photos(*ids))
    assert (await line.shown())["message_id"] == again[-1][0]
    mixed = await line.wire.show(line.to_alice(""), photos(ids[0], PICTURE))
    assert len(mixed) == 2


async def test_a_single_photo_of_an_album_goes_alone(line: Line) -> None:
    ((number, file_id),) = await line.wire.show(line.to_alice(""), photos(PICTURE))
    shown = await line.shown()
    assert (shown["message_id"], shown["caption"]) == (number, "0. Cross.")
    assert "media_group_id" not in shown
    assert file_id


async def test_an_album_of_which_one_is_not_known_any_more_is_told(line: Line) -> None:
    with pytest.raises(PictureUnknown):
        await line.wire.show(line.to_alice(""), photos(PICTURE, "lost-file-id"))


async def test_an_album_that_is_not_taken_is_told(line: Line) -> None:
    with pytest.raises(FileRefused) as refused:
        await line.wire.show(line.to_alice(""), photos(PICTURE, b"no picture"))
    assert refused.value.number is None


@pytest.mark.parametrize("picture", [None, PICTURE], ids=["words", "picture"])
@pytest.mark.parametrize("guess", [True, False])
async def test_a_message_is_changed_in_place_whatever_was_guessed(
    line: Line, picture: bytes | None, guess: bool
) -> None:
    number, _ = await line.wire.say(line.to_alice("before"), picture)
    change = line.to_alice("after", message=number, on_picture=guess, markup=BUTTONS)
    assert await line.wire.change(change) is None
    assert "after" in str(await line.shown())
    assert await line.wire.change(change) is None  # it is so already
    assert (await line.shown())["message_id"] == number


async def test_a_message_that_is_gone_is_said_anew(line: Line) -> None:
    number = await line.wire.change(line.to_alice("after", message=9_999))
    shown = await line.shown()
    assert (shown["message_id"], shown["text"]) == (number, "after")


async def test_what_is_too_long_for_a_pictures_caption_is_said_anew(line: Line) -> None:
    first, _ = await line.wire.say(line.to_alice("before"), PICTURE)
    number = await line.wire.change(line.to_alice("x" * 1_100, message=first, on_picture=True))
    assert number is not None
    assert number > first


async def test_a_change_that_telegram_refuses_is_raised(line: Line) -> None:
    number, _ = await line.wire.say(line.to_alice("before"), None)
    with pytest.raises(BadRequest):
        await line.wire.change(line.to_alice("x" * 4_097, message=number))


async def test_too_late_an_answer_to_a_tap_is_no_fault(line: Line) -> None:
    await line.wire.toast(ToastCall("no-such-query", "✓", alert=True))


async def test_updates_come_as_they_are_and_are_acknowledged(line: Line) -> None:
    await line.desk.says(line.desk.alice, "hello")
    updates = await line.wire.updates(None)
    newest = updates[-1]["update_id"]
    assert updates[-1]["message"]["text"] == "hello"
    await line.desk.says(line.desk.alice, "and more")
    (more,) = await line.wire.updates(newest + 1)
    assert more["message"]["text"] == "and more"


async def test_the_menu_and_the_description_are_told(line: Line) -> None:
    await introduce(line.wire, TEXTS)
    menu = (await line.desk.call("getMyCommands")).result
    assert [entry["command"] for entry in menu] == list(MENU)


# --- against a server that says what a test wants ------------------------------------------------


@dataclass
class Telegram:
    """Answers as scripted; without a script, as one who is content."""

    script: defaultdict[str, deque[Response]] = field(default_factory=lambda: defaultdict(deque))
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    url: str = ""

    async def answer(self, request: Request) -> Response:
        method = request.path_params["method"]
        async with request.form() as form:
            self.asked.append((method, dict(form)))
        if self.script[method]:
            return self.script[method].popleft()
        return ok(RESULTS.get(method, True))


MESSAGE = {"message_id": 5, "date": 1, "chat": {"id": 1, "type": "private"}}
RESULTS: dict[str, Any] = {
    "getMe": {"id": 7_000_000_001, "is_bot": True, "first_name": "S", "username": "SBot"},
    "sendMessage": MESSAGE,
    "sendPhoto": MESSAGE,
    "editMessageText": MESSAGE,
    "getUpdates": [],
}


def ok(result: Any) -> Response:
    return _json(200, {"ok": True, "result": result})


def refused(code: int, description: str, **more: Any) -> Response:
    return _json(code, {"ok": False, "error_code": code, "description": description} | more)


def _json(code: int, body: dict[str, Any]) -> Response:
    from starlette.responses import JSONResponse

    return JSONResponse(body, code)


@asynccontextmanager
async def telegram() -> AsyncIterator[tuple[Telegram, Wire]]:
    server = Telegram()
    routes = [Route("/bot{token}/{method}", server.answer, methods=["GET", "POST"])]
    web = await serve(Starlette(routes=routes), "127.0.0.1", 0)
    server.url = f"http://{web.host}:{web.port}"
    wire = Wire(SECRET, server.url)
    await wire.start()
    server.asked.clear()
    try:
        yield server, wire
    finally:
        await wire.close()
        await web.stop()


async def test_an_unknown_method_leaves_the_words() -> None:
    async with telegram() as (server, wire):
        server.script["sendPhoto"].append(refused(404, "Not Found"))
        number, file_id = await wire.say(said("A card"), PICTURE)
        assert (number, file_id) == (5, None)
        assert [method for method, _ in server.asked] == ["sendPhoto", "sendMessage"]


async def test_a_refusal_that_is_not_about_the_picture_is_raised() -> None:
    async with telegram() as (server, wire):
        server.script["sendPhoto"].append(refused(400, "Bad Request: chat not found"))
        with pytest.raises(BadRequest, match="not found"):
            await wire.say(said("A card"), PICTURE)


@pytest.mark.parametrize(
    ("said_by_telegram", "number"),
    [
        ('Bad Request: failed to send message #2 with the error message "PHOTO_INVALID"', 2),
        ("Bad Request: group send failed", None),
    ],
)
async def test_which_photo_of_an_album_is_refused_is_told(
    said_by_telegram: str, number: int | None
) -> None:
    async with telegram() as (server, wire):
        server.script["sendMediaGroup"].append(refused(400, said_by_telegram))
        with pytest.raises(FileRefused) as told:
            await wire.show(said(""), photos(PICTURE, PICTURE))
        assert told.value.number == number


async def test_a_film_that_is_refused_is_told() -> None:
    async with telegram() as (server, wire):
        server.script["sendAnimation"].append(refused(404, "Not Found"))
        with pytest.raises(FileRefused):
            await wire.say(said("A card"), FILM, moves=True)


async def test_a_refusal_that_is_not_about_the_album_is_raised() -> None:
    async with telegram() as (server, wire):
        server.script["sendMediaGroup"].append(refused(400, "Bad Request: chat not found"))
        with pytest.raises(BadRequest, match="not found"):
            await wire.show(said(""), photos(PICTURE, PICTURE))


async def test_no_method_of_the_introduction_is_needed() -> None:
    async with telegram() as (server, wire):
        for method in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
            server.script[method].append(refused(404, "Not Found"))
        server.script["setChatMenuButton"].append(PlainTextResponse("busy", 502))
        await introduce(wire, TEXTS)
        assert len(server.asked) == 4


async def test_told_to_wait_it_says_how_long() -> None:
    async with telegram() as (server, wire):
        server.script["sendMessage"].append(
            refused(429, "Too Many Requests: retry after 7", parameters={"retry_after": 7})
        )
        with pytest.raises(RetryAfter) as caught:
            await wire.say(said("hello"), None)
        wait = caught.value.retry_after
        assert (wait if isinstance(wait, int) else wait.total_seconds()) == 7


async def test_a_connection_that_broke_off_is_told_from_one_that_never_came_about() -> None:
    """Over the first a request may have arrived."""

    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with AiohttpRequest(1) as request:
        with pytest.raises(NetworkError) as broken_off:
            await request.post(url)
        server.close()
        await server.wait_closed()
        with pytest.raises(NetworkError) as refused:
            await request.post(url)
    assert not isinstance(broken_off.value.__cause__, NEVER_LEFT)
    assert isinstance(refused.value.__cause__, NEVER_LEFT)


async def test_an_answer_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.chat.requests.READ_S", 0.01)

    async def say_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked_again.wait()
        writer.close()

    asked_again = asyncio.Event()
    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    async with AiohttpRequest(1) as request:
        with pytest.raises(TimedOut) as given_up:
            await request.post(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    asked_again.set()
    server.close()
    await server.wait_closed()
    assert not isinstance(given_up.value.__cause__, NEVER_LEFT)


async def test_the_token_is_not_taken_elsewhere() -> None:
    async with telegram() as (server, wire):
        elsewhere = Response(status_code=307, headers={"Location": "/bot0:elsewhere/sendMessage"})
        server.script["sendMessage"].append(elsewhere)
        with pytest.raises(NetworkError):
            await wire.say(said("hello"), None)
        assert len(server.asked) == 1


async def test_updates_without_a_number_pass_by() -> None:
    async with telegram() as (server, wire):
        good = {"update_id": 3}
        server.script["getUpdates"].append(ok([good, {"message": {}}, {"update_id": "4"}, 5]))
        assert await wire.updates(None) == [good]
        server.script["getUpdates"].append(ok({"not": "a list"}))
        assert await wire.updates(4) == []
        assert server.asked[1][1]["offset"] == "4"


BAD_ANSWERS = [
    PlainTextResponse("<html>bad gateway</html>", 502),
    PlainTextResponse("", 500),
    PlainTextResponse("not json", 200),
    refused(401, "Unauthorized"),
    refused(404, "Not Found"),
    refused(400, "Bad Request: message text is empty"),
    refused(403, "Forbidden: bot was blocked by the user"),
    refused(409, "Conflict: terminated by other getUpdates request"),
]


@pytest.mark.parametrize("answer", BAD_ANSWERS, ids=lambda answer: str(answer.status_code))
async def test_the_token_is_in_no_fault_and_no_log(
    answer: Response, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with telegram() as (server, wire):
        with structlog.testing.capture_logs() as lines:
            server.script["sendMessage"].append(answer)
            with pytest.raises(TelegramError) as caught:
                await wire.say(said("hello"), None)
        assert SECRET not in str(caught.value) + repr(caught.value) + str(lines)
        assert SECRET not in str([line.getMessage() for line in caplog.records])


async def test_the_token_is_not_told_when_it_is_refused() -> None:
    async with telegram() as (server, _):
        server.script["getMe"].append(refused(401, "Unauthorized"))
        wire = Wire(SECRET, server.url)
        with pytest.raises(CannotSignIn) as caught:
            await sign_in(wire)
        await wire.close()
    assert SECRET not in "".join(traceback.format_exception(caught.value))


async def test_the_token_is_not_told_when_nobody_answers() -> None:
    wire = Wire(SECRET, "http://127.0.0.1:9")
    with pytest.raises(NetworkError) as caught:
        await wire.start()
    assert SECRET not in str(caught.value)
    await wire.close()


# --- signing in ----------------------------------------------------------------------------------


class Doorkeeper(ScriptedWire):
    """Lets us in after so many faults; each try takes its time."""

    def __init__(self, *faults: Exception, takes_s: float = 0.0) -> None:
        super().__init__()
        self.faults, self.takes, self.tries = deque(faults), takes_s, 0

    async def start(self) -> int:
        self.tries += 1
        await asyncio.sleep(self.takes)
        if self.faults:
            raise self.faults.popleft()
        return 7


def test_a_short_outage_at_the_start_is_waited_out() -> None:
    async def story() -> None:
        assert await sign_in(Doorkeeper(NetworkError("down"), RetryAfter(1))) == 7
        assert now() == 1

    simulate(story())


@pytest.mark.parametrize("takes_s", [0, 3, 60])
def test_after_ten_seconds_it_is_said_that_nobody_answers(takes_s: float) -> None:
    async def story() -> None:
        with pytest.raises(CannotSignIn, match="TELEGRAM_API_URL cannot be reached"):
            await sign_in(Doorkeeper(*[NetworkError("down")] * 100, takes_s=takes_s))
        assert 9 <= now() <= 10.01

    simulate(story())


def test_a_refused_token_is_told_at_once() -> None:
    async def story() -> None:
        keeper = Doorkeeper(InvalidToken("Unauthorized"))
        with pytest.raises(CannotSignIn, match="TELEGRAM_BOT_TOKEN was refused"):
            await sign_in(keeper)
        assert (keeper.tries, now()) == (1, 0)

    simulate(story())
