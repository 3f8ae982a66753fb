"""The clock's part: claim what is due, decide send or skip, record what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.content import Library
from bot.domain.learners import Learner
from bot.domain.reminders import (
    PROMPT_EXPIRES_AFTER,
    Occurrence,
    Rule,
    Skip,
    Tempo,
    next_occurrence,
    tempo,
)
from bot.usecases import plans
from bot.usecases.plans import PlanView
from bot.usecases.ports import Delivery, DeliveryState, Tx
from bot.usecases.turn import Turn

CLAIM_AT_ONCE = 100
RETRY_BROKEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Prompt:
    """The daily prompt: today's plan, sent unasked."""

    view: PlanView
    minutes: int
    after_gap: bool  # days without practice came before


@dataclass(frozen=True, slots=True)
class Goodbye:
    """The one last message to a person who does not answer."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a claim came to; `broken` holds rules whose next due time could not be computed."""

    deliveries: tuple[Delivery, ...]
    broken: tuple[tuple[int, str], ...]
    more: bool


class Outcome(StrEnum):
    """What became of a message."""

    SENT = "sent"
    GONE = "gone"  # the person blocked the bot or is no more
    REFUSED = "refused"  # Telegram will never take it
    LATER = "later"  # Telegram or the network asks us to wait
    UNKNOWN = "unknown"  # the request left, no answer came


def claim_due(tx: Tx, now: datetime, limit: int = CLAIM_AT_ONCE) -> Claimed:
    """Write due occurrences down as pending deliveries and move their rules on from `now`."""
    due = tx.reminders.due(now, limit)
    deliveries: list[Delivery] = []
    broken: list[tuple[int, str]] = []
    for rule, occurrence in due:
        try:
            delivery = _claim(tx, rule, occurrence, now)
        except ValueError as error:  # one bad row never stops the others
            tx.reminders.postpone(rule.id, now + RETRY_BROKEN_AFTER)
            broken.append((rule.id, str(error)))
            continue
        if delivery:
            deliveries.append(delivery)
    return Claimed(tuple(deliveries), tuple(broken), more=len(due) == limit)


def _claim(tx: Tx, rule: Rule, occurrence: Occurrence, now: datetime) -> Delivery | None:
    learner = tx.learners.get(rule.learner)
    if learner is None:
        tx.reminders.schedule(rule.id, None)
        return None
    tx.reminders.schedule(rule.id, next_occurrence(rule, learner.zone, now))
    day = learner.day(occurrence.due_at)
    expires = occurrence.due_at + PROMPT_EXPIRES_AFTER
    return tx.reminders.add_delivery(rule, occurrence, day, expires)


def begin(tx: Tx, library: Library, delivery_id: int, now: datetime) -> Prompt | Goodbye | None:
    """Check a delivery's state once more as its turn comes; mark it sending and return its message.

    None: it is not to be sent, and the delivery says why.
    """
    delivery = tx.reminders.delivery(delivery_id)
    if delivery is None or delivery.state not in _UNFINISHED:
        return None
    learner = tx.learners.get(delivery.learner)
    why = _why_not(tx, learner, delivery, now)
    if learner is None or why is not None:
        state = DeliveryState.EXPIRED if why is Skip.EXPIRED else DeliveryState.SKIPPED
        tx.reminders.move(delivery_id, _UNFINISHED, state, why or Skip.SWITCHED_OFF, now)
        return None
    message = (
        Goodbye()
        if _tempo(tx, learner, now) is Tempo.GOODBYE
        else _prompt(Turn(tx, library, learner, now))
    )
    if isinstance(message, Prompt) and not message.view.plan.items:
        skipped = DeliveryState.SKIPPED
        tx.reminders.move(delivery_id, _UNFINISHED, skipped, Skip.NOTHING_DUE, now)
        return None
    tx.reminders.move(delivery_id, _UNFINISHED, DeliveryState.SENDING, "", now)
    return message


_UNFINISHED = frozenset({DeliveryState.PENDING, DeliveryState.SENDING})


def _why_not(tx: Tx, learner: Learner | None, delivery: Delivery, now: datetime) -> Skip | None:
    if learner is None:
        return Skip.SWITCHED_OFF
    if now >= delivery.expires_at or learner.day(now) > delivery.day:
        return Skip.EXPIRED  # too late, or the practice day that it was for is over
    if learner.blocked_at is not None:
        return Skip.BLOCKED
    if learner.is_paused(delivery.day):
        return Skip.PAUSED
    plan = tx.plans.of_day(learner.id, delivery.day)
    if plan and plan.items and not plan.open_items:
        return Skip.DONE
    return Skip.TAPERED if _tempo(tx, learner, now) is Tempo.WAIT else None


def _tempo(tx: Tx, learner: Learner, now: datetime) -> Tempo:
    sent = tx.reminders.unanswered(learner.id, learner.seen_at)
    gap = (learner.day(now) - learner.day(sent[-1])).days if sent else None
    return tempo(len(sent), gap)


def _prompt(turn: Turn) -> Prompt:
    view = plans.todays_plan(turn)
    practised = turn.tx.practice.days(turn.owner)
    gap = (turn.day - max(practised)).days if practised else 0
    return Prompt(
        view=view,
        minutes=sum(item.minutes for item in view.plan.open_items),
        after_gap=gap > 3,
    )


def record(tx: Tx, delivery_id: int, outcome: Outcome, message: int | None, now: datetime) -> None:
    """Write down what became of a delivery; a person who is gone is left in peace until /start."""
    delivery = tx.reminders.delivery(delivery_id)
    if delivery is None:
        return
    state = _STATES[outcome]
    if not tx.reminders.move(delivery_id, {DeliveryState.SENDING}, state, str(outcome), now):
        return
    plan = tx.plans.of_day(delivery.learner, delivery.day)
    if outcome is Outcome.SENT and plan and message is not None:
        tx.plans.shown(plan.id, message)
    if outcome is Outcome.GONE:
        mark_gone(tx, delivery.learner, now)


_STATES = {
    Outcome.SENT: DeliveryState.SENT,
    Outcome.GONE: DeliveryState.FAILED,
    Outcome.REFUSED: DeliveryState.FAILED,
    Outcome.LATER: DeliveryState.PENDING,
    Outcome.UNKNOWN: DeliveryState.UNKNOWN,
}


def mark_gone(tx: Tx, learner_id: int, now: datetime) -> None:
    """Note that a person blocked the bot; /start brings them back."""
    learner = tx.learners.get(learner_id)
    if learner and learner.blocked_at is None:
        tx.learners.save(learner.gone(now))
        tx.outbox.drop_for(learner_id)
