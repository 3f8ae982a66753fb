"""Lists, help, and what is said to words that name nothing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.content import Drill, SafetyPage, Taught, Technique
from bot.usecases.turn import Turn


@dataclass(frozen=True, slots=True)
class DrillList:
    """All drills; those whose kit is at hand first."""

    at_hand: tuple[Drill, ...]
    others: tuple[Drill, ...]


@dataclass(frozen=True, slots=True)
class TechniqueList:
    """All techniques."""

    techniques: tuple[Technique, ...]


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


def drills(turn: Turn) -> DrillList:
    """List the drills by what is at hand."""
    every = tuple(turn.library.drills.values())
    kit = turn.learner.kit
    return DrillList(
        tuple(drill for drill in every if drill.kit <= kit),
        tuple(drill for drill in every if not drill.kit <= kit),
    )


def techniques(turn: Turn) -> TechniqueList:
    """List the techniques."""
    return TechniqueList(tuple(turn.library.techniques.values()))
