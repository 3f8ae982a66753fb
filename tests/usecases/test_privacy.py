"""Forgetting erases everything of one person; reports keep what they are about."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.checkins import Feeling
from bot.domain.content import Kit
from bot.domain.events import EventKind
from bot.domain.practice import NotToday
from bot.usecases import (
    cards,
    checkins,
    onboarding,
    pauses,
    plans,
    privacy,
    refreshers,
    timers,
)
from bot.usecases.ports import Pending
from bot.usecases.refreshers import OUTSIDE
from bot.usecases.turn import UnknownItem
from tests.builders import ALICE, BOB, EVENING, FRIDAY, MATTRESS, MONDAY, TAPS, at, bob, card
from tests.usecases.conftest import World
from tests.usecases.postman import Postman


def rows(file: Path) -> dict[str, int]:
    """Count the rows of every table."""
    with closing(sqlite3.connect(file)) as connection:
        tables = [
            name
            for (name,) in connection.execute("select name from sqlite_master where type = 'table'")
            if not name.startswith(("sqlite_", "alembic"))
        ]
        return {
            table: connection.execute(f'select count(*) from "{table}"').fetchone()[0]
            for table in tables
        }


async def live_a_day(world: World) -> None:
    """Do one of everything that leaves a trace."""
    world.now = at(MONDAY, 9)
    await world.act(onboarding.set_time, EVENING)
    await world.act(onboarding.tick_kit, Kit.LOUPES, ticked=True)
    world.now = at(MONDAY, 18, 31)
    postman = Postman(world)
    await postman.begin(await postman.claim_one())
    await world.clock(lambda tx: tx.learners.add_event(world.who, EventKind.EXAM, FRIDAY, ""))
    view = await world.act(plans.todays_plan)
    await world.act(plans.tick, MONDAY, 1)
    await world.act(plans.leave_out, MONDAY, 2, NotToday.PAIN)
    await world.act(plans.tick, MONDAY, 3)
    await world.act(refreshers.answer, MATTRESS.id, 0, 0)
    await world.act(refreshers.log_rep, MATTRESS.id, 0, OUTSIDE)
    await world.act(cards.show_drill, card())
    await world.act(timers.start, card(item=TAPS.id), first_ever=False)
    await world.act(checkins.daily_question)
    await world.act(checkins.note, Feeling.TREMOR, 3, both=True)
    await world.act(pauses.pause, 3)
    await world.act(privacy.keep_report, MATTRESS.id, "Step 3 is unclear")
    await world.act(privacy.ask_report, MATTRESS.id)
    await world.clock(lambda tx: tx.outbox.add(world.who, world.who, "{}", world.now))
    assert view.plan.items


async def test_forgetting_erases_every_row_of_that_person_and_no_other(
    world: World, tmp_path: Path
) -> None:
    file = tmp_path / "steadyhand.sqlite3"
    await world.keep(bob(paused_from=None))
    world.who = BOB
    await live_a_day(world)
    before = rows(file)
    world.who = ALICE
    await live_a_day(world)
    assert sum(rows(file).values()) > sum(before.values())
    asked = await world.act(privacy.ask_forget)
    assert asked.completions == 4
    await world.act(privacy.forget)
    left = rows(file)
    assert left.pop("learners") == before.pop("learners") - 1  # Alice was known before Bob's day
    assert left == before


async def test_who_comes_back_after_forgetting_is_new(world: World) -> None:
    await live_a_day(world)
    await world.act(privacy.forget)
    _, new = await world.clock(onboarding.arrive, ALICE, ALICE, "Alice", at(MONDAY, 20))
    assert new
    assert await world.clock(lambda tx: tx.practice.of(ALICE)) == []


async def test_a_report_keeps_the_version_it_is_about(world: World, tmp_path: Path) -> None:
    asked = await world.act(privacy.ask_report, MATTRESS.id)
    assert asked.item == MATTRESS
    pending = await world.clock(lambda tx: tx.conversation.pending(ALICE))
    assert pending is not None
    assert (pending.kind, pending.about) == (Pending.REPORT, MATTRESS.id)
    kept = await world.act(privacy.keep_report, MATTRESS.id, "Step 3 " + "x" * 5000)
    assert kept.item == MATTRESS
    assert await world.clock(lambda tx: tx.conversation.pending(ALICE)) is None
    with closing(sqlite3.connect(tmp_path / "steadyhand.sqlite3")) as connection:
        ((learner, item, version, words),) = connection.execute(
            "select learner, item, version, words from reports"
        )
    assert (learner, item, version) == (ALICE, MATTRESS.id, "v1")
    assert len(words) == privacy.REPORT_LENGTH


async def test_nothing_can_be_reported_about_what_is_not_there(world: World) -> None:
    with pytest.raises(UnknownItem):
        await world.act(privacy.ask_report, "gone")
