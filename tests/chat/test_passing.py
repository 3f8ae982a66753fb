"""What is said in passing: why, where one is, and until when one is away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chat.incoming import Located
from bot.chat.taps import PickPlace, encode
from bot.chat.taps.pauses import AskPauseDate, AwayDays, UndoPause
from bot.chat.taps.remind import (
    KeepPlace,
    ShowWhy,
)
from bot.domain.learners import Away, Onboarding
from tests.builders import (
    CAROL,
    FRIDAY,
    MONDAY,
    carol,
)
from tests.chat.room import LEEDS, LIMA, Room

# --- why ---


@pytest.mark.parametrize(
    "words", ["why didn't you remind me?", "why did you remind me", "Why no reminder"]
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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("vacation until friday", "Paused until Friday, 6 Mar."),
        ("remind me at 7:30", "Set: daily 07:30."),
        ("on call tonight", "Quiet till 16:00 tomorrow"),
        ("it's 18:25 here", "We agree: 18:30."),
        ("I'm in Leeds", "Leeds: 18:30 for you now."),
        ("exam 12 march", "Noted: exam, Thu 12 Mar"),
        ("sat sun 9am", "Set: weekends 09:00."),
        ("nowhere", "I can't place that"),
    ],
)
async def test_while_a_city_is_awaited_other_remarks_are_heard(
    room: Room, words: str, said: str
) -> None:
    await room.says("it's 13:30 here")
    assert (await room.says(words)).texts[0].startswith(said)


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
    assert asked.buttons() == [["until Sun 5 Apr", "until Mon 4 May"]]
    chosen = await room.taps(asked.data("until Sun 5 Apr"))
    assert chosen.text.startswith("Paused until Sunday, 5 Apr.")


async def test_an_injury_brings_the_stop_advice(room: Room) -> None:
    for said in (await room.taps(AwayDays(Away.INJURED, 0)), await room.says("injured")):
        paused, advice = said.texts
        assert paused.startswith("Paused until you say so.")
        assert advice.startswith("Pain in the hand")
    assert "Begin with short, gentle drills" in (await room.says("/resume")).text


async def test_a_pause_may_begin_on_a_later_day_and_is_taken_back(room: Room) -> None:
    await room.says("/remind 18:30")
    said = await room.says("on vacation from 3 december until 10 december")
    assert said.text.startswith("Paused from Thursday, 3 Dec until Thursday, 10 Dec.")
    assert "Until then I come as usual.\nNext:\n• Tue 3 Mar, 18:30" in said.text
    assert (
        "A pause comes from Thursday, 3 Dec until Thursday, 10 Dec."
        in (await room.says("/remind")).text
    )
    back = await room.taps(said.data("Undo"))
    assert (back.toast, "A pause comes" in back.text) == ("Taken back.", False)
    room.clock.go_on(seconds=5)
    assert (await room.taps(said.data("Undo"))).toast.startswith("That has changed since.")


async def test_resume_takes_a_later_pause_back(room: Room) -> None:
    await room.says("pause from friday")
    said = await room.says("/resume")
    assert said.text.startswith("The pause from Friday, 6 Mar is off.")


async def test_a_later_pause_in_the_place_of_another_brings_it_back(room: Room) -> None:
    await room.says("vacation from friday for a week")
    said = await room.says("injured")
    assert "It takes the place of the pause from Friday, 6 Mar until Friday" in said.texts[0]
    assert (
        "A pause comes from Friday, 6 Mar"
        in (
            await room.taps(
                encode(
                    UndoPause(
                        Away.INJURED,
                        MONDAY,
                        None,
                        Away.VACATION,
                        FRIDAY,
                        FRIDAY + timedelta(days=7),
                    )
                )
            )
        ).text
    )


async def test_next_week_is_asked_back_then_or_until_then(room: Room) -> None:
    asked = await room.says("pause next week")
    assert asked.buttons() == [["Mon 9 Mar – Mon 16 Mar", "until Mon 9 Mar"]]
    chosen = await room.taps(asked.data("Mon 9 Mar – Mon 16 Mar"))
    assert chosen.text.startswith("Paused from Monday, 9 Mar until Monday, 16 Mar.")


async def test_a_running_pause_is_not_given_up_for_a_later_one(room: Room) -> None:
    await room.says("pause until thursday")
    said = await room.says("vacation from saturday")
    assert said.text.startswith("You have paused until Thursday, 5 Mar, and I keep one pause")
    assert said.buttons() == [["Resume"]]


async def test_the_day_on_which_they_are_back_may_be_typed_with_on(room: Room) -> None:
    await room.taps(AskPauseDate(Away.BREAK))
    assert (await room.says("on friday")).text.startswith("Paused until Friday, 6 Mar.")


# --- while setting up ---


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("vacation until friday", "Paused until Friday, 6 Mar."),
        ("on call tonight", "Quiet till 16:00 tomorrow"),
        ("exam 12 march", "Noted: exam, Thu 12 Mar"),
        ("quiet hours 22-7", "Quiet hours: 22:00–07:00."),
        ("why no reminder?", "Why reminders came, or did not"),
        ("no reminders tomorrow", "Paused from Tuesday, 3 Mar until Wednesday, 4 Mar."),
        ("vertical mattress", "Vertical mattress"),
        ("today", "Monday ·"),
    ],
)
async def test_what_is_no_city_is_served_and_the_city_asked_for_again(
    nobody: Room, words: str, said: str
) -> None:
    room = nobody
    await room.keep(carol(onboarding=Onboarding.PLACE))
    served, asked = (await room.says(words, CAROL)).texts
    assert served.startswith(said)
    assert asked.startswith("Which city?")
    assert (await room.says("leeds", CAROL)).texts[0].startswith("Leeds:")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("I'm in Leeds", "Leeds: 18:30 for you now."),
        ("remind me at 7:30", "Which city?"),
        ("later", "Which city?"),
        ("vacation land", "I can't place that"),
        ("it's 13:30 here", "You seem to have moved"),
    ],
)
async def test_what_answers_or_asks_for_the_city_is_not_asked_twice(
    nobody: Room, words: str, said: str
) -> None:
    await nobody.keep(carol(onboarding=Onboarding.PLACE))
    answer = await nobody.says(words, CAROL)
    assert answer.texts[0].startswith(said)
    assert sum(text.startswith("Which city?") for text in answer.texts) <= 1


async def test_a_time_is_asked_for_again_too(nobody: Room) -> None:
    await nobody.keep(carol(onboarding=Onboarding.TIME, place="Leeds"))
    served, asked = (await nobody.says("vacation until friday", CAROL)).texts
    assert served.startswith("Paused until Friday, 6 Mar.")
    assert asked.startswith("When shall I come?")
    assert (await nobody.says("18:30", CAROL)).text.startswith("What is at hand?")
