"""From the card to the printer and back: a sheet is sent as a file, and its code logs the drill."""

from __future__ import annotations

import re

from tests.e2e.days import set_up
from tests.e2e.people import Person, Shown, words_of
from tests.e2e.recorder import Upload
from tests.e2e.world import World


async def file_of(world: World, message: Shown) -> bytes:
    """Return the file of a message, as a tap on it opens it."""
    answer = await world.http.get(message["document"]["url"])
    assert answer.headers["content-type"] == "application/pdf"
    return answer.content


async def open_drill(somebody: Person) -> None:
    await somebody.say("hitting the dots")
    assert "Hitting the dots" in await somebody.reads()


async def test_a_sheet_goes_out_as_a_file_and_its_code_leads_back(world: World) -> None:
    alice = await world.person("Alice")
    await set_up(alice)
    await open_drill(alice)
    await alice.tap("Print: Rings to hit")
    sheet = await alice.last()
    assert sheet["document"]["file_name"] == "dots-a4.pdf"
    assert words_of(sheet).startswith("Rings to hit, A4.")
    assert (await file_of(world, sheet)).startswith(b"%PDF")

    await alice.tap("On Letter instead")
    letter = await alice.last()
    assert letter["document"]["file_name"] == "dots-letter.pdf"
    assert size_of(await file_of(world, letter)) == (612, 792)
    assert size_of(await file_of(world, sheet)) == (595, 842)

    await alice.say("/start do-hitting-the-dots")
    assert "Hitting the dots" in await alice.reads()
    await alice.say("17")
    assert "✓ Hitting the dots" in words_of(await alice.message_with("✓ Hitting the dots"))


async def test_a_file_is_uploaded_once_for_everybody(world: World) -> None:
    for name in ("Alice", "Bob"):
        somebody = await world.person(name)
        await set_up(somebody)
        await open_drill(somebody)
        await somebody.tap("Print: Rings to hit")
    sent = [call for call in world.recorder.calls if call.method == "sendDocument"]
    uploads = [isinstance(call.parameters["document"], Upload) for call in sent]
    assert uploads == [True, False]


def size_of(pdf: bytes) -> tuple[int, int]:
    """Return the size of a page in points."""
    found = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert found
    return round(float(found[1])), round(float(found[2]))
