"""Reminders in the chat: what is typed, what is tapped, and what comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chat.incoming import Located
from bot.chat.taps import AskTime, PickPlace, PickTime, decode
from bot.chat.taps.pauses import AskPauseDate, AwayDays
from bot.chat.taps.remind import (
    AskQuiet,
    AskSecondChance,
    ChooseReading,
    KeepPlace,
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
from bot.chat.taps.snooze import AskLater, PickLater, UndoLater, WaitUntil
from bot.domain.learners import Away, Onboarding
from bot.domain.reminders import EVERY_DAY, Kind, Origin, Rule
from bot.domain.week import WEEKEND, WORKDAYS
from bot.usecases.deliveries import DeliveryState
from bot.usecases.ports import Tx
from bot.usecases.snooze import Later
from tests.builders import ALICE, CAROL, EVENING, MONDAY, TUESDAY, at, carol, new_delivery, rule
from tests.chat.room import LEEDS, LIMA, Answer, Room

NINETEEN = 19 * 60


async def times(room: Room, who: int = ALICE) -> list[tuple[int, int, bool]]:
    every: list[Rule] = await room.look(lambda tx: tx.rules.of(who))
    return [(r.minute, r.weekdays, r.enabled) for r in every if r.kind is Kind.PROMPT]


async def rule_id(room: Room) -> int:
    every = await room.look(lambda tx: tx.rules.of(ALICE))
    return every[0].id


def tap_on(answer: Answer, label: str, which: int = -1) -> str:
    """Return what the button `label` carries."""
    markup = answer.calls[which].markup or {}
    return next(
        key["callback_data"]
        for row in markup["inline_keyboard"]
        for key in row
        if key["text"] == label
    )


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
    chosen = await room.taps(tap_on(asked, "weekdays 19:00"))
    assert chosen.text.startswith("Set: weekends 18:30, weekdays 19:00.")
    assert await times(room) == [(EVENING, WEEKEND, True), (NINETEEN, WORKDAYS, True)]


async def test_undo_brings_the_old_times_back_or_says_that_it_cannot(room: Room) -> None:
    await room.says("/remind 18:30")
    replaced = await room.says("/remind 7:30")
    assert "Before: daily 18:30." in replaced.text
    back = await room.taps(tap_on(replaced, "Undo"))
    assert back.toast == "Taken back."
    assert await times(room) == [(EVENING, EVERY_DAY, True)]
    room.clock.go_on(seconds=5)
    again = await room.taps(tap_on(replaced, "Undo"))
    assert (again.toast.startswith("That has changed since."), again.is_alert) == (True, True)


# --- setting up goes the same way ---


async def test_setting_up_understands_days_and_asks_back(nobody: Room) -> None:
    room = nobody
    await room.keep(carol(onboarding=Onboarding.TIME, zone="Europe/London", place="Leeds"))
    await room.taps(AskTime(), who=CAROL)
    asked = await room.says("7", CAROL)
    assert asked.buttons() == [["daily 07:00"], ["daily 19:00"]]
    said = await room.taps(tap_on(asked, "daily 19:00"), who=CAROL)
    assert said.text.startswith("What is at hand?")
    assert await times(room, CAROL) == [(NINETEEN, EVERY_DAY, True)]
    ready = await room.taps("o8", who=CAROL)
    assert ready.text.startswith("Set: daily 19:00. Next: Mon 19:00, Tue 19:00, Wed 19:00.")


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


async def test_second_chance_and_quiet_hours_are_typed(room: Room) -> None:
    await room.taps(AskSecondChance())
    assert "21:15 · on" in (await room.says("21:15")).text
    await room.taps(AskQuiet())
    asked = await room.says("10-7")
    assert asked.buttons() == [["10:00–19:00", "22:00–07:00"]]
    assert (await room.says("22-22")).text.startswith("These quiet hours begin when they end.")
    assert (await room.says("22-7")).text.startswith("Quiet hours: 22:00–07:00.")
    assert (await room.says("quiet hours off")).text.startswith("Quiet hours: off.")


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
    assert decode(tap_on(settings, "Reminders")) == ShowRemind()
    assert (await room.taps(AskTime())).text.startswith("When shall I come?")


async def test_a_suggested_time_is_taken_or_left(room: Room) -> None:
    await room.says("/remind 18:30")
    number = await rule_id(room)
    assert (await room.taps(LeaveRule(number))).text == "It stays at 18:30."
    moved = await room.taps(MoveRule(number, 21 * 60))
    assert moved.text.startswith("Set: daily 21:00.\nBefore: daily 18:30.")


# --- why ---


@pytest.mark.parametrize(
    "words", ["why didn't you remind me?", "why did you remind me", "Why no reminder", "why"]
)
async def test_why_is_asked_in_plain_words(room: Room, words: str) -> None:
    said = await room.says(words)
    assert said.text.startswith("Why reminders came, or did not\nMon 2 Mar · none: no prompt is")
    older = await room.taps(ShowWhy(1))
    assert "Mon 23 Feb" in older.text


# --- moving ---


async def test_a_location_elsewhere_is_asked_about(room: Room) -> None:
    await room.says("/remind 18:30")
    asked = await room.does(Located(LIMA))
    assert asked.text == "You seem to have moved: it is 13:30 in Lima. Change your clock?"
    assert asked.buttons() == [["Change", "Keep Leeds"]]
    assert (await room.learner()).zone == "Europe/London"
    assert (await room.taps(KeepPlace())).text == "Kept: Leeds, 18:30 for you now."
    changed = await room.taps(PickPlace("America/Lima", "Lima"))
    assert changed.text.startswith("Lima: 13:30 for you now.\nNext:\n• Mon 2 Mar, 18:30")


async def test_a_location_in_the_same_zone_is_no_move(room: Room) -> None:
    assert (await room.does(Located(LEEDS))).text == "We agree: 18:30."


async def test_a_location_answers_the_question_for_the_city(room: Room) -> None:
    await room.taps("o2")
    assert (await room.does(Located(LIMA))).texts[0].startswith("Lima: 13:30 for you now.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("it's 18:25 here", "We agree: 18:30."),
        ("my time is 6:30", "We agree: 18:30."),
        ("it's 13:30 here", "You seem to have moved: by my clock it is 18:30 in Leeds, not 13:30."),
        ("I'm in Leeds", "We agree: 18:30."),
        ("I moved to Lima", "Which one do you mean?"),
        ("I'm in trouble", "I don't have that."),
    ],
)
async def test_where_one_is_may_be_said_in_passing(room: Room, words: str, said: str) -> None:
    assert (await room.says(words)).text.startswith(said)
    assert (await room.learner()).zone == "Europe/London"


async def test_after_another_clock_the_typed_city_is_taken(room: Room) -> None:
    await room.says("it's 13:30 here")
    assert (await room.says("Leeds")).texts[0].startswith("Leeds: 18:30 for you now.")


# --- pauses ---


async def test_a_pause_is_said_in_passing_and_typed_after_pause(room: Room) -> None:
    assert (await room.says("vacation until friday")).text.startswith("Paused until Friday, 6 Mar.")
    await room.says("/pause")
    assert (await room.says("5 Mar")).text.startswith("Paused until Thursday, 5 Mar.")
    assert (await room.says("pause until 1 March 2026")).text.startswith("That day is here or over")
    assert (await room.learner()).paused_until == MONDAY + timedelta(days=3)


async def test_vacation_asks_until_when(room: Room) -> None:
    for asked in (await room.says("vacation"), await room.taps(AskPauseDate(Away.VACATION))):
        assert asked.text.startswith("Until which day?")
        assert asked.buttons() == [["1 week", "2 weeks", "Until I say"]]
    assert (await room.says("in 2 weeks")).text.startswith("Paused until Monday, 16 Mar. Enjoy it")


async def test_two_possible_days_are_buttons(room: Room) -> None:
    asked = await room.says("/pause 05/04/2026")
    assert asked.buttons() == [["Sun 5 Apr", "Mon 4 May"]]
    chosen = await room.taps(tap_on(asked, "Sun 5 Apr"))
    assert chosen.text.startswith("Paused until Sunday, 5 Apr.")


async def test_an_injury_brings_the_stop_advice(room: Room) -> None:
    for said in (await room.taps(AwayDays(Away.INJURED, 0)), await room.says("injured")):
        paused, advice = said.texts
        assert paused.startswith("Paused until you say so.")
        assert advice.startswith("Pain in the hand")
    assert "Begin with short, gentle drills" in (await room.says("/resume")).text


# --- later ---


@pytest.fixture
async def prompted(room: Room) -> int:
    """Alice's prompt of half past six has come; return its delivery."""

    def send(tx: Tx) -> int:
        daily = tx.rules.save(rule())
        (number,) = tx.deliveries.add([new_delivery(rule=daily.id)], None)
        tx.deliveries.settle([number], DeliveryState.SENT, "sent")
        return number

    return await room.look(send)


async def test_later_is_asked_set_and_taken_back_in_place(room: Room, prompted: int) -> None:
    asked = await room.taps(AskLater(prompted))
    assert asked.buttons() == [["10 min", "1 h"], ["This evening", "Tomorrow"], ["Back"]]
    put_off = await room.taps(PickLater(prompted, Later.HOUR))
    assert put_off.text == "Later: 19:30. Only this once."
    assert put_off.calls[0].message == asked.calls[0].message == 60
    back = await room.taps(tap_on(put_off, "Undo"))
    assert (back.toast, back.text.split(" ")[0]) == ("Taken back.", "Monday")
    room.clock.go_on(seconds=5)
    assert (await room.taps(tap_on(put_off, "Undo"))).toast == "That is taken back already."


async def test_a_typed_time_puts_it_off(room: Room, prompted: int) -> None:
    await room.taps(AskLater(prompted))
    asked = await room.says("20")
    assert asked.text == "Which time do you mean?"
    assert (await room.says("when I am home")).text.startswith("“when I am home” is not clear")
    assert (await room.says("21:15")).texts[0] == "Later: 21:15. Only this once."
    waiting = await room.look(lambda tx: tx.deliveries.since(ALICE, at()))
    assert [d.due_at for d in waiting if d.origin is Origin.SNOOZE] == [at(MONDAY, 21, 15)]


async def test_a_tapped_reading_is_the_instant_it_said(room: Room, prompted: int) -> None:
    minute = int(at(TUESDAY, 7, 30).timestamp()) // 60
    said = await room.taps(WaitUntil(prompted, minute))
    assert said.text == "Later: Tue 3 Mar, 07:30. Only this once."


async def test_what_is_done_says_so_and_writes_nothing(room: Room, prompted: int) -> None:
    await room.says("/today")
    for position in (1, 2, 3):
        await room.taps(f"p3|260302|{position}")
    for tap in (AskLater(prompted), PickLater(prompted, Later.HOUR)):
        said = await room.taps(tap)
        assert (said.toast, said.is_alert) == (
            "Nothing is open any more: no need to come back.",
            True,
        )
        assert said.texts == []
    assert len(await room.look(lambda tx: tx.deliveries.since(ALICE, at()))) == 1


async def test_an_old_prompt_brings_a_fresh_plan(room: Room, prompted: int) -> None:
    room.clock.go_on(hours=49)
    said = await room.taps(AskLater(prompted))
    assert said.is_alert
    assert said.text.startswith("Wednesday ·")


async def test_a_second_tap_on_later_is_one(room: Room, prompted: int) -> None:
    later = PickLater(prompted, Later.HOUR)
    await room.taps(later)
    assert (await room.taps(later)).toast.startswith("Got it already")


async def test_undo_of_nothing_shows_the_plan(room: Room) -> None:
    assert (await room.taps(UndoLater(999))).toast == "That is taken back already."
    assert await room.look(lambda tx: tx.deliveries.since(ALICE, at(MONDAY, 0))) == []
