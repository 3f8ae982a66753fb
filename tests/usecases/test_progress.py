"""Progress: what was really done, and what was reported."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.checkins import Feeling, Summary
from bot.domain.learners import Consent
from bot.domain.practice import Completion, Source
from bot.domain.streaks import DayMark
from bot.domain.syllabus import Phase, PhaseRule
from bot.usecases import checkins, pauses, progress
from bot.usecases.ports import Tx
from tests.builders import MONDAY, SUNDAY, TUESDAY, YESTERDAY, alice, at, completion, library
from tests.usecases.conftest import World


def kept(tx: Tx, *done: Completion) -> None:
    for each in done:
        tx.practice.add(each)


async def test_who_has_done_nothing_is_told_so(world: World) -> None:
    seen = await world.act(progress.progress)
    assert seen.is_empty
    assert (seen.streak.days, seen.reps_this_week, seen.tremor, seen.confidence) == (
        0,
        0,
        None,
        None,
    )
    assert len(seen.marks) == 14
    assert [len(week) for week in seen.weeks] == [7, 7]


async def test_who_practised_long_ago_is_not_told_that_nothing_was_logged(world: World) -> None:
    await world.clock(kept, completion(day=MONDAY - timedelta(days=60)))
    seen = await world.act(progress.progress)
    assert not seen.is_empty
    assert (seen.streak.days, seen.days_practised) == (0, 0)


async def test_who_only_checked_in_sees_it(world: World) -> None:
    await world.act(checkins.note, Feeling.TREMOR, 3, both=False)
    seen = await world.act(progress.progress)
    assert not seen.is_empty
    assert seen.tremor == Summary(last=3, median=3.0, number=1)


async def test_two_weeks_are_shown_and_this_week_is_counted(world: World) -> None:
    await world.clock(
        kept,
        completion(day=YESTERDAY - timedelta(days=12), reps=100),  # on the strip's first day
        completion(day=YESTERDAY, reps=50),
        completion(day=MONDAY, reps=9),
        completion(day=MONDAY, reps=3, seconds=2400, source=Source.ELSEWHERE, item=None),
        completion(day=MONDAY),
    )
    seen = await world.act(progress.progress)
    assert seen.days_practised == 3
    assert seen.marks[0] is DayMark.PRACTISED
    assert seen.marks[-1] is DayMark.PRACTISED
    assert (seen.reps_this_week, seen.minutes_this_week, seen.done_this_week) == (12, 40, 3)
    assert not seen.is_empty


async def test_the_week_begins_on_monday_by_the_practice_day(world: World) -> None:
    await world.clock(kept, completion(day=YESTERDAY, at=at(MONDAY, 3), reps=9))
    assert (await world.act(progress.progress)).reps_this_week == 0
    world.now = at(MONDAY, 3)
    assert (await world.act(progress.progress)).reps_this_week == 9


async def test_the_weekly_goal_follows_the_phase(world: World) -> None:
    assert (await world.act(progress.progress)).weekly_goal is None
    world.library = library(
        phases={Phase.FOUNDATION: PhaseRule(5, lasts=2), Phase.MAINTENANCE: PhaseRule(4)}
    )
    await world.clock(kept, completion(day=MONDAY))
    seen = await world.act(progress.progress)
    assert (seen.phase, seen.days_this_week, seen.weekly_goal) == (Phase.FOUNDATION, 1, 5)
    await world.clock(kept, completion(day=TUESDAY))
    world.now = at(TUESDAY)
    seen = await world.act(progress.progress)
    assert (seen.phase, seen.days_this_week, seen.weekly_goal) == (Phase.MAINTENANCE, 2, 4)


async def test_the_strip_and_the_streak_tell_one_story(world: World) -> None:
    await world.clock(kept, *(completion(day=YESTERDAY - timedelta(days=n)) for n in (0, 2, 4)))
    await world.act(pauses.pause, 3)
    world.now = at(MONDAY + timedelta(days=3))
    seen = await world.act(progress.progress)
    assert seen.streak.days == 3
    assert seen.marks[-4:] == (*[DayMark.PAUSED] * 3, DayMark.OPEN)
    assert seen.marks.count(DayMark.DAY_OFF) == 2
    assert DayMark.MISSED not in seen.marks


async def test_check_ins_of_the_two_weeks_are_summed_up(world: World) -> None:
    for day, value in ((MONDAY - timedelta(days=20), 10), (MONDAY, 2), (TUESDAY, 4)):
        world.now = at(day)
        await world.act(checkins.note, Feeling.TREMOR, value, both=False)
    seen = await world.act(progress.progress)
    assert seen.tremor == Summary(last=4, median=3.0, number=2)
    assert seen.confidence is None
    assert seen.check_ins is Consent.YES


async def test_progress_is_seen_by_the_learners_own_day(world: World) -> None:
    await world.keep(alice(zone="Pacific/Kiritimati"))
    world.now = at(SUNDAY, 20)
    assert (await world.act(progress.progress)).today == SUNDAY + timedelta(days=1)
