"""Shifts that repeat: offered first, begun on a tap, taken back whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.calendar import EMPTY, Shift, with_days
from bot.domain.pattern_words import NoPattern, parse_pattern
from bot.usecases import calendar, patterns
from bot.usecases.patterns import COMMON, PatternOffered, PatternUnclear
from bot.usecases.ports import Pending
from bot.usecases.turn import Stale
from tests.builders import ALICE, FRIDAY, MONDAY, SUNDAY, TUESDAY, WEDNESDAY, YESTERDAY, alice
from tests.usecases.conftest import World

D, N, OFF = Shift.DAY, Shift.NIGHT, Shift.OFF


async def offered(world: World, words: str) -> PatternOffered:
    result = await world.act(patterns.offer, words)
    assert isinstance(result, PatternOffered)
    return result


async def shifts(world: World, days: int, start: int = 0) -> list[Shift | None]:
    kept = (await world.learner()).calendar
    return [kept.shift(MONDAY + timedelta(days=start + after)) for after in range(days)]


async def test_a_pattern_begins_on_the_day_that_is_tapped(world: World) -> None:
    offer = await offered(world, "2 days, 2 nights, 4 off")
    assert (await world.learner()).calendar == EMPTY  # nothing yet
    assert offer.blocks == ((2, D), (2, N), (4, OFF))
    assert offer.first_days == tuple(MONDAY + timedelta(days=after) for after in range(8))

    view = await world.act(patterns.begin, offer.draft, TUESDAY)
    assert view is not None
    assert await shifts(world, 10) == [None, D, D, N, N, OFF, OFF, OFF, OFF, D]
    assert [each.shift for each in view.days[:4]] == [None, D, D, N]


async def test_a_new_pattern_ends_the_one_before_and_the_past_stays(world: World) -> None:
    nights = await offered(world, "7 nights, 7 off")
    await world.act(patterns.begin, nights.draft, MONDAY)
    world.now += timedelta(days=3)  # Thursday
    days = await offered(world, "4 days, 4 off")
    assert days.today == MONDAY + timedelta(days=3)
    await world.act(patterns.begin, days.draft, FRIDAY)
    assert await shifts(world, 9) == [N, N, N, N, D, D, D, D, OFF]


async def test_single_days_win_over_a_pattern(world: World) -> None:
    await world.keep(alice(calendar=with_days(EMPTY, {WEDNESDAY: Shift.ON_CALL})))
    offer = await offered(world, "DDDDOOOO")
    await world.act(patterns.begin, offer.draft, MONDAY)
    assert await shifts(world, 5) == [D, D, Shift.ON_CALL, Shift.POST_CALL, OFF]


async def test_it_begins_once_and_undo_takes_it_back(world: World) -> None:
    offer = await offered(world, "DDNNOOOO")
    view = await world.act(patterns.begin, offer.draft, MONDAY)
    assert await world.act(patterns.begin, offer.draft, TUESDAY) is None
    assert view is not None
    assert view.undo is not None
    await world.act(calendar.undo, view.undo)
    assert (await world.learner()).calendar == EMPTY


async def test_of_two_offers_the_later_one_stands(world: World) -> None:
    first, second = await offered(world, "DDNNOOOO"), await offered(world, "7 nights, 7 off")
    assert await world.act(patterns.begin, first.draft, MONDAY) is None
    assert await world.act(patterns.begin, second.draft, MONDAY) is not None


@pytest.mark.parametrize("first", [YESTERDAY, MONDAY + timedelta(days=56)])
async def test_it_begins_neither_in_the_past_nor_far_away(world: World, first: date) -> None:
    offer = await offered(world, "DDNNOOOO")
    with pytest.raises(Stale):
        await world.act(patterns.begin, offer.draft, first)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("whenever", NoPattern.UNCLEAR),
        ("60 days, 3 off", NoPattern.TOO_LONG),
        ("on call every day", NoPattern.ALWAYS_ON_CALL),
    ],
)
async def test_what_is_no_pattern_changes_nothing(world: World, words: str, why: NoPattern) -> None:
    assert await world.act(patterns.offer, words) == PatternUnclear(why)
    assert (await world.learner()).calendar == EMPTY


async def test_a_pattern_is_awaited_until_one_was_offered(world: World) -> None:
    await world.act(patterns.ask)
    awaited = await world.clock(lambda tx: tx.conversation.pending(ALICE))
    assert awaited is not None
    assert awaited.kind is Pending.PATTERN
    await world.act(patterns.offer, "whenever")
    assert await world.clock(lambda tx: tx.conversation.pending(ALICE)) is not None
    await world.act(patterns.offer, "DDNNOOOO")
    assert await world.clock(lambda tx: tx.conversation.pending(ALICE)) is None


@pytest.mark.parametrize("letters", COMMON)
def test_the_usual_patterns_are_patterns(letters: str) -> None:
    assert isinstance(parse_pattern(letters), tuple)


def test_a_short_pattern_may_begin_today_or_tomorrow() -> None:
    assert PatternOffered(1, (N,), SUNDAY).first_days == (SUNDAY, SUNDAY + timedelta(days=1))
