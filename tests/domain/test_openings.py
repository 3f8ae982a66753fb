"""Openings: the most special one that was not said lately, stable for one message, varied otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Shift
from bot.domain.events import EventKind
from bot.domain.openings import Condition, Occasion, Opening, OpeningFor, choose, conditions
from tests.builders import MONDAY, SATURDAY, SUNDAY, TUESDAY, occasion

SEEDS = range(200)


def opening(name: str, *when: Condition, slot: OpeningFor = OpeningFor.PROMPT) -> Opening:
    return Opening(name, slot, frozenset(when))


PLAIN = tuple(opening(f"plain-{number}") for number in range(5))
GAP = opening("gap", Condition.AFTER_GAP)
WEEKEND = opening("weekend", Condition.WEEKEND)
GAP_AT_WEEKEND = opening("gap-at-weekend", Condition.WEEKEND, Condition.AFTER_GAP)
EXAM = opening("exam", Condition.EXAM_NEAR)
NUDGE = opening("nudge", slot=OpeningFor.REPEAT)
EVERY = (*PLAIN, GAP, WEEKEND, GAP_AT_WEEKEND, EXAM, NUDGE)


# --- what is special about an occasion -----------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({}, set(), id="a Tuesday like any other"),
        pytest.param({"prompts_before": 0}, {Condition.FIRST_EVER}, id="the first one ever"),
        pytest.param({"first_week": True}, {Condition.FIRST_WEEK}, id="the first week"),
        pytest.param({"gap_days": 3}, set(), id="two days off and this evening"),
        pytest.param({"gap_days": 4}, {Condition.AFTER_GAP}, id="three days without"),
        pytest.param({"done": 1}, {Condition.BEGUN}, id="one done at noon"),
        pytest.param({"shift": Shift.NIGHT}, {Condition.NIGHT}, id="a night ahead"),
        pytest.param({"shift": Shift.POST_CALL}, {Condition.TIRED}, id="post-call"),
        pytest.param({"shift": Shift.DAY}, set(), id="a day shift"),
        pytest.param(
            {"shift": Shift.OFF, "tired": True}, {Condition.TIRED}, id="the day after the nights"
        ),
        pytest.param({"day": MONDAY}, {Condition.MONDAY}, id="Monday"),
        pytest.param({"day": SATURDAY}, {Condition.WEEKEND}, id="Saturday"),
        pytest.param({"day": SUNDAY}, {Condition.WEEKEND}, id="Sunday"),
        pytest.param({"streak_days": 2}, set(), id="two days"),
        pytest.param({"streak_days": 3}, {Condition.STREAK}, id="three days"),
        pytest.param(
            {"streak_days": 30}, {Condition.STREAK, Condition.MILESTONE}, id="thirty days"
        ),
        pytest.param({"streak_days": 31}, {Condition.STREAK}, id="thirty-one days"),
        pytest.param({"event": (EventKind.EXAM, 15)}, set(), id="an exam far off"),
        pytest.param({"event": (EventKind.EXAM, 14)}, {Condition.EXAM_NEAR}, id="an exam near"),
        pytest.param({"event": (EventKind.EXAM, 0)}, set(), id="the exam may be over by now"),
        pytest.param({"event": (EventKind.COURSE, 8)}, set(), id="a course far off"),
        pytest.param({"event": (EventKind.COURSE, 1)}, {Condition.COURSE_NEAR}, id="a course near"),
        pytest.param({"event": (EventKind.CASE, 4)}, set(), id="a case far off"),
        pytest.param({"event": (EventKind.CASE, 3)}, {Condition.CASE_NEAR}, id="a case near"),
    ],
)
def test_each_special_thing_is_seen(facts: dict[str, Any], expected: set[Condition]) -> None:
    assert conditions(occasion(**facts)) == expected


def test_several_things_may_be_special_at_once() -> None:
    first_saturday = occasion(day=SATURDAY, prompts_before=0, first_week=True, gap_days=9)
    assert conditions(first_saturday) == {
        Condition.FIRST_EVER,
        Condition.FIRST_WEEK,
        Condition.AFTER_GAP,
        Condition.WEEKEND,
    }


# --- which one is said ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "seen", "expected"),
    [
        pytest.param(occasion(), [], set(PLAIN), id="any day"),
        pytest.param(occasion(), ["plain-0", "plain-3"], {*PLAIN[1:3], PLAIN[4]}, id="only new"),
        pytest.param(occasion(day=SATURDAY), [], {WEEKEND}, id="special first"),
        pytest.param(occasion(day=SATURDAY), ["weekend"], set(PLAIN), id="special ones seen"),
        pytest.param(occasion(gap_days=9), [], {GAP}, id="after a gap"),
        pytest.param(
            occasion(day=SUNDAY, gap_days=9), [], {GAP_AT_WEEKEND}, id="two things say more"
        ),
        pytest.param(
            occasion(day=SUNDAY, gap_days=9), ["gap-at-weekend"], {GAP}, id="the gap says more"
        ),
        pytest.param(
            occasion(day=SUNDAY, event=(EventKind.EXAM, 2)), [], {EXAM}, id="an exam says more"
        ),
        pytest.param(occasion(slot=OpeningFor.REPEAT), [], {NUDGE}, id="a repeat has its own"),
    ],
)
def test_the_most_special_unseen_ones_are_drawn_from(
    when: Occasion, seen: list[str], expected: set[Opening]
) -> None:
    assert {choose(EVERY, when, seen, seed) for seed in SEEDS} == expected


def test_a_message_that_is_tried_again_says_the_same() -> None:
    shuffled = tuple(reversed(EVERY))
    for seed in SEEDS:
        assert choose(EVERY, occasion(), [], seed) == choose(shuffled, occasion(), [], seed)


def test_when_all_were_seen_the_one_seen_longest_ago_comes_back() -> None:
    newest_first = ["plain-2", "plain-0", "plain-4", "plain-1", "plain-3", "plain-0", "gone"]
    assert choose(PLAIN, occasion(), newest_first, 7).id == "plain-3"
    assert choose(PLAIN[:1], occasion(), newest_first, 7).id == "plain-0"


def test_having_nothing_to_say_is_an_error_that_names_the_message() -> None:
    with pytest.raises(ValueError, match="second-chance"):
        choose(EVERY, occasion(slot=OpeningFor.SECOND_CHANCE), [], 1)
    with pytest.raises(ValueError, match="prompt"):
        choose([WEEKEND], occasion(day=TUESDAY), [], 1)


@given(
    day=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    gap=st.integers(0, 20),
    seen=st.lists(st.sampled_from([each.id for each in EVERY]), max_size=12),
    seed=st.integers(0, 2**63),
)
def test_what_is_chosen_is_true_and_new_if_anything_is(
    day: date, gap: int, seen: list[str], seed: int
) -> None:
    now = occasion(day=day, gap_days=gap)
    chosen = choose(EVERY, now, seen, seed)
    assert chosen.slot is now.slot
    assert chosen.when <= conditions(now)
    suitable = [each for each in EVERY if each.slot is now.slot and each.when <= conditions(now)]
    assert chosen.id not in seen or all(each.id in seen for each in suitable)
