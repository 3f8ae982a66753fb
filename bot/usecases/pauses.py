"""Pausing: no prompts, and the streak waits. One pause at a time, which may begin later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.content import SafetyPage
from bot.domain.learners import Away
from bot.domain.pause_words import LONGEST, Span, parse_pause
from bot.domain.unclear import Unclear, Why
from bot.usecases import remind, rules
from bot.usecases.awaiting import await_typed
from bot.usecases.coming import Coming, coming
from bot.usecases.plans import PAIN_PAGE
from bot.usecases.ports import Pending
from bot.usecases.remind import NEXT_TIMES, RemindView
from bot.usecases.turn import Stale, Turn


@dataclass(frozen=True, slots=True)
class PauseAsked:
    """For how long, and why?"""


@dataclass(frozen=True, slots=True)
class PauseDateAsked:
    """Until which day?"""

    away: Away


@dataclass(frozen=True, slots=True)
class PauseUnclear:
    """What was typed is no time for which one may pause; nothing has changed."""

    words: str
    why: Why
    readings: tuple[Span, ...]
    away: Away


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause that runs or is to come."""

    first: date
    until: date | None  # the first day after it; None: until they say so
    away: Away


@dataclass(frozen=True, slots=True)
class Paused:
    """A pause was set, from today or from a later day."""

    pause: Pause
    before: Pause | None  # what it took the place of
    begins_later: bool
    coming: tuple[Coming, ...]  # what comes next, before it and after it
    zone: str
    advice: SafetyPage | None = None

    @property
    def back(self) -> Coming | None:
        """The first prompt after it."""
        until = self.pause.until
        return next((each for each in self.coming if until and each.day >= until), None)


@dataclass(frozen=True, slots=True)
class StillPaused:
    """They have paused already, and the other pause would begin only after that."""

    until: date | None


@dataclass(frozen=True, slots=True)
class Resumed:
    """Back again."""

    ended: Pause | None  # None: there was none
    had_begun: bool
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


def pause(turn: Turn, days: int | None, away: Away = Away.BREAK) -> Paused | StillPaused:
    """Pause from today for `days` days, or until the learner says so."""
    if (days or 0) > LONGEST.days:
        raise Stale  # no button of ours
    until = turn.day + timedelta(days=days) if days else None
    return pause_for(turn, Span(None, until), away)


def pause_words(turn: Turn, words: str, away: Away) -> Paused | StillPaused | PauseUnclear:
    """Pause as typed; a day that is over or over a year ahead is asked back."""
    parsed = parse_pause(words, turn.day)
    if isinstance(parsed, Unclear):
        return PauseUnclear(words, parsed.why, parsed.readings, away)
    return pause_for(turn, parsed, away)


def pause_for(turn: Turn, span: Span, away: Away) -> Paused | StillPaused:
    """Pause from a day (None: today) until the first day on which they are back."""
    new = Pause(span.first or turn.day, span.until, away)
    if new.first < turn.day or (new.until and new.until <= new.first):
        raise Stale  # a button of long ago
    turn.tx.conversation.clear_pending(turn.owner)
    before = current(turn)
    if before and before.first <= turn.day < new.first:
        if before.until is None or before.until < new.first:
            return StillPaused(before.until)
        new = replace(new, first=before.first)  # it goes on
    turn = _put(turn, new)
    return Paused(
        pause=new,
        before=before,
        begins_later=new.first > turn.day,
        coming=coming(turn, rules.prompts(turn), NEXT_TIMES),
        zone=turn.learner.zone,
        advice=turn.library.safety.get(PAIN_PAGE) if away is Away.INJURED else None,
    )


def current(turn: Turn) -> Pause | None:
    """Return the pause that runs or is to come."""
    learner = turn.learner
    if learner.paused_from is None or (learner.paused_until or date.max) <= turn.day:
        return None
    return Pause(learner.paused_from, learner.paused_until, learner.away or Away.BREAK)


def _put(turn: Turn, new: Pause | None) -> Turn:
    """Put a pause in the place of the present one; days that were paused stay so."""
    turn.tx.learners.end_pause(turn.owner, turn.day)
    if new:
        turn.tx.learners.add_pause(turn.owner, max(new.first, turn.day), new.until, new.away)
    first, until, away = (new.first, new.until, new.away) if new else (None, None, None)
    turn = turn.save(replace(turn.learner, paused_from=first, paused_until=until, away=away))
    rules.reschedule(turn)
    return turn


def undo(turn: Turn, pause: Pause, before: Pause | None) -> RemindView | None:
    """Take a pause back, and bring back the one before; None when it has been changed since."""
    if current(turn) != pause:
        return None
    is_over = before and (before.until or date.max) <= turn.day
    return remind.remind(_put(turn, None if is_over else before))


def resume(turn: Turn) -> Resumed:
    """End the pause, also one that is to come; what fell due meanwhile stays away."""
    ended = current(turn)
    turn = _put(turn, None)
    following = next(iter(coming(turn, rules.prompts(turn), 1)), None)
    had_begun = ended is not None and ended.first <= turn.day
    return Resumed(ended, had_begun, following, turn.learner.zone)
