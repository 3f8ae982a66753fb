"""Numbers that want a unit: "5 from the edge" says neither millimetres nor needle widths."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A number or a range: 5, 2.5, 3-5, 3–5; not 4-0 (a thread) and not 1-2-3-4 (an order).
_ONE = r"\d+(?:[.,]\d+)?"
NUMBER = re.compile(
    rf"(?<![\w.,:/°–-])(?P<number>{_ONE}(?:\s?[-–]\s?{_ONE})?)(?![\w°%:/'’–-]|[.,]\d)"
)
THREAD = re.compile(r"\d{1,2}-0")
DISTANCE = re.compile(
    r"\s+(?:from|apart|away|deep|wide|long|high|thick|beyond|behind|above|below|off)\b"
)
END = re.compile(r"\s*(?:$|[.!?;)])")
LABEL = re.compile(
    r"\b(?:levels?|steps?|points?|dots?|shapes?|sizes?|numbers?|parts?|stages?|grades?|questions?)"
    r"(?:\s+\d+(?:\s*(?:,|and|to|or|-|–))?)*\s*$",
    re.IGNORECASE,
)
# Before a number that is a count, a score or an end of a scale.
COUNT = re.compile(
    r"(?:\b(?:of|to|and|or|than|is|be|are|count|score|counts|x|by)|[,+=×])\s*$", re.IGNORECASE
)
# Before a number that is a time, a length or an angle, whatever else it may be.
MEASURE = re.compile(
    r"\b(?:for|hold|wait|rest|about|within|after|every|under|over|at|angle(?:\s+of)?)\s*$",
    re.IGNORECASE,
)


def without_unit(text: str) -> Iterator[str]:
    """Yield the numbers of a text that stand where a length, time or angle lacks its unit."""
    for match in NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if THREAD.fullmatch(match["number"]) or LABEL.search(before):
            continue
        measures = MEASURE.search(before) or not COUNT.search(before)
        if DISTANCE.match(after) or (END.match(after) and measures):
            yield match["number"]
