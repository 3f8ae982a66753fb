"""What comes next, as it really falls due: after quiet hours, calendar, pause and snooze."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import Shift, waking_minute
from bot.domain.day import local_time, to_utc
from bot.domain.reminders import Occurrence, Origin, Rule
from bot.usecases.deliveries import UNFINISHED
from bot.usecases.turn import Turn

ONE_DAY = timedelta(days=1)
MOST_UNWANTED = 3  # today if it is done, or what is left of the day before a pause ends


class Moved(StrEnum):
    """Why a prompt comes at another time than its rule says."""

    QUIET = "quiet"
    NIGHTS = "nights"
    POST_CALL = "post-call"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True)
class Coming:
    """A prompt to come."""

    at: datetime
    day: date  # the local date on which it comes
    moved: Moved | None = None


def coming(turn: Turn, rules: Iterable[Rule], number: int) -> tuple[Coming, ...]:
    """Return the next `number` prompts of these rules and what was snoozed, soonest first."""
    every = [each for rule in rules for each in _of_rule(turn, rule, number)]
    return tuple(sorted([*_snoozed(turn), *every], key=lambda each: each.at)[:number])


def _of_rule(turn: Turn, rule: Rule, number: int) -> list[Coming]:
    last = turn.tx.deliveries.last_date(turn.owner, rule.kind)
    found = {
        each.local_date: each
        for after in _beginnings(turn)
        for each in turn.timetable.upcoming(rule, after, number + MOST_UNWANTED, last)
        if _is_wanted(turn, each.due_at)
    }
    soonest = sorted(found.values(), key=lambda each: each.due_at)
    return [
        Coming(each.due_at, _date(turn, each), _moved(turn, rule, each))
        for each in soonest[:number]
    ]


def _beginnings(turn: Turn) -> Iterator[datetime]:
    """Yield the instants from which to look ahead: now, and the day before a pause ends."""
    learner = turn.learner
    if not learner.is_paused(turn.day):
        yield turn.now
    until = learner.paused_until
    if until and until > turn.day:
        ends = to_utc(until - timedelta(days=1), 0, learner.zone)
        yield max(turn.now, ends or turn.now)


def _is_wanted(turn: Turn, due_at: datetime) -> bool:
    day = turn.learner.day(due_at)
    if turn.learner.is_paused(day):
        return False
    # Who flies west over the date line may have done tomorrow's plan already.
    return not (day <= turn.day + ONE_DAY and is_done(turn, day))


def is_done(turn: Turn, day: date) -> bool:
    """Tell whether nothing is open any more in a day's plan."""
    plan = turn.tx.plans.of_day(turn.owner, day)
    return bool(plan and plan.items and not plan.open_items)


def _date(turn: Turn, occurrence: Occurrence) -> date:
    return local_time(occurrence.due_at, turn.learner.zone).date()


def _moved(turn: Turn, rule: Rule, occurrence: Occurrence) -> Moved | None:
    """Return what moved an occurrence; clocks that change do not."""
    learner, day = turn.learner, occurrence.local_date
    if waking_minute(learner.calendar, day, rule.minute) != rule.minute:
        post_call = learner.calendar.shift(day) is Shift.POST_CALL
        return Moved.POST_CALL if post_call else Moved.NIGHTS
    set_for = to_utc(day, rule.minute, learner.zone)
    latest = set_for and set_for + rule.spread(turn.timetable.spread_s)
    return Moved.QUIET if latest and occurrence.due_at > latest else None


def _snoozed(turn: Turn) -> list[Coming]:
    learner = turn.learner
    waiting = (
        (each, learner.rhythm.heard_from(each.due_at))
        for each in turn.tx.deliveries.since(turn.owner, turn.now)
        if each.origin is Origin.SNOOZE and each.state in UNFINISHED
    )
    return [
        Coming(at, local_time(at, learner.zone).date(), Moved.SNOOZED)
        for each, at in waiting
        if at < each.expires_at and _is_wanted(turn, at)
    ]
