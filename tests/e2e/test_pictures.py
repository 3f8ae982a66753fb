"""Stitches in the whole product: the film with the card, the steps as an album, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.domain.plates import Plate
from bot.pictures.pictures import Pictures
from bot.usecases.pictures import Drawing
from tests.e2e.people import Person, Shown, labels_of, words_of
from tests.e2e.world import World


async def test_a_knot_moves_and_shows_its_steps(world: World, maya: Person) -> None:
    technique = world.coach.service.library.techniques["surgeons-knot"]
    assert isinstance(technique.picture, Plate)
    await world.coach.pictures.warm([[technique.picture.film]])
    await maya.say("/start")
    await maya.tap("Set up first")
    await maya.say("surgeon's knot")
    card = await maya.message_with("Surgeon's knot")
    assert card["animation"]["width"] == 640
    assert "Pictures" in labels_of(card)

    await maya.tap("Errors")  # the words change, the film stays
    turned = await maya.message_with("Three common errors")
    assert (turned["message_id"], "animation" in turned) == (card["message_id"], True)

    await maya.tap("Pictures")
    steps = [each for each in await maya.heard() if each.get("media_group_id")]
    lessons = [step.lesson for step in technique.picture.stitch.steps]
    assert [words_of(step).partition(".")[0] for step in steps] == [str(each) for each in lessons]
    assert len({step["media_group_id"] for step in steps}) == 1

    uploads = len(world.recorder.calls)
    world.clock.set(world.clock.now().replace(minute=59))  # no bounce of a finger
    await maya.tap("Pictures")
    (album,) = [c for c in world.recorder.calls[uploads:] if c.method == "sendMediaGroup"]
    assert "attach://" not in str(album.parameters["media"])  # known by now


async def ask_until(maya: Person, words: str) -> Shown:
    """Answer the questions of the card, which take turns, until one says `words`."""
    while True:
        await maya.tap("Ask me")
        asked = await maya.last()
        if words in words_of(asked):
            return asked
        await maya.tap(labels_of(asked)[0])


async def test_what_is_wrong_is_asked_by_a_picture(world: World, maya: Person) -> None:
    await maya.say("/start")
    await maya.tap("Set up first")
    await maya.say("surgeon's knot")
    asked = await ask_until(maya, "What is wrong here?")
    assert "photo" in asked
    assert [each["type"] for each in asked["caption_entities"]] == ["bold", "spoiler"]

    await maya.tap("Top not mirrored")
    told = next(each for each in await maya.heard() if each["message_id"] == asked["message_id"])
    assert "✓ Top not mirrored. Right." in words_of(told)
    assert ("photo" in told, "spoiler" in str(told["caption_entities"])) == (True, False)

    before = len(world.recorder.calls)
    await ask_until(maya, "What is wrong here?")
    (photo,) = [c for c in world.recorder.calls[before:] if c.method == "sendPhoto"]
    assert isinstance(photo.parameters["photo"], str)  # known by now


async def test_what_cannot_be_drawn_is_asked_in_words(
    maya: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def none(_: Pictures, drawings: Sequence[Drawing]) -> list[bytes | None]:
        return [None] * len(drawings)

    monkeypatch.setattr(Pictures, "files", none)
    await maya.say("/start")
    await maya.tap("Set up first")
    await maya.say("surgeon's knot")
    asked = await ask_until(maya, "the ends stand across the cord. What is wrong?")
    assert ("photo" in asked, "here" in words_of(asked)) == (False, False)
    await maya.tap("Top not mirrored")
    assert "✓ Top not mirrored. Right." in words_of(await maya.last())
