"""The bot's own profile: name, descriptions, commands, menu button."""

from __future__ import annotations

import json
from typing import Any, Final

from .database import Database
from .people import Person

USERNAME: Final = "local_phone_bot"
_DEFAULT_BUTTON: Final = {"type": "commands"}


class Profile:
    """What people see of the bot besides its messages."""

    def __init__(self, database: Database, bot_id: int, first_name: str) -> None:
        self._database = database
        self._id = bot_id
        self._first_name = first_name

    def user(self) -> dict[str, Any]:
        """The bot as the User who sends its messages."""
        first_name = self.text("name") or self._first_name
        return {
            "id": self._id,
            "is_bot": True,
            "first_name": first_name,
            "username": USERNAME,
        }

    def me(self) -> dict[str, Any]:
        """The User that getMe gives."""
        return self.user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": True,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def text(self, name: str, language: str = "") -> str:
        """A text of the profile in a language, or in every language where it has none."""
        value = self._database.value(
            "select text from profile_texts where name = ? and language_code in (?, '') "
            "order by language_code desc",
            *(name, language),
        )
        return value or ""

    def set_text(self, name: str, language: str, text: str) -> None:
        """Changes a text of the profile; an empty one takes it away."""
        self._database.run(
            "delete from profile_texts where name = ? and language_code = ?", name, language
        )
        if text:
            self._database.run("insert into profile_texts values (?, ?, ?)", name, language, text)

    def commands(self, scope: str, language: str) -> list[dict[str, Any]]:
        """The commands of exactly this scope and language."""
        value = self._database.value(
            "select commands from commands where scope = ? and language_code = ?", scope, language
        )
        return json.loads(value) if value else []

    def set_commands(self, scope: str, language: str, commands: list[dict[str, Any]]) -> None:
        """Changes the commands of a scope and language; an empty list takes them away."""
        self._database.run(
            "delete from commands where scope = ? and language_code = ?", scope, language
        )
        if commands:
            self._database.run(
                "insert into commands values (?, ?, ?)", scope, language, json.dumps(commands)
            )

    def commands_for(self, person: Person) -> list[dict[str, Any]]:
        """The commands that a person's menu shows: the narrowest scope that has any."""
        chat = scope_key({"type": "chat", "chat_id": person.id})
        for scope in (chat, scope_key({"type": "all_private_chats"}), scope_key({})):
            for language in (person.language_code, ""):
                if commands := self.commands(scope, language):
                    return commands
        return []

    def menu_button(self, chat_id: int) -> dict[str, Any]:
        """The menu button of a chat, or of all chats."""
        for name in (f"menu_button {chat_id}", "menu_button 0"):
            button: dict[str, Any] | None = self._database.fact(name)
            if button:
                return button
        return dict(_DEFAULT_BUTTON)

    def set_menu_button(self, chat_id: int, button: dict[str, Any] | None) -> None:
        """Changes the menu button; `chat_id` 0 stands for all chats."""
        self._database.set_fact(f"menu_button {chat_id}", button)


def scope_key(scope: dict[str, Any]) -> str:
    """A command scope as one string."""
    parts = [str(scope.get("type") or "default")]
    parts += [str(scope[name]) for name in ("chat_id", "user_id") if name in scope]
    return ":".join(parts)
