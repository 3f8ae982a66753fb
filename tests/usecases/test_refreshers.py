"""The refresher: card, question, one repetition, next due date."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.content import Kit
from bot.domain.practice import NotToday, Role, Source
from bot.domain.reviews import Recall
from bot.usecases import log, plans, refreshers
from bot.usecases.plans import AlreadyTicked, Ticked
from bot.usecases.refreshers import OUTSIDE, Place, QuizAnswered, Section
from bot.usecases.turn import Stale
from tests.builders import (
    ALICE,
    COIN,
    MATTRESS,
    MONDAY,
    ROTATION,
    TIE,
    TUESDAY,
    WEDNESDAY,
    alice,
    at,
    library,
    memory,
    question,
)
from tests.usecases.conftest import World

RIGHT, WRONG = 0, 1
LESSON = Place(MONDAY, 3)


async def answer(world: World, option: int, place: Place = OUTSIDE) -> QuizAnswered:
    asked = await world.act(refreshers.ask, MATTRESS.id, place)
    result = await world.act(refreshers.answer, MATTRESS.id, asked.number, option, place)
    assert isinstance(result, QuizAnswered)
    return result


@pytest.fixture
async def due(world: World) -> World:
    """The vertical mattress was read on Sunday, so that Monday's plan has its question."""
    read = memory(at(MONDAY - timedelta(days=1)))
    await world.clock(lambda tx: tx.practice.remember(read, None))
    view = await world.act(plans.todays_plan)
    assert (view.lines[2].item.item, view.lines[2].item.role) == (MATTRESS.id, Role.RECALL)
    return world


# --- reading ---


async def test_a_lesson_of_the_plan_opens_as_new_until_it_is_read(world: World) -> None:
    await world.act(plans.todays_plan)
    assert (await world.act(refreshers.show, TIE.id, Section.STEPS, LESSON)).new
    assert isinstance(await world.act(refreshers.read, LESSON), Ticked)
    assert isinstance(await world.act(refreshers.read, LESSON), AlreadyTicked)
    assert not (await world.act(refreshers.show, TIE.id, Section.STEPS, LESSON)).new
    kept = await world.clock(lambda tx: tx.practice.memory(ALICE, TIE.id))
    assert kept is not None
    assert kept.due_at == at(TUESDAY)


async def test_outside_a_plan_there_is_nothing_to_read_off(world: World) -> None:
    assert not (await world.act(refreshers.show, TIE.id, Section.STEPS)).new
    with pytest.raises(Stale):
        await world.act(refreshers.read, OUTSIDE)


@pytest.mark.parametrize("item", [COIN.id, "gone"])
async def test_what_is_no_technique_has_no_refresher(world: World, item: str) -> None:
    with pytest.raises(Stale):
        await world.act(refreshers.show, item, Section.STEPS)
    with pytest.raises(Stale):
        await world.act(refreshers.ask, item)


# --- the question ---


async def test_the_question_that_is_due_ticks_the_plan_and_moves_away(due: World) -> None:
    result = await answer(due, RIGHT, LESSON)
    assert result.right
    assert result.chosen == "Right"
    assert result.due > TUESDAY
    assert result.plan is not None
    assert result.plan.lines[2].item.is_done
    assert result.completion.source is Source.REFRESHER
    again = await due.act(refreshers.answer, MATTRESS.id, 0, WRONG, LESSON)
    assert isinstance(again, AlreadyTicked)
    kept = await due.clock(lambda tx: tx.practice.memory(ALICE, MATTRESS.id))
    assert kept is not None
    assert kept.recall is Recall.FINE


async def test_a_wrong_answer_brings_it_back_tomorrow(due: World) -> None:
    result = await answer(due, WRONG, LESSON)
    assert not result.right
    assert result.due == TUESDAY
    assert result.completion.slips


async def test_a_technique_never_read_can_be_refreshed(world: World) -> None:
    result = await answer(world, RIGHT)
    assert result.plan is None
    assert result.due >= TUESDAY
    assert await world.clock(lambda tx: tx.practice.memory(ALICE, MATTRESS.id))


async def test_undo_brings_the_memory_before_back(due: World) -> None:
    before = await due.clock(lambda tx: tx.practice.memory(ALICE, MATTRESS.id))
    result = await answer(due, RIGHT, LESSON)
    await due.act(log.undo_completion, result.completion.id)
    assert await due.clock(lambda tx: tx.practice.memory(ALICE, MATTRESS.id)) == before
    assert (await due.act(plans.todays_plan)).lines[2].item.is_open


async def test_the_questions_take_turns_whatever_else_was_done(world: World) -> None:
    quiz = tuple(question(ask) for ask in ("One?", "Two?"))
    world.library = library((replace(MATTRESS, quiz=quiz),), requires={})
    asked = []
    for day in range(4):
        world.now = at(MONDAY + timedelta(days=day))
        asked.append((await world.act(refreshers.ask, MATTRESS.id)).question.ask)
        await answer(world, RIGHT)
        await world.act(refreshers.log_rep, MATTRESS.id, 0b111, OUTSIDE)
    assert asked == ["One?", "Two?", "One?", "Two?"]


async def test_a_question_is_answered_once(world: World) -> None:
    asked = await world.act(refreshers.ask, MATTRESS.id)
    await world.act(refreshers.answer, MATTRESS.id, asked.number, WRONG)
    with pytest.raises(Stale):
        await world.act(refreshers.answer, MATTRESS.id, asked.number, RIGHT)
    kept = await world.clock(lambda tx: tx.practice.memory(ALICE, MATTRESS.id))
    assert kept is not None
    assert kept.recall is Recall.FORGOT


@pytest.mark.parametrize(("number", "option"), [(2, 0), (0, 2), (99, 99)])
async def test_a_question_or_an_option_that_is_not_there_is_stale(
    world: World, number: int, option: int
) -> None:
    with pytest.raises(Stale):
        await world.act(refreshers.answer, MATTRESS.id, number, option)


async def test_an_answer_never_ticks_off_another_line_of_the_plan(due: World) -> None:
    with pytest.raises(Stale):
        await due.act(refreshers.answer, MATTRESS.id, 0, RIGHT, Place(MONDAY, 1))
    assert len((await due.act(plans.todays_plan)).plan.open_items) == 3


async def test_a_question_answered_late_credits_its_day_and_then_no_more(due: World) -> None:
    due.now = at(WEDNESDAY, 18, 29)
    assert (await answer(due, RIGHT, LESSON)).completion.day == MONDAY
    due.now = at(WEDNESDAY, 18, 31)
    with pytest.raises(Stale):
        await due.act(refreshers.answer, MATTRESS.id, 0, RIGHT, LESSON)


async def test_a_renamed_technique_keeps_its_memory(world: World) -> None:
    read = memory(at(MONDAY - timedelta(days=3)))
    await world.clock(lambda tx: tx.practice.remember(replace(read, technique="old"), None))
    renamed = replace(MATTRESS, formerly=("old",))
    world.library = library((renamed,), requires={}, renamed={"old": MATTRESS.id})
    result = await answer(world, RIGHT)
    assert result.due > TUESDAY  # a first reading today would be due tomorrow
    kept = await world.clock(lambda tx: tx.practice.memory(ALICE, MATTRESS.id))
    assert kept is not None
    assert kept.recall is Recall.FINE


# --- one repetition ---


@pytest.mark.parametrize(
    ("kit", "offered"),
    [
        pytest.param({Kit.PAD_AND_TOOLS, Kit.SHARPS_BOX}, True, id="pad and box"),
        pytest.param({Kit.PAD_AND_TOOLS}, False, id="no sharps box"),
        pytest.param(set(), False, id="nothing"),
    ],
)
async def test_a_repetition_is_offered_when_its_kit_is_at_hand(
    world: World, kit: set[Kit], offered: bool
) -> None:
    await world.keep(alice(kit=frozenset(kit)))
    assert (await answer(world, RIGHT)).can_practise is offered


async def test_at_night_no_needle_is_offered_unasked(due: World) -> None:
    due.now = at(TUESDAY, 1)
    assert not (await answer(due, RIGHT, LESSON)).can_practise


async def test_at_night_asking_for_a_refresher_is_not_asking_for_a_needle(world: World) -> None:
    world.now = at(TUESDAY, 1)
    assert not (await answer(world, RIGHT)).can_practise


async def test_after_pain_no_repetition_of_that_family_is_offered(due: World) -> None:
    await due.act(plans.leave_out, MONDAY, 3, NotToday.PAIN)
    assert not (await answer(due, RIGHT)).can_practise
    due.now = at(WEDNESDAY)
    assert (await answer(due, RIGHT)).can_practise


async def test_a_needle_waits_for_the_open_sharps_box(world: World) -> None:
    assert not (
        await world.act(refreshers.offer_rep, MATTRESS.id, OUTSIDE, box_open=False)
    ).box_open
    assert (await world.act(refreshers.offer_rep, MATTRESS.id, OUTSIDE, box_open=True)).box_open
    assert (await world.act(refreshers.offer_rep, TIE.id, OUTSIDE, box_open=False)).box_open


@pytest.mark.parametrize(
    ("ticked", "number", "slips", "next_slip"),
    [
        pytest.param(0b111, 3, False, None, id="all"),
        pytest.param(0b101, 2, True, "Edges level", id="the second is missing"),
        pytest.param(0b000, 0, True, "Holes in one line", id="none"),
    ],
)
async def test_a_repetition_is_logged_with_its_self_check(
    world: World, ticked: int, number: int, slips: bool, next_slip: str | None
) -> None:
    done = await world.act(refreshers.log_rep, MATTRESS.id, ticked, OUTSIDE)
    assert (done.number, done.next_slip) == (number, next_slip)
    assert (done.completion.reps, done.completion.slips) == (1, slips)
    assert (done.completion.item, done.completion.day) == (MATTRESS.id, MONDAY)


async def test_a_repetition_tells_when_the_question_is_due(world: World) -> None:
    assert (await world.act(refreshers.log_rep, MATTRESS.id, 0, OUTSIDE)).due is None
    world.now += timedelta(minutes=2)
    asked = await answer(world, RIGHT)
    assert (await world.act(refreshers.log_rep, MATTRESS.id, 0, OUTSIDE)).due == asked.due


async def test_a_second_tap_logs_one_repetition_and_a_second_stitch_two(world: World) -> None:
    await world.act(refreshers.log_rep, MATTRESS.id, 0b111, OUTSIDE)
    world.now += timedelta(seconds=1)
    with pytest.raises(Stale):
        await world.act(refreshers.log_rep, MATTRESS.id, 0b111, OUTSIDE)
    world.now += timedelta(minutes=1)
    await world.act(refreshers.log_rep, MATTRESS.id, 0b111, OUTSIDE)
    assert len(await world.clock(lambda tx: tx.practice.of(ALICE))) == 2


async def test_a_check_that_is_not_there_is_stale(world: World) -> None:
    assert (await world.act(refreshers.check, MATTRESS.id, 0b111, OUTSIDE)).number == 3
    with pytest.raises(Stale):
        await world.act(refreshers.check, MATTRESS.id, 0b1000, OUTSIDE)
    with pytest.raises(Stale):
        await world.act(refreshers.log_rep, MATTRESS.id, 0b1000, OUTSIDE)


async def test_a_plan_of_drills_alone_has_no_lesson_to_open(world: World) -> None:
    world.library = library((COIN, ROTATION), requires={})
    await world.act(plans.todays_plan)
    with pytest.raises(Stale):
        await world.act(refreshers.show, TIE.id, Section.STEPS, LESSON)
