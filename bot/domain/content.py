"""What the content library teaches, as values: drills, techniques, guides, safety pages.

`bot.library` builds these from `content/`; nobody else does. Text fields hold inline Markdown
(bold, emphasis) and terms of the glossary, one idea a line, and are rendered by `bot.texts` alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from bot.domain.glossary import Term
from bot.domain.knots import Knot
from bot.domain.palette import darkened
from bot.domain.plates import Ground, Plate
from bot.domain.sheets import Sheet
from bot.domain.stitches.stitch import Stitch
from bot.domain.syllabus import Phase, PhaseRule, SyllabusEntry, Track, Weights


class Kit(StrEnum):
    """What a learner may have at hand. The first four are asked on the first day."""

    CORD = "cord"
    PAD_AND_TOOLS = "pad-and-tools"
    SHARPS_BOX = "sharps-box"
    LOUPES = "loupes"
    FINE_THREADS = "fine-threads"  # 5-0 and finer
    LAYERED_PAD = "layered-pad"
    STAPLER = "stapler"  # a practice stapler and its remover
    MICRO_TOOLS = "micro-tools"  # needle holder, forceps and scissors for fine threads
    MICROSCOPE = "microscope"
    PHONE_MAGNIFIER = "phone-magnifier"
    GLOVE = "glove"
    SILICONE_TUBE = "silicone-tube"
    CHICKEN = "chicken"  # thigh or wing, from the kitchen
    BEADS = "beads"
    CHOPSTICKS = "chopsticks"
    RICE = "rice"  # a bucket of it
    PUTTY = "putty"
    BANDS = "bands"
    WEIGHT = "weight"  # a light hammer or dumb-bell
    INSTRUMENT = "instrument"  # that makes music
    VIDEO_GAME = "video-game"


FIRST_DAY_KIT = (Kit.CORD, Kit.PAD_AND_TOOLS, Kit.SHARPS_BOX, Kit.LOUPES)


class Hands(StrEnum):
    """Which hand a drill trains."""

    EACH = "each"  # one hand at a time; the plan says which
    BOTH = "both"  # two hands together
    OTHER = "other"  # the hand that is not the needle hand


class Group(StrEnum):
    """What a drill is about; drills are listed by it."""

    HAND_AND_FOREARM = "hand-and-forearm"
    DEXTERITY = "dexterity"
    NON_DOMINANT_HAND = "non-dominant-hand"
    MAGNIFICATION = "magnification"
    TREMOR = "tremor"
    MICRO_LADDER = "micro-ladder"


class TechniqueKind(StrEnum):
    """What a technique is."""

    STITCH = "stitch"
    KNOT = "knot"
    SKILL = "skill"


class Topic(StrEnum):
    """What a guide is about; guides are listed by it."""

    START = "start"
    LEARNING = "learning"
    LAB = "lab"
    MAGNIFICATION = "magnification"
    TREMOR = "tremor"
    SAFETY = "safety"


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
    """A recall question with worded options; `answer` is the index of the right one, from 0.

    With a picture the learner names the error that it shows; `ask` is what is asked without it.
    """

    ask: str
    options: tuple[str, ...]
    answer: int
    why: str
    spots_error: bool = False  # it asks to recognise a fault in a result
    picture: Plate | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Who reviewed an item clinically, and when."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: its SVG source, words for those who cannot see it, its content hash."""

    svg: str
    alt: str
    sha256: str

    @classmethod
    def of(cls, svg: str, alt: str) -> Picture:
        """Return the picture that an SVG source makes."""
        return cls(svg, alt, hashlib.sha256(svg.encode()).hexdigest())

    def on(self, ground: Ground) -> Picture:
        """Return it for a ground; as it is written, it is for a light one."""
        return self if ground is Ground.LIGHT else Picture.of(darkened(self.svg), self.alt)


@dataclass(frozen=True, slots=True)
class Target:
    """What a drill leads to in the end, and where that number comes from."""

    text: str
    source: str | None  # an id in sources.toml; None: our own practice target


@dataclass(frozen=True, slots=True)
class Taught:
    """What everything that is taught has: drills, techniques and guides."""

    id: str  # kebab-case textbook name, permanent
    title: str
    aliases: tuple[str, ...]
    formerly: tuple[str, ...]
    review: Review | None  # None: awaiting clinical review
    sources: tuple[str, ...]  # ids in sources.toml
    terms: tuple[str, ...]  # keys of the glossary, as they come up in the text
    version: str  # short content hash, kept with what learners report about the item
    asked: tuple[str, ...] = field(default=(), kw_only=True)  # for it, by people without its names


@dataclass(frozen=True, slots=True)
class Item(Taught):
    """What drills and techniques share: they are done with the hands."""

    family: str  # items of one family rest together after pain
    minutes: int
    kit: frozenset[Kit]
    sharp: bool  # a needle or blade is handled
    measure: Measure
    count: str  # the question that asks for the number to log
    levels: tuple[Level, ...]  # five, easiest first
    picture: Picture | Plate | None
    purpose: str
    steps: tuple[Step, ...]
    sheets: tuple[str, ...] = field(default=(), kw_only=True)  # ids of pages to print for it
    picture_apart: bool = field(default=False, kw_only=True)  # its card is too long for a caption

    @property
    def on_card(self) -> Picture | Plate | None:
        """The picture that its card stands below."""
        return None if self.picture_apart else self.picture

    def level(self, number: int) -> Level:
        """Return level `number`, counted from 1; beyond the last it stays at the last."""
        return self.levels[min(number, len(self.levels)) - 1]


@dataclass(frozen=True, slots=True)
class Drill(Item):
    """Something done with the hands, with a dose and a stop rule."""

    group: Group
    needs: str  # what everybody has at home; "" for nothing
    hands: Hands
    dose: str
    stop: str
    timer_s: int | None  # 30–120 s, None where no clock helps
    target: Target
    resisted: bool = False  # loads the forearm: every second day at most, never before a needle


@dataclass(frozen=True, slots=True)
class Technique(Item):
    """A stitch, knot or skill that can be refreshed."""

    kind: TechniqueKind
    practise: str  # the drill that trains it; its own id where its own levels serve
    not_for: str
    setup: str
    errors: tuple[CommonError, ...]
    self_check: tuple[str, ...]
    rep: str  # the one hands-on repetition that closes a refresher
    quiz: tuple[Question, ...]
    stop: str
    stitch: Stitch | Knot | None = None  # how it is laid or tied
    other_stitches: tuple[Stitch, ...] = ()  # other ways that the lesson names

    def __hash__(self) -> int:
        """Hash what tells one from another: a lesson with its stitch is large."""
        return hash((self.id, self.version))


@dataclass(frozen=True, slots=True)
class GuideSection:
    """A part of a guide under its heading; Markdown lines and lists."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Guide(Taught):
    """Something to know, read in 90 seconds: a principle, a choice, a safety rule."""

    topic: Topic
    minutes: int
    opening: str  # what it is about, in one line
    sections: tuple[GuideSection, ...]
    see: tuple[str, ...]  # ids of drills, techniques and guides it leads to
    quiz: tuple[Question, ...]  # may be empty


@dataclass(frozen=True, slots=True)
class SafetyPage:
    """The short right advice for a message that is about safety, matched before any search."""

    id: str
    title: str
    phrases: tuple[str, ...]
    advice: str  # Markdown
    urgent: bool = False  # life may be in danger: comes before all other pages
    review: Review | None = None  # None: awaiting clinical review
    version: str = ""  # short content hash


@dataclass(frozen=True, slots=True)
class Source:
    """A reference, with what was verified of it and how; only verified ones are shown."""

    id: str
    citation: str
    verified: bool


@dataclass(frozen=True)
class Library:
    """Everything that can be taught, in syllabus order."""

    drills: Mapping[str, Drill]
    techniques: Mapping[str, Technique]
    safety: Mapping[str, SafetyPage]
    sources: Mapping[str, Source]
    syllabus: tuple[SyllabusEntry, ...]
    first_drill: str  # what a new learner tries before any question
    renamed: Mapping[str, str] = field(default_factory=dict)  # former id -> id
    guides: Mapping[str, Guide] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    phases: Mapping[Phase, PhaseRule] = field(default_factory=dict)
    tracks: Mapping[Track, Weights] = field(default_factory=dict)

    def item(self, item_id: str) -> Drill | Technique | None:
        """Return a drill or technique by its present or a former id."""
        current = self.renamed.get(item_id, item_id)
        return self.drills.get(current) or self.techniques.get(current)

    def taught(self, item_id: str) -> Drill | Technique | Guide | None:
        """Return a drill, technique or guide by its present or a former id."""
        return self.item(item_id) or self.guides.get(self.renamed.get(item_id, item_id))

    @cached_property
    def places(self) -> Mapping[str, SyllabusEntry]:
        """The places in the syllabus, by item."""
        return {entry.item: entry for entry in self.syllabus}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each item in the syllabus, from 0."""
        return {entry.item: place for place, entry in enumerate(self.syllabus)}

    @cached_property
    def lessons(self) -> tuple[Technique | Guide, ...]:
        """What is read, in the order of the syllabus."""
        found = (self.lesson(entry.item) for entry in self.syllabus)
        return tuple(lesson for lesson in found if lesson)

    def lesson(self, item_id: str) -> Technique | Guide | None:
        """Return a technique or guide by its present id."""
        return self.techniques.get(item_id) or self.guides.get(item_id)

    def requires(self, item_id: str) -> frozenset[str]:
        """Return what the syllabus wants done before `item_id`."""
        return self._required.get(item_id, frozenset())

    @cached_property
    def _required(self) -> Mapping[str, frozenset[str]]:
        return {entry.item: frozenset(entry.requires) for entry in self.syllabus}
