from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.practice import Completion, Hand, OpenCard, Source
from bot.domain.reviews import Memory, Recall, first_read, review
from bot.domain.timers import Timer
from bot.store.transaction import SqlTx
from tests.builders import (
    ALICE,
    BOB,
    CAROL,
    FRIDAY,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    at,
    card,
    completion,
    plan_item,
)


def done_on(tx: SqlTx, day: date, **facts: object) -> Completion:
    return tx.practice.add(completion(day=day, **facts))


# --- completions ---------------------------------------------------------------------------------


def test_a_completion_comes_back_with_its_id(tx: SqlTx) -> None:
    everything = completion(
        zone="Asia/Kathmandu",
        day=TUESDAY,
        source=Source.PLAN,
        hand=Hand.OTHER,
        level=3,
        reps=0,
        seconds=90,
        slips=False,
        note="one slip; 'quoted' ✂",
        plan=9,
        position=2,
    )

    kept = tx.practice.add(everything)

    assert kept == replace(everything, id=kept.id)
    assert tx.practice.get(kept.id) == kept


def test_practice_elsewhere_names_no_item(tx: SqlTx) -> None:
    kept = tx.practice.add(
        completion(item=None, hand=None, level=None, source=Source.ELSEWHERE, slips=True)
    )

    assert tx.practice.get(kept.id) == kept


def test_completions_come_oldest_first_and_only_ones_own(tx: SqlTx) -> None:
    late, early = done_on(tx, TUESDAY), done_on(tx, MONDAY, item="finger-taps")
    done_on(tx, MONDAY, learner=BOB)

    assert tx.practice.of(ALICE) == [early, late]
    assert tx.practice.of_item(ALICE, "finger-taps") == [early]
    assert tx.practice.latest(ALICE) == late
    assert tx.practice.latest(CAROL) is None
    assert tx.practice.of(CAROL) == []


def test_of_two_in_one_second_the_one_logged_last_is_the_latest(tx: SqlTx) -> None:
    first, second = done_on(tx, MONDAY), done_on(tx, MONDAY)

    assert tx.practice.latest(ALICE) == second
    assert tx.practice.of(ALICE) == [first, second]


def test_a_practice_day_counts_once(tx: SqlTx) -> None:
    for day in (MONDAY, MONDAY, WEDNESDAY):
        done_on(tx, day)

    assert tx.practice.days(ALICE) == {MONDAY, WEDNESDAY}
    assert tx.practice.days(BOB) == frozenset()


def test_a_completion_gets_its_number_later(tx: SqlTx) -> None:
    kept = done_on(tx, MONDAY)

    tx.practice.set_count(kept.id, 12, None)

    assert tx.practice.get(kept.id) == replace(kept, reps=12)


def test_a_completion_moves_to_another_day_but_not_in_time(tx: SqlTx) -> None:
    kept = done_on(tx, MONDAY)

    tx.practice.move_day(kept.id, TUESDAY)

    assert tx.practice.get(kept.id) == replace(kept, day=TUESDAY)
    assert tx.practice.days(ALICE) == {TUESDAY}


def test_undo_takes_the_completion_its_memory_and_its_tick(tx: SqlTx) -> None:
    plan = tx.plans.add(ALICE, MONDAY, [plan_item(item="vertical-mattress")], at())
    done = done_on(tx, MONDAY, item="vertical-mattress", plan=plan.id, position=1)
    other = done_on(tx, MONDAY)
    tx.plans.set_item(plan.id, replace(plan.items[0], completion=done.id))
    tx.practice.remember(first_read(ALICE, "vertical-mattress", at()), done.id)

    tx.practice.remove(done.id)

    assert tx.practice.get(done.id) is None
    assert tx.practice.memory(ALICE, "vertical-mattress") is None
    assert tx.plans.get(plan.id) == plan
    assert tx.practice.of(ALICE) == [other]


def test_the_number_of_what_was_undone_is_never_given_again(tx: SqlTx) -> None:
    undone = done_on(tx, MONDAY)
    tx.practice.remove(undone.id)

    assert done_on(tx, MONDAY).id > undone.id


# --- timers --------------------------------------------------------------------------------------


def timer(person: int = ALICE, ends_at: datetime | None = None, **card_facts: object) -> Timer:
    ends_at = ends_at or at()
    started = ends_at - timedelta(seconds=45)
    return Timer(0, person, "coin-rotation", 45, started, ends_at, card(**card_facts))


def test_a_timer_comes_back_with_its_card(tx: SqlTx) -> None:
    running = tx.practice.start_timer(timer(hand=Hand.OTHER, level=4, plan=7, position=2))

    kept = tx.practice.running_timer(ALICE)
    assert kept == running
    assert kept is not None
    assert kept.card == OpenCard("coin-rotation", Hand.OTHER, 4, 7, 2)
    assert tx.practice.running_timer(BOB) is None


def test_a_new_timer_replaces_the_running_one(tx: SqlTx) -> None:
    first = tx.practice.start_timer(timer())
    second = tx.practice.start_timer(timer(ends_at=at() + timedelta(minutes=1)))

    assert second.id != first.id
    assert tx.practice.running_timer(ALICE) == second
    assert tx.practice.stop_timer(first.id) is False


def test_a_timer_is_stopped_once(tx: SqlTx) -> None:
    running = tx.practice.start_timer(timer())

    assert tx.practice.stop_timer(running.id) is True
    assert tx.practice.stop_timer(running.id) is False
    assert tx.practice.running_timer(ALICE) is None


def test_ended_timers_come_first_ended_first(tx: SqlTx) -> None:
    second = tx.practice.start_timer(timer(ALICE, at(MONDAY, 18, 31)))
    first = tx.practice.start_timer(timer(BOB, at(MONDAY, 18, 30)))
    tx.practice.start_timer(timer(CAROL, at(MONDAY, 18, 32)))

    assert tx.practice.ended_timers(at(MONDAY, 18, 31), 9) == [first, second]
    assert tx.practice.ended_timers(at(MONDAY, 18, 31), 1) == [first]
    assert tx.practice.ended_timers(at(MONDAY, 18, 29), 9) == []
    assert tx.practice.next_timer_end() == at(MONDAY, 18, 30)


def test_without_timers_none_ends(tx: SqlTx) -> None:
    assert tx.practice.next_timer_end() is None


# --- memories ------------------------------------------------------------------------------------


def read_and_reviewed(tx: SqlTx) -> tuple[Memory, Memory]:
    read = first_read(ALICE, "vertical-mattress", at(MONDAY))
    reviewed = review(read, Recall.FINE, at(TUESDAY))
    tx.practice.remember(read, None)
    tx.practice.remember(reviewed, None)
    return read, reviewed


def test_the_newest_memory_is_the_present_one(tx: SqlTx) -> None:
    _, reviewed = read_and_reviewed(tx)

    assert tx.practice.memory(ALICE, "vertical-mattress") == reviewed
    assert tx.practice.memories(ALICE) == [reviewed]
    assert tx.practice.memory(BOB, "vertical-mattress") is None
    assert tx.practice.memory(ALICE, "instrument-tie") is None


def test_undo_brings_the_memory_before_it_back(tx: SqlTx) -> None:
    _, reviewed = read_and_reviewed(tx)
    done = done_on(tx, FRIDAY, item="vertical-mattress")
    tx.practice.remember(review(reviewed, Recall.FORGOT, at(FRIDAY)), done.id)

    tx.practice.remove(done.id)

    assert tx.practice.memory(ALICE, "vertical-mattress") == reviewed


def test_memories_come_most_overdue_first(tx: SqlTx) -> None:
    kept = [
        first_read(ALICE, technique, at(day))
        for technique, day in (("tie", WEDNESDAY), ("simple", MONDAY), ("mattress", TUESDAY))
    ]
    for memory in kept:
        tx.practice.remember(memory, None)
    tx.practice.remember(first_read(BOB, "tie", at(MONDAY)), None)

    assert [memory.technique for memory in tx.practice.memories(ALICE)] == [
        "simple",
        "mattress",
        "tie",
    ]
