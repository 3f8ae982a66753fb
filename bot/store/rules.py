"""Reminder rules, and when each falls due."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, or_, select, update

from bot.domain.reminders import Occurrence, Rule, Timetable
from bot.domain.rhythm import rhythm_of
from bot.store.batches import Batch
from bot.store.rows import columns_for, insert, to_row
from bot.store.statements import Statement
from bot.store.tables.learners import learners
from bot.store.tables.reminders import CAN_FALL_DUE, reminder_rules, zones
from bot.usecases.deliveries import Due, Lease

_RULE = columns_for(Rule, reminder_rules)
_RHYTHM = [learners.c[name] for name in ("zone", "day_start", "quiet_from", "quiet_to", "calendar")]
_NEXT = [reminder_rules.c.next_local_date, reminder_rules.c.next_due_at]

# The path of every tick is built once.
_GET = Statement(select(*_RULE).where(reminder_rules.c.id == bindparam("rule")))
_EVERY = Statement(
    select(*_RULE)
    .where(reminder_rules.c.learner == bindparam("learner"))
    .order_by(reminder_rules.c.kind, reminder_rules.c.minute, reminder_rules.c.id)
)
_WITH_RHYTHM = (
    select(*_RULE, *_NEXT, *_RHYTHM)
    .join(learners, learners.c.id == reminder_rules.c.learner)
    .where(CAN_FALL_DUE)
)
_IS_DUE = and_(CAN_FALL_DUE, reminder_rules.c.next_due_at <= bindparam("now"))
_FREE = (
    select(reminder_rules.c.id)
    .where(
        _IS_DUE,
        or_(
            reminder_rules.c.leased_until.is_(None),
            reminder_rules.c.leased_until <= bindparam("real"),
        ),
    )
    .order_by(reminder_rules.c.next_due_at, reminder_rules.c.next_local_date, reminder_rules.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("free")
)
_LEASE = Statement(
    update(reminder_rules)
    .where(reminder_rules.c.id == _FREE.c.id)
    .values(worker=bindparam("holder"), leased_until=bindparam("until"))
    .returning(reminder_rules.c.next_due_at, reminder_rules.c.id)
)
_LEASED = Statement(
    _WITH_RHYTHM.where(
        reminder_rules.c.id == bindparam("rule"), reminder_rules.c.worker == bindparam("holder")
    ).with_for_update(of=reminder_rules)
)
_FREED = {"worker": None, "leased_until": None}
_INHERIT = Statement(
    update(reminder_rules)
    .where(_IS_DUE, reminder_rules.c.worker != bindparam("holder"))
    .values(_FREED)
)
_RELEASE = Statement(
    update(reminder_rules)
    .where(_IS_DUE, reminder_rules.c.worker == bindparam("holder"))
    .values(_FREED)
)
_MOVED = {
    "rule": reminder_rules.c.id,
    "due_at": reminder_rules.c.next_due_at,
    "local_date": reminder_rules.c.next_local_date,
}
_SCHEDULE = Batch(
    _MOVED,
    lambda given: (
        update(reminder_rules)
        .where(reminder_rules.c.id == given.c.rule)
        .values(next_due_at=given.c.due_at, next_local_date=given.c.local_date, **_FREED)
    ),
)
_NEXT_OF_ALL = (
    select(reminder_rules.c.next_due_at)
    .where(CAN_FALL_DUE)
    .order_by(reminder_rules.c.next_due_at)
    .limit(1)
)
_NEXT_DUE = Statement(_NEXT_OF_ALL)


class SqlRules:
    """What learners set, and when it falls due."""

    def __init__(self, connection: Connection, spread_s: int) -> None:
        self._connection = connection
        self._spread_s = spread_s

    @property
    def spread_s(self) -> int:
        """Return the operator's limit of a rule's own stable offset, in seconds."""
        return self._spread_s

    def get(self, rule: int) -> Rule | None:
        """Return a rule by its id."""
        found = _GET.row(self._connection, {"rule": rule})
        return Rule(*found) if found else None

    def of(self, learner: int) -> list[Rule]:
        """Return the rules that are not taken out, by kind and time."""
        return [rule for rule in self.every(learner) if rule.weekdays]

    def every(self, learner: int) -> list[Rule]:
        """Return all rules, those taken out too."""
        return [Rule(*row) for row in _EVERY.rows(self._connection, {"learner": learner})]

    def scheduled(self, learner: int) -> list[tuple[Rule, datetime | None]]:
        """Return all rules with the instant at which each falls due next."""
        mine = select(*_RULE, reminder_rules.c.next_due_at)
        rows = self._connection.execute(mine.where(reminder_rules.c.learner == learner))
        return [(Rule(*row[:-1]), row[-1]) for row in rows]

    def save(self, rule: Rule) -> Rule:
        """Insert (id 0) or change a rule."""
        values = to_row(rule, without=["id"])
        if rule.id:
            mine = reminder_rules.c.id == rule.id
            self._connection.execute(update(reminder_rules).where(mine).values(values))
            return rule
        new = insert(reminder_rules).values(values).returning(*_RULE)
        return Rule(*self._connection.execute(new).one())

    def schedule(self, occurrences: Sequence[tuple[int, Occurrence | None]]) -> None:
        """Set when rules fall due next, by rule id; None: not until something changes."""
        rows = [
            (rule, occurrence.due_at, occurrence.local_date) if occurrence else (rule, None, None)
            for rule, occurrence in occurrences
        ]
        if rows:
            _SCHEDULE.run(self._connection, rows)

    def lease(self, now: datetime, lease: Lease, limit: int) -> list[int]:
        """Lease rules that are due and that nobody alive is at work on, most overdue first."""
        held = {"holder": lease.worker, "until": lease.until}
        wanted = {"now": now, "real": lease.now, "most": limit}
        return [rule for _, rule in sorted(_LEASE.rows(self._connection, held | wanted))]

    def leased(self, rule: int, worker: str) -> Due | None:
        """Return a rule that a worker has leased, as it is now."""
        row = _LEASED.row(self._connection, {"rule": rule, "holder": worker})
        return self._due(row) if row else None

    def inherit(self, worker: str, now: datetime) -> None:
        """Free what other workers have leased, once it is certain that they are no more."""
        _INHERIT.run(self._connection, {"holder": worker, "now": now})

    def release(self, worker: str, now: datetime) -> None:
        """Give back what a worker has leased."""
        _RELEASE.run(self._connection, {"holder": worker, "now": now})

    def postpone(self, rule: int, until: datetime) -> None:
        """Push on a rule whose next due time could not be computed."""
        pushed = update(reminder_rules).where(reminder_rules.c.id == rule)
        self._connection.execute(pushed.values(next_due_at=until, **_FREED))

    def next_due_at(self, learner: int | None = None) -> datetime | None:
        """Return the earliest instant at which a rule falls due, of one learner or of all."""
        if learner is None:
            due_at: datetime | None = _NEXT_DUE.scalar(self._connection)
            return due_at
        mine = reminder_rules.c.learner == learner
        theirs: datetime | None = self._connection.scalar(_NEXT_OF_ALL.where(mine))
        return theirs

    def last(self) -> int:
        """Return the highest id of a rule, 0 where there are none."""
        return self._connection.scalar(select(func.max(reminder_rules.c.id))) or 0

    def between(self, after: int, last: int, zones: Collection[str]) -> list[Due]:
        """Return scheduled rules with ids in (after, last] whose learners are in one of `zones`."""
        # As an expression, so that no index gathers everybody of the zones first.
        zone = learners.c.zone + ""
        these = _WITH_RHYTHM.where(
            reminder_rules.c.id > after, reminder_rules.c.id <= last, zone.in_(zones)
        )
        rows = self._connection.execute(these.order_by(reminder_rules.c.id))
        return [self._due(row) for row in rows]

    def zones(self) -> set[str]:
        """Return the zones that learners are in."""
        return set(self._connection.scalars(select(learners.c.zone).distinct()))

    def fingerprints(self) -> dict[str, str]:
        """Return the fingerprint of each zone's data that due times were computed with."""
        rows = self._connection.execute(select(zones.c.zone, zones.c.fingerprint))
        return {row.zone: row.fingerprint for row in rows}

    def set_fingerprints(self, fingerprints: dict[str, str]) -> None:
        """Keep which zone data due times are computed with from now on."""
        rows = [{"zone": zone, "fingerprint": mark} for zone, mark in fingerprints.items()]
        new = insert(zones)
        written = new.on_conflict_do_update(
            index_elements=["zone"], set_={"fingerprint": new.excluded.fingerprint}
        )
        if rows:
            self._connection.execute(written, rows)

    def _due(self, row: Sequence[Any]) -> Due:
        end = len(_RULE)
        occurrence = Occurrence(row[end], row[end + 1])
        return Due(Rule(*row[:end]), occurrence, _timetable(self._spread_s, *row[end + 2 :]))


@lru_cache(maxsize=4096)
def _timetable(spread_s: int, *rhythm: Any) -> Timetable:
    """Return the timetable of a rhythm, of which there are far fewer than learners."""
    return Timetable(rhythm_of(*rhythm), spread_s)
