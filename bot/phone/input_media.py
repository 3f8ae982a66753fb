"""InputMedia objects: a file and its caption inside of a JSON parameter."""

from __future__ import annotations

import json
from typing import Any, Final

from .errors import BadRequest
from .parameters import Parameters
from .phone import Phone
from .sending import Content, caption_content, media_content, stated_clip_facts

_KINDS: Final = ("photo", "animation", "document")


def input_media(phone: Phone, parameters: Parameters, media: object) -> Content:
    """The content that one InputMedia object stands for."""
    if not isinstance(media, dict):
        raise BadRequest("Can't parse InputMedia: expected an Object")
    kind = media.get("type")
    if kind is None:
        raise BadRequest("Can't parse InputMedia: Can't find field \"type\"")
    if kind not in _KINDS:
        raise BadRequest(f'Can\'t parse InputMedia: type "{kind}" is unsupported')
    file = parameters.upload("media", str(media.get("media") or ""))
    if file is None:
        raise BadRequest("Can't parse InputMedia: media not found")
    return media_content(phone, kind, file, stated_clip_facts(media)) | _caption(phone, media)


def _caption(phone: Phone, media: dict[str, Any]) -> Content:
    values = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in media.items()
    }
    return caption_content(phone, Parameters(values))
