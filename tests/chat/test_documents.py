"""Files that are sent: which are fetched, which are read, and what is said of the others."""

from __future__ import annotations

from typing import Any

import pytest
from telegram.error import NetworkError

from bot.chat.incoming import Deed, SentFile, Words
from bot.domain.calendar import EMPTY, Shift
from bot.usecases.rosters import MOST_BYTES, Refusal, Refused
from tests.builders import CAROL, FRIDAY, LONDON, MONDAY, TUESDAY, alice, at, carol
from tests.chat.room import Answer, Room
from tests.chat.test_calendar import tap_of

CALENDAR = "BEGIN:VCALENDAR\nthe rest"
NOT_READ = "I read words, numbers, taps"


def sent(name: str = "rota.ics", kind: str = "text/calendar", **more: Any) -> SentFile:
    plain: dict[str, Any] = {"size": 900, "caption": "", "message": 50}
    return SentFile(file_id="file", name=name, kind=kind, **(plain | more))


async def offered(room: Room, deed: Deed | None = None) -> Answer:
    answer = await room.does(deed or sent())
    assert answer.text.endswith("Use them?")
    return answer


async def test_a_roster_is_told_in_short_and_used_on_a_tap(room: Room) -> None:
    offer = await offered(room)
    assert offer.text.startswith(
        "1 night, 1 day on call between 2 Mar and 6 Mar; 4 other entries left out."
    )
    assert (await room.learner()).calendar == EMPTY
    used = await room.taps(tap_of(offer, "Use them"))
    assert "Fri 6 · on call" in used.text
    kept = (await room.learner()).calendar
    assert (kept.shift(MONDAY), kept.shift(FRIDAY)) == (Shift.NIGHT, Shift.ON_CALL)
    undone = await room.taps(tap_of(used, "Undo"))
    assert "Nothing in it yet." in undone.text


async def test_no_leaves_the_calendar_as_it_was(room: Room) -> None:
    offer = await offered(room)
    assert (await room.taps(tap_of(offer, "No"))).text.startswith("Left as it was")
    room.clock.go_on(seconds=5)
    late = await room.taps(tap_of(offer, "Use them"))
    assert late.toast.startswith("That has changed since.")
    assert (await room.learner()).calendar == EMPTY


async def test_it_is_read_by_the_learners_clock(room: Room) -> None:
    room.clock.time = at(TUESDAY, 1)
    await offered(room)
    assert room.files.read == [("BEGIN:VCALENDAR", LONDON, MONDAY)]  # Monday's night


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(sent(kind=""), id="by its name"),
        pytest.param(sent("ROTA.ICS", "application/octet-stream"), id="in capitals"),
        pytest.param(sent("", "text/calendar"), id="by its type"),
        pytest.param(sent("rota.txt", "text/plain"), id="as a text file"),
        pytest.param(sent(size=None), id="of a size that nobody told"),
        pytest.param(Words(CALENDAR, 50), id="pasted"),
        pytest.param(Words(f"here: {CALENDAR}", 50), id="pasted after a word"),
    ],
)
async def test_a_calendar_is_known_by_name_type_or_content(room: Room, deed: Deed) -> None:
    await offered(room, deed)


@pytest.mark.parametrize(
    ("deed", "fetches"),
    [
        pytest.param(sent("notes.txt", "text/plain"), 1, id="a text that is no calendar"),
        pytest.param(sent("thesis.pdf", "application/pdf"), 0, id="a PDF"),
        pytest.param(sent("hand.png", "image/png"), 0, id="a picture as a file"),
        pytest.param(sent("novel.txt", "text/plain", size=9_000_000), 0, id="a long text"),
    ],
)
async def test_other_files_are_answered_politely(room: Room, deed: SentFile, fetches: int) -> None:
    room.files.content = b"needle holder, forceps"
    assert (await room.does(deed)).text.startswith(NOT_READ)
    assert len(room.files.fetched) == fetches


async def test_the_caption_of_another_file_is_taken_for_words(room: Room) -> None:
    answer = await room.does(sent("thesis.pdf", "application/pdf", caption="lab 40 min, 12 knots"))
    assert answer.text.startswith("✓ Logged: 40 min · 12 knots")


async def test_50_mb_are_refused_before_anything_is_fetched(room: Room) -> None:
    refused = await room.does(sent(size=50_000_000))
    assert refused.text.startswith("That file is too big: 2 MB at most.")
    assert room.files.fetched == []


@pytest.mark.parametrize("size", [MOST_BYTES, MOST_BYTES + 1])
async def test_two_megabytes_are_the_most(room: Room, size: int) -> None:
    await room.does(sent(size=size))
    assert bool(room.files.fetched) is (size <= MOST_BYTES)


async def test_a_calendar_that_is_none_is_refused_in_words(room: Room) -> None:
    room.files.content = b"<html>Sign in</html>"
    assert (await room.does(sent())).text.startswith("That is no calendar.")


@pytest.mark.parametrize("why", Refusal)
async def test_each_refusal_says_that_nothing_changed(room: Room, why: Refusal) -> None:
    room.files.found = Refused(why)
    assert (await room.does(sent())).text.endswith("Your calendar is as it was.")


@pytest.mark.parametrize("fault", [NetworkError("reset"), TimeoutError()])
async def test_a_file_that_cannot_be_fetched_is_asked_for_again(
    room: Room, fault: Exception
) -> None:
    room.files.fault = fault
    assert (await room.does(sent())).text.startswith("I could not get that file from Telegram.")


async def test_a_reader_that_breaks_costs_nothing_else(room: Room) -> None:
    room.files.fault = RuntimeError("no more processes")
    assert (await room.does(sent())).text.startswith("That went wrong on my side")
    room.files.fault = None
    await offered(room)


@pytest.mark.parametrize("deed", [sent(), Words(CALENDAR, 50)])
async def test_before_18_nothing_is_fetched_or_read(nobody: Room, deed: Deed) -> None:
    await nobody.keep(carol())
    answer = await nobody.does(deed, CAROL)
    assert answer.text.startswith("Hi Carol.")
    assert (nobody.files.fetched, nobody.files.read) == ([], [])


async def test_a_strangers_file_brings_the_welcome(nobody: Room) -> None:
    assert (await nobody.does(sent(), CAROL)).text.startswith("Hi Carol.")
    assert nobody.files.fetched == []


async def test_the_offer_outlives_a_restart(room: Room) -> None:
    offer = await offered(room)
    after = Room(room.db, room.clock, updates=room.updates)  # another process
    assert "on call" in (await after.taps(tap_of(offer, "Use them"))).text


async def test_another_persons_offer_is_not_ones_own(room: Room) -> None:
    offer = await offered(room)
    await room.keep(alice(id=CAROL, chat=CAROL, name="Carol"))
    theirs = await room.taps(tap_of(offer, "Use them"), who=CAROL)
    assert theirs.toast.startswith("That has changed since.")
    assert (await room.learner(CAROL)).calendar == EMPTY
