"""Reminders in the chat: what is typed, what is tapped, and what comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chat.taps import AskTime, PickTime, decode
from bot.chat.taps.remind import (
    AskQuiet,
    AskSecondChance,
    ChooseReading,
    LeaveRule,
    MoveRule,
    NoQuietHours,
    NoSecondChance,
    OpenRule,
    PickDays,
    PickDaysTime,
    PickQuiet,
    PickRepeat,
    PickSecondChance,
    ShowRemind,
    ShowWhy,
    SwitchRule,
    TakeOutRule,
)
from bot.domain.learners import Onboarding
from bot.domain.reminders import EVERY_DAY, Kind, Rule
from bot.domain.week import WEEKEND, WORKDAYS
from bot.usecases.ports import Tx
from tests.builders import (
    ALICE,
    CAROL,
    EVENING,
    MONDAY,
    at,
    carol,
    completion,
)
from tests.chat.room import Room

NINETEEN = 19 * 60


async def times(room: Room, who: int = ALICE) -> list[tuple[int, int, bool]]:
    every: list[Rule] = await room.look(lambda tx: tx.rules.of(who))
    return [(r.minute, r.weekdays, r.enabled) for r in every if r.kind is Kind.PROMPT]


async def rule_id(room: Room) -> int:
    every = await room.look(lambda tx: tx.rules.of(ALICE))
    return every[0].id


# --- the card and typed times ---


async def test_while_the_card_is_open_a_typed_time_is_its_answer(room: Room) -> None:
    await room.says("/remind")
    said = await room.says("weekdays 19:00")
    assert said.text.startswith("Set: weekdays 19:00.\nNext:\n• Mon 2 Mar, 19:00\n• Tue 3 Mar")
    assert await times(room) == [(NINETEEN, WORKDAYS, True)]


async def test_a_bare_time_out_of_the_blue_sets_nothing(room: Room) -> None:
    assert (await room.says("7:30")).text.startswith("I don't have that.")
    assert await times(room) == []


@pytest.mark.parametrize("words", ["remind me at 7:30", "Please remind me daily at 7:30!"])
async def test_remind_me_sets_it_anywhere(room: Room, words: str) -> None:
    assert (await room.says(words)).text.startswith("Set: daily 07:30.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("weekdays 19:00", "Set: weekdays 19:00."),
        ("sat sun 9am", "Set: weekends 09:00."),
        ("friday 8", "Morning or evening?"),
    ],
)
async def test_weekdays_and_times_are_set_out_of_the_blue(
    room: Room, words: str, said: str
) -> None:
    assert (await room.says(words)).text.startswith(said)


async def test_remind_me_of_a_stitch_is_a_question_about_the_stitch(room: Room) -> None:
    said = await room.says("remind me vertical mattress")
    assert "Set" not in said.text
    assert await times(room) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("vertical mattress", "Vertical mattress"),
        ("lab 40 min, 12 knots", "✓ Logged"),
        ("progress", "Your progress"),
        ("whenever it suits", "“whenever it suits” is not clear to me."),
    ],
)
async def test_other_words_keep_their_meaning_beside_the_card(
    room: Room, words: str, said: str
) -> None:
    await room.says("/remind")
    assert (await room.says(words)).texts[0].startswith(said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("my exam is in 2 days", "Noted: exam, Wed 4 Mar"),
        ("2 days, 2 nights, 4 off", "2 days, 2 nights, 4 off, again"),
    ],
)
async def test_dates_and_patterns_are_heard_beside_the_card(
    room: Room, words: str, said: str
) -> None:
    await room.says("/remind")
    assert (await room.says(words)).text.startswith(said)


async def test_a_number_goes_to_a_card_that_was_opened_later(room: Room) -> None:
    await room.says("/remind")
    await room.says("coin rotation")
    assert (await room.says("8")).texts[0].startswith("✓ Coin rotation, main hand: 8")


async def test_the_card_waits_half_an_hour(room: Room) -> None:
    await room.says("/remind")
    room.clock.go_on(minutes=31)
    assert (await room.says("7:30")).text.startswith("I don't have that.")


async def test_unclear_words_come_back_as_buttons_and_change_nothing(room: Room) -> None:
    await room.says("/remind 18:30")
    asked = await room.says("/remind weekdays 7")
    assert asked.buttons() == [["weekdays 07:00"], ["weekdays 19:00"]]
    assert "Until then it stays: daily 18:30." in asked.text
    assert await times(room) == [(EVENING, EVERY_DAY, True)]
    chosen = await room.taps(asked.data("weekdays 19:00"))
    assert chosen.text.startswith("Set: weekends 18:30, weekdays 19:00.")
    assert await times(room) == [(EVENING, WEEKEND, True), (NINETEEN, WORKDAYS, True)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("/remind 1 hour earlier", "Set: daily 17:30.\nBefore: daily 18:30."),
        ("move my reminder half an hour later", "Set: daily 19:00."),
        ("1 hour earlier", "From now on? Then tap it."),
        ("half an hour later", "From now on? Then tap it."),
    ],
)
async def test_so_much_earlier_is_set_where_reminders_are_spoken_of(
    room: Room, words: str, said: str
) -> None:
    await room.says("/remind 18:30")
    assert (await room.says(words)).text.startswith(said)


async def test_beside_the_card_so_much_earlier_is_its_answer_and_undone(room: Room) -> None:
    await room.says("/remind 18:30")
    await room.says("/remind")
    said = await room.says("1 hour earlier")
    assert said.text.startswith("Set: daily 17:30.")
    assert "daily 18:30 · on" in (await room.taps(said.data("Undo"))).text


async def test_so_much_later_of_several_times_is_asked_back(room: Room) -> None:
    await room.says("/remind weekdays 18:30, weekends 9:00")
    asked = await room.says("/remind half an hour later")
    assert asked.buttons() == [
        ["weekdays 19:00, weekends 09:30"],
        ["weekdays 19:00"],
        ["weekends 09:30"],
    ]
    chosen = await room.taps(asked.data("weekends 09:30"))
    assert chosen.text.startswith("Set: weekends 09:30, weekdays 18:30.")


async def test_with_no_time_set_so_much_earlier_asks_for_one(room: Room) -> None:
    assert (await room.says("1 hour earlier")).text.startswith("When shall I come?")


async def test_a_time_by_another_clock_is_offered_by_their_own(room: Room) -> None:
    await room.says("/remind 18:30")
    asked = await room.says("remind me at 20:00 UTC")
    assert asked.text == (
        "Times go by your own clock, wherever you are. Which time by it?\n"
        "It is 18:30 now in Leeds. Another city: /settings\n"
        "Until then it stays: daily 18:30."
    )
    assert await times(room) == [(EVENING, EVERY_DAY, True)]
    assert (await room.taps(asked.data("daily 20:00"))).text.startswith("Set: daily 20:00.")


async def test_a_second_chance_by_another_clock_is_asked_back(room: Room) -> None:
    await room.says("/remind 18:30")
    await room.taps(AskSecondChance())
    asked = await room.says("21:00 CET")
    assert asked.text.startswith("Times go by your own clock")
    assert asked.buttons() == [["21:00"]]
    assert len(await room.look(lambda tx: tx.rules.of(ALICE))) == 1


async def test_undo_brings_the_old_times_back_or_says_that_it_cannot(room: Room) -> None:
    await room.says("/remind 18:30")
    replaced = await room.says("/remind 7:30")
    assert "Before: daily 18:30." in replaced.text
    back = await room.taps(replaced.data("Undo"))
    assert back.toast == "Taken back."
    assert await times(room) == [(EVENING, EVERY_DAY, True)]
    room.clock.go_on(seconds=5)
    again = await room.taps(replaced.data("Undo"))
    assert (again.toast.startswith("That has changed since."), again.is_alert) == (True, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("quiet at night", "Quiet hours: I make no sound then."),
        ("do not disturb 22-7", "Quiet hours: 22:00–07:00."),
        ("when is my next reminder?", "Reminders\ndaily 18:30 · on"),
        ("my exam was yesterday", "That day is over."),
        ("exam 30 february", "There is no such date."),
        ("case on monday", "Which date is meant?"),
        ("nights mon-thu", "Nights: Mon 2 Mar to Thu 5 Mar."),
        ("take a break until monday", "Paused until Monday, 9 Mar."),
    ],
)
async def test_what_people_type_is_not_called_unknown(room: Room, words: str, said: str) -> None:
    await room.says("/remind 18:30")
    assert (await room.says(words)).text.startswith(said)


# --- off and on ---


@pytest.mark.parametrize("words", ["/remind off", "reminders off", "Turn off my reminders please"])
async def test_all_off_is_said_plainly_with_the_way_back(room: Room, words: str) -> None:
    await room.says("/remind 18:30")
    said = await room.says(words)
    assert said.text == (
        "Set: daily 18:30 (off).\nBefore: daily 18:30.\nNothing comes until you say “/remind on”."
    )
    assert await times(room) == [(EVENING, EVERY_DAY, False)]
    on = await room.says("/remind on")
    assert on.text.startswith("Set: daily 18:30.\nBefore: daily 18:30 (off).\nNext:\n• Tue 3 Mar")
    assert await times(room) == [(EVENING, EVERY_DAY, True)]


async def test_off_is_undone_with_the_second_chance(room: Room) -> None:
    await room.says("/remind 18:30")
    await room.taps(PickSecondChance(20 * 60 + 30))
    off = await room.says("no more reminders")
    assert "The second chance is off, too." in off.text
    back = await room.taps(off.data("Undo"))
    assert back.toast == "Taken back."
    assert "Second chance 20:30 · on" in back.text


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("no reminders on sunday", "Set: Mon–Sat 18:30.\nBefore: daily 18:30.\nNext:\n• Tue 3 Mar"),
        ("not on weekends", "Set: weekdays 18:30."),
        ("stop reminding me on mondays", "Set: Tue–Sun 18:30."),
        ("remind me only on weekdays", "Set: weekdays 18:30."),
        ("no reminders tomorrow", "Paused from Tuesday, 3 Mar until Wednesday, 4 Mar."),
        ("no reminders this friday", "Paused from Friday, 6 Mar until Saturday, 7 Mar."),
        ("no reminders until friday", "Paused until Friday, 6 Mar."),
        ("no reminders this week", "Paused until Monday, 9 Mar."),
        ("stop reminding me", "Pause for how long?"),
        ("no reminder came yesterday", "Why reminders came, or did not"),
    ],
)
async def test_days_off_are_said_in_plain_words(
    room: Room, asked: bool, words: str, said: str
) -> None:
    await room.says("/remind 18:30")
    if asked:
        await room.says("/remind")
    assert (await room.says(words)).text.startswith(said)


# --- setting up goes the same way ---


async def test_setting_up_understands_days_and_asks_back(nobody: Room) -> None:
    room = nobody
    await room.keep(carol(onboarding=Onboarding.TIME, zone="Europe/London", place="Leeds"))
    await room.taps(AskTime(), who=CAROL)
    asked = await room.says("7", CAROL)
    assert asked.buttons() == [["daily 07:00"], ["daily 19:00"]]
    said = await room.taps(asked.data("daily 19:00"), who=CAROL)
    assert said.text.startswith("What is at hand?")
    assert await times(room, CAROL) == [(NINETEEN, EVERY_DAY, True)]
    ready = await room.taps("o8", who=CAROL)
    assert ready.text.startswith("Set: daily 19:00. Next: Mon 19:00, Tue 19:00, Wed 19:00.")


@pytest.mark.parametrize("words", ["no reminders", "No reminders please!", "none", "off", "never"])
async def test_no_reminders_is_an_answer_and_setting_up_goes_on(nobody: Room, words: str) -> None:
    room = nobody
    await room.keep(carol(onboarding=Onboarding.TIME, zone="Europe/London", place="Leeds"))
    await room.taps(AskTime(), who=CAROL)
    said, asked = (await room.says(words, CAROL)).texts
    assert said.startswith("No reminders, then: none is set, and nothing comes by itself.")
    assert asked.startswith("What is at hand?")
    ready = await room.taps("o8", who=CAROL)
    assert ready.text.startswith("Set up, without reminders: nothing comes by itself.")
    assert await times(room, CAROL) == []
    assert "No prompt is set, so none comes." in (await room.says("/remind", CAROL)).text
    assert (await room.says("/remind on", CAROL)).text.startswith("When shall I come?")
    assert (await room.says("19:00", CAROL)).text.startswith("Set: daily 19:00.\nNext:")


async def test_no_reminders_before_the_city_is_kept(nobody: Room) -> None:
    room = nobody
    await room.keep(carol(onboarding=Onboarding.PLACE, zone="Etc/UTC", place=""))
    said, asked = (await room.says("no reminders", CAROL)).texts
    assert said.startswith("No reminders, then")
    assert asked.startswith("Which city?")
    _, kit = (await room.says("leeds", CAROL)).texts
    assert kit.startswith("What is at hand?")


async def test_after_no_reminders_a_time_may_still_be_set_while_setting_up(nobody: Room) -> None:
    room = nobody
    await room.keep(carol(onboarding=Onboarding.TIME, zone="Europe/London", place="Leeds"))
    await room.says("no reminders", CAROL)
    await room.says("remind me at 19:00", CAROL)
    assert await times(room, CAROL) == [(NINETEEN, EVERY_DAY, True)]
    assert (await room.taps("o8", who=CAROL)).text.startswith("Set: daily 19:00.")


async def test_a_time_that_is_set_first_does_not_skip_the_city(nobody: Room) -> None:
    room = nobody
    await room.keep(carol(onboarding=Onboarding.PLACE, zone="Etc/UTC", place=""))
    await room.says("/remind", CAROL)
    assert (await room.says("18:30", CAROL)).text.startswith("Which city?")
    placed, asked = (await room.says("leeds", CAROL)).texts
    assert placed.startswith("Leeds: 18:30 for you now.\nNext:")
    assert asked.startswith("What is at hand?")


async def test_a_city_that_is_typed_beside_the_card_is_taken(nobody: Room) -> None:
    room = nobody
    await room.keep(carol(onboarding=Onboarding.PLACE, zone="Etc/UTC", place=""))
    await room.says("/remind", CAROL)
    assert (await room.says("leeds", CAROL)).texts[0] == "Leeds: 18:30 for you now."


# --- each button ---


async def test_every_button_of_the_card_leads_somewhere(room: Room) -> None:
    await room.says("/remind weekdays 19:00, sat sun 9am")
    card = await room.says("/remind")
    markup = card.calls[0].markup
    assert markup is not None
    for row in markup["inline_keyboard"]:
        for key in row:
            room.clock.go_on(seconds=5)
            assert (await room.taps(key["callback_data"])).texts


async def test_one_rule_is_switched_and_taken_out(room: Room) -> None:
    await room.says("/remind 18:30")
    number = await rule_id(room)
    assert (await room.taps(OpenRule(number))).text == "daily 18:30 · on"
    off = await room.taps(SwitchRule(number, on=False))
    assert "Switched off: nothing comes until one is on." in off.text
    out = await room.taps(TakeOutRule(number))
    assert "No prompt is set, so none comes." in out.text
    for gone in (OpenRule(number), SwitchRule(number, on=True), TakeOutRule(number)):
        said = await room.taps(gone)
        assert said.is_alert
        assert "No prompt is set" in said.text


async def test_days_are_ticked_and_get_their_own_time(room: Room) -> None:
    await room.says("/remind 18:30")
    asked = await room.taps(PickDays(WEEKEND))
    assert asked.text.startswith("weekends: at what time?")
    await room.says("9am")
    assert await times(room) == [(540, WEEKEND, True), (EVENING, WORKDAYS, True)]
    await room.taps(PickDaysTime(0b1, 7 * 60))
    assert len(await times(room)) == 3


async def test_second_chance_repeat_and_quiet_hours_are_set_by_taps(room: Room) -> None:
    await room.says("/remind 18:30")
    assert "20:30 · on" in (await room.taps(PickSecondChance(20 * 60 + 30))).text
    assert "20:30 · off" in (await room.taps(NoSecondChance())).text
    assert "every 30 min until done" in (await room.taps(PickRepeat(30))).text
    assert (await room.taps(PickQuiet(22 * 60, 7 * 60))).text.startswith(
        "Quiet hours: 22:00–07:00."
    )
    assert (await room.taps(NoQuietHours())).text.startswith("Quiet hours: off.")


async def test_with_the_prompt_off_the_second_chance_is_all_that_comes(room: Room) -> None:
    await room.says("/remind 18:30")
    (prompt,) = await room.look(lambda tx: tx.rules.of(ALICE))
    off = await room.taps(SwitchRule(prompt.id, on=False))
    assert "Switched off: nothing comes until one is on." in off.text
    await room.taps(PickSecondChance(20 * 60 + 30))
    assert "No prompt is on: only the second chance comes." in (await room.says("/remind")).text


async def test_second_chance_and_quiet_hours_are_typed(room: Room) -> None:
    await room.taps(AskSecondChance())
    assert "21:15 · on" in (await room.says("21:15")).text
    await room.taps(AskQuiet())
    asked = await room.says("10-7")
    assert asked.buttons() == [["10:00–19:00", "22:00–07:00"]]
    assert (await room.says("22-22")).text.startswith("These quiet hours begin when they end.")
    assert (await room.says("22-7")).text.startswith("Quiet hours: 22:00–07:00.")
    assert (await room.says("Quiet hours")).text.startswith("Quiet hours: I make no sound then.")
    assert (await room.says("quiet hours off")).text.startswith("Quiet hours: off.")


async def test_a_second_chance_in_the_morning_is_asked_back_with_evenings(room: Room) -> None:
    await room.says("/remind 18:30")
    await room.taps(AskSecondChance())
    asked = await room.says("7:30")
    assert asked.text.startswith("The second chance is for the evening")
    assert asked.buttons() == [["19:30", "20:30", "21:30"]]
    assert "20:30 · on" in (await room.taps(asked.data("20:30"))).text


@pytest.mark.parametrize(
    "forged",
    [
        ChooseReading("rocket"),
        PickDays(128),
        PickDaysTime(0, 60),
        PickDaysTime(1, 1440),
        PickSecondChance(1440),
        PickRepeat(1),
        PickQuiet(60, 60),
        PickTime(1440),
        ShowWhy(2),
    ],
    ids=str,
)
async def test_a_forged_button_is_stale_and_changes_nothing(room: Room, forged: object) -> None:
    await room.says("/remind 18:30")
    said = await room.taps(forged)  # type: ignore[arg-type]
    assert said.is_alert
    assert await times(room) == [(EVENING, EVERY_DAY, True)]


async def test_settings_lead_to_reminders(room: Room) -> None:
    settings = await room.says("/settings")
    assert decode(settings.data("Reminders")) == ShowRemind()
    assert (await room.taps(AskTime())).text.startswith("When shall I come?")


async def test_a_suggested_time_is_taken_or_left(room: Room) -> None:
    await room.says("/remind 18:30")
    number = await rule_id(room)
    assert (await room.taps(LeaveRule(number))).text == "It stays at 18:30."
    moved = await room.taps(MoveRule(number, 21 * 60))
    assert moved.text.startswith("Set: daily 21:00.\nBefore: daily 18:30.")


# --- a better time ---


async def test_after_the_plan_another_time_is_suggested_instead_of_the_question(
    room: Room,
) -> None:
    await room.says("/remind 18:30")

    def practise(tx: Tx) -> None:
        for back in range(1, 15):
            day = MONDAY - timedelta(days=back)
            tx.practice.add(completion(day=day, at=at(day, 21)))

    await room.look(practise)
    await room.says("/today")
    for position in (1, 2):
        await room.taps(f"p3|260302|{position}")
    plan, suggestion = (await room.taps("p3|260302|3")).calls
    assert plan.text.startswith("Monday done")
    assert suggestion.silent
    assert suggestion.text.startswith("You mostly begin around 21:00.")
