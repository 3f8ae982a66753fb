"""Shifts and dates in the chat: plain words anywhere, taps in place, and a way back from each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chat.taps import ShowToday, Tap, calendar, events
from bot.domain.calendar import EMPTY, Shift, with_days
from bot.domain.events import EventKind
from bot.domain.learners import Onboarding
from bot.usecases.ports import Pending, PendingInput
from tests.builders import (
    ALICE,
    COIN,
    FRIDAY,
    MONDAY,
    TUESDAY,
    YESTERDAY,
    alice,
    at,
)
from tests.chat.room import Answer, Room

QUIET = "Quiet till 16:00 tomorrow; then two minutes, nothing sharp, or rest. Your streak is safe."
ON_CALL = calendar.SetShift(MONDAY, Shift.ON_CALL)


async def shift_on_monday(room: Room) -> Shift | None:
    return (await room.learner()).calendar.shift(MONDAY)


def tap_of(answer: Answer, label: str) -> str:
    """The data of a button of the last message."""
    markup = answer.calls[-1].markup or {}
    return next(
        str(key["callback_data"])
        for row in markup["inline_keyboard"]
        for key in row
        if key["text"] == label
    )


# --- plain words ---


async def test_on_call_tonight_is_understood_and_confirmed(room: Room) -> None:
    told = await room.says("On call tonight!")
    assert told.text.startswith(QUIET)
    assert told.buttons() == [["OK", "Change", "Undo"]]
    assert await shift_on_monday(room) is Shift.ON_CALL


@pytest.mark.parametrize("kind", [kind for kind in Pending if kind is not Pending.REPORT])
async def test_it_is_heard_whatever_else_is_awaited(room: Room, kind: Pending) -> None:
    awaited = PendingInput(kind, "", at(TUESDAY))
    await room.look(lambda tx: tx.conversation.await_input(ALICE, awaited))
    assert (await room.says("on call tonight")).text.startswith(QUIET)
    assert await room.look(lambda tx: tx.conversation.pending(ALICE)) == awaited


async def test_a_report_takes_whatever_is_typed(room: Room) -> None:
    awaited = PendingInput(Pending.REPORT, COIN.id, at(TUESDAY))
    await room.look(lambda tx: tx.conversation.await_input(ALICE, awaited))
    await room.says("on call tonight")
    assert await shift_on_monday(room) is None


async def test_a_card_that_is_open_stays_open(room: Room) -> None:
    await room.says("coin rotation")
    await room.says("on call tonight")
    assert (await room.says("11")).text.startswith("✓ Coin rotation")


async def test_it_is_heard_while_setting_up_and_the_question_stays(room: Room) -> None:
    await room.keep(alice(onboarding=Onboarding.PLACE, zone="Etc/UTC", place=""))
    told, asked = (await room.says("on call tonight")).texts
    assert told.startswith(QUIET)
    assert asked.startswith("Which city?")
    assert "Leeds" in (await room.says("leeds")).texts[0]


@pytest.mark.parametrize(
    "words", ["what does on call mean?", "am I on call tonight", "vertical mattress", "call"]
)
async def test_other_words_set_nothing(room: Room, words: str) -> None:
    await room.says(words)
    assert (await room.learner()).calendar == EMPTY


async def test_safety_comes_first(room: Room) -> None:
    assert "Pain" in (await room.says("it hurts, on call tonight")).text
    assert (await room.learner()).calendar == EMPTY


async def test_a_calendars_link_is_not_opened(room: Room) -> None:
    refused = await room.says("webcal://rota.example/alice.ics")
    assert refused.text.startswith("I open no links.")


# --- after the words ---


async def test_ok_takes_the_buttons_away_and_keeps_the_words(room: Room) -> None:
    told = await room.says("on call tonight")
    settled = await room.taps(tap_of(told, "OK"))
    assert settled.text == told.text
    assert settled.buttons() == []
    assert settled.calls[0].message == 60


async def test_change_leads_to_the_days_choices(room: Room) -> None:
    told = await room.says("on call tonight")
    asked = await room.taps(tap_of(told, "Change"))
    assert asked.text == "Mon 2 Mar: on call so far. What is it?"
    changed = await room.taps(tap_of(asked, "Night"))
    assert "Night: Mon 2 Mar." in changed.text
    assert await shift_on_monday(room) is Shift.NIGHT


async def test_undo_takes_the_words_back_once(room: Room) -> None:
    told = await room.says("on call tonight")
    undo = tap_of(told, "Undo")
    assert "Nothing in it yet." in (await room.taps(undo)).text
    room.clock.go_on(seconds=5)
    again = await room.taps(undo)
    assert again.toast.startswith("That has changed since.")
    assert again.is_alert
    assert await shift_on_monday(room) is None


async def test_a_second_time_has_nothing_to_undo(room: Room) -> None:
    await room.says("on call tonight")
    assert (await room.says("on call tonight")).buttons() == [["OK", "Change"]]


async def test_several_days_are_changed_by_the_day_picker(room: Room) -> None:
    told = await room.says("nights this week")
    assert told.text.startswith("Nights: Mon 2 Mar to Sun 8 Mar.")
    assert (await room.taps(tap_of(told, "Change"))).text == "Which day?"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("on call tonight and tomorrow", "Quiet till 16:00 on Wed 4 Mar;"),
        ("oncall sat and sun", "Sat 7 Mar to Sun 8 Mar: quiet till 16:00"),
        ("call on 5 march", "Thu 5 Mar: quiet till 16:00 on Fri 6 Mar;"),
        ("on call 1 march", "Days that are over stay"),
        ("on call 5 march 2028", "I don't have that."),
    ],
)
async def test_several_days_and_dates_are_heard(room: Room, words: str, said: str) -> None:
    assert (await room.says(words)).text.startswith(said)


async def test_days_apart_are_named_one_by_one_and_taken_back_at_once(room: Room) -> None:
    told = await room.says("on call tue and fri")
    assert told.text.startswith("Tue 3 Mar, Fri 6 Mar: quiet. Your streak is safe.")
    assert told.buttons() == [["Change", "Undo"]]
    shift = (await room.learner()).calendar.shift
    days = (MONDAY, TUESDAY, MONDAY + timedelta(days=2), FRIDAY)
    assert [shift(day) is Shift.ON_CALL for day in days] == [False, True, False, True]
    assert "Nothing in it yet." in (await room.taps(tap_of(told, "Undo"))).text


async def test_days_that_are_over_are_left_in_peace(room: Room) -> None:
    assert (await room.says("off yesterday")).text.startswith("Days that are over stay")


# --- /calendar ---


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/calendar", "On-call calendar"),
        ("/calendar on call tonight", QUIET),
        ("/calendar 2 days, 2 nights, 4 off", "2 days, 2 nights, 4 off, again and again."),
        ("/calendar whenever", "I can't read that as a pattern."),
        ("/dates", "Dates that matter"),
        ("/dates exam 12 March", "Noted: exam, Thu 12 Mar, in 10 days."),
        ("/dates soon", "I need a date."),
    ],
)
async def test_commands_take_words(room: Room, typed: str, said: str) -> None:
    assert (await room.says(typed)).text.startswith(said)


async def test_a_tap_sets_tonight_in_place_with_a_way_back(room: Room) -> None:
    shown = await room.taps(ON_CALL)
    assert QUIET in shown.text
    assert "Mon 2 Mar · on call" in shown.text
    assert shown.calls[0].message == 60
    assert shown.buttons()[-1] == ["Clear", "Undo"]


async def test_a_day_is_picked_and_becomes_ordinary_again(room: Room) -> None:
    await room.keep(alice(calendar=with_days(EMPTY, {FRIDAY: Shift.NIGHT})))
    picker = await room.taps(calendar.AskDay())
    asked = await room.taps(tap_of(picker, "Fri 6"))
    assert asked.text.startswith("Fri 6 Mar: night so far.")
    ordinary = await room.taps(tap_of(asked, "Nothing"))
    assert "An ordinary day: Fri 6 Mar." in ordinary.text
    assert (await room.learner()).calendar.shift(FRIDAY) in (None, Shift.DAY)


@pytest.mark.parametrize(
    "tap", [calendar.SetShift(YESTERDAY, Shift.OFF), calendar.PickDay(YESTERDAY)]
)
async def test_a_button_of_a_day_that_is_over_says_so(room: Room, tap: Tap) -> None:
    answer = await room.taps(tap)
    assert answer.toast == "That day is over, and stays as it was."
    assert answer.text.startswith("On-call calendar")


async def test_a_pattern_is_tapped_and_begins(room: Room) -> None:
    asked = await room.taps(calendar.AskPattern())
    offered = await room.taps(tap_of(asked, "7 nights, 7 off"))
    assert offered.text.startswith("7 nights, 7 off, again and again.")
    begun = await room.taps(tap_of(offered, "Tomorrow"))
    assert "Mon 2 Mar\nTue 3 – Mon 9 · night" in begun.text


async def test_a_pattern_is_typed_after_the_question(room: Room) -> None:
    await room.taps(calendar.AskPattern())
    assert (await room.says("whenever")).text.startswith("I can't read that as a pattern.")
    assert (await room.says("DDNNOOOO")).text.startswith("2 days, 2 nights, 4 off")


async def test_asking_for_a_technique_instead_of_a_pattern_brings_it(room: Room) -> None:
    await room.taps(calendar.AskPattern())
    assert (await room.says("vertical mattress")).text.startswith("Vertical mattress")


async def test_no_other_pattern_is_on_a_button(room: Room) -> None:
    answer = await room.taps(calendar.PickPattern("whenever"))
    assert answer.toast.startswith("That button is from another day.")


async def test_clear_can_be_undone(room: Room) -> None:
    await room.taps(ON_CALL)
    cleared = await room.taps(calendar.ClearCalendar())
    assert "Nothing in it yet." in cleared.text
    back = await room.taps(tap_of(cleared, "Undo"))
    assert "on call" in back.text
    assert await shift_on_monday(room) is Shift.ON_CALL


# --- dates that matter ---


async def test_a_date_in_passing_is_kept_with_a_way_back(room: Room) -> None:
    kept = await room.says("my exam is on 12 march")
    assert kept.text == "Noted: exam, Thu 12 Mar, in 10 days."
    taken = await room.taps(tap_of(kept, "Undo"))
    assert taken.text == "↶ Taken back: exam."
    assert "Nothing yet." in (await room.says("dates")).text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("course from 3 to 5 april", "Noted: course, to 5 april, Fri 3 Apr, in 32 days."),
        ("case tomorrow at 8", "Noted: case at 8, Tue 3 Mar, tomorrow."),
    ],
)
async def test_days_and_times_stay_in_the_name(room: Room, words: str, said: str) -> None:
    assert (await room.says(words)).text == said


async def test_surgery_may_be_their_own_and_is_asked_back(room: Room) -> None:
    asked = await room.says("surgery tomorrow")
    assert asked.text.startswith("A case to be ready for? Tap to note it.")
    assert await room.look(lambda tx: tx.learners.events(ALICE)) == []
    kept = await room.taps(tap_of(asked, "surgery · 3 Mar"))
    assert kept.text.startswith("Noted: surgery, Tue 3 Mar")


@pytest.mark.parametrize("words", ["when is my exam on 12 march", "exam on 12 march?"])
async def test_a_question_keeps_nothing(room: Room, words: str) -> None:
    await room.says(words)
    assert await room.look(lambda tx: tx.learners.events(ALICE)) == []


async def test_beside_the_list_a_typed_date_is_its_answer(room: Room) -> None:
    await room.says("/dates")
    assert (await room.says("exam yesterday")).text.startswith("That day is over.")
    assert (await room.says("exam 12 March")).text.startswith("Noted: exam, Thu 12 Mar")


@pytest.mark.parametrize("words", ["2 days, 2 nights, 4 off", "on call every 4th night"])
async def test_a_pattern_is_offered_out_of_the_blue(room: Room, words: str) -> None:
    assert "again and again" in (await room.says(words)).text


@pytest.mark.parametrize("beside", ["/today", "/remind", "/calendar 1 in 3"])
async def test_one_in_four_asks_from_which_day(room: Room, beside: str) -> None:
    await room.says(beside)
    asked = await room.says("1 in 4")
    assert asked.text == (
        "on call, 3 free, again and again.\nWhen is its first day? Nothing changes before you tap."
    )
    assert (await room.learner()).calendar == EMPTY
    assert "Mon 2 Mar · on call" in (await room.taps(tap_of(asked, "Today"))).text


@pytest.mark.parametrize("words", ["noon", "NOON", "2 days", "off", "rest"])
async def test_a_word_or_two_are_no_pattern(room: Room, words: str) -> None:
    assert "again and again" not in (await room.says(words)).text


async def test_an_exam_by_taps_and_a_typed_date(room: Room) -> None:
    asked = await room.taps(events.AskDate(EventKind.EXAM))
    assert asked.text.startswith("When is the exam?")
    assert (await room.says("31 Feb")).text.startswith("There is no such date.")
    assert (await room.says("12 March")).text.startswith("Noted: Exam, Thu 12 Mar")


async def test_two_meanings_are_offered_and_the_name_stays(room: Room) -> None:
    asked = await room.says("/dates Part A exam 05/12/2026")
    assert asked.text == "Which date is meant?"
    kept = await room.taps(tap_of(asked, "Part A exam · 5 Dec"))
    assert kept.text.startswith("Noted: Part A exam, Sat 5 Dec")


async def test_a_date_is_removed_in_the_list_and_brought_back(room: Room) -> None:
    await room.says("exam 12 March")
    listed = await room.says("/dates")
    removed = await room.taps(tap_of(listed, "✕ exam · 12 Mar"))
    assert "Removed: exam." in removed.text
    back = await room.taps(tap_of(removed, "Undo"))
    assert "exam: Thu 12 Mar, in 10 days" in back.text
    room.clock.go_on(seconds=5)
    again = await room.taps(tap_of(removed, "Undo"))
    assert again.toast.startswith("That has changed since.")


# --- a tired day ---


async def test_a_post_call_plan_offers_rest_by_one_tap(room: Room) -> None:
    await room.keep(alice(calendar=with_days(EMPTY, {MONDAY: Shift.POST_CALL})))
    plan = await room.taps(ShowToday())
    assert "Post-call: two minutes, nothing sharp, or rest." in plan.text
    rested = await room.taps(tap_of(plan, "Rest today"))
    assert rested.texts[0].startswith("Monday: rest")
    assert len(rested.calls) == 1  # no question on top


async def test_settings_show_what_comes(room: Room) -> None:
    await room.taps(ON_CALL)
    await room.says("exam 12 March")
    shown = (await room.says("/settings")).text
    assert "Calendar: on call today" in shown
    assert "Coming: exam in 10 days" in shown
