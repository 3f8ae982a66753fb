"""A person of whom something is kept in every table."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.calendar import EMPTY, Shift, with_day
from bot.domain.checkins import Feeling
from bot.domain.events import EventKind
from bot.domain.learners import Away, Learner
from bot.domain.practice import Completion
from bot.domain.reminders import Occurrence
from bot.domain.timers import Timer
from bot.usecases.drafts import Purpose
from bot.usecases.ports import Pending, PendingInput, Tx
from tests.builders import (
    FRIDAY,
    MONDAY,
    at,
    card,
    check_in,
    completion,
    lease,
    memory,
    new_delivery,
    plan_item,
    rule,
)

ON_CALL_TONIGHT = with_day(EMPTY, MONDAY, Shift.ON_CALL)


def words_of(person: int) -> str:
    """What the person wrote, kept in a note, a report, an event and the outbox."""
    return f"forty knots by {person}"


def live_through(tx: Tx, person: Learner) -> Completion:
    """Let a person do everything that leaves a trace; return what was done."""
    tx.learners.save(person)
    _set_up(tx, person.id)
    done = _practise(tx, person.id)
    _talk(tx, person)
    return done


def _set_up(tx: Tx, person: int) -> None:
    tx.learners.add_pause(person, MONDAY, None, Away.BREAK)
    tx.learners.add_event(person, EventKind.EXAM, FRIDAY, words_of(person))
    tx.drafts.keep(person, Purpose.BEFORE, ON_CALL_TONIGHT, at())
    tx.learners.rest(person, "fingers", MONDAY + timedelta(days=2))
    tx.learners.add_report(person, "coin-rotation", "v1", words_of(person), at())
    evening = tx.rules.save(rule(learner=person))
    tx.rules.schedule([(evening.id, Occurrence(MONDAY, at()))])
    tx.deliveries.add([new_delivery(rule=evening.id)], lease())


def _practise(tx: Tx, person: int) -> Completion:
    plan = tx.plans.add(person, MONDAY, [plan_item()], at())
    done = tx.practice.add(
        completion(learner=person, plan=plan.id, position=1, reps=40, note=words_of(person))
    )
    tx.plans.set_item(plan.id, plan_item(completion=done.id))
    tx.practice.remember(replace(memory(), learner=person), done.id)
    ends_at = at() + timedelta(seconds=30)
    tx.practice.start_timer(Timer(0, person, "coin-rotation", 30, at(), ends_at, card()))
    tx.check_ins.add(check_in(learner=person))
    tx.check_ins.ask(person, MONDAY, Feeling.TREMOR)
    return done


def _talk(tx: Tx, person: Learner) -> None:
    tx.conversation.await_input(person.id, PendingInput(Pending.LOG, "", at()))
    tx.conversation.set_open_card(person.id, card(), 77)
    tx.outbox.add(person.chat, person.id, f'{{"text": "{words_of(person.id)}"}}', at())
