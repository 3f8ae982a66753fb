"""Guides: read as a lesson, asked about the next day; and what stands behind any card."""

from __future__ import annotations

import pytest

from bot.domain.content import Source, Target
from bot.domain.glossary import Term
from bot.domain.practice import NotToday, Role
from bot.usecases import footnotes, guides, log, plans, privacy, refreshers
from bot.usecases.plans import Ticked
from bot.usecases.refreshers import Place, QuizAnswered
from bot.usecases.turn import Stale
from tests.builders import (
    ALICE,
    COIN,
    HAND_PAIN,
    MATTRESS,
    MONDAY,
    TAPS,
    TIE,
    TUESDAY,
    at,
    drill,
    guide,
    library,
)
from tests.usecases.conftest import World

PRINCIPLE = guide(see=("coin-rotation", "gone"))
THROW = Term("throw", (), "One wrap.")
HILL = Source("hill-2010", "Hill BD.", verified=True)
DOUBTFUL = Source("doubtful-2001", "Doubtful D.", verified=False)
LESSON = Place(MONDAY, 3)


@pytest.fixture
def taught(world: World) -> World:
    """Alice's plan of Monday has a principle to read."""
    world.library = library((TAPS, COIN, PRINCIPLE, TIE), requires={})
    return world


async def test_a_guide_leads_on_to_what_is_there(taught: World) -> None:
    card = await taught.act(guides.show, PRINCIPLE.id)
    assert (card.guide, card.see, card.new) == (PRINCIPLE, (COIN,), False)
    assert (await taught.act(guides.guides)).by_topic == {PRINCIPLE.topic: (PRINCIPLE,)}
    with pytest.raises(Stale):
        await taught.act(guides.show, COIN.id)


async def test_a_principle_is_read_and_asked_about_the_next_day(taught: World) -> None:
    view = await taught.act(plans.todays_plan)
    line = view.lines[2]
    assert (line.title, line.item.role) == (PRINCIPLE.title, Role.NEW)
    assert (await taught.act(guides.show, PRINCIPLE.id, LESSON)).new
    assert isinstance(await taught.act(refreshers.read, LESSON), Ticked)
    assert not (await taught.act(guides.show, PRINCIPLE.id, LESSON)).new

    taught.now = at(TUESDAY)
    line = (await taught.act(plans.todays_plan)).lines[2]
    assert (line.item.item, line.item.role) == (PRINCIPLE.id, Role.RECALL)
    place = Place(TUESDAY, 3)
    asked = await taught.act(refreshers.ask, PRINCIPLE.id, place)
    assert asked.question == PRINCIPLE.quiz[0]
    result = await taught.act(refreshers.answer, PRINCIPLE.id, asked.number, 0, place)
    assert isinstance(result, QuizAnswered)
    assert (result.right, result.can_practise, result.lesson) == (True, False, PRINCIPLE)
    assert result.plan is not None
    undone = await taught.act(log.undo_completion, result.completion.id)
    assert isinstance(undone, log.Undone)
    assert undone.title == PRINCIPLE.title


async def test_a_guide_without_questions_cannot_be_asked(taught: World) -> None:
    taught.library = library((TAPS, guide("told", quiz=())), requires={})
    with pytest.raises(Stale):
        await taught.act(refreshers.ask, "told")


async def test_pain_while_reading_rests_no_family_of_drills(taught: World) -> None:
    await taught.act(plans.todays_plan)
    left = await taught.act(plans.leave_out, MONDAY, 3, NotToday.PAIN)
    assert left.advice is not None
    assert await taught.clock(lambda tx: tx.learners.rests(ALICE, MONDAY)) == frozenset()


async def test_what_is_wrong_with_a_guide_is_kept_with_its_version(taught: World) -> None:
    assert (await taught.act(privacy.ask_report, PRINCIPLE.id)).item == PRINCIPLE
    kept = await taught.act(privacy.keep_report, PRINCIPLE.id, "A word is missing.")
    assert kept.item == PRINCIPLE


# --- what stands behind a card ---


async def test_a_cards_words_are_told_with_their_meanings(world: World) -> None:
    marked = drill("marked", terms=("throw", "gone"))
    world.library = library((marked,), requires={}, glossary={"throw": THROW})
    assert (await world.act(footnotes.words, "marked")).terms == (THROW,)


async def test_a_card_shows_verified_sources_alone_its_targets_among_them(world: World) -> None:
    cited = drill(
        "cited", sources=("doubtful-2001", "gone"), target=Target("20 turns.", "hill-2010")
    )
    known = {source.id: source for source in (HILL, DOUBTFUL)}
    world.library = library((cited,), requires={}, sources=known)
    assert (await world.act(footnotes.sources, "cited")).sources == (HILL,)


async def test_a_word_is_shown_with_what_is_taught_about_it(world: World) -> None:
    shown = await world.act(footnotes.term, THROW, (TIE.id, MATTRESS.id, "gone"))
    assert shown.items == (TIE, MATTRESS)


async def test_what_is_wrong_with_safety_advice_is_kept_too(world: World) -> None:
    assert (await world.act(privacy.ask_report, HAND_PAIN.id)).item == HAND_PAIN
    assert (await world.act(privacy.keep_report, HAND_PAIN.id, "Ice?")).item == HAND_PAIN
