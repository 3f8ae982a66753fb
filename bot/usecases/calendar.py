"""The on-call calendar: shown, and changed by taps and words. The past stays as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.calendar import NIGHT_BEGINS, Calendar, Shift, cleared_from, with_day
from bot.domain.calendar_words import Said
from bot.domain.day import local_time, to_utc
from bot.usecases import rules, tired
from bot.usecases.coming import Coming, coming
from bot.usecases.drafts import Draft, Purpose
from bot.usecases.roster import RosterDay, RosterRow, joined, roster, today_of
from bot.usecases.turn import Stale, Turn

FARTHEST = timedelta(days=400)  # ahead
KEPT_FOR = timedelta(hours=48)  # what waits for a tap
_ONE_DAY = timedelta(days=1)
_AT_NIGHT = (Shift.ON_CALL, Shift.NIGHT)


@dataclass(frozen=True, slots=True)
class DaysSet:
    """Some days were said to be something, and what follows from it."""

    first: date
    last: date
    shift: Shift | None  # None: ordinary days
    today: date  # the day whose night it is
    now: datetime
    zone: str
    quiet_until: datetime | None  # when being left alone because of it ends
    next: Coming | None  # the next prompt
    undo: int | None = None
    settled: bool = False  # OK was tapped: no buttons any more
    apart: tuple[date, ...] = ()  # all of the days, where they are not in a row

    @property
    def wall_date(self) -> date:
        """The date that the learner's clock shows."""
        return local_time(self.now, self.zone).date()

    @property
    def quiet_day(self) -> date | None:
        """The local date on which the quiet ends."""
        return local_time(self.quiet_until, self.zone).date() if self.quiet_until else None


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The next days as a roster."""

    days: tuple[RosterDay, ...]  # today first
    zone: str
    is_empty: bool  # nothing was said about these days or later ones
    paused: bool
    undo: int | None = None
    changed: DaysSet | None = None  # just now

    @property
    def today(self) -> date:
        return self.days[0].day

    @property
    def rows(self) -> tuple[RosterRow, ...]:
        """The days, with those in a row that are alike as one."""
        return joined(self.days, self.zone)

    @property
    def moved(self) -> bool:
        """Tell whether any prompt comes at another time than it is set for."""
        return any(row.moved for row in self.rows)


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """Which day is to be changed?"""

    days: tuple[RosterDay, ...]


@dataclass(frozen=True, slots=True)
class ShiftAsked:
    """What is this day?"""

    day: date
    shift: Shift | None


@dataclass(frozen=True, slots=True)
class DaysOver:
    """The days that were meant are over: they stay as they were."""


def calendar(turn: Turn, undo: int | None = None, changed: DaysSet | None = None) -> CalendarView:
    """Show the next two weeks."""
    today, kept = today_of(turn), turn.learner.calendar
    days = roster(turn)
    return CalendarView(
        days=days,
        zone=turn.learner.zone,
        is_empty=not any(each.shift for each in days) and kept == cleared_from(kept, today),
        paused=turn.learner.is_paused(turn.day),
        undo=undo,
        changed=changed,
    )


def ask_days(turn: Turn) -> DaysAsked:
    """Ask which day is to be changed."""
    return DaysAsked(roster(turn))


def ask_shift(turn: Turn, day: date) -> ShiftAsked | DaysOver:
    """Ask what a day is."""
    if not _can_change(turn, day):
        return DaysOver()
    return ShiftAsked(day, turn.learner.calendar.shift(day))


def _can_change(turn: Turn, day: date) -> bool:
    if day > today_of(turn) + FARTHEST:
        raise Stale  # no button of ours
    return day >= today_of(turn)


def set_said(turn: Turn, said: Said) -> DaysSet | DaysOver:
    """Set what was said in passing; who was on call last night is post-call today."""
    today = today_of(turn)
    days = said.dates(today)
    is_at_work = turn.learner.calendar.shift(today) in _AT_NIGHT
    if days[-1] == today - _ONE_DAY and said.shift in _AT_NIGHT and not is_at_work:
        return set_days(turn, [today], Shift.POST_CALL)
    return set_days(turn, days, said.shift)


def set_days(turn: Turn, days: Iterable[date], shift: Shift | None) -> DaysSet | DaysOver:
    """Say what days are; saying it twice changes nothing."""
    meant = [day for day in days if _can_change(turn, day)]
    if not meant:
        return DaysOver()
    changed = turn.learner.calendar
    for day in meant:
        changed = with_day(changed, day, shift)
    turn, undo = change(turn, changed)
    in_a_row = (meant[-1] - meant[0]).days < len(meant)
    result = told(turn, meant[0], meant[-1], shift, undo)
    return result if in_a_row else replace(result, apart=tuple(meant), quiet_until=None)


def told(
    turn: Turn, first: date, last: date, shift: Shift | None, undo: int | None = None
) -> DaysSet:
    """Return what follows from the shift of some days."""
    following = coming(turn, rules.prompts(turn), 1)
    return DaysSet(
        first=first,
        last=last,
        shift=shift,
        today=today_of(turn),
        now=turn.now,
        zone=turn.learner.zone,
        quiet_until=_quiet_until(turn, last),
        next=following[0] if following else None,
        undo=undo,
    )


def _quiet_until(turn: Turn, day: date) -> datetime | None:
    """Return when the sleep after a night at work ends; for a day after one, that of this day."""
    rhythm, shift = turn.learner.rhythm, turn.learner.calendar.shift(day)
    minute = NIGHT_BEGINS if shift in _AT_NIGHT else 0
    begins = to_utc(day, minute, rhythm.zone)
    if begins is None or shift not in (*_AT_NIGHT, Shift.POST_CALL):
        return None
    end = rhythm.heard_from(max(begins, turn.now))
    return end if end > max(begins, turn.now) else None


def change(turn: Turn, changed: Calendar) -> tuple[Turn, int | None]:
    """Put a changed calendar in place; return the turn that goes on, and what Undo needs."""
    before = turn.learner.calendar
    if changed == before:
        return turn, None
    undo = turn.tx.drafts.keep(turn.owner, Purpose.BEFORE, before, turn.now)
    return _put(turn, changed), undo


def _put(turn: Turn, changed: Calendar) -> Turn:
    """Keep the calendar; prompts, and a plan that was shown already, follow it."""
    was_tired = turn.is_tired
    turn = turn.save(replace(turn.learner, calendar=changed))
    rules.reschedule(turn)
    if turn.is_tired is not was_tired:
        tired.follow(turn)
    return turn


def clear(turn: Turn) -> CalendarView:
    """Forget what is said about today and all days to come."""
    turn, undo = change(turn, cleared_from(turn.learner.calendar, today_of(turn)))
    return calendar(turn, undo)


def undo(turn: Turn, draft: int) -> CalendarView | None:
    """Bring the calendar back as it was before the last change; None when that is not the last."""
    before = draft_of(turn, draft, Purpose.BEFORE)
    if before is None:
        return None
    turn.tx.drafts.remove(before.id)
    return calendar(_put(turn, before.calendar))


def draft_of(turn: Turn, draft: int, purpose: Purpose) -> Draft | None:
    """Return the draft that a button means; None where it has served, or is too old."""
    found = turn.tx.drafts.get(turn.owner, draft)
    if found is None or found.purpose is not purpose or turn.now - found.kept_at > KEPT_FOR:
        return None
    return found
