"""The log: practice done elsewhere, and taking back what was logged."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.checkins import Feeling
from bot.domain.logbook import parse_entry
from bot.domain.practice import Source
from bot.usecases import cards, checkins, log, plans
from bot.usecases.cards import DrillDone
from bot.usecases.log import LoggedElsewhere, NothingToUndo, Undone
from bot.usecases.ports import Pending
from tests.builders import ALICE, BOB, COIN, MATTRESS, MONDAY, TUESDAY, at, bob, card
from tests.usecases.conftest import World


async def logged(world: World, words: str, item: object = None) -> LoggedElsewhere:
    entry = parse_entry(words)
    assert entry is not None
    known = world.library.item(MATTRESS.id) if item else None
    return await world.act(log.log_elsewhere, words, entry, known)


async def test_practice_elsewhere_counts_for_today_and_for_the_streak(world: World) -> None:
    kept = await logged(world, "lab 40 min, 12 knots")
    assert (kept.completion.seconds, kept.completion.reps) == (2400, 12)
    assert (kept.completion.source, kept.completion.day) == (Source.ELSEWHERE, MONDAY)
    assert kept.completion.note == "lab 40 min, 12 knots"
    assert kept.item is None
    assert (kept.streak.days, kept.streak.today_done) == (1, True)


async def test_practice_elsewhere_can_name_an_item(world: World) -> None:
    kept = await logged(world, "5 vertical mattress stitches", MATTRESS)
    assert kept.completion.item == MATTRESS.id
    undone = await world.act(log.undo_completion, kept.completion.id)
    assert isinstance(undone, Undone)
    assert undone.title == "Vertical mattress"


async def test_practice_elsewhere_ticks_nothing_off(world: World) -> None:
    before = await world.act(plans.todays_plan)
    await logged(world, "20 coin turns")
    assert (await world.act(plans.todays_plan)).plan == before.plan


async def test_a_log_asked_for_awaits_one_line(world: World) -> None:
    await world.act(log.ask)
    pending = await world.clock(lambda tx: tx.conversation.pending(ALICE))
    assert pending is not None
    assert pending.kind is Pending.LOG
    assert pending.expires_at == at() + timedelta(minutes=30)
    await logged(world, "12 knots")
    assert await world.clock(lambda tx: tx.conversation.pending(ALICE)) is None


async def test_a_long_note_is_cut(world: World) -> None:
    kept = await logged(world, "12 knots " + "x" * 5000)
    assert len(kept.completion.note) == log.NOTE_LENGTH


async def test_undo_takes_the_newest_thing_back_whichever_it_was(world: World) -> None:
    done = await world.act(cards.finish, card(), 9)
    assert isinstance(done, DrillDone)
    world.now += timedelta(minutes=1)
    noted = await world.act(checkins.note, Feeling.TREMOR, 3, both=False)
    world.now += timedelta(minutes=1)
    await logged(world, "12 knots")
    world.now += timedelta(minutes=1)

    undone = []
    for _ in range(3):
        result = await world.act(log.undo_latest)
        assert isinstance(result, Undone)
        undone.append((result.title, result.check_in))
    assert undone == [(None, None), (None, noted.check_in), (COIN.title, None)]
    assert isinstance(await world.act(log.undo_latest), NothingToUndo)


async def test_undo_shows_the_plan_it_unticked(world: World) -> None:
    await world.act(plans.todays_plan)
    await world.act(plans.tick, MONDAY, 1)
    undone = await world.act(log.undo_latest)
    assert isinstance(undone, Undone)
    assert undone.plan is not None
    assert undone.plan.lines[0].item.is_open


async def test_undo_reaches_back_two_days(world: World) -> None:
    await logged(world, "12 knots")
    world.now += timedelta(hours=48, seconds=1)
    assert isinstance(await world.act(log.undo_latest), NothingToUndo)
    world.now -= timedelta(seconds=1)
    assert isinstance(await world.act(log.undo_latest), Undone)


async def test_undo_never_touches_another_person(world: World) -> None:
    await world.keep(bob())
    await logged(world, "12 knots")
    world.who = BOB
    world.now = at(TUESDAY, 9)
    assert isinstance(await world.act(log.undo_latest), NothingToUndo)
    assert len(await world.clock(lambda tx: tx.practice.of(ALICE))) == 1
