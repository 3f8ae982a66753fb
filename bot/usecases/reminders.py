"""The clock's second part: begin a delivery when its turn has come, and record what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar import is_tired
from bot.domain.content import Library
from bot.domain.events import EventKind
from bot.domain.learners import Learner
from bot.domain.openings import SEEN_DAYS, Occasion, Opening, OpeningFor, choose
from bot.domain.reminders import (
    EXPIRES_AFTER,
    MOST_REPEATS,
    Kind,
    Origin,
    Rule,
    Skip,
    is_once_only,
)
from bot.usecases import plans
from bot.usecases.deliveries import UNFINISHED, Delivery, DeliveryState, Lease, NewDelivery
from bot.usecases.outgoing import Message, Outcome
from bot.usecases.plans import PlanView
from bot.usecases.ports import Tx
from bot.usecases.turn import Turn
from bot.usecases.wanted import PutOff, Send, judge

FIRST_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Stock:
    """What reminders are made of."""

    library: Library
    openings: Sequence[Opening]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A reminder of any kind: an opening line and today's plan, sent unasked."""

    delivery: int
    view: PlanView
    occasion: Occasion
    opening: str  # which opening line, by id
    buzz: bool


@dataclass(frozen=True, slots=True)
class Goodbye:
    """The one last message to a person who does not answer."""


def begin(tx: Tx, stock: Stock, lease: Lease, delivery_id: int, now: datetime) -> Message | None:
    """Check a delivery once more as its turn comes; mark it sending and return its message.

    None: it is not to be sent, and the delivery says why, or another worker has it.
    """
    delivery = tx.deliveries.get(delivery_id)
    if delivery is None or delivery.state not in UNFINISHED:
        return None
    if delivery.worker != lease.worker:
        return None
    if delivery.state is DeliveryState.SENDING and is_once_only(delivery.kind, delivery.origin):
        tx.deliveries.settle([delivery_id], DeliveryState.UNKNOWN, "")
        return None
    learner, rule = tx.learners.get(delivery.learner), tx.rules.get(delivery.rule)
    verdict = judge(tx, learner, rule, delivery, now)
    if learner is None or not isinstance(verdict, Send):
        _leave(tx, delivery_id, verdict)
        return None
    if verdict.goodbye:
        tx.deliveries.begin(delivery_id, lease, now, "", buzz=False)
        return Message(learner.id, learner.chat, Goodbye(), silent=True)
    turn = Turn(tx, stock.library, learner, now)
    prompt = _begin_prompt(turn, stock, lease, delivery, verdict)
    return Message(learner.id, learner.chat, prompt, silent=not prompt.buzz) if prompt else None


def _leave(tx: Tx, delivery: int, verdict: Send | PutOff | Skip) -> None:
    match verdict:
        case PutOff(until=until, why=why):
            tx.deliveries.put_off(delivery, until, why)
        case Skip.EXPIRED:
            tx.deliveries.settle([delivery], DeliveryState.EXPIRED, verdict)
        case Skip():
            tx.deliveries.settle([delivery], DeliveryState.SKIPPED, verdict)


def _begin_prompt(
    turn: Turn, stock: Stock, lease: Lease, delivery: Delivery, verdict: Send
) -> Prompt | None:
    view = plans.todays_plan(turn)
    if not view.plan.items:
        turn.tx.deliveries.settle([delivery.id], DeliveryState.SKIPPED, Skip.NOTHING_DUE)
        return None
    lately = turn.tx.deliveries.since(turn.owner, turn.now - timedelta(days=SEEN_DAYS))
    occasion = _occasion(turn, delivery, view)
    seen = [each.opening for each in lately if each.opening and each.id != delivery.id]
    opening = choose(stock.openings, occasion, seen, seed=delivery.id).id
    turn.tx.deliveries.begin(delivery.id, lease, turn.now, opening, buzz=verdict.buzz)
    return Prompt(delivery.id, view, occasion, opening, verdict.buzz)


def _occasion(turn: Turn, delivery: Delivery, view: PlanView) -> Occasion:
    learner, open_items = turn.learner, view.plan.open_items
    practised = turn.tx.practice.days(turn.owner)
    return Occasion(
        slot=_slot(delivery),
        day=turn.day,
        minutes=sum(item.minutes for item in open_items),
        items=len(open_items),
        first_title=turn.title(open_items[0].item),
        done=len(view.plan.done_items),
        streak_days=view.streak.days,
        gap_days=(turn.day - max(practised)).days if practised else 0,
        prompts_before=len(turn.tx.deliveries.prompts_since(turn.owner, learner.joined_at)),
        first_week=turn.now - learner.joined_at < FIRST_WEEK,
        tired=is_tired(learner.calendar, turn.day),
        shift=learner.calendar.shift(turn.day),
        event=_next_event(turn),
    )


def _slot(delivery: Delivery) -> OpeningFor:
    if delivery.origin is Origin.REPEAT:
        return OpeningFor.REPEAT
    is_second = delivery.kind is Kind.SECOND_CHANCE
    return OpeningFor.SECOND_CHANCE if is_second else OpeningFor.PROMPT


def _next_event(turn: Turn) -> tuple[EventKind, int] | None:
    coming = (each for each in turn.tx.learners.events(turn.owner) if each.day >= turn.day)
    event = next(coming, None)
    return (event.kind, (event.day - turn.day).days) if event else None


def record(
    tx: Tx,
    delivery_id: int,
    worker: str,
    outcome: Outcome,
    message: int | None,
    now: datetime,
    *,
    in_doubt: bool = False,
) -> Outcome | None:
    """Write down what became of a delivery; a person who is gone is left in peace until /start.

    `in_doubt`: it may have arrived although nobody said so; what is once-only is not tried again
    then. Returns the outcome as it was written down, None if the delivery was not one's own.
    """
    delivery = tx.deliveries.get(delivery_id)
    if delivery is None:
        return None
    if outcome is Outcome.LATER and in_doubt and is_once_only(delivery.kind, delivery.origin):
        outcome = Outcome.UNKNOWN
    if not tx.deliveries.end(delivery_id, worker, _STATES[outcome], str(outcome), now):
        return None
    if outcome is Outcome.GONE:
        mark_gone(tx, delivery.learner, now)
    if outcome is Outcome.SENT:
        _sent(tx, delivery, message, now)
    return outcome


_STATES = {
    Outcome.SENT: DeliveryState.SENT,
    Outcome.GONE: DeliveryState.FAILED,
    Outcome.REFUSED: DeliveryState.FAILED,
    Outcome.LATER: DeliveryState.PENDING,
    Outcome.UNKNOWN: DeliveryState.UNKNOWN,
}


def _sent(tx: Tx, delivery: Delivery, message: int | None, now: datetime) -> None:
    if not delivery.opening:  # the goodbye: nothing more until a sign of life
        _fall_silent(tx, delivery.learner)
        return
    if message is not None:
        tx.plans.shown_of_day(delivery.learner, delivery.day, message)
    rule = tx.rules.get(delivery.rule) if delivery.kind is Kind.PROMPT else None
    learner = tx.learners.get(delivery.learner) if rule and rule.repeat_every else None
    if rule and learner:
        _add_repeat(tx, learner, rule, delivery, now)


def _add_repeat(tx: Tx, learner: Learner, rule: Rule, delivery: Delivery, now: datetime) -> None:
    """Ask again in a while, if it was asked for and the learner is not to be left alone then."""
    so_far = tx.deliveries.of_occurrence(rule.id, delivery.local_date)
    repeats = sum(each.origin is Origin.REPEAT for each in so_far)
    due_at = now + timedelta(minutes=rule.repeat_every)
    asleep = learner.rhythm.left_alone_until(due_at) is not None
    if repeats >= MOST_REPEATS or asleep or learner.day(due_at) != delivery.day:
        return
    repeat = NewDelivery(
        rule=rule.id,
        origin=Origin.REPEAT,
        local_date=delivery.local_date,
        slot=max(each.slot for each in so_far) + 1,
        day=delivery.day,
        due_at=due_at,
        expires_at=due_at + EXPIRES_AFTER[Kind.PROMPT, Origin.REPEAT],
    )
    tx.deliveries.add([repeat], lease=None)


def mark_gone(tx: Tx, learner_id: int, now: datetime) -> None:
    """Note that a person blocked the bot; /start brings them back."""
    learner = tx.learners.get(learner_id)
    if learner and learner.blocked_at is None:
        tx.learners.save(learner.gone(now))
        tx.outbox.drop_for(learner_id)
        _fall_silent(tx, learner_id)


def _fall_silent(tx: Tx, learner_id: int) -> None:
    """Let no rule fall due until a sign of life (see `onboarding.arrive`)."""
    tx.rules.schedule([(rule.id, None) for rule in tx.rules.every(learner_id)])
