"""Snooze: one occurrence comes later, the rule stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.day import local_time, to_utc
from bot.domain.reminders import EXPIRES_AFTER, Origin, Skip
from bot.domain.snooze_words import SnoozeWords, Wait, parse_snooze
from bot.domain.unclear import Unclear, Why
from bot.usecases import rules
from bot.usecases.awaiting import await_typed
from bot.usecases.coming import is_done
from bot.usecases.deliveries import UNFINISHED, Delivery, DeliveryState, NewDelivery
from bot.usecases.own_clock import OwnClock, own_clock
from bot.usecases.plans import PlanView
from bot.usecases.ports import Pending
from bot.usecases.turn import Stale, Turn

EVENING = 20 * 60  # minutes after local midnight
MORNING = 8 * 60
SHORTEST_TILL_EVENING = timedelta(minutes=30)
STILL_OF_USE = timedelta(hours=48)  # an older prompt is no more to be put off


class Later(StrEnum):
    """The usual ways to put a prompt off."""

    MINUTES_10 = "10m"
    HOUR = "1h"
    HOURS_2 = "2h"  # where the evening is here already
    EVENING = "evening"
    TOMORROW = "tomorrow"


_LENGTHS = {
    Later.MINUTES_10: timedelta(minutes=10),
    Later.HOUR: timedelta(hours=1),
    Later.HOURS_2: timedelta(hours=2),
}


class NoLater(StrEnum):
    """Why a prompt cannot be put off."""

    DONE = "done"  # nothing is open any more
    PAUSED = "paused"
    SWITCHED_OFF = "switched-off"


class CannotWait(Exception):
    """A prompt that cannot be put off; nothing was written."""

    def __init__(self, why: NoLater) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class SnoozeAsked:
    """Until when?"""

    delivery: int
    day: date  # the practice day of the plan that waits
    choices: tuple[Later, ...]


@dataclass(frozen=True, slots=True)
class SnoozeUnclear:
    """What was typed is no time to come; nothing was put off."""

    delivery: int
    words: str
    why: Why
    readings: tuple[datetime, ...]
    zone: str
    today: date
    clock: OwnClock | None = None  # where another one was named


@dataclass(frozen=True, slots=True)
class SnoozeRefused:
    """It cannot be put off, said to typed words."""

    why: NoLater


@dataclass(frozen=True, slots=True)
class Snoozed:
    """It comes later, once."""

    snooze: int  # the delivery that comes later
    at: datetime
    zone: str
    today: date
    day: date  # the local date on which it comes
    moved: bool  # out of quiet hours or sleep


def ask(turn: Turn, delivery_id: int) -> SnoozeAsked:
    """Offer when; a typed time answers, too."""
    delivery = _delivery(turn, delivery_id)
    _check(turn, delivery, turn.day)
    await_typed(turn, Pending.SNOOZE, str(delivery_id))
    till_evening = _evening(turn) - turn.now
    soon = Later.EVENING if till_evening >= SHORTEST_TILL_EVENING else Later.HOURS_2
    choices = (Later.MINUTES_10, Later.HOUR, soon, Later.TOMORROW)
    return SnoozeAsked(delivery.id, delivery.day, choices)


def latest(turn: Turn) -> int | None:
    """Return the delivery of the message that came last, while it can still be put off."""
    came = turn.tx.deliveries.since(turn.owner, turn.now - STILL_OF_USE)
    return next((each.id for each in came if each.state is DeliveryState.SENT), None)


def offered(turn: Turn, view: PlanView) -> PlanView:
    """Let a plan whose prompt came offer *Later*, as the prompt did."""
    came = turn.tx.deliveries.of_day(turn.owner, view.plan.day)
    sent = [
        each.id
        for each in came
        if each.state is DeliveryState.SENT and turn.now - each.due_at <= STILL_OF_USE
    ]
    return replace(view, put_off=sent[-1]) if sent else view


def choose(turn: Turn, delivery_id: int, later: Later) -> Snoozed:
    """Put a prompt off by a button."""
    if later in _LENGTHS:
        return until(turn, delivery_id, turn.now + _LENGTHS[later])
    return until(turn, delivery_id, _evening(turn) if later is Later.EVENING else _tomorrow(turn))


def set_words(turn: Turn, delivery_id: int, words: str) -> Snoozed | SnoozeUnclear:
    """Put a prompt off as typed; what is unclear is asked back."""
    zone = turn.learner.zone
    local = local_time(turn.now, zone)
    said = parse_snooze(words, local.replace(tzinfo=None))
    if isinstance(said, Unclear):
        readings = tuple(_instant(turn, each) for each in said.readings)
        clock = own_clock(turn, said.why)
        return SnoozeUnclear(delivery_id, words, said.why, readings, zone, local.date(), clock)
    return until(turn, delivery_id, _instant(turn, said))


def _instant(turn: Turn, said: SnoozeWords) -> datetime:
    if isinstance(said, Wait):
        return turn.now + timedelta(minutes=said.minutes)
    return _at(turn, said.day, _usual_morning(turn) if said.minute is None else said.minute)


def _evening(turn: Turn) -> datetime:
    return _at(turn, turn.day, EVENING)


def _tomorrow(turn: Turn) -> datetime:
    """Return the morning of the next practice day, or of the one after where that is over."""
    morning = _at(turn, turn.day + timedelta(days=1), _usual_morning(turn))
    return morning if morning > turn.now else morning + timedelta(days=1)


def _usual_morning(turn: Turn) -> int:
    """Return eight o'clock, or the learner's own prompt time if that is earlier."""
    return min([MORNING, *(rule.minute for rule in rules.prompts(turn) if rule.enabled)])


def _at(turn: Turn, day: date, minute: int) -> datetime:
    at = to_utc(day, minute, turn.learner.zone)
    return at or _at(turn, day + timedelta(days=1), minute)  # a date that the zone skips


def until(turn: Turn, delivery_id: int, wanted: datetime) -> Snoozed:
    """Let a prompt's occurrence come once more at `wanted`, or after the quiet that lies there.

    Raises CannotWait where there is nothing to wait for, Stale for what is over.
    """
    delivery = _delivery(turn, delivery_id)
    if wanted <= turn.now:
        raise Stale
    due_at = turn.learner.rhythm.heard_from(wanted)
    day = turn.learner.day(due_at)
    _check(turn, delivery, day)
    turn.tx.conversation.clear_pending(turn.owner)
    same = turn.tx.deliveries.of_occurrence(delivery.rule, delivery.local_date)
    _settle_repeats(turn, same)
    snooze = _write(turn, delivery, same, due_at)
    local, today = (local_time(at, turn.learner.zone).date() for at in (due_at, turn.now))
    return Snoozed(snooze, due_at, turn.learner.zone, today, local, due_at != wanted)


def _delivery(turn: Turn, delivery_id: int) -> Delivery:
    delivery = turn.tx.deliveries.get(delivery_id)
    if delivery is None or delivery.learner != turn.owner:
        raise Stale
    if turn.now - delivery.due_at > STILL_OF_USE:
        raise Stale
    return delivery


def _check(turn: Turn, delivery: Delivery, day: date) -> None:
    """Raise CannotWait where the message would not come on practice day `day` anyway."""
    rule = turn.tx.rules.get(delivery.rule)
    if rule is None or not rule.enabled:
        raise CannotWait(NoLater.SWITCHED_OFF)
    if turn.learner.is_paused(day):
        raise CannotWait(NoLater.PAUSED)
    if is_done(turn, day) or is_done(turn, delivery.day):
        raise CannotWait(NoLater.DONE)


def _settle_repeats(turn: Turn, same: list[Delivery]) -> None:
    waiting = [
        each.id for each in same if each.origin is Origin.REPEAT and each.state in UNFINISHED
    ]
    turn.tx.deliveries.settle(waiting, DeliveryState.SKIPPED, Skip.SNOOZED)


def _write(turn: Turn, delivery: Delivery, same: list[Delivery], due_at: datetime) -> int:
    """Write the message to come down, or move the one that waits; return its id."""
    expires_at = due_at + EXPIRES_AFTER[delivery.kind, Origin.SNOOZE]
    day = turn.learner.day(due_at)
    for each in same:
        if each.origin is Origin.SNOOZE and each.state is DeliveryState.PENDING:
            turn.tx.deliveries.move(each.id, day, due_at, expires_at)
            return each.id
    snooze = NewDelivery(
        rule=delivery.rule,
        origin=Origin.SNOOZE,
        local_date=delivery.local_date,
        slot=max(each.slot for each in same) + 1,
        day=day,
        due_at=due_at,
        expires_at=expires_at,
    )
    (number,) = turn.tx.deliveries.add([snooze], lease=None)
    return number


def undo(turn: Turn, snooze: int) -> bool:
    """Take a snooze back; tell whether it was still to come."""
    delivery = turn.tx.deliveries.get(snooze)
    if delivery is None or delivery.learner != turn.owner:
        return False
    if delivery.origin is not Origin.SNOOZE or delivery.state is not DeliveryState.PENDING:
        return False
    turn.tx.deliveries.settle([snooze], DeliveryState.SKIPPED, Skip.SWITCHED_OFF)
    return True
