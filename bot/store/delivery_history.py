"""What became of occurrences so far, of a learner or of one occurrence."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, or_, select

from bot.domain.reminders import Kind, Origin
from bot.store.statements import Statement, Values
from bot.store.tables.reminders import deliveries, reminder_rules
from bot.usecases.deliveries import Delivery, DeliveryState

_DELIVERY = {
    **{
        field.name: deliveries.c[field.name]
        for field in fields(Delivery)
        if field.name in deliveries.c
    },
    "learner": reminder_rules.c.learner,
    "kind": reminder_rules.c.kind,
}
DELIVERIES: Select[Any] = select(*(_DELIVERY[field.name] for field in fields(Delivery))).join(
    reminder_rules, deliveries.c.rule == reminder_rules.c.id
)

# A learner's deliveries are found by their few rules and, in each, by nominal date. Zone, turn of
# the day and quiet hours keep that date close to the day on which it falls due; snoozes leave it.
BEHIND = timedelta(days=14)  # or further: "tomorrow" can be said again and again
AHEAD = timedelta(days=4)
SENT_WITHIN = timedelta(days=1)  # after it was due, by far: nothing is of use for so long

_FIRST_DUE = Statement(
    select(func.min(deliveries.c.due_at))
    .join(reminder_rules, deliveries.c.rule == reminder_rules.c.id)
    .where(reminder_rules.c.learner == bindparam("learner"))
)
_LAST_PROMPT = Statement(
    DELIVERIES.where(
        reminder_rules.c.learner == bindparam("learner"),
        reminder_rules.c.kind == Kind.PROMPT,
        deliveries.c.due_at < bindparam("before"),
        or_(deliveries.c.state == DeliveryState.SENT, deliveries.c.state == DeliveryState.FAILED),
    )
    .order_by(deliveries.c.due_at.desc())
    .limit(1)
)
_OF_LEARNER = DELIVERIES.where(
    reminder_rules.c.learner == bindparam("learner"),
    deliveries.c.local_date >= bindparam("nominal_from"),
)
_OF_DAY = Statement(
    _OF_LEARNER.where(
        deliveries.c.day == bindparam("day"), deliveries.c.local_date <= bindparam("nominal_to")
    ).order_by(deliveries.c.due_at, deliveries.c.id)
)
_SINCE = Statement(
    _OF_LEARNER.where(deliveries.c.due_at >= bindparam("at")).order_by(
        deliveries.c.due_at.desc(), deliveries.c.id.desc()
    )
)
_PROMPTS_SINCE = Statement(
    select(deliveries.c.sent_at)
    .join(reminder_rules, deliveries.c.rule == reminder_rules.c.id)
    .where(
        reminder_rules.c.learner == bindparam("learner"),
        reminder_rules.c.kind == Kind.PROMPT,
        deliveries.c.local_date >= bindparam("nominal_from"),
        deliveries.c.sent_at > bindparam("at"),
        deliveries.c.origin == Origin.RULE,
    )
    .order_by(deliveries.c.sent_at)
)
_LAST_DATE = Statement(
    select(
        select(func.max(deliveries.c.local_date))
        .where(deliveries.c.rule == reminder_rules.c.id)
        .scalar_subquery()
    ).where(
        reminder_rules.c.learner == bindparam("learner"), reminder_rules.c.kind == bindparam("kind")
    )
)
_OF_OCCURRENCE = Statement(
    DELIVERIES.where(
        deliveries.c.rule == bindparam("rule"), deliveries.c.local_date == bindparam("local_date")
    ).order_by(deliveries.c.slot)
)


class SqlDeliveryHistory:
    """The part of deliveries that is only read."""

    _connection: Connection

    def of_occurrence(self, rule: int, local_date: date) -> list[Delivery]:
        """Return an occurrence's deliveries by slot."""
        return self._found(_OF_OCCURRENCE, {"rule": rule, "local_date": local_date})

    def of_day(self, learner: int, day: date) -> list[Delivery]:
        """Return the deliveries that credit a practice day, oldest first."""
        about = {"nominal_from": day - BEHIND, "nominal_to": day + AHEAD}
        return self._found(_OF_DAY, {"learner": learner, "day": day, **about})

    def since(self, learner: int, at: datetime) -> list[Delivery]:
        """Return deliveries due at `at` or later, newest first."""
        wanted = {"learner": learner, "at": at, "nominal_from": at.date() - BEHIND}
        return self._found(_SINCE, wanted)

    def first_due(self, learner: int) -> datetime | None:
        """Return when the first delivery on record fell due."""
        found: datetime | None = _FIRST_DUE.scalar(self._connection, {"learner": learner})
        return found

    def last_prompt(self, learner: int, before: datetime) -> Delivery | None:
        """Return the newest prompt that fell due before an instant and left us."""
        wanted = {"learner": learner, "before": before}
        return next(iter(self._found(_LAST_PROMPT, wanted)), None)

    def last_date(self, learner: int, kind: Kind) -> date | None:
        """Return the newest nominal date that has had its occurrence, of all rules of a kind."""
        newest = _LAST_DATE.scalars(self._connection, {"learner": learner, "kind": kind})
        return max((day for day in newest if day), default=None)

    def prompts_since(self, learner: int, at: datetime) -> list[datetime]:
        """Return when prompts (not their repeats) were sent after `at`, oldest first."""
        nominal_from = at.date() - SENT_WITHIN - AHEAD
        wanted = {"learner": learner, "at": at, "nominal_from": nominal_from}
        return _PROMPTS_SINCE.scalars(self._connection, wanted)

    def _found(self, wanted: Statement, values: Values) -> list[Delivery]:
        return [Delivery(*row) for row in wanted.rows(self._connection, values)]
