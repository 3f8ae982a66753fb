"""*Later*: one prompt is put off, by a tap or in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.chat.desk import Desk
from bot.chat.handlers import plans
from bot.chat.replies import Change, Reply, Say, toast
from bot.chat.taps.snooze import AskLater, PickLater, UndoLater, WaitUntil
from bot.usecases import plans as plan_cases
from bot.usecases import snooze
from bot.usecases.snooze import CannotWait, NoLater, SnoozeAsked, Snoozed

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def ask(desk: Desk, tap: AskLater) -> list[Reply]:
    """*Later*: until when? In place."""
    return _unless_refused(desk, lambda: snooze.ask(desk.turn, tap.delivery))


def pick(desk: Desk, tap: PickLater) -> list[Reply]:
    """One of the usual ways, in place."""
    return _unless_refused(desk, lambda: snooze.choose(desk.turn, tap.delivery, tap.later))


def wait(desk: Desk, tap: WaitUntil) -> list[Reply]:
    """What typed words meant, in place."""
    at = EPOCH + timedelta(minutes=tap.minute)
    return _unless_refused(desk, lambda: snooze.until(desk.turn, tap.delivery, at))


def _unless_refused(desk: Desk, put_off: Callable[[], SnoozeAsked | Snoozed]) -> list[Reply]:
    try:
        return [Change(put_off(), desk.message)]
    except CannotWait as refused:
        return [_alert(refused.why)]


def _alert(why: NoLater) -> Reply:
    match why:
        case NoLater.DONE:
            return toast("later_done", alert=True)
        case NoLater.PAUSED:
            return toast("later_paused", alert=True)
        case NoLater.SWITCHED_OFF:
            return toast("later_off", alert=True)


def typed(desk: Desk, words: str, about: str) -> list[Reply]:
    """A time was typed; `about` is the delivery that waits."""
    try:
        result = snooze.set_words(desk.turn, int(about), words)
    except CannotWait as refused:
        return [Say(snooze.SnoozeRefused(refused.why))]
    if not isinstance(result, Snoozed):
        return [Say(result)]
    plan = desk.turn.tx.plans.of_day(desk.turn.owner, desk.turn.day)
    shown = plans.refresh(desk, plan_cases.view(desk.turn, plan) if plan else None)
    return [Say(result), *shown]


def said(desk: Desk, words: str) -> list[Reply]:
    """ "Snooze 10 min", "remind me later": the prompt that came last; nothing without one."""
    latest = snooze.latest(desk.turn)
    if latest is None:
        return []
    if words:
        return typed(desk, words, str(latest))
    try:
        return [Say(snooze.ask(desk.turn, latest))]
    except CannotWait as refused:
        return [Say(snooze.SnoozeRefused(refused.why))]


def undo(desk: Desk, tap: UndoLater) -> list[Reply]:
    """*Undo*: the plan again, in place, as the prompt showed it."""
    taken_back = snooze.undo(desk.turn, tap.snooze)
    said = toast("undone") if taken_back else toast("nothing_to_undo")
    view = snooze.offered(desk.turn, plan_cases.todays_plan(desk.turn))
    return [said, Change(view, desk.message)]
