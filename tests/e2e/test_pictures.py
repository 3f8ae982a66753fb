"""Stitches in the whole product: the film with the card, and the steps as an album."""

from __future__ import annotations

from bot.domain.plates import Plate
from tests.e2e.people import Person, labels_of, words_of
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
