"""Dates that matter: entered as typed, shown until they are over, removed and brought back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.event_words import EventWords
from bot.domain.events import Event, EventKind
from bot.domain.unclear import Why
from bot.usecases import events
from bot.usecases.events import (
    MOST_EVENTS,
    DatesView,
    EventKept,
    EventTakenBack,
    EventUnclear,
    TooManyEvents,
)
from bot.usecases.ports import Pending
from bot.usecases.turn import Stale
from tests.builders import ALICE, BOB, MONDAY, TUESDAY, YESTERDAY, at, bob
from tests.usecases.conftest import World

EXAM, COURSE, CASE = EventKind.EXAM, EventKind.COURSE, EventKind.CASE
MARCH_12 = date(2026, 3, 12)


async def keeps(world: World, words: str, kind: EventKind | None = None) -> EventKept:
    kept = await world.act(events.keep_words, words, kind)
    assert isinstance(kept, EventKept)
    return kept


async def listed(world: World) -> list[tuple[EventKind, date, str]]:
    view = await world.act(events.dates)
    return [(event.kind, event.day, event.label) for event in view.events]


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("exam 12 March", None, (EXAM, MARCH_12, "exam")),
        ("Part A exam on 12 march", None, (EXAM, MARCH_12, "Part A exam")),
        ("case tomorrow", None, (CASE, TUESDAY, "case")),
        ("12 March", COURSE, (COURSE, MARCH_12, "")),
        ("Part A, 12 March", EXAM, (EXAM, MARCH_12, "Part A")),
        ("12 to 14 March", COURSE, (COURSE, MARCH_12, "course, to 14 March")),
        ("exam 12 March", COURSE, (EXAM, MARCH_12, "exam")),  # what is said wins
    ],
)
async def test_a_date_is_kept_as_typed(
    world: World, words: str, kind: EventKind | None, expected: tuple[EventKind, date, str]
) -> None:
    assert not (await keeps(world, words, kind)).already
    assert await listed(world) == [expected]


async def test_twice_is_once(world: World) -> None:
    first = await keeps(world, "exam 12 March")
    again = await keeps(world, "exam 12 March")
    assert (again.event, again.already) == (first.event, True)
    assert len(await listed(world)) == 1


async def test_markup_in_a_name_stays_text(world: World) -> None:
    assert (await keeps(world, "exam </b>A 12 March")).event.label == "exam </b>A"


@pytest.mark.parametrize(
    ("words", "kind", "why", "readings"),
    [
        ("exam 1 March 2026", None, Why.PAST, 0),
        ("exam yesterday", None, Why.PAST, 0),
        ("exam 31 Feb", None, Why.NO_SUCH_DATE, 0),
        ("exam in May", None, Why.DAY_MISSING, 0),
        ("exam", None, Why.DATE_MISSING, 0),
        ("12 March", None, Why.WHICH_KIND, 3),
        ("05/12/2026", EXAM, Why.WHICH_DATE, 2),
        ("exam 05/12/2026", COURSE, Why.WHICH_DATE, 2),
        ("exam 5 December 2031", None, Why.TOO_FAR, 0),
    ],
)
async def test_what_is_unclear_is_asked_back_and_nothing_is_kept(
    world: World, words: str, kind: EventKind | None, why: Why, readings: int
) -> None:
    unclear = await world.act(events.keep_words, words, kind)
    assert isinstance(unclear, EventUnclear)
    assert (unclear.why, len(unclear.readings)) == (why, readings)
    assert await listed(world) == []


async def test_the_answer_is_awaited_also_after_an_unclear_one(world: World) -> None:
    await world.act(events.ask_date, EXAM)
    await world.act(events.keep_words, "31 Feb", EXAM)
    awaited = await world.clock(lambda tx: tx.conversation.pending(ALICE))
    assert awaited is not None
    assert (awaited.kind, awaited.about) == (Pending.EVENT, "exam")
    await keeps(world, "12 March", EXAM)
    assert await world.clock(lambda tx: tx.conversation.pending(ALICE)) is None


async def test_past_ones_go_from_the_list_and_are_kept(world: World) -> None:
    await keeps(world, "case tomorrow")
    world.now = at(TUESDAY)
    assert len(await listed(world)) == 1  # on the day itself it is still to come
    world.now = at(TUESDAY + timedelta(days=1))
    assert await listed(world) == []
    kept = await world.clock(lambda tx: tx.learners.events(ALICE))
    assert [event.day for event in kept] == [TUESDAY]


async def test_the_soonest_comes_first_and_is_the_next(world: World) -> None:
    await keeps(world, "exam 12 March")
    await keeps(world, "case tomorrow")
    assert [kind for kind, _, _ in await listed(world)] == [CASE, EXAM]
    following = await world.act(events.next_event)
    assert following is not None
    assert following.kind is CASE


async def test_twenty_are_enough(world: World) -> None:
    for after in range(1, MOST_EVENTS + 1):
        await keeps(world, f"case in {after} days")
    assert await world.act(events.keep_words, "exam 12 March") == TooManyEvents(MOST_EVENTS)
    assert len(await listed(world)) == MOST_EVENTS
    world.now = at(TUESDAY + timedelta(days=1))  # one is over
    await keeps(world, "exam 12 March")


async def test_removed_and_brought_back_it_is_as_it_was(world: World) -> None:
    kept = (await keeps(world, "Part A exam 12 March")).event
    removed = await world.act(events.remove, kept.id)
    assert removed == DatesView((), MONDAY, removed=kept)
    assert await world.act(events.remove, kept.id) is None  # a second tap
    assert await world.act(events.restore, kept.id) == DatesView((kept,), MONDAY)
    assert await world.act(events.restore, kept.id) is None


async def test_what_was_just_kept_can_be_taken_back(world: World) -> None:
    kept = (await keeps(world, "exam 12 March")).event
    assert await world.act(events.take_back, kept.id) == EventTakenBack(kept)
    assert await world.act(events.take_back, kept.id) is None
    assert await listed(world) == []


async def test_a_button_from_before_that_day_keeps_nothing(world: World) -> None:
    with pytest.raises(Stale):
        await world.act(events.keep, EventWords(EXAM, YESTERDAY, ""))


async def test_the_dates_are_ones_own(world: World) -> None:
    kept = (await keeps(world, "exam 12 March")).event
    await world.keep(bob())
    world.who = BOB
    assert await listed(world) == []
    assert await world.act(events.remove, kept.id) is None


async def test_forgetting_takes_the_dates_along(world: World) -> None:
    await keeps(world, "exam 12 March")
    await world.clock(lambda tx: tx.learners.forget(ALICE))
    left: list[Event] = await world.clock(lambda tx: tx.learners.events(ALICE))
    assert left == []
