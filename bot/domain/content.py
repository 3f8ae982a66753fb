"""What the content library teaches, as values: drills, techniques, safety pages, syllabus.

`bot.library` builds these from `content/`; nobody else does. Text fields hold inline Markdown
(bold, emphasis, links), one idea a line, and are rendered by `bot.texts` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kit(StrEnum):
    """What a learner may have at hand."""

    CORD = "cord"
    PAD_AND_TOOLS = "pad-and-tools"
    SHARPS_BOX = "sharps-box"
    LOUPES = "loupes"


class Hands(StrEnum):
    """Which hand a drill trains."""

    EACH = "each"  # one hand at a time; the plan says which
    BOTH = "both"  # two hands together


class Measure(StrEnum):
    """What the number that a learner logs stands for."""

    REPS = "reps"
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True)
class Level:
    """One of five steps of difficulty: what to do, and the count that calls for the next level."""

    do: str
    goal: int | None  # in the item's measure; None where the level is passed by self-check alone


@dataclass(frozen=True, slots=True)
class Step:
    """One line to do and, where it helps, one cue to check."""

    do: str
    check: str | None


@dataclass(frozen=True, slots=True)
class CommonError:
    """A common error: its name, how it looks, and its mend."""

    name: str
    looks: str
    mend: str


@dataclass(frozen=True, slots=True)
class Question:
    """A recall question with worded options; `answer` is the index of the right one, from 0."""

    ask: str
    options: tuple[str, ...]
    answer: int
    why: str


@dataclass(frozen=True, slots=True)
class Review:
    """Who reviewed an item clinically, and when."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Picture:
    """A step drawing: its SVG source, words for those who cannot see it, its content hash."""

    svg: str
    alt: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Item:
    """What drills and techniques share."""

    id: str  # kebab-case textbook name, permanent
    title: str
    aliases: tuple[str, ...]
    formerly: tuple[str, ...]
    family: str  # items of one family rest together after pain
    minutes: int
    kit: frozenset[Kit]
    sharp: bool  # a needle or blade is handled
    measure: Measure
    count: str  # the question that asks for the number to log
    levels: tuple[Level, ...]  # five, easiest first
    picture: Picture
    review: Review | None  # None: awaiting clinical review
    sources: tuple[str, ...]  # ids in sources.toml
    version: str  # short content hash, kept with what learners report about the item
    purpose: str
    steps: tuple[Step, ...]

    def level(self, number: int) -> Level:
        """Return level `number`, counted from 1; beyond the last it stays at the last."""
        return self.levels[min(number, len(self.levels)) - 1]


@dataclass(frozen=True, slots=True)
class Drill(Item):
    """Something done with the hands, with a dose and a stop rule."""

    hands: Hands
    dose: str
    stop: str
    timer_s: int | None  # 30–120 s, None where no clock helps


@dataclass(frozen=True, slots=True)
class Technique(Item):
    """A stitch, knot or skill that can be refreshed."""

    not_for: str
    setup: str
    errors: tuple[CommonError, ...]
    self_check: tuple[str, ...]
    rep: str  # the one hands-on repetition that closes a refresher
    quiz: tuple[Question, ...]
    stop: str


@dataclass(frozen=True, slots=True)
class SafetyPage:
    """The short right advice for a message that is about safety, matched before any search."""

    id: str
    title: str
    phrases: tuple[str, ...]
    advice: str  # Markdown


@dataclass(frozen=True, slots=True)
class Source:
    """A reference, with what was verified of it and how; only verified ones are shown."""

    id: str
    citation: str
    verified: bool


@dataclass(frozen=True, slots=True)
class SyllabusEntry:
    """A place in the syllabus: what must have been done or read before."""

    item: str
    requires: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that can be taught, in syllabus order."""

    drills: Mapping[str, Drill]
    techniques: Mapping[str, Technique]
    safety: Mapping[str, SafetyPage]
    sources: Mapping[str, Source]
    syllabus: tuple[SyllabusEntry, ...]
    first_drill: str  # what a new learner tries before any question
    renamed: Mapping[str, str] = field(default_factory=dict)  # former id -> id

    def item(self, item_id: str) -> Drill | Technique | None:
        """Return a drill or technique by its present or a former id."""
        current = self.renamed.get(item_id, item_id)
        return self.drills.get(current) or self.techniques.get(current)

    def requires(self, item_id: str) -> tuple[str, ...]:
        """Return what the syllabus wants done before `item_id`."""
        return next((entry.requires for entry in self.syllabus if entry.item == item_id), ())
