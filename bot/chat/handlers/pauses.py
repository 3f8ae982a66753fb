"""Pausing and coming back."""

from __future__ import annotations

from bot.chat.desk import Desk
from bot.chat.replies import Change, Reply, Say
from bot.chat.taps import AskPause, PauseFor, Resume
from bot.chat.taps.pauses import AskPauseDate, AwayDays, AwayUntil
from bot.domain.learners import Away
from bot.domain.remarks import AwayFor, parse_remark
from bot.usecases import browse, pauses
from bot.usecases.pauses import Paused, PauseUnclear


def ask(desk: Desk, _: AskPause | None = None) -> list[Reply]:
    """Pause: for how long?"""
    return [Say(pauses.ask(desk.turn))]


def ask_or_pause(desk: Desk, words: str) -> list[Reply]:
    """/pause, with or without words."""
    remark = parse_remark(words)
    if isinstance(remark, AwayFor):  # "/pause vacation until Friday"
        return said(desk, remark.until, remark.why)
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
    return _paused(pauses.pause_until(desk.turn, tap.until, tap.away), desk)


def _paused(result: Paused, desk: Desk) -> list[Reply]:
    return [Change(result, desk.message), *_advice(result)]


def _advice(result: Paused) -> list[Reply]:
    return [Say(browse.SafetyAdvice(result.advice))] if result.advice else []


def said(desk: Desk, words: str, away: Away) -> list[Reply]:
    """ "On vacation until Friday"; without a day, it is asked for, but for an injury."""
    if words:
        return typed(desk, words, away)
    if away is Away.INJURED:
        result = pauses.pause(desk.turn, None, away)
        return [Say(result), *_advice(result)]
    if away is Away.BREAK:
        return ask(desk)
    return [Say(pauses.ask_date(desk.turn, away))]


def typed(desk: Desk, words: str, about: str) -> list[Reply]:
    """A day was typed; `about` says why they are away."""
    result = pauses.pause_words(desk.turn, words, Away(about))
    if isinstance(result, PauseUnclear):
        return [Say(result)]
    return [Say(result), *_advice(result)]


def resume(desk: Desk, _: Resume | None = None) -> list[Reply]:
    """/resume."""
    return [Say(pauses.resume(desk.turn))]
