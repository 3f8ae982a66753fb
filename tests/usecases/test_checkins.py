"""Check-ins: consent first, one optional question a day, one tap each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.checkins import Feeling
from bot.domain.learners import Consent
from bot.usecases import checkins, log, settings
from bot.usecases.checkins import (
    ConsentAsked,
    ConsentRefused,
    FeelingAsked,
    FeelingNoted,
)
from bot.usecases.log import NothingToUndo, Undone
from bot.usecases.ports import Pending
from bot.usecases.turn import Stale
from tests.builders import ALICE, BOB, MONDAY, TUESDAY, WEDNESDAY, alice, at, bob
from tests.usecases.conftest import World

TREMOR, CONFIDENCE = Feeling.TREMOR, Feeling.CONFIDENCE
FOR_ITSELF = FeelingAsked(TREMOR, both=False, optional=True)


@pytest.fixture
async def unasked(world: World) -> World:
    """Alice has not been asked for her consent."""
    await world.keep(alice(check_ins=Consent.UNASKED))
    return world


# --- consent ---


async def test_before_the_first_value_consent_is_asked(unasked: World) -> None:
    assert await unasked.act(checkins.daily_question) == ConsentAsked(TREMOR, both=False)
    assert await unasked.clock(lambda tx: tx.conversation.pending(ALICE)) is None


async def test_yes_leads_straight_to_the_question(unasked: World) -> None:
    await unasked.act(checkins.daily_question)
    assert await unasked.act(checkins.consent, Consent.YES, TREMOR, both=False) == FOR_ITSELF
    assert (await unasked.learner()).check_ins is Consent.YES
    noted = await unasked.act(checkins.note, TREMOR, 3, both=False)
    assert (noted.check_in.value, noted.following) == (3, None)


@pytest.mark.parametrize("answer", [Consent.NOT_NOW, Consent.NEVER])
async def test_without_consent_nothing_is_kept(unasked: World, answer: Consent) -> None:
    await unasked.act(checkins.daily_question)
    refused = await unasked.act(checkins.consent, answer, TREMOR, both=False)
    assert refused == ConsentRefused(answer)
    with pytest.raises(Stale):
        await unasked.act(checkins.note, TREMOR, 3, both=False)
    assert await unasked.clock(lambda tx: tx.check_ins.since(ALICE, MONDAY)) == []


async def test_never_is_never_asked_again_and_not_now_is(unasked: World) -> None:
    await unasked.act(checkins.daily_question)
    await unasked.act(checkins.consent, Consent.NOT_NOW, TREMOR, both=False)
    unasked.now = at(TUESDAY)
    assert await unasked.act(checkins.daily_question) == ConsentAsked(CONFIDENCE, both=False)
    await unasked.act(checkins.consent, Consent.NEVER, CONFIDENCE, both=False)
    unasked.now = at(TUESDAY + timedelta(days=60))
    assert await unasked.act(checkins.daily_question) is None


async def test_who_asks_for_a_check_in_is_asked_for_consent_again(unasked: World) -> None:
    await unasked.act(checkins.consent, Consent.NEVER, TREMOR, both=False)
    assert await unasked.act(checkins.begin) == ConsentAsked(TREMOR, both=True)
    asked = await unasked.act(checkins.consent, Consent.YES, TREMOR, both=True)
    assert asked == FeelingAsked(TREMOR, both=True, optional=False)


async def test_check_ins_can_be_switched_off_and_on(world: World) -> None:
    await world.act(checkins.note, TREMOR, 3, both=False)
    assert (await world.act(settings.allow_check_ins, allowed=False)).check_ins is Consent.NEVER
    with pytest.raises(Stale):
        await world.act(checkins.note, CONFIDENCE, 3, both=False)
    assert len(await world.clock(lambda tx: tx.check_ins.since(ALICE, MONDAY))) == 1
    assert (await world.act(settings.allow_check_ins, allowed=True)).check_ins is Consent.YES


# --- one question a day ---


async def test_one_question_a_day_and_the_feelings_take_turns(world: World) -> None:
    asked = []
    for day in range(4):
        world.now = at(MONDAY + timedelta(days=day))
        question = await world.act(checkins.daily_question)
        assert isinstance(question, FeelingAsked)
        asked.append(question.feeling)
        assert await world.act(checkins.daily_question) is None
        await world.act(checkins.note, question.feeling, 5, both=False)
        assert await world.act(checkins.daily_question) is None
    assert asked == [TREMOR, CONFIDENCE, TREMOR, CONFIDENCE]


async def test_two_skips_running_bring_two_quiet_weeks(world: World) -> None:
    for day in (MONDAY, TUESDAY):
        world.now = at(day)
        assert await world.act(checkins.daily_question)
        await world.act(checkins.skip)
    quiet = []
    for passed in range(1, 15):
        world.now = at(TUESDAY + timedelta(days=passed))
        if await world.act(checkins.daily_question) is None:
            quiet.append(passed)
    assert quiet == list(range(1, 14))


async def test_what_was_just_reported_is_not_asked_for(world: World) -> None:
    await world.act(checkins.begin)
    await world.act(checkins.note, TREMOR, 3, both=True)
    assert await world.act(checkins.daily_question) is None


# --- values ---


async def test_a_value_is_kept_with_its_instant_zone_and_day(world: World) -> None:
    world.now = at(TUESDAY, 2)
    noted = (await world.act(checkins.note, TREMOR, 3, both=False)).check_in
    assert (noted.at, noted.zone, noted.day) == (at(TUESDAY, 2), "Europe/London", MONDAY)
    assert (noted.learner, noted.feeling, noted.value) == (ALICE, TREMOR, 3)


async def test_a_check_in_asks_for_tremor_then_confidence(world: World) -> None:
    assert await world.act(checkins.begin) == FeelingAsked(TREMOR, both=True, optional=False)
    first = await world.act(checkins.note, TREMOR, 3, both=True)
    assert first.following == FeelingAsked(CONFIDENCE, both=False, optional=False)
    pending = await world.clock(lambda tx: tx.conversation.pending(ALICE))
    assert pending is not None
    assert (pending.kind, pending.about) == (Pending.FEELING, "confidence")
    second = await world.act(checkins.note, CONFIDENCE, 8, both=False)
    assert second.following is None
    assert await world.clock(lambda tx: tx.conversation.pending(ALICE)) is None


async def test_the_value_before_is_told_of_the_same_feeling(world: World) -> None:
    assert (await world.act(checkins.note, TREMOR, 3, both=False)).before is None
    await world.act(checkins.note, CONFIDENCE, 9, both=False)
    world.now = at(TUESDAY)
    assert (await world.act(checkins.note, TREMOR, 5, both=False)).before == 3


async def test_the_value_before_is_told_from_the_first_day_on_in_every_zone(
    world: World,
) -> None:
    # In Honolulu it is still Sunday when Monday's 02:00 UTC strikes: the day is before the date.
    await world.keep(alice(zone="Pacific/Honolulu", joined_at=at(MONDAY, 2)))
    world.now = at(MONDAY, 3)
    await world.act(checkins.note, TREMOR, 3, both=False)
    world.now = at(MONDAY, 5)
    assert (await world.act(checkins.note, TREMOR, 5, both=False)).before == 3


@pytest.mark.parametrize("value", [-1, 11, 100])
async def test_a_value_off_the_scale_is_refused(world: World, value: int) -> None:
    with pytest.raises(Stale):
        await world.act(checkins.note, TREMOR, value, both=False)


@pytest.mark.parametrize("value", range(11))
async def test_every_value_of_the_scale_can_be_noted(world: World, value: int) -> None:
    noted = await world.act(checkins.note, TREMOR, value, both=False)
    assert isinstance(noted, FeelingNoted)
    assert noted.check_in.value == value


async def test_a_second_tap_keeps_one_value(world: World) -> None:
    await world.act(checkins.daily_question)
    await world.act(checkins.note, TREMOR, 3, both=False)
    world.now += timedelta(seconds=1)
    with pytest.raises(Stale):
        await world.act(checkins.note, TREMOR, 3, both=False)
    assert len(await world.clock(lambda tx: tx.check_ins.since(ALICE, MONDAY))) == 1


async def test_a_check_in_can_be_made_again_when_asked_for(world: World) -> None:
    for value in (3, 4):
        await world.act(checkins.begin)
        await world.act(checkins.note, TREMOR, value, both=True)
    kept = await world.clock(lambda tx: tx.check_ins.since(ALICE, MONDAY))
    assert [check_in.value for check_in in kept] == [3, 4]


async def test_undo_takes_a_value_back(world: World) -> None:
    noted = (await world.act(checkins.note, TREMOR, 3, both=False)).check_in
    undone = await world.act(log.undo_check_in, noted.id)
    assert isinstance(undone, Undone)
    assert undone.check_in == noted
    assert await world.clock(lambda tx: tx.check_ins.latest(ALICE)) is None
    assert isinstance(await world.act(log.undo_check_in, noted.id), NothingToUndo)


async def test_nobody_takes_back_what_another_reported(world: World) -> None:
    await world.keep(bob())
    noted = (await world.act(checkins.note, TREMOR, 3, both=False)).check_in
    world.who = BOB
    assert isinstance(await world.act(log.undo_check_in, noted.id), NothingToUndo)


async def test_all_values_can_be_erased_at_once(world: World) -> None:
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        world.now = at(day)
        await world.act(checkins.note, TREMOR, 3, both=False)
    assert await world.act(checkins.erase_values) == 3
    assert await world.act(checkins.erase_values) == 0
