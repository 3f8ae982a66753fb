"""Files on their way: drawn and uploaded once, then sent by the file_id that Telegram gave."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence

from bot.usecases.pictures import Drawing, Pictures
from bot.usecases.ports import Database, DatabaseDown


class Uploads:
    """What Telegram has of one bot's files, by content hash; read from the database once."""

    def __init__(self, db: Database, pictures: Pictures, bot: int) -> None:
        self._db, self._pictures, self._bot = db, pictures, bot
        self._file_ids: dict[str, str] = {}

    async def file_id(self, drawing: Drawing) -> str | None:
        """Return Telegram's file_id of a drawing that was uploaded."""
        return await self.id_of(self._pictures.content(drawing))

    async def id_of(self, content: str) -> str | None:
        """Return Telegram's file_id of what was uploaded, by content hash."""
        if content not in self._file_ids:
            kept = await self._db.read(lambda tx: tx.conversation.file_id(self._bot, content))
            if kept is None:
                return None
            self._file_ids[content] = kept
        return self._file_ids[content]

    async def missing(self, drawings: Iterable[Drawing]) -> list[Drawing]:
        """Return the drawings that Telegram does not have yet."""
        return [drawing for drawing in drawings if await self.file_id(drawing) is None]

    async def forget(self, drawing: Drawing) -> None:
        """Drop the file_id of a drawing that Telegram knows no more, so that it is drawn anew."""
        content = self._pictures.content(drawing)
        self._file_ids.pop(content, None)
        with contextlib.suppress(DatabaseDown):  # it is found out again, with the next one
            await self._db.run(lambda tx: tx.conversation.forget_file_id(self._bot, content))

    async def at_hand(self, drawing: Drawing) -> bytes | None:
        """Return a drawing to be uploaded, where it was drawn before."""
        return await self._pictures.at_hand(drawing)

    async def drawn(self, drawing: Drawing) -> bytes | None:
        """Return a drawing to be uploaded; None when it cannot be drawn: words alone are better
        than nothing."""
        [file] = await self._pictures.files([drawing])
        return file

    async def all_drawn(self, drawings: Sequence[Drawing]) -> list[bytes | None]:
        """Return drawings to be uploaded; None for each that cannot be drawn."""
        return await self._pictures.files(drawings) if drawings else []

    async def keep(self, drawing: Drawing, file_id: str) -> None:
        """Keep the file_id of a drawing that was just uploaded."""
        await self.keep_id(self._pictures.content(drawing), file_id)

    async def keep_id(self, content: str, file_id: str) -> None:
        """Keep the file_id of what was just uploaded; the newest one stands."""
        self._file_ids[content] = file_id
        with contextlib.suppress(DatabaseDown):  # it was sent all the same, and is uploaded anew
            await self._db.run(lambda tx: tx.conversation.keep_file_id(self._bot, content, file_id))
