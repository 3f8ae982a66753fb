"""What the page's requests carry, and how they are refused."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .errors import ApiError
from .person_actions import Refused

Endpoint = Callable[[Request], Awaitable[Response]]


def answering(action: Callable[[Request], Awaitable[dict[str, Any]]]) -> Endpoint:
    """The endpoint of an action: JSON out, a refusal as one clear line."""

    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(await action(request), headers={"Cache-Control": "no-store"})
        except Refused as refused:
            return JSONResponse({"error": str(refused)}, status_code=refused.status)
        except ApiError as error:
            return JSONResponse({"error": error.description}, status_code=error.error_code)

    return endpoint


async def json_body(request: Request) -> dict[str, Any]:
    """The JSON object that the page sent."""
    try:
        body = json.loads(await request.body())
    except ValueError as error:
        raise Refused("the body must be JSON") from error
    if not isinstance(body, dict):
        raise Refused("the body must be a JSON object")
    return body


def text_field(body: dict[str, Any], name: str, default: str | None = None) -> str:
    """A text of it."""
    value = body.get(name, default)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise Refused(f"{name} must be a text")
    return value


def integer_field(body: Any, name: str) -> int:
    """A whole number of it."""
    try:
        return int(body[name])
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(f"{name} must be a whole number") from error


def number_field(body: dict[str, Any], name: str) -> float:
    """A number of it."""
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused(f"{name} must be a number")
    return float(value)
