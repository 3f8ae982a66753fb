"""Reminder rules: setting them, and keeping their due times true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.learners import Learner
from bot.domain.reminders import Kind, Occurrence, Rule, Timetable, with_time
from bot.usecases.ports import Tx
from bot.usecases.turn import Turn


def prompts(turn: Turn) -> list[Rule]:
    """Return the learner's prompt rules, earliest first."""
    return [rule for rule in turn.tx.rules.of(turn.owner) if rule.kind is Kind.PROMPT]


def set_times(turn: Turn, kind: Kind, parts: Iterable[tuple[int, int]]) -> list[Rule]:
    """Give weekdays to times: each part is (minute after midnight, bit mask of weekdays).

    A weekday has one time, so the rules that had it give it up. Returns the rules of this kind.
    """
    before = [rule for rule in turn.tx.rules.every(turn.owner) if rule.kind is kind]
    after = before
    for minute, weekdays in parts:
        after = with_time(after, turn.owner, kind, minute, weekdays)
    for rule in after:
        change(turn, rule)
    return [rule for rule in turn.tx.rules.of(turn.owner) if rule.kind is kind]


def change(turn: Turn, rule: Rule) -> None:
    """Keep a new or changed rule, and compute when it falls due if that has changed."""
    before = turn.tx.rules.get(rule.id)
    kept = turn.tx.rules.save(rule)
    if before is None or _times(before) != _times(kept):
        turn.tx.rules.schedule([(kept.id, _next(turn.tx, turn.timetable, kept, turn.now))])


def _times(rule: Rule) -> tuple[int, int, bool]:
    return rule.minute, rule.weekdays, rule.enabled


def take_out(turn: Turn, rule: Rule) -> None:
    """Take a rule out; what became of it stays readable in /why."""
    change(turn, replace(rule, weekdays=0))


def reschedule(turn: Turn) -> None:
    """Compute anew when each rule falls due, after the learner's rhythm has changed."""
    wake(turn.tx, turn.learner, turn.now)


def wake(tx: Tx, learner: Learner, now: datetime) -> None:
    """Compute when each rule of a learner falls due, also after they had fallen silent.

    What is due already, and only waits to be claimed, stays due.
    """
    timetable = Timetable(learner.rhythm, tx.rules.spread_s)
    tx.rules.schedule(
        [
            (rule.id, _next(tx, timetable, rule, now))
            for rule, due_at in tx.rules.scheduled(learner.id)
            if due_at is None or due_at > now
        ]
    )


def _next(tx: Tx, timetable: Timetable, rule: Rule, now: datetime) -> Occurrence | None:
    return timetable.next(rule, now, tx.deliveries.last_date(rule.learner, rule.kind))
