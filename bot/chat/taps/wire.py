"""The wire form of buttons, in `callback_data`: `tag|field|field…`, at most 64 bytes.

Fields are read by their type hints: whole numbers, words, flags, enums, dates, or none of them.
"""

from __future__ import annotations

import types
import typing
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from bot.chat.taps.base import Tap
from bot.chat.taps.table import WIRE

WIRE_BYTES = 64
NO_VALUE = "-"


class StaleTap(Exception):
    """Callback data that is unreadable, or from a version that this one does not know."""


_TAGS = {kind: tag for tag, kind in WIRE.items()}


def encode(tap: Tap) -> str:
    """Return the wire form; ValueError when it would not fit into 64 bytes."""
    tag = _TAGS[type(tap)]
    parts = [tag, *(_to_wire(getattr(tap, name)) for name in _names(tag))]
    wire = "|".join(parts)
    if len(wire.encode()) > WIRE_BYTES:
        raise ValueError(f"{wire!r} is longer than {WIRE_BYTES} bytes")
    return wire


def decode(wire: str) -> Tap:
    """Read a wire form; StaleTap for anything that is not exactly one."""
    tag, *values = wire.split("|")
    kind = WIRE.get(tag)
    if kind is None or len(values) != len(readers := _readers(tag)):
        raise StaleTap(wire)
    try:
        tap = kind(*(read(value) for read, value in zip(readers, values, strict=True)))
        if encode(tap) == wire:
            return tap
    except ValueError as unreadable:
        raise StaleTap(wire) from unreadable
    raise StaleTap(wire)


def _to_wire(value: Any) -> str:
    if value is None:
        return NO_VALUE
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, date):
        return value.strftime("%y%m%d")
    text = str(value)
    if "|" in text:
        raise ValueError(f"{text!r} holds the separator")
    return text


@cache
def _names(tag: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields(WIRE[tag]))


@cache
def _readers(tag: str) -> tuple[typing.Callable[[str], Any], ...]:
    hints = typing.get_type_hints(WIRE[tag])
    return tuple(_reader(hints[name]) for name in _names(tag))


def _reader(hint: Any) -> typing.Callable[[str], Any]:
    if isinstance(hint, types.UnionType):
        inner = _reader(next(arg for arg in typing.get_args(hint) if arg is not type(None)))
        return lambda value: None if value == NO_VALUE else inner(value)
    if hint is bool:
        return _read_flag
    if hint is date:
        return lambda value: datetime.strptime(value, "%y%m%d").date()  # noqa: DTZ007 — a date only
    if hint is int:
        return _read_number
    return typing.cast("typing.Callable[[str], Any]", hint)


def _read_flag(value: str) -> bool:
    if value not in {"0", "1"}:
        _refuse(value)
    return value == "1"


def _read_number(value: str) -> int:
    if not value.isascii() or not value.isdecimal() or len(value) > 12:
        _refuse(value)
    return int(value)


def _refuse(value: str) -> typing.NoReturn:
    raise ValueError(value)
