"""Whether a delivery is still wanted, asked again at the very moment of sending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from bot.domain.calendar import Shift
from bot.domain.learners import Learner
from bot.domain.practice import Plan
from bot.domain.reminders import Kind, Origin, Rule, Skip
from bot.domain.tempo import BUZZES_A_DAY, Tempo, is_daily, tempo
from bot.usecases.deliveries import UNFINISHED, Delivery, DeliveryState
from bot.usecases.ports import Tx

BURST = timedelta(minutes=10)  # two messages closer than this would be one too many


@dataclass(frozen=True, slots=True)
class PutOff:
    """Not now, but at a later instant."""

    until: datetime
    why: Skip


@dataclass(frozen=True, slots=True)
class Send:
    """It is wanted."""

    buzz: bool
    goodbye: bool = False


@dataclass(frozen=True)
class _Case:
    """What the question is about."""

    tx: Tx
    learner: Learner
    rule: Rule
    delivery: Delivery
    now: datetime

    @property
    def plans(self) -> list[Plan]:
        """The plan of the day on which it comes, and of the one that it was put off from."""
        delivery, days = self.delivery, {self.delivery.day}
        if delivery.origin is Origin.SNOOZE:
            same = self.tx.deliveries.of_occurrence(delivery.rule, delivery.local_date)
            days |= {each.day for each in same}
        found = (self.tx.plans.of_day(self.learner.id, day) for day in days)
        return [plan for plan in found if plan]

    @cached_property
    def others(self) -> list[Delivery]:
        """The other messages of the same practice day."""
        same_day = self.tx.deliveries.of_day(self.learner.id, self.delivery.day)
        return [each for each in same_day if each.id != self.delivery.id]

    @property
    def buzzes(self) -> int:
        """How often the phone buzzed today without being asked to."""
        return sum(
            each.buzzed and each.state is DeliveryState.SENT and each.origin is not Origin.SNOOZE
            for each in self.others
        )

    @property
    def unanswered(self) -> list[datetime]:
        return self.tx.deliveries.prompts_since(self.learner.id, self.learner.seen_at)

    def practised_on(self, day: date) -> bool:
        return day in self.tx.practice.days(self.learner.id)


def judge(
    tx: Tx, learner: Learner | None, rule: Rule | None, delivery: Delivery, now: datetime
) -> Send | PutOff | Skip:
    """Say what is to become of a delivery whose turn has come."""
    if learner is None or rule is None or not _is_on(rule, delivery):
        return Skip.SWITCHED_OFF
    case = _Case(tx, learner, rule, delivery, now)
    refused = _refused(case)
    if refused is not None:
        return refused
    if delivery.kind is Kind.SECOND_CHANCE and delivery.origin is Origin.RULE:
        return _second_chance(case)
    if delivery.origin is Origin.REPEAT:
        return _repeat(case)
    if delivery.origin is Origin.SNOOZE:
        return Send(buzz=True)  # it was asked for
    return _prompt(case)


def _is_on(rule: Rule, delivery: Delivery) -> bool:
    return rule.enabled and (rule.is_for(delivery.local_date) or delivery.origin is Origin.SNOOZE)


def _refused(case: _Case) -> PutOff | Skip | None:
    """Return what speaks against any message, whatever its kind."""
    learner, delivery = case.learner, case.delivery
    if case.now >= delivery.expires_at or learner.day(case.now) > delivery.day:
        return Skip.EXPIRED  # too late, or the practice day that it was for is over
    if learner.blocked_at is not None:
        return Skip.BLOCKED
    if learner.is_paused(delivery.day):
        return Skip.PAUSED
    if any(plan.items and not plan.open_items for plan in case.plans):
        return Skip.DONE
    return _left_alone(case)


def _left_alone(case: _Case) -> PutOff | Skip | None:
    """Keep quiet hours and sleep silent; wait for their end where that is still of use."""
    learner, delivery = case.learner, case.delivery
    until = learner.rhythm.left_alone_until(case.now)
    if until is None:
        return None
    shift = learner.calendar.shift(delivery.day)
    why = Skip.ON_CALL if shift is Shift.ON_CALL else Skip.QUIET
    until = learner.rhythm.heard_from(case.now, case.rule.spread(case.tx.rules.spread_s))
    of_use = until < delivery.expires_at and learner.day(until) == delivery.day
    return PutOff(until, why) if of_use else why


def _prompt(case: _Case) -> Send | Skip:
    same_date = (
        each
        for each in case.others
        if each.kind is Kind.PROMPT and each.local_date == case.delivery.local_date
    )
    if any(each.state is DeliveryState.SENT for each in same_date):
        return Skip.MERGED
    if case.buzzes >= BUZZES_A_DAY:
        return Skip.ENOUGH
    match _tempo(case):
        case Tempo.SEND:
            return Send(buzz=True)
        case Tempo.GOODBYE:
            return Send(buzz=False, goodbye=True)
    return Skip.TAPERED


def _second_chance(case: _Case) -> Send | Skip:
    if case.practised_on(case.delivery.day):
        return Skip.ANSWERED
    if not _has_first_chance(case):
        return Skip.NO_PROMPT
    if _is_snoozed(case):
        return Skip.SNOOZED
    if case.buzzes >= BUZZES_A_DAY:
        return Skip.ENOUGH
    if not is_daily(len(case.unanswered)):
        return Skip.TAPERED
    return Skip.MERGED if _would_burst(case) or _prompt_to_come(case) else Send(buzz=True)


def _has_first_chance(case: _Case) -> bool:
    """Tell whether its weekday has a prompt; with all of them off it was wanted by itself."""
    every = case.tx.rules.of(case.learner.id)
    prompts = [rule for rule in every if rule.kind is Kind.PROMPT and rule.enabled]
    return not prompts or any(rule.is_for(case.delivery.local_date) for rule in prompts)


def _prompt_to_come(case: _Case) -> bool:
    """Tell whether the day's first chance is still to come: prompts may be set for late."""
    return any(
        rule.kind is Kind.PROMPT
        and due_at is not None
        and case.learner.day(due_at) == case.delivery.day
        for rule, due_at in case.tx.rules.scheduled(case.learner.id)
    )


def _repeat(case: _Case) -> Send | Skip:
    if _is_snoozed(case):
        return Skip.SNOOZED
    if _would_burst(case) or _second_chance_is_near(case):
        return Skip.MERGED
    return Send(buzz=case.buzzes < BUZZES_A_DAY and not _second_chance_to_come(case))


def _is_snoozed(case: _Case) -> bool:
    """Tell whether today's reminders were put off to a time that is to come, be it tomorrow."""
    date, to_come = case.delivery.local_date, case.tx.deliveries.since(case.learner.id, case.now)
    return any(
        each.origin is Origin.SNOOZE and each.state in UNFINISHED
        for each in (*case.others, *(each for each in to_come if each.local_date == date))
    )


def _would_burst(case: _Case) -> bool:
    return any(each.sent_at is not None and case.now - each.sent_at < BURST for each in case.others)


def _second_chance_is_near(case: _Case) -> bool:
    """Tell whether a second chance is waiting for its turn, or will in a moment."""
    waiting = any(
        each.kind is Kind.SECOND_CHANCE and each.state in UNFINISHED for each in case.others
    )
    return waiting or any(
        rule.kind is Kind.SECOND_CHANCE and due_at is not None and due_at - case.now < BURST
        for rule, due_at in case.tx.rules.scheduled(case.learner.id)
    )


def _second_chance_to_come(case: _Case) -> bool:
    """Tell whether today's second buzz is better kept for the evening."""
    return any(
        rule.kind is Kind.SECOND_CHANCE and rule.enabled and rule.is_for(case.delivery.local_date)
        for rule in case.tx.rules.of(case.learner.id)
    )


def _tempo(case: _Case) -> Tempo:
    sent, learner = case.unanswered, case.learner
    gap = (learner.day(case.now) - learner.day(sent[-1])).days if sent else None
    return tempo(len(sent), gap)
