"""Deliveries: what became of each occurrence, and which worker holds it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    true,
    update,
)

from bot.domain.reminders import Kind, Origin
from bot.store.batches import Batch
from bot.store.rows import insert
from bot.store.statements import Statement, Values
from bot.store.tables.reminders import IS_UNFINISHED, deliveries, reminder_rules
from bot.usecases.deliveries import UNFINISHED, Delivery, DeliveryState, Lease, NewDelivery

_DELIVERY = {
    **{
        field.name: deliveries.c[field.name]
        for field in fields(Delivery)
        if field.name in deliveries.c
    },
    "learner": reminder_rules.c.learner,
    "kind": reminder_rules.c.kind,
}
_DELIVERIES: Select[Any] = select(*(_DELIVERY[field.name] for field in fields(Delivery))).join(
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
    _DELIVERIES.where(
        reminder_rules.c.learner == bindparam("learner"),
        reminder_rules.c.kind == Kind.PROMPT,
        deliveries.c.due_at < bindparam("before"),
        or_(deliveries.c.state == DeliveryState.SENT, deliveries.c.state == DeliveryState.FAILED),
    )
    .order_by(deliveries.c.due_at.desc())
    .limit(1)
)
_BY_ID = Statement(_DELIVERIES.where(deliveries.c.id == bindparam("delivery")))
_NEW = ("rule", "origin", "local_date", "slot", "day", "due_at", "expires_at", "state", "why")
_ADD = Batch(
    {name: deliveries.c[name] for name in _NEW},
    lambda given: (
        insert(deliveries)
        .from_select(
            [*_NEW, "not_before", "attempts", "worker", "leased_until"],
            select(
                *(given.c[name] for name in _NEW),
                given.c.due_at,
                literal_column("0"),
                case((given.c.state == DeliveryState.PENDING, bindparam("holder", type_=String))),
                case(
                    (
                        given.c.state == DeliveryState.PENDING,
                        bindparam("until", type_=deliveries.c.leased_until.type),
                    )
                ),
            ).where(true()),  # SQLite would take ON CONFLICT for a join's ON
        )
        .on_conflict_do_nothing(index_elements=["rule", "local_date", "slot"])
        .returning(deliveries.c.id, deliveries.c.state)
    ),
)
_FREE = Statement(
    select(deliveries.c.id)
    .where(
        IS_UNFINISHED,
        deliveries.c.not_before <= bindparam("now"),
        or_(deliveries.c.leased_until.is_(None), deliveries.c.leased_until <= bindparam("real")),
    )
    .order_by(deliveries.c.not_before, deliveries.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_OF_LEARNER = _DELIVERIES.where(
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
_NEXT_AT = Statement(
    select(deliveries.c.not_before).where(IS_UNFINISHED).order_by(deliveries.c.not_before).limit(1)
)
_OF_OCCURRENCE = Statement(
    _DELIVERIES.where(
        deliveries.c.rule == bindparam("rule"), deliveries.c.local_date == bindparam("local_date")
    ).order_by(deliveries.c.slot)
)

_MINE = update(deliveries).where(
    deliveries.c.id == bindparam("delivery"), deliveries.c.worker == bindparam("holder")
)
_BEGIN = Statement(
    _MINE.where(IS_UNFINISHED).values(attempts=deliveries.c.attempts + 1),
    ["state", "why", "attempted_at", "leased_until", "opening", "buzzed"],
)
_SENT_BY_ME = _MINE.where(deliveries.c.state == literal_column(f"'{DeliveryState.SENDING}'"))
_PUT_BACK = Statement(_SENT_BY_ME, ["state", "why"])
_END = Statement(_SENT_BY_ME, ["state", "why", "worker", "leased_until", "sent_at"])


class SqlDeliveries:
    """Every change names the state that was seen, so that two workers never both make it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Sequence[NewDelivery], lease: Lease | None) -> list[int]:
        """Write deliveries down and return the ids of the pending ones.

        One that is there already, by (rule, nominal date, slot), stays as it is.
        """
        if not new:
            return []
        held = {"holder": lease.worker, "until": lease.until} if lease else _BY_NOBODY
        rows = _ADD.rows(self._connection, [_row(each) for each in new], held)
        return [number for number, state in rows if state is DeliveryState.PENDING]

    def get(self, delivery: int) -> Delivery | None:
        """Return a delivery by its id."""
        row = _BY_ID.row(self._connection, {"delivery": delivery})
        return Delivery(*row) if row else None

    def take(self, now: datetime, lease: Lease, limit: int) -> list[int]:
        """Lease unfinished deliveries whose time has come and that nobody alive holds."""
        wanted = {"now": now, "real": lease.now, "most": limit}
        free = _FREE.scalars(self._connection, wanted)
        if free:
            taken = update(deliveries).where(deliveries.c.id.in_(free))
            self._connection.execute(taken.values(worker=lease.worker, leased_until=lease.until))
        return free

    def begin(self, delivery: int, lease: Lease, at: datetime, opening: str, *, buzz: bool) -> bool:
        """Mark one's own delivery as sending; tell whether it still was one's own."""
        begun = {
            "delivery": delivery,
            "holder": lease.worker,
            "state": DeliveryState.SENDING,
            "why": "",
            "attempted_at": at,
            "leased_until": lease.until,
            "opening": opening,
            "buzzed": buzz,
        }
        return _BEGIN.run(self._connection, begun) > 0

    def end(self, delivery: int, worker: str, state: DeliveryState, why: str, at: datetime) -> bool:
        """Write down what became of one's own delivery; tell whether it still was one's own."""
        ended = {"delivery": delivery, "holder": worker, "state": state, "why": why}
        if state in UNFINISHED:
            return _PUT_BACK.run(self._connection, ended) > 0
        sent_at = at if state is DeliveryState.SENT else None
        ended |= {"worker": None, "leased_until": None, "sent_at": sent_at}
        return _END.run(self._connection, ended) > 0

    def put_off(self, delivery: int, until: datetime, why: str) -> None:
        """Let an unfinished delivery wait until `until`, held by nobody."""
        self._change(
            (deliveries.c.id == delivery, IS_UNFINISHED),
            state=DeliveryState.PENDING,
            not_before=until,
            why=why,
            worker=None,
            leased_until=None,
        )

    def settle(self, numbers: Collection[int], state: DeliveryState, why: str) -> None:
        """End unfinished deliveries that are not to be sent."""
        ended = {"state": state, "why": why, "worker": None, "leased_until": None}
        self._change((deliveries.c.id.in_(numbers), IS_UNFINISHED), **ended)

    def move(self, delivery: int, day: date, due_at: datetime, expires_at: datetime) -> None:
        """Let a pending delivery fall due at another time."""
        self._change(
            (deliveries.c.id == delivery, deliveries.c.state == DeliveryState.PENDING),
            day=day,
            due_at=due_at,
            not_before=due_at,
            expires_at=expires_at,
        )

    def inherit(self, worker: str) -> None:
        """Free what other workers hold, once it is certain that they are no more."""
        others = (IS_UNFINISHED, deliveries.c.worker != worker)
        self._change(others, worker=None, leased_until=None)

    def release(self, worker: str) -> None:
        """Give back what a worker holds and has not begun to send."""
        mine = (deliveries.c.state == DeliveryState.PENDING, deliveries.c.worker == worker)
        self._change(mine, worker=None, leased_until=None)

    def next_at(self, learner: int | None = None) -> datetime | None:
        """Return the earliest instant at which an unfinished delivery may be sent."""
        if learner is None:
            found: datetime | None = _NEXT_AT.scalar(self._connection)
            return found
        theirs = (
            select(func.min(deliveries.c.not_before))
            .join(reminder_rules, deliveries.c.rule == reminder_rules.c.id)
            .where(IS_UNFINISHED, reminder_rules.c.learner == learner)
        )
        earliest: datetime | None = self._connection.scalar(theirs)
        return earliest

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

    def _change(self, which: Sequence[ColumnElement[bool]], **changed: object) -> bool:
        """Change rows that are still as they were seen; tell whether there were any."""
        result = self._connection.execute(update(deliveries).where(*which).values(changed))
        return result.rowcount > 0


_BY_NOBODY: Values = {"holder": None, "until": None}


def _row(new: NewDelivery) -> tuple[object, ...]:
    """Return what a new delivery holds, in the order of `_NEW`."""
    occurrence = (new.rule, new.origin, new.local_date, new.slot, new.day)
    return (*occurrence, new.due_at, new.expires_at, new.state, new.why or "")
