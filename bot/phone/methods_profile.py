"""Bot API methods about the bot itself, its commands, its chats and its files."""

from __future__ import annotations

import re
from typing import Any, Final

from . import limits
from .errors import BadRequest
from .parameters import Parameters
from .phone import Phone
from .profile import scope_key

_COMMAND: Final = re.compile(rf"[a-z0-9_]{{1,{limits.COMMAND_CHARACTERS}}}")
_CHAT_SCOPES: Final = frozenset({"chat", "chat_administrators", "chat_member"})
_SCOPES: Final = _CHAT_SCOPES | {
    *("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
}
_TEXT_LIMITS: Final = {
    "name": limits.NAME_CHARACTERS,
    "description": limits.DESCRIPTION_CHARACTERS,
    "short_description": limits.SHORT_DESCRIPTION_CHARACTERS,
}
_MENU_BUTTONS: Final = frozenset({"default", "commands", "web_app"})
_GIFTS: Final = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")


def get_me(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    """getMe."""
    return phone.profile.me()


def get_chat(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    """getChat."""
    chat_id = phone.chats.known(parameters.text("chat_id"))
    gifts = dict.fromkeys((*_GIFTS, "gifts_from_channels"), True)
    chat = phone.chats.chat(chat_id) or {}
    extras: dict[str, Any] = {"accent_color_id": chat_id % 7, "max_reaction_count": 11}
    if "username" in chat:
        extras["active_usernames"] = [chat["username"]]
    return chat | extras | {"accepted_gift_types": gifts}


def get_file(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    """getFile."""
    file_id = parameters.text("file_id")
    if not file_id:
        raise BadRequest("file_id not specified")
    return phone.files.for_download(file_id)


# --- commands


def set_my_commands(phone: Phone, parameters: Parameters) -> bool:
    """setMyCommands."""
    given = parameters.json("commands", "Can't parse commands JSON object") or []
    if not isinstance(given, list):
        raise BadRequest("Expected an Array of BotCommand")
    if len(given) > limits.COMMANDS:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    _change_commands(phone, parameters, [_command(item) for item in given])
    return True


def delete_my_commands(phone: Phone, parameters: Parameters) -> bool:
    """deleteMyCommands."""
    _change_commands(phone, parameters, [])
    return True


def get_my_commands(phone: Phone, parameters: Parameters) -> list[dict[str, Any]]:
    """getMyCommands."""
    return phone.profile.commands(_scope(phone, parameters), parameters.text("language_code"))


def _change_commands(phone: Phone, parameters: Parameters, commands: list[dict[str, Any]]) -> None:
    scope, language = _scope(phone, parameters), parameters.text("language_code")
    phone.profile.set_commands(scope, language, commands)
    for person in phone.people.all():
        phone.show(person.id, "commands", phone.profile.commands_for(person))


def _command(item: object) -> dict[str, Any]:
    problem = "Can't parse BotCommand: "
    if not isinstance(item, dict):
        raise BadRequest(problem + "expected an Object")
    for name in ("command", "description"):
        if not isinstance(item.get(name), str):
            raise BadRequest(f'{problem}Can\'t find field "{name}"')
    command, description = item["command"].removeprefix("/"), item["description"].strip()
    if not command:
        raise BadRequest("Command must be non-empty")
    if not description:
        raise BadRequest("Command description must be non-empty")
    if not _COMMAND.fullmatch(command):
        raise BadRequest("BOT_COMMAND_INVALID")
    if len(description) > limits.COMMAND_DESCRIPTION_CHARACTERS:
        raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _scope(phone: Phone, parameters: Parameters) -> str:
    scope = parameters.json("scope", "Can't parse BotCommandScope JSON object") or {}
    problem = "Can't parse BotCommandScope: "
    if not isinstance(scope, dict):
        raise BadRequest(problem + "BotCommandScope must be an Object")
    kind = scope.get("type", "default")
    if kind not in _SCOPES:
        raise BadRequest(problem + "Unsupported type specified")
    if kind in _CHAT_SCOPES:
        phone.chats.known(str(scope.get("chat_id") or ""))
    return scope_key(scope)


# --- name and descriptions


def set_my_name(phone: Phone, parameters: Parameters) -> bool:
    """setMyName."""
    return _set_text(phone, parameters, "name")


def get_my_name(phone: Phone, parameters: Parameters) -> dict[str, str]:
    """getMyName."""
    name = phone.profile.text("name", parameters.text("language_code"))
    return {"name": name or phone.profile.user()["first_name"]}


def set_my_description(phone: Phone, parameters: Parameters) -> bool:
    """setMyDescription: shown in the empty chat."""
    return _set_text(phone, parameters, "description")


def get_my_description(phone: Phone, parameters: Parameters) -> dict[str, str]:
    """getMyDescription."""
    language = parameters.text("language_code")
    return {"description": phone.profile.text("description", language)}


def set_my_short_description(phone: Phone, parameters: Parameters) -> bool:
    """setMyShortDescription: shown on the bot's profile."""
    return _set_text(phone, parameters, "short_description")


def get_my_short_description(phone: Phone, parameters: Parameters) -> dict[str, str]:
    """getMyShortDescription."""
    language = parameters.text("language_code")
    return {"short_description": phone.profile.text("short_description", language)}


def _set_text(phone: Phone, parameters: Parameters, name: str) -> bool:
    text = parameters.text(name).strip()
    if len(text) > _TEXT_LIMITS[name]:
        raise BadRequest(f"bot {name.replace('_', ' ')} is too long")
    phone.profile.set_text(name, parameters.text("language_code"), text)
    return True


# --- menu button


def set_chat_menu_button(phone: Phone, parameters: Parameters) -> bool:
    """setChatMenuButton."""
    button = parameters.json("menu_button", "Can't parse menu button JSON object")
    problem = "Can't parse menu button: "
    if button is not None and not isinstance(button, dict):
        raise BadRequest(problem + "MenuButton must be an Object")
    if button and button.get("type") not in _MENU_BUTTONS:
        raise BadRequest(problem + "MenuButton has unsupported type")
    is_default = not button or button["type"] == "default"
    phone.profile.set_menu_button(_menu_chat(phone, parameters), None if is_default else button)
    return True


def get_chat_menu_button(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    """getChatMenuButton."""
    return phone.profile.menu_button(_menu_chat(phone, parameters))


def _menu_chat(phone: Phone, parameters: Parameters) -> int:
    chat_id = parameters.text("chat_id")
    return phone.chats.known(chat_id) if chat_id else 0
