"""Reminders in words and by taps: what is set, what comes next, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.calendar import EMPTY, Shift, with_day
from bot.domain.places import Place
from bot.domain.reminders import EVERY_DAY, Kind
from bot.domain.rhythm import QuietHours
from bot.domain.unclear import Why
from bot.domain.week import WEEKEND, WORKDAYS, to_text, week_of
from bot.usecases import onboarding, pauses, plans, quiet, remind, rules, second_chance
from bot.usecases.coming import Moved
from bot.usecases.remind import RemindView, RulesSet, RulesUnclear
from bot.usecases.turn import Stale
from tests.builders import (
    ALICE,
    EVENING,
    LONDON,
    MONDAY,
    SATURDAY,
    SUNDAY,
    TUESDAY,
    WEDNESDAY,
    alice,
    at,
)
from tests.usecases.conftest import World
from tests.usecases.postman import Postman

SEVEN, NINE, NINETEEN = 7 * 60, 9 * 60, 19 * 60


async def times(world: World) -> list[tuple[int, int, bool]]:
    return [(r.minute, r.weekdays, r.enabled) for r in await world.act(rules.prompts)]


async def set_to(world: World, words: str) -> RulesSet:
    told = await world.act(remind.set_words, words)
    assert isinstance(told, RulesSet)
    return told


def when(view: RemindView) -> list[tuple[date, str]]:
    return [(each.day, f"{each.at:%H:%M}") for each in view.coming]


# --- in words ---


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("7:30", [(450, EVERY_DAY, True)]),
        ("weekdays 19:00", [(NINETEEN, WORKDAYS, True)]),
        ("weekdays 19:00, sat sun 9am", [(NINE, WEEKEND, True), (NINETEEN, WORKDAYS, True)]),
    ],
)
async def test_clear_words_are_set_at_once(
    world: World, words: str, expected: list[tuple[int, int, bool]]
) -> None:
    await set_to(world, words)
    assert await times(world) == expected


async def test_what_was_set_is_confirmed_with_the_next_three_due_times(world: World) -> None:
    told = await set_to(world, "weekdays 19:00, sat sun 9am")
    assert when(told.view) == [(MONDAY, "19:00"), (TUESDAY, "19:00"), (WEDNESDAY, "19:00")]
    world.now = at(SATURDAY, 8)
    following = (await world.act(remind.remind)).coming
    assert [(each.day, each.at.hour) for each in following] == [
        (SATURDAY, 9),
        (SUNDAY, 9),
        (SUNDAY + timedelta(days=1), 19),
    ]


async def test_a_bare_time_is_for_every_day_and_says_what_it_replaced(world: World) -> None:
    await set_to(world, "weekdays 19:00, sat sun 9am")
    told = await set_to(world, "7:30")
    assert [(r.minute, r.weekdays) for r in told.view.rules] == [(450, EVERY_DAY)]
    assert [(r.minute, r.weekdays) for r in told.before] == [(NINE, WEEKEND), (NINETEEN, WORKDAYS)]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("7", Why.MORNING_OR_EVENING),
        ("half seven", Why.WHICH_TIME),
        ("25:00", Why.NO_SUCH_TIME),
        ("tomorrow", Why.ONE_OFF),
        ("every 5 minutes", Why.TOO_OFTEN),
        ("weekends", Why.TIME_MISSING),
        ("7:30 and 19:00", Why.ONE_A_DAY),
        (", ".join(["mon 7:30"] * 200), Why.TOO_MANY),
        ("whenever", Why.NOT_UNDERSTOOD),
    ],
)
async def test_unclear_words_are_asked_back_and_the_old_time_stays(
    world: World, words: str, why: Why
) -> None:
    await set_to(world, "weekdays 19:00")
    told = await world.act(remind.set_words, words)
    assert isinstance(told, RulesUnclear)
    assert told.why is why
    assert await times(world) == [(NINETEEN, WORKDAYS, True)]
    assert [(r.minute, r.weekdays) for r in told.kept] == [(NINETEEN, WORKDAYS)]


@pytest.mark.parametrize(
    ("before", "minutes", "sure", "why", "offered"),
    [
        pytest.param("18:30", -60, True, None, [], id="the one time"),
        pytest.param("18:30", 30, False, Why.FROM_NOW_ON, ["19:00"], id="perhaps only now"),
        pytest.param("weekdays 00:30", -60, True, Why.FROM_NOW_ON, ["23:30"], id="the day before?"),
        pytest.param(
            "weekdays 18:30, sat 9:00",
            60,
            True,
            Why.WHICH_PROMPT,
            ["19:30 10:00", "19:30", "10:00"],
            id="one of two, or both",
        ),
    ],
)
async def test_so_much_earlier_is_set_for_the_one_time_and_else_asked_back(
    world: World, before: str, minutes: int, sure: bool, why: Why | None, offered: list[str]
) -> None:
    await set_to(world, before)
    told = await world.act(remind.move, "as said", minutes, sure=sure)
    if why is None:
        assert isinstance(told, RulesSet)
        assert told.view.undo is not None
        assert await times(world) == [(17 * 60 + 30, EVERY_DAY, True)]
        return
    assert isinstance(told, RulesUnclear)
    shown = [
        " ".join(f"{slot.minute // 60:02}:{slot.minute % 60:02}" for slot, _ in week.parts)
        for week in told.readings
    ]
    assert (told.why, shown) == (why, offered)
    assert [rule.minute for rule in told.kept] == [minute for minute, _, _ in await times(world)]


async def test_without_a_prompt_there_is_nothing_to_move(world: World) -> None:
    assert await world.act(remind.move, "1 hour earlier", -60, sure=True) is None


async def test_a_prompt_that_is_off_comes_earlier_only_by_a_tap(world: World) -> None:
    await set_to(world, "18:30")
    (rule,) = await world.act(rules.prompts)
    await world.act(remind.switch, rule, on=False)
    told = await world.act(remind.move, "1 hour earlier", -60, sure=True)
    assert isinstance(told, RulesUnclear)
    assert await times(world) == [(EVENING, EVERY_DAY, False)]


async def test_a_tapped_reading_is_set_and_leaves_other_days_alone(world: World) -> None:
    await set_to(world, "weekends 9:00")
    told = await world.act(remind.set_words, "weekdays 7")
    assert isinstance(told, RulesUnclear)
    morning, _ = told.readings
    await world.act(remind.choose_reading, to_text(morning))
    assert await times(world) == [(SEVEN, WORKDAYS, True), (NINE, WEEKEND, True)]


async def test_a_bare_time_after_days_were_ticked_is_for_these_days(world: World) -> None:
    await set_to(world, "18:30")
    await world.act(remind.set_words, "9:00", WEEKEND)
    assert await times(world) == [(NINE, WEEKEND, True), (EVENING, WORKDAYS, True)]


# --- the way back ---


async def test_undo_brings_the_times_back_with_their_switches(world: World) -> None:
    await set_to(world, "weekdays 19:00, sat sun 9am")
    weekend = (await world.act(rules.prompts))[0]
    await world.act(remind.switch, weekend, on=False)
    before = await times(world)
    told = await set_to(world, "7:30")
    assert told.view.undo is not None
    view = await world.act(remind.undo, told.view.undo)
    assert view is not None
    assert await times(world) == before
    assert when(view)[0] == (MONDAY, "19:00")


async def test_undo_is_refused_when_times_have_changed_since(world: World) -> None:
    await set_to(world, "18:30")
    told = await set_to(world, "7:30")
    await set_to(world, "8:00")
    assert told.view.undo is not None
    assert await world.act(remind.undo, told.view.undo) is None
    assert await times(world) == [(8 * 60, EVERY_DAY, True)]


async def test_setting_the_same_again_leaves_nothing_to_undo(world: World) -> None:
    await set_to(world, "18:30")
    assert (await set_to(world, "18:30")).view.undo is None


async def test_a_forged_week_is_stale(world: World) -> None:
    with pytest.raises(Stale):
        await world.act(remind.choose_reading, "rocket")


WORDS = st.sampled_from(
    ["7:30", "weekdays 19:00", "sat sun 9am", "mon 6:00", "every day except friday 20:15"]
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=st.lists(WORDS, max_size=3), words=WORDS)
async def test_whatever_was_set_undo_brings_it_back(
    world: World, before: list[str], words: str
) -> None:
    for each in before:
        await set_to(world, each)
    was = week_of(await world.act(rules.prompts))
    told = await set_to(world, words)
    if told.view.undo:
        await world.act(remind.undo, told.view.undo)
    assert week_of(await world.act(rules.prompts)) == was


# --- by taps ---


async def test_one_of_several_is_switched_off_and_on(world: World) -> None:
    await set_to(world, "weekdays 19:00, sat sun 9am")
    weekend = (await world.act(rules.prompts))[0]
    view = await world.act(remind.switch, weekend, on=False)
    world.now = at(SATURDAY, 8)
    assert (await world.act(remind.remind)).coming[0].day == SUNDAY + timedelta(days=1)
    assert [rule.enabled for rule in view.rules] == [False, True]
    await world.act(remind.switch, weekend, on=True)
    assert (await world.act(remind.remind)).coming[0].day == SATURDAY


async def test_all_may_be_taken_out_and_nothing_comes(postman: Postman) -> None:
    world = postman.world
    (daily,) = await world.act(rules.prompts)
    view = await world.act(remind.take_out, daily)
    assert (view.rules, view.coming, view.any_on) == ((), (), False)
    world.now = at(TUESDAY, 18, 31)
    assert await postman.round() == []
    assert view.undo is not None
    await world.act(remind.undo, view.undo)
    world.now = at(WEDNESDAY, 18, 31)
    assert len(await postman.round()) == 1


async def test_a_rule_of_somebody_else_is_none(world: World) -> None:
    await set_to(world, "18:30")
    (mine,) = await world.act(rules.prompts)
    world.who = 2002
    await world.keep(alice(id=2002, chat=2002))
    assert await world.act(remind.rule_of, mine.id) is None


async def test_asking_again_holds_for_times_that_are_set_later(world: World) -> None:
    await set_to(world, "18:30")
    await world.act(remind.set_repeat, 60)
    await set_to(world, "weekends 9:00")
    assert [rule.repeat_every for rule in await world.act(rules.prompts)] == [60, 60]
    assert (await world.act(remind.set_repeat, 0)).repeat == 0
    with pytest.raises(Stale):
        await world.act(remind.set_repeat, 1)


# --- what really comes ---


async def moved(world: World) -> list[tuple[datetime, Moved | None]]:
    return [(each.at, each.moved) for each in (await world.act(remind.remind)).coming]


async def test_quiet_hours_move_what_comes_and_say_so(world: World) -> None:
    await set_to(world, "6:30")
    told = await world.act(quiet.set_words, "22-7")
    assert isinstance(told, quiet.QuietSet)
    assert when(told.view)[0] == (TUESDAY, "07:00")
    assert told.view.coming[0].moved is Moved.QUIET
    off = await world.act(quiet.set_words, "off")
    assert isinstance(off, quiet.QuietSet)
    assert off.view.coming[0].moved is None
    assert (await world.learner()).rhythm.quiet is None


@pytest.mark.parametrize("words", ["22-22", "7:00-6:00", "at night"])
async def test_quiet_hours_that_cannot_be_leave_the_old_ones(world: World, words: str) -> None:
    await world.act(quiet.set_words, "22-7")
    told = await world.act(quiet.set_words, words)
    assert isinstance(told, quiet.QuietUnclear)
    assert (await world.learner()).rhythm.quiet == QuietHours(22 * 60, 7 * 60)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (420, 360), (1440, 60), (60, 1500)])
async def test_forged_quiet_hours_are_stale(world: World, start: int, end: int) -> None:
    with pytest.raises(Stale):
        await world.act(quiet.set_hours, QuietHours(start, end))


async def test_nights_and_post_call_days_move_what_comes_and_say_so(world: World) -> None:
    calendar = with_day(with_day(EMPTY, TUESDAY, Shift.NIGHT), WEDNESDAY, Shift.NIGHT)
    await world.keep(alice(calendar=with_day(calendar, WEDNESDAY + timedelta(2), Shift.POST_CALL)))
    world.now = at(MONDAY, 20)
    await set_to(world, "9:00")
    shown = await moved(world)
    assert [why for _, why in shown] == [None, Moved.NIGHTS, Moved.NIGHTS]
    assert [at.hour for at, _ in shown] == [9, 16, 16]
    world.now = at(WEDNESDAY + timedelta(1), 20)
    assert (await moved(world))[0][1] is Moved.POST_CALL


async def test_clocks_that_change_are_not_said_to_have_moved_anything(world: World) -> None:
    world.now = at(date(2026, 3, 28), 12)  # the night before London's summer time
    await set_to(world, "1:30")  # in the gap
    assert [why for _, why in await moved(world)] == [None, None, None]


async def test_in_a_pause_the_first_one_comes_at_its_end(world: World) -> None:
    await world.act(pauses.pause, 5)
    told = await set_to(world, "19:00")
    assert (told.view.paused, told.view.paused_until) == (True, SATURDAY)
    assert when(told.view)[0] == (SATURDAY, "19:00")
    await world.act(pauses.pause, None)
    assert (await world.act(remind.remind)).coming == ()


async def test_a_day_that_is_done_has_no_prompt_to_come(world: World) -> None:
    await set_to(world, "19:00")
    view = await world.act(plans.todays_plan)
    for item in view.plan.items:
        await world.act(plans.tick, MONDAY, item.position)
    assert when(await world.act(remind.remind))[0] == (TUESDAY, "19:00")


async def test_a_move_keeps_the_wall_time_and_tells_what_comes_by_the_new_clock(
    world: World,
) -> None:
    await set_to(world, "7:00")
    told = await world.act(onboarding.set_place, Place("Lima", "Peru", "America/Lima"))
    first, *others = told.coming
    assert (first.day, first.at.hour) == (TUESDAY, 12)
    assert len(others) == 2


# --- the second chance ---


async def test_the_second_chance_is_off_until_it_is_set(world: World) -> None:
    await set_to(world, "18:30")
    asked = await world.act(second_chance.ask)
    assert (asked.rule, asked.suggestions) == (None, second_chance.USUAL_MINUTES)
    view = await world.act(second_chance.set_time, 20 * 60 + 30)
    assert isinstance(view, RemindView)
    assert view.second_chance is not None
    assert (view.second_chance.minute, view.second_chance.enabled) == (20 * 60 + 30, True)
    off = await world.act(second_chance.switch_off)
    assert off.second_chance is not None
    assert not off.second_chance.enabled
    kept = await world.clock(lambda tx: tx.rules.of(ALICE))
    assert sorted(rule.kind for rule in kept) == [Kind.PROMPT, Kind.SECOND_CHANCE]


async def test_evenings_are_offered_after_the_last_prompt(world: World) -> None:
    await set_to(world, "20:00")
    assert (await world.act(second_chance.ask)).suggestions == (21 * 60 + 30,)


async def test_a_typed_second_chance_is_set_or_asked_back(world: World) -> None:
    view = await world.act(second_chance.set_words, "21:15")
    assert isinstance(view, RemindView)
    assert view.second_chance is not None
    assert view.second_chance.minute == 21 * 60 + 15
    nine = await world.act(second_chance.set_words, "9")  # it can only be the evening
    assert isinstance(nine, RemindView)
    assert nine.second_chance is not None
    assert nine.second_chance.minute == 21 * 60
    with pytest.raises(Stale):
        await world.act(second_chance.set_time, 24 * 60)


async def test_the_view_tells_all_that_is_set(world: World) -> None:
    await world.keep(replace(await world.learner(), quiet_from=NINE, quiet_to=SEVEN))
    view = await world.act(remind.remind)
    assert (view.place, view.zone, view.now) == ("Leeds", LONDON, at())
    assert view.quiet == QuietHours(NINE, SEVEN)


@pytest.mark.parametrize("words", ["7:30", "9am", "18:45", "noon", "23:30"])
async def test_a_second_chance_belongs_in_the_evening_after_the_prompt(
    world: World, words: str
) -> None:
    await set_to(world, "18:30")
    told = await world.act(second_chance.set_words, words)
    assert isinstance(told, second_chance.SecondChanceUnclear)
    assert (told.why, told.readings) == (Why.NOT_EVENING, second_chance.USUAL_MINUTES)
    assert await world.act(remind.second_chance) is None


async def test_an_old_button_sets_no_second_chance_before_the_prompt(world: World) -> None:
    await set_to(world, "21:00")
    told = await world.act(second_chance.set_time, 20 * 60 + 30)
    assert isinstance(told, second_chance.SecondChanceUnclear)
    assert told.readings == (22 * 60,)
    assert await world.act(remind.second_chance) is None


async def test_after_a_very_late_prompt_there_is_no_evening_left(world: World) -> None:
    await set_to(world, "22:45")
    assert (await world.act(second_chance.ask)).suggestions == ()


async def test_one_late_prompt_of_the_week_leaves_the_other_evenings(world: World) -> None:
    await set_to(world, "weekdays 7:30, sat 22:00")
    view = await world.act(second_chance.set_words, "20:30")
    assert isinstance(view, RemindView)


async def test_a_second_chance_is_typed_off(world: World) -> None:
    await world.act(second_chance.set_time, 20 * 60 + 30)
    view = await world.act(second_chance.set_words, "off")
    assert isinstance(view, RemindView)
    assert view.second_chance is not None
    assert not view.second_chance.enabled
