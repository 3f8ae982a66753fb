"""Deliveries: what became of each occurrence, and which worker holds it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from bot.domain.reminders import Kind, Origin
from bot.store.batches import Batch, given
from bot.store.rows import Insert, insert
from bot.store.tables.reminders import IS_UNFINISHED, deliveries, reminder_rules
from bot.usecases.deliveries import UNFINISHED, Delivery, DeliveryState, Lease, NewDelivery

_DELIVERIES: Select[Any] = select(
    *(
        reminder_rules.c.kind if field.name == "kind" else deliveries.c[field.name]
        for field in fields(Delivery)
    )
).join(reminder_rules, deliveries.c.rule == reminder_rules.c.id)

# All that is asked of a learner's deliveries goes by when they were due; see the tables.
DAY_WITHIN = timedelta(days=3)  # of a practice day's noon in UTC: zones and the turn of the day
SENT_WITHIN = timedelta(days=1)  # after it was due, by far: nothing is of use for so long

_FIRST_DUE = select(func.min(deliveries.c.due_at)).where(
    deliveries.c.learner == bindparam("learner")
)
_LAST_PROMPT = (
    _DELIVERIES.where(
        deliveries.c.learner == bindparam("learner"),
        deliveries.c.due_at < bindparam("before"),
        deliveries.c.state.in_([DeliveryState.SENT, DeliveryState.FAILED]),
        reminder_rules.c.kind == Kind.PROMPT,
    )
    .order_by(deliveries.c.due_at.desc())
    .limit(1)
)

# The path of every tick is built once.
_BY_ID = _DELIVERIES.where(deliveries.c.id == bindparam("delivery"))
_NEW = (
    *("rule", "learner", "origin", "local_date", "slot", "day", "due_at", "not_before"),
    *("expires_at", "state", "why", "attempts", "worker", "leased_until"),
)


def _adding(new: Insert) -> ReturningInsert[Any]:
    there_already = new.on_conflict_do_nothing(index_elements=["rule", "local_date", "slot"])
    return there_already.returning(deliveries.c.id, deliveries.c.state)


_ADD = Batch(
    by_row=_adding(insert(deliveries)),
    at_once=_adding(
        insert(deliveries).from_select(
            _NEW, select(given({name: deliveries.c[name] for name in _NEW}))
        )
    ),
)
_FREE = (
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
_OF_LEARNER = deliveries.c.learner == bindparam("learner")
_OF_DAY = _DELIVERIES.where(
    _OF_LEARNER,
    deliveries.c.day == bindparam("day"),
    deliveries.c.due_at.between(bindparam("earliest"), bindparam("latest")),
).order_by(deliveries.c.due_at, deliveries.c.id)
_SINCE = _DELIVERIES.where(_OF_LEARNER, deliveries.c.due_at >= bindparam("at")).order_by(
    deliveries.c.due_at.desc(), deliveries.c.id.desc()
)
_PROMPTS_SINCE = (
    select(deliveries.c.sent_at)
    .join(reminder_rules, deliveries.c.rule == reminder_rules.c.id)
    .where(
        _OF_LEARNER,
        deliveries.c.sent_at > bindparam("at"),
        deliveries.c.due_at > bindparam("earliest"),
        deliveries.c.origin == Origin.RULE,
        reminder_rules.c.kind == Kind.PROMPT,
    )
    .order_by(deliveries.c.sent_at)
)
_NEXT_AT = (
    select(deliveries.c.not_before).where(IS_UNFINISHED).order_by(deliveries.c.not_before).limit(1)
)

_MINE = update(deliveries).where(
    deliveries.c.id == bindparam("delivery"), deliveries.c.worker == bindparam("holder")
)
_BEGIN = _MINE.where(IS_UNFINISHED).values(attempts=deliveries.c.attempts + 1)
_END = _MINE.where(deliveries.c.state == literal_column(f"'{DeliveryState.SENDING}'"))


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
        rows = _ADD.execute(self._connection, [_row(each, lease) for each in new])
        return [row.id for row in rows if row.state is DeliveryState.PENDING]

    def get(self, delivery: int) -> Delivery | None:
        """Return a delivery by its id."""
        row = self._connection.execute(_BY_ID, {"delivery": delivery}).one_or_none()
        return Delivery(*row) if row else None

    def take(self, now: datetime, lease: Lease, limit: int) -> list[int]:
        """Lease unfinished deliveries whose time has come and that nobody alive holds."""
        wanted = {"now": now, "real": lease.now, "most": limit}
        free = list(self._connection.scalars(_FREE, wanted))
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
        return self._connection.execute(_BEGIN, begun).rowcount > 0

    def end(self, delivery: int, worker: str, state: DeliveryState, why: str, at: datetime) -> bool:
        """Write down what became of one's own delivery; tell whether it still was one's own."""
        ended: dict[str, object] = {"delivery": delivery, "holder": worker}
        ended |= {"state": state, "why": why}
        if state not in UNFINISHED:
            ended |= {"worker": None, "leased_until": None}
        if state is DeliveryState.SENT:
            ended["sent_at"] = at
        return self._connection.execute(_END, ended).rowcount > 0

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
        mine = deliveries.c.learner == learner
        found: datetime | None = self._connection.scalar(
            _NEXT_AT if learner is None else _NEXT_AT.where(mine)
        )
        return found

    def of_occurrence(self, rule: int, local_date: date) -> list[Delivery]:
        """Return an occurrence's deliveries by slot."""
        mine = (deliveries.c.rule == rule, deliveries.c.local_date == local_date)
        return self._found(_DELIVERIES.where(*mine).order_by(deliveries.c.slot))

    def of_day(self, learner: int, day: date) -> list[Delivery]:
        """Return the deliveries that credit a practice day, oldest first."""
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        about = {"earliest": noon - DAY_WITHIN, "latest": noon + DAY_WITHIN}
        return self._found(_OF_DAY, learner=learner, day=day, **about)

    def since(self, learner: int, at: datetime) -> list[Delivery]:
        """Return deliveries due at `at` or later, newest first."""
        return self._found(_SINCE, learner=learner, at=at)

    def first_due(self, learner: int) -> datetime | None:
        """Return when the first delivery on record fell due."""
        found: datetime | None = self._connection.scalar(_FIRST_DUE, {"learner": learner})
        return found

    def last_prompt(self, learner: int, before: datetime) -> Delivery | None:
        """Return the newest prompt that fell due before an instant and left us."""
        return next(iter(self._found(_LAST_PROMPT, learner=learner, before=before)), None)

    def last_date(self, learner: int, kind: Kind) -> date | None:
        """Return the newest nominal date that has had its occurrence, of all rules of a kind."""
        newest = (
            select(func.max(deliveries.c.local_date))
            .join(reminder_rules, deliveries.c.rule == reminder_rules.c.id)
            .where(deliveries.c.learner == learner, reminder_rules.c.kind == kind)
        )
        found: date | None = self._connection.scalar(newest)
        return found

    def prompts_since(self, learner: int, at: datetime) -> list[datetime]:
        """Return when prompts (not their repeats) were sent after `at`, oldest first."""
        wanted = {"learner": learner, "at": at, "earliest": at - SENT_WITHIN}
        return list(self._connection.scalars(_PROMPTS_SINCE, wanted))

    def _found(self, wanted: Select[Any], **values: object) -> list[Delivery]:
        return [Delivery(*row) for row in self._connection.execute(wanted, values)]

    def _change(self, which: Sequence[ColumnElement[bool]], **changed: object) -> bool:
        """Change rows that are still as they were seen; tell whether there were any."""
        result = self._connection.execute(update(deliveries).where(*which).values(changed))
        return result.rowcount > 0


def _row(new: NewDelivery, lease: Lease | None) -> dict[str, object]:
    held = lease if new.state is DeliveryState.PENDING else None
    return {
        "rule": new.rule,
        "learner": new.learner,
        "origin": new.origin,
        "local_date": new.local_date,
        "slot": new.slot,
        "day": new.day,
        "due_at": new.due_at,
        "not_before": new.due_at,
        "expires_at": new.expires_at,
        "state": new.state,
        "why": new.why or "",
        "attempts": 0,
        "worker": held.worker if held else None,
        "leased_until": held.until if held else None,
    }
