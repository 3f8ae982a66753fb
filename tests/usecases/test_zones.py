"""Zone data that has changed: due times follow it, nominal dates stay."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.clock.recompute import follow_zone_data
from bot.domain.reminders import Occurrence
from bot.domain.zone_data import fingerprint
from bot.usecases import onboarding, zones
from bot.usecases.ports import Tx
from tests.builders import ALICE, BOB, EVENING, LONDON, MONDAY, TUESDAY, at, bob, learner, rule
from tests.usecases.conftest import World
from tests.usecases.postman import Postman

HOUR = timedelta(hours=1)


async def due_at(world: World, who: int = ALICE) -> datetime | None:
    return await world.clock(lambda tx: tx.rules.next_due_at(who))


async def as_by_older_data(world: World, *people: int) -> None:
    """Let these people's rules be due an hour later, as computed before their zone changed."""

    def shift(tx: Tx) -> None:
        for person in people:
            for kept, due in tx.rules.scheduled(person):
                assert due is not None
                tx.rules.schedule([(kept.id, Occurrence(due.date(), due + HOUR))])

    await world.clock(shift)


async def follow(world: World) -> None:
    await follow_zone_data(world.db, _Clock(world))


class _Clock:
    def __init__(self, world: World) -> None:
        self.now = lambda: world.now


@pytest.fixture
async def morning(world: World) -> World:
    """Alice in London and Bob in Cairo are asked at half past six; it is Monday morning."""
    world.now = at(MONDAY, 9)
    await world.keep(bob(paused_from=None, zone="Africa/Cairo"))
    for who in (ALICE, BOB):
        world.who = who
        await world.act(onboarding.set_time, EVENING)
    world.who = ALICE
    return world


async def test_the_first_start_looks_at_every_zone_and_the_next_at_none(morning: World) -> None:
    assert set(await morning.clock(zones.changed)) == {LONDON, "Africa/Cairo"}
    await follow(morning)
    assert await morning.clock(zones.changed) == {}
    assert await morning.clock(lambda tx: tx.rules.fingerprints()) == {
        LONDON: fingerprint(LONDON),
        "Africa/Cairo": fingerprint("Africa/Cairo"),
    }


async def test_only_a_zone_that_changed_is_put_right(morning: World) -> None:
    await follow(morning)
    right = await due_at(morning, BOB)
    await as_by_older_data(morning, ALICE, BOB)
    untouched = await due_at(morning, ALICE)
    await morning.clock(lambda tx: tx.rules.set_fingerprints({"Africa/Cairo": "of last year"}))

    await follow(morning)

    assert await due_at(morning, BOB) == right
    assert await due_at(morning, ALICE) == untouched


async def test_what_is_due_already_is_left_to_the_clock(morning: World) -> None:
    morning.now = at(MONDAY, 18, 31)
    await follow(morning)
    assert await due_at(morning) == at(MONDAY)


async def test_a_date_that_had_its_prompt_gets_no_other(morning: World) -> None:
    morning.now = at(MONDAY, 18, 31)
    (_,) = await Postman(morning).round()  # in Cairo it is too late
    await as_by_older_data(morning, ALICE)
    await follow(morning)
    assert await due_at(morning) == at(TUESDAY)


async def test_a_zone_that_is_no_more_stops_nobody(morning: World) -> None:
    await morning.keep(bob(paused_from=None, zone="Mars/Olympus"))
    await as_by_older_data(morning, ALICE)
    await follow(morning)
    assert await due_at(morning) == at(MONDAY)
    assert await due_at(morning, BOB) is not None
    assert await morning.clock(zones.changed) == {}


async def test_great_numbers_are_put_right_in_batches(
    morning: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zones, "AT_ONCE", 3)
    people = range(2000, 2010)

    def settle(tx: Tx) -> None:
        for person in people:
            tx.learners.save(learner(id=person, chat=person))
            kept = tx.rules.save(rule(learner=person))
            tx.rules.schedule([(kept.id, Occurrence(MONDAY, at() + HOUR))])

    await morning.clock(settle)
    await follow(morning)
    assert [await due_at(morning, person) for person in people] == [at()] * 10
