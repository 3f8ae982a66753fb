"""What an editor would mend: everything that loading refuses, and what reads badly on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.domain.content import Drill, Item, SafetyPage, Technique
from bot.library.faults import Fault
from bot.library.items import Loaded
from bot.library.load import Reading
from bot.library.passages import Passage, of_body, of_steps, passages

WORDS_PER_MINUTE: Final = 200
LONGEST_READING: Final = 90  # seconds for the body of one item
LONGEST_SENTENCE: Final = 25  # words
LONGEST_CARD: Final = 900  # UTF-16 units; a caption may have 1,024, buttons echo some of it
FEWEST_ALIASES: Final = 8  # for a technique: people call it by many names

# Words that learners are never shown: they shame, promise skill, or bring in a patient.
UNSHOWN: Final = (
    "streak at risk",
    "don't break",
    "you lost",
    "lost your",
    "failed",
    "failure",
    "lazy",
    "gate",
    "gates",
    "gated",
    "proven",
    "guarantee",
    "guaranteed",
    "your patient",
    "your patients",
    "prescribe",
    "master",
    "mastered",
    "expert",
)
SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\s\|\s")  # errors are written name | look | mend
WORD = re.compile(r"\w[\w'’-]*")
SIDE = re.compile(r"\b(left|right)(?:[- ]hand(?:ed)?|\b)", re.IGNORECASE)


def check(folder: Path) -> list[Fault]:
    """Return all that is wrong with a content folder, sorted by file and line."""
    reading = Reading(folder)
    found = [fault for loaded in reading.pages for fault in _editorial(loaded)]
    return sorted({*reading.faults, *found})


def _editorial(loaded: Loaded) -> Iterator[Fault]:
    item = loaded.value
    for passage in passages(loaded.page):
        yield from (Fault(loaded.path, passage.line, message) for message in _unshown(passage))
    if isinstance(item, SafetyPage):
        return  # a list of warning signs may be one long sentence; the page's length is bounded
    for passage in passages(loaded.page):
        yield from (Fault(loaded.path, passage.line, message) for message in _long(passage))
    for passage in of_steps(loaded.page):
        if side := SIDE.search(passage.text):
            message = f"step names a side ({side[0]}): write needle hand or forceps hand"
            yield Fault(loaded.path, passage.line, message)
    yield from (Fault(loaded.path, line, message) for line, message in _sizes(loaded, item))


def _unshown(passage: Passage) -> Iterator[str]:
    for words in UNSHOWN:
        if re.search(rf"\b{re.escape(words)}\b", passage.text, re.IGNORECASE):
            yield f"{words!r} is never shown to learners: say it otherwise"


def _long(passage: Passage) -> Iterator[str]:
    for sentence in SENTENCE_END.split(passage.text):
        if (length := len(WORD.findall(sentence))) > LONGEST_SENTENCE:
            start = " ".join(sentence.split()[:4])
            yield f"sentence {start!r}... has {length} words: cut it to {LONGEST_SENTENCE}"


def _sizes(loaded: Loaded, item: Drill | Technique) -> Iterator[tuple[int, str]]:
    read = (word for passage in of_body(loaded.page) for word in WORD.findall(passage.text))
    seconds = round(sum(word != "Check" for word in read) * 60 / WORDS_PER_MINUTE)
    if seconds > LONGEST_READING:
        yield (
            loaded.page.body_line,
            f"takes {seconds} s to read: cut it to {LONGEST_READING} s",
        )
    for name, card in _cards(item):
        if (units := len(card.encode("utf-16-le")) // 2) > LONGEST_CARD:
            yield 1, f"card of {name} has {units} UTF-16 units: cut it to {LONGEST_CARD}"
    if isinstance(item, Technique) and len(item.aliases) < FEWEST_ALIASES:
        line = loaded.page.field_line(("aliases",))
        yield line, f"has {len(item.aliases)} aliases: add names up to {FEWEST_ALIASES}"


def _cards(item: Drill | Technique) -> Iterator[tuple[str, str]]:
    """Yield the captions that an item is shown in, with their longest level."""
    if isinstance(item, Drill):
        level = max((level.do for level in item.levels), key=len)
        parts = (item.title, item.purpose, level, _steps(item), item.dose, item.stop)
        yield "the drill", "\n".join(parts)
        return
    errors = (f"{error.name}: {error.looks}. {error.mend}" for error in item.errors)
    yield "the steps", "\n".join((item.title, item.purpose, _steps(item)))
    yield "the errors", "\n".join((item.title, *errors))
    setup = (item.title, item.not_for, item.setup, *item.self_check)
    yield "the set-up and self-check", "\n".join(setup)


def _steps(item: Item) -> str:
    lines = (
        f"{number}. {step.do}" + (f"\n{step.check}" if step.check else "")
        for number, step in enumerate(item.steps, 1)
    )
    return "\n".join(lines)
