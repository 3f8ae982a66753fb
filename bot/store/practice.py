"""Practice: what was done; with timers and memories, which come of it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from bot.domain.practice import Completion
from bot.store.memories import SqlMemories
from bot.store.rows import columns_for, to_row
from bot.store.statements import Statement
from bot.store.tables.practice import completions, plan_items
from bot.store.timers import SqlTimers

# The path of every check-off is built once.
_ADD = Statement(
    insert(completions).returning(completions.c.id),
    [field.name for field in fields(Completion) if field.name != "id"],
)
_COMPLETION = select(*columns_for(Completion, completions))
_GET = Statement(_COMPLETION.where(completions.c.id == bindparam("completion")))
_OF_LEARNER = _COMPLETION.where(completions.c.learner == bindparam("learner")).order_by(
    completions.c.at, completions.c.id
)
_OF = Statement(_OF_LEARNER)
_OF_ITEM = Statement(_OF_LEARNER.where(completions.c.item == bindparam("item")))
_SINCE = Statement(_OF_LEARNER.where(completions.c.day >= bindparam("day")))
_COUNT = func.coalesce(completions.c.reps, completions.c.seconds)
_COUNTS = Statement(
    select(plan_items.c.position, _COUNT)
    .join(completions, completions.c.id == plan_items.c.completion)
    .where(plan_items.c.plan == bindparam("plan"))
)
_DAYS = Statement(
    select(completions.c.day).where(completions.c.learner == bindparam("learner")).distinct()
)


class SqlPractice(SqlTimers, SqlMemories):
    """Completions, running timers and what is remembered of techniques."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._days: dict[int, frozenset[date]] = {}  # looked up, until a completion changes

    def add(self, completion: Completion) -> Completion:
        """Keep a completion; its id is given here."""
        self._days.clear()
        number = _ADD.scalar(self._connection, to_row(completion, without=["id"]))
        return replace(completion, id=number)

    def get(self, completion: int) -> Completion | None:
        """Return a completion by its id."""
        row = _GET.row(self._connection, {"completion": completion})
        return Completion(*row) if row else None

    def remove(self, completion: int) -> None:
        """Undo a completion; foreign keys untick its plan item and take its memory with it."""
        self._days.clear()
        self._connection.execute(delete(completions).where(completions.c.id == completion))

    def set_count(self, completion: int, reps: int | None, seconds: int | None) -> None:
        """Give a completion its number."""
        counted = update(completions).where(completions.c.id == completion)
        self._connection.execute(counted.values(reps=reps, seconds=seconds))

    def shown(self, completion: int, message: int) -> None:
        """Remember the message that shows a completion as done."""
        done = update(completions).where(completions.c.id == completion)
        self._connection.execute(done.values(message=message))

    def move_day(self, completion: int, day: date) -> None:
        """Credit a completion to another practice day, at the learner's wish."""
        self._days.clear()
        moved = update(completions).where(completions.c.id == completion)
        self._connection.execute(moved.values(day=day))

    def latest(self, learner: int) -> Completion | None:
        """Return what was done last."""
        newest = (
            _COMPLETION.where(completions.c.learner == learner)
            .order_by(completions.c.at.desc(), completions.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(newest).one_or_none()
        return Completion(*row) if row else None

    def of(self, learner: int) -> list[Completion]:
        """Return all completions, oldest first."""
        return [Completion(*row) for row in _OF.rows(self._connection, {"learner": learner})]

    def since(self, learner: int, day: date) -> list[Completion]:
        """Return the completions of practice day `day` and later, oldest first."""
        rows = _SINCE.rows(self._connection, {"learner": learner, "day": day})
        return [Completion(*row) for row in rows]

    def of_item(self, learner: int, item: str) -> list[Completion]:
        """Return the completions of one drill or technique, oldest first."""
        rows = _OF_ITEM.rows(self._connection, {"learner": learner, "item": item})
        return [Completion(*row) for row in rows]

    def counts(self, plan: int) -> dict[int, int | None]:
        """Return what was counted, repetitions or else seconds, of each done position of a plan."""
        rows = _COUNTS.rows(self._connection, {"plan": plan})
        return dict(rows)

    def days(self, learner: int) -> frozenset[date]:
        """Return the practice days with at least one completion."""
        if learner not in self._days:
            found = _DAYS.scalars(self._connection, {"learner": learner})
            self._days[learner] = frozenset(found)
        return self._days[learner]
