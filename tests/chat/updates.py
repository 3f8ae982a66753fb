"""Updates as Telegram sends them."""

from __future__ import annotations

from typing import Any

from tests.builders import ALICE


def user(who: int = ALICE, name: str = "Alice", **more: Any) -> dict[str, Any]:
    return {"id": who, "is_bot": False, "first_name": name, **more}


def private(who: int = ALICE) -> dict[str, Any]:
    return {"id": who, "type": "private", "first_name": "Alice"}


GROUP = {"id": -500, "type": "group", "title": "The lab"}
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]


def message(
    number: int, who: int = ALICE, *, sender: dict[str, Any] | None = None, **content: Any
) -> dict[str, Any]:
    """A private message with the given content, under update number `number`."""
    plain = {"message_id": 50, "date": 1_772_476_200, "chat": private(who)}
    return {"update_id": number, "message": plain | {"from": sender or user(who)} | content}


def tap(number: int, data: str | None, who: int = ALICE, **of_message: Any) -> dict[str, Any]:
    """A tap on a button of message 60."""
    tapped = {"message_id": 60, "date": 1_772_476_200, "chat": private(who)} | of_message
    query = {"id": f"q{number}", "from": user(who), "chat_instance": "c", "message": tapped}
    return {"update_id": number, "callback_query": query | ({"data": data} if data else {})}


def membership(number: int, status: str, chat: dict[str, Any] | None = None) -> dict[str, Any]:
    bot = {"id": 1, "is_bot": True, "first_name": "Steadyhand"}
    new: dict[str, Any] = {"user": bot, "status": status}
    if status == "kicked":
        new["until_date"] = 0
    change = {
        "chat": chat or private(),
        "from": user(),
        "date": 1_772_476_200,
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": new,
    }
    return {"update_id": number, "my_chat_member": change}
