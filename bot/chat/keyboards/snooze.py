"""Buttons that put one prompt off."""

from __future__ import annotations

from datetime import datetime

from bot.chat.buttons import Button, Inline, in_rows, inline
from bot.chat.taps import ShowPlan
from bot.chat.taps.snooze import PickLater, UndoLater, WaitUntil
from bot.domain.day import local_time
from bot.texts.filters import clock, short_weekday
from bot.texts.texts import Texts
from bot.usecases.snooze import SnoozeAsked, Snoozed, SnoozeUnclear


def asked(facts: SnoozeAsked, texts: Texts) -> Inline:
    """The usual ways; any other time is typed."""
    ways = (
        Button(texts.label(f"later.{later.value}"), PickLater(facts.delivery, later))
        for later in facts.choices
    )
    return inline(*in_rows(ways, 2), [Button(texts.label("common.back"), ShowPlan(facts.day))])


def unclear(facts: SnoozeUnclear, texts: Texts) -> Inline:
    """What it may have meant."""
    readings = (
        Button(_when(facts, at), WaitUntil(facts.delivery, int(at.timestamp()) // 60))
        for at in facts.readings
    )
    return inline(*in_rows(readings, 3))


def _when(facts: SnoozeUnclear, at: datetime) -> str:
    day = local_time(at, facts.zone).date()
    ahead = "" if day == facts.today else f"{short_weekday(day)} "
    return ahead + clock(at, facts.zone)


def snoozed(facts: Snoozed, texts: Texts) -> Inline:
    """*Undo*."""
    return inline([Button(texts.label("common.undo"), UndoLater(facts.snooze))])
