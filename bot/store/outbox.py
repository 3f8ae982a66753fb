"""Rendered calls to Telegram, committed with the change that they tell of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.store.rows import columns_for
from bot.store.statements import Statement
from bot.store.tables.conversation import outbox
from bot.store.tables.learners import learners
from bot.usecases.ports import OutboxRow

_PERSON = select(learners.c.id).where(learners.c.id == bindparam("person")).scalar_subquery()
_ADD = Statement(
    insert(outbox).values(learner=_PERSON).returning(outbox.c.id, outbox.c.learner),
    ["chat", "payload", "created_at"],
)
_REMOVE = Statement(delete(outbox).where(outbox.c.id == bindparam("row")))
_WAITING = Statement(select(*columns_for(OutboxRow, outbox)).order_by(outbox.c.id))


class SqlOutbox:
    """What is to be sent. Rows are written in order, so ids tell the oldest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, chat: int, learner: int | None, payload: str, at: datetime) -> OutboxRow:
        """Keep a call; what is said to a person who was just forgotten belongs to nobody."""
        row = {"chat": chat, "person": learner, "payload": payload, "created_at": at}
        number, owner = _ADD.rows(self._connection, row)[0]
        return OutboxRow(number, chat, owner, payload, at)

    def remove(self, rows: Collection[int]) -> None:
        """Take rows off that were sent, or never will be."""
        if rows:
            _REMOVE.run_for_each(self._connection, [{"row": row} for row in rows])

    def waiting(self) -> list[OutboxRow]:
        """Return rows that were committed and not yet sent, oldest first."""
        return [OutboxRow(*row) for row in _WAITING.rows(self._connection)]

    def drop_for(self, learner: int) -> None:
        """Drop what waits for a person who has blocked the bot."""
        self._connection.execute(delete(outbox).where(outbox.c.learner == learner))
