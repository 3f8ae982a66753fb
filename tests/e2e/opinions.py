"""Two outside opinions on what the bot sends: aiogram's request models, and TDLib's own parser."""

from __future__ import annotations

import json
import types
from dataclasses import replace
from typing import Any, Union, get_args, get_origin

import aiogram.methods
from aiogram.types import BufferedInputFile, InputFile
from pydantic import BaseModel, ValidationError

from bot.texts.rich_text import Entity, RichText
from tests.e2e.recorder import Call, Upload
from tests.texts.documents import faults
from tests.texts.tdlib import Refused, delivered

# TDLib can only be asked offline in a way that also reads Markdown, so its marks are stood in for.
_MARKS = str.maketrans("*_~|`[]", "+=-!'()")


def complaints(call: Call) -> list[str]:
    """Return what the two have against a request; [] when both are content."""
    return [f"{call.method}: {line}" for line in (*_aiogram(call), *_tdlib(call))]


def _aiogram(call: Call) -> list[str]:
    model = _models().get(call.method.lower())
    if model is None:
        return ["aiogram knows no such method"]
    try:
        request = model.model_validate(
            {
                name: _typed(model, name, value)
                for name, value in call.parameters.items()
                if not _is_attached(name, call)
            }
        )
    except ValidationError as error:
        return [f"aiogram: {detail['loc']}: {detail['msg']}" for detail in error.errors()]
    return _unknown_fields(request)


def _is_attached(name: str, call: Call) -> bool:
    """Tell whether a file belongs to another parameter, which names it."""
    named = f"attach://{name}"
    return any(named in value for value in call.parameters.values() if isinstance(value, str))


def _models() -> dict[str, type[BaseModel]]:
    every = (getattr(aiogram.methods, name) for name in aiogram.methods.__all__)
    return {
        model.__name__.lower(): model
        for model in every
        if isinstance(model, type) and issubclass(model, BaseModel)
    }


def _typed(model: type[BaseModel], name: str, value: str | Upload) -> object:
    """Return a form field as the value that it stands for: strings as they are, else JSON."""
    if isinstance(value, Upload):
        return BufferedInputFile(value.content, value.name)
    field = model.model_fields.get(name)
    if field is None or _may_be_plain(field.annotation):
        return value
    return json.loads(value)


def _may_be_plain(annotation: Any) -> bool:
    if get_origin(annotation) in (Union, types.UnionType):
        kinds = get_args(annotation)
        return InputFile in kinds or (str in kinds and int not in kinds)
    return annotation is str


def _unknown_fields(value: object) -> list[str]:
    found: list[str] = []
    if isinstance(value, BaseModel):
        found += [f"aiogram knows no {type(value).__name__}.{n}" for n in value.model_extra or ()]
        for name in type(value).model_fields:
            found += _unknown_fields(getattr(value, name))
    elif isinstance(value, list):
        for each in value:
            found += _unknown_fields(each)
    return found


def _tdlib(call: Call) -> list[str]:
    if "parse_mode" in call.parameters:
        return ["a parse mode: everything leaves as text and entities"]
    if not call.text or "callback_query_id" in call.parameters:
        return []
    given = call.json("entities") or call.json("caption_entities") or []
    ours = RichText(call.text.translate(_MARKS), tuple(map(_entity, given)))
    try:
        arrived = delivered(ours)
    except Refused as refusal:
        return [f"TDLib refuses {call.text[:60]!r}: {refusal}"]
    found = [f"{call.text[:60]!r}: {fault}" for fault in faults(ours)]
    if arrived.text != ours.text:
        found.append(f"TDLib changes the text {ours.text[:60]!r} to {arrived.text[:60]!r}")
    if _as_set(arrived) != _as_set(ours):
        found.append(f"TDLib changes the entities of {call.text[:60]!r}: {arrived.entities}")
    return found


def _as_set(rich: RichText) -> set[Entity]:
    """Return the stretches as they look: TDLib keeps one in two parts where another begins in it."""
    joined: list[Entity] = []
    for entity in sorted(rich.entities, key=lambda each: (each.type, each.offset)):
        last = joined.pop() if joined else entity
        if last.end == entity.offset and replace(entity, offset=0, length=last.length) == replace(
            last, offset=0
        ):
            joined.append(replace(last, length=last.length + entity.length))
        else:
            joined += [last, entity] if last is not entity else [entity]
    return set(joined)


def _entity(given: dict[str, Any]) -> Entity:
    return Entity(
        given["type"], given["offset"], given["length"], given.get("url"), given.get("language")
    )
