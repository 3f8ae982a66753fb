"""A question by a picture: what is wrong is seen, named and told, and without its picture said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat.calls import Call
from bot.chat.taps import AskQuestion, OfferRep, RepBoxIsOpen
from bot.chat.wire import PictureUnknown
from bot.domain.plates import NeedleHand
from tests.builders import ALICE, GRANNY_ASKED, MATTRESS, SURGEONS, TAPS, alice, library
from tests.chat.room import Room
from tests.chat.test_outbox import Office, open_office
from tests.simulated import simulate

ASKED = replace(SURGEONS, quiz=(GRANNY_ASKED,))
SEEN = f"{ASKED.title}\nWhat is wrong here?\nIn words: {GRANNY_ASKED.ask}"
IN_WORDS = f"{ASKED.title}\n{GRANNY_ASKED.ask}"
GRANNY = "asked 0 right"


@pytest.fixture
def office(room: Room) -> Office:
    """Alice's room with a knot of which the one question shows an error."""
    shelf = library(items=(TAPS, MATTRESS, ASKED))
    room.service.teaching = replace(room.service.teaching, library=shelf)
    return open_office(room)


async def ask(office: Office, message: int = 61) -> Call:
    """Ask, and wait until the question is there."""
    answer = await office.room.taps(AskQuestion(ASKED.id, None, 0), message)
    (call,) = answer.calls
    office.outbox.enqueue(answer.served.rows)
    await office.rest()
    return call


def test_the_error_is_shown_and_its_look_is_covered(office: Office) -> None:
    async def story() -> None:
        call = await ask(office)
        assert [(sent.text, sent.picture) for sent in office.wire.sent] == [(SEEN, b"png")]
        assert office.pictures.drawn == [GRANNY]
        (cover,) = [entity for entity in call.entities if entity["type"] == "spoiler"]
        assert SEEN[cover["offset"] :][: cover["length"]] == GRANNY_ASKED.ask

    simulate(story())


def test_the_answer_is_told_below_the_picture(office: Office) -> None:
    async def story() -> None:
        asked = await office.room.taps(AskQuestion(ASKED.id, None, 0), message=61)
        right = await office.room.taps(asked.data("Granny knot"), message=62)
        (call,) = right.calls
        assert (call.message, call.picture, call.unseen) == (62, None, None)
        assert f"{GRANNY_ASKED.ask}\n✓ Granny knot. Right.\n{GRANNY_ASKED.why}" in call.text

    simulate(story())


def test_the_picture_is_uploaded_once(office: Office) -> None:
    async def story() -> None:
        await ask(office)
        await ask(office, message=62)
        office.restart()
        await ask(office, message=63)
        known = f"file-of-{ASKED.id}"
        assert [sent.picture for sent in office.wire.sent] == [b"png", known, known]
        assert office.pictures.drawn == [GRANNY]

    simulate(story())


def test_a_picture_that_telegram_lost_is_uploaded_again(office: Office) -> None:
    async def story() -> None:
        await ask(office)
        office.wire.script[ALICE].append(PictureUnknown("wrong file identifier"))
        await ask(office, message=62)
        assert [sent.picture for sent in office.wire.sent] == [b"png", b"png"]

    simulate(story())


def test_a_left_hander_sees_it_the_other_way_round(office: Office) -> None:
    async def story() -> None:
        await office.room.keep(alice(needle_hand=NeedleHand.LEFT))
        await ask(office)
        assert office.pictures.drawn == ["asked 0 left"]

    simulate(story())


def test_what_cannot_be_drawn_is_asked_in_words(office: Office) -> None:
    office.pictures.fails = True

    async def story() -> None:
        call = await ask(office)
        (sent,) = office.wire.sent
        assert (sent.text, sent.picture) == (IN_WORDS, None)
        assert sent.call is not None
        assert sent.call.markup == call.markup
        assert not [each for each in sent.call.entities if each["type"] == "spoiler"]

    simulate(story())


@pytest.mark.parametrize("gone", ["error", "stitch", "item"])
def test_what_is_no_longer_drawn_is_asked_in_words(office: Office, gone: str) -> None:
    """A question waits for Telegram while content is read again."""
    shelf = library(items=(TAPS, MATTRESS, *([ASKED] if gone == "error" else [])))
    picture = MATTRESS.id if gone == "stitch" else ASKED.id
    error = "gaping" if gone == "error" else "granny"

    async def story() -> None:
        call = await ask(office)
        office.room.service.teaching = replace(office.room.service.teaching, library=shelf)
        await office.reply(replace(call, picture=picture, error=error))
        await office.rest()
        assert (office.wire.sent[-1].text, office.wire.sent[-1].picture) == (IN_WORDS, None)

    simulate(story())


def test_it_survives_a_restart_before_it_is_sent(office: Office) -> None:
    async def story() -> None:
        (call,) = (await office.room.taps(AskQuestion(ASKED.id, None, 0), message=61)).calls
        assert Call.from_json(call.to_json()) == call
        office.restart()
        await office.outbox.start()
        await office.rest()
        assert [(sent.text, sent.picture) for sent in office.wire.sent] == [(SEEN, b"png")]

    simulate(story())


# --- the pictures of one repetition --------------------------------------------------------------


def test_a_repetition_has_the_pictures_of_its_steps(office: Office) -> None:
    async def story() -> None:
        offered = await office.room.taps(OfferRep(ASKED.id, None, 0), message=61)
        pictures = await office.room.taps(offered.data("Pictures"), message=62)
        assert [call.messages for call in pictures.calls] == [3]

    simulate(story())


@pytest.mark.parametrize("tap", [OfferRep, RepBoxIsOpen])
def test_a_repetition_has_its_one_drawing(
    office: Office, tap: type[OfferRep | RepBoxIsOpen]
) -> None:
    async def story() -> None:
        offered = await office.room.taps(tap(MATTRESS.id, None, 0), message=61)
        picture = await office.room.taps(offered.data("Picture"), message=62)
        assert [call.picture for call in picture.calls] == [MATTRESS.id]

    simulate(story())


def test_without_a_drawing_there_is_no_button_for_it(office: Office) -> None:
    bare = library(items=(TAPS, replace(MATTRESS, picture=None)))
    office.room.service.teaching = replace(office.room.service.teaching, library=bare)

    async def story() -> None:
        offered = await office.room.taps(OfferRep(MATTRESS.id, None, 0), message=61)
        assert offered.buttons() == [["Sharps box open: start"], ["No needle today"]]

    simulate(story())
