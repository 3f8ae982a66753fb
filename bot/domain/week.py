"""A week of prompts: for each weekday its time or none, short enough to stand on a button."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.day import MINUTES_A_DAY
from bot.domain.reminders import Rule

DAYS: Final = 7
WORKDAYS: Final = 0b0011111
WEEKEND: Final = 0b1100000
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NONE: Final = "--"


@dataclass(frozen=True, slots=True)
class Slot:
    """The time of a weekday, in minutes after midnight; switched off, it is only remembered."""

    minute: int
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Week:
    """Seven slots from Monday on; None where a weekday has no time."""

    slots: tuple[Slot | None, ...]

    @property
    def parts(self) -> Iterator[tuple[Slot, int]]:
        """Yield each slot with the mask of its weekdays (bit 0 is Monday), in their order."""
        for slot in dict.fromkeys(slot for slot in self.slots if slot):
            yield slot, sum(1 << day for day, each in enumerate(self.slots) if each == slot)


def week_of(rules: Iterable[Rule]) -> Week:
    """Return the week of a learner's rules of one kind: no weekday has two."""
    slots: list[Slot | None] = [None] * DAYS
    for rule in rules:
        for day in range(DAYS):
            if rule.weekdays >> day & 1:
                slots[day] = Slot(rule.minute, rule.enabled)
    return Week(tuple(slots))


def week_with(times: Iterable[tuple[int, int]]) -> Week:
    """Return the week in which each (minute, mask of weekdays) is set and nothing else."""
    slots: list[Slot | None] = [None] * DAYS
    for minute, mask in times:
        for day in range(DAYS):
            if mask >> day & 1:
                slots[day] = Slot(minute)
    return Week(tuple(slots))


def to_text(week: Week) -> str:
    """Return two characters for each weekday."""
    return "".join(_NONE if slot is None else _pair(slot) for slot in week.slots)


def from_text(text: str) -> Week:
    """Return the week that `to_text` wrote; raise ValueError for another text."""
    if len(text) != 2 * DAYS:
        raise ValueError(f"no week: {text!r}")
    return Week(tuple(_slot(text[2 * day : 2 * day + 2]) for day in range(DAYS)))


def _pair(slot: Slot) -> str:
    high, low = divmod(slot.minute * 2 + slot.enabled, len(_DIGITS))
    return _DIGITS[high] + _DIGITS[low]


def _slot(pair: str) -> Slot | None:
    if pair == _NONE:
        return None
    value = _DIGITS.index(pair[0]) * len(_DIGITS) + _DIGITS.index(pair[1])
    if value >= 2 * MINUTES_A_DAY:
        raise ValueError(f"no time of day: {pair!r}")
    return Slot(value // 2, bool(value % 2))


def with_week(rules: list[Rule], week: Week, new: Rule) -> list[Rule]:
    """Return a learner's rules of one kind changed so that they make up `week`.

    Rules keep their ids, and one left without days is taken out; `new` is what is added where
    there are too few.
    """
    spare, made = list(rules), []
    for slot, mask in week.parts:
        mine = min(spare, key=lambda rule: rule.minute != slot.minute, default=new)
        spare = [rule for rule in spare if rule is not mine]
        made.append(replace(mine, minute=slot.minute, weekdays=mask, enabled=slot.enabled))
    return [*made, *(replace(rule, weekdays=0) for rule in spare)]
