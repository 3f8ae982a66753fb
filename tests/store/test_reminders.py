from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.reminders import EVERY_DAY, Kind, Occurrence, Rule, Skip
from bot.store.transaction import SqlTx
from bot.usecases.ports import Delivery, DeliveryState
from tests.builders import (
    ALICE,
    BOB,
    CAROL,
    EVENING,
    FRIDAY,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    alice,
    at,
    bob,
)

S = DeliveryState
UNFINISHED = {S.PENDING, S.SENDING}
HOUR = timedelta(hours=1)


def daily(tx: SqlTx, person: int = ALICE, due: datetime | None = None) -> Rule:
    """A rule of this person that falls due on Monday evening, or when asked."""
    rule = tx.reminders.set_rule(person, Kind.PROMPT, EVENING, EVERY_DAY)
    tx.reminders.schedule(rule.id, Occurrence((due or at()).date(), due or at()))
    return rule


def claimed(tx: SqlTx, rule: Rule, due: datetime | None = None) -> Delivery:
    due = due or at()
    delivery = tx.reminders.add_delivery(
        rule, Occurrence(due.date(), due), due.date(), due + 2 * HOUR
    )
    assert delivery is not None
    return delivery


def sent(tx: SqlTx, rule: Rule, when: datetime) -> Delivery:
    delivery = claimed(tx, rule, when)
    assert tx.reminders.move(delivery.id, UNFINISHED, S.SENDING, "", when)
    assert tx.reminders.move(delivery.id, {S.SENDING}, S.SENT, "sent", when)
    return delivery


# --- rules ---------------------------------------------------------------------------------------


def test_a_rule_is_found_by_person_and_kind(tx: SqlTx) -> None:
    rule = tx.reminders.set_rule(ALICE, Kind.PROMPT, EVENING, 0b0011111)

    assert rule == Rule(rule.id, ALICE, Kind.PROMPT, EVENING, 0b0011111, enabled=True)
    assert tx.reminders.rule(ALICE, Kind.PROMPT) == rule
    assert tx.reminders.rule(BOB, Kind.PROMPT) is None


def test_a_changed_rule_keeps_its_id(tx: SqlTx) -> None:
    first = tx.reminders.set_rule(ALICE, Kind.PROMPT, EVENING, EVERY_DAY)

    changed = tx.reminders.set_rule(ALICE, Kind.PROMPT, 7 * 60, 0b1)

    assert changed == Rule(first.id, ALICE, Kind.PROMPT, 7 * 60, 0b1, enabled=True)
    assert tx.reminders.rule(ALICE, Kind.PROMPT) == changed


def test_due_rules_come_most_overdue_first(tx: SqlTx) -> None:
    later = daily(tx, ALICE, at(hour=18))
    sooner = daily(tx, BOB, at(hour=17))
    daily(tx, CAROL, at(hour=20))

    due = tx.reminders.due(at(hour=18), 10)

    assert due == [
        (sooner, Occurrence(MONDAY, at(hour=17))),
        (later, Occurrence(MONDAY, at(hour=18))),
    ]
    assert tx.reminders.due(at(hour=18), 1) == due[:1]


def test_a_rule_that_is_not_scheduled_never_falls_due(tx: SqlTx) -> None:
    rule = daily(tx)

    tx.reminders.schedule(rule.id, None)

    assert tx.reminders.due(at(FRIDAY), 10) == []
    assert tx.reminders.next_due_at() is None


def test_a_postponed_rule_falls_due_later_for_the_same_date(tx: SqlTx) -> None:
    rule = daily(tx)

    tx.reminders.postpone(rule.id, at() + HOUR)

    assert tx.reminders.due(at(), 10) == []
    assert tx.reminders.due(at() + HOUR, 10) == [(rule, Occurrence(MONDAY, at() + HOUR))]


def test_the_next_due_instant_is_of_one_person_or_of_all(tx: SqlTx) -> None:
    daily(tx, ALICE, at(TUESDAY))
    daily(tx, BOB, at(WEDNESDAY))

    assert tx.reminders.next_due_at() == at(TUESDAY)
    assert tx.reminders.next_due_at(BOB) == at(WEDNESDAY)
    assert tx.reminders.next_due_at(CAROL) is None


def test_nobody_waits_for_the_rule_of_a_person_who_blocked_the_bot(tx: SqlTx) -> None:
    daily(tx, ALICE, at(MONDAY))
    daily(tx, BOB, at(TUESDAY))

    tx.learners.save(alice().gone(at()))
    assert tx.reminders.next_due_at() == at(TUESDAY)
    assert tx.reminders.next_due_at(ALICE) is None

    tx.learners.save(bob().gone(at()))
    assert tx.reminders.next_due_at() is None


def test_the_rule_of_a_person_who_blocked_the_bot_still_moves_on(tx: SqlTx) -> None:
    rule = daily(tx)
    tx.learners.save(alice().gone(at()))

    assert [due for due, _ in tx.reminders.due(at(), 10)] == [rule]


# --- deliveries ----------------------------------------------------------------------------------


def test_an_occurrence_is_written_down_once(tx: SqlTx) -> None:
    rule = daily(tx)
    occurrence = Occurrence(TUESDAY, at())

    delivery = tx.reminders.add_delivery(rule, occurrence, MONDAY, at() + HOUR)

    assert delivery is not None
    assert delivery == Delivery(
        id=delivery.id,
        rule=rule.id,
        learner=ALICE,
        kind=Kind.PROMPT,
        local_date=TUESDAY,
        day=MONDAY,
        due_at=at(),
        expires_at=at() + HOUR,
        state=S.PENDING,
        why="",
        attempts=0,
    )
    assert tx.reminders.delivery(delivery.id) == delivery
    again = Occurrence(TUESDAY, at() + HOUR)  # the zone has changed, the date is the same
    assert tx.reminders.add_delivery(rule, again, MONDAY, at() + HOUR) is None
    assert tx.reminders.unfinished() == [delivery]


def test_other_dates_and_other_rules_are_other_occurrences(tx: SqlTx) -> None:
    mine, theirs = daily(tx, ALICE), daily(tx, BOB)

    numbers = {
        claimed(tx, mine).id,
        claimed(tx, theirs).id,
        claimed(tx, mine, at(TUESDAY)).id,
    }

    assert len(numbers) == 3
    assert tx.reminders.delivery(max(numbers) + 1) is None


@pytest.mark.parametrize("to", list(S))
@pytest.mark.parametrize("was", list(S))
def test_a_delivery_moves_only_from_a_state_that_was_seen(tx: SqlTx, was: S, to: S) -> None:
    number = claimed(tx, daily(tx)).id
    tx.reminders.move(number, set(S), was, "before", at())

    assert tx.reminders.move(number, set(S) - {was}, to, "never", at()) is False
    unmoved = tx.reminders.delivery(number)
    assert unmoved is not None
    assert (unmoved.state, unmoved.why) == (was, "before")

    assert tx.reminders.move(number, {was}, to, "now", at()) is True
    moved = tx.reminders.delivery(number)
    assert moved is not None
    assert (moved.state, moved.why) == (to, "now")


def test_each_time_of_sending_is_an_attempt(tx: SqlTx) -> None:
    number = claimed(tx, daily(tx)).id

    for _ in range(2):
        tx.reminders.move(number, UNFINISHED, S.SENDING, "", at())
        tx.reminders.move(number, {S.SENDING}, S.PENDING, "unknown", at())

    delivery = tx.reminders.delivery(number)
    assert delivery is not None
    assert delivery.attempts == 2


def test_no_delivery_no_move(tx: SqlTx) -> None:
    assert tx.reminders.move(404, set(S), S.SENT, "", at()) is False


def test_unfinished_deliveries_come_oldest_first(tx: SqlTx) -> None:
    rule = daily(tx)
    late, early = claimed(tx, rule, at(TUESDAY)), claimed(tx, rule, at(MONDAY))
    skipped = claimed(tx, rule, at(WEDNESDAY))
    tx.reminders.move(late.id, UNFINISHED, S.SENDING, "", at())
    tx.reminders.move(skipped.id, UNFINISHED, S.SKIPPED, Skip.DONE, at())

    assert [delivery.id for delivery in tx.reminders.unfinished()] == [early.id, late.id]


def test_prompts_count_as_unanswered_when_sent_after_the_last_sign_of_life(tx: SqlTx) -> None:
    rule, other = daily(tx), daily(tx, BOB)
    sent(tx, rule, at(WEDNESDAY))
    sent(tx, rule, at(TUESDAY))
    sent(tx, rule, at(MONDAY))
    sent(tx, other, at(TUESDAY))
    failed = claimed(tx, rule, at(FRIDAY))
    tx.reminders.move(failed.id, UNFINISHED, S.FAILED, "refused", at(FRIDAY))

    assert tx.reminders.unanswered(ALICE, at(MONDAY)) == [at(TUESDAY), at(WEDNESDAY)]
    assert tx.reminders.unanswered(CAROL, at(MONDAY)) == []
