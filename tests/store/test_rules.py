"""Reminder rules: kept, and due in their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.calendar import Shift, with_day
from bot.domain.reminders import Kind, Occurrence, Rule
from bot.domain.rhythm import QuietHours
from bot.store.transaction import SqlTx
from tests.builders import (
    ALICE,
    BOB,
    CAROL,
    FRIDAY,
    LONDON,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    alice,
    at,
    bob,
    carol,
    lease,
    rule,
)

HOUR = timedelta(hours=1)


def daily(tx: SqlTx, person: int = ALICE, due: datetime | None = None) -> Rule:
    """A rule of this person that falls due on Monday evening, or when asked."""
    kept = tx.rules.save(rule(learner=person))
    tx.rules.schedule([(kept.id, Occurrence((due or at()).date(), due or at()))])
    return kept


def due(tx: SqlTx, now: datetime, limit: int = 10) -> list[tuple[Rule, Occurrence]]:
    leased = [tx.rules.leased(rule, "worker") for rule in tx.rules.lease(now, lease(), limit)]
    tx.rules.release("worker", now)
    return [(each.rule, each.occurrence) for each in leased if each]


def test_a_person_has_several_rules_and_each_keeps_its_id(tx: SqlTx) -> None:
    evening = tx.rules.save(rule(weekdays=0b0011111, repeat_every=60))
    weekend = tx.rules.save(rule(minute=9 * 60, weekdays=0b1100000))
    second = tx.rules.save(rule(kind=Kind.SECOND_CHANCE, minute=21 * 60))
    tx.rules.save(rule(learner=BOB))

    assert tx.rules.of(ALICE) == [weekend, evening, second]
    changed = tx.rules.save(replace(evening, minute=7 * 60, enabled=False))
    assert changed.id == evening.id
    assert tx.rules.get(evening.id) == changed
    assert tx.rules.of(ALICE) == [changed, weekend, second]


def test_a_rule_that_was_taken_out_is_kept_for_its_history_only(tx: SqlTx) -> None:
    gone = tx.rules.save(replace(daily(tx), weekdays=0))

    assert tx.rules.of(ALICE) == []
    assert tx.rules.every(ALICE) == [gone]


def test_due_rules_come_most_overdue_first(tx: SqlTx) -> None:
    later = daily(tx, ALICE, at(hour=18))
    sooner = daily(tx, BOB, at(hour=17))
    daily(tx, CAROL, at(hour=20))

    found = due(tx, at(hour=18))

    assert found == [
        (sooner, Occurrence(MONDAY, at(hour=17))),
        (later, Occurrence(MONDAY, at(hour=18))),
    ]
    assert due(tx, at(hour=18), 1) == found[:1]


def test_a_due_rule_brings_its_persons_rhythm(tx: SqlTx) -> None:
    nights = with_day(alice().calendar, MONDAY, Shift.NIGHT)
    tx.learners.save(alice(quiet_from=22 * 60, quiet_to=7 * 60, calendar=nights))
    daily(tx)

    (number,) = tx.rules.lease(at(), lease(), 10)
    found = tx.rules.leased(number, "worker")
    assert found is not None

    rhythm = found.timetable.rhythm
    assert (rhythm.zone, rhythm.day_start) == (LONDON, 4 * 60)
    assert rhythm.quiet == QuietHours(22 * 60, 7 * 60)
    assert rhythm.calendar == nights


@pytest.mark.parametrize("why", ["not scheduled", "switched off"])
def test_what_cannot_fall_due_is_not_found(tx: SqlTx, why: str) -> None:
    kept = daily(tx)

    if why == "not scheduled":
        tx.rules.schedule([(kept.id, None)])
    else:
        tx.rules.save(replace(kept, enabled=False))

    assert due(tx, at(FRIDAY)) == []
    assert tx.rules.next_due_at() is None
    assert tx.rules.next_due_at(ALICE) is None


def test_a_postponed_rule_falls_due_later_for_the_same_date(tx: SqlTx) -> None:
    kept = daily(tx)

    tx.rules.postpone(kept.id, at() + HOUR)

    assert due(tx, at()) == []
    assert due(tx, at() + HOUR) == [(kept, Occurrence(MONDAY, at() + HOUR))]


def test_the_next_due_instant_is_of_one_person_or_of_all(tx: SqlTx) -> None:
    daily(tx, ALICE, at(TUESDAY))
    daily(tx, BOB, at(WEDNESDAY))

    assert tx.rules.next_due_at() == at(TUESDAY)
    assert tx.rules.next_due_at(BOB) == at(WEDNESDAY)
    assert tx.rules.next_due_at(CAROL) is None


# --- zone data -----------------------------------------------------------------------------------


def test_rules_of_some_zones_come_in_batches(tx: SqlTx) -> None:
    tx.learners.save(carol(zone="Africa/Cairo"))
    mine, theirs = daily(tx, CAROL), daily(tx, CAROL, at(TUESDAY))
    bobs = daily(tx, BOB)

    first = tx.rules.between(0, mine.id, {"Africa/Cairo", "Asia/Gaza"})
    then = tx.rules.between(mine.id, bobs.id, {"Africa/Cairo", "Asia/Gaza"})

    assert [each.rule for each in first] == [mine]
    assert [each.rule for each in then] == [theirs]
    assert tx.rules.last() == bobs.id


def test_fingerprints_of_zones_are_kept_and_replaced(tx: SqlTx) -> None:
    tx.learners.save(bob(zone="Asia/Gaza"))
    assert tx.rules.zones() == {LONDON, "Asia/Gaza", "Etc/UTC"}
    assert tx.rules.fingerprints() == {}

    tx.rules.set_fingerprints({LONDON: "a", "Asia/Gaza": "b"})
    tx.rules.set_fingerprints({"Asia/Gaza": "c"})
    tx.rules.set_fingerprints({})

    assert tx.rules.fingerprints() == {LONDON: "a", "Asia/Gaza": "c"}


# --- leases ---------------------------------------------------------------------------------------


def test_a_leased_rule_is_nobody_elses_until_the_lease_ends(tx: SqlTx) -> None:
    kept = daily(tx)
    assert tx.rules.lease(at(), lease("one"), 10) == [kept.id]

    assert tx.rules.lease(at(), lease("two"), 10) == []
    assert tx.rules.leased(kept.id, "two") is None
    mine = tx.rules.leased(kept.id, "one")
    assert mine is not None
    assert mine.occurrence == Occurrence(MONDAY, at())

    later = at() + timedelta(seconds=31)
    assert tx.rules.lease(later, lease("two", later), 10) == [kept.id]
    assert tx.rules.leased(kept.id, "one") is None


def test_a_lease_leaves_the_rule_due(tx: SqlTx) -> None:
    daily(tx)
    tx.rules.lease(at(), lease("one"), 10)
    assert tx.rules.next_due_at() == at()


def test_a_rule_that_moved_on_is_leased_no_more(tx: SqlTx) -> None:
    kept = daily(tx)
    tx.rules.lease(at(), lease("one"), 10)

    tomorrow = at() + timedelta(days=1)
    tx.rules.schedule([(kept.id, Occurrence(tomorrow.date(), tomorrow))])

    assert tx.rules.leased(kept.id, "one") is None
    assert tx.rules.lease(tomorrow, lease("two", tomorrow), 10) == [kept.id]


def test_an_heir_frees_what_the_dead_had_leased_and_keeps_its_own(tx: SqlTx) -> None:
    theirs, mine = daily(tx, ALICE), daily(tx, BOB, at(hour=19))
    tx.rules.lease(at(), lease("dead"), 1)
    tx.rules.lease(at(hour=19), lease("heir", at()), 1)

    tx.rules.inherit("heir", at(hour=19))

    assert tx.rules.leased(mine.id, "heir") is not None
    assert tx.rules.lease(at(hour=19), lease("heir", at()), 10) == [theirs.id]


def test_what_is_given_back_is_free(tx: SqlTx) -> None:
    kept = daily(tx)
    tx.rules.lease(at(), lease("one"), 10)
    tx.rules.release("one", at())
    assert tx.rules.lease(at(), lease("two"), 10) == [kept.id]
