"""What a knot is follows from its crossings, and what is wrong with it is said in plain words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.content import Step, Technique
from bot.domain.knot_checks import KnotFlaw, knot_flaws, lesson_flaws
from bot.domain.knots import (
    Act,
    Finger,
    Knot,
    KnotError,
    KnotKind,
    KnotStep,
    Move,
    Strand,
    Way,
    kind_of,
    lies_beside,
    turns,
    with_error,
)
from tests.builders import technique
from tests.domain.knot_builders import DARK, LIGHT, changed, knot, moves, winding

WAYS = (Way.FREE, Way.HOLDER, Way.ONE_HAND, Way.TWO_HAND)


def words(flaws: list[KnotFlaw]) -> str:
    return " | ".join(flaw.words for flaw in flaws)


def inverted(sound: Knot, index: int) -> Knot:
    over = tuple(strand.other for strand in sound.throws[index].over)
    return changed(sound, index, over=over)


@pytest.mark.parametrize(
    ("tied", "kind"),
    [
        (knot(1, 1), KnotKind.SQUARE),
        (knot(1, 1, 1, 1), KnotKind.SQUARE),
        (knot(2, 1, 1), KnotKind.SURGEONS),
        (inverted(knot(1, 1), 1), KnotKind.GRANNY),
        (inverted(knot(1, 1, 1), 2), KnotKind.GRANNY),
        (inverted(knot(2, 1), 1), KnotKind.SURGEONS_GRANNY),
        (inverted(inverted(knot(1, 1), 0), 1), KnotKind.SQUARE),
        (knot(1), KnotKind.HALF_KNOT),
        (changed(knot(1, 1), 1, over=(DARK,)), KnotKind.NONE),
        (changed(knot(1, 1), 1, over=(DARK, DARK, LIGHT)), KnotKind.NONE),
        (changed(knot(1, 1), 1, straight=DARK), KnotKind.HALF_HITCHES),
        (changed(knot(1, 1), 1, out=(LIGHT, DARK)), KnotKind.HALF_HITCHES),
        (replace(knot(1), throws=()), KnotKind.NONE),
    ],
)
def test_a_knot_is_what_its_crossings_make_it(tied: Knot, kind: KnotKind) -> None:
    assert kind_of(replace(tied, kind=KnotKind.GRANNY)) is kind


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(Strand)), min_size=2, max_size=6))
def test_ends_lie_flat_just_where_a_throw_mirrors_the_one_before(
    throws: list[tuple[int, Strand]],
) -> None:
    tied = knot(*(wraps for wraps, _ in throws))
    for index, (wraps, top) in enumerate(throws):
        tied = changed(tied, index, over=winding(top, wraps))
    wound = turns(tied)
    for index in range(1, len(throws)):
        assert lies_beside(tied, index) == (wound[index] != wound[index - 1])


@given(st.lists(st.integers(1, 3), min_size=2, max_size=6), st.sampled_from(WAYS))
def test_looking_from_the_other_side_changes_no_knot(wraps: list[int], way: Way) -> None:
    tied = knot(*wraps, way=way)
    swapped = replace(
        tied,
        starts=tied.starts[::-1],
        throws=tuple(replace(each, out=each.out[::-1]) for each in tied.throws),
    )
    assert kind_of(swapped) is kind_of(tied)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("wraps", [(1, 1, 1), (2, 1, 1), (2, 1, 1, 1, 1)])
def test_a_sound_knot_has_no_flaw(wraps: tuple[int, ...], way: Way) -> None:
    assert knot_flaws(knot(*wraps, way=way)) == []


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (KnotError.GRANNY, KnotKind.GRANNY, "a granny"),
        (KnotError.HALF_HITCHES, KnotKind.HALF_HITCHES, "half hitch"),
        (KnotError.AIR_KNOT, KnotKind.SQUARE, "air knot"),
    ],
)
def test_an_error_of_learners_makes_the_knot_that_is_told(
    error: KnotError, kind: KnotKind, said: str
) -> None:
    wrong = with_error(knot(1, 1, 1), error)
    assert kind_of(wrong) is kind
    assert said in words(knot_flaws(wrong))


def without_last_move(sound: Knot, step: int) -> Knot:
    steps = list(sound.steps)
    steps[step] = replace(steps[step], moves=steps[step].moves[:-1])
    return replace(sound, steps=tuple(steps))


SQUARE, SURGEONS = knot(1, 1, 1), knot(2, 1, 1)
HELD, ONE_HAND, TWO_HAND = (knot(2, 1, 1, way=way) for way in WAYS[1:])
GRASP_WRAPPED = replace(
    HELD,
    steps=(
        KnotStep(1, (*moves(HELD.throws[0], Way.HOLDER)[:3], Move(Act.GRASP, DARK))),
        *HELD.steps[1:],
    ),
)


@pytest.mark.parametrize(
    ("wrong", "at", "said"),
    [
        (inverted(SQUARE, 1), ("throw", 1, "over"), "a granny"),
        (changed(SQUARE, 0, over=(DARK, DARK, LIGHT)), ("throw", 0, "over"), "twice running"),
        (changed(SQUARE, 0, over=(DARK, LIGHT)), ("throw", 0, "over"), "1 wrap crosses 3 times"),
        (changed(SQUARE, 2, over=()), ("throw", 2, "over"), "not 0"),
        (changed(SQUARE, 1, wraps=0), ("throw", 1, "wraps"), "0 wraps hold nothing"),
        (changed(SQUARE, 1, wraps=-2), ("throw", 1, "wraps"), "-2 wraps hold nothing"),
        (changed(SQUARE, 1, wraps=9), ("throw", 1, "wraps"), "side by side"),
        (replace(SQUARE, kind=KnotKind.SURGEONS), ("throw", 0, "wraps"), "starts with two wraps"),
        (replace(SURGEONS, kind=KnotKind.SQUARE), ("throw", 0, "wraps"), "square knot has one"),
        (knot(2, 2, 1), ("throw", 1, "wraps"), "on top has one wrap"),
        (replace(SQUARE, kind=KnotKind.GRANNY), ("kind",), "no knot to teach"),
        (changed(SQUARE, 0, out=(DARK, LIGHT)), ("throw", 0, "out"), "stayed on their sides"),
        (changed(SQUARE, 0, out=(DARK, DARK)), ("throw", 0, "out"), "cannot be the same"),
        (replace(SQUARE, starts=(LIGHT, LIGHT)), ("starts",), "both sides"),
        (replace(SQUARE, starts=(LIGHT, DARK)), ("throw", 0, "out"), "half hitches"),
        (changed(SQUARE, 1, straight=LIGHT), ("throw", 1, "straight"), "half hitch"),
        (changed(SQUARE, 0, gap=True), ("throw", 0, "gap"), "air knot"),
        (knot(1), ("throw",), "half a knot"),
        (knot(1, 1), ("throw",), "too few"),
        (changed(SQUARE, 1, finger=Finger.INDEX), ("throw", 1, "finger"), "leave it out"),
        (changed(ONE_HAND, 1, finger=Finger.INDEX), ("throw", 1, "finger"), "twice running"),
        (changed(ONE_HAND, 1, finger=Finger.THUMB), ("throw", 1, "finger"), "index or middle"),
        (changed(TWO_HAND, 1, finger=None), ("throw", 1, "finger"), "index or thumb"),
        (changed(HELD, 1, tucks=LIGHT), ("throw", 1, "tucks"), "keep to one"),
        (GRASP_WRAPPED, ("step", 0, "moves", 3), "takes dark, which is wrapped"),
        (replace(SQUARE, ends=None), ("ends",), "give `ends` in mm"),
        (replace(SQUARE, ends=(-3, 5)), ("ends",), "-3 mm"),
        (replace(SQUARE, ends=(0, 5)), ("ends",), "come undone"),
        (replace(SQUARE, ends=(5, 3)), ("ends",), "shortest end comes first"),
        (without_last_move(SQUARE, 3), ("ends",), "no step cuts them"),
        (without_last_move(SQUARE, 2), ("step", 3, "moves", 0), "`cut` where `draw`"),
        (without_last_move(SQUARE, 0), ("step", 1, "moves", 0), "`cross` where `draw`"),
        (replace(SQUARE, steps=SQUARE.steps[:2], ends=None), ("step",), "throw 3 has no end"),
        (replace(SQUARE, steps=()), ("step",), "throw 1 has no end"),
        (replace(SQUARE, steps=(*SQUARE.steps, *SQUARE.steps)), ("step", 4, "lesson"), "order"),
        (
            replace(SQUARE, steps=(*SQUARE.steps, SQUARE.steps[-1])),
            ("step", 4, "moves", 0),
            "after",
        ),
        (
            replace(SQUARE, steps=(KnotStep(0, SQUARE.steps[0].moves), *SQUARE.steps[1:])),
            ("step", 0, "lesson"),
            "counted from 1",
        ),
        (
            replace(SQUARE, steps=(*SQUARE.steps, KnotStep(3, ()))),
            ("step", 4, "moves"),
            "nothing is done",
        ),
    ],
)
def test_what_is_wrong_is_named_where_it_is(
    wrong: Knot, at: tuple[str | int, ...], said: str
) -> None:
    told = {flaw.at: flaw.words for flaw in knot_flaws(wrong)}
    assert said in told.get(at, ""), told


@given(st.data(), st.sampled_from([SQUARE, SURGEONS, HELD, ONE_HAND, TWO_HAND]))
def test_no_single_crossing_can_be_wrong_unseen(data: st.DataObject, sound: Knot) -> None:
    index = data.draw(st.integers(0, len(sound.throws) - 1))
    over = list(sound.throws[index].over)
    place = data.draw(st.integers(0, len(over) - 1))
    over[place] = over[place].other
    assert ("throw", index, "over") in {
        flaw.at for flaw in knot_flaws(changed(sound, index, over=tuple(over)))
    }


@given(st.data(), st.sampled_from([SQUARE, SURGEONS, HELD, ONE_HAND, TWO_HAND]))
def test_no_move_can_be_missing_or_exchanged_unseen(data: st.DataObject, sound: Knot) -> None:
    step = data.draw(st.integers(0, len(sound.steps) - 1))
    made = list(sound.steps[step].moves)
    place = data.draw(st.integers(0, len(made) - 1))
    instead = data.draw(
        st.sampled_from([None, *(act for act in Act if act is not made[place].act)])
    )
    made[place : place + 1] = [Move(instead)] if instead else []
    steps = list(sound.steps)
    steps[step] = replace(steps[step], moves=tuple(made))
    assert knot_flaws(replace(sound, steps=tuple(steps)))


def lesson(*steps: str, rep: str = "One knot of three throws.") -> Technique:
    return technique(
        "surgeons-knot", steps=tuple(Step(step, None) for step in steps), rep=rep, self_check=()
    )


TOLD = ("Cross dark over light; two wraps.", "One more.", "Ends 3-5 mm.")


def test_a_knot_and_its_lesson_agree() -> None:
    assert lesson_flaws(SURGEONS, lesson(*TOLD)) == []


@pytest.mark.parametrize(
    ("told", "at", "said"),
    [
        (lesson(*TOLD[:2], "Ends 4 mm."), ("ends",), "'ends 4 mm'"),
        (lesson(*TOLD[:2], "Cut."), ("ends",), "names no length"),
        (lesson("Ends 3-5 mm."), ("step", 1, "lesson"), "no step 2"),
        (lesson(*TOLD, rep="One knot of four throws."), ("throw",), "four in the lesson"),
        (lesson("Cross light over dark.", *TOLD[1:]), ("throw", 0, "over"), "light over dark"),
        (lesson("Wind it, three wraps.", *TOLD[1:]), ("step", 0, "moves"), "three wraps"),
    ],
)
def test_where_a_knot_and_its_lesson_differ_is_named(
    told: Technique, at: tuple[str | int, ...], said: str
) -> None:
    flaws = {flaw.at: flaw.words for flaw in lesson_flaws(SURGEONS, told)}
    assert said in flaws.get(at, ""), flaws
