"""Practice sheets: which one is sent, on which paper, and where the code on it leads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.sheets import Paper
from bot.usecases import sheets
from bot.usecases.sheets import SheetSent
from bot.usecases.turn import Turn, UnknownItem
from tests.builders import BEADS, COIN, DOTS, drill, library
from tests.usecases.conftest import World


@pytest.mark.parametrize(
    ("zone", "paper"), [("Europe/London", Paper.A4), ("America/Chicago", Paper.LETTER)]
)
async def test_the_paper_is_what_is_usual_where_one_is(
    world: World, zone: str, paper: Paper
) -> None:
    def send(turn: Turn, named: Paper | None) -> SheetSent:
        there = replace(turn, learner=replace(turn.learner, zone=zone))
        return sheets.send(there, BEADS.id, DOTS.id, named)

    assert await world.act(send, None) == SheetSent(BEADS, DOTS, paper)
    assert await world.act(send, paper.other) == SheetSent(BEADS, DOTS, paper.other)


@pytest.mark.parametrize(
    ("item", "sheet"),
    [(BEADS.id, "gone"), ("gone", DOTS.id), (COIN.id, DOTS.id)],  # the last two do not belong
)
async def test_only_a_sheet_of_the_item_is_sent(world: World, item: str, sheet: str) -> None:
    with pytest.raises(UnknownItem):
        await world.act(sheets.send, item, sheet, None)


@pytest.mark.parametrize(
    ("payload", "found"),
    [
        (sheets.payload_of("forceps-bead-transfer"), "forceps-bead-transfer"),
        ("do-vertical-mattress", "vertical-mattress"),
        ("do-coin-turns", "coin-rotation"),  # its former id: paper lasts longer
        ("do-gone", None),
        ("do-", None),
        ("forceps-bead-transfer", None),
        ("DO-forceps-bead-transfer", None),
        ("do-forceps-bead-transfer or else", None),
        ("", None),
    ],
)
async def test_a_code_leads_to_its_drill_or_nowhere(
    world: World, payload: str, found: str | None
) -> None:
    turned = drill("coin-rotation", formerly=("coin-turns",))
    items = (*library().drills.values(), *library().techniques.values())
    world.library = library((*items, turned), renamed={"coin-turns": "coin-rotation"})
    item = await world.act(sheets.scanned, payload)
    assert (item.id if item else None) == found
