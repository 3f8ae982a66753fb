"""Check-ins, and the optional questions that were put."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.domain.checkins import AskedQuestion, CheckIn, Feeling
from bot.store.rows import columns_for, insert, to_row
from bot.store.statements import Statement
from bot.store.tables.checkins import check_ins, questions

_CHECK_IN = select(*columns_for(CheckIn, check_ins))
_ASKED = Statement(
    select(*columns_for(AskedQuestion, questions))
    .where(questions.c.learner == bindparam("learner"))
    .order_by(questions.c.day.desc())
    .limit(bindparam("most"))
)


class SqlCheckIns:
    """What learners report of themselves."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, check_in: CheckIn) -> CheckIn:
        """Keep a check-in; its id is given here."""
        new = insert(check_ins).values(to_row(check_in, without=["id"]))
        number: int = self._connection.execute(new.returning(check_ins.c.id)).scalar_one()
        return replace(check_in, id=number)

    def get(self, check_in: int) -> CheckIn | None:
        """Return a check-in by its id."""
        row = self._connection.execute(_CHECK_IN.where(check_ins.c.id == check_in)).one_or_none()
        return CheckIn(*row) if row else None

    def remove(self, check_in: int) -> None:
        """Take one check-in back."""
        self._connection.execute(delete(check_ins).where(check_ins.c.id == check_in))

    def erase(self, learner: int) -> int:
        """Erase all check-ins of a learner; tell how many there were."""
        erased = self._connection.execute(delete(check_ins).where(check_ins.c.learner == learner))
        return erased.rowcount

    def latest(self, learner: int) -> CheckIn | None:
        """Return the newest check-in."""
        newest = (
            _CHECK_IN.where(check_ins.c.learner == learner)
            .order_by(check_ins.c.at.desc(), check_ins.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(newest).one_or_none()
        return CheckIn(*row) if row else None

    def since(self, learner: int, day: date) -> list[CheckIn]:
        """Return check-ins of `day` and later, oldest first."""
        later = _CHECK_IN.where(check_ins.c.learner == learner, check_ins.c.day >= day)
        rows = self._connection.execute(later.order_by(check_ins.c.at, check_ins.c.id))
        return [CheckIn(*row) for row in rows]

    def asked(self, learner: int, limit: int) -> list[AskedQuestion]:
        """Return the newest optional questions first."""
        rows = _ASKED.rows(self._connection, {"learner": learner, "most": limit})
        return [AskedQuestion(*row) for row in rows]

    def ask(self, learner: int, day: date, feeling: Feeling) -> None:
        """Note that the optional question of `day` was put; the first one of a day stands."""
        new = insert(questions).values(learner=learner, day=day, feeling=feeling, answered=False)
        self._connection.execute(new.on_conflict_do_nothing(index_elements=["learner", "day"]))

    def answer(self, learner: int, day: date) -> None:
        """Note that the optional question of `day` was answered."""
        put = (questions.c.learner == learner, questions.c.day == day)
        self._connection.execute(update(questions).where(*put).values(answered=True))
