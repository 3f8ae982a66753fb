"""Pausing: no prompts, and the streak waits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.content import SafetyPage
from bot.domain.date_words import parse_date
from bot.domain.learners import Away
from bot.domain.remarks import until as without_until
from bot.domain.unclear import Unclear, Why
from bot.usecases import rules
from bot.usecases.awaiting import await_typed
from bot.usecases.coming import Coming, coming
from bot.usecases.plans import PAIN_PAGE
from bot.usecases.ports import Pending
from bot.usecases.turn import Stale, Turn

LONGEST_DAYS = 366
JUST_OVER = timedelta(days=60)  # "until 1 Nov" in late November means no day of next year


@dataclass(frozen=True, slots=True)
class PauseAsked:
    """For how long, and why?"""


@dataclass(frozen=True, slots=True)
class PauseDateAsked:
    """Until which day?"""

    away: Away


@dataclass(frozen=True, slots=True)
class PauseUnclear:
    """What was typed is no day until which one may pause; nothing has changed."""

    words: str
    why: Why
    readings: tuple[date, ...]
    away: Away


@dataclass(frozen=True, slots=True)
class Paused:
    """Paused until a day, or until they say so."""

    until: date | None
    already: bool
    away: Away
    next: Coming | None
    zone: str
    advice: SafetyPage | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """Back again."""

    was_paused: bool
    after: Away | None  # why they were away
    next: Coming | None
    zone: str


def ask(turn: Turn) -> PauseAsked:
    """Offer lengths; a typed day answers, too."""
    await_typed(turn, Pending.PAUSE, Away.BREAK)
    return PauseAsked()


def ask_date(turn: Turn, away: Away) -> PauseDateAsked:
    """Await the day until which they are away."""
    await_typed(turn, Pending.PAUSE, away)
    return PauseDateAsked(away)


def pause(turn: Turn, days: int | None, away: Away = Away.BREAK) -> Paused:
    """Pause from today for `days` days, or until the learner says so."""
    if (days or 0) > LONGEST_DAYS:
        raise Stale  # no button of ours
    return pause_until(turn, turn.day + timedelta(days=days) if days else None, away)


def pause_words(turn: Turn, words: str, away: Away) -> Paused | PauseUnclear:
    """Pause until a day as typed; one that is over or over a year ahead is asked back."""
    until = without_until(words)
    parsed = parse_date(until, turn.day)
    if isinstance(parsed, Unclear):
        return PauseUnclear(words, parsed.why, parsed.readings, away)
    fault = _fault(turn, parsed) or _just_over(turn, until, parsed)
    return PauseUnclear(words, fault, (), away) if fault else pause_until(turn, parsed, away)


def _fault(turn: Turn, until: date) -> Why | None:
    if until <= turn.day:
        return Why.PAST
    return Why.TOO_FAR if until - turn.day > timedelta(days=LONGEST_DAYS) else None


def _just_over(turn: Turn, words: str, understood: date) -> Why | None:
    """Doubt a day of next year that was said without its year, and has just been."""
    lately = parse_date(words, turn.day - JUST_OVER)
    was = isinstance(lately, date) and lately <= turn.day
    return Why.PAST if was and understood - turn.day >= timedelta(days=365) - JUST_OVER else None


def pause_until(turn: Turn, until: date | None, away: Away) -> Paused:
    """Pause from today; `until` is the first day on which they are back."""
    if until and _fault(turn, until):
        raise Stale  # a button of long ago
    turn.tx.conversation.clear_pending(turn.owner)
    already = turn.learner.is_paused(turn.day)
    if already:
        turn.tx.learners.end_pause(turn.owner, turn.day)
    turn.tx.learners.add_pause(turn.owner, turn.day, until, away)
    turn = turn.save(replace(turn.learner, paused_from=turn.day, paused_until=until, away=away))
    rules.reschedule(turn)
    advice = turn.library.safety.get(PAIN_PAGE) if away is Away.INJURED else None
    return Paused(until, already, away, _next(turn), turn.learner.zone, advice)


def resume(turn: Turn) -> Resumed:
    """End the pause; what fell due meanwhile stays away."""
    learner = turn.learner
    was_paused = learner.is_paused(turn.day)
    if was_paused:
        turn.tx.learners.end_pause(turn.owner, turn.day)
    turn = turn.save(replace(learner, paused_from=None, paused_until=None, away=None))
    rules.reschedule(turn)
    after = learner.away if was_paused else None
    return Resumed(was_paused, after, _next(turn), learner.zone)


def _next(turn: Turn) -> Coming | None:
    return next(iter(coming(turn, rules.prompts(turn), 1)), None)
