"""Drill cards: open, time, count, leave."""

from __future__ import annotations

from bot.chat.desk import Desk
from bot.chat.handlers import onboarding, plans
from bot.chat.replies import Change, Reply, Say, toast
from bot.chat.screens import CardLeft, CardSettled, NeedleIsMissing
from bot.chat.taps import (
    BoxIsOpen,
    CardTap,
    FinishCard,
    FinishFirst,
    NeedleBack,
    NeedleMissing,
    OpenDrill,
    SendSheet,
    ShowDrills,
    ShowGroup,
    ShowPicture,
    SkipCard,
    StartTimer,
    StopTimer,
)
from bot.domain.content import Drill, Technique
from bot.domain.learners import Onboarding
from bot.domain.practice import NotToday, OpenCard
from bot.usecases import browse, cards, sheets, timers
from bot.usecases import plans as plan_cases
from bot.usecases.cards import CardAlreadyDone, DrillDone


def list_drills(desk: Desk) -> list[Reply]:
    """/drills."""
    return [Say(browse.drills(desk.turn))]


def back_to_list(desk: Desk, _: ShowDrills) -> list[Reply]:
    """Back to the groups, in place."""
    return [Change(browse.drills(desk.turn), desk.message)]


def list_group(desk: Desk, tap: ShowGroup) -> list[Reply]:
    """The drills of a group, in place."""
    return [Change(browse.drills(desk.turn, tap.group), desk.message)]


def open_drill(desk: Desk, tap: OpenDrill) -> list[Reply]:
    """Open a drill from a list."""
    return show(desk, desk.turn.item(tap.item))


def send_sheet(desk: Desk, tap: SendSheet) -> list[Reply]:
    """Send a page to print, as a file below the card."""
    return [toast("sheet"), Say(sheets.send(desk.turn, tap.item, tap.sheet, tap.paper))]


def show_picture(desk: Desk, tap: ShowPicture) -> list[Reply]:
    """Show a drill's picture below its card."""
    return [Say(cards.picture_of(desk.turn, tap.item))]


def show(desk: Desk, drill: Drill | Technique) -> list[Reply]:
    """Show a drill's card as a new message, or a set of a technique by its own levels."""
    card = cards.free_card(desk.turn, drill)
    return [Say(cards.show_drill(desk.turn, card), is_card=True)]


def card_of(desk: Desk, tap: CardTap) -> OpenCard:
    """Return the card that a button is on; Stale when its plan no longer credits."""
    if tap.day is None:
        return OpenCard(tap.item, tap.hand, tap.level, None, None)
    plan, item = plan_cases.plan_of(desk.turn, tap.day, tap.position)
    return OpenCard(item.item, tap.hand, tap.level, plan.id, item.position)


def is_first_ever(desk: Desk) -> bool:
    """Tell whether the very first drill is still open."""
    return desk.turn.learner.onboarding is Onboarding.FIRST_DRILL


def box_is_open(desk: Desk, tap: BoxIsOpen) -> list[Reply]:
    """The sharps box is open: the card goes on, in place."""
    card = cards.show_drill(desk.turn, card_of(desk, tap), box_open=True)
    desk.turn.tx.conversation.set_open_card(desk.turn.owner, card.card, desk.message)
    return [Change(card, desk.message)]


def start_timer(desk: Desk, tap: StartTimer) -> list[Reply]:
    """▶: the card shows until when."""
    running = timers.start(desk.turn, card_of(desk, tap), first_ever=is_first_ever(desk))
    desk.turn.tx.conversation.set_open_card(desk.turn.owner, running.timer.card, desk.message)
    seconds = running.timer.seconds
    said = (
        toast("timer_instead", alert=True, seconds=seconds, title=running.replaced)
        if running.replaced
        else toast("timer", seconds=seconds)
    )
    return [said, Change(running, desk.message)]


def stop_timer(desk: Desk, tap: StopTimer) -> list[Reply]:
    """Stop, and show the card as it was."""
    timers.stop(desk.turn, tap.item)
    card = cards.show_drill(
        desk.turn, card_of(desk, tap), first_ever=is_first_ever(desk), box_open=True
    )
    desk.turn.tx.conversation.set_open_card(desk.turn.owner, card.card, desk.message)
    return [Change(card, desk.message)]


def finish(desk: Desk, tap: FinishCard) -> list[Reply]:
    """*Done*, or a number."""
    return finished(desk, card_of(desk, tap), tap.count, tapped=desk.message)


def finish_first(desk: Desk, tap: FinishFirst) -> list[Reply]:
    """The very first drill, in a word."""
    return finished(desk, card_of(desk, tap), None, tapped=desk.message, slips=tap.slips)


def finished(
    desk: Desk,
    card: OpenCard,
    count: int | None,
    *,
    tapped: int | None = None,
    slips: bool | None = None,
) -> list[Reply]:
    """Log a drill and go on. What was tapped shows it in place; what was typed is echoed anew."""
    first_ever = is_first_ever(desk)
    opened = desk.turn.tx.conversation.open_card(desk.turn.owner)
    result = cards.finish(desk.turn, card, count, slips, tapped)
    if isinstance(result, CardAlreadyDone):
        said = toast("already_done", title=result.drill.title) if tapped else Say(result)
        return [said, *plans.refresh(desk, result.plan)]
    return [
        toast("done", title=result.drill.title),
        Change(result, tapped) if tapped else Say(result),
        *_settled(opened, tapped, result.drill),
        *_after(desk, result, first_ever=first_ever),
    ]


def _settled(
    opened: tuple[OpenCard, int | None] | None, tapped: int | None, drill: Drill | Technique
) -> list[Reply]:
    """Take the buttons off the drill's card when it was logged from another message."""
    if opened is None or opened[0].item != drill.id or opened[1] in (None, tapped):
        return []
    return [Change(CardSettled(drill.title), opened[1], drill.id)] if opened[1] else []


def _after(desk: Desk, result: DrillDone, *, first_ever: bool) -> list[Reply]:
    if first_ever:
        return onboarding.ask_place_next(desk)
    changed = [
        *plans.refresh(desk, result.plan),
        *plans.credited(desk, result.completion, result.drill.title),
    ]
    if result.drill.sharp:  # the needle is counted back first
        return changed
    return changed + plans.go_on(desk, result.plan)


def skip(desk: Desk, tap: SkipCard) -> list[Reply]:
    """*Skip* and *No needle today*: nothing is logged, and it goes on."""
    timers.stop(desk.turn, tap.item)
    desk.turn.tx.conversation.close_card(desk.turn.owner)
    left = Change(CardLeft(desk.turn.item(tap.item).title), desk.message)
    if is_first_ever(desk):
        return [left, *onboarding.ask_place_next(desk)]
    if tap.day is None:
        return [left]
    result = plan_cases.leave_out(desk.turn, tap.day, tap.position, NotToday.NO_NEEDLE)
    return [left, *plans.refresh(desk, result.view), *plans.go_on(desk, result.view)]


def needle_back(desk: Desk, tap: NeedleBack) -> list[Reply]:
    """The needle is counted back; the plan goes on."""
    result = cards.needle_back(desk.turn, tap.completion)
    return [
        toast("needle_back"),
        Change(result, desk.message),
        *plans.go_on(desk, result.plan),
    ]


def needle_missing(desk: Desk, tap: NeedleMissing) -> list[Reply]:
    """How to search; the buttons stay until it is found."""
    return [Say(NeedleIsMissing(tap.completion))]
