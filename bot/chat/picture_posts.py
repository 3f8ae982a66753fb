"""Pictures on their way: a card with its film or its drawing, and the steps as an album.

Each is drawn and uploaded once, then sent by Telegram's file_id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import structlog

from bot.chat.calls import Call
from bot.chat.screens import SomethingBroke
from bot.chat.service import Service
from bot.chat.uploads import Uploads
from bot.chat.wire import FileRefused, Photo, PictureUnknown, Wire
from bot.domain.content import Technique
from bot.domain.plates import NeedleHand, Plate
from bot.usecases.pictures import Drawing
from bot.usecases.step_pictures import StepsNotShown

log = structlog.get_logger(__name__)


class PicturePosts:
    """Sends the calls that carry pictures."""

    def __init__(self, service: Service, wire: Wire, uploads: Uploads) -> None:
        self._service, self._wire, self._uploads = service, wire, uploads

    async def send(self, call: Call) -> int:
        """Send a card and return its id: with its film where that is drawn, else with its still,
        else as words alone."""
        for drawing in self._drawings(call):
            message = await self._with(call, drawing)
            if message is not None:
                return message
        message, _ = await self._wire.say(call, None)
        return message

    def _drawings(self, call: Call) -> Iterator[Drawing]:
        """Yield what may go with a card, best first."""
        item = self._service.library.item(call.picture) if call.picture else None
        if item is None or item.picture is None:
            return
        if isinstance(item.picture, Plate):
            plate = item.picture.held(NeedleHand(call.hand))
            yield from (plate.film, plate) if call.error is None else _asking(plate, call.error)
        elif call.error is None:
            yield item.picture

    async def _with(self, call: Call, drawing: Drawing) -> int | None:
        """Send a card with a drawing; None where there is no file of it, or Telegram takes none."""
        moves = isinstance(drawing, Plate) and drawing.moves
        if file_id := await self._uploads.file_id(drawing):
            try:
                message, _ = await self._wire.say(call, file_id, moves=moves)
                return message
            except PictureUnknown as error:
                log.warning("uploading a picture again", error=str(error))
                await self._uploads.forget(drawing)
        at_hand = (
            self._uploads.at_hand if moves else self._uploads.drawn
        )  # a film is not waited for
        file = await at_hand(drawing)
        if file is None:
            return None
        try:
            message, new_id = await self._wire.say(call, file, moves=moves)
        except FileRefused as error:
            log.error("film not taken", error=str(error))
            return None
        if new_id:
            await self._uploads.keep(drawing, new_id)
        return message

    async def send_album(self, call: Call) -> int:
        """Send steps of a technique with their captions and return the first message's id.

        Steps that cannot be drawn, or that Telegram does not take, are left out; where none is
        left, that is told in words.
        """
        item = self._service.library.item(call.picture) if call.picture else None
        if not isinstance(item, Technique) or not isinstance(item.picture, Plate):
            return await self._in_words(call, SomethingBroke())  # content was read again meanwhile
        captions = {caption.number: caption for caption in call.album}
        plates = {
            number: plate
            for number, plate in enumerate(item.picture.held(NeedleHand(call.hand)).steps())
            if number in captions
        }
        try:
            return await self._album(call, plates, await self._known(plates))
        except PictureUnknown as error:
            log.warning("uploading an album again", error=str(error))
        except FileRefused as error:
            log.error("album not taken", error=str(error))
            return await self._in_words(call, StepsNotShown(item))
        try:
            return await self._album(call, plates, {})
        except FileRefused as error:
            log.error("album not taken", error=str(error))
        return await self._in_words(call, StepsNotShown(item))

    async def _known(self, plates: Mapping[int, Plate]) -> dict[int, str]:
        known = {number: await self._uploads.file_id(plate) for number, plate in plates.items()}
        return {number: file_id for number, file_id in known.items() if file_id}

    async def _album(
        self, call: Call, plates: Mapping[int, Plate], known: Mapping[int, str]
    ) -> int:
        """Send an album, what is not known yet freshly drawn; FileRefused where none is taken."""
        new = [number for number in plates if number not in known]
        drawn = await self._uploads.all_drawn([plates[number] for number in new])
        files = {**known, **dict(zip(new, drawn, strict=True))}
        photos = [
            Photo(file, caption)
            for caption in call.album
            if (file := files.get(caption.number)) is not None
        ]
        messages = await self._taken(call, photos)
        for photo, (_, file_id) in messages:
            if isinstance(photo.file, bytes):
                await self._uploads.keep(plates[photo.caption.number], file_id)
        return messages[0][1][0]

    async def _taken(self, call: Call, photos: list[Photo]) -> list[tuple[Photo, tuple[int, str]]]:
        """Send photos without those that Telegram names as refused."""
        while photos:
            try:
                sent = await self._wire.show(call, photos)
            except FileRefused as refused:
                if refused.number is None:
                    raise
                log.error("picture refused, sending the others", error=str(refused))
                photos = [each for at, each in enumerate(photos, 1) if at != refused.number]
            else:
                return list(zip(photos, sent, strict=True))
        raise FileRefused("no picture is left")

    async def _in_words(self, call: Call, told: StepsNotShown | SomethingBroke) -> int:
        said = self._service.wording.call(call.chat, told, silent=call.silent)
        message, _ = await self._wire.say(said, None)
        return message


def _asking(plate: Plate, error: str) -> Iterator[Plate]:
    """Yield the picture of an error that is asked about, where it can still be drawn."""
    if error in plate.known_errors:
        yield plate.asking(error)
