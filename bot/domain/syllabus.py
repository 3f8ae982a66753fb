"""The order of things: what comes before what, in which phase, and how tracks weigh it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Phase(StrEnum):
    """The three parts of a training, in their order."""

    FOUNDATION = "foundation"
    FOCUS = "focus"
    MAINTENANCE = "maintenance"


class Track(StrEnum):
    """A specialty that a learner may train towards: the same material, weighed otherwise."""

    OPHTHALMOLOGY = "ophthalmology"
    NEUROSURGERY = "neurosurgery"
    VASCULAR = "vascular"
    PLASTIC = "plastic"


@dataclass(frozen=True, slots=True)
class SyllabusEntry:
    """A place in the syllabus: what must have been done or read before, and when it fits."""

    item: str
    requires: tuple[str, ...]
    phase: Phase = Phase.FOUNDATION
    level: int = 1  # 1 to 5, how hard it is to begin with


@dataclass(frozen=True, slots=True)
class PhaseRule:
    """How a phase is practised."""

    days_a_week: int  # the weekly goal
    lasts: int | None = None  # practice days until the next phase; None: until its items are done


@dataclass(frozen=True, slots=True)
class Weights:
    """What a track turns to sooner (above 1) or later (below 1)."""

    items: Mapping[str, float] = field(default_factory=dict)
    families: Mapping[str, float] = field(default_factory=dict)
