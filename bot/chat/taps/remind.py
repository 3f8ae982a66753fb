"""Buttons about reminders: their times, the second chance, repeats, quiet hours, and why."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.taps.base import Tap


@dataclass(frozen=True, slots=True)
class ShowRemind(Tap):
    """All about reminders, in this message."""


@dataclass(frozen=True, slots=True)
class ChooseReading(Tap):
    """What unclear words meant: a week as `bot.domain.week` writes it; other days stay."""

    week: str


@dataclass(frozen=True, slots=True)
class UndoRules(Tap):
    """*Undo* on set prompts: back to the week before, if it still is the week after."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class UndoAllOff(Tap):
    """*Undo* on prompts that were switched off together with the second chance."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OpenRule(Tap):
    """One of several prompts."""

    rule: int


@dataclass(frozen=True, slots=True)
class SwitchRule(Tap):
    """Switch one prompt on or off: how it shall be, so that twice is once."""

    rule: int
    on: bool


@dataclass(frozen=True, slots=True)
class TakeOutRule(Tap):
    """Take one prompt out."""

    rule: int


@dataclass(frozen=True, slots=True)
class PickDays(Tap):
    """Another time on these weekdays (bit mask): tick more of them, or choose the time."""

    weekdays: int


@dataclass(frozen=True, slots=True)
class PickDaysTime(Tap):
    """The time of these weekdays."""

    weekdays: int
    minute: int


@dataclass(frozen=True, slots=True)
class AskSecondChance(Tap):
    """When in the evening, if at all?"""


@dataclass(frozen=True, slots=True)
class PickSecondChance(Tap):
    """The time of the second chance."""

    minute: int


@dataclass(frozen=True, slots=True)
class NoSecondChance(Tap):
    """Come no second time."""


@dataclass(frozen=True, slots=True)
class AskRepeat(Tap):
    """How often shall a prompt ask again?"""


@dataclass(frozen=True, slots=True)
class PickRepeat(Tap):
    """Ask again every so many minutes; 0: never."""

    minutes: int


@dataclass(frozen=True, slots=True)
class AskQuiet(Tap):
    """When is it to be quiet?"""


@dataclass(frozen=True, slots=True)
class PickQuiet(Tap):
    """Quiet hours, in minutes after midnight."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NoQuietHours(Tap):
    """No quiet hours."""


@dataclass(frozen=True, slots=True)
class ShowWhy(Tap):
    """Why reminders came or did not; page 0 is the last seven days."""

    page: int


@dataclass(frozen=True, slots=True)
class MoveRule(Tap):
    """Let a prompt come when practice really begins."""

    rule: int
    minute: int


@dataclass(frozen=True, slots=True)
class LeaveRule(Tap):
    """Leave a prompt where it is."""

    rule: int


@dataclass(frozen=True, slots=True)
class KeepPlace(Tap):
    """I have not moved: keep the clock."""
