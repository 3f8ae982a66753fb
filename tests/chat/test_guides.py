"""Guides, words, sources and cards without a picture, as the conversation has them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat import taps
from bot.domain.content import Group, Source
from bot.domain.glossary import Term
from bot.domain.practice import NotToday
from bot.usecases import plans
from bot.usecases.plans import PlanView
from bot.usecases.turn import Turn
from tests.builders import COIN, MONDAY, ROTATION, SIMPLE, TAPS, TIE, drill, guide, library
from tests.chat.room import Room

THROW = Term("throw", (), "One wrap of one strand.")
HILL = Source("hill-2010", "Hill BD. Coin rotation.", verified=True)
WORDED = replace(COIN, picture=None, terms=("throw",), sources=("hill-2010",))
PRINCIPLE = guide(terms=("throw",))
MATERIAL = library(
    (replace(TAPS, picture=None), ROTATION, WORDED, PRINCIPLE, TIE, SIMPLE),
    requires={},
    glossary={"throw": THROW},
    sources={"hill-2010": HILL},
)


@pytest.fixture
def stocked(room: Room) -> Room:
    """Alice's room with a guide, a term, and drills without pictures."""
    return replace(room, library=MATERIAL)


async def todays_plan(room: Room) -> PlanView:
    learner, now = await room.learner(), room.clock.now()
    return await room.look(lambda tx: plans.todays_plan(Turn(tx, room.library, learner, now)))


async def test_what_is_a_throw(stocked: Room) -> None:
    assert (await stocked.says("what is a throw?")).text == "throw: One wrap of one strand."
    assert (await stocked.says("/refresh throw")).text == "throw: One wrap of one strand."


async def test_a_guide_is_found_by_its_name(stocked: Room) -> None:
    answer = await stocked.says("short and often?")
    (call,) = answer.calls
    assert call.text.startswith("Short and often\nA few minutes on many days.")
    assert call.picture is None


async def test_guides_are_listed_from_the_drills(stocked: Room) -> None:
    (listed,) = (await stocked.says("/drills")).calls
    assert listed.markup is not None
    assert listed.markup["inline_keyboard"][-1][-1]["text"] == "Guides"
    assert "Short and often" in (await stocked.taps(taps.ShowGuides())).text


async def test_a_group_of_drills_opens_in_place(stocked: Room) -> None:
    many = tuple(drill(f"drill-{number}", group=Group.TREMOR) for number in range(12))
    room = replace(stocked, library=library((COIN, *many), requires={}))
    assert "Steadiness: 12" in (await room.says("/drills")).text
    (opened,) = (await room.taps(taps.ShowGroup(Group.DEXTERITY))).calls
    assert (opened.message, opened.text.split("\n")[1]) == (60, "• Coin rotation, 2 min")
    (back,) = (await room.taps(taps.ShowDrills())).calls
    assert back.text.startswith("Drills\n")


@pytest.mark.parametrize("item", ["coin-rotation", "short-and-often"])
async def test_a_cards_words_come_in_one_message(stocked: Room, item: str) -> None:
    told = await stocked.taps(taps.ShowWords(item))
    assert told.text.endswith(": words\nthrow: One wrap of one strand.")


async def test_a_cards_sources_come_in_one_message(stocked: Room) -> None:
    told = await stocked.taps(taps.ShowSources("coin-rotation"))
    assert "• Hill BD. Coin rotation." in told.text


async def test_something_wrong_in_a_guide_is_kept(stocked: Room) -> None:
    await stocked.taps(taps.ReportItem("short-and-often"))
    answer = await stocked.says("The word often is missing.")
    assert answer.text.startswith("Thank you.")


async def test_a_principle_of_the_plan_is_read_and_ticked_off(stocked: Room) -> None:
    await todays_plan(stocked)
    (opened,) = (await stocked.taps(taps.OpenPlanItem(MONDAY, 3))).calls
    assert opened.text.startswith("Short and often")
    answer = await stocked.taps(taps.FinishLesson("short-and-often", MONDAY, 3), message=61)
    assert answer.toast == "✓ Read. I'll ask one question tomorrow."
    assert [call.message for call in answer.calls if call.message] == [61]
    again = await stocked.taps(taps.FinishLesson("short-and-often", MONDAY, 3), message=62)
    assert again.toast == "Short and often is already counted."


async def test_a_drill_is_no_lesson(stocked: Room) -> None:
    await todays_plan(stocked)
    answer = await stocked.taps(taps.FinishLesson("finger-taps", MONDAY, 1))
    assert answer.is_alert


# --- cards without a picture ---


async def test_a_drill_without_a_picture_goes_out_as_words(stocked: Room) -> None:
    (call,) = (await stocked.says("coin rotation")).calls
    assert (call.picture, call.card) == (None, "coin-rotation")


async def test_not_today_on_a_card_of_words_leaves_out_that_one_drill(stocked: Room) -> None:
    await todays_plan(stocked)
    await stocked.taps(taps.OpenPlanItem(MONDAY, 1))
    asked = await stocked.taps(taps.NotTodayAsk(MONDAY, 1), message=61)
    (call,) = asked.calls
    assert (call.message, call.on_picture) == (61, False)
    answer = await stocked.taps(taps.NotTodayBecause(MONDAY, 1, NotToday.NO_TIME), message=61)
    assert answer.texts[0] == "Finger taps: not today, nothing logged."
    plan = (await todays_plan(stocked)).plan
    assert [item.is_open for item in plan.items] == [False, True, True]


# --- a technique practised by its own levels ---


async def test_a_set_of_a_technique_is_counted_at_its_level(stocked: Room) -> None:
    (card,) = (await stocked.taps(taps.OpenDrill("instrument-tie"))).calls
    assert "Level 1: Level 1. Practice target: 4." in card.text
    assert card.card == "instrument-tie"
    answer = await stocked.says("5")
    assert answer.texts[0].startswith("✓ Instrument tie: 5")


async def test_a_set_of_stitches_waits_for_the_box_and_counts_the_needle_back(
    stocked: Room,
) -> None:
    asked = await stocked.taps(taps.OpenDrill("simple-interrupted"))
    assert "Sharps box open and in reach" in asked.text
    about = ("simple-interrupted", None, 1, None, 0)
    (opened,) = (await stocked.taps(taps.BoxIsOpen(*about), message=61)).calls
    assert "Practice target: 4." in opened.text
    done = await stocked.taps(taps.FinishCard(*about, 4), message=61)
    assert "One needle out. Where is it now?" in done.text
