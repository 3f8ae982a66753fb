"""Calendars that wait for a tap, and dates that matter that come back."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from bot.domain.calendar import EMPTY, Shift, with_day
from bot.domain.events import Event, EventKind
from bot.store.transaction import SqlTx
from bot.usecases.drafts import Draft, Purpose
from tests.builders import ALICE, BOB, FRIDAY, MONDAY, THURSDAY, alice, at, bob

ON_CALL = with_day(EMPTY, MONDAY, Shift.ON_CALL)
NIGHT = with_day(EMPTY, MONDAY, Shift.NIGHT)


@pytest.fixture
def tx(connection: Connection) -> SqlTx:
    opened = SqlTx(connection)
    opened.learners.save(alice())
    opened.learners.save(bob())
    return opened


def test_a_draft_comes_back_as_it_was_kept(tx: SqlTx) -> None:
    kept = tx.drafts.keep(ALICE, Purpose.OFFERED, ON_CALL, at())
    assert tx.drafts.get(ALICE, kept) == Draft(kept, ALICE, Purpose.OFFERED, ON_CALL, at())


def test_of_each_purpose_only_the_newest_is_kept(tx: SqlTx) -> None:
    older = tx.drafts.keep(ALICE, Purpose.OFFERED, ON_CALL, at())
    undo = tx.drafts.keep(ALICE, Purpose.BEFORE, EMPTY, at())
    newer = tx.drafts.keep(ALICE, Purpose.OFFERED, NIGHT, at())
    assert tx.drafts.get(ALICE, older) is None
    assert tx.drafts.get(ALICE, undo) is not None
    assert tx.drafts.get(ALICE, newer) is not None


def test_a_draft_is_its_owners_alone_and_its_number_never_comes_again(tx: SqlTx) -> None:
    of_alice = tx.drafts.keep(ALICE, Purpose.OFFERED, ON_CALL, at())
    assert tx.drafts.get(BOB, of_alice) is None
    tx.drafts.remove(of_alice)
    assert tx.drafts.get(ALICE, of_alice) is None
    assert tx.drafts.keep(BOB, Purpose.OFFERED, NIGHT, at()) > of_alice


def test_dates_that_matter_come_soonest_first(tx: SqlTx) -> None:
    exam = tx.learners.add_event(ALICE, EventKind.EXAM, FRIDAY, "Part A")
    case = tx.learners.add_event(ALICE, EventKind.CASE, THURSDAY, "hernia")
    tx.learners.add_event(BOB, EventKind.COURSE, MONDAY, "microsurgery")
    assert tx.learners.events(ALICE) == [
        Event(case, EventKind.CASE, THURSDAY, "hernia"),
        Event(exam, EventKind.EXAM, FRIDAY, "Part A"),
    ]


def test_the_date_that_was_removed_last_can_come_back_as_it_was(tx: SqlTx) -> None:
    exam = tx.learners.add_event(ALICE, EventKind.EXAM, FRIDAY, "Part A")
    assert tx.learners.remove_event(ALICE, exam, at())
    assert tx.learners.events(ALICE) == []
    assert tx.learners.restore_event(ALICE, exam)
    assert tx.learners.events(ALICE) == [Event(exam, EventKind.EXAM, FRIDAY, "Part A")]
    assert not tx.learners.restore_event(ALICE, exam)


def test_of_removed_dates_only_the_last_is_kept(tx: SqlTx) -> None:
    first = tx.learners.add_event(ALICE, EventKind.EXAM, FRIDAY, "Part A")
    second = tx.learners.add_event(ALICE, EventKind.CASE, FRIDAY, "hernia")
    tx.learners.remove_event(ALICE, first, at())
    tx.learners.remove_event(ALICE, second, at())
    assert not tx.learners.restore_event(ALICE, first)
    assert tx.learners.restore_event(ALICE, second)


def test_nobody_removes_or_restores_the_dates_of_others(tx: SqlTx) -> None:
    exam = tx.learners.add_event(ALICE, EventKind.EXAM, FRIDAY, "Part A")
    assert not tx.learners.remove_event(BOB, exam, at())
    tx.learners.remove_event(ALICE, exam, at())
    assert not tx.learners.restore_event(BOB, exam)
