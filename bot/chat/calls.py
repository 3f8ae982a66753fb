"""Calls to Telegram as plain data, so that they can be committed with the change they tell of."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from bot.chat.buttons import Inline, Keyboard, RemoveReplies, Replies
from bot.chat.screens import Rendered
from bot.chat.taps import encode

Markup = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A message to send, or (with `message`) one to change in place."""

    chat: int
    text: str
    entities: list[dict[str, Any]]
    markup: Markup | None
    message: int | None = None
    on_picture: bool = False  # the message to change carries a picture: its caption is changed
    picture: str | None = None  # the item whose drawing goes with a new message
    silent: bool = True
    learner: int | None = None
    shows_plan: int | None = None  # noted with the message id once it is sent
    card: str | None = None  # the item whose open card this message becomes

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, payload: str) -> Call:
        return cls(**json.loads(payload))


@dataclass(frozen=True, slots=True)
class ToastCall:
    """The answer to a tap; it passes, so it is not kept."""

    query: str
    text: str = ""
    alert: bool = False


def entities_of(rendered: Rendered) -> list[dict[str, Any]]:
    """Return entities as Telegram names them, without empty fields."""
    return [
        {key: value for key, value in asdict(entity).items() if value is not None}
        for entity in rendered.text.entities
    ]


def markup_of(keyboard: Keyboard) -> Markup | None:
    """Return a keyboard as Telegram's reply_markup."""
    match keyboard:
        case Inline(rows=rows):
            return {
                "inline_keyboard": [
                    [{"text": button.label, "callback_data": encode(button.tap)} for button in row]
                    for row in rows
                ]
            }
        case Replies():
            share = {"text": keyboard.share_location, "request_location": True}
            words = [[{"text": word} for word in row] for row in keyboard.words]
            return {
                "keyboard": [[share], *words],
                "resize_keyboard": True,
                "one_time_keyboard": True,
                "input_field_placeholder": keyboard.placeholder,
            }
        case RemoveReplies():
            return {"remove_keyboard": True}
    return None
