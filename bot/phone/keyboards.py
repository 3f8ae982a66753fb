"""reply_markup: read, checked, and put into the form in which Telegram gives it back."""

from __future__ import annotations

import json
from typing import Any, Final

from . import limits
from .errors import BadRequest
from .links import WrongLink, checked_link, linked_user_id

_STYLES: Final = frozenset({"primary", "danger", "success"})
_FLAGS: Final = ("is_persistent", "resize_keyboard", "one_time_keyboard", "selective")
_REQUESTS: Final = (
    *("request_location", "request_contact", "request_poll", "web_app"),
    *("request_users", "request_chat"),
)
_INLINE_TYPES: Final = (
    *("callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat"),
    *("switch_inline_query_current_chat", "login_url", "web_app", "copy_text"),
)

Markup = dict[str, Any]


def reply_markup(given: str) -> Markup | None:
    """The markup in `given`, checked; None when there is none or it is empty."""
    if not given:
        return None
    try:
        markup = json.loads(given)
    except ValueError as error:
        raise BadRequest("Can't parse reply keyboard markup JSON object") from error
    if not isinstance(markup, dict):
        raise BadRequest("Object expected as reply markup")
    reply_rows, inline_rows = _rows(markup, "keyboard"), _rows(markup, "inline_keyboard")
    if reply_rows:
        return _reply_keyboard(reply_rows, markup)
    if inline_rows:
        return _inline_keyboard(inline_rows)
    selective = {"selective": True} if markup.get("selective") else {}
    if markup.get("remove_keyboard"):
        return {"remove_keyboard": True} | selective
    if markup.get("force_reply"):
        return {"force_reply": True} | _placeholder(markup) | selective
    return None


def inline_keyboard(given: str) -> Markup | None:
    """The inline keyboard of an edited message; other markups are refused."""
    markup = reply_markup(given)
    if markup and "inline_keyboard" not in markup:
        raise BadRequest("Inline keyboard expected")
    return markup


def _rows(markup: Markup, name: str) -> list[list[Any]]:
    rows = markup.get(name)
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise BadRequest(f'Field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        of = " of the InlineKeyboardMarkup" if name == "inline_keyboard" else ""
        raise BadRequest(f'Field "{name}"{of} must be an Array of Arrays')
    return rows


def _inline_keyboard(rows: list[list[Any]]) -> Markup | None:
    shown = [[_inline_button_or_refusal(button) for button in row] for row in rows if row]
    if sum(map(len, shown)) > limits.KEYBOARD_BUTTONS:
        raise BadRequest("reply markup is too long")
    if any(len(row) > limits.KEYBOARD_ROW_BUTTONS for row in shown):
        raise BadRequest("reply markup is too long")
    return {"inline_keyboard": shown} if shown else None


def _inline_button_or_refusal(button: object) -> Markup:
    try:
        read = _inline_button(button)
    except ValueError as error:
        raise BadRequest(f"Can't parse inline keyboard button: {error}") from error
    if not read["text"]:
        raise BadRequest("Inline keyboard button text must be non-empty")
    if "url" in read:
        read["url"] = _button_url(read["url"])
    data = read.get("callback_data")
    if data is not None and len(data.encode()) > limits.CALLBACK_DATA_BYTES:
        raise BadRequest("BUTTON_DATA_INVALID")
    return read


def _inline_button(button: object) -> Markup:
    if not isinstance(button, dict):
        raise ValueError("InlineKeyboardButton must be an Object")
    read = _text_and_style(button)
    for name in ("url", "callback_data"):
        value = button.get(name)
        if value is not None and not isinstance(value, str):
            raise ValueError(f'Field "{name}" must be of type String')
        if value:
            return read | {name: value}
    if button.get("callback_data") == "":
        # Telegram words this as a button without a type; the project asks for the clearer one.
        raise BadRequest("BUTTON_DATA_INVALID")
    for name in _INLINE_TYPES:
        if name in button:
            return read | {name: button[name]}
    raise ValueError("Text buttons are unallowed in the inline keyboard")


def _button_url(url: str) -> str:
    if linked_user_id(url) is not None:
        return url
    try:
        return checked_link(url)
    except WrongLink as error:
        reason = f"Inline keyboard button URL '{url}' is invalid: {error}"
        raise BadRequest(reason) from error


def _text_and_style(button: Markup) -> Markup:
    text = button.get("text")
    if text is None:
        raise ValueError('Can\'t find field "text"')
    if not isinstance(text, str):
        raise ValueError('Field "text" must be of type String')
    read: Markup = {"text": text}
    style = str(button.get("style") or "").lower()
    if style not in ("", "default"):
        if style not in _STYLES:
            raise ValueError("invalid button style specified")
        read["style"] = style
    if button.get("icon_custom_emoji_id"):
        read["icon_custom_emoji_id"] = str(button["icon_custom_emoji_id"])
    return read


def _reply_keyboard(rows: list[list[Any]], markup: Markup) -> Markup | None:
    shown = [[_reply_button(button) for button in row] for row in rows if row]
    if sum(map(len, shown)) > limits.REPLY_KEYBOARD_BUTTONS:
        raise BadRequest("reply markup is too long")
    if any(len(row) > limits.REPLY_KEYBOARD_ROW_BUTTONS for row in shown):
        raise BadRequest("reply markup is too long")
    if not shown:
        return None
    flags = {flag: True for flag in _FLAGS if markup.get(flag)}
    return {"keyboard": shown} | flags | _placeholder(markup)


def _reply_button(button: object) -> Markup:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        reason = "KeyboardButton must be a String or an Object"
        raise BadRequest(f"Can't parse keyboard button: {reason}")
    try:
        read = _text_and_style(button)
    except ValueError as error:
        raise BadRequest(f"Can't parse keyboard button: {error}") from error
    if not read["text"]:
        raise BadRequest("Keyboard button text must be non-empty")
    return read | {name: button[name] for name in _REQUESTS if button.get(name)}


def _placeholder(markup: Markup) -> Markup:
    placeholder = str(markup.get("input_field_placeholder") or "")
    if not placeholder:
        return {}
    return {"input_field_placeholder": placeholder[: limits.PLACEHOLDER_CHARACTERS]}
