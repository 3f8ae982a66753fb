"""Practice sheets in the conversation: the button on a card, and the code on the paper."""

from __future__ import annotations

import pytest

from bot.chat import taps
from bot.domain.learners import Onboarding
from bot.domain.sheets import Paper
from tests.builders import ALICE, CAROL, alice, carol
from tests.chat.room import Room

SHEET = "Print: Rings to hit"
CODE = "/start do-forceps-bead-transfer"


async def test_a_card_offers_its_sheet_and_sends_it_as_a_file(room: Room) -> None:
    card = await room.taps(taps.OpenDrill("forceps-bead-transfer"))
    sent = await room.taps(card.data(SHEET))
    (call,) = sent.calls
    assert sent.toast == "On its way."
    assert call.sheet == ["forceps-bead-transfer", "dots", "a4"]
    assert call.message is None
    assert sent.text.startswith("Rings to hit, A4. Print at 100 %")
    assert sent.buttons() == [["On Letter instead"]]
    other = await room.taps(sent.data("On Letter instead"), message=61)
    assert other.calls[0].sheet == ["forceps-bead-transfer", "dots", "letter"]
    assert other.buttons() == [["On A4 instead"]]


async def test_the_card_stays_open_while_its_sheet_is_sent(room: Room) -> None:
    card = await room.taps(taps.OpenDrill("forceps-bead-transfer"))
    await room.taps(card.data(SHEET))
    assert (await room.says("9")).texts[0].startswith("✓ Forceps bead transfer")


async def test_who_is_where_letter_paper_is_usual_gets_that(room: Room) -> None:
    await room.keep(alice(zone="America/New_York"))
    card = await room.taps(taps.OpenDrill("forceps-bead-transfer"))
    assert (await room.taps(card.data(SHEET))).calls[0].sheet == [
        "forceps-bead-transfer",
        "dots",
        "letter",
    ]


async def test_a_finger_that_bounced_gets_one_sheet(room: Room) -> None:
    tap = taps.SendSheet("forceps-bead-transfer", "dots", None)
    assert len((await room.taps(tap)).calls) == 1
    again = await room.taps(tap)
    assert (again.calls, again.toast) == ([], "Got it already: one tap is enough.")
    room.clock.go_on(days=40)
    assert len((await room.taps(tap)).calls) == 1  # however old the card is


@pytest.mark.parametrize(
    "tap",
    [
        taps.SendSheet("forceps-bead-transfer", "gone", None),
        taps.SendSheet("coin-rotation", "dots", Paper.A4),
        "d12|forceps-bead-transfer|dots|a5",
    ],
    ids=str,
)
async def test_a_sheet_that_is_not_the_items_is_stale(room: Room, tap: taps.Tap | str) -> None:
    answer = await room.taps(tap)
    assert answer.is_alert
    assert all(call.sheet is None for call in answer.calls)


async def test_the_code_on_a_sheet_opens_its_drill_to_log_it(room: Room) -> None:
    assert (await room.says(CODE)).text.startswith("Forceps bead transfer")
    assert (await room.says("9")).texts[0].startswith("✓ Forceps bead transfer")
    assert [done.reps for done in await room.look(lambda tx: tx.practice.of(ALICE))] == [9]


@pytest.mark.parametrize(
    "payload",
    ["do-gone", "do-", "invited-by-bob", "do-../../etc/passwd", "d12|x|y|a4", "do-" + "x" * 3_000],
)
async def test_any_other_payload_greets_as_ever(room: Room, payload: str) -> None:
    assert (await room.says(f"/start {payload}")).text.startswith("Good to see you, Alice.")


@pytest.mark.parametrize("step", [Onboarding.WELCOME, Onboarding.FIRST_DRILL])
async def test_who_has_not_begun_is_welcomed_first(nobody: Room, step: Onboarding) -> None:
    await nobody.keep(carol(onboarding=step))
    greeted = (await nobody.says("/start", CAROL)).text
    assert (await nobody.says(CODE, CAROL)).text == greeted
