"""The on-call calendar: by taps, in plain words, as a pattern, as a file."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.desk import Desk
from bot.chat.replies import Change, Reply, Say, toast
from bot.chat.taps.calendar import (
    AskDay,
    AskFile,
    AskPattern,
    BeginPattern,
    ClearCalendar,
    DeclineRoster,
    PickDay,
    PickPattern,
    SetShift,
    SettleDays,
    ShowCalendar,
    UndoCalendar,
    UseRoster,
)
from bot.domain.calendar_words import parse_on_call
from bot.domain.pattern_words import NoPattern, parse_pattern
from bot.domain.shift_dates import parse_on_call_on
from bot.usecases import calendar, patterns, rosters
from bot.usecases.calendar import CalendarView, DaysOver
from bot.usecases.patterns import PatternUnclear
from bot.usecases.roster import today_of
from bot.usecases.rosters import Found, Refused
from bot.usecases.turn import Stale


def show(desk: Desk) -> list[Reply]:
    """The calendar as a new message."""
    return [Say(calendar.calendar(desk.turn))]


def show_or_set(desk: Desk, words: str) -> list[Reply]:
    """/calendar, with or without words: a day's shift, or a pattern."""
    if not words:
        return show(desk)
    return in_passing(desk, words) or [Say(patterns.offer(desk.turn, words))]


def in_passing(desk: Desk, words: str) -> list[Reply]:
    """Set what is said of some days: "on call tonight". Nothing for any other words."""
    if rosters.is_link(words):
        return [Say(rosters.RosterRefused(rosters.Refusal.LINK))]
    if said := parse_on_call(words):
        return [Say(calendar.set_said(desk.turn, said))]
    dated = parse_on_call_on(words, today_of(desk.turn))
    if dated is None or dated.day - today_of(desk.turn) > calendar.FARTHEST:
        return []
    return [Say(calendar.set_days(desk.turn, [dated.day], dated.shift))]


def back(desk: Desk, _: ShowCalendar) -> list[Reply]:
    """The calendar, in place."""
    return [Change(calendar.calendar(desk.turn), desk.message)]


def set_shift(desk: Desk, tap: SetShift) -> list[Reply]:
    """A day's shift was tapped: the calendar shows it."""
    changed = calendar.set_days(desk.turn, [tap.day], tap.shift)
    if isinstance(changed, DaysOver):
        return _over(desk)
    return [Change(calendar.calendar(desk.reread().turn, changed.undo, changed), desk.message)]


def _over(desk: Desk) -> list[Reply]:
    return [toast("day_is_over", alert=True), Change(calendar.calendar(desk.turn), desk.message)]


def ask_day(desk: Desk, _: AskDay) -> list[Reply]:
    """Which day?"""
    return [Change(calendar.ask_days(desk.turn), desk.message)]


def pick_day(desk: Desk, tap: PickDay) -> list[Reply]:
    """What is this day?"""
    asked = calendar.ask_shift(desk.turn, tap.day)
    return _over(desk) if isinstance(asked, DaysOver) else [Change(asked, desk.message)]


def settle(desk: Desk, tap: SettleDays) -> list[Reply]:
    """*OK*: the message stays, its buttons go."""
    if tap.last < tap.first or tap.last > today_of(desk.turn) + calendar.FARTHEST:
        raise Stale
    told = calendar.told(desk.turn, tap.first, tap.last, tap.shift)
    return [Change(replace(told, settled=True), desk.message)]


def clear(desk: Desk, _: ClearCalendar) -> list[Reply]:
    """Forget today and all days to come; *Undo* is beside it."""
    return [Change(calendar.clear(desk.turn), desk.message)]


def undo(desk: Desk, tap: UndoCalendar) -> list[Reply]:
    """Bring the calendar back as it was."""
    return _shown(desk, calendar.undo(desk.turn, tap.draft))


def _shown(desk: Desk, view: CalendarView | None) -> list[Reply]:
    """Show the calendar as it became; a button that has served says that it changed since."""
    if view is None:
        return _moved_on(desk)
    return [Change(view, desk.message)]


def _moved_on(desk: Desk) -> list[Reply]:
    view = calendar.calendar(desk.turn)
    return [toast("changed_since", alert=True), Change(view, desk.message)]


# --- patterns


def ask_pattern(desk: Desk, _: AskPattern) -> list[Reply]:
    """Which pattern?"""
    return [Change(patterns.ask(desk.turn), desk.message)]


def pick_pattern(desk: Desk, tap: PickPattern) -> list[Reply]:
    """One of the usual patterns: on which day does it begin?"""
    offered = patterns.offer(desk.turn, tap.letters)
    if isinstance(offered, PatternUnclear):
        raise Stale  # no button of ours
    return [Change(offered, desk.message)]


def pattern_typed(desk: Desk, words: str, _: str) -> list[Reply]:
    """A pattern was typed, or something that is none."""
    return [Say(patterns.offer(desk.turn, words))]


def pattern_in_passing(desk: Desk, words: str) -> list[Reply]:
    """Offer a pattern that nobody asked for; nothing for one word, or days of one kind."""
    shifts = parse_pattern(words)
    if isinstance(shifts, NoPattern) or len(set(shifts)) < 2 or len(words.split()) < 2:
        return []
    return pattern_typed(desk, words, "")


def begin_pattern(desk: Desk, tap: BeginPattern) -> list[Reply]:
    """The pattern's first day."""
    return _shown(desk, patterns.begin(desk.turn, tap.draft, tap.first))


# --- files


def ask_file(desk: Desk, _: AskFile) -> list[Reply]:
    """How is a file sent?"""
    return [Change(rosters.FileAsked(), desk.message)]


def roster_read(desk: Desk, read: Found | Refused) -> list[Reply]:
    """A file was read: use it?"""
    return [Say(rosters.offer(desk.turn, read))]


def use_roster(desk: Desk, tap: UseRoster) -> list[Reply]:
    """*Use them*."""
    return _shown(desk, rosters.use(desk.turn, tap.draft))


def decline_roster(desk: Desk, tap: DeclineRoster) -> list[Reply]:
    """*No*."""
    declined = rosters.decline(desk.turn, tap.draft)
    return [Change(declined, desk.message)] if declined else _moved_on(desk)
