"""Pausing and coming back."""

from __future__ import annotations

import re

from bot.chat.desk import Desk
from bot.chat.handlers import remind
from bot.chat.replies import Change, Reply, Say, toast
from bot.chat.taps import AskPause, PauseFor, Resume
from bot.chat.taps.pauses import AskPauseDate, AwayDays, AwayFrom, AwayUntil, UndoPause
from bot.domain.learners import Away
from bot.domain.pause_words import Span
from bot.domain.remarks import AwayFor, parse_remark
from bot.usecases import browse, pauses
from bot.usecases.pauses import Pause, Paused, PauseUnclear, StillPaused

_ON = re.compile(r"\s*on\s+", re.IGNORECASE)  # "on friday", as the day on which they are back


def ask(desk: Desk, _: AskPause | None = None) -> list[Reply]:
    """Pause: for how long?"""
    return [Say(pauses.ask(desk.turn))]


def ask_or_pause(desk: Desk, words: str) -> list[Reply]:
    """/pause, with or without words."""
    remark = parse_remark(words)
    if isinstance(remark, AwayFor):  # "/pause vacation until Friday"
        return said(desk, remark.words, remark.why)
    return said(desk, words, Away.BREAK)


def ask_date(desk: Desk, tap: AskPauseDate) -> list[Reply]:
    """Until which day? In place."""
    return [Change(pauses.ask_date(desk.turn, tap.away), desk.message)]


def pause_for(desk: Desk, tap: PauseFor) -> list[Reply]:
    """A length was tapped."""
    return _paused(pauses.pause(desk.turn, tap.days or None), desk)


def away_for(desk: Desk, tap: AwayDays) -> list[Reply]:
    """A length was tapped, with its reason."""
    return _paused(pauses.pause(desk.turn, tap.days or None, tap.away), desk)


def away_until(desk: Desk, tap: AwayUntil) -> list[Reply]:
    """A day was tapped, out of those that typed words may mean."""
    return _paused(pauses.pause_for(desk.turn, Span(None, tap.until), tap.away), desk)


def away_from(desk: Desk, tap: AwayFrom) -> list[Reply]:
    """Days that begin later were tapped, out of those that typed words may mean."""
    return _paused(pauses.pause_for(desk.turn, Span(tap.first, tap.until), tap.away), desk)


def _paused(result: Paused | StillPaused, desk: Desk) -> list[Reply]:
    return [Change(result, desk.message), *_advice(result)]


def _advice(result: Paused | StillPaused | PauseUnclear) -> list[Reply]:
    advice = result.advice if isinstance(result, Paused) else None
    return [Say(browse.SafetyAdvice(advice))] if advice else []


def said(desk: Desk, words: str, away: Away) -> list[Reply]:
    """ "On vacation until Friday"; without a day, it is asked for, but for an injury."""
    if words:
        return _as_typed(desk, words, away)
    if away is Away.INJURED:
        result = pauses.pause(desk.turn, None, away)
        return [Say(result), *_advice(result)]
    if away is Away.BREAK:
        return ask(desk)
    return [Say(pauses.ask_date(desk.turn, away))]


def typed(desk: Desk, words: str, about: str) -> list[Reply]:
    """The day was typed on which they are back; `about` says why they are away."""
    return _as_typed(desk, _ON.sub("", words), Away(about))


def _as_typed(desk: Desk, words: str, away: Away) -> list[Reply]:
    result = pauses.pause_words(desk.turn, words, away)
    return [Say(result), *_advice(result)]


def undo(desk: Desk, tap: UndoPause) -> list[Reply]:
    """*Undo* on a pause: what is set about reminders, in place."""
    before = None
    if tap.before_first and tap.before_away:
        before = Pause(tap.before_first, tap.before_until, tap.before_away)
    view = pauses.undo(desk.turn, Pause(tap.first, tap.until, tap.away), before)
    if view is None:
        return remind.moved_on(desk)
    return [toast("undone"), Change(view, desk.message)]


def resume(desk: Desk, _: Resume | None = None) -> list[Reply]:
    """/resume."""
    return [Say(pauses.resume(desk.turn))]
