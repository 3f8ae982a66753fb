"""Incoming: what an update of Telegram's means to us, and what is not ours to answer."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chat.incoming import (
    BlockedUs,
    Deed,
    InGroup,
    SentFile,
    SharedLocation,
    Tapped,
    Unreadable,
    Words,
    read,
)
from tests.builders import ALICE
from tests.chat.updates import GROUP, PHOTO, membership, message, private, tap, user

FILE_ID = {"file_id": "f", "file_unique_id": "u"}
FILE = FILE_ID | {"file_name": "rota.ics", "mime_type": "Text/Calendar", "file_size": 900}


@pytest.mark.parametrize(
    ("raw", "deed"),
    [
        (message(1, text="hello"), Words("hello", 50)),
        (message(1, text="x" * 5_000), Words("x" * 4_096, 50)),
        (message(1, text="half a pair \ud83d"), Words("half a pair ?", 50)),
        (message(1, photo=PHOTO, caption="lab 40 min"), Words("lab 40 min", 50)),
        (message(1, photo=PHOTO), Unreadable()),
        (
            message(1, document=FILE, caption="my rota"),
            SentFile("f", "rota.ics", "text/calendar", 900, "my rota", 50),
        ),
        (message(1, document=FILE_ID), SentFile("f", "", "", None, "", 50)),
        (message(1), Unreadable()),
        (message(1, location={"latitude": 53.8, "longitude": -1.5}), SharedLocation(53.8, -1.5)),
        (tap(1, "p1"), Tapped("q1", "p1", 60, has_picture=False)),
        (tap(1, "p1", photo=PHOTO), Tapped("q1", "p1", 60, has_picture=True)),
        (tap(1, "p1", date=0), Tapped("q1", "p1", 60, has_picture=False)),  # too old to be shown
        (membership(1, "kicked"), BlockedUs(blocked=True)),
        (membership(1, "member"), BlockedUs(blocked=False)),
        (message(1, chat=GROUP, text="/start"), InGroup()),
    ],
)
def test_what_people_do(raw: dict[str, Any], deed: Deed) -> None:
    incoming = read(raw)
    assert incoming is not None
    assert incoming.deed == deed
    assert incoming.learner == ALICE


@pytest.mark.parametrize(
    "raw",
    [
        message(1, chat=GROUP, text="hello"),
        message(1, chat=GROUP, photo=PHOTO, caption="/start"),
        message(1, sender=user() | {"is_bot": True}, text="beep"),
        message(1, chat={"id": -7, "type": "channel", "title": "News"}, text="news"),
        {"update_id": 1, "edited_message": message(1, text="edited")["message"]},
        {"update_id": 1, "channel_post": message(1, text="news")["message"]},
        {"update_id": 1, "a_kind_of_tomorrow": {"id": 1}},
        {"update_id": 1},
        tap(1, None),
        tap(1, "p1", chat=GROUP),
        membership(1, "kicked", GROUP),
    ],
)
def test_a_polite_silence(raw: dict[str, Any]) -> None:
    assert read(raw) is None


def test_a_tap_on_a_message_that_is_gone_is_passed_over() -> None:
    raw = tap(1, "p1")
    del raw["callback_query"]["message"]
    assert read(raw) is None


@pytest.mark.parametrize(
    ("first_name", "name"),
    [
        ("Alice", "Alice"),
        ("  Alice \n Maud\t", "Alice Maud"),
        ("", ""),
        ("A" * 100, "A" * 64),
        ("</b>", "</b>"),
        ("\ud800", "?"),
    ],
)
def test_a_name_is_one_short_line(first_name: str, name: str) -> None:
    incoming = read(message(1, text="hi", sender=user(name=first_name)))
    assert incoming is not None
    assert incoming.name == name


def test_in_a_group_no_name_is_taken_along() -> None:
    incoming = read(message(1, chat=GROUP, text="/start"))
    assert incoming is not None
    assert (incoming.chat, incoming.name) == (-500, "")


def test_the_same_update_has_the_same_identity_and_no_other_does() -> None:
    raws = [
        message(1, text="hi"),
        message(2, text="hi"),
        message(1, text="hi", message_id=51),  # a server that counts from one again
        tap(1, "p1"),
        membership(1, "kicked"),
    ]
    identities = [incoming.identity for raw in raws if (incoming := read(raw))]
    assert len(set(identities)) == len(raws)
    again = read(raws[0])
    assert again is not None
    assert again.identity == identities[0]
    assert all(0 <= identity < 2**56 for identity in identities)


def test_who_taps_is_the_sender_and_not_whose_message_it_is() -> None:
    raw = tap(1, "p1", chat=private(ALICE))
    raw["callback_query"]["from"] = user(7, "Mallory")
    incoming = read(raw)
    assert incoming is not None
    assert incoming.learner == 7
