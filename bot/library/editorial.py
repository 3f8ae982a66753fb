"""What reads badly on a phone, or is against the rules for words: one page at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bot.domain.content import Drill, Guide, Item, SafetyPage, Taught, Technique
from bot.domain.glossary import MARK, unmarked
from bot.library.faults import Fault
from bot.library.items import Loaded
from bot.library.passages import Passage, of_body, of_steps, passages, reading_seconds, words_of
from bot.library.units import without_unit

LONGEST_READING: Final = 90  # seconds for the body of one item
LONGEST_SENTENCE: Final = 25  # words
FEWEST_ALIASES: Final = {Technique: 8, Guide: 8, Drill: 5}  # people call them by many names
LEVELS_WITHOUT_CLOCK: Final = 3

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
    "will improve",
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
SIDE = re.compile(r"\b(left|right)(?:[- ]hand(?:ed)?|\b)", re.IGNORECASE)
LINK = re.compile(r"https?:|www\.|\]\(", re.IGNORECASE)
CLOCK = re.compile(r"\b(?:within|in|under)\s+\d+\s*(?:s|seconds?|min|minutes?)\b", re.IGNORECASE)
COUNTS = re.compile(r"\b(?:clean|right|count|counts)\b", re.IGNORECASE)
STOPS = (re.compile(r"\bpain|\bhurt", re.IGNORECASE), re.compile(r"tingl|numb", re.IGNORECASE))
BRACKETS = re.compile(r"\[\[|\]\]")


def editorial(loaded: Loaded) -> Iterator[Fault]:
    """Yield what an editor would mend on a page."""
    for passage in passages(loaded.page):
        yield from (Fault(loaded.path, passage.line, message) for message in _unshown(passage))
    if isinstance(loaded.value, SafetyPage):
        return  # a list of warning signs may be one long sentence; the page's length is bounded
    for line, message in _of_taught(loaded, loaded.value):
        yield Fault(loaded.path, line, message)


def _of_taught(loaded: Loaded, taught: Taught) -> Iterator[tuple[int, str]]:
    page = loaded.page
    for passage in passages(page):
        yield from ((passage.line, message) for message in _written_badly(passage))
    for passage in of_steps(page) if isinstance(taught, Item) else ():
        if side := SIDE.search(unmarked(passage.text)):
            message = f"step names a side ({side[0]}): write needle hand or forceps hand"
            yield passage.line, message
    if (seconds := reading_seconds(page)) > LONGEST_READING:
        message = f"takes {seconds} s to read: cut it to {LONGEST_READING} s"
        yield page.body_line, message
    fewest = FEWEST_ALIASES[type(taught)]
    if len(taught.aliases) < fewest:
        line = page.field_line(("aliases",))
        yield line, f"has {len(taught.aliases)} aliases: add names up to {fewest}"
    yield from _marks_on_buttons(loaded, taught)
    if isinstance(taught, Drill | Technique):
        yield from _clocks(loaded, taught)
        yield from _stop_rule(loaded, taught)


def _unshown(passage: Passage) -> Iterator[str]:
    for words in UNSHOWN:
        if re.search(rf"\b{re.escape(words)}\b", unmarked(passage.text), re.IGNORECASE):
            yield f"{words!r} is never shown to learners: say it otherwise"


def _written_badly(passage: Passage) -> Iterator[str]:
    text = unmarked(passage.text)
    for sentence in SENTENCE_END.split(text):
        if (length := len(words_of(sentence))) > LONGEST_SENTENCE:
            start = " ".join(sentence.split()[:4])
            yield f"sentence {start!r}... has {length} words: cut it to {LONGEST_SENTENCE}"
    for number in without_unit(text):
        yield f"number {number!r} has no unit: write mm, s, ° or what is counted"
    if LINK.search(text):
        yield "holds a link: README.md says why there are none"
    if BRACKETS.search(MARK.sub("", passage.text)):
        yield "has a term that is marked wrong: write [[throw]] or [[throws|throw]]"


def _marks_on_buttons(loaded: Loaded, taught: Taught) -> Iterator[tuple[int, str]]:
    """Buttons show plain words, so that titles, options and checks mark no terms."""
    shown: list[tuple[tuple[str | int, ...], str]] = [(("title",), taught.title)]
    quiz = taught.quiz if isinstance(taught, Technique | Guide) else ()
    shown += [
        (("quiz", number, "options"), option)
        for number, question in enumerate(quiz)
        for option in question.options
    ]
    for place, text in shown:
        if MARK.search(text):
            yield loaded.page.field_line(place), f"{text!r} is a button: mark no term in it"
    checks = taught.self_check if isinstance(taught, Technique) else ()
    for passage in of_body(loaded.page):
        if MARK.search(passage.text) and " ".join(passage.text.split()) in checks:
            yield passage.line, f"{passage.text!r} is a button: mark no term in it"


def _clocks(loaded: Loaded, item: Drill | Technique) -> Iterator[tuple[int, str]]:
    """No clock on a needle or a knot before level 4; a time counts only with a clean result."""
    if not (item.sharp or isinstance(item, Technique)):
        return
    for number, level in enumerate(item.levels):
        clock = CLOCK.search(level.do)
        line = loaded.page.field_line(("levels", number))
        if clock and number < LEVELS_WITHOUT_CLOCK:
            yield line, f"level {number + 1} has a clock ({clock[0]}): none before level 4"
        elif clock and not COUNTS.search(level.do):
            yield line, f"level {number + 1} has a clock: say that only clean ones count"


def _stop_rule(loaded: Loaded, item: Drill | Technique) -> Iterator[tuple[int, str]]:
    if not all(sign.search(item.stop) for sign in STOPS):
        line = _line_of(of_body(loaded.page), item.stop) or loaded.page.body_line
        yield line, "`## Stop` lacks a sign: name pain, and tingling or numbness"


def _line_of(found: Iterable[Passage], text: str) -> int | None:
    first = text.split("\n", maxsplit=1)[0]
    return next((passage.line for passage in found if first in passage.text), None)
