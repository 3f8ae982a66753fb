"""Whatever people send, the answer helps or is a polite silence, and nothing is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.phone.media_header import blank_png
from tests.e2e.days import set_up
from tests.e2e.ledger import LOGGED
from tests.e2e.people import Person, labels_of
from tests.e2e.world import World

HTML_NAME = "</b><a href='https://example.com'>Eve</a>&amp;<b>"


@pytest.fixture
async def alice(world: World) -> AsyncIterator[Person]:
    """Alice is set up, and one drill of today's plan is done."""
    alice = await world.person("Alice")
    await set_up(alice)
    await alice.say("/today")
    await alice.tap("Done")
    before = world.kept(LOGGED)
    yield alice
    await alice.say("/today")
    assert "1 of 3" in await alice.reads(), "the plan was lost"
    assert world.kept(LOGGED) == before, "what was logged has changed"


async def test_an_unknown_command_is_told_so(alice: Person) -> None:
    await alice.say("/frobnicate now")
    assert await alice.reads() == "I don't know /frobnicate. /help lists what I can do."


async def test_an_unknown_command_of_any_length_and_marks(alice: Person) -> None:
    for command in ("/" + "x" * 4000, "/<b>", "/", "//", "/ today", "/@", "/today@", "/💉"):
        await alice.say(command)
        assert await alice.reads()


async def test_text_where_a_number_is_asked(alice: Person) -> None:
    await alice.say("/checkin")
    await alice.tap("Yes, keep it")
    await alice.say("11")
    assert await alice.reads() == "A number from 0 to 10, please."
    await alice.say("quite a lot")
    assert await alice.reads() == "A number from 0 to 10, please."
    await alice.say("-1")
    await alice.say("3½")
    await alice.say("٣٣")
    await alice.say("9" * 400)


async def test_text_where_a_drills_number_is_asked(alice: Person) -> None:
    await alice.tap("▶ Start")
    await alice.say("many")
    await alice.say("-4")
    await alice.say("1e9")
    await alice.say("99999999999999999999999")
    assert await alice.reads()


async def test_text_where_a_time_is_asked(alice: Person) -> None:
    await alice.say("/settings")
    await alice.tap("Reminders")
    await alice.tap("Change time")
    await alice.say("whenever <i>you</i> like")
    assert "“whenever <i>you</i> like” is not clear to me" in await alice.reads()
    await alice.say("25:61")
    assert "There is no such time of day." in await alice.reads()
    await alice.say("every 5 minutes")
    assert "once a day at most" in await alice.reads()
    await alice.say(", ".join(["mon 7:30"] * 200))
    assert "Seven times at most" in await alice.reads()
    await alice.say("7am")
    assert "daily 07:00" in await alice.reads()


async def test_text_where_a_city_is_asked(alice: Person) -> None:
    await alice.say("/settings")
    await alice.tap("City")
    await alice.say("<script>alert(1)</script> 🏙 " + "x" * 900)
    assert "I can't place that" in await alice.reads()
    await alice.share_location(0.0, -140.0)  # the middle of an ocean
    await alice.share_location(90.0, 180.0)
    await alice.say("Leeds")
    assert "Leeds: 18:12 for you now" in await alice.reads()


async def test_a_very_long_message(world: World, alice: Person) -> None:
    for characters in (4096, 5000, 40_000):
        heard = len(await alice.heard())
        await world.inject("message", alice, text=("stitch " * characters)[:characters])
        await world.inject("message", alice, text="/log " + "9" * characters)
        assert len(await alice.heard()) > heard + 1


SCRIPTS_AND_MARKS = [
    "👍",
    "🇬🇧👩‍⚕️👍🏽",
    "💉" * 2000,
    "ما هي الغرزة البعيدة القريبة؟",
    "\u202eexe.knot\u202c \u2066תפר\u2069",
    "z̷̧̛̖a̸͇͗l̶͎̈g̵̝̀o̴̲͝",
    "\x00\x07\ufffd\u200b",
    "' OR 1=1; DROP TABLE learners; --",
    "{{ 7*7 }} {% raw %} %(x)s {0.__class__}",
    "<b>bold</b> &lt; *stars* _under_ `code` [link](tg://user?id=1)",
    "|",
]


async def test_emoji_scripts_and_marks(world: World, alice: Person) -> None:
    for words in SCRIPTS_AND_MARKS:
        heard = len(await alice.heard())
        await world.inject("message", alice, text=words)
        assert len(await alice.heard()) > heard, words


async def test_right_to_left_words_are_echoed_whole(alice: Person) -> None:
    await alice.say("/log")
    await alice.say("מעבדה 40 min")
    assert "40 min" in await alice.reads()
    await alice.tap("Undo")


async def test_html_in_a_name_stays_a_name(world: World) -> None:
    eve = await world.person(HTML_NAME)
    await eve.say("/start")
    assert f"Hi {HTML_NAME}." in await eve.reads()
    marks = {entity["type"] for entity in (await eve.last()).get("entities", [])}
    assert marks <= {"url"}, "Telegram marks the address by itself, we mark nothing"
    await eve.say("Leeds")
    await eve.tap("Set up first")
    await eve.say("Leeds")
    await eve.say("18:30")
    await eve.tap("Done")
    await eve.say("/start")
    assert HTML_NAME in await eve.reads()


FORGED = [
    "zz9|1|2",  # a tag of another version
    "p3|300304",  # truncated
    "p3|300304|1|extra",
    "p3|990399|1",
    "p3|300304|01",
    "p3|300304|-1",
    "p3|300304|99",
    "p3|300304|999999999999",
    "p7|999999",  # of somebody else, or nobody
    "c4|999999",
    "d8|1",
    "d9|999999",
    "d1|no-such-drill",
    "d5|finger-taps|other|1|300304|1|7",
    "d5|finger-taps|none|9999|-|0|7",
    "d5|numb-hand|-|1|-|0|7",
    "d2|finger-taps|-|-|-|-",
    "t4|vertical-mattress|-|0|99|99",
    "t8|vertical-mattress|-|0|4096",
    "t4|finger-taps|-|0|0|0",
    "o3|Mars/Olympus|Olympus",
    "o3|../../etc/passwd|x",
    "o5|1440",
    "o7|chainsaw",
    "c2|tremor|11|0",
    "c2|tremor|5|0",  # without consent
    "s3|1",
    "s6|100000",
    "s6|999999999999",
    "r1|no-such-item",
    "|||||",
    "\x00",
    "💉" * 16,
    "p1|",
    "<b>",
]


async def test_forged_and_truncated_buttons_are_answered(world: World, alice: Person) -> None:
    plan = await alice.message_with("1 of 3")
    for data in FORGED:
        world.forget_calls()
        await alice.send_tap(plan["message_id"], data)
        methods = [call.method for call in world.recorder.calls]
        assert "answerCallbackQuery" in methods, f"{data!r} spins for ever"


async def test_a_button_of_another_version_shows_todays_plan(world: World, alice: Person) -> None:
    await alice.send_tap((await alice.last())["message_id"], "x77|from|the|future")
    assert "1 of 3" in await alice.reads()
    (answer,) = [c for c in world.recorder.calls if c.json("show_alert")]
    assert answer.text == "That button is from another day. Here is today's plan."


async def test_a_tap_on_a_message_that_is_no_more(world: World, alice: Person) -> None:
    await alice.send_tap(99_999, "p1")
    assert "1 of 3" in await alice.reads()


async def test_an_edited_message_changes_nothing(world: World, alice: Person) -> None:
    await alice.say("/help")
    own = [message for message in await alice.messages() if message["out"]][-1]
    heard = len(await alice.heard())
    await alice.edit(own["message_id"], "/forget")
    assert len(await alice.heard()) == heard


async def test_a_sticker_and_a_photo(alice: Person) -> None:
    await alice.send_sticker()
    assert "I read words, numbers, taps and shared locations" in await alice.reads()
    await alice.send_photo(blank_png(60, 40))
    assert "I read words, numbers, taps and shared locations" in await alice.reads()
    await alice.send_photo(blank_png(60, 40), caption="vertical mattress?")
    assert "Vertical mattress" in await alice.reads()


OTHER_KINDS: list[dict[str, Any]] = [
    {"contact": {"phone_number": "1", "first_name": "x"}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"voice": {"file_id": "x", "file_unique_id": "x", "duration": 1}},
    {"story": {"id": 1, "chat": {"id": 1, "type": "private"}}},
    {"a_kind_from_the_future": {"x": [1]}},
    {"text": ""},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
]


async def test_other_kinds_of_messages(world: World, alice: Person) -> None:
    for content in OTHER_KINDS:
        heard = len(await alice.heard())
        await world.inject("message", alice, **content)
        assert len(await alice.heard()) == heard + 1, content
        assert "I read words, numbers, taps and shared locations" in await alice.reads()


UNREADABLE: list[dict[str, Any]] = [
    {"message": "not an object"},
    {"message": {"message_id": 1}},
    {"callback_query": {"id": "1"}},
    {"callback_query": {"id": "1", "from": None, "data": None}},
    {"a_kind_from_the_future": {}},
    {},
    {"my_chat_member": {}},
    {"channel_post": {"message_id": 1, "date": 0, "chat": {"id": -1, "type": "channel"}}},
]


async def test_updates_that_nobody_can_read_stop_nothing(world: World, alice: Person) -> None:
    for update in UNREADABLE:
        await world.inject_raw(update)
    await alice.say("/help")
    assert "What I can do" in await alice.reads()


async def test_in_a_group_only_commands_are_answered(world: World, alice: Person) -> None:
    said = await alice.say_in_group("anybody for lunch?")
    assert [message["out"] for message in said] == [True]
    said = await alice.say_in_group("/today")
    assert said[-1]["text"] == "I coach one person at a time: write to me in a private chat."


async def test_a_very_old_plan_shows_todays(world: World, maya: Person) -> None:
    await set_up(maya)
    await maya.say("/today")
    old = await maya.last()
    data = old["reply_markup"]["inline_keyboard"][0][1]["callback_data"]
    await world.wait(days=20)
    await maya.send_tap(old["message_id"], data)
    assert (await maya.reads()).startswith("Sunday · ")
    assert not world.kept(LOGGED)["completions"]


async def test_a_late_tap_counts_for_the_day_it_was_sent_for(world: World, maya: Person) -> None:
    await set_up(maya)
    await world.move("next-reminder", maya)
    prompt = await maya.last()
    await world.wait_until(world.clock.now() + timedelta(hours=15))
    await maya.tap("Done", on=prompt["message_id"])
    assert (await maya.reads()).startswith("Counted for Monday: ")
    assert labels_of(await maya.last()) == ["Make it today"]
    (done,) = world.kept(LOGGED)["completions"]
    assert "2030-03-04" in done
    await maya.tap("Make it today")
    (done,) = world.kept(LOGGED)["completions"]
    assert "2030-03-05" in done


async def test_somebody_who_blocked_us_is_left_in_peace(world: World, maya: Person) -> None:
    await set_up(maya)
    await maya.block()
    heard = len(await maya.heard())
    await world.wait(days=3)
    assert len(await maya.heard()) == heard
    await maya.unblock()
    await maya.say("/start")
    await world.move("next-reminder", maya)
    assert "min for your hands?" in await maya.reads()
