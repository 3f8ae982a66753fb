"""Keeps other web pages off the phone.

The phone has no login, because it stands on a loopback address. But a browser on this machine
would carry any page's requests there, so requests of other origins are refused, and so are host
names that merely resolve to this machine (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

Endpoint = Callable[[Request], Awaitable[Response]]
_OWN_SITES: Final = frozenset({"same-origin", "none"})


def same_origin_only(endpoint: Endpoint) -> Endpoint:
    """The endpoint, closed to pages of other origins."""

    async def guarded(request: Request) -> Response:
        fault = _fault(request)
        if fault:
            body = {"ok": False, "error_code": 403, "description": fault, "error": fault}
            return JSONResponse(body, status_code=403)
        return await endpoint(request)

    return guarded


def _fault(request: Request) -> str | None:
    host = request.headers.get("host", "")
    if not _is_own_host(host, request.scope.get("server")):
        return "Forbidden: the phone answers only under its own address"
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return "Forbidden: the phone answers only its own page"
    site = request.headers.get("sec-fetch-site", "none")
    if request.method != "GET" and site not in _OWN_SITES:
        return "Forbidden: the phone answers only its own page"
    return None


def _is_own_host(host: str, server: tuple[str, int | None] | None) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name == "localhost" or name.endswith(".localhost"):
        return True
    if server and name == server[0]:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
