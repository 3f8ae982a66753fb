"""Reminder rules, and when each falls due."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from bot.domain.reminders import Occurrence, Rule, Timetable
from bot.domain.rhythm import rhythm_of
from bot.store.batches import Batch, given
from bot.store.rows import columns_for, insert, to_row
from bot.store.tables.learners import learners
from bot.store.tables.reminders import CAN_FALL_DUE, reminder_rules, zones
from bot.usecases.deliveries import Due

_RULE = columns_for(Rule, reminder_rules)
_RHYTHM = [learners.c[name] for name in ("zone", "day_start", "quiet_from", "quiet_to", "calendar")]
_NEXT = [reminder_rules.c.next_local_date, reminder_rules.c.next_due_at]

# The path of every tick is built once.
_GET = select(*_RULE).where(reminder_rules.c.id == bindparam("rule"))
_WITH_RHYTHM = (
    select(*_RULE, *_NEXT, *_RHYTHM)
    .join(learners, learners.c.id == reminder_rules.c.learner)
    .where(CAN_FALL_DUE)
)
_DUE = (
    _WITH_RHYTHM.where(reminder_rules.c.next_due_at <= bindparam("now"))
    .order_by(reminder_rules.c.next_due_at, reminder_rules.c.next_local_date, reminder_rules.c.id)
    .limit(bindparam("most"))
    .with_for_update(of=reminder_rules, skip_locked=True)
)
_MOVED = given(
    {
        "rule": reminder_rules.c.id,
        "due_at": reminder_rules.c.next_due_at,
        "local_date": reminder_rules.c.next_local_date,
    }
)
_SCHEDULE = Batch(
    by_row=update(reminder_rules)
    .where(reminder_rules.c.id == bindparam("rule"))
    .values(next_due_at=bindparam("due_at"), next_local_date=bindparam("local_date")),
    at_once=update(reminder_rules)
    .where(reminder_rules.c.id == _MOVED.c.rule)
    .values(next_due_at=_MOVED.c.due_at, next_local_date=_MOVED.c.local_date),
)
_NEXT_DUE = (
    select(reminder_rules.c.next_due_at)
    .where(CAN_FALL_DUE)
    .order_by(reminder_rules.c.next_due_at)
    .limit(1)
)


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
        found = self._connection.execute(_GET, {"rule": rule}).one_or_none()
        return Rule(*found) if found else None

    def of(self, learner: int) -> list[Rule]:
        """Return the rules that are not taken out, by kind and time."""
        return [rule for rule in self.every(learner) if rule.weekdays]

    def every(self, learner: int) -> list[Rule]:
        """Return all rules, those taken out too."""
        mine = select(*_RULE).where(reminder_rules.c.learner == learner)
        by_time = mine.order_by(reminder_rules.c.kind, reminder_rules.c.minute, reminder_rules.c.id)
        return [Rule(*row) for row in self._connection.execute(by_time)]

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
            {
                "rule": rule,
                "due_at": occurrence.due_at if occurrence else None,
                "local_date": occurrence.local_date if occurrence else None,
            }
            for rule, occurrence in occurrences
        ]
        if rows:
            _SCHEDULE.execute(self._connection, rows)

    def due(self, now: datetime, limit: int) -> list[Due]:
        """Return rules that are due, most overdue first; another worker skips them meanwhile."""
        rows = self._connection.execute(_DUE, {"now": now, "most": limit})
        return [self._due(row) for row in rows]

    def postpone(self, rule: int, until: datetime) -> None:
        """Push on a rule whose next due time could not be computed."""
        pushed = update(reminder_rules).where(reminder_rules.c.id == rule)
        self._connection.execute(pushed.values(next_due_at=until))

    def next_due_at(self, learner: int | None = None) -> datetime | None:
        """Return the earliest instant at which a rule falls due, of one learner or of all."""
        mine = reminder_rules.c.learner == learner
        due_at: datetime | None = self._connection.scalar(
            _NEXT_DUE if learner is None else _NEXT_DUE.where(mine)
        )
        return due_at

    def after(self, rule: int, zones: Collection[str], limit: int) -> list[Due]:
        """Return scheduled rules with a higher id whose learners are in one of `zones`."""
        later = _WITH_RHYTHM.where(reminder_rules.c.id > rule, learners.c.zone.in_(zones))
        rows = self._connection.execute(later.order_by(reminder_rules.c.id).limit(limit))
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

    def _due(self, row: Row[Any]) -> Due:
        rule = Rule(*row[: len(_RULE)])
        local_date, due_at, *rhythm = row[len(_RULE) :]
        timetable = Timetable(rhythm_of(*rhythm), self._spread_s)
        return Due(rule, Occurrence(local_date, due_at), timetable)
