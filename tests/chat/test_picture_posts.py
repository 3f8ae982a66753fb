"""Films with cards, and steps as albums: drawn aside, uploaded once, and never in the way."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from telegram.error import Forbidden, NetworkError, RetryAfter

from bot.chat.calls import Call, Caption
from bot.chat.taps import HoldNeedle, OpenTechnique, ShowPictures, TurnTo
from bot.chat.wire import FileRefused, PictureUnknown
from bot.domain.plates import NeedleHand, Plate
from bot.library.load import load_library
from bot.usecases.refreshers import Section
from tests.builders import ALICE, MATTRESS, PLATE, SQUARE_KNOT, SURGEONS, TAPS, library
from tests.chat.room import BOT, Room, said
from tests.chat.test_outbox import Office, open_office
from tests.simulated import simulate

CONTENT = Path(__file__).parents[2] / "content"
FILM, LEFT_FILM = "film 0 right", "film 0 left"
STEPS = [b"png"] * 3
KNOWN = tuple(f"step-{number}-of-surgeons-knot" for number in range(3))
MANY = 24  # steps, as many as a knot may have


@pytest.fixture
def knots(room: Room) -> Room:
    """Alice's room with a technique that can be drawn."""
    shelf = library(items=(TAPS, MATTRESS, SURGEONS))
    room.service.teaching = replace(room.service.teaching, library=shelf)
    return room


@pytest.fixture
def office(knots: Room) -> Office:
    return open_office(knots)


def card(text: str = "a card", **overrides: Any) -> Call:
    return said(text, picture=SURGEONS.id, **overrides)


def album(*numbers: int, **overrides: Any) -> Call:
    captions = tuple(Caption(number, f"step {number}", []) for number in numbers or range(3))
    return said("", picture=SURGEONS.id, album=captions, **overrides)


async def deliver(office: Office, *calls: Call) -> None:
    await office.reply(*calls)
    await office.rest()


# --- a card and its film -------------------------------------------------------------------------


def test_a_film_is_uploaded_once_and_moves(office: Office) -> None:
    office.pictures.films.add(FILM)

    async def story() -> None:
        await deliver(office, card(), card())
        office.restart()
        await deliver(office, card())
        assert [sent.what for sent in office.wire.sent] == ["animate"] * 3
        assert [sent.picture for sent in office.wire.sent] == [
            b"mp4 film 0 right",
            "film-of-surgeons-knot",
            "film-of-surgeons-knot",
        ]
        assert office.pictures.drawn == []  # no still beside it

    simulate(story())


def test_until_a_film_is_drawn_a_card_goes_with_its_still(office: Office) -> None:
    async def story() -> None:
        await deliver(office, card())
        office.pictures.films.add(FILM)
        await deliver(office, card())
        assert [(sent.what, sent.picture) for sent in office.wire.sent] == [
            ("say", b"png"),
            ("animate", b"mp4 film 0 right"),
        ]

    simulate(story())


def test_a_film_that_telegram_lost_is_uploaded_again(office: Office) -> None:
    office.pictures.films.add(FILM)

    async def story() -> None:
        await deliver(office, card())
        office.wire.script[ALICE].append(PictureUnknown("wrong file identifier"))
        await deliver(office, card())
        assert [sent.picture for sent in office.wire.tried] == [
            b"mp4 film 0 right",
            "film-of-surgeons-knot",
            b"mp4 film 0 right",
        ]

    simulate(story())


def test_a_film_that_telegram_lost_and_nobody_has_leaves_the_still(office: Office) -> None:
    async def story() -> None:
        await office.room.db.run(lambda tx: tx.conversation.keep_file_id(BOT, FILM, "lost"))
        office.wire.script[ALICE].append(PictureUnknown("wrong file identifier"))
        await deliver(office, card())
        assert [(sent.what, sent.picture) for sent in office.wire.sent] == [("say", b"png")]
        assert await office.outbox.uploads.id_of(FILM) is None  # the next start draws it anew

    simulate(story())


def test_a_film_that_is_not_taken_leaves_the_still(office: Office) -> None:
    office.pictures.films.add(FILM)

    async def story() -> None:
        office.wire.script[ALICE].append(FileRefused("no films"))
        await deliver(office, card())
        assert [(sent.what, sent.picture) for sent in office.wire.sent] == [("say", b"png")]

    simulate(story())


def test_each_hand_has_a_film_of_its_own(office: Office) -> None:
    office.pictures.films |= {FILM, LEFT_FILM}

    async def story() -> None:
        await deliver(office, card(), card(hand="left"))
        assert [sent.picture for sent in office.wire.sent] == [
            b"mp4 film 0 right",
            b"mp4 film 0 left",
        ]

    simulate(story())


def test_a_card_written_before_there_were_hands_is_right_handed(office: Office) -> None:
    office.pictures.films.add(FILM)
    written = '{"chat": 1001, "text": "old", "entities": [], "markup": null, "picture": "%s"}'
    old = Call.from_json(written % SURGEONS.id)

    async def story() -> None:
        await deliver(office, old)
        assert office.wire.sent[0].picture == b"mp4 film 0 right"

    simulate(story())


# --- an album ------------------------------------------------------------------------------------


def test_steps_are_uploaded_once_with_their_words(office: Office) -> None:
    async def story() -> None:
        await deliver(office, album(), album())
        office.restart()
        await deliver(office, album())
        assert [list(sent.photos) for sent in office.wire.sent] == [STEPS, [*KNOWN], [*KNOWN]]
        assert len(office.pictures.drawn) == 3
        assert await office.left() == []

    simulate(story())


def test_steps_of_which_telegram_lost_one_are_all_uploaded_again(office: Office) -> None:
    async def story() -> None:
        await deliver(office, album())
        office.wire.script[ALICE].append(PictureUnknown("wrong file identifier"))
        await deliver(office, album())
        assert [list(sent.photos) for sent in office.wire.tried] == [STEPS, [*KNOWN], STEPS]

    simulate(story())


def test_a_step_that_cannot_be_drawn_is_left_out(office: Office) -> None:
    office.pictures.failing.add("step 1 right")

    async def story() -> None:
        await deliver(office, album())
        office.pictures.failing.clear()
        await deliver(office, album())
        first, second = office.wire.sent
        assert len(first.photos) == 2
        assert second.photos == (KNOWN[0], b"png", KNOWN[2])

    simulate(story())


def test_a_step_that_telegram_does_not_take_is_left_out(office: Office) -> None:
    async def story() -> None:
        office.wire.script[ALICE].append(FileRefused("failed to send message #2", 2))
        await deliver(office, album())
        assert [len(sent.photos) for sent in office.wire.tried] == [3, 2]
        assert (
            await office.room.look(lambda tx: tx.conversation.file_id(BOT, "step 1 right")) is None
        )
        kept = await office.room.look(lambda tx: tx.conversation.file_id(BOT, "step 2 right"))
        assert kept == KNOWN[2]

    simulate(story())


@pytest.mark.parametrize("reason", ["drawn", "taken", "taken one by one"])
def test_where_no_step_can_be_shown_that_is_said_with_a_way_to_ask_again(
    office: Office, reason: str
) -> None:
    async def story() -> None:
        office.pictures.fails = reason == "drawn"
        if reason == "taken":
            office.wire.script[ALICE].append(FileRefused("no photos"))
        elif reason == "taken one by one":
            office.wire.script[ALICE].extend([FileRefused("failed", 1)] * 3)
        await deliver(office, album(), said("and words"))
        assert office.wire.texts() == [
            "The pictures of Surgeons knot would not go through.",
            "and words",
        ]
        assert "Try again" in str(office.wire.sent[0].call)

    simulate(story())


def test_steps_of_what_is_no_longer_drawn_are_told_in_words(office: Office) -> None:
    async def story() -> None:
        await deliver(office, replace(album(), picture=MATTRESS.id))
        assert [sent.what for sent in office.wire.sent] == ["say"]
        assert office.wire.texts() != [""]

    simulate(story())


def test_told_to_wait_an_album_waits_and_arrives_once(office: Office) -> None:
    async def story() -> None:
        office.wire.script[ALICE].append(RetryAfter(7))
        await deliver(office, album())
        assert [(sent.what, sent.at >= 7) for sent in office.wire.sent] == [("show", True)]

    simulate(story())


def test_whoever_blocked_the_bot_gets_no_album(office: Office) -> None:
    async def story() -> None:
        office.wire.script[ALICE].append(Forbidden("Forbidden: bot was blocked by the user"))
        await deliver(office, album(), album())
        assert office.wire.sent == []
        assert (await office.room.learner()).blocked_at is not None
        assert await office.left() == []

    simulate(story())


def test_an_album_that_a_kill_kept_back_is_sent_at_the_next_start(office: Office) -> None:
    async def story() -> None:
        await office.commit(album())
        office.restart()
        await office.outbox.start()
        await office.rest()
        assert [list(sent.photos) for sent in office.wire.sent] == [STEPS]
        assert await office.left() == []

    simulate(story())


def test_an_album_that_got_no_answer_is_sent_again(office: Office) -> None:
    async def story() -> None:
        office.wire.script[ALICE].append(NetworkError("reset"))
        await deliver(office, album())
        assert [sent.what for sent in office.wire.sent] == ["show"]

    simulate(story())


def test_an_album_is_as_many_messages_as_it_has_photos(knots: Room) -> None:
    office = open_office(knots, rate=10)

    async def story() -> None:
        for chat in range(1, 11):
            await office.reply(album(chat=chat))
        await office.rest()
        times = [sent.at for sent in office.wire.sent]
        assert times[:3] == [0] * 3  # nine messages, of ten that a quiet second leaves
        assert all(later >= earlier for earlier, later in pairwise(times))
        assert times[-1] == pytest.approx(2)  # thirty messages

    simulate(story())


def test_albums_to_one_chat_keep_its_pace(office: Office) -> None:
    async def story() -> None:
        await deliver(office, *(album() for _ in range(8)))
        times = [sent.at for sent in office.wire.sent]
        assert times[:6] == [0] * 6  # eighteen messages, of twenty
        assert times[6:] == pytest.approx([1, 4], abs=1e-3)

    simulate(story())


# --- asking for them -----------------------------------------------------------------------------


def test_pictures_are_asked_for_on_the_card(knots: Room) -> None:
    async def story() -> None:
        shown = await knots.taps(OpenTechnique(SURGEONS.id, None, 0))
        assert shown.calls[0].picture == SURGEONS.id
        answer = await knots.taps(shown.data("Pictures"), message=61)
        (call,) = answer.calls
        assert [caption.number for caption in call.album] == [0, 1, 2]
        assert [caption.text for caption in call.album][2] == "3. The same again.\n↳ It lies flat."
        assert call.messages == 3

    simulate(story())


def test_a_second_tap_on_pictures_brings_them_once(knots: Room) -> None:
    async def story() -> None:
        await knots.taps(ShowPictures(SURGEONS.id), message=61)
        again = await knots.taps(ShowPictures(SURGEONS.id), message=61)
        assert (again.calls, again.toast) == ([], "Got it already: one tap is enough.")

    simulate(story())


@pytest.mark.parametrize("item", ["no-longer-there", MATTRESS.id, TAPS.id])
def test_pictures_of_what_has_none_lead_to_todays_plan(knots: Room, item: str) -> None:
    async def story() -> None:
        answer = await knots.taps(ShowPictures(item))
        assert answer.is_alert

    simulate(story())


def test_more_pictures_than_an_album_holds_come_in_even_albums(knots: Room) -> None:
    steps = SQUARE_KNOT.steps[:1] * MANY
    long = replace(SURGEONS, picture=replace(PLATE, stitch=replace(SQUARE_KNOT, steps=steps)))
    shelf = library(items=(TAPS, long))
    knots.service.teaching = replace(knots.service.teaching, library=shelf)

    async def story() -> None:
        answer = await knots.taps(ShowPictures(long.id))
        assert [call.messages for call in answer.calls] == [8, 8, 8]
        numbers = [caption.number for call in answer.calls for caption in call.album]
        assert numbers == list(range(MANY))

    simulate(story())


def test_a_left_hander_gets_left_handed_pictures(knots: Room) -> None:
    async def story() -> None:
        settings = await knots.says("/settings")
        told = await knots.taps(settings.data("I hold the needle in my left hand"), message=62)
        assert "Needle hand: left" in told.text
        assert (await knots.learner()).needle_hand is NeedleHand.LEFT
        shown = await knots.taps(OpenTechnique(SURGEONS.id, None, 0))
        pictures = await knots.taps(ShowPictures(SURGEONS.id), message=63)
        assert (shown.calls[0].hand, pictures.calls[0].hand) == ("left", "left")
        back = await knots.taps(HoldNeedle(NeedleHand.RIGHT), message=64)
        assert "Needle hand: right" in back.text

    simulate(story())


def test_a_card_turns_below_its_film(knots: Room) -> None:
    async def story() -> None:
        turned = await knots.taps(TurnTo(SURGEONS.id, None, 0, Section.ERRORS))
        assert turned.calls[0].picture is None  # changed in place, not sent anew
        assert isinstance(SURGEONS.picture, Plate)

    simulate(story())


def test_every_technique_can_be_asked_for_twice(knots: Room) -> None:
    """A card that is the same for everybody is put into words once: it has to be told apart."""
    shelf = load_library(CONTENT)
    knots.service.teaching = replace(knots.service.teaching, library=shelf)

    async def story() -> None:
        for item in shelf.techniques:
            first, again = [await knots.taps(OpenTechnique(item, None, 0), n) for n in (71, 72)]
            assert first.calls[0].text == again.calls[0].text
            assert first.calls[0].picture == item

    simulate(story())
