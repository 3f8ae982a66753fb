"""What a day on the phone may cost, counted from a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from tests.e2e.transcript import Line

SAFETY_AND_SELF_CHECK = ("1 back in the box ✓", "Missing", "Sharps box open", "☐ ", "☑ ")
FORBIDDEN = (
    r"streak at risk",
    r"\blost\b",
    r"\bfailed\b",
    r"\bgate\b",
    r"\bfsrs\b",
)
GRADES = {"Again", "Hard", "Good", "Easy"}
HEALTH_WORDS = (
    r"tremor", r"shak", r"steady", r"pain", r"hurt", r"numb", r"tingl", r"surg", r"stitch",
    r"sutur", r"needle", r"medic", r"patient", r"clinic", r"health", r"diagnos", r"confiden",
)  # fmt: skip
DEEDS = ("said", "tapped", "did")
OPTIONAL_QUESTIONS = ("Note how ", "How shaky did", "How sure do you feel")
LOCK_SCREEN = 60  # characters


def taps(lines: Iterable[Line]) -> list[str]:
    """Return the taps that count: those for safety and self-checks are outside the budget."""
    tapped = [line.text for line in lines if line.kind == "tapped"]
    return [label for label in tapped if not label.startswith(SAFETY_AND_SELF_CHECK)]


def buzzes(lines: Iterable[Line]) -> list[Line]:
    """Return all messages that buzz, except a timer's end, which was asked for."""
    return [line for line in lines if line.buzzes and not line.text.startswith("Time.")]


def optional_questions(lines: Iterable[Line]) -> list[Line]:
    """Return the optional questions, as new messages; consent and scale are one question."""
    new = [line for line in lines if line.kind == "message"]
    return [line for line in new if line.text.startswith(OPTIONAL_QUESTIONS)]


def by_day(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut a transcript of somebody in London into days."""
    return [list(day) for _, day in groupby(lines, key=lambda line: line.at.date())]


def steps(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut a transcript at what people do: each step is a deed and what the bot made of it."""
    cut: list[list[Line]] = []
    for line in lines:
        if line.kind in DEEDS or not cut:
            cut.append([])
        cut[-1].append(line)
    return cut


def logs_something(step: Iterable[Line]) -> bool:
    """Tell whether something was logged in a step: a tick, a value or practice elsewhere."""
    return any(
        (line.kind == "toast" and line.text.startswith(("✓", "Noted")))
        or (line.kind == "message" and line.text.startswith(("✓", "Logged")))
        for line in step
    )


def offers_undo(step: Iterable[Line]) -> bool:
    """Tell whether *Undo* is within reach right then."""
    return any("Undo" in row for line in step for row in line.buttons)


def faults_in_words(lines: Iterable[Line]) -> list[str]:
    """Return words and buttons that must never be seen."""
    found = []
    for line in lines:
        if line.kind in DEEDS:
            continue
        found += [line.text for word in FORBIDDEN if re.search(word, line.text, re.IGNORECASE)]
        found += [label for row in line.buttons for label in row if label in GRADES]
    return found


def crowded_rows(lines: Iterable[Line]) -> list[tuple[str, ...]]:
    """Return rows with more than three words, or a scale of eleven not in six and five."""
    rows = [row for line in lines for row in line.buttons]
    crowded = [row for row in rows if sum(not label.isdigit() for label in row) > 3]
    scales = [
        tuple(map(len, line.buttons[:2]))
        for line in lines
        if any("10" in row and "0" not in row and "9" in row for row in line.buttons[1:2])
    ]
    return crowded + [tuple(map(str, scale)) for scale in scales if scale != (6, 5)]


def lock_screen(line: Line) -> str:
    """Return what a lock screen shows of a message."""
    return line.text[:LOCK_SCREEN]


def health_words(words: str) -> list[str]:
    """Return the words that tell a neighbour too much."""
    return [word for word in HEALTH_WORDS if re.search(word, words, re.IGNORECASE)]
