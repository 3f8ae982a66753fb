"""Deliveries: each occurrence once, each in one worker's hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.reminders import Kind, Origin, Rule, Skip
from bot.store.transaction import SqlTx
from bot.usecases.deliveries import UNFINISHED, Delivery, DeliveryState
from tests.builders import (
    ALICE,
    BOB,
    CAROL,
    FRIDAY,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    at,
    lease,
    new_delivery,
    rule,
)

S = DeliveryState
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def mine(tx: SqlTx) -> Rule:
    return tx.rules.save(rule())


def written(tx: SqlTx, of: Rule, **overrides: Any) -> int:
    """A pending delivery in the hand of "worker", by id."""
    new = new_delivery(rule=of.id, **overrides)
    (number,) = tx.deliveries.add([new], lease())
    return number


def kept(tx: SqlTx, number: int) -> Delivery:
    found = tx.deliveries.get(number)
    assert found is not None
    return found


def sent(tx: SqlTx, of: Rule, when: datetime, **overrides: Any) -> int:
    number = written(tx, of, due=when, **overrides)
    assert tx.deliveries.begin(number, lease(), when, "hello", buzz=True)
    assert tx.deliveries.end(number, "worker", S.SENT, "sent", when)
    return number


# --- one occurrence, one row ---------------------------------------------------------------------


def test_an_occurrence_is_written_down_once(tx: SqlTx, mine: Rule) -> None:
    new = new_delivery(rule=mine.id, local_date=TUESDAY, day=MONDAY)

    (number,) = tx.deliveries.add([new], lease())

    assert kept(tx, number) == Delivery(
        id=number,
        rule=mine.id,
        learner=ALICE,
        kind=Kind.PROMPT,
        origin=Origin.RULE,
        local_date=TUESDAY,
        slot=0,
        day=MONDAY,
        due_at=at(),
        not_before=at(),
        expires_at=at() + 2 * HOUR,
        state=S.PENDING,
        why="",
        attempts=0,
        opening="",
        buzzed=False,
        sent_at=None,
        worker="worker",
    )
    # The zone has changed, the date is the same.
    again = new_delivery(rule=mine.id, local_date=TUESDAY, due_at=at() + HOUR)
    assert tx.deliveries.add([again], lease()) == []
    assert kept(tx, number).due_at == at()


def test_other_dates_slots_and_rules_are_other_deliveries(tx: SqlTx, mine: Rule) -> None:
    theirs = tx.rules.save(rule(learner=BOB))
    batch = [
        new_delivery(rule=mine.id),
        new_delivery(rule=mine.id, due=at(TUESDAY)),
        new_delivery(rule=mine.id, slot=1, origin=Origin.SNOOZE),
        new_delivery(rule=theirs.id),
        new_delivery(rule=mine.id),
    ]

    numbers = tx.deliveries.add(batch, lease())

    assert len(set(numbers)) == 4
    assert [each.slot for each in tx.deliveries.of_occurrence(mine.id, MONDAY)] == [0, 1]
    assert tx.deliveries.get(max(numbers) + 1) is None


def test_what_was_missed_is_written_down_and_given_to_nobody(tx: SqlTx, mine: Rule) -> None:
    missed = new_delivery(rule=mine.id, state=S.EXPIRED, why=Skip.MISSED)

    assert tx.deliveries.add([missed], lease()) == []

    (row,) = tx.deliveries.of_day(ALICE, MONDAY)
    assert (row.state, row.why, row.worker) == (S.EXPIRED, "missed", None)
    assert tx.deliveries.next_at() is None


# --- leases --------------------------------------------------------------------------------------


def test_a_delivery_in_somebodys_hand_is_not_taken_until_the_lease_ends(
    tx: SqlTx, mine: Rule
) -> None:
    number = written(tx, mine)

    assert tx.deliveries.take(at(), lease("other", at() + timedelta(seconds=29)), 10) == []
    assert tx.deliveries.take(at(), lease("other", at() + timedelta(seconds=30)), 10) == [number]
    assert kept(tx, number).worker == "other"
    assert not tx.deliveries.begin(number, lease("worker"), at(), "", buzz=True)
    assert tx.deliveries.begin(number, lease("other"), at(), "", buzz=True)


def test_a_request_that_nobody_saw_the_end_of_returns_with_its_lease(tx: SqlTx, mine: Rule) -> None:
    number = written(tx, mine)
    tx.deliveries.begin(number, lease("worker", seconds=90), at(), "", buzz=True)

    assert tx.deliveries.take(at(), lease("other", at() + MINUTE), 10) == []
    assert tx.deliveries.take(at(), lease("other", at() + 2 * MINUTE), 10) == [number]

    assert kept(tx, number).state is S.SENDING
    assert not tx.deliveries.end(number, "worker", S.SENT, "sent", at())  # too late to say so


def test_only_what_is_due_is_taken_the_earliest_first(tx: SqlTx, mine: Rule) -> None:
    late = new_delivery(rule=mine.id, due=at(WEDNESDAY))
    early = new_delivery(rule=mine.id, due=at(MONDAY))
    middle = new_delivery(rule=mine.id, due=at(TUESDAY))
    for each in (late, early, middle):
        tx.deliveries.add([each], None)

    first = tx.deliveries.take(at(TUESDAY), lease(), 1)
    both = tx.deliveries.take(at(TUESDAY), lease("other", at() + HOUR), 10)

    assert [kept(tx, number).local_date for number in first] == [MONDAY]
    assert [kept(tx, number).local_date for number in both] == [MONDAY, TUESDAY]


def test_what_is_given_back_is_free_at_once_and_what_is_on_its_way_is_not(
    tx: SqlTx, mine: Rule
) -> None:
    waiting, going = written(tx, mine), written(tx, mine, due=at(TUESDAY))
    tx.deliveries.begin(going, lease(), at(), "", buzz=True)

    tx.deliveries.release("worker")

    assert tx.deliveries.take(at(FRIDAY), lease("other"), 10) == [waiting]


def test_an_heir_frees_what_the_dead_held_and_keeps_its_own(tx: SqlTx, mine: Rule) -> None:
    theirs = written(tx, mine)
    tx.deliveries.begin(theirs, lease(), at(), "", buzz=True)
    own = new_delivery(rule=mine.id, due=at(TUESDAY))
    tx.deliveries.add([own], lease("heir"))

    tx.deliveries.inherit("heir")

    assert tx.deliveries.take(at(FRIDAY), lease("heir"), 10) == [theirs]


# --- states --------------------------------------------------------------------------------------


def test_each_time_of_sending_is_an_attempt(tx: SqlTx, mine: Rule) -> None:
    number = written(tx, mine)

    for _ in range(2):
        assert tx.deliveries.begin(number, lease(), at(), "hello", buzz=True)
        assert tx.deliveries.end(number, "worker", S.PENDING, "later", at())

    assert (kept(tx, number).attempts, kept(tx, number).worker) == (2, "worker")
    assert kept(tx, number).opening == "hello"


@pytest.mark.parametrize("to", [S.SENT, S.FAILED, S.UNKNOWN])
def test_what_has_ended_is_in_nobodys_hand_and_stays_as_it_is(
    tx: SqlTx, mine: Rule, to: DeliveryState
) -> None:
    number = written(tx, mine)
    assert not tx.deliveries.end(number, "worker", to, "never begun", at())
    tx.deliveries.begin(number, lease(), at(), "", buzz=True)

    assert tx.deliveries.end(number, "worker", to, "why", at())

    ended = kept(tx, number)
    assert (ended.state, ended.why, ended.worker) == (to, "why", None)
    assert ended.sent_at == (at() if to is S.SENT else None)
    assert not tx.deliveries.begin(number, lease(), at(), "", buzz=True)
    tx.deliveries.settle([number], S.SKIPPED, Skip.DONE)
    tx.deliveries.put_off(number, at(FRIDAY), "quiet")
    tx.deliveries.move(number, FRIDAY, at(FRIDAY), at(FRIDAY))
    assert kept(tx, number) == ended
    assert tx.deliveries.next_at() is None


def test_what_is_put_off_waits_in_nobodys_hand(tx: SqlTx, mine: Rule) -> None:
    number = written(tx, mine)

    tx.deliveries.put_off(number, at() + HOUR, Skip.QUIET)

    assert tx.deliveries.next_at() == at() + HOUR
    assert tx.deliveries.take(at() + HOUR - MINUTE, lease(), 10) == []
    assert tx.deliveries.take(at() + HOUR, lease(), 10) == [number]
    assert kept(tx, number).due_at == at()


def test_a_snooze_can_be_moved_to_another_day(tx: SqlTx, mine: Rule) -> None:
    number = written(tx, mine, slot=1, origin=Origin.SNOOZE)

    tx.deliveries.move(number, TUESDAY, at(TUESDAY, 8), at(TUESDAY, 10))

    moved = kept(tx, number)
    assert (moved.day, moved.not_before) == (TUESDAY, at(TUESDAY, 8))
    assert (moved.due_at, moved.expires_at) == (at(TUESDAY, 8), at(TUESDAY, 10))
    assert moved.local_date == MONDAY  # the occurrence stays what it was


def test_nothing_happens_to_a_delivery_that_is_not_there(tx: SqlTx) -> None:
    assert not tx.deliveries.begin(404, lease(), at(), "", buzz=True)
    assert not tx.deliveries.end(404, "worker", S.SENT, "", at())
    tx.deliveries.settle([], S.SKIPPED, Skip.DONE)
    assert tx.deliveries.add([], lease()) == []


# --- looking back --------------------------------------------------------------------------------


def test_prompts_count_as_unanswered_when_sent_after_the_last_sign_of_life(
    tx: SqlTx, mine: Rule
) -> None:
    other = tx.rules.save(rule(learner=BOB))
    evening = tx.rules.save(rule(kind=Kind.SECOND_CHANCE, minute=21 * 60))
    for day in (WEDNESDAY, TUESDAY, MONDAY):
        sent(tx, mine, at(day))
    sent(tx, other, at(TUESDAY))
    sent(tx, evening, at(TUESDAY, 21))
    sent(tx, mine, at(TUESDAY, 20), slot=1, origin=Origin.REPEAT)
    failed = written(tx, mine, due=at(FRIDAY))
    tx.deliveries.begin(failed, lease(), at(FRIDAY), "", buzz=True)
    tx.deliveries.end(failed, "worker", S.FAILED, "refused", at(FRIDAY))

    assert tx.deliveries.prompts_since(ALICE, at(MONDAY)) == [at(TUESDAY), at(WEDNESDAY)]
    assert tx.deliveries.prompts_since(CAROL, at(MONDAY)) == []


def test_a_kinds_last_nominal_date_counts_all_its_rules(tx: SqlTx, mine: Rule) -> None:
    weekend = tx.rules.save(rule(minute=9 * 60))
    evening = tx.rules.save(rule(kind=Kind.SECOND_CHANCE))
    assert tx.deliveries.last_date(ALICE, Kind.PROMPT) is None

    written(tx, mine, due=at(MONDAY))
    written(tx, weekend, due=at(TUESDAY))
    written(tx, evening, due=at(FRIDAY))

    assert tx.deliveries.last_date(ALICE, Kind.PROMPT) == TUESDAY
    assert tx.deliveries.last_date(ALICE, Kind.SECOND_CHANCE) == FRIDAY


def test_the_last_days_are_read_newest_first(tx: SqlTx, mine: Rule) -> None:
    numbers = [written(tx, mine, due=at(day)) for day in (MONDAY, TUESDAY, WEDNESDAY)]

    assert [each.id for each in tx.deliveries.since(ALICE, at(TUESDAY))] == numbers[:0:-1]
    assert tx.deliveries.since(BOB, at(MONDAY)) == []
    assert all(each.state in UNFINISHED for each in tx.deliveries.since(ALICE, at(MONDAY)))


def test_the_first_on_record_and_the_last_prompt_before_are_found(tx: SqlTx, mine: Rule) -> None:
    assert tx.deliveries.first_due(ALICE) is None
    assert tx.deliveries.last_prompt(ALICE, at(FRIDAY)) is None
    first = sent(tx, mine, at(MONDAY))
    last = sent(tx, mine, at(TUESDAY))
    written(tx, mine, due=at(WEDNESDAY))  # it has not left us
    assert tx.deliveries.first_due(ALICE) == at(MONDAY)
    for before, number in ((TUESDAY, first), (FRIDAY, last)):
        found = tx.deliveries.last_prompt(ALICE, at(before))
        assert found is not None
        assert found.id == number
