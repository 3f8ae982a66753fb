"""Buttons of pauses."""

from __future__ import annotations

from datetime import date

from bot.chat.buttons import Button, Inline, in_rows, inline
from bot.chat.taps import PauseFor, Resume
from bot.chat.taps.pauses import AskPauseDate, AwayDays, AwayFrom, AwayUntil, UndoPause
from bot.domain.learners import Away
from bot.domain.pause_words import Span
from bot.texts.filters import day_month, short_weekday
from bot.texts.texts import Texts
from bot.usecases.pauses import Pause, PauseAsked, Paused, PauseDateAsked, PauseUnclear, StillPaused

LENGTHS = (3, 7, 0)  # days; 0 until they say so
VACATIONS = (7, 14, 0)


def pause(facts: PauseAsked, texts: Texts) -> Inline:
    """For how long, or why?"""
    return inline(
        [Button(texts.label(f"pause.days_{days}"), PauseFor(days)) for days in LENGTHS],
        [
            Button(texts.label("pause.date"), AskPauseDate(Away.BREAK)),
            Button(texts.label("pause.vacation"), AskPauseDate(Away.VACATION)),
            Button(texts.label("pause.injured"), AwayDays(Away.INJURED, 0)),
        ],
    )


def date_asked(facts: PauseDateAsked, texts: Texts) -> Inline:
    """Usual lengths; any day is typed."""
    return inline(
        [Button(texts.label(f"pause.days_{n}"), AwayDays(facts.away, n)) for n in VACATIONS]
    )


def unclear(facts: PauseUnclear, texts: Texts) -> Inline:
    """What it may have meant."""
    return inline(*in_rows((_reading(facts.away, span, texts) for span in facts.readings), 2))


def _reading(away: Away, span: Span, texts: Texts) -> Button:
    first, until = _day(span.first), _day(span.until)
    if span.first is None and span.until:
        return Button(texts.label("pause.until", day=until), AwayUntil(away, span.until))
    if span.first is None:
        return Button(texts.label("pause.days_0"), AwayDays(away, 0))
    label = f"{first} – {until}" if until else texts.label("pause.from", day=first)
    return Button(label, AwayFrom(away, span.first, span.until))


def _day(day: date | None) -> str:
    return f"{short_weekday(day)} {day_month(day)}" if day else ""


def paused(facts: Paused, texts: Texts) -> Inline:
    """Back at any time; *Undo* where that is another thing."""
    resume = Button(texts.label("settings.resume"), Resume())
    undo = Button(texts.label("common.undo"), _undo(facts.pause, facts.before))
    return inline([None if facts.begins_later else resume, undo if _differs(facts) else None])


def _differs(facts: Paused) -> bool:
    return facts.begins_later or facts.before is not None


def _undo(pause: Pause, before: Pause | None) -> UndoPause:
    old = (before.away, before.first, before.until) if before else (None, None, None)
    return UndoPause(pause.away, pause.first, pause.until, *old)


def still_paused(facts: StillPaused, texts: Texts) -> Inline:
    """Back now, and then the other one."""
    return inline([Button(texts.label("settings.resume"), Resume())])
