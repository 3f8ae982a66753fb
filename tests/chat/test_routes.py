"""Routes: which words, commands and buttons lead where, and what is open to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chat import routes, taps
from bot.chat.handlers.talk import PLAIN_WORDS
from bot.chat.incoming import Located, Unreadable
from bot.chat.profile import MENU
from bot.domain.practice import Hand
from bot.usecases import checkins, log, onboarding, plans, privacy
from bot.usecases.ports import Pending
from bot.usecases.turn import Turn
from tests.builders import ALICE, CAROL, MONDAY, alice, carol
from tests.chat.room import LEEDS, TEXTS, Room

WELCOME = "Hi Carol. A few minutes a day"
EVERY_COMMAND = (*routes.COMMANDS, *routes.COMMANDS_WITH_WORDS)


# --- the tables ----------------------------------------------------------------------------------


def test_every_command_of_the_menu_works_and_has_its_words() -> None:
    assert set(MENU) <= set(EVERY_COMMAND)
    assert len(set(MENU)) == len(MENU)
    for command in MENU:
        words = TEXTS.label(f"command.{command}")
        assert 3 <= len(words) <= 256
        assert command.isascii()
        assert command == command.lower()
        assert len(command) <= 32


def test_only_start_is_not_in_the_menu() -> None:
    assert set(EVERY_COMMAND) - set(MENU) == {"start"}


def test_no_two_commands_share_a_name() -> None:
    assert not set(routes.COMMANDS) & set(routes.COMMANDS_WITH_WORDS)


def test_help_tells_of_every_command() -> None:
    help_text = TEXTS.render("browse/help", None).text
    assert [
        command for command in MENU if f"/{command}" not in help_text and command != "help"
    ] == []


def test_who_the_bot_is_fits_into_telegrams_fields() -> None:
    assert len(TEXTS.label("profile.description")) <= 512
    assert len(TEXTS.label("profile.short")) <= 120


# --- commands ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/start", "Good to see you, Alice."),
        ("/start invited-by-bob", "Good to see you, Alice."),
        ("/START", "Good to see you, Alice."),
        ("/today", "Monday ·"),
        ("/today@SteadyhandBot", "Monday ·"),
        ("/today\nplease", "Monday ·"),
        ("/drills", "Drills"),
        ("/refresh", "Refreshers"),
        ("/refresh vertical mattress", "Vertical mattress"),
        ("/refresh  vertical mattress ", "Vertical mattress"),
        ("/refresh vertical", "Do you mean one of these?"),
        ("/refresh rocket science", "I don't have that."),
        ("/refresh it hurts", "Pain in the hand"),
        ("/log", "What did you do, and how much?"),
        ("/log lab 40 min, 12 knots", "✓ Logged: 40 min · 12 knots"),
        ("/log a bit", "I need an amount"),
        ("/checkin", "How shaky did your hands feel?"),
        ("/progress", "Your progress"),
        ("/undo", "There is nothing to take back."),
        ("/pause", "Pause for how long?"),
        ("/pause until friday", "Paused until Friday, 6 Mar."),
        ("/pause vacation until 5 Mar", "Paused until Thursday, 5 Mar. Enjoy it"),
        ("/pause yesterday", "That day is here or over already."),
        ("/resume", "You were not paused."),
        ("/remind", "Reminders"),
        ("/remind weekdays 19:00", "Set: weekdays 19:00."),
        ("/remind 7", "Morning or evening?"),
        ("/remind every 5 minutes", "I come once a day at most."),
        ("/why", "Why reminders came, or did not"),
        ("/settings", "Settings"),
        ("/privacy", "What I keep"),
        ("/forget", "Erase everything:"),
        ("/help", "What I can do"),
        ("/dance", "I don't know /dance."),
        ("/", "I don't know that command."),
        ("/ today", "I don't know that command."),
        ("/" + "x" * 500, "I don't know /" + "x" * 32 + "."),
        ("/<b>", "I don't know /<b>."),
    ],
)
async def test_a_command_is_answered(room: Room, typed: str, said: str) -> None:
    assert (await room.says(typed)).texts[0].startswith(said)


# --- before "I'm 18+" ----------------------------------------------------------------------------


@pytest.fixture
async def lobby(nobody: Room) -> Room:
    """Carol has said /start and nothing else."""
    await nobody.keep(carol())
    return nobody


@pytest.mark.parametrize("command", EVERY_COMMAND)
async def test_before_18_little_is_open(lobby: Room, command: str) -> None:
    opened = (await lobby.says(f"/{command} lab 40 min", CAROL)).text
    is_open = command in {"help", "privacy", "forget"}
    assert opened.startswith(WELCOME) is not is_open


@pytest.mark.parametrize(
    "words", ["vertical mattress", "today", "lab 40 min, 12 knots", "8", "leeds", "18:30", "👋"]
)
async def test_before_18_words_are_greeted(lobby: Room, words: str) -> None:
    assert (await lobby.says(words, CAROL)).text.startswith(WELCOME)
    assert await lobby.look(lambda tx: tx.practice.of(CAROL)) == []


async def test_before_18_safety_comes_first_all_the_same(lobby: Room) -> None:
    advice, welcome = (await lobby.says("my hand hurts", CAROL)).texts
    assert advice.startswith("Pain in the hand")
    assert welcome.startswith(WELCOME)


@pytest.mark.parametrize("deed", [Located(LEEDS), Located(None), Unreadable()])
async def test_before_18_whatever_is_sent_is_greeted(
    lobby: Room, deed: Located | Unreadable
) -> None:
    assert (await lobby.does(deed, CAROL)).text.startswith(WELCOME)
    assert (await lobby.learner(CAROL)).place == ""


@pytest.mark.parametrize(
    "tap",
    [
        taps.ShowToday(),
        taps.OpenDrill("coin-rotation"),
        taps.AskTime(),
        taps.KitIsDone(),
        taps.FinishCard("coin-rotation", Hand.OTHER, 1, None, 0, 5),
        "p99|forged",
    ],
    ids=str,
)
async def test_before_18_old_buttons_are_greeted(lobby: Room, tap: taps.Tap | str) -> None:
    assert (await lobby.taps(tap, who=CAROL)).text.startswith(WELCOME)


@pytest.mark.parametrize(
    ("tap", "said"),
    [
        (taps.Begin(try_first=True), "Finger taps"),
        (taps.Begin(try_first=False), "Which city?"),
        (taps.EraseEverything(), "Erased"),
        (taps.KeepEverything(), "Kept."),
    ],
)
async def test_before_18_the_way_in_and_the_way_out_are_open(
    lobby: Room, tap: taps.Tap, said: str
) -> None:
    assert (await lobby.taps(tap, who=CAROL)).text.startswith(said)


async def test_somebodys_very_first_words_bring_the_welcome(nobody: Room) -> None:
    assert (await nobody.says("lab 40 min, 12 knots", CAROL)).text.startswith(WELCOME)
    assert await nobody.look(lambda tx: tx.practice.of(CAROL)) == []


# --- free text -----------------------------------------------------------------------------------


@pytest.mark.parametrize("words", sorted(PLAIN_WORDS))
async def test_plain_words_do_as_the_command_does(room: Room, words: str) -> None:
    same = {"plan": "today", "start": "today", "streak": "progress", "check in": "checkin"}
    same |= {"reminder": "remind", "reminders": "remind"}
    same |= {"stop": "pause", "stop reminding me": "pause"}
    same |= {"i'm back": "resume", "i am back": "resume", "unpause": "resume"}
    same |= {"roster": "calendar", "rota": "calendar", "shifts": "calendar"}
    command = "/" + {"hi": "help", "hello": "help", **same}.get(words, words)
    assert (await room.says(f" {words.upper()}! ")).texts == (await room.says(command)).texts


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("vertical mattress?", "Vertical mattress"),
        ("Coin rotation", "Coin rotation"),
        ("vertical limits", "Do you mean one of these?"),
        ("what is love", "I don't have that."),
        ("12 knots", "✓ Logged: 12 knots"),
        ("lab 40 min", "✓ Logged: 40 min"),
        ("how long is 40 min?", "I don't have that."),
        ("8", "What is 8 for?"),
        ("my hand hurts after 12 knots", "Pain in the hand"),
    ],
)
async def test_words_are_understood(room: Room, words: str, said: str) -> None:
    assert (await room.says(words)).texts[0].startswith(said)


async def act(room: Room, use_case: object, *args: object, **kwargs: object) -> None:
    def work(tx: object) -> None:
        turn = Turn(tx, room.library, alice(), room.clock.now())  # type: ignore[arg-type]
        use_case(turn, *args, **kwargs)  # type: ignore[operator]

    await room.db.run(work)


async def test_a_number_goes_to_the_open_card(room: Room) -> None:
    await room.says("coin rotation")
    assert (await room.says("8 of 10")).texts[0].startswith("✓ Coin rotation, main hand: 8")


async def test_done_closes_the_open_card(room: Room) -> None:
    await room.says("coin rotation")
    assert (await room.says("Done ✓")).texts[0].startswith("✓ Coin rotation")


async def test_safety_comes_before_what_is_awaited(room: Room) -> None:
    for awaited in (log.ask, onboarding.ask_time):
        await act(room, awaited)
        assert (await room.says("it hurts")).text.startswith("Pain in the hand")
    await act(room, privacy.ask_report, "coin-rotation")
    assert (await room.says("it hurts my thumb")).text.startswith("Pain in the hand")


async def test_what_is_awaited_comes_before_a_number_and_search(room: Room) -> None:
    await act(room, checkins.begin)
    assert (await room.says("7")).texts[0].startswith("Shakiness noted: 7.")
    await act(room, log.ask)
    assert (await room.says("12 ties of vertical mattress")).text.startswith("✓ Logged")
    await act(room, privacy.ask_report, "coin-rotation")
    assert (await room.says("vertical mattress")).text.startswith("Thank you.")


async def test_what_was_awaited_too_long_ago_is_forgotten(room: Room) -> None:
    await act(room, log.ask)
    room.clock.time += log.TYPED_ANSWER_FOR + timedelta(seconds=1)
    assert (await room.says("vertical mattress")).text.startswith("Vertical mattress")


async def test_a_command_drops_the_line_that_was_awaited(room: Room) -> None:
    await act(room, privacy.ask_report, "coin-rotation")
    await room.says("/today")
    assert (await room.says("vertical mattress")).text.startswith("Vertical mattress")
    await act(room, checkins.begin)
    await room.says("/help")
    pending = await room.look(lambda tx: tx.conversation.pending(ALICE))
    assert pending is not None
    assert pending.kind is Pending.FEELING


async def test_out_of_the_scale_is_asked_again(room: Room) -> None:
    await act(room, checkins.begin)
    assert (await room.says("11")).text == "A number from 0 to 10, please."
    assert (await room.says("10")).texts[0].startswith("Shakiness noted: 10.")


@pytest.mark.parametrize(
    "words", ["x" * 5_000, "🪡" * 2_000, "مرحبا بالعالم", "\u202egnirts", "\x00"]
)
async def test_odd_words_get_an_answer(room: Room, words: str) -> None:
    assert (await room.says(words)).text.startswith("I don't have that.")


async def test_a_long_text_is_not_searched_whole(room: Room) -> None:
    await room.says("word " * 1_000)
    assert max(map(len, room.search.asked)) <= 400


async def test_what_cannot_be_read_says_what_can(room: Room) -> None:
    assert (await room.does(Unreadable())).text.startswith("I read words, numbers, taps")


async def test_a_location_off_the_map_is_asked_back(room: Room) -> None:
    assert (await room.does(Located(None))).text.startswith("I can't place that.")


async def test_a_button_of_the_plan_leads_to_its_handler(room: Room) -> None:
    await act(room, plans.todays_plan)
    assert (await room.taps(taps.OpenPlanItem(MONDAY, 1))).text.startswith("Finger taps")
