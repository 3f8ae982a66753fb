"""The HTTP server inside the bot: health, a taken port, and how it stops."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest
from sse_starlette import EventSourceResponse
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.web import PortTaken, WebServer, health_routes, serve


def app_with(*reasons: str) -> Starlette:
    async def probe() -> list[str]:
        return list(reasons)

    return Starlette(routes=health_routes(probe))


async def get(server: WebServer, path: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(f"http://{server.host}:{server.port}{path}")


@pytest.mark.parametrize(
    ("path", "reasons", "status", "text"),
    [
        ("/healthz", [], 200, "alive\n"),
        ("/healthz", ["database: locked"], 200, "alive\n"),
        ("/readyz", [], 200, "ready\n"),
        (
            "/readyz",
            ["database: locked", "content: empty"],
            503,
            "database: locked\ncontent: empty\n",
        ),
    ],
)
async def test_health(path: str, reasons: list[str], status: int, text: str) -> None:
    server = await serve(app_with(*reasons), "127.0.0.1", 0)
    try:
        answer = await get(server, path)
    finally:
        await server.stop()
    assert (answer.status_code, answer.text) == (status, text)


async def test_metrics_are_prometheus_text() -> None:
    server = await serve(app_with(), "127.0.0.1", 0)
    try:
        answer = await get(server, "/metrics")
    finally:
        await server.stop()
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert "# TYPE python_info gauge" in answer.text


async def test_taken_port_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken) as caught:
            await serve(app_with(), "127.0.0.1", port)
    message = str(caught.value)
    assert f"Port {port}" in message
    assert "HTTP_PORT" in message
    assert "PORT=" in message
    assert "\n" not in message


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
async def test_foreign_address_names_the_setting(host: str) -> None:
    with pytest.raises(PortTaken, match=f"HTTP_HOST={host}"):
        await serve(app_with(), host, 0)


async def test_the_port_is_free_again_after_a_stop() -> None:
    first = await serve(app_with(), "127.0.0.1", 0)
    await first.stop()
    second = await serve(app_with(), "127.0.0.1", first.port)
    await second.stop()


async def ticks() -> AsyncIterator[str]:
    while True:
        yield "data: tick\n\n"
        await asyncio.sleep(0.05)


async def plain_stream(_request: Request) -> Response:
    return StreamingResponse(ticks(), media_type="text/event-stream")


async def event_stream(_request: Request) -> Response:
    return EventSourceResponse(ticks())


@pytest.mark.parametrize("endpoint", [plain_stream, event_stream])
async def test_an_open_stream_does_not_hold_up_the_stop(
    endpoint: Callable[[Request], Awaitable[Response]], caplog: pytest.LogCaptureFixture
) -> None:
    server = await serve(Starlette(routes=[Route("/events", endpoint)]), "127.0.0.1", 0)
    async with httpx.AsyncClient(trust_env=False) as client:
        request = client.stream("GET", f"http://127.0.0.1:{server.port}/events")
        async with request as answer:
            chunks = answer.aiter_text()
            assert "tick" in await anext(chunks)
            started = time.monotonic()
            await server.stop()
            assert time.monotonic() - started < 2
            with contextlib.suppress(httpx.HTTPError):
                async for _ in chunks:  # ends, too
                    pass
    assert [line for line in caplog.records if line.levelname == "ERROR"] == []


async def test_a_waiting_request_does_not_hold_up_the_stop(
    caplog: pytest.LogCaptureFixture,
) -> None:
    waiting = asyncio.Event()

    async def long_poll(_request: Request) -> Response:
        waiting.set()
        await asyncio.sleep(60)
        return Response()

    server = await serve(Starlette(routes=[Route("/", long_poll)]), "127.0.0.1", 0)
    request = asyncio.create_task(get(server, "/"))
    await waiting.wait()
    started = time.monotonic()
    await server.stop()
    assert time.monotonic() - started < 2
    with pytest.raises(httpx.HTTPError):
        await request
    assert [line for line in caplog.records if line.levelname == "ERROR"] == []


async def test_a_request_in_hand_is_finished() -> None:
    started = asyncio.Event()

    async def slow(_request: Request) -> Response:
        started.set()
        await asyncio.sleep(0.3)
        return Response("done")

    server = await serve(Starlette(routes=[Route("/", slow)]), "127.0.0.1", 0)
    request = asyncio.create_task(get(server, "/"))
    await started.wait()
    await server.stop()
    assert (await request).text == "done"


async def test_signals_stay_with_the_bot() -> None:
    heard = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, heard.set)
    server = await serve(app_with(), "127.0.0.1", 0)
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(heard.wait(), 2)
        assert (await get(server, "/healthz")).status_code == 200
    finally:
        await server.stop()
        loop.remove_signal_handler(signal.SIGTERM)


def test_importing_it_does_not_load_the_server() -> None:
    code = "import sys, bot.web; print([m for m in ('uvicorn', 'starlette') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
