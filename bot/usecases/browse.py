"""Lists, help, and what is said to words that name nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.content import Drill, Group, SafetyPage, Taught, Technique, TechniqueKind
from bot.usecases.turn import Turn

LISTED_AT_ONCE = 12  # drills; more are listed by group


@dataclass(frozen=True, slots=True)
class DrillList:
    """The drills, by group; of an open group, those whose kit is at hand first."""

    groups: Mapping[Group, int]  # how many drills each has
    group: Group | None  # the open one
    at_hand: tuple[Drill, ...]
    others: tuple[Drill, ...]
    guides: bool  # there are guides, too


@dataclass(frozen=True, slots=True)
class TechniqueList:
    """All techniques, by kind."""

    by_kind: Mapping[TechniqueKind, tuple[Technique, ...]]


@dataclass(frozen=True, slots=True)
class Offered:
    """Unsure what was meant: the best three."""

    items: tuple[Taught, ...]


@dataclass(frozen=True, slots=True)
class NotHere:
    """An honest "I don't have that"."""


@dataclass(frozen=True, slots=True)
class SafetyAdvice:
    """The short right advice, before any search."""

    page: SafetyPage


@dataclass(frozen=True, slots=True)
class Help:
    """What can be done here."""


@dataclass(frozen=True, slots=True)
class NoSuchCommand:
    """A command that the bot does not know."""

    command: str


@dataclass(frozen=True, slots=True)
class NotText:
    """A sticker, a voice note or another thing that cannot be read."""


@dataclass(frozen=True, slots=True)
class NumberUnclear:
    """A number was typed while none was asked for, or one was asked for and none came."""

    words: str
    lowest: int | None
    highest: int | None


@dataclass(frozen=True, slots=True)
class PrivateOnly:
    """In a group: coaching happens in a private chat."""


def drills(turn: Turn, group: Group | None = None) -> DrillList:
    """List the drills of a group by what is at hand; where there are few, all of them at once."""
    every = tuple(turn.library.drills.values())
    in_groups = {each: sum(drill.group is each for drill in every) for each in Group}
    if group is None and len(every) > LISTED_AT_ONCE:
        shown: tuple[Drill, ...] = ()
    else:
        shown = tuple(drill for drill in every if group in (None, drill.group))
    kit = turn.learner.kit
    return DrillList(
        groups={each: number for each, number in in_groups.items() if number},
        group=group,
        at_hand=tuple(drill for drill in shown if drill.kit <= kit),
        others=tuple(drill for drill in shown if not drill.kit <= kit),
        guides=bool(turn.library.guides),
    )


def techniques(turn: Turn) -> TechniqueList:
    """List the techniques, kind by kind."""
    every = turn.library.techniques.values()
    by_kind = {kind: tuple(each for each in every if each.kind is kind) for kind in TechniqueKind}
    return TechniqueList({kind: found for kind, found in by_kind.items() if found})
