from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.practice import Hand, NotToday, Plan, Reason, Role
from bot.store.transaction import SqlTx
from tests.builders import ALICE, BOB, MONDAY, TUESDAY, at, completion, plan_item

ITEMS = (
    plan_item(position=1),
    plan_item(
        position=2,
        item="needle-loading",
        reason=Reason.LONGEST_AGO,
        hand=Hand.OTHER,
        level=3,
        sharp=True,
    ),
    plan_item(position=3, item="instrument-tie", role=Role.NEW, hand=None, minutes=5),
)


def test_a_plan_comes_back_by_day_and_by_id_with_its_items_in_order(tx: SqlTx) -> None:
    plan = tx.plans.add(ALICE, MONDAY, ITEMS[::-1], at())

    assert plan == Plan(plan.id, ALICE, MONDAY, at(), None, ITEMS)
    assert tx.plans.of_day(ALICE, MONDAY) == plan
    assert tx.plans.get(plan.id) == plan


def test_there_is_no_plan_for_another_day_or_person(tx: SqlTx) -> None:
    plan = tx.plans.add(ALICE, MONDAY, ITEMS, at())

    assert tx.plans.of_day(ALICE, TUESDAY) is None
    assert tx.plans.of_day(BOB, MONDAY) is None
    assert tx.plans.get(plan.id + 1) is None


def test_a_plan_may_be_empty(tx: SqlTx) -> None:
    assert tx.plans.add(ALICE, MONDAY, (), at()).items == ()
    assert tx.plans.of_day(ALICE, MONDAY) is not None


def test_a_day_has_one_plan(tx: SqlTx) -> None:
    tx.plans.add(ALICE, MONDAY, ITEMS, at())

    with pytest.raises(IntegrityError):
        tx.plans.add(ALICE, MONDAY, ITEMS, at())


def test_the_newest_message_is_remembered(tx: SqlTx) -> None:
    plan = tx.plans.add(ALICE, MONDAY, ITEMS, at())

    tx.plans.shown(plan.id, 41)
    tx.plans.shown(plan.id, 2**40)

    kept = tx.plans.get(plan.id)
    assert kept is not None
    assert kept.message == 2**40


@pytest.mark.parametrize("reason", list(NotToday))
def test_an_item_left_out_says_why_and_the_others_stay(tx: SqlTx, reason: NotToday) -> None:
    plan = tx.plans.add(ALICE, MONDAY, ITEMS, at())

    tx.plans.set_item(plan.id, plan_item(position=2, not_today=reason))

    kept = tx.plans.get(plan.id)
    assert kept is not None
    assert [item.not_today for item in kept.items] == [None, reason, None]
    assert kept.items[1].item == "needle-loading"  # the rest of it is frozen


def test_an_item_is_ticked_and_opened_again(tx: SqlTx) -> None:
    plan = tx.plans.add(ALICE, MONDAY, ITEMS, at())
    done = tx.practice.add(completion(plan=plan.id, position=1))

    tx.plans.set_item(plan.id, plan_item(position=1, completion=done.id))
    ticked = tx.plans.get(plan.id)
    tx.practice.remove(done.id)

    assert ticked is not None
    assert [item.completion for item in ticked.items] == [done.id, None, None]
    assert tx.plans.get(plan.id) == plan


def test_what_was_counted_is_told_by_the_plan_s_positions(tx: SqlTx) -> None:
    plan = tx.plans.add(ALICE, MONDAY, ITEMS, at())
    bobs = tx.plans.add(BOB, MONDAY, ITEMS, at())
    counted = (completion(reps=0, seconds=90), completion(reps=None, seconds=40))
    for item, each in zip(ITEMS, counted, strict=False):
        done = tx.practice.add(each)
        tx.plans.set_item(plan.id, replace(item, completion=done.id))
    uncounted = tx.practice.add(completion(learner=BOB, reps=None, seconds=None))
    tx.plans.set_item(bobs.id, replace(ITEMS[2], completion=uncounted.id))

    assert tx.practice.counts(plan.id) == {1: 0, 2: 40}
    assert tx.practice.counts(bobs.id) == {3: None}
