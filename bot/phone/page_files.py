"""The page's own files, always fresh: the browser asks each time and mostly hears 'unchanged'."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

_FOLDER: Final = Path(__file__).parent / "page"
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
_BASE: Final = b'<head><base href="/page/">'
_POLICY: Final = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)


async def index(request: Request) -> Response:
    """The page, which stands at / and finds its files under /page/."""
    content = (_FOLDER / "index.html").read_bytes()
    return _fresh(request, content.replace(b"<head>", _BASE, 1), _TYPES[".html"])


async def asset(request: Request) -> Response:
    """A file of the page, by its path under the page's folder."""
    path = (_FOLDER / request.path_params["path"]).resolve()
    if not path.is_relative_to(_FOLDER.resolve()) or not path.is_file():
        return PlainTextResponse("Not Found", status_code=404)
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return _fresh(request, path.read_bytes(), _TYPES.get(path.suffix, guessed))


def _fresh(request: Request, content: bytes, media_type: str) -> Response:
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": _POLICY,
    }
    known = request.headers.get("if-none-match", "")
    if tag in (one.strip().removeprefix("W/") for one in known.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)
