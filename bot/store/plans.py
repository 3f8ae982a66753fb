"""Plans of a day, with their items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from operator import attrgetter

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.domain.practice import Plan, PlanItem
from bot.store.rows import columns_for, to_row
from bot.store.statements import Row, Statement
from bot.store.tables.practice import day_plans, plan_items

# The path of every check-off is built once.
_PLAN = select(*(day_plans.c[name] for name in ("id", "learner", "day", "shown_at", "message")))
_BY_ID = Statement(_PLAN.where(day_plans.c.id == bindparam("plan")))
_BY_DAY = Statement(
    _PLAN.where(day_plans.c.learner == bindparam("learner"), day_plans.c.day == bindparam("day"))
)
_ITEMS = Statement(
    select(*columns_for(PlanItem, plan_items))
    .where(plan_items.c.plan == bindparam("plan"))
    .order_by(plan_items.c.position)
)
_SET_ITEM = Statement(
    update(plan_items)
    .where(
        plan_items.c.plan == bindparam("in_plan"), plan_items.c.position == bindparam("at_position")
    )
    .values(not_today=bindparam("not_today"), completion=bindparam("completion"))
)

_ADD = Statement(insert(day_plans).returning(day_plans.c.id), ["learner", "day", "shown_at"])
_ADD_ITEMS = Statement(insert(plan_items))
_SHOWN = Statement(update(day_plans).where(day_plans.c.id == bindparam("plan")), ["message"])
_SHOWN_OF_DAY = Statement(
    update(day_plans)
    .where(day_plans.c.learner == bindparam("whose"), day_plans.c.day == bindparam("of_day"))
    .values(message=bindparam("shown_by"))
)


class SqlPlans:
    """What was chosen for a day, frozen, and what became of each item."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_day(self, learner: int, day: date) -> Plan | None:
        """Return a learner's plan of one practice day."""
        row = _BY_DAY.row(self._connection, {"learner": learner, "day": day})
        return self._plan(row) if row else None

    def get(self, plan: int) -> Plan | None:
        """Return a plan by its id."""
        row = _BY_ID.row(self._connection, {"plan": plan})
        return self._plan(row) if row else None

    def _plan(self, row: Row) -> Plan:
        number, learner, day, shown_at, message = row
        return Plan(number, learner, day, shown_at, message, self._items(number))

    def _items(self, plan: int) -> tuple[PlanItem, ...]:
        return tuple(PlanItem(*row) for row in _ITEMS.rows(self._connection, {"plan": plan}))

    def add(self, learner: int, day: date, items: Sequence[PlanItem], shown_at: datetime) -> Plan:
        """Freeze the plan of a day."""
        new = {"learner": learner, "day": day, "shown_at": shown_at}
        plan: int = _ADD.scalar(self._connection, new)
        if items:
            rows = [{"plan": plan} | to_row(item) for item in items]
            _ADD_ITEMS.run_for_each(self._connection, rows)
        by_position = tuple(sorted(items, key=attrgetter("position")))
        return Plan(plan, learner, day, shown_at, None, by_position)

    def shown(self, plan: int, message: int) -> None:
        """Remember the newest message that shows the plan."""
        _SHOWN.run(self._connection, {"plan": plan, "message": message})

    def shown_of_day(self, learner: int, day: date, message: int) -> None:
        """Remember the newest message that shows the plan of a practice day, if there is one."""
        about = {"whose": learner, "of_day": day, "shown_by": message}
        _SHOWN_OF_DAY.run(self._connection, about)

    def set_item(self, plan: int, item: PlanItem) -> None:
        """Write an item's state (not today, completion); the rest of it is frozen."""
        state = {"not_today": item.not_today, "completion": item.completion}
        _SET_ITEM.run(self._connection, {"in_plan": plan, "at_position": item.position, **state})
