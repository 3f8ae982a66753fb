"""Running timers, one a learner."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from bot.domain.practice import OpenCard
from bot.domain.timers import Timer
from bot.store.rows import to_row
from bot.store.statements import Row, Statement
from bot.store.tables.practice import timers

_OWN = [timers.c[name] for name in ("id", "learner", "item", "seconds", "started_at", "ends_at")]
_CARD = [timers.c[f"card_{name}"] for name in ("item", "hand", "level", "plan", "position")]
_TIMER = select(*_OWN, *_CARD)
_RUNNING = Statement(_TIMER.where(timers.c.learner == bindparam("learner")))
_ENDED = Statement(
    _TIMER.where(timers.c.ends_at <= bindparam("now"))
    .order_by(timers.c.ends_at, timers.c.id)
    .limit(bindparam("most"))
)


def _timer(row: Row) -> Timer:
    number, learner, item, seconds, started_at, ends_at, *card = row
    return Timer(number, learner, item, seconds, started_at, ends_at, OpenCard(*card))


class SqlTimers:
    """The part of practice that keeps timers."""

    _connection: Connection

    def start_timer(self, timer: Timer) -> Timer:
        """Keep a timer; a running one of the same learner is replaced and its id is void."""
        self._connection.execute(delete(timers).where(timers.c.learner == timer.learner))
        card = {f"card_{name}": value for name, value in to_row(timer.card).items()}
        new = insert(timers).values(to_row(timer, without=["id", "card"]) | card)
        number: int = self._connection.execute(new.returning(timers.c.id)).scalar_one()
        return replace(timer, id=number)

    def running_timer(self, learner: int) -> Timer | None:
        """Return the learner's timer, also when its end has come and nobody has taken it off."""
        row = _RUNNING.row(self._connection, {"learner": learner})
        return _timer(row) if row else None

    def stop_timer(self, timer: int) -> bool:
        """Take a timer off; tell whether it was still there."""
        return self._connection.execute(delete(timers).where(timers.c.id == timer)).rowcount == 1

    def ended_timers(self, now: datetime, limit: int) -> list[Timer]:
        """Return timers whose end has come, first ended first."""
        rows = _ENDED.rows(self._connection, {"now": now, "most": limit})
        return [_timer(row) for row in rows]

    def next_timer_end(self) -> datetime | None:
        """Return when the next timer ends."""
        ends_at: datetime | None = self._connection.scalar(select(func.min(timers.c.ends_at)))
        return ends_at
