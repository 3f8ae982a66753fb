from __future__ import annotations

from datetime import date, timedelta

from bot.domain.content import Kit
from bot.domain.learners import Away, Consent, Onboarding
from bot.domain.plates import NeedleHand
from bot.domain.syllabus import Track
from bot.store.transaction import SqlTx
from tests.builders import ALICE, BOB, CAROL, FRIDAY, MONDAY, SUNDAY, WEDNESDAY, alice, at, bob


def test_a_stranger_is_not_there(tx: SqlTx) -> None:
    assert tx.learners.get(404) is None


def test_a_person_is_kept_with_everything_they_set(tx: SqlTx) -> None:
    everything = alice(
        id=2**52,
        chat=-(2**52),
        name="Alice 🪡 O'Neill",
        zone="Pacific/Apia",
        place="Apia",
        day_start=0,
        kit=frozenset({Kit.CORD, Kit.LOUPES}),
        onboarding=Onboarding.KIT,
        check_ins=Consent.NOT_NOW,
        blocked_at=at(WEDNESDAY),
        paused_from=MONDAY,
        paused_until=FRIDAY,
        track=Track.VASCULAR,
        needle_hand=NeedleHand.LEFT,
    )

    tx.learners.save(everything)

    assert tx.learners.get(2**52) == everything


def test_saving_again_changes_the_person_and_keeps_what_hangs_on_them(tx: SqlTx) -> None:
    tx.learners.rest(ALICE, "fingers", FRIDAY)

    tx.learners.save(alice(place="York", blocked_at=at()))
    tx.learners.save(alice(place="York"))

    assert tx.learners.get(ALICE) == alice(place="York")
    assert tx.learners.rests(ALICE, MONDAY) == {"fingers"}


def test_a_sign_of_life_changes_nothing_else(tx: SqlTx) -> None:
    tx.learners.save(alice(place="York", blocked_at=at()))
    bob = tx.learners.get(BOB)

    tx.learners.save_seen(alice(name="Alicia", place="not saved", seen_at=at(FRIDAY)))

    expected = alice(name="Alicia", place="York", seen_at=at(FRIDAY), blocked_at=None)
    assert tx.learners.get(ALICE) == expected
    assert tx.learners.get(BOB) == bob


def test_pauses_come_oldest_first_and_only_ones_own(tx: SqlTx) -> None:
    tx.learners.add_pause(ALICE, FRIDAY, None, Away.BREAK)
    tx.learners.add_pause(ALICE, MONDAY, WEDNESDAY, Away.BREAK)
    tx.learners.add_pause(BOB, MONDAY, None, Away.BREAK)

    assert tx.learners.pauses(ALICE) == [(MONDAY, WEDNESDAY), (FRIDAY, None)]


def test_only_the_running_pause_is_ended(tx: SqlTx) -> None:
    tx.learners.add_pause(BOB, MONDAY - timedelta(days=9), MONDAY - timedelta(days=7), Away.BREAK)
    tx.learners.add_pause(BOB, MONDAY, None, Away.BREAK)

    tx.learners.end_pause(BOB, WEDNESDAY)

    assert tx.learners.pauses(BOB)[1:] == [(MONDAY, WEDNESDAY)]
    assert tx.learners.pauses(BOB)[0][1] == MONDAY - timedelta(days=7)


def test_a_pause_with_an_end_can_be_ended_early_but_is_never_made_longer(tx: SqlTx) -> None:
    tx.learners.add_pause(BOB, MONDAY, FRIDAY, Away.BREAK)

    tx.learners.end_pause(BOB, SUNDAY)
    assert tx.learners.pauses(BOB) == [(MONDAY, FRIDAY)]

    tx.learners.end_pause(BOB, WEDNESDAY)
    assert tx.learners.pauses(BOB) == [(MONDAY, WEDNESDAY)]


def test_a_pause_taken_back_on_its_first_day_never_was(tx: SqlTx) -> None:
    tx.learners.add_pause(BOB, MONDAY, None, Away.BREAK)

    tx.learners.end_pause(BOB, MONDAY)

    assert tx.learners.pauses(BOB) == []


def test_a_family_rests_before_its_day_and_not_on_it(tx: SqlTx) -> None:
    tx.learners.rest(ALICE, "fingers", WEDNESDAY)

    assert tx.learners.rests(ALICE, WEDNESDAY - timedelta(days=1)) == {"fingers"}
    assert tx.learners.rests(ALICE, WEDNESDAY) == frozenset()
    assert tx.learners.rests(CAROL, MONDAY) == frozenset()


def test_the_later_end_of_a_rest_wins(tx: SqlTx) -> None:
    for until in (WEDNESDAY, FRIDAY, WEDNESDAY):
        tx.learners.rest(ALICE, "fingers", until)

    assert tx.learners.rests(ALICE, date(2026, 3, 5)) == {"fingers"}


def test_bob_is_still_paused_after_a_night_in_the_store(tx: SqlTx) -> None:
    kept = tx.learners.get(BOB)

    assert kept == bob()
    assert kept is not None
    assert kept.is_paused(FRIDAY)
