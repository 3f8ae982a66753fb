"""Practice sheets on their way: written and uploaded once, then sent by Telegram's file_id."""

from __future__ import annotations

import structlog

from bot.chat.calls import Call
from bot.chat.screens import SomethingBroke
from bot.chat.service import Service
from bot.chat.uploads import Uploads
from bot.chat.wire import FileRefused, PictureUnknown, Wire
from bot.domain.sheets import Paper
from bot.usecases.pictures import Printout, SheetFailed, Sheets
from bot.usecases.sheets import SheetNotSent, payload_of

log = structlog.get_logger(__name__)


class SheetPosts:
    """Sends the calls that carry a sheet."""

    def __init__(self, service: Service, wire: Wire, uploads: Uploads, sheets: Sheets) -> None:
        self._service, self._wire = service, wire
        self._uploads, self._sheets = uploads, sheets

    async def send(self, call: Call) -> int:
        """Send a sheet with its caption; return the message's id.

        One that cannot be written, or that Telegram does not take, is told in words.
        """
        item_id, sheet_id, paper = call.sheet or ("", "", "")
        item = self._service.library.item(item_id)
        sheet = self._service.library.sheets.get(sheet_id)
        if item is None or sheet is None:  # content was read again meanwhile
            return await self._in_words(call, SomethingBroke())
        link = self._wire.link(payload_of(item.id))
        printout = Printout(sheet, Paper(paper), link)
        try:
            return await self._send(call, printout)
        except (SheetFailed, FileRefused) as error:
            log.error("sheet not sent", error=str(error))
        return await self._in_words(call, SheetNotSent(item, sheet, printout.paper))

    async def _send(self, call: Call, printout: Printout) -> int:
        content = self._sheets.content(printout)
        name = f"{printout.sheet.id}-{printout.paper}.pdf"
        if file_id := await self._uploads.id_of(content):
            try:
                message, _ = await self._wire.hand_over(call, file_id, name)
                return message
            except PictureUnknown as error:
                log.warning("uploading a sheet again", error=str(error))
        pdf = await self._sheets.pdf(printout)
        message, file_id = await self._wire.hand_over(call, pdf, name)
        await self._uploads.keep_id(content, file_id)
        return message

    async def _in_words(self, call: Call, told: SheetNotSent | SomethingBroke) -> int:
        said = self._service.wording.call(call.chat, told, silent=call.silent)
        message, _ = await self._wire.say(said, None)
        return message
