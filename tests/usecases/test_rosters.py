"""A roster that was sent as a file: told in short, used on a tap, never behind one's back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.calendar import EMPTY, Shift, with_days
from bot.domain.reminders import EVERY_DAY, Kind
from bot.usecases import calendar, patterns, rosters, rules
from bot.usecases.rosters import (
    Found,
    Refusal,
    Refused,
    RosterDeclined,
    RosterOffered,
    RosterRefused,
)
from tests.builders import FRIDAY, MONDAY, THURSDAY, TUESDAY, YESTERDAY, alice, at
from tests.usecases.conftest import World

ROSTER = Found(
    {
        YESTERDAY: Shift.ON_CALL,
        MONDAY: Shift.NIGHT,
        TUESDAY: Shift.NIGHT,
        THURSDAY: Shift.DAY,
        FRIDAY: Shift.ON_CALL,
    },
    ignored=3,
    unreadable=1,
)


async def offered(world: World, found: Found = ROSTER) -> RosterOffered:
    result = await world.act(rosters.offer, found)
    assert isinstance(result, RosterOffered)
    return result


async def test_it_is_told_in_short_without_what_is_over(world: World) -> None:
    offer = await offered(world)
    assert offer.counts == ((Shift.NIGHT, 2), (Shift.ON_CALL, 1), (Shift.DAY, 1))
    assert (offer.first, offer.last, offer.left_out) == (MONDAY, FRIDAY, 4)
    assert (await world.learner()).calendar == EMPTY


async def test_used_it_joins_what_was_there_and_moves_the_prompts(world: World) -> None:
    await world.act(rules.set_times, Kind.PROMPT, [(7 * 60, EVERY_DAY)])
    await world.keep(
        alice(calendar=with_days(EMPTY, {MONDAY: Shift.OFF, MONDAY + timedelta(7): Shift.OFF}))
    )
    view = await world.act(rosters.use, (await offered(world)).draft)
    assert view is not None
    assert [each.shift for each in view.days[:8]] == [
        Shift.NIGHT,
        Shift.NIGHT,
        None,
        Shift.DAY,
        Shift.ON_CALL,
        Shift.POST_CALL,
        None,
        Shift.OFF,
    ]
    assert await world.clock(lambda tx: tx.rules.next_due_at()) == at(TUESDAY, 16)


async def test_the_past_is_not_rewritten_also_when_the_tap_comes_late(world: World) -> None:
    offer = await offered(world)
    world.now = at(TUESDAY, 12)
    await world.act(rosters.use, offer.draft)
    assert dict((await world.learner()).calendar.days).keys() == {TUESDAY, THURSDAY, FRIDAY}


async def test_it_is_used_once_and_undo_takes_all_of_it_back(world: World) -> None:
    offer = await offered(world)
    view = await world.act(rosters.use, offer.draft)
    assert await world.act(rosters.use, offer.draft) is None
    assert view is not None
    assert view.undo is not None
    await world.act(calendar.undo, view.undo)
    assert (await world.learner()).calendar == EMPTY


async def test_declined_it_is_gone(world: World) -> None:
    offer = await offered(world)
    assert await world.act(rosters.decline, offer.draft) == RosterDeclined()
    assert await world.act(rosters.use, offer.draft) is None
    assert await world.act(rosters.decline, offer.draft) is None


async def test_after_two_days_the_offer_is_gone(world: World) -> None:
    offer = await offered(world)
    world.now += timedelta(days=2, seconds=1)
    assert await world.act(rosters.use, offer.draft) is None


async def test_a_pattern_is_no_roster_and_a_roster_no_pattern(world: World) -> None:
    roster = await offered(world)
    assert await world.act(patterns.begin, roster.draft, MONDAY) is None
    pattern = await world.act(patterns.offer, "DDNNOOOO")
    assert isinstance(pattern, patterns.PatternOffered)
    assert await world.act(rosters.use, pattern.draft) is None


@pytest.mark.parametrize("why", Refusal)
async def test_a_refusal_changes_nothing(world: World, why: Refusal) -> None:
    assert await world.act(rosters.offer, Refused(why)) == RosterRefused(why)
    assert (await world.learner()).calendar == EMPTY


async def test_a_roster_that_is_over_is_refused(world: World) -> None:
    past: dict[date, Shift] = {YESTERDAY: Shift.NIGHT}
    refused = await world.act(rosters.offer, Found(past, 0, 0))
    assert refused == RosterRefused(Refusal.OVER, YESTERDAY)
    long_ago = Refused(Refusal.OVER, date(2025, 6, 30))
    assert await world.act(rosters.offer, long_ago) == RosterRefused(Refusal.OVER, long_ago.last)


@pytest.mark.parametrize(
    ("words", "is_link"),
    [
        ("https://calendar.google.com/calendar/ical/alice/basic.ics", True),
        ("my rota: webcal://rota.example/alice", True),
        ("HTTP://EXAMPLE.ORG/ROTA.ICS", True),
        ("https://example.org/suturing", False),
        ("vertical mattress", False),
    ],
)
def test_a_calendars_address_is_known(words: str, is_link: bool) -> None:
    assert rosters.is_link(words) is is_link
