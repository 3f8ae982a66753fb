"""Learners: the person, their pauses and rests, and what they report."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from bot.domain.events import Event, EventKind
from bot.domain.learners import Away, Learner
from bot.store.rows import columns_for, insert, insert_or_update, to_row
from bot.store.statements import Statement
from bot.store.tables.learners import events, learners, pauses, reports, rests

_EVENT = columns_for(Event, events)
_LEARNER = select(*columns_for(Learner, learners)).where(learners.c.id == bindparam("learner"))
_GET = Statement(_LEARNER)
_GET_AND_LOCK = Statement(_LEARNER.with_for_update(key_share=True))  # SQLite has one writer anyway
_SAVE = Statement(insert_or_update(learners, ["id"]))
_SEEN = Statement(
    update(learners)
    .where(learners.c.id == bindparam("learner"))
    .values({name: bindparam(name) for name in ("name", "seen_at", "blocked_at")})
)
_PAUSES = Statement(
    select(pauses.c.first, pauses.c.until)
    .where(pauses.c.learner == bindparam("learner"))
    .order_by(pauses.c.first, pauses.c.id)
)
_EVENTS = Statement(
    select(*_EVENT)
    .where(events.c.learner == bindparam("learner"), events.c.removed_at.is_(None))
    .order_by(events.c.day, events.c.id)
)
_RESTING = Statement(
    select(rests.c.family).where(
        rests.c.learner == bindparam("learner"), rests.c.until > bindparam("day")
    )
)


ERASED = "erased"  # noted on a connection: its log is to be emptied


class SqlLearners:
    """People, by Telegram's user id."""

    def __init__(self, connection: Connection, *, lock: bool = False) -> None:
        self._connection = connection
        self._get = _GET_AND_LOCK if lock else _GET

    def get(self, learner: int) -> Learner | None:
        """Return the person as they were last saved; what is done about them waits in line."""
        row = self._get.row(self._connection, {"learner": learner})
        return Learner(*row) if row else None

    def save(self, learner: Learner) -> None:
        """Insert or update."""
        _SAVE.run(self._connection, to_row(learner))

    def save_seen(self, learner: Learner) -> None:
        """Keep what a sign of life changes; every update is one."""
        seen = {"name": learner.name, "seen_at": learner.seen_at, "blocked_at": learner.blocked_at}
        _SEEN.run(self._connection, {"learner": learner.id, **seen})

    def forget(self, learner: int) -> None:
        """Erase the person and everything kept about them: it all hangs on this one row.

        The log that SQLite writes ahead is emptied after the commit, so that nothing is left in it.
        """
        self._connection.execute(delete(learners).where(learners.c.id == learner))
        self._connection.info[ERASED] = True

    def pauses(self, learner: int) -> list[tuple[date, date | None]]:
        """Return past and running pauses as (first day, first day after or None), oldest first."""
        rows = _PAUSES.rows(self._connection, {"learner": learner})
        return [(first, until) for first, until in rows]

    def add_pause(self, learner: int, first: date, until: date | None, away: Away) -> None:
        """Keep a pause that begins on `first`."""
        self._connection.execute(
            insert(pauses).values(learner=learner, first=first, until=until, away=away)
        )

    def end_pause(self, learner: int, day: date) -> None:
        """Let the running pause end before `day`; one that would begin then or later never was."""
        runs_on = or_(pauses.c.until.is_(None), pauses.c.until > day)
        mine = pauses.c.learner == learner
        self._connection.execute(delete(pauses).where(mine, pauses.c.first >= day, runs_on))
        self._connection.execute(
            update(pauses).where(mine, pauses.c.first < day, runs_on).values(until=day)
        )

    def events(self, learner: int) -> list[Event]:
        """Return the dates that matter, soonest first."""
        return [Event(*row) for row in _EVENTS.rows(self._connection, {"learner": learner})]

    def add_event(self, learner: int, kind: EventKind, day: date, label: str) -> int:
        """Keep a date that matters; return its id."""
        new = insert(events).values(learner=learner, kind=kind, day=day, label=label)
        number: int = self._connection.execute(new.returning(events.c.id)).scalar_one()
        return number

    def remove_event(self, learner: int, event: int, at: datetime) -> bool:
        """Remove a date that matters; of removed ones the last can be restored, the others go."""
        mine = events.c.learner == learner
        self._connection.execute(delete(events).where(mine, events.c.removed_at.is_not(None)))
        removed = update(events).where(mine, events.c.id == event).values(removed_at=at)
        return self._connection.execute(removed).rowcount > 0

    def restore_event(self, learner: int, event: int) -> bool:
        """Bring the date that was removed last back; tell whether it was still kept."""
        mine = (events.c.learner == learner, events.c.id == event)
        gone = events.c.removed_at.is_not(None)
        back = update(events).where(*mine, gone).values(removed_at=None)
        return self._connection.execute(back).rowcount > 0

    def rests(self, learner: int, day: date) -> frozenset[str]:
        """Return the families of drills that rest on `day`."""
        return frozenset(_RESTING.scalars(self._connection, {"learner": learner, "day": day}))

    def rest(self, learner: int, family: str, until: date) -> None:
        """Let a family of drills rest before `until`; a later end wins."""
        new = insert(rests).values(learner=learner, family=family, until=until)
        self._connection.execute(
            new.on_conflict_do_update(
                index_elements=["learner", "family"],
                set_={"until": new.excluded.until},
                where=new.excluded.until > rests.c.until,
            )
        )

    def add_report(self, learner: int, item: str, version: str, words: str, at: datetime) -> None:
        """Keep what a learner says is wrong with an item, for the operator."""
        self._connection.execute(
            insert(reports).values(learner=learner, item=item, version=version, words=words, at=at)
        )
