"""People who hold the phone: what they do, and what they see."""

from __future__ import annotations

from typing import Any, Protocol

import httpx

from tests.e2e.transcript import Transcript

Shown = dict[str, Any]


class Surroundings(Protocol):
    """What a person acts in: the application in this process, or in one of its own."""

    @property
    def http(self) -> httpx.AsyncClient: ...
    @property
    def transcript(self) -> Transcript: ...
    async def does(self, action: str, **what: Any) -> dict[str, Any]: ...
    async def quiet(self) -> None: ...


def words_of(message: Shown) -> str:
    """Return what a message says, below its picture too."""
    return str(message.get("text") or message.get("caption") or "")


def buttons_of(message: Shown) -> list[list[Shown]]:
    """Return the rows of inline buttons under a message."""
    rows: list[list[Shown]] = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return rows


def labels_of(message: Shown) -> list[str]:
    """Return the words on a message's buttons."""
    return [button["text"] for row in buttons_of(message) for button in row]


class Person:
    """Somebody with a phone in the hand."""

    def __init__(self, world: Surroundings, person_id: int, name: str) -> None:
        self._world, self.id, self.name = world, person_id, name

    async def say(self, text: str) -> None:
        """Write to the bot."""
        self._world.transcript.says(self, text)
        await self._world.does("send", person=self.id, text=text)

    async def tap(self, label: str, *, on: int | None = None) -> None:
        """Tap the newest button of this label; a label that ends in … may go on."""
        message, data, full = await self.button(label, on)
        self._world.transcript.taps(self, full)
        await self.send_tap(message, data)

    async def send_tap(self, message: int, data: str) -> None:
        """Send callback data, whether there is such a button or not."""
        await self._world.does("tap", person=self.id, message_id=message, data=data)

    async def share_location(self, latitude: float, longitude: float) -> None:
        """Share where one is."""
        self._world.transcript.does(self, "shares a location")
        await self._world.does("location", person=self.id, latitude=latitude, longitude=longitude)

    async def send_sticker(self) -> None:
        """Send a sticker."""
        await self._world.does("sticker", person=self.id)

    async def send_photo(self, picture: bytes, caption: str = "") -> None:
        """Send a photo."""
        response = await self._world.http.post(
            "/phone/photo",
            data={"person": str(self.id), "caption": caption},
            files={"file": ("stitch.png", picture, "image/png")},
        )
        assert response.status_code == 200, response.text
        await self._world.quiet()

    async def send_file(self, name: str, content: bytes, kind: str = "text/calendar") -> None:
        """Send a document."""
        self._world.transcript.does(self, f"sends {name}")
        response = await self._world.http.post(
            "/phone/document", data={"person": str(self.id)}, files={"file": (name, content, kind)}
        )
        assert response.status_code == 200, response.text
        await self._world.quiet()

    async def edit(self, message: int, text: str) -> None:
        """Edit one's own message."""
        await self._world.does("edit", person=self.id, message_id=message, text=text)

    async def say_in_group(self, text: str, title: str = "Ward 7") -> list[Shown]:
        """Write in a group that the bot is in; return what stands there then."""
        sent = await self._world.does("group_message", person=self.id, text=text, title=title)
        return await self._messages(chat=sent["chat_id"])

    async def block(self) -> None:
        """Block the bot."""
        await self._world.does("block", person=self.id, blocked=True)

    async def unblock(self) -> None:
        """Let the bot write again."""
        await self._world.does("block", person=self.id, blocked=False)

    async def messages(self) -> list[Shown]:
        """Return the chat, oldest first."""
        return await self._messages(chat=self.id)

    async def _messages(self, chat: int) -> list[Shown]:
        state = await self._world.http.get(f"/phone/state?person={self.id}&chat={chat}")
        found: list[Shown] = state.json()["messages"]
        return found

    async def heard(self) -> list[Shown]:
        """Return what the bot said, oldest first."""
        return [message for message in await self.messages() if not message["out"]]

    async def last(self) -> Shown:
        """Return the newest message of the bot's."""
        return (await self.heard())[-1]

    async def reads(self) -> str:
        """Return what the newest message of the bot's says."""
        return words_of(await self.last())

    async def message_with(self, words: str) -> Shown:
        """Return the newest message of the bot's that holds these words."""
        return next(m for m in reversed(await self.heard()) if words in words_of(m))

    async def button(self, label: str, on: int | None = None) -> tuple[int, str, str]:
        """Return the newest button of this label: its message, its data, its words."""
        for message in reversed(await self.heard()):
            for row in buttons_of(message):
                for button in row:
                    if on in (None, message["message_id"]) and _is(button["text"], label):
                        return message["message_id"], button["callback_data"], button["text"]
        raise AssertionError(f"{self.name} sees no button {label!r}")


def _is(text: str, label: str) -> bool:
    return text.startswith(label[:-1]) if label.endswith("…") else text == label
