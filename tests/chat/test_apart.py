"""Pictures of drills whose cards are too long for a caption."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import taps
from bot.domain.content import Drill
from tests.builders import COIN, library
from tests.chat.room import Room

APART = replace(COIN, picture_apart=True)


def teach(room: Room, drill: Drill) -> None:
    """Let the library of a room have one drill as it is here."""
    known = library()
    taught = replace(known, drills={**known.drills, drill.id: drill})
    room.service.teaching = replace(room.service.teaching, library=taught)


async def test_its_card_goes_as_words_with_a_button_to_its_picture(room: Room) -> None:
    teach(room, APART)
    card = await room.taps(taps.OpenDrill(COIN.id))
    assert card.calls[0].picture is None
    shown = await room.taps(card.data("Picture"))
    (call,) = shown.calls
    assert (call.picture, call.text, call.message) == (COIN.id, COIN.title, None)


async def test_a_card_below_its_picture_has_no_such_button(room: Room) -> None:
    card = await room.taps(taps.OpenDrill(COIN.id))
    assert card.calls[0].picture == COIN.id
    assert not any("Picture" in row for row in card.buttons())


async def test_the_card_stays_open_while_its_picture_is_shown(room: Room) -> None:
    teach(room, APART)
    card = await room.taps(taps.OpenDrill(COIN.id))
    await room.taps(card.data("Picture"))
    assert (await room.says("9")).texts[0].startswith(f"✓ {COIN.title}")


async def test_a_picture_that_is_no_more_is_an_old_button(room: Room) -> None:
    teach(room, APART)
    card = await room.taps(taps.OpenDrill(COIN.id))
    teach(room, replace(APART, picture=None))
    assert (await room.taps(card.data("Picture"))).is_alert
