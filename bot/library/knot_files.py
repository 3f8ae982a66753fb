"""Knots from TOML files of `pattern = "knot"`: throws by their crossings, steps by their moves."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt
from pydantic import ValidationError as Refused

from bot.domain.content import Technique
from bot.domain.knot_checks import KnotFlaw, knot_flaws, lesson_flaws
from bot.domain.knots import (
    Act,
    Around,
    Finger,
    Knot,
    KnotKind,
    KnotStep,
    Move,
    Strand,
    Throw,
    Way,
)
from bot.library.faults import Report
from bot.library.toml_files import read_toml, told

MOST_THROWS = 7
MOST_STEPS = 24  # pictures
LONGEST_END = 50  # mm
HEAD = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]")
FIELD = re.compile(r"\s*[\"']?(\w+)[\"']?\s*=")
KNOT = re.compile(r"^pattern\s*=\s*[\"']knot[\"']", re.MULTILINE)
ITEM = re.compile(r"\"[^\"]*\"|'[^']*'|#.*|[^\s,\[\]\"'#]+")
ACTS = ", ".join(Act)


def _move(value: object) -> Move:
    if not isinstance(value, str):
        raise ValueError(f"write a move as a string, one of {ACTS}")
    act, _, strand = value.strip().partition(" ")
    if act not in tuple(Act):
        raise ValueError(f"no move {act!r}: write one of {ACTS}")
    if (act == Act.GRASP) != (strand in tuple(Strand)) or (strand and act != Act.GRASP):
        wanted = "grasp dark, or grasp light" if act == Act.GRASP else act
        raise ValueError(f"no move {value!r}: write {wanted}")
    return Move(Act(act), Strand(strand) if strand else None)


def _ends(value: object) -> tuple[float, float]:
    both = value if isinstance(value, list) else [value, value]
    lengths = [float(end) for end in both if isinstance(end, int | float) and end is not True]
    if len(both) != 2 or len(lengths) != 2 or not all(map(math.isfinite, lengths)):
        raise ValueError("write ends = 4, or ends = [3, 5], in mm")
    if max(lengths) > LONGEST_END:
        raise ValueError(f"longer than {LONGEST_END} mm: ends are given in mm")
    return lengths[0], lengths[1]


Pair = Annotated[list[Strand], Field(min_length=2, max_length=2)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class _ThrowRow(_Row):
    wraps: StrictInt
    over: Annotated[list[Strand], Field(max_length=99)]
    out: Pair
    tucks: Strand
    finger: Finger | None = None
    straight: Strand | None = None
    gap: StrictBool = False


class _StepRow(_Row):
    lesson: StrictInt
    moves: Annotated[list[Annotated[Move, BeforeValidator(_move)]], Field(max_length=24)]


class _Table(_Row):
    pattern: str
    kind: KnotKind
    way: Way
    around: Around
    starts: Pair
    ends: Annotated[tuple[float, float] | None, BeforeValidator(_ends)] = None
    throw: Annotated[list[_ThrowRow], Field(min_length=1, max_length=MOST_THROWS)]
    step: Annotated[list[_StepRow], Field(min_length=1, max_length=MOST_STEPS)]


def is_knot(text: str) -> bool:
    """Tell whether a stitch file describes a knot."""
    return KNOT.search(text) is not None


@dataclass(frozen=True, slots=True)
class KnotFile:
    """A sound knot with the file it was read from, so that later checks can name lines."""

    path: str
    text: str
    knot: Knot

    @property
    def technique(self) -> str:
        """The id of its technique."""
        return PurePosixPath(self.path).stem


def load_knot(text: str, report: Report) -> KnotFile | None:
    """Parse a knot's file; None, with every reason in `report`, when it is broken."""
    table = read_toml(text, report)
    knot = read_knot(table, text, report) if table is not None else None
    return KnotFile(report.path, text, knot) if knot else None


def read_knot(table: Mapping[str, Any], text: str, report: Report) -> Knot | None:
    """Return the knot of a parsed file; None, with all reasons in `report`, where it is none.

    `text` is the file itself, so that each fault is told on its line. A knot whose shape can be
    read but whose geometry is wrong goes to `report` as well, and is not returned.
    """
    try:
        read = _Table.model_validate(table)
    except Refused as error:
        for detail in error.errors():
            report.at(line_of(text, detail["loc"]), told(detail, "knot"))
        return None
    knot = Knot(
        kind=read.kind,
        way=read.way,
        around=read.around,
        starts=(read.starts[0], read.starts[1]),
        throws=tuple(
            Throw(
                row.wraps,
                tuple(row.over),
                (row.out[0], row.out[1]),
                row.tucks,
                row.finger,
                row.straight,
                row.gap,
            )
            for row in read.throw
        ),
        steps=tuple(KnotStep(row.lesson, tuple(row.moves)) for row in read.step),
        ends=read.ends,
    )
    flaws = knot_flaws(knot)
    _tell(flaws, text, report)
    return None if flaws else knot


def check_lesson(knot: Knot, lesson: Technique, text: str, report: Report) -> None:
    """Report where a knot and its lesson say different things, on the lines of the knot's file."""
    _tell(lesson_flaws(knot, lesson), text, report)


def _tell(flaws: Sequence[KnotFlaw], text: str, report: Report) -> None:
    for flaw in flaws:
        report.at(line_of(text, flaw.at), flaw.words)


def line_of(text: str, at: Sequence[str | int]) -> int:
    """Return the line (from 1) of a field, a table or a move in the file.

    `at` is a way such as ("ends",), ("throw", 1), ("throw", 1, "over") or
    ("step", 2, "moves", 0); the line of the nearest thing on that way is given that is found.
    """
    best = 1
    for place, line in _places(text):
        if place == tuple(at[: len(place)]) and len(place) > 0:
            best = line
            if place == tuple(at):
                break
    return best


def _places(text: str) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Yield the way to each table, field and item of a list, with its line, in file order."""
    counts: dict[str, int] = {}
    table: tuple[str | int, ...] = ()
    way: tuple[str | int, ...] = ()
    item = 0
    for number, line in enumerate(text.split("\n"), 1):
        rest = line
        if head := HEAD.match(line):
            counts[head[1]] = counts.get(head[1], -1) + 1
            table = way = (head[1], counts[head[1]])
            if not counts[head[1]]:
                yield (head[1],), number
            yield table, number
            continue
        if field := FIELD.match(line):
            way, item, rest = (*table, field[1]), 0, line[field.end() :]
            yield way, number
        for found in ITEM.findall(rest):
            if found.startswith("#"):
                continue
            yield (*way, item), number
            item += 1
