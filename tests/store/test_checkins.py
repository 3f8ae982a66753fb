from __future__ import annotations

from dataclasses import replace

from bot.domain.checkins import AskedQuestion, Feeling
from bot.store.transaction import SqlTx
from tests.builders import ALICE, BOB, FRIDAY, MONDAY, TUESDAY, WEDNESDAY, at, check_in


def test_a_check_in_comes_back_with_its_id(tx: SqlTx) -> None:
    noted = check_in(feeling=Feeling.CONFIDENCE, value=10, zone="Asia/Tokyo")

    kept = tx.check_ins.add(noted)

    assert kept == replace(noted, id=kept.id)
    assert tx.check_ins.get(kept.id) == kept


def test_check_ins_of_a_day_and_later_come_oldest_first(tx: SqlTx) -> None:
    late = tx.check_ins.add(check_in(day=WEDNESDAY, at=at(WEDNESDAY)))
    early = tx.check_ins.add(check_in(day=TUESDAY, at=at(TUESDAY)))
    first = tx.check_ins.add(check_in())
    tx.check_ins.add(check_in(learner=BOB, day=FRIDAY, at=at(FRIDAY)))

    assert tx.check_ins.since(ALICE, TUESDAY) == [early, late]
    assert tx.check_ins.since(ALICE, MONDAY) == [first, early, late]
    assert tx.check_ins.latest(ALICE) == late


def test_a_check_in_taken_back_is_gone_and_its_number_too(tx: SqlTx) -> None:
    kept = tx.check_ins.add(check_in())

    tx.check_ins.remove(kept.id)

    assert tx.check_ins.get(kept.id) is None
    assert tx.check_ins.latest(ALICE) is None
    assert tx.check_ins.add(check_in()).id > kept.id


def test_erasing_takes_all_of_one_person_and_tells_how_many(tx: SqlTx) -> None:
    for person in (ALICE, ALICE, BOB):
        tx.check_ins.add(check_in(learner=person))

    assert tx.check_ins.erase(ALICE) == 2
    assert tx.check_ins.erase(ALICE) == 0
    assert tx.check_ins.latest(BOB) is not None


def test_questions_come_newest_first_with_what_came_of_them(tx: SqlTx) -> None:
    tx.check_ins.ask(ALICE, MONDAY, Feeling.TREMOR)
    tx.check_ins.ask(ALICE, TUESDAY, Feeling.CONFIDENCE)
    tx.check_ins.answer(ALICE, MONDAY)
    tx.check_ins.answer(ALICE, FRIDAY)  # nothing was asked: nothing happens

    assert tx.check_ins.asked(ALICE, 9) == [
        AskedQuestion(TUESDAY, Feeling.CONFIDENCE, answered=False),
        AskedQuestion(MONDAY, Feeling.TREMOR, answered=True),
    ]
    assert len(tx.check_ins.asked(ALICE, 1)) == 1
    assert tx.check_ins.asked(BOB, 9) == []


def test_a_day_has_one_question_and_the_first_stands(tx: SqlTx) -> None:
    tx.check_ins.ask(ALICE, MONDAY, Feeling.TREMOR)
    tx.check_ins.answer(ALICE, MONDAY)
    tx.check_ins.ask(ALICE, MONDAY, Feeling.CONFIDENCE)

    assert tx.check_ins.asked(ALICE, 9) == [AskedQuestion(MONDAY, Feeling.TREMOR, answered=True)]
