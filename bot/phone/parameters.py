"""The parameters of a method call, however the request carries them."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from starlette.datastructures import UploadFile
from starlette.requests import Request

from . import limits
from .errors import ApiError, BadRequest
from .files import Upload

_INTEGER: Final = re.compile(r"\s*([+-]?\d+)", re.ASCII)
_TRUE: Final = frozenset({"true", "yes", "1"})
_FORM_OVERHEAD: Final = 1024 * 1024
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


class Parameters:
    """Named strings, as Telegram's server sees them, and uploaded files."""

    def __init__(self, values: dict[str, str], files: dict[str, Upload] | None = None) -> None:
        self._values = values
        self.files = files or {}

    def text(self, name: str) -> str:
        """A string; empty when it is not there."""
        return self._values.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        """A number; Telegram takes what is none for 0."""
        value = self.text(name)
        if not value:
            return default
        match = _INTEGER.match(value)
        return int(match[1]) if match else 0

    def flag(self, name: str) -> bool:
        """Whether something was asked for."""
        return self.text(name).strip().lower() in _TRUE

    def json(self, name: str, complaint: str) -> Any:
        """A JSON-serialized value; None when it is not there."""
        value = self.text(name)
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise BadRequest(complaint) from error

    def required(self, name: str) -> str:
        """A string that must be there."""
        value = self.text(name)
        if not value:
            raise BadRequest(f'Parameter "{name}" is required')
        return value

    def upload(self, name: str, reference: str | None = None) -> Upload | str | None:
        """A file field: an upload, or the file_id of a file that is already here.

        `reference` is what stands for the file inside of a media object.
        """
        value = self.text(name) if reference is None else reference
        if not value:
            return self.files.get(name) if reference is None else None
        if value.startswith("attach://"):
            return self.files.get(value.removeprefix("attach://"))
        if re.match(r"https?://", value, re.IGNORECASE):
            raise BadRequest("failed to get HTTP URL content")  # the phone has no internet
        return value


async def read_parameters(request: Request) -> Parameters:
    """Parameters from the query and from a form or JSON body."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > limits.UPLOAD_BYTES + _FORM_OVERHEAD:
        raise ApiError(413, "Request Entity Too Large")
    values = dict(request.query_params)
    files: dict[str, Upload] = {}
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type in _FORMS:
        async with request.form(max_part_size=limits.UPLOAD_BYTES) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    content = await value.read()
                    files[name] = Upload(value.filename or name, content, value.content_type or "")
                else:
                    values[name] = value
    elif media_type == "application/json":
        values |= await _json_values(request)
    return Parameters(values, files)


async def _json_values(request: Request) -> dict[str, str]:
    body = await request.body()
    try:
        read = json.loads(body) if body.strip() else {}
    except ValueError as error:
        raise BadRequest("Can't parse JSON encoded request") from error
    if not isinstance(read, dict):
        raise BadRequest("Can't parse JSON encoded request: object expected")
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in read.items()
        if value is not None
    }
