"""What a plan is chosen from, and how a learner moves on."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.choosing import (
    LEARNT_AT_ONCE,
    SETTLED_AFTER,
    Situation,
    _is_due,
    choose_items,
    level_of,
    meets_goal,
    next_hand,
    records_of,
)
from bot.domain.content import Drill, Item, Kit, Library
from bot.domain.practice import Completion, Hand, Reason, Role, Source
from tests.builders import (
    ALICE,
    BEADS,
    COIN,
    EVERYTHING,
    LOADING,
    MATTRESS,
    MONDAY,
    ROTATION,
    SIMPLE,
    TAPS,
    TIE,
    TUESDAY,
    WEDNESDAY,
    YESTERDAY,
    completion,
    drill,
    levels,
    library,
    situation,
)

LONG = drill("tendon-glides", minutes=6)
DOMINANT, OTHER = Hand.DOMINANT, Hand.OTHER


def chosen(state: Situation, known: Library | None = None) -> list[tuple[str, Role, Reason]]:
    return [(i.item, i.role, i.reason) for i in choose_items(known or library(), state)]


def drills_of(state: Situation, known: Library | None = None) -> list[str]:
    return [item for item, role, _ in chosen(state, known) if role is Role.DRILL]


def lesson_of(state: Situation, known: Library | None = None) -> tuple[str, Role, Reason] | None:
    return next((each for each in chosen(state, known) if each[1] is not Role.DRILL), None)


def once(*items: str) -> list[Completion]:
    return [completion(item=item, day=YESTERDAY) for item in items]


def settled(*items: str) -> list[Completion]:
    """Done often enough that it is known, and not due again yet."""
    days = [YESTERDAY - timedelta(days=ago) for ago in range(SETTLED_AFTER)]
    return [completion(item=item, day=day) for item in items for day in days]


# --- choosing ---


def test_the_first_plan_is_two_drills_and_the_first_lesson_in_syllabus_order() -> None:
    assert chosen(situation()) == [
        ("finger-taps", Role.DRILL, Reason.FIRST),
        ("pronation-supination", Role.DRILL, Reason.FIRST),
        ("instrument-tie", Role.NEW, Reason.NEXT_IN_SYLLABUS),
    ]


def test_the_lines_are_numbered_from_one_and_open() -> None:
    items = choose_items(library(), situation())
    assert [item.position for item in items] == [1, 2, 3]
    assert all(item.is_open for item in items)


def test_nothing_is_planned_for_which_the_kit_is_missing() -> None:
    state = situation(settled("finger-taps"), kit=frozenset())
    assert drills_of(state) == ["coin-rotation", "pronation-supination"]


def test_a_learner_with_nothing_at_hand_has_something_to_do_every_day_for_a_month() -> None:
    known, done = library(), list[Completion]()
    for number in range(30):
        day = MONDAY + timedelta(days=number)
        items = choose_items(known, situation(done, kit=frozenset(), day=day))
        assert [item for item in items if item.role is Role.DRILL]
        done += [completion(item=i.item, day=day, hand=i.hand, level=i.level) for i in items]


@pytest.mark.parametrize(
    "kit",
    [frozenset(), frozenset({Kit.CORD}), frozenset({Kit.PAD_AND_TOOLS}), EVERYTHING],
    ids=["nothing", "cord", "pad", "everything"],
)
@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_a_plan_is_never_empty(kit: frozenset[Kit], night: bool) -> None:
    assert choose_items(library(), situation(kit=kit, nothing_sharp=night))


def test_a_family_that_rests_after_pain_is_left_alone() -> None:
    state = situation(resting=frozenset({"fingers"}))
    assert drills_of(state) == ["pronation-supination", "forceps-bead-transfer"]


def test_a_lesson_can_be_read_while_the_hand_rests() -> None:
    everything = frozenset({"fingers", "forearm", "instruments", "ties", "stitches"})
    state = situation(resting=everything)
    assert drills_of(state) == []
    assert lesson_of(state) == ("instrument-tie", Role.NEW, Reason.NEXT_IN_SYLLABUS)


@pytest.mark.parametrize(("night", "expected"), [(False, True), (True, False)])
def test_nothing_sharp_is_planned_at_night(night: bool, expected: bool) -> None:
    done = settled("finger-taps", "coin-rotation", "pronation-supination", "forceps-bead-transfer")
    items = choose_items(library(), situation(done, nothing_sharp=night))
    assert ("needle-loading" in [item.item for item in items]) is expected
    assert any(item.sharp for item in items) is expected


def test_a_stitch_may_be_read_about_at_night() -> None:
    state = situation(read=frozenset({"instrument-tie"}), nothing_sharp=True)
    items = choose_items(library(), state)
    assert items[-1].item == "simple-interrupted"
    assert not items[-1].sharp  # reading needs no needle


@pytest.mark.parametrize(
    ("items", "due", "expected"),
    [
        pytest.param((TAPS, COIN), (), [("finger-taps", 1)], id="the first drill that fits"),
        pytest.param((COIN, TAPS), (), [("coin-rotation", 2)], id="two minutes are full"),
        pytest.param(
            (TAPS, TIE),
            ("instrument-tie",),
            [("finger-taps", 1), ("instrument-tie", 1)],
            id="one minute and a question",
        ),
        pytest.param((TAPS, TIE), (), [("finger-taps", 1)], id="a new lesson can wait"),
        pytest.param((LONG,), (), [("tendon-glides", 2)], id="two minutes of a long one"),
        pytest.param((TIE,), ("instrument-tie",), [("instrument-tie", 1)], id="only a question"),
    ],
)
def test_after_a_night_awake_it_is_two_minutes(
    items: tuple[Item, ...], due: tuple[str, ...], expected: list[tuple[str, int]]
) -> None:
    chosen_items = choose_items(library(items), situation(tired=True, due=due))
    assert [(item.item, item.minutes) for item in chosen_items] == expected
    assert [item.position for item in chosen_items] == list(range(1, len(expected) + 1))


def test_the_two_drills_are_of_different_families() -> None:
    state = situation(settled("pronation-supination"))
    assert drills_of(state)[:2] == ["finger-taps", "forceps-bead-transfer"]


def test_two_drills_of_one_family_are_better_than_one() -> None:
    only_fingers = library((TAPS, COIN, drill("tendon-glides")))
    assert drills_of(situation(), only_fingers) == ["finger-taps", "coin-rotation"]


@pytest.mark.parametrize(
    ("done", "read", "expected"),
    [
        pytest.param([], [], False, id="not before finger taps"),
        pytest.param(["finger-taps"], [], True, id="after finger taps"),
        pytest.param([], ["finger-taps"], True, id="read counts as done"),
        pytest.param(["coin-rotation"], [], False, id="after something else"),
    ],
)
def test_a_drill_waits_for_what_the_syllabus_puts_before_it(
    done: list[str], read: list[str], expected: bool
) -> None:
    state = situation(once(*done), library((TAPS, COIN, LOADING)), read=frozenset(read))
    assert ("needle-loading" in drills_of(state, library((TAPS, COIN, LOADING)))) is expected


def test_what_was_done_longest_ago_comes_first() -> None:
    done = [
        completion(item="finger-taps", day=YESTERDAY),
        completion(item="coin-rotation", day=YESTERDAY - timedelta(days=2)),
        completion(item="pronation-supination", day=YESTERDAY - timedelta(days=1)),
    ]
    two = library((TAPS, COIN, drill("pronation-supination", family="forearm")))
    assert drills_of(situation(done, two), two) == ["coin-rotation", "pronation-supination"]


def test_what_is_due_comes_with_something_new() -> None:
    assert drills_of(situation(once("finger-taps"))) == ["finger-taps", "pronation-supination"]


@pytest.mark.parametrize(
    ("times", "gap"), [(1, 1), (2, 2), (3, 3), (4, 5), (5, 7), (6, 10), (7, 14), (30, 14)]
)
def test_a_drill_comes_back_the_later_the_more_often_it_was_done(times: int, gap: int) -> None:
    known = library((TAPS, COIN, ROTATION))
    last = MONDAY - timedelta(days=gap)
    done = [completion(item="finger-taps", day=last - timedelta(days=n)) for n in range(times)]
    others = [completion(item=each, day=MONDAY) for each in ("coin-rotation", ROTATION.id) * 9]
    on_its_day = situation([*done, *others], known)
    the_day_before = situation([*done, *others], known, day=MONDAY - timedelta(days=1))
    assert drills_of(on_its_day, known)[0] == "finger-taps"
    assert _is_due(TAPS, on_its_day)
    assert not _is_due(TAPS, the_day_before)


def test_the_next_new_drill_waits_while_four_are_being_learnt() -> None:
    many = library(tuple(drill(f"drill-{n}", family=f"family-{n}") for n in range(6)))
    four = once("drill-0", "drill-1", "drill-2", "drill-3")
    assert drills_of(situation(four, many), many) == ["drill-0", "drill-1"]
    one_settled = [*settled("drill-0"), *once("drill-1", "drill-2", "drill-3")]
    assert drills_of(situation(one_settled, many), many) == ["drill-1", "drill-4"]


def test_a_month_with_many_drills_repeats_what_it_begins() -> None:
    """Of twenty drills each one that is begun is done three times before long."""
    many = library(tuple(drill(f"drill-{n}", family=f"family-{n}") for n in range(20)))
    done = list[Completion]()
    for number in range(28):
        day = MONDAY + timedelta(days=number)
        for item in choose_items(many, situation(done, many, day=day)):
            done.append(completion(item=item.item, day=day))
    counts = Counter(each.item for each in done)
    assert len(counts) < 20
    assert sum(times < SETTLED_AFTER for times in counts.values()) <= LEARNT_AT_ONCE


RICE = drill("rice-bucket", family="forearm", resisted=True)
PUTTY = drill("putty-squeeze", family="fingers", resisted=True)


@pytest.mark.parametrize(("ago", "planned"), [(1, False), (2, True)])
def test_forearms_that_worked_hard_rest_for_two_days(ago: int, planned: bool) -> None:
    known = library((RICE, TAPS, COIN))
    done = [completion(item="rice-bucket", day=MONDAY - timedelta(days=ago))]
    assert ("rice-bucket" in drills_of(situation(done, known), known)) is planned


def test_one_hard_set_a_day_is_enough() -> None:
    known = library((RICE, PUTTY, TAPS))
    assert drills_of(situation(known=known), known) == ["rice-bucket", "finger-taps"]


def test_no_needle_beside_forearms_that_work_hard() -> None:
    known = library((RICE, LOADING, TAPS), requires={})
    assert drills_of(situation(known=known), known) == ["rice-bucket", "finger-taps"]
    stitch = library((RICE, TAPS, COIN, SIMPLE), requires={})
    assert SIMPLE.sharp
    assert drills_of(situation(known=stitch), stitch) == ["finger-taps", "coin-rotation"]


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        pytest.param([], "instrument-tie", id="the first"),
        pytest.param(["instrument-tie"], "simple-interrupted", id="the second"),
        pytest.param(["instrument-tie", "simple-interrupted"], "vertical-mattress", id="the third"),
        pytest.param(["simple-interrupted"], "instrument-tie", id="a gap is closed first"),
    ],
)
def test_lessons_are_read_in_syllabus_order(read: list[str], expected: str) -> None:
    assert lesson_of(situation(read=frozenset(read))) == (
        expected,
        Role.NEW,
        Reason.NEXT_IN_SYLLABUS,
    )


def test_a_due_question_comes_before_a_new_lesson() -> None:
    state = situation(read=frozenset({"instrument-tie"}), due=["instrument-tie"])
    assert lesson_of(state) == ("instrument-tie", Role.RECALL, Reason.DUE)


def test_the_most_overdue_question_comes_first() -> None:
    read = frozenset({"instrument-tie", "simple-interrupted"})
    state = situation(read=read, due=["simple-interrupted", "instrument-tie"])
    assert lesson_of(state) == ("simple-interrupted", Role.RECALL, Reason.DUE)


def test_a_due_technique_that_is_no_more_is_passed_over() -> None:
    state = situation(read=frozenset({"instrument-tie"}), due=["gone", "instrument-tie"])
    assert lesson_of(state) == ("instrument-tie", Role.RECALL, Reason.DUE)


def test_when_all_is_read_and_nothing_due_there_is_no_lesson() -> None:
    read = frozenset({"instrument-tie", "simple-interrupted", "vertical-mattress"})
    assert lesson_of(situation(read=read)) is None


def _is_able(drill: Drill, state: Situation) -> bool:
    done = state.records.keys() | state.read
    return (
        drill.kit <= state.kit
        and drill.family not in state.resting
        and not (drill.sharp and state.nothing_sharp)
        and set(library().requires(drill.id)) <= done
    )


@given(
    kit=st.sets(st.sampled_from(Kit)),
    resting=st.sets(st.sampled_from(["fingers", "forearm", "instruments", "ties", "stitches"])),
    night=st.booleans(),
    done=st.lists(
        st.sampled_from(["finger-taps", "coin-rotation", "needle-loading", "instrument-tie"])
    ),
)
def test_whatever_the_situation_the_plan_keeps_its_promises(
    kit: set[Kit], resting: set[str], night: bool, done: list[str]
) -> None:
    known = library()
    state = situation(
        once(*done), kit=frozenset(kit), resting=frozenset(resting), nothing_sharp=night
    )
    items = choose_items(known, state)
    drills = [known.drills[item.item] for item in items if item.role is Role.DRILL]
    assert len(drills) <= 2
    assert len(items) - len(drills) <= 1
    able = {each.family for each in known.drills.values() if _is_able(each, state)}
    assert len({each.family for each in drills}) == min(len(able), 2)
    assert all(each.kit <= kit and each.family not in resting for each in drills)
    assert not (night and any(item.sharp for item in items))
    assert len({item.item for item in items}) == len(items)
    assert items == choose_items(known, state)


# --- reasons and hands ---


@pytest.mark.parametrize(
    ("hands", "hand", "reason"),
    [
        pytest.param([], DOMINANT, Reason.FIRST, id="not done yet"),
        pytest.param([DOMINANT], OTHER, Reason.BALANCE, id="the other has done less"),
        pytest.param([OTHER], DOMINANT, Reason.BALANCE, id="the dominant one has done less"),
        pytest.param([DOMINANT, OTHER], DOMINANT, Reason.LONGEST_AGO, id="even"),
        pytest.param([DOMINANT, OTHER, OTHER], DOMINANT, Reason.BALANCE, id="the other is ahead"),
        pytest.param([None], DOMINANT, Reason.LONGEST_AGO, id="either hand, as on the first day"),
    ],
)
def test_the_hand_that_did_less_is_next_and_the_reason_says_so(
    hands: list[Hand | None], hand: Hand, reason: Reason
) -> None:
    done = [completion(hand=each, day=YESTERDAY) for each in hands]
    only = library((COIN,))
    (item,) = choose_items(only, situation(done, only))
    assert (item.hand, item.reason) == (hand, reason)


def test_where_both_hands_work_together_none_is_named() -> None:
    assert next_hand(LOADING, records_of([], library()).get("x", situation().record("x"))) is None
    done = [*once("finger-taps"), completion(item="needle-loading", hand=None, day=YESTERDAY)]
    only = library((LOADING,), requires={})
    (item,) = choose_items(only, situation(done, only))
    assert (item.hand, item.reason) == (None, Reason.LONGEST_AGO)


def test_a_technique_names_no_hand() -> None:
    assert next_hand(MATTRESS, situation().record("vertical-mattress")) is None


def test_seven_days_running_give_both_hands_their_turn() -> None:
    only, done = library((COIN,)), list[Completion]()
    for number in range(8):
        day = MONDAY + timedelta(days=number)
        (item,) = choose_items(only, situation(done, only, day=day))
        done.append(completion(hand=item.hand, day=day))
    assert [each.hand for each in done].count(DOMINANT) == 4


# --- levels ---


def goals(*marks: tuple[int, int, int]) -> list[Completion]:
    """Completions as (day from Monday, level, reps)."""
    return [
        completion(day=MONDAY + timedelta(days=day), level=level, reps=reps)
        for day, level, reps in marks
    ]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        pytest.param([], 1, id="nothing done"),
        pytest.param(goals((0, 1, 8)), 1, id="the goal once"),
        pytest.param(goals((0, 1, 8), (0, 1, 9)), 1, id="twice on one day"),
        pytest.param(goals((0, 1, 8), (1, 1, 8)), 2, id="on two days"),
        pytest.param(goals((0, 1, 8), (5, 1, 8)), 2, id="on two days apart"),
        pytest.param(goals((0, 1, 7), (1, 1, 7)), 1, id="short of the goal"),
        pytest.param(goals((0, 1, 99), (1, 1, 99)), 2, id="far beyond is one level at a time"),
        pytest.param(goals((0, 2, 11), (1, 2, 11)), 1, id="a level cannot be jumped"),
        pytest.param(
            goals(*((day, level, 14) for level in range(1, 6) for day in (0, 1))), 5, id="the last"
        ),
    ],
)
def test_the_next_level_comes_after_its_goal_on_two_separate_days(
    done: list[Completion], expected: int
) -> None:
    record = situation(done).record("coin-rotation")
    assert level_of(COIN, record) == expected


@pytest.mark.parametrize(
    ("done", "met"),
    [
        pytest.param(completion(reps=8), True, id="the goal"),
        pytest.param(completion(reps=9), True, id="more"),
        pytest.param(completion(reps=7), False, id="less"),
        pytest.param(completion(), False, id="no number"),
        pytest.param(completion(reps=8, slips=True), False, id="with slips"),
        pytest.param(completion(reps=8, slips=False), True, id="clean"),
        pytest.param(completion(seconds=2400), False, id="minutes are no repetitions"),
    ],
)
def test_a_goal_is_met_by_a_number_without_slips(done: Completion, met: bool) -> None:
    assert meets_goal(COIN, done) is met


@pytest.mark.parametrize(("slips", "met"), [(None, False), (True, False), (False, True)])
def test_a_level_without_a_number_is_passed_by_a_clean_go(slips: bool | None, met: bool) -> None:
    by_eye = drill(levels=levels(None, None, 3, 4, 5))
    assert meets_goal(by_eye, completion(slips=slips)) is met


def test_practice_elsewhere_moves_no_level() -> None:
    lab = [
        completion(day=day, reps=500, level=None, hand=None, source=Source.ELSEWHERE)
        for day in (MONDAY, TUESDAY, WEDNESDAY)
    ]
    assert level_of(COIN, situation(lab).record("coin-rotation")) == 1


def test_a_renamed_drill_keeps_its_levels_and_its_hands() -> None:
    renamed = library(renamed={"coin-turns": "coin-rotation"})
    done = [completion(item="coin-turns", day=day, reps=8) for day in (MONDAY, TUESDAY)]
    record = records_of(done, renamed)["coin-rotation"]
    assert level_of(COIN, record) == 2
    assert record.by_hand[DOMINANT] == 2


def test_what_was_done_of_an_item_that_is_no_more_is_still_counted() -> None:
    record = records_of([completion(item="gone", reps=3)], library())["gone"]
    assert (record.times, record.last, record.goal_days) == (1, MONDAY, {})


def test_practice_that_names_no_item_belongs_to_none() -> None:
    assert records_of([completion(item=None)], library()) == {}


def test_the_cast_of_the_library_is_what_these_tests_believe() -> None:
    known = library()
    assert isinstance(known.item("finger-taps"), Drill)
    assert known.item("instrument-tie") == TIE
    assert known.requires("vertical-mattress") == {"simple-interrupted"}
    assert known.requires("no-such") == frozenset()
    assert BEADS.kit == {Kit.PAD_AND_TOOLS}
    assert completion().learner == ALICE
