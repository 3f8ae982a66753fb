"""Drawings as files: each is drawn once, then read from a folder."""

from __future__ import annotations

import asyncio
import logging
import pickle
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.domain.content import Picture
from bot.domain.plates import Plate
from bot.pictures import render
from bot.pictures.cache import Cache, is_whole
from bot.pictures.child import ChildFailed, answer_of
from bot.pictures.plate_names import WIDTH, content_of, file_name, picture_file_name
from bot.usecases.pictures import Drawing, PictureFailed

_log = logging.getLogger(__name__)

_PLATES = str(Path(__file__).with_name("drawn.py"))
_FILM_TAKES = 20  # times the patience that a picture gets


class Pictures:
    """Gives drawings as files, pictures as PNG of `width` pixels, and keeps them in a folder.

    They are drawn in a process that ends with the job, one at a time, so that neither the event
    loop waits nor memory stays in use; what nobody waits for is drawn beside that, in a process
    that gives way. A job longer than `timeout` seconds for each picture is ended.
    """

    def __init__(self, cache: Path, width: int = WIDTH, *, timeout: float = 30) -> None:
        self._cache = Cache(cache)
        self._width = width
        self._timeout = timeout
        self._turn = asyncio.Lock()
        self._turn_aside = asyncio.Lock()

    def content(self, drawing: Drawing) -> str:
        """Return a hash of all that makes the file."""
        return drawing.sha256 if isinstance(drawing, Picture) else content_of(drawing)

    async def at_hand(self, drawing: Drawing) -> bytes | None:
        """Return the file where it was drawn before."""
        return await asyncio.to_thread(self._cache.read, self._name(drawing))

    async def file(self, drawing: Drawing) -> bytes:
        """Return the file of a drawing; raise PictureFailed where that is not possible."""
        [file] = await self._each([drawing])
        if isinstance(file, PictureFailed):
            raise file
        return file

    async def files(self, drawings: Sequence[Drawing]) -> list[bytes | None]:
        """Return the file of each drawing; None, with the reason logged, where there is none."""
        return [_or_tell(file) for file in await self._each(drawings)]

    async def warm(self, batches: Iterable[Sequence[Drawing]]) -> None:
        """Draw what is not in the folder yet, a batch in a process; what fails is passed over."""
        for batch in batches:
            for file in await self._each(batch, aside=True):
                _or_tell(file)

    async def _each(
        self, drawings: Sequence[Drawing], *, aside: bool = False
    ) -> list[bytes | PictureFailed]:
        """Return all files, from the folder or drawn in our turn."""
        kept = [await self.at_hand(drawing) for drawing in drawings]
        if all(kept):
            return [file for file in kept if file]
        async with self._turn_aside if aside else self._turn:
            kept = [await self.at_hand(drawing) for drawing in drawings]  # somebody drew meanwhile
            missing = [each for each, file in zip(drawings, kept, strict=True) if file is None]
            drawn = iter(await self._drawn(missing, aside=aside))
            return [file or next(drawn) for file in kept]

    async def _drawn(
        self, drawings: Sequence[Drawing], *, aside: bool
    ) -> list[bytes | PictureFailed]:
        plates = [each for each in drawings if isinstance(each, Plate)]
        of_plates = iter(await self._plates(plates, aside=aside) if plates else [])
        files = [
            next(of_plates) if isinstance(each, Plate) else await self._picture(each)
            for each in drawings
        ]
        for drawing, file in zip(drawings, files, strict=True):
            if isinstance(file, bytes):
                await self._keep(drawing, file)
        return files

    async def _picture(self, picture: Picture) -> bytes | PictureFailed:
        given, width = picture.svg.encode(), str(self._width)
        try:
            file = await answer_of(render.__file__, width, given=given, timeout=self._timeout)
        except ChildFailed as failed:
            return PictureFailed(picture, str(failed))
        return self._whole(picture, file)

    async def _plates(self, plates: Sequence[Plate], *, aside: bool) -> list[bytes | PictureFailed]:
        patience = self._timeout * sum(_FILM_TAKES if plate.moves else 1 for plate in plates)
        arguments = ["aside"] if aside else []
        try:
            answer = await answer_of(
                _PLATES, *arguments, given=pickle.dumps(plates), timeout=patience
            )
            answers = pickle.loads(answer)  # noqa: S301 — written by our own process
        except (ChildFailed, EOFError, pickle.UnpicklingError) as failed:
            return [PictureFailed(plate, str(failed)) for plate in plates]
        return [
            self._whole(plate, file) if isinstance(file, bytes) else PictureFailed(plate, file)
            for plate, file in zip(plates, answers, strict=True)
        ]

    def _whole(self, drawing: Drawing, file: bytes) -> bytes | PictureFailed:
        return (
            file if is_whole(self._name(drawing), file) else PictureFailed(drawing, "half a file")
        )

    def _name(self, drawing: Drawing) -> str:
        if isinstance(drawing, Plate):
            return file_name(drawing)
        return picture_file_name(drawing, self._width)

    async def _keep(self, drawing: Drawing, file: bytes) -> None:
        try:
            await asyncio.to_thread(self._cache.write, self._name(drawing), file)
        except OSError as fault:  # a full disk keeps no picture from its reader
            _log.warning("cannot keep a picture of %s: %s", drawing.alt, fault)


def _or_tell(file: bytes | PictureFailed) -> bytes | None:
    if isinstance(file, bytes):
        return file
    _log.error("%s", file)
    return None
