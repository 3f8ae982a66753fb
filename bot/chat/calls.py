"""Calls to Telegram as plain data, so that they can be committed with the change they tell of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from bot.chat.buttons import Inline, Keyboard, RemoveReplies, Replies
from bot.chat.taps import encode
from bot.texts.rich_text import Entity, RichText

Markup = dict[str, Any]
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_OF_ENTITY = tuple(field.name for field in fields(Entity))


@dataclass(frozen=True, slots=True)
class Caption:
    """The words below the photo of a step, which is counted from 0."""

    number: int
    text: str
    entities: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its entities."""

    text: str
    entities: list[dict[str, Any]]


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
    hand: str = "right"  # the needle hand that it is drawn for
    error: str | None = None  # the common error with which it is drawn
    unseen: Words | None = None  # what is said instead where the drawing cannot go with it
    album: Sequence[Caption] = ()  # the steps of that item to send instead, as photos
    sheet: Sequence[str] | None = None  # item, sheet and paper of the page that goes with it
    silent: bool = True
    shows_plan: int | None = None  # noted with the message id once it is sent
    shows_done: int | None = None  # the completion that it shows, noted in the same way
    card: str | None = None  # the item whose open card this message becomes

    @property
    def messages(self) -> int:
        """How many messages it is to Telegram: an album is as many as its photos."""
        return len(self.album) or 1

    @property
    def in_words(self) -> Call:
        """The same, to be said without its drawing."""
        if self.unseen is None:
            return self
        return replace(self, text=self.unseen.text, entities=self.unseen.entities)

    def to_json(self) -> str:
        named = {name: getattr(self, name) for name in _FIELDS}  # asdict would copy all they hold
        named["album"] = [asdict(caption) for caption in self.album]
        named["unseen"] = asdict(self.unseen) if self.unseen else None
        return _to_json(named)

    @classmethod
    def from_json(cls, payload: str) -> Call:
        """Read what `to_json` wrote, in whichever version: fields that went are passed over."""
        kept = json.loads(payload)
        kept["album"] = tuple(Caption(**caption) for caption in kept.get("album", ()))
        kept["unseen"] = Words(**kept["unseen"]) if kept.get("unseen") else None
        return cls(**{name: kept[name] for name in _FIELDS if name in kept})


_FIELDS = tuple(field.name for field in fields(Call))


@dataclass(frozen=True, slots=True)
class ToastCall:
    """The answer to a tap; it passes, so it is not kept."""

    query: str
    text: str = ""
    alert: bool = False


def entities_of(text: RichText) -> list[dict[str, Any]]:
    """Return entities as Telegram names them, without empty fields."""
    return [
        {name: value for name in _OF_ENTITY if (value := getattr(entity, name)) is not None}
        for entity in text.entities
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
