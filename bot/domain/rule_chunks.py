"""What stands between the commas of reminder rules as typed: days and times, side by side."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.clock_words import Clock, DayPart
from bot.domain.reminders import EVERY_DAY
from bot.domain.rule_tokens import Days, Sign, Token, Unreadable
from bot.domain.unclear import Why


@dataclass(frozen=True, slots=True)
class Times:
    """What one typed time may mean, in minutes after midnight."""

    minutes: tuple[int, ...]


_Tokens: TypeAlias = Sequence[Days | Clock | DayPart]
Chunk: TypeAlias = list[Days | Times]


def read_chunks(tokens: Iterable[Token]) -> list[Chunk]:
    """Return what stands between commas and ands; Unreadable where it makes no sense."""
    chunks: list[Chunk] = []
    parts: list[DayPart] = []  # "every evening, at 7"
    for said in _split(_without_exceptions(tokens)):
        parts += (token for token in said if isinstance(token, DayPart))
        if any(isinstance(token, Clock) for token in said):
            chunks.append(_with_parts(said, parts))
            parts = []
        else:
            chunks.append([token for token in said if isinstance(token, Days)])
    if not any(isinstance(item, Times) for chunk in chunks for item in chunk):
        raise Unreadable(Why.TIME_MISSING if parts or any(chunks) else Why.NOT_UNDERSTOOD)
    if parts:
        raise Unreadable(Why.NOT_UNDERSTOOD)
    return [_merged(chunk) for chunk in chunks if chunk]


def _without_exceptions(tokens: Iterable[Token]) -> list[Token]:
    """Take the days after "except" off those named last before it, else off all."""
    kept: list[Token] = []
    rest = deque(tokens)
    while rest:
        token = rest.popleft()
        if token is Sign.BUT:  # "every day but Sunday", or "weekdays 7:30 but Sunday 9:00"
            after_days = bool(kept) and isinstance(kept[-1], Days)
            token = Sign.EXCEPT if after_days and rest and isinstance(rest[0], Days) else Sign.AND
        if token is Sign.EXCEPT:
            _exclude(kept, _popped_days(rest))
        else:
            kept.append(token)
    return kept


def _popped_days(rest: deque[Token]) -> int:
    mask = 0
    while rest and isinstance(days := rest[0], Days):
        mask |= days.mask
        rest.popleft()
        if len(rest) > 1 and rest[0] is Sign.AND and isinstance(rest[1], Days):
            rest.popleft()
    return mask


def _exclude(kept: list[Token], mask: int) -> None:
    named = [place for place, token in enumerate(kept) if isinstance(token, Days)]
    place = named[-1] if named else len(kept)
    before = kept[place] if named else Days(EVERY_DAY)
    left = before.mask & ~mask if isinstance(before, Days) else 0
    if not mask or not left:
        raise Unreadable(Why.NOT_UNDERSTOOD)
    kept[place : place + 1] = [Days(left)]


def _split(tokens: Sequence[Token]) -> list[_Tokens]:
    for before, sign, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if sign is Sign.TO and isinstance(before, Days) and isinstance(after, Days):
            raise Unreadable(Why.NOT_UNDERSTOOD)  # "weekdays to Saturday"
    chunks: list[list[Days | Clock | DayPart]] = [[]]
    for token in tokens:
        if token is Sign.AND:
            chunks.append([])
        elif not isinstance(token, Sign):
            chunks[-1].append(token)
    return list(chunks)


def _with_parts(said: _Tokens, parts: Sequence[DayPart]) -> Chunk:
    """Read each time in its part of the day; a single part goes for all times beside it."""
    clocks = [token for token in said if isinstance(token, Clock)]
    if len(parts) > 1 and len(parts) != len(clocks):
        raise Unreadable(Why.NOT_UNDERSTOOD)
    in_parts = iter(parts if len(parts) > 1 else [*parts, None][:1] * len(clocks))
    chunk: Chunk = []
    for token in said:
        if isinstance(token, Days):
            chunk.append(token)
        elif isinstance(token, Clock):
            minutes = token.within(next(in_parts))
            if not minutes:
                raise Unreadable(Why.NO_SUCH_TIME)
            chunk.append(Times(minutes))
    return chunk


def _merged(chunk: Chunk) -> Chunk:
    """Join days that follow each other: "mon wed fri"."""
    merged: Chunk = []
    for item in chunk:
        if merged and isinstance(item, Days) and isinstance(merged[-1], Days):
            merged[-1] = Days(merged[-1].mask | item.mask)
        else:
            merged.append(item)
    return merged
