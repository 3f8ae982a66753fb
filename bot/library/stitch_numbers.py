"""Numbers that a lesson says and its stitch shows: both must agree, each told with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.domain.stitches.dimensions import dimensions
from bot.domain.stitches.ground import Vessel
from bot.domain.stitches.views import Dimension, Measure
from bot.library.faults import Fault
from bot.library.page import Page
from bot.library.passages import Passage, of_section, of_steps_by_number, passages
from bot.library.stitches import StitchFile

RANGE = r"(?P<low>\d+(?:\.\d+)?)(?:\s?[-–]\s?(?P<high>\d+(?:\.\d+)?))?"
NUMBER = re.compile(rf"{RANGE} mm\b")
TUBE = re.compile(r"\b[Tt]ube of (?P<low>\d+(?:\.\d+)?) mm\b")
CUT = re.compile(rf"{RANGE} cm cut\b")
# What a trial measured, and another way of ending, are not what the picture shows.
ELSEWHERE = re.compile(r"\([^()]*\btrials?\b[^()]*\)|^.*\binstead\b.*$")
AFTER = {
    re.compile(r"\s*(?:from the (?:edge|cut)|out\b|back\b)"): Measure.BITE,
    re.compile(r"\s*(?:apart|along|nearer|towards you|on\b)"): Measure.PITCH,
    re.compile(r"\s*beyond\b"): Measure.BEYOND,
    re.compile(r"\s*of inside thread\b"): Measure.LIFT,
}
ENDS = re.compile(r"\bends(?: to)?\s*$", re.IGNORECASE)
OF_BITES = (Measure.BITE, Measure.PITCH, Measure.BEYOND)
NEAR = 0.001  # mm


@dataclass(frozen=True, slots=True)
class _Said:
    """A length that the lesson says, in mm, and what it measures, where the words tell."""

    words: str
    line: int
    low: float
    high: float
    measure: Measure | None

    def may_be(self, measure: Measure) -> bool:
        return self.measure in (None, measure)

    def is_of(self, measure: Measure) -> bool:
        """Bare millimetres are those of the bites."""
        return self.measure is measure or (self.measure is None and measure in OF_BITES)

    def fits(self, mm: float) -> bool:
        return self.low - NEAR <= mm <= self.high + NEAR


def check_numbers(path: str, page: Page, file: StitchFile) -> Iterator[Fault]:
    """Yield the lengths on which a lesson and its stitch differ. `path` is the lesson's."""
    shown = dimensions(file.stitch)
    setup = [said for passage in of_section(page, "Set-up") for said in _said(passage)]
    steps = [
        (number, said) for number, passage in of_steps_by_number(page) for said in _said(passage)
    ]
    for said in setup:
        yield from _not_shown(path, said, shown, file)
    lessons = [step.lesson for step in file.stitch.steps]
    for number, said in steps:
        if number in lessons:
            there = [each for each in shown if lessons[each.step] == number]
            yield from _not_shown(path, said, there, file)
    yield from _not_said(path, [*setup, *(said for _, said in steps)], shown, file)
    yield from _cut(path, page, file)
    yield from _tube(path, page, file)


def _said(passage: Passage) -> Iterator[_Said]:
    text = ELSEWHERE.sub("", passage.text)
    for found in NUMBER.finditer(text):
        low = float(found["low"])
        measure = Measure.ENDS if ENDS.search(text[: found.start()]) else None
        for words, kind in AFTER.items():
            if words.match(text, found.end()):
                measure = kind
        yield _Said(found[0], passage.line, low, float(found["high"] or low), measure)


def _not_shown(
    path: str, said: _Said, shown: Sequence[Dimension], file: StitchFile
) -> Iterator[Fault]:
    """Yield a length of the lesson that no dimension of the stitch has."""
    alike = [each for each in shown if said.may_be(each.measure)]
    if any(said.fits(each.mm) for each in alike):
        return
    there = ", ".join(f"{each.mm:g} mm ({file.path}:{_line(each, file)})" for each in alike)
    message = f"says {said.words}, but the stitch has {there or 'no such length'}: make them agree"
    yield Fault(path, said.line, message)


def _not_said(
    path: str, said: Sequence[_Said], shown: Sequence[Dimension], file: StitchFile
) -> Iterator[Fault]:
    """Yield a dimension of the stitch where the lesson says another length."""
    for each in shown:
        alike = [one for one in said if one.is_of(each.measure)]
        if alike and not any(one.fits(each.mm) for one in alike):
            there = ", ".join(f"{one.words} ({path}:{one.line})" for one in alike)
            message = f"shows {each.mm:g} mm ({each.measure}), but the lesson says {there}"
            yield Fault(file.path, _line(each, file), f"{message}: make them agree")


def _line(dimension: Dimension, file: StitchFile) -> int:
    if dimension.measure is Measure.ENDS:
        return file.lines.of(("knot", "ends"))
    return file.lines.of(("points", dimension.point))


def _cut(path: str, page: Page, file: StitchFile) -> Iterator[Fault]:
    size = file.stitch.wound.length
    for passage in of_section(page, "Set-up"):
        for found in CUT.finditer(passage.text):
            low = 10 * float(found["low"])
            high = 10 * float(found["high"] or found["low"])
            if not low - NEAR <= size <= high + NEAR:
                line = file.lines.of(("wound", "length"))
                message = f"says {found[0]}, but the stitch has {size:g} mm ({file.path}:{line})"
                yield Fault(path, passage.line, f"{message}: make them agree")


def _tube(path: str, page: Page, file: StitchFile) -> Iterator[Fault]:
    """The vessel is the tube of the first level that names one."""
    vessel = file.stitch.tissue
    found = ((passage, tube) for passage in passages(page) for tube in TUBE.finditer(passage.text))
    for passage, tube in islice(found, 1):
        if isinstance(vessel, Vessel) and abs(vessel.diameter - float(tube["low"])) > NEAR:
            line = file.lines.of(("vessel", "diameter"))
            there = f"{vessel.diameter:g} mm ({file.path}:{line})"
            message = f"says {tube[0]}, but the stitch has {there}: make them agree"
            yield Fault(path, passage.line, message)


def check_lessons(count: int, file: StitchFile) -> Iterator[Fault]:
    """Yield steps of a stitch that the lesson, with `count` steps, does not have."""
    for index, step in enumerate(file.stitch.steps):
        if step.lesson > count:
            line = file.lines.of(("step", index, "lesson"))
            message = f"the lesson has {count} steps, not {step.lesson}: name one of them"
            yield Fault(file.path, line, message)
