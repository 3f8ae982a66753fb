"""Memory of techniques: read today, asked tomorrow, then further apart."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.domain.reviews import LONGEST_GAP_DAYS, Recall, first_read, review
from tests.builders import ALICE, MONDAY, TUESDAY, at, memory

DAY = timedelta(days=1)


def test_a_lesson_just_read_is_asked_the_next_day() -> None:
    read = first_read(ALICE, "vertical-mattress", at(MONDAY))
    assert read.due_at == at(TUESDAY)
    assert read.recall is None
    assert (read.learner, read.technique, read.reviewed_at) == (
        ALICE,
        "vertical-mattress",
        at(MONDAY),
    )


def test_what_is_forgotten_comes_back_the_next_day() -> None:
    assert review(memory(), Recall.FORGOT, at(TUESDAY)).due_at == at(TUESDAY) + DAY


def test_the_better_it_came_back_the_longer_it_rests() -> None:
    gaps = [review(memory(), recall, at(TUESDAY)).due_at - at(TUESDAY) for recall in Recall]
    assert list(Recall) == [Recall.FORGOT, Recall.SHAKY, Recall.FINE, Recall.EASY]
    assert all(sooner < later for sooner, later in pairwise(gaps))


def test_answers_that_are_right_move_it_further_and_further_away() -> None:
    held, gaps = memory(), [DAY]
    for _ in range(4):
        due = held.due_at
        held = review(held, Recall.FINE, due)
        gaps.append(held.due_at - due)
    assert all(shorter < longer for shorter, longer in pairwise(gaps))


def test_no_gap_is_longer_than_half_a_year() -> None:
    held = memory()
    for _ in range(12):
        due = held.due_at
        held = review(held, Recall.EASY, due)
        assert held.due_at - due <= timedelta(days=LONGEST_GAP_DAYS)


def test_a_lapse_after_a_long_rest_brings_it_back_soon() -> None:
    held = memory()
    for _ in range(4):
        held = review(held, Recall.FINE, held.due_at)
    lapsed = review(held, Recall.FORGOT, held.due_at)
    assert DAY <= lapsed.due_at - held.due_at <= timedelta(days=7)


@pytest.mark.parametrize("recall", Recall)
@pytest.mark.parametrize("after", [timedelta(0), timedelta(hours=3), DAY, timedelta(days=400)])
def test_every_answer_is_due_in_whole_days_and_the_same_each_time(
    recall: Recall, after: timedelta
) -> None:
    now = at(MONDAY) + after
    first, second = review(memory(), recall, now), review(memory(), recall, now)
    assert first == second  # nothing here is random
    assert first.due_at > now
    assert (first.due_at - now) % DAY == timedelta(0)
    assert json.loads(first.card)


def test_the_memory_before_stays_as_it_was_so_that_undo_is_free() -> None:
    before = memory()
    kept = before.card
    review(before, Recall.FORGOT, at(TUESDAY))
    assert before.card == kept
    assert before.due_at == at(TUESDAY)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware UTC"):
        first_read(ALICE, "vertical-mattress", datetime(2026, 3, 2))  # noqa: DTZ001 — the point
    with pytest.raises(ValueError, match="aware UTC"):
        review(memory(), Recall.FINE, datetime(2026, 3, 2))  # noqa: DTZ001 — the point
