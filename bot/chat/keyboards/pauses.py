"""Buttons of pauses."""

from __future__ import annotations

from bot.chat.buttons import Button, Inline, inline
from bot.chat.taps import PauseFor, Resume
from bot.chat.taps.pauses import AskPauseDate, AwayDays, AwayUntil
from bot.domain.learners import Away
from bot.texts.filters import day_month, short_weekday
from bot.texts.texts import Texts
from bot.usecases.pauses import PauseAsked, Paused, PauseDateAsked, PauseUnclear

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
    return inline(
        [
            Button(f"{short_weekday(day)} {day_month(day)}", AwayUntil(facts.away, day))
            for day in facts.readings
        ]
    )


def paused(facts: Paused, texts: Texts) -> Inline:
    """Back at any time."""
    return inline([Button(texts.label("settings.resume"), Resume())])
