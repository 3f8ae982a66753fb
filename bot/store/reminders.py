"""Reminder rules and the deliveries that came of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.domain.reminders import Kind, Occurrence, Rule
from bot.store.rows import columns_for, overwrite, to_row
from bot.store.tables.learners import learners
from bot.store.tables.reminders import CAN_FALL_DUE, IS_UNFINISHED, deliveries, reminder_rules
from bot.usecases.ports import Delivery, DeliveryState

_RULE = columns_for(Rule, reminder_rules)
_DELIVERIES = select(
    *(
        reminder_rules.c.kind if field.name == "kind" else deliveries.c[field.name]
        for field in fields(Delivery)
    )
).join(reminder_rules, deliveries.c.rule == reminder_rules.c.id)

# The path of every tick is built once.
_DUE = (
    select(*_RULE, reminder_rules.c.next_local_date, reminder_rules.c.next_due_at)
    .where(CAN_FALL_DUE, reminder_rules.c.next_due_at <= bindparam("now"))
    .order_by(reminder_rules.c.next_due_at, reminder_rules.c.id)
    .limit(bindparam("most"))
)
_SCHEDULE = (
    update(reminder_rules)
    .where(reminder_rules.c.id == bindparam("rule"))
    .values(next_due_at=bindparam("due_at"), next_local_date=bindparam("local_date"))
)
_CLAIM = (
    insert(deliveries)
    .on_conflict_do_nothing(index_elements=["rule", "local_date", "slot"])
    .returning(deliveries.c.id)
)
_DELIVERY_BY_ID = _DELIVERIES.where(deliveries.c.id == bindparam("delivery"))
_NEXT_DUE = (
    select(reminder_rules.c.next_due_at)
    .join(learners, learners.c.id == reminder_rules.c.learner)
    .where(CAN_FALL_DUE, learners.c.blocked_at.is_(None))
    .order_by(reminder_rules.c.next_due_at)
    .limit(1)
)


class SqlReminders:
    """When prompts fall due, and what became of each."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rule(self, learner: int, kind: Kind) -> Rule | None:
        """Return the learner's rule of this kind."""
        mine = (reminder_rules.c.learner == learner, reminder_rules.c.kind == kind)
        row = self._connection.execute(select(*_RULE).where(*mine)).one_or_none()
        return Rule(*row) if row else None

    def set_rule(self, learner: int, kind: Kind, minute: int, weekdays: int) -> Rule:
        """Create or change the learner's rule of this kind and switch it on."""
        new = insert(reminder_rules).values(
            learner=learner, kind=kind, minute=minute, weekdays=weekdays, enabled=True
        )
        written = overwrite(new, ["learner", "kind"], ["minute", "weekdays", "enabled"])
        return Rule(*self._connection.execute(written.returning(*_RULE)).one())

    def schedule(self, rule: int, occurrence: Occurrence | None) -> None:
        """Set when a rule falls due next; None: not until it is changed."""
        due_at = occurrence.due_at if occurrence else None
        local_date = occurrence.local_date if occurrence else None
        self._connection.execute(
            _SCHEDULE, {"rule": rule, "due_at": due_at, "local_date": local_date}
        )

    def due(self, now: datetime, limit: int) -> list[tuple[Rule, Occurrence]]:
        """Return rules that are due with the occurrence that is, most overdue first.

        People who blocked the bot are among them: their rules move on as others do, so that they
        neither pile up at the front nor bring an old prompt on the day of return.
        """
        rows = self._connection.execute(_DUE, {"now": now, "most": limit})
        return [(Rule(*row[:-2]), Occurrence(*row[-2:])) for row in rows]

    def postpone(self, rule: int, until: datetime) -> None:
        """Push on a rule whose next due time could not be computed."""
        pushed = update(reminder_rules).where(reminder_rules.c.id == rule)
        self._connection.execute(pushed.values(next_due_at=until))

    def next_due_at(self, learner: int | None = None) -> datetime | None:
        """Return the earliest instant at which a rule falls due, of one learner or of all.

        Rules of people who blocked the bot do not count.
        """
        wanted = _NEXT_DUE if learner is None else _NEXT_DUE.where(learners.c.id == learner)
        due_at: datetime | None = self._connection.scalar(wanted)
        return due_at

    def add_delivery(
        self, rule: Rule, occurrence: Occurrence, day: date, expires_at: datetime
    ) -> Delivery | None:
        """Write down an occurrence as pending; None if it is there already."""
        pending = Delivery(
            id=0,
            rule=rule.id,
            learner=rule.learner,
            kind=rule.kind,
            local_date=occurrence.local_date,
            day=day,
            due_at=occurrence.due_at,
            expires_at=expires_at,
            state=DeliveryState.PENDING,
            why="",
            attempts=0,
        )
        number = self._connection.scalar(_CLAIM, to_row(pending, without=["id", "kind"]))
        return replace(pending, id=number) if number else None

    def delivery(self, delivery: int) -> Delivery | None:
        """Return a delivery by its id."""
        row = self._connection.execute(_DELIVERY_BY_ID, {"delivery": delivery}).one_or_none()
        return Delivery(*row) if row else None

    def move(
        self,
        delivery: int,
        seen: Collection[DeliveryState],
        to: DeliveryState,
        why: str,
        at: datetime,
    ) -> bool:
        """Change the state if it still is one of `seen`; tell whether it was."""
        changed: dict[str, object] = {"state": to, "why": str(why)}
        if to is DeliveryState.SENDING:
            changed |= {"attempts": deliveries.c.attempts + 1, "attempted_at": at}
        if to is DeliveryState.SENT:
            changed["sent_at"] = at
        still = (deliveries.c.id == delivery, deliveries.c.state.in_(seen))
        moved = self._connection.execute(update(deliveries).where(*still).values(changed))
        return moved.rowcount == 1

    def unfinished(self) -> list[Delivery]:
        """Return deliveries that are pending or sending, oldest first."""
        rows = self._connection.execute(
            _DELIVERIES.where(IS_UNFINISHED).order_by(deliveries.c.due_at, deliveries.c.id)
        )
        return [Delivery(*row) for row in rows]

    def unanswered(self, learner: int, since: datetime) -> list[datetime]:
        """Return when prompts were sent after `since`, oldest first."""
        sent = select(deliveries.c.sent_at).where(
            deliveries.c.learner == learner,
            deliveries.c.sent_at > since,
            deliveries.c.state == DeliveryState.SENT,
        )
        return list(self._connection.scalars(sent.order_by(deliveries.c.sent_at)))
