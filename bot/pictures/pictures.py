"""Step drawings as PNG: rendered once, then read from a folder."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Iterable
from pathlib import Path

from bot.domain.content import Picture
from bot.pictures import render
from bot.pictures.child import ChildFailed, answer_of
from bot.usecases.pictures import PictureFailed

_log = logging.getLogger(__name__)

_LAST_BYTES = b"IEND\xaeB`\x82"  # of every whole PNG


class Pictures:
    """Gives drawings as PNG of `width` pixels and keeps them in the folder `cache`.

    Each is rendered in a process that ends with the job, one at a time, so that neither the
    event loop waits nor memory stays in use. A job longer than `timeout` seconds is ended.
    """

    def __init__(self, cache: Path, width: int = 1080, *, timeout: float = 30) -> None:
        self._cache = cache
        self._width = width
        self._timeout = timeout
        self._turn = asyncio.Lock()

    async def png(self, picture: Picture) -> bytes:
        """Return the drawing as PNG; raise PictureFailed where that is not possible."""
        file = self._file(picture)
        cached = await asyncio.to_thread(_read, file)
        if cached is not None:
            return cached
        async with self._turn:
            return await self._rendered_once(picture, file)

    async def warm(self, pictures: Iterable[Picture]) -> None:
        """Render what is not in the cache yet; what fails is logged and passed over."""
        for picture in pictures:
            try:
                await self.png(picture)
            except PictureFailed as failed:
                _log.error("%s", failed)

    def _file(self, picture: Picture) -> Path:
        return self._cache / f"{picture.sha256}-{render.VERSION}-{self._width}.png"

    async def _rendered_once(self, picture: Picture, file: Path) -> bytes:
        """Render in our turn, unless somebody did while we waited for it."""
        cached = await asyncio.to_thread(_read, file)
        if cached is not None:
            return cached
        png = await self._render(picture)
        try:
            await asyncio.to_thread(_write, file, png)
        except OSError as fault:  # a full disk keeps no picture from its reader
            _log.warning("cannot keep %s: %s", file, fault)
        return png

    async def _render(self, picture: Picture) -> bytes:
        given = picture.svg.encode()
        try:
            png = await answer_of(
                render.__file__, str(self._width), given=given, timeout=self._timeout
            )
        except ChildFailed as failed:
            raise PictureFailed(picture, str(failed)) from failed
        if not png.endswith(_LAST_BYTES):
            raise PictureFailed(picture, "half a picture")
        return png


def _read(file: Path) -> bytes | None:
    """Return a cached picture, None where none can be read or a crash left half of it."""
    try:
        png = file.read_bytes()
    except OSError:
        return None
    return png if png.endswith(_LAST_BYTES) else None


def _write(file: Path, png: bytes) -> None:
    """Put the picture in its place in one step: a reader sees all of it or nothing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        part.write_bytes(png)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
