"""PTB's requests over aiohttp alone, at a fraction of the CPU of the library's own way.

httpx between the two, as transport or as client, costs more than aiohttp and PTB together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

import httpx
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

CONNECT_S = 10.0  # for a place in the pool and a connection
READ_S = 20.0
IDLE_S = 5.0  # a connection that was not used for longer may have been dropped by the server
NEVER_LEFT = (ClientConnectorError, ConnectionTimeoutError)  # no connection came about
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class _Plain:
    """What requests ask of a RequestData, without an object for each parameter."""

    json_parameters: Mapping[str, str]
    contains_files: ClassVar[bool] = False


def plain(parameters: Mapping[str, Any]) -> RequestData:
    """Return parameters without files, ready to be posted; those that are None are left out."""
    given = {
        name: value if isinstance(value, str) else _to_json(value)
        for name, value in parameters.items()
        if value is not None
    }
    return cast(RequestData, _Plain(given))  # PTB hands it through to do_request as it is


class AiohttpRequest(BaseRequest):
    """One pool of connections."""

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds until an answer is given up."""
        return READ_S

    async def initialize(self) -> None:
        """Open the pool, in the running loop."""
        if self._session is None:
            connector = TCPConnector(
                limit=self._connections,
                keepalive_timeout=IDLE_S,
                ssl=httpx.create_ssl_context(),  # brings certificates where the machine has none
            )
            self._session = ClientSession(connector=connector, cookie_jar=DummyCookieJar())

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._session:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; return its status and body.

        Raises TimedOut and NetworkError, with aiohttp's own error as their cause: its words may
        hold the address, and the address holds the token.
        """
        if self._session is None:
            raise RuntimeError("this request is not initialized")
        wait_s = READ_S if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        timeout = ClientTimeout(connect=CONNECT_S, sock_read=wait_s)
        body = _body(request_data) if request_data else {}
        try:
            async with self._session.request(
                method, url, timeout=timeout, allow_redirects=False, **body
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except ClientError as error:
            raise NetworkError(type(error).__name__) from error


def _body(data: RequestData) -> dict[str, Any]:
    if not data.contains_files:
        return {"data": _form(data.json_parameters), "headers": FORM}
    form = FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}


def _form(parameters: Mapping[str, str]) -> bytes:
    """Quote a form as an address quotes its query: in C, while urllib takes up each character."""
    return URL.build(query=parameters).raw_query_string.encode()
