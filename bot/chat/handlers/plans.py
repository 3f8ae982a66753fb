"""The plan of a day, and what follows when something on it is done."""

from __future__ import annotations

from datetime import date

from bot.chat.desk import Desk
from bot.chat.replies import Change, Reply, Say, toast
from bot.chat.screens import CardLeft, LateCredited, NotTodayAsked
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
)
from bot.domain.content import Drill, Guide
from bot.domain.practice import Completion, NotToday, Plan, PlanItem, Role
from bot.usecases import browse, cards, checkins, guides, habits, plans, refreshers, snooze
from bot.usecases.plans import AlreadyTicked, LeftOut, PlanView
from bot.usecases.turn import Stale


def show_today(desk: Desk, _: ShowToday | None = None) -> list[Reply]:
    """/today: today's plan as the newest message."""
    view = plans.todays_plan(desk.turn)
    return [Say(view, shows_plan=view.plan.id)]


def show_plan(desk: Desk, tap: ShowPlan) -> list[Reply]:
    """Back to the plan, in the same message: it may be a prompt, and can still come later."""
    plan = desk.turn.tx.plans.of_day(desk.turn.owner, tap.day)
    if plan is None:
        raise Stale
    view = plans.view(desk.turn, plan)
    return [Change(snooze.offered(desk.turn, view), desk.message)]


def tick(desk: Desk, tap: TickPlanItem) -> list[Reply]:
    """*Done*, straight from the plan."""
    result = plans.tick(desk.turn, tap.day, tap.position)
    if isinstance(result, AlreadyTicked):
        return [toast("already_done", title=result.title), Change(result.view, desk.message)]
    said: list[Reply] = [toast("done", title=result.title), Change(result.view, desk.message)]
    return said + credited(desk, result.completion, result.title) + when_over(desk, result.view)


def credited(desk: Desk, completion: Completion, title: str) -> list[Reply]:
    """Say so when a tap was credited to an earlier day."""
    late = completion.day != desk.turn.day
    return [Say(LateCredited(completion, title))] if late else []


def when_over(desk: Desk, view: PlanView) -> list[Reply]:
    """After the day's work, put the one optional question: now and then it is the prompt's time."""
    if not view.is_over or not view.plan.done_items or not view.today:
        return []
    question = habits.suggest(desk.turn) or checkins.daily_question(desk.turn)
    return [Say(question)] if question else []


def refresh(desk: Desk, view: PlanView | None) -> list[Reply]:
    """Bring the plan's own message up to date after something was done elsewhere."""
    if view is None or view.plan.message is None or view.plan.message == desk.message:
        return []
    return [Change(view, view.plan.message)]


def go_on(desk: Desk, view: PlanView | None) -> list[Reply]:
    """Open what comes next in the plan, or close the day."""
    if view is None or not view.today:
        return []
    following = plans.first_open(view.plan)
    return open_item(desk, view.plan, following) if following else when_over(desk, view)


def open_planned(desk: Desk, tap: OpenPlanItem) -> list[Reply]:
    """Open an item's card; position 0 opens the first that is open."""
    if tap.position:
        plan, item = plans.plan_of(desk.turn, tap.day, tap.position)
        return open_item(desk, plan, item)
    view = _view(desk, tap.day)
    following = plans.first_open(view.plan)
    if following is None:
        return [toast("plan_is_over"), Change(view, desk.message)]
    return open_item(desk, view.plan, following)


def _view(desk: Desk, day: date) -> PlanView:
    plan = desk.turn.tx.plans.of_day(desk.turn.owner, day)
    if plan is None or not plan.still_credits(desk.turn.now):
        raise Stale
    return plans.view(desk.turn, plan)


def open_item(desk: Desk, plan: Plan, item: PlanItem) -> list[Reply]:
    """Open the card of one of the plan's items as a new message."""
    turn = desk.turn
    taught = turn.taught(item.item)
    if isinstance(taught, Drill):
        return [Say(cards.show_drill(turn, plans.card_of(plan, item)), is_card=True)]
    place = refreshers.Place(plan.day, item.position)
    if item.role is Role.RECALL and item.is_open:
        return [Say(refreshers.ask(turn, item.item, place))]
    if isinstance(taught, Guide):
        return [Say(guides.show(turn, item.item, place))]
    return [Say(refreshers.show(turn, item.item, refreshers.Section.STEPS, place))]


def ask_why(desk: Desk, tap: NotTodayAsk) -> list[Reply]:
    """*Not today*: ask for the reason, in place."""
    view = _view(desk, tap.day)
    on_plan = _is_plan(desk, view, tap.position)
    return [Change(NotTodayAsked(view, tap.position, on_plan), desk.message)]


def _is_plan(desk: Desk, view: PlanView, position: int) -> bool:
    """Tell a plan's message from a card's: a plan leaves out all of it, a card its one item."""
    return desk.message == view.plan.message or position == 0


def leave_out(desk: Desk, tap: NotTodayBecause) -> list[Reply]:
    """Leave something for another day; pain rests its family and brings the stop advice."""
    result = plans.leave_out(desk.turn, tap.day, tap.position, tap.reason)
    replies: list[Reply] = [
        Change(_left(desk, result, tap), desk.message),
        *refresh(desk, result.view),
    ]
    if result.advice:
        return [*replies, Say(browse.SafetyAdvice(result.advice))]
    from_card = not _is_plan(desk, result.view, tap.position)
    return replies + (go_on if from_card else when_over)(desk, result.view)


def _left(desk: Desk, result: LeftOut, tap: NotTodayBecause) -> LeftOut | CardLeft:
    item = result.view.plan.at(tap.position)
    if item is None or _is_plan(desk, result.view, tap.position):
        return result
    return CardLeft(desk.turn.title(item.item), tap.reason)


def enough(desk: Desk, tap: EnoughForToday) -> list[Reply]:
    """Nothing more today."""
    if tap.day != desk.turn.day:
        raise Stale
    plans.todays_plan(desk.turn)  # frozen now, so that it can be left
    result = plans.leave_out(desk.turn, tap.day, 0, NotToday.NO_TIME)
    return [Change(result, desk.message)]


def reopen(desk: Desk, tap: ReopenPlan) -> list[Reply]:
    """After all: the plan is open again, in place."""
    return [Change(plans.reopen(desk.turn, tap.day), desk.message)]


def make_it_today(desk: Desk, tap: MakeItToday) -> list[Reply]:
    """Credit a late tap to today instead."""
    moved = plans.make_it_today(desk.turn, tap.completion)
    sent_for = desk.turn.tx.plans.get(moved.plan) if moved.plan else None
    before = plans.view(desk.turn, sent_for) if sent_for else None
    view = plans.todays_plan(desk.turn)
    return [toast("made_today"), Change(view, desk.message), *refresh(desk, before)]
