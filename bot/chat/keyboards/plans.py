"""Buttons of plans."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.buttons import Button, Inline, inline
from bot.chat.taps import (
    EnoughForToday,
    MakeItToday,
    NotTodayAsk,
    NotTodayBecause,
    OpenPlanItem,
    ReopenPlan,
    ShowPlan,
    ShowToday,
    TickPlanItem,
    UndoCompletion,
)
from bot.chat.taps.snooze import AskLater
from bot.domain.practice import NotToday
from bot.texts.texts import Texts
from bot.usecases.onboarding import SetUp
from bot.usecases.plans import LeftOut, PlanLine, PlanView
from bot.usecases.reminders import Prompt

NUMBERS = "①②③④⑤⑥⑦⑧⑨"
ASKED_REASONS = (NotToday.NO_TIME, NotToday.TIRED, NotToday.PAIN, NotToday.NO_KIT)


def plan(view: PlanView, texts: Texts) -> Inline:
    """Each open item with *Done* where it may be ticked straight off, then the plan's own row."""
    day = view.plan.day
    open_lines = [line for line in view.lines if line.item.is_open]
    rows = [_item_row(line, view, texts) for line in open_lines]
    undo = (
        Button(texts.label("common.undo"), UndoCompletion(view.undo))
        if view.undo is not None
        else None
    )
    if not open_lines:
        left = any(line.item.not_today not in (None, NotToday.PAIN) for line in view.lines)
        after_all = Button(texts.label("plan.after_all"), ReopenPlan(day)) if left else None
        return inline([after_all, undo])
    start = Button(texts.label("plan.start"), OpenPlanItem(day, 0))
    not_today = Button(texts.label("common.not_today"), NotTodayAsk(day, 0))
    rest = NotTodayBecause(day, 0, NotToday.TIRED)
    rested = Button(texts.label("plan.rest"), rest) if view.tired else None
    put_off = view.put_off and AskLater(view.put_off)
    later = Button(texts.label("plan.later"), put_off) if put_off else None
    return inline(*rows, [start, later, not_today, undo], [rested])


def _item_row(line: PlanLine, view: PlanView, texts: Texts) -> list[Button | None]:
    day, position = view.plan.day, line.item.position
    number = NUMBERS[position - 1]
    open_it = Button(
        texts.label("plan.open", number=number, title=line.title), OpenPlanItem(day, position)
    )
    done = Button(texts.label("common.done"), TickPlanItem(day, position))
    return [open_it, done if line.opens_straight else None]


def prompt(facts: Prompt, texts: Texts) -> Inline:
    """The prompt is the plan, and can be put off."""
    return plan(replace(facts.view, put_off=facts.delivery), texts)


def not_today(view: PlanView, position: int, texts: Texts, *, back: bool) -> Inline:
    """Reasons for leaving something out, two a row."""
    day = view.plan.day
    because = [
        Button(texts.label(f"not_today.{reason.value}"), NotTodayBecause(day, position, reason))
        for reason in ASKED_REASONS
    ]
    to_plan = Button(texts.label("common.back"), ShowPlan(day)) if back else None
    return inline(because[:2], because[2:], [to_plan])


def left_out(facts: LeftOut, texts: Texts) -> Inline:
    """The plan goes on with what is still open."""
    return plan(facts.view, texts)


def late(completion: int, texts: Texts) -> Inline:
    """*Make it today*, for a tap that was credited to an earlier day."""
    return inline([Button(texts.label("plan.make_it_today"), MakeItToday(completion))])


def set_up(facts: SetUp, texts: Texts) -> Inline:
    """A small start now, or enough."""
    start = Button(texts.label("plan.start_now", minutes=facts.plan_minutes), ShowToday())
    return inline([start], [Button(texts.label("plan.enough"), EnoughForToday(facts.today))])
