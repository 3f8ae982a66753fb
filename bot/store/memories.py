"""Memories of techniques: one row a review, of which the newest is the present one."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, insert, select

from bot.domain.reviews import Memory
from bot.store.rows import columns_for, to_row
from bot.store.statements import Statement
from bot.store.tables.practice import technique_reviews

_MEMORY = select(*columns_for(Memory, technique_reviews))
_NEWEST = (
    select(func.max(technique_reviews.c.id))
    .where(technique_reviews.c.learner == bindparam("learner"))
    .group_by(technique_reviews.c.technique)
)
_PRESENT = Statement(
    _MEMORY.where(technique_reviews.c.id.in_(_NEWEST)).order_by(
        technique_reviews.c.due_at, technique_reviews.c.technique
    )
)


class SqlMemories:
    """The part of practice that keeps memories. The highest id is the newest."""

    _connection: Connection

    def memory(self, learner: int, technique: str) -> Memory | None:
        """Return the newest memory of a technique."""
        newest = (
            _MEMORY.where(
                technique_reviews.c.learner == learner, technique_reviews.c.technique == technique
            )
            .order_by(technique_reviews.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(newest).one_or_none()
        return Memory(*row) if row else None

    def memories(self, learner: int) -> list[Memory]:
        """Return the newest memory of each technique read, most overdue first."""
        rows = _PRESENT.rows(self._connection, {"learner": learner})
        return [Memory(*row) for row in rows]

    def remember(self, memory: Memory, completion: int | None) -> None:
        """Keep a new memory; the ones before it stay, so that undo is free."""
        self._connection.execute(
            insert(technique_reviews).values(to_row(memory) | {"completion": completion})
        )
