"""What is set, in the learner's own clock; and the lists."""

from __future__ import annotations

from bot.domain.content import FIRST_DAY_KIT, Group, Kit, TechniqueKind
from bot.domain.syllabus import Track
from bot.usecases import browse, onboarding, plans, settings
from tests.builders import (
    BEADS,
    COIN,
    EVENING,
    LOADING,
    MONDAY,
    SIMPLE,
    TIE,
    TUESDAY,
    alice,
    at,
    drill,
    library,
)
from tests.usecases.conftest import World


async def test_the_settings_tell_what_is_set_and_when_the_next_prompt_comes(
    world: World,
) -> None:
    world.now = at(MONDAY, 9)
    before = await world.act(settings.settings)
    assert (before.rules, before.next) == ((), None)
    await world.act(onboarding.set_time, EVENING)
    after = await world.act(settings.settings)
    assert (after.place, after.zone, after.now) == ("Leeds", "Europe/London", at(MONDAY, 9))
    assert [rule.minute for rule in after.rules] == [EVENING]
    assert after.next is not None
    assert after.next.day == MONDAY
    world.now = at(MONDAY, 19)
    following = (await world.act(settings.settings)).next
    assert following is not None
    assert following.day == TUESDAY
    assert not after.paused


async def test_a_later_day_start_moves_the_practice_day_from_now_on(world: World) -> None:
    asked = await world.act(settings.ask_day_start)
    assert asked.day_start == 4 * 60
    assert asked.day_start in asked.choices
    world.now = at(TUESDAY, 9)
    assert (await world.act(plans.todays_plan)).plan.day == TUESDAY
    changed = await world.act(settings.set_day_start, 13 * 60)
    assert changed.day_start == 13 * 60
    assert (await world.act(plans.todays_plan)).plan.day == MONDAY


async def test_the_list_of_drills_puts_what_is_at_hand_first(world: World) -> None:
    await world.keep(alice(kit=frozenset({Kit.PAD_AND_TOOLS})))
    listed = await world.act(browse.drills)
    assert BEADS in listed.at_hand
    assert listed.others == (LOADING,)
    assert len(listed.at_hand) == len(world.library.drills) - 1


async def test_many_drills_are_listed_by_group(world: World) -> None:
    many = [drill(f"drill-{number}", group=Group.TREMOR) for number in range(12)]
    world.library = library((COIN, *many), requires={})
    listed = await world.act(browse.drills)
    assert (listed.groups, listed.at_hand) == ({Group.DEXTERITY: 1, Group.TREMOR: 12}, ())
    opened = await world.act(browse.drills, Group.DEXTERITY)
    assert (opened.group, opened.at_hand) == (Group.DEXTERITY, (COIN,))


async def test_a_specialty_is_chosen_and_taken_back(world: World) -> None:
    assert (await world.act(settings.ask_track)).track is None
    assert (await world.act(settings.set_track, Track.PLASTIC)).track is Track.PLASTIC
    assert (await world.learner()).track is Track.PLASTIC
    assert (await world.act(settings.set_track, None)).track is None


async def test_kit_beyond_the_first_day_is_ticked_on_its_page(world: World) -> None:
    await world.keep(alice(kit=frozenset()))
    first = await world.act(onboarding.ask_kit)
    assert (first.things, first.next_page) == (FIRST_DAY_KIT, 1)
    ticked = await world.act(onboarding.tick_kit, Kit.PUTTY, ticked=True)
    assert ticked.chosen == {Kit.PUTTY}
    assert Kit.PUTTY in ticked.things
    assert (await world.learner()).kit == {Kit.PUTTY}


async def test_the_list_of_techniques_needs_no_kit_and_goes_by_kind(world: World) -> None:
    await world.keep(alice(kit=frozenset()))
    listed = await world.act(browse.techniques)
    assert [*listed.by_kind] == [TechniqueKind.STITCH]  # none of a kind is no heading
    assert listed.by_kind[TechniqueKind.STITCH][:2] == (TIE, SIMPLE)
