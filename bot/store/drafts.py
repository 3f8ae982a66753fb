"""Calendars that wait for a tap."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.domain.calendar import Calendar
from bot.store.rows import columns_for, insert
from bot.store.tables.learners import calendar_drafts as drafts
from bot.usecases.drafts import Draft, Purpose


class SqlDrafts:
    """One draft of each purpose a learner."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, learner: int, purpose: Purpose, calendar: Calendar, at: datetime) -> int:
        """Keep a draft instead of the one before it; return its id, which no other ever gets."""
        before = (drafts.c.learner == learner, drafts.c.purpose == purpose)
        self._connection.execute(delete(drafts).where(*before))
        new = insert(drafts).values(learner=learner, purpose=purpose, calendar=calendar, kept_at=at)
        number: int = self._connection.execute(new.returning(drafts.c.id)).scalar_one()
        return number

    def get(self, learner: int, draft: int) -> Draft | None:
        """Return a learner's own draft, if it is still the newest of its purpose."""
        mine = (drafts.c.id == draft, drafts.c.learner == learner)
        row = self._connection.execute(
            select(*columns_for(Draft, drafts)).where(*mine)
        ).one_or_none()
        return Draft(*row) if row else None

    def remove(self, draft: int) -> None:
        """Remove a draft that has served."""
        self._connection.execute(delete(drafts).where(drafts.c.id == draft))
