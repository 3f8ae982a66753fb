"""The bot's own HTTP server: health, metrics, and whatever else `app` mounts."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
from typing import TYPE_CHECKING

# Starlette and uvicorn are imported inside the functions: the commands that serve nothing
# (`find`, `check-content`) start faster without them.
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route
    from starlette.types import ASGIApp, Receive, Scope, Send

    Probe = Callable[[], Awaitable[list[str]]]

FINISH = 0.5  # seconds for requests in hand at a stop; then they are cut
GIVE_UP = 1  # second, after which uvicorn waits no longer even for those


class PortTaken(Exception):
    """The address cannot be listened on; the message says what to change."""


def health_routes(probe: Probe) -> list[Route]:
    """`/healthz`, `/readyz` and `/metrics`.

    `probe` returns why the bot is not ready, a line each; none means ready.
    """
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
    from starlette.responses import PlainTextResponse, Response
    from starlette.routing import Route

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def ready(_request: Request) -> Response:
        reasons = await probe()
        if reasons:
            return PlainTextResponse("".join(f"{reason}\n" for reason in reasons), 503)
        return PlainTextResponse("ready\n")

    async def metrics(_request: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]


class WebServer:
    """A server that runs in the bot's own event loop until it is stopped."""

    def __init__(self, server: uvicorn.Server, listener: socket.socket) -> None:
        self._server = server
        self._task = asyncio.create_task(server.serve(sockets=[listener]), name="web")
        self.host, self.port = listener.getsockname()[:2]

    async def started(self) -> None:
        """Returns once requests are answered."""
        while not self._server.started:
            if self._task.done():
                self._task.result()  # raises what went wrong
                return
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Takes no new connections, ends the open ones, returns within two seconds."""
        self._server.should_exit = True
        await asyncio.wait([self._task], timeout=FINISH)
        for connection in list(self._server.server_state.connections):
            connection.transport.abort()
        for request in list(self._server.server_state.tasks):
            request.cancel()
        await self._task


def _cancelled_quietly(app: ASGIApp) -> ASGIApp:
    """Event streams and long polls never end by themselves: cutting them is no error to log."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            await app(scope, receive, send)

    return wrapped


async def serve(app: Starlette, host: str, port: int) -> WebServer:
    """Serves `app`, in this event loop; signals stay with the caller. Port 0 takes any free one."""
    import uvicorn

    listener = _listen(host, port)
    config = uvicorn.Config(
        _cancelled_quietly(app),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GIVE_UP,
        ws="none",
    )
    server = uvicorn.Server(config)
    # Else uvicorn takes SIGTERM for itself and raises it again after serving, so that the
    # bot would die without having put its things away.
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]
    running = WebServer(server, listener)
    await running.started()
    return running


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError:
        message = f"HTTP_HOST={host} is no address of this machine: use 127.0.0.1 or 0.0.0.0."
        raise PortTaken(message) from None
    listener = socket.socket(family, kind, proto)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise PortTaken(_why(error, host, port)) from None
    listener.setblocking(False)
    return listener


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        reason = f"Port {port} on {host} is taken by another program"
    elif error.errno == errno.EACCES:
        reason = f"Port {port} needs rights that this user does not have"
    elif error.errno == errno.EADDRNOTAVAIL:
        return f"HTTP_HOST={host} is no address of this machine: use 127.0.0.1 or 0.0.0.0."
    else:
        reason = f"Port {port} on {host} cannot be used ({error.strerror})"
    return f"{reason}: choose another with HTTP_PORT (or PORT= for make run)."
