"""What all sending and editing methods share: reading content, and putting it into a chat."""

from __future__ import annotations

import json
from typing import Any

from .errors import BadRequest
from .files import Upload
from .formatting import FormattedText, caption, message_text
from .keyboards import Markup, reply_markup
from .messages import Message
from .parameters import Parameters
from .phone import Phone

Content = dict[str, Any]


def text_content(phone: Phone, parameters: Parameters) -> Content:
    """The content of a text message."""
    formatted = message_text(
        parameters.text("text"), parameters.text("parse_mode"), parameters.text("entities")
    )
    content = formatted_fields(phone, "text", "entities", formatted)
    if options := link_preview_options(parameters):
        content["link_preview_options"] = options
    return content


def caption_content(phone: Phone, parameters: Parameters) -> Content:
    """The caption fields of a media message; none of them when there is no caption."""
    formatted = caption(
        parameters.text("caption"),
        parameters.text("parse_mode"),
        parameters.text("caption_entities"),
    )
    content = formatted_fields(phone, "caption", "caption_entities", formatted)
    if parameters.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def formatted_fields(
    phone: Phone, text_name: str, entities_name: str, formatted: FormattedText
) -> Content:
    """A formatted text under the field names of its kind of message."""
    if not formatted.text:
        return {}
    content: Content = {text_name: formatted.text}
    entities = [entity.as_json() for entity in formatted.entities]
    # A mention of somebody whom the bot cannot know is shown as plain text.
    shown = [entity for entity in entities if _names_its_user(phone, entity)]
    return content | ({entities_name: shown} if shown else {})


def _names_its_user(phone: Phone, entity: dict[str, Any]) -> bool:
    if "user" not in entity:
        return True
    person = phone.people.find(entity["user"]["id"])
    if person:
        entity["user"] = person.user()
    return person is not None


def link_preview_options(parameters: Parameters) -> dict[str, Any] | None:
    """How links are previewed, if the bot says so."""
    options = parameters.json(
        "link_preview_options", "Can't parse link preview options JSON object"
    )
    if options is None:
        old_flag = parameters.flag("disable_web_page_preview")
        return {"is_disabled": True} if old_flag else None
    if not isinstance(options, dict):
        raise BadRequest("Object expected as link preview options")
    return {name: value for name, value in options.items() if value} or None


def media_content(
    phone: Phone, kind: str, file: Upload | str | None, stated: dict[str, Any]
) -> Content:
    """The file of a media message: a new upload, or one that is already here."""
    if file is None:
        raise BadRequest(f"There is no {kind} in the request")
    if isinstance(file, Upload):
        kept = phone.files.keep(kind, file, stated)
    else:
        kept = phone.files.object(kind, file)
    if kind == "photo":
        return {"photo": [kept]}
    if kind == "animation":
        # Old bots know no animations and find a document beside it, as on Telegram.
        clip_only = ("width", "height", "duration")
        document = {name: value for name, value in kept.items() if name not in clip_only}
        return {"animation": kept, "document": document}
    return {kind: kept}


def stated_clip_facts(source: dict[str, Any]) -> dict[str, Any]:
    """Width, height and duration that the sender of a clip states itself."""
    stated = {name: source.get(name) for name in ("width", "height", "duration")}
    return {
        name: int(value)
        for name, value in stated.items()
        if isinstance(value, int | str) and str(value).isdigit() and int(value)
    }


def send(phone: Phone, parameters: Parameters, content: Content) -> dict[str, Any]:
    """Sends a message with this content, as the method's other parameters say."""
    markup = reply_markup(parameters.text("reply_markup"))
    chat_id = phone.chats.writable(parameters.text("chat_id"))
    if parameters.flag("protect_content"):
        content = content | {"has_protected_content": True}
    message = Message(
        chat_id=chat_id,
        sender_id=phone.profile.user()["id"],
        date=phone.now(),
        content=content,
        reply_markup=markup if markup and "inline_keyboard" in markup else None,
        silent=parameters.flag("disable_notification"),
        reply_to=_reply_to(phone, parameters, chat_id),
    )
    sent = phone.post(message)
    _apply_reply_keyboard(phone, chat_id, markup)
    return sent


def _apply_reply_keyboard(phone: Phone, chat_id: int, markup: Markup | None) -> None:
    if markup is None or "inline_keyboard" in markup:
        return
    keyboard = markup if "keyboard" in markup else None
    if "force_reply" in markup:
        return  # the page has no reply form; the keyboard below stays as it is
    phone.chats.set_reply_keyboard(chat_id, keyboard)
    phone.show(chat_id, "reply_keyboard", keyboard)


def _reply_to(phone: Phone, parameters: Parameters, chat_id: int) -> int | None:
    reply = _reply_parameters(parameters)
    message_id = reply.get("message_id")
    if not message_id:
        return None
    if not phone.messages.find(chat_id, int(message_id)):
        if reply.get("allow_sending_without_reply"):
            return None
        raise BadRequest("message to be replied not found")
    return int(message_id)


def _reply_parameters(parameters: Parameters) -> dict[str, Any]:
    reply = parameters.json("reply_parameters", "Can't parse reply parameters JSON object")
    if reply is None:
        return {
            "message_id": parameters.integer("reply_to_message_id"),
            "allow_sending_without_reply": parameters.flag("allow_sending_without_reply"),
        }
    if not isinstance(reply, dict):
        raise BadRequest("Object expected as reply parameters")
    if reply and not str(reply.get("message_id", "")).isdigit():
        raise BadRequest('Can\'t find field "message_id"')
    return reply


def same_json(one: object, other: object) -> bool:
    """Whether two contents or markups show the same."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
