"""The on-call calendar: said once, moved at once, taken back whole; the past stays as it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest

from bot.domain.calendar import EMPTY, Calendar, Shift, with_days, with_pattern
from bot.domain.calendar_words import parse_on_call
from bot.domain.reminders import EVERY_DAY, Kind
from bot.usecases import calendar, plans, rules
from bot.usecases.calendar import CalendarView, DaysOver, DaysSet
from bot.usecases.ports import Tx
from bot.usecases.turn import Stale
from tests.builders import (
    ALICE,
    FRIDAY,
    MONDAY,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    YESTERDAY,
    alice,
    at,
)
from tests.usecases.conftest import World

SEVEN = 7 * 60


async def hears(world: World, words: str) -> DaysSet | DaysOver:
    said = parse_on_call(words)
    assert said is not None
    return await world.act(calendar.set_said, said)


async def sets(world: World, shift: Shift | None, *days: date) -> DaysSet:
    changed = await world.act(calendar.set_days, days, shift)
    assert isinstance(changed, DaysSet)
    return changed


async def prompted_at_seven(world: World) -> None:
    await world.act(rules.set_times, Kind.PROMPT, [(SEVEN, EVERY_DAY)])


async def shift_of(world: World, day: date) -> Shift | None:
    return (await world.learner()).calendar.shift(day)


async def next_due(world: World) -> datetime | None:
    return await world.clock(lambda tx: tx.rules.next_due_at())


# --- on call tonight ---


async def test_on_call_tonight_is_quiet_till_slept_and_the_prompt_moves(world: World) -> None:
    await prompted_at_seven(world)
    told = await hears(world, "on call tonight")
    assert isinstance(told, DaysSet)
    assert (told.first, told.last, told.shift) == (MONDAY, MONDAY, Shift.ON_CALL)
    assert told.quiet_until == at(TUESDAY, 16)
    assert told.next is not None
    assert told.next.at == at(TUESDAY, 16)
    assert await next_due(world) == at(TUESDAY, 16)


async def test_twice_is_once(world: World) -> None:
    first = await hears(world, "on call tonight")
    kept = (await world.learner()).calendar
    again = await hears(world, "on call tonight")
    assert isinstance(first, DaysSet)
    assert isinstance(again, DaysSet)
    assert (await world.learner()).calendar == kept
    assert (first.undo is None, again.undo) == (False, None)
    assert first.undo is not None
    assert (await world.act(calendar.undo, first.undo)) is not None  # the first one's still holds
    assert await shift_of(world, MONDAY) is None


@pytest.mark.parametrize(
    ("words", "now", "expected"),
    [
        pytest.param("on call tonight", at(TUESDAY, 1), {MONDAY: Shift.ON_CALL}, id="at one"),
        pytest.param("on call tonight", at(TUESDAY, 5), {TUESDAY: Shift.ON_CALL}, id="at five"),
        pytest.param("night shift tomorrow", at(), {TUESDAY: Shift.NIGHT}, id="tomorrow"),
        pytest.param("post call today", at(TUESDAY, 9), {TUESDAY: Shift.POST_CALL}, id="post-call"),
        pytest.param(
            "was on call last night", at(TUESDAY, 9), {TUESDAY: Shift.POST_CALL}, id="last night"
        ),
        pytest.param(
            "nights this weekend",
            at(SUNDAY, 12),
            {SUNDAY: Shift.NIGHT},
            id="the part of the weekend that is to come",
        ),
    ],
)
async def test_the_night_that_is_meant(
    world: World, words: str, now: datetime, expected: dict[date, Shift]
) -> None:
    world.now = now
    await hears(world, words)
    assert dict((await world.learner()).calendar.days) == expected


async def test_last_night_matters_no_more_where_tonight_is_another(world: World) -> None:
    await hears(world, "on call tonight")
    assert await hears(world, "was on call last night") == DaysOver()
    assert await shift_of(world, MONDAY) is Shift.ON_CALL


async def test_while_still_in_the_night_the_quiet_ends_today(world: World) -> None:
    world.now = at(TUESDAY, 1)
    told = await hears(world, "on call tonight")
    assert isinstance(told, DaysSet)
    assert (told.quiet_until, told.quiet_day, told.wall_date) == (at(TUESDAY, 16), TUESDAY, TUESDAY)


async def test_not_on_call_after_all(world: World) -> None:
    await hears(world, "on call tonight")
    told = await hears(world, "not on call tonight")
    assert isinstance(told, DaysSet)
    assert (told.shift, told.quiet_until) == (None, None)
    assert await shift_of(world, MONDAY) is None
    assert await shift_of(world, TUESDAY) is None


async def test_a_night_between_nights_ends_its_quiet_when_slept(world: World) -> None:
    told = await sets(world, Shift.NIGHT, MONDAY, TUESDAY)
    assert told.quiet_until == at(WEDNESDAY, 16)
    assert (await world.act(calendar.told, MONDAY, MONDAY, Shift.NIGHT)).quiet_until == at(
        TUESDAY, 16
    )


@pytest.mark.parametrize(
    ("hour", "quiet_until"),
    [pytest.param(9, at(MONDAY, 16), id="asleep"), pytest.param(18, None, id="slept")],
)
async def test_post_call_is_quiet_till_four(
    world: World, hour: int, quiet_until: datetime | None
) -> None:
    world.now = at(MONDAY, hour)
    assert (await sets(world, Shift.POST_CALL, MONDAY)).quiet_until == quiet_until


async def test_a_plan_that_was_shown_becomes_two_minutes(world: World) -> None:
    await world.act(plans.todays_plan)
    told = await hears(world, "post call today")
    view = await world.act(plans.todays_plan)
    assert view.tired
    assert sum(item.minutes for item in view.plan.open_items) <= 2
    assert isinstance(told, DaysSet)
    assert told.undo is not None
    await world.act(calendar.undo, told.undo)
    back = await world.act(plans.todays_plan)
    assert len(back.plan.open_items) == len(back.plan.items)


# --- the past ---


@pytest.mark.parametrize("words", ["off yesterday", "day shift yesterday"])
async def test_days_that_are_over_stay_as_they_were(world: World, words: str) -> None:
    assert await hears(world, words) == DaysOver()
    assert (await world.learner()).calendar == EMPTY


async def test_no_tap_changes_a_day_that_is_over(world: World) -> None:
    assert await world.act(calendar.ask_shift, YESTERDAY) == DaysOver()
    assert await world.act(calendar.set_days, [YESTERDAY], Shift.OFF) == DaysOver()


async def test_no_button_of_ours_leads_years_ahead(world: World) -> None:
    with pytest.raises(Stale):
        await world.act(calendar.set_days, [MONDAY + timedelta(days=401)], Shift.OFF)


async def test_clearing_leaves_the_past_and_can_be_undone(world: World) -> None:
    roster = with_pattern(EMPTY, (Shift.DAY, Shift.NIGHT), YESTERDAY - timedelta(days=13))
    await world.keep(alice(calendar=with_days(roster, {FRIDAY: Shift.ON_CALL})))
    before = (await world.learner()).calendar
    cleared = await world.act(calendar.clear)
    after = (await world.learner()).calendar
    assert after.shift(YESTERDAY) == before.shift(YESTERDAY) == Shift.NIGHT
    assert [after.shift(day) for day in (MONDAY, TUESDAY, FRIDAY, SATURDAY)] == [None] * 4
    assert cleared.is_empty
    assert cleared.undo is not None
    await world.act(calendar.undo, cleared.undo)
    assert (await world.learner()).calendar == before


# --- undo ---


async def test_only_the_last_change_can_be_undone_and_once(world: World) -> None:
    first = await sets(world, Shift.NIGHT, MONDAY)
    second = await sets(world, Shift.OFF, FRIDAY)
    assert first.undo is not None
    assert second.undo is not None
    assert await world.act(calendar.undo, first.undo) is None
    assert isinstance(await world.act(calendar.undo, second.undo), CalendarView)
    assert (await shift_of(world, MONDAY), await shift_of(world, FRIDAY)) == (Shift.NIGHT, None)
    assert await world.act(calendar.undo, second.undo) is None


async def test_undo_puts_the_prompts_back(world: World) -> None:
    await prompted_at_seven(world)
    told = await sets(world, Shift.ON_CALL, TUESDAY)
    assert await next_due(world) == at(WEDNESDAY, 16)
    assert told.undo is not None
    await world.act(calendar.undo, told.undo)
    assert await next_due(world) == at(TUESDAY, 7)


async def test_after_two_days_nothing_is_undone(world: World) -> None:
    told = await sets(world, Shift.NIGHT, MONDAY)
    assert told.undo is not None
    world.now = at(WEDNESDAY, 18, 31)
    assert await world.act(calendar.undo, told.undo) is None


# --- the roster ---


def shown(view: CalendarView, days: Iterable[date]) -> list[tuple[Shift | None, datetime | None]]:
    by_day = {each.day: (each.shift, each.prompt) for each in view.days}
    return [by_day[day] for day in days]


async def test_the_roster_tells_each_days_shift_and_when_its_prompt_comes(world: World) -> None:
    await prompted_at_seven(world)
    await sets(world, Shift.ON_CALL, MONDAY)
    await sets(world, Shift.NIGHT, FRIDAY)
    view = await world.act(calendar.calendar)
    assert len(view.days) == 14
    assert view.today == MONDAY
    assert not view.is_empty
    assert shown(view, (MONDAY, TUESDAY, WEDNESDAY, FRIDAY, SATURDAY)) == [
        (Shift.ON_CALL, None),
        (Shift.POST_CALL, at(TUESDAY, 16)),
        (None, at(WEDNESDAY, 7)),
        (Shift.NIGHT, at(FRIDAY, 7)),
        (None, at(SATURDAY, 16)),
    ]
    assert view.moved


async def test_without_prompts_or_in_a_pause_no_prompt_is_told_of(world: World) -> None:
    assert {each.prompt for each in (await world.act(calendar.calendar)).days} == {None}
    await prompted_at_seven(world)
    await world.keep(alice(paused_from=MONDAY, paused_until=THURSDAY))
    view = await world.act(calendar.calendar)
    assert shown(view, (WEDNESDAY, THURSDAY)) == [(None, None), (None, at(THURSDAY, 7))]
    assert view.paused


@pytest.mark.parametrize(
    ("kept", "is_empty"),
    [
        pytest.param(EMPTY, True, id="nothing"),
        pytest.param(
            with_days(EMPTY, {YESTERDAY - timedelta(days=1): Shift.ON_CALL}), True, id="past"
        ),
        pytest.param(with_days(EMPTY, {YESTERDAY: Shift.ON_CALL}), False, id="post-call today"),
        pytest.param(
            with_days(EMPTY, {MONDAY + timedelta(days=30): Shift.NIGHT}), False, id="later on"
        ),
    ],
)
async def test_the_calendar_knows_when_nothing_is_in_it(
    world: World, kept: Calendar, is_empty: bool
) -> None:
    await world.keep(alice(calendar=kept))
    assert (await world.act(calendar.calendar)).is_empty is is_empty


# --- whose it is ---


async def test_forgetting_takes_the_calendar_and_its_drafts_along(world: World) -> None:
    told = await sets(world, Shift.ON_CALL, MONDAY)

    def forget(tx: Tx) -> object:
        tx.learners.forget(ALICE)
        assert told.undo is not None
        return tx.drafts.get(ALICE, told.undo)

    assert await world.clock(forget) is None
    world.now = at(TUESDAY)
    assert (await world.act(calendar.calendar)).is_empty
