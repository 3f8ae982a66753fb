"""The two outsiders do find faults: else their silence would mean nothing."""

from __future__ import annotations

import json

import pytest

from tests.e2e.opinions import complaints
from tests.e2e.recorder import Call, Upload
from tests.e2e.world import MONDAY_EVENING


def call(method: str, **parameters: str | Upload) -> Call:
    return Call(method, dict(parameters), MONDAY_EVENING)


def entities(*given: tuple[str, int, int]) -> str:
    return json.dumps([{"type": kind, "offset": at, "length": n} for kind, at, n in given])


def album(*files: str) -> str:
    return json.dumps([{"type": "photo", "media": file, "caption": "Tie"} for file in files])


GOOD = [
    call("sendMessage", chat_id="5", text="Two * stars_ 💉", entities=entities(("bold", 0, 3))),
    call("sendPhoto", chat_id="5", photo=Upload("drawing.png", b"x"), caption="Tie"),
    call("sendPhoto", chat_id="5", photo="a-file-id", caption="123"),
    call("sendAnimation", chat_id="5", animation=Upload("steps.mp4", b"x"), caption="Tie"),
    call(
        "sendMediaGroup", chat_id="5", media=album("attach://a", "a-file-id"), a=Upload("a", b"x")
    ),
    call("answerCallbackQuery", callback_query_id="123", show_alert="true"),
]
BAD = [
    call("sendMediaGroup", chat_id="5", media=album("attach://b", "c"), a=Upload("a", b"x")),
    call("sendMesage", chat_id="5", text="x"),
    call("sendMessage", text="x"),
    call("sendMessage", chat_id="5", text="x", colour="red"),
    call("sendMessage", chat_id="5", text="x", disable_notification='"perhaps"'),
    call("sendMessage", chat_id="5", text="x", reply_markup='{"inline_keyboard": [[{}]]}'),
    call("sendMessage", chat_id="5", text="x", reply_markup='{"inline_keyboard": [], "old": 1}'),
    call("sendMessage", chat_id="5", text="<b>x</b>", parse_mode="HTML"),
    call("sendMessage", chat_id="5", text="abc", entities=entities(("bold", 2, 5))),
    call("sendMessage", chat_id="5", text="💉💉", entities=entities(("bold", 1, 2))),
    call("sendMessage", chat_id="5", text="abc", entities=entities(("bold", 0, 2), ("code", 1, 2))),
]


@pytest.mark.parametrize("request_", GOOD, ids=range(len(GOOD)))
def test_what_is_right_is_let_through(request_: Call) -> None:
    assert complaints(request_) == []


@pytest.mark.parametrize("request_", BAD, ids=range(len(BAD)))
def test_what_is_wrong_is_found(request_: Call) -> None:
    assert complaints(request_)
