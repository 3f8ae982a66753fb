"""Files on their way: drawn and uploaded once, then sent by the file_id that Telegram gave."""

from __future__ import annotations

import contextlib

import structlog

from bot.domain.content import Picture
from bot.usecases.pictures import PictureFailed, Pictures
from bot.usecases.ports import Database, DatabaseDown

log = structlog.get_logger(__name__)


class Uploads:
    """What Telegram has of one bot's files, by content hash; read from the database once."""

    def __init__(self, db: Database, pictures: Pictures, bot: int) -> None:
        self._db, self._pictures, self._bot = db, pictures, bot
        self._file_ids: dict[str, str] = {}

    async def file_id(self, content: str) -> str | None:
        """Return Telegram's file_id of what was uploaded, by content hash."""
        if content not in self._file_ids:
            kept = await self._db.read(lambda tx: tx.conversation.file_id(self._bot, content))
            if kept is None:
                return None
            self._file_ids[content] = kept
        return self._file_ids[content]

    async def drawn(self, picture: Picture) -> bytes | None:
        """Return the picture to be uploaded; None when it cannot be drawn."""
        try:
            return await self._pictures.png(picture)
        except PictureFailed as error:  # words alone are better than nothing
            log.error("picture failed", error=str(error))
            return None

    async def keep(self, content: str, file_id: str) -> None:
        """Keep the file_id of what was just uploaded; the newest one stands."""
        self._file_ids[content] = file_id
        with contextlib.suppress(DatabaseDown):  # it was sent all the same, and is uploaded anew
            await self._db.run(lambda tx: tx.conversation.keep_file_id(self._bot, content, file_id))
