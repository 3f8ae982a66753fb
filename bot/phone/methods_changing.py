"""Bot API methods that change or take away messages, and answer what people did with them."""

from __future__ import annotations

from typing import Any, Final

from . import limits
from .errors import BadRequest
from .input_media import input_media
from .keyboards import inline_keyboard
from .messages import MEDIA, Message
from .parameters import Parameters
from .phone import Phone
from .sending import Content, caption_content, same_json, text_content

_NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
# The emoji that the Bot API lists for ReactionTypeEmoji.
REACTIONS: Final = frozenset(
    """
    ❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌
    🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓
    🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡
    🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀
    😡
    """.split()
)
_VARIATION_SELECTOR: Final = "\ufe0f"


def edit_message_text(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    """editMessageText."""
    content = text_content(phone, parameters)
    message = _to_edit(phone, parameters)
    if "text" not in message.content:
        raise BadRequest("There is no text in the message to edit")
    return _edit(phone, parameters, message, _kept(message, "has_protected_content") | content)


def edit_message_caption(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    """editMessageCaption; without a caption it takes the caption away."""
    content = caption_content(phone, parameters)
    message = _to_edit(phone, parameters)
    if message.media is None:
        raise BadRequest("There is no caption in the message to edit")
    kept = _kept(message, *MEDIA, "has_media_spoiler", "media_group_id", "has_protected_content")
    return _edit(phone, parameters, message, kept | content)


def edit_message_media(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    """editMessageMedia."""
    media = parameters.json("media", "Can't parse input media JSON object")
    if media is None:
        parameters.required("media")
    content = input_media(phone, parameters, media)
    message = _to_edit(phone, parameters)
    if "text" not in message.content and message.media is None:
        raise BadRequest("Message can't be edited")
    return _edit(phone, parameters, message, _kept(message, "has_protected_content") | content)


def edit_message_reply_markup(phone: Phone, parameters: Parameters) -> dict[str, Any]:
    """editMessageReplyMarkup; without a markup it takes the keyboard away."""
    message = _to_edit(phone, parameters)
    return _edit(phone, parameters, message, message.content)


def _to_edit(phone: Phone, parameters: Parameters) -> Message:
    if parameters.text("inline_message_id"):
        raise BadRequest("MESSAGE_ID_INVALID")  # the phone has no inline mode
    chat_id = phone.chats.writable(parameters.text("chat_id"))
    if not parameters.text("message_id"):
        raise BadRequest("message identifier is not specified")
    message = phone.messages.find(chat_id, parameters.integer("message_id"))
    if message is None:
        raise BadRequest("message to edit not found")
    if message.sender_id != phone.profile.user()["id"]:
        raise BadRequest("message can't be edited")
    return message


def _kept(message: Message, *names: str) -> Content:
    return {name: message.content[name] for name in names if name in message.content}


def _edit(
    phone: Phone, parameters: Parameters, message: Message, content: Content
) -> dict[str, Any]:
    markup = inline_keyboard(parameters.text("reply_markup"))
    if same_json(content, message.content) and same_json(markup, message.reply_markup):
        raise BadRequest(_NOT_MODIFIED)
    message.content, message.reply_markup = content, markup
    message.edit_date = phone.now()
    phone.show_edited(message)
    return phone.as_json(message)


def delete_message(phone: Phone, parameters: Parameters) -> bool:
    """deleteMessage."""
    chat_id = phone.chats.known(parameters.text("chat_id"))
    if not parameters.text("message_id"):
        raise BadRequest("message identifier is not specified")
    message = phone.messages.find(chat_id, parameters.integer("message_id"))
    if message is None:
        raise BadRequest("message to delete not found")
    if phone.now() - message.date > limits.DELETE_SECONDS:
        raise BadRequest("message can't be deleted for everyone")
    _delete(phone, message)
    return True


def delete_messages(phone: Phone, parameters: Parameters) -> bool:
    """deleteMessages: those that are there and young enough."""
    chat_id = phone.chats.known(parameters.text("chat_id"))
    ids = parameters.json("message_ids", "Can't parse message_ids JSON object")
    if ids is None:
        raise BadRequest("Message identifiers are not specified")
    if not isinstance(ids, list):
        raise BadRequest("Expected an Array of message identifiers")
    if len(ids) > limits.MESSAGE_IDS:
        raise BadRequest("Too many message identifiers specified")
    if not all(str(message_id).isdigit() for message_id in ids):
        raise BadRequest("Message identifier must be a Number")
    for message_id in ids:
        message = phone.messages.find(chat_id, int(message_id))
        if message and phone.now() - message.date <= limits.DELETE_SECONDS:
            _delete(phone, message)
    return True


def _delete(phone: Phone, message: Message) -> None:
    phone.messages.delete(message)
    phone.show(message.chat_id, "deleted", {"message_id": message.message_id})


def set_message_reaction(phone: Phone, parameters: Parameters) -> bool:
    """setMessageReaction; a bot may set one emoji."""
    chat_id = phone.chats.known(parameters.text("chat_id"))
    message = phone.messages.find(chat_id, parameters.integer("message_id"))
    if message is None:
        raise BadRequest("message to react not found")
    given = parameters.json("reaction", "Can't parse reaction types JSON object") or []
    if not isinstance(given, list):
        raise BadRequest("Expected an Array of ReactionType")
    emoji = [_reaction(item) for item in given]
    if len(emoji) > 1:
        raise BadRequest("REACTIONS_TOO_MANY")
    message.reactions = emoji
    phone.show_edited(message)
    return True


def _reaction(item: object) -> str:
    problem = "Can't parse ReactionType: "
    if not isinstance(item, dict):
        raise BadRequest(problem + "expected an Object")
    if item.get("type") != "emoji":
        raise BadRequest(problem + "invalid reaction type specified")
    return known_reaction(str(item.get("emoji") or ""))


def known_reaction(emoji: str) -> str:
    """One of the emoji that can be a reaction, without the mark that asks for its colours."""
    plain = emoji.replace(_VARIATION_SELECTOR, "")
    if plain not in REACTIONS:
        raise BadRequest("REACTION_INVALID")
    return plain


def answer_callback_query(phone: Phone, parameters: Parameters) -> bool:
    """answerCallbackQuery."""
    tap_id = parameters.text("callback_query_id")
    person = phone.taps.person(tap_id, limits.CALLBACK_ANSWER_SECONDS)
    if person is None:
        raise BadRequest("query is too old and response timeout expired or query ID is invalid")
    text = parameters.text("text")
    if len(text) > limits.CALLBACK_ANSWER_CHARACTERS:
        raise BadRequest("MESSAGE_TOO_LONG")
    answer = {"id": tap_id, "text": text, "show_alert": parameters.flag("show_alert")}
    phone.show(person, "callback", answer)
    return True
