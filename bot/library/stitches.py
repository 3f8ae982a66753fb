"""stitches/<technique id>.toml: from a file to a stitch, each fault with the line it is on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.domain.stitches.checks.every import flaws
from bot.domain.stitches.ground import Layer, Point, Tissue, Vessel, Wound
from bot.domain.stitches.stitch import (
    POINTS_OF,
    Move,
    Needle,
    Pattern,
    Repeat,
    Staple,
    Step,
    Stitch,
    Tie,
    Verb,
)
from bot.library.faults import Report
from bot.library.stitch_lines import Lines, Location, lines_of
from bot.library.stitch_tables import CURVES, StepRow, StitchTable
from bot.library.toml_files import read_toml, told

Placed = tuple[Location, Move]  # a move, and where it stands in the file


@dataclass(frozen=True, slots=True)
class StitchFile:
    """A sound stitch with the file it was read from, so that later checks can name lines."""

    path: str
    text: str
    stitch: Stitch
    lines: Lines

    @property
    def technique(self) -> str:
        """The id of its technique; a second way of it is called <id>.<way>.toml."""
        return self.stitch.id.partition(".")[0]


def read_stitch(text: str, report: Report) -> Stitch | None:
    """Parse a stitch file; None, with every reason in `report`, when it cannot be drawn."""
    file = load_stitch(text, report)
    return file.stitch if file else None


def load_stitch(text: str, report: Report) -> StitchFile | None:
    """Parse a stitch file and check its geometry; None, with every reason in `report`, when it is
    broken. What `pattern` says decides who reads it."""
    table = read_toml(text, report)
    if table is None:
        return None
    lines = lines_of(text)
    stitch = _stitch(table, lines, report)
    if stitch is None:
        return None
    found = flaws(stitch)
    for flaw in found:
        report.at(lines.of(flaw.at), flaw.message)
    return None if found else StitchFile(report.path, text, stitch, lines)


def _stitch(table: dict[str, Any], lines: Lines, report: Report) -> Stitch | None:
    try:
        read = StitchTable.model_validate(table)
    except ValidationError as error:
        for detail in error.errors():
            report.at(lines.of(detail["loc"]), _told(detail))
        return None
    before = len(report.faults)
    _check_kinds(read, lines, report)
    points = _points(read, lines, report)
    given = _moves(read.given.moves if read.given else (), ("given",), lines, report)
    of_steps = [
        _moves(row.moves, ("step", index), lines, report) for index, row in enumerate(read.step)
    ]
    _check_names(points, [*given, *chain(*of_steps)], lines, report)
    if len(report.faults) > before:
        return None
    steps = tuple(
        Step(row.lesson, tuple(move for _, move in moves), _repeat(row))
        for row, moves in zip(read.step, of_steps, strict=True)
    )
    stitch = _built(read, points, steps, PurePosixPath(report.path).stem)
    return replace(stitch, given=tuple(move for _, move in given))


def _repeat(row: StepRow) -> Repeat:
    return Repeat(row.repeat.times, row.repeat.along, row.repeat.turn) if row.repeat else Repeat()


def _told(detail: ErrorDetails) -> str:
    parts = (part for part in detail["loc"] if part != "[key]")
    name = ".".join(str(part + 1 if isinstance(part, int) else part) for part in parts)
    match detail["type"]:
        case "missing" if detail["loc"][-1] == "times":
            return f"`{name}` is missing: a repeat without it is a loop without end"
        case "missing":
            return f"`{name}` is missing: add it"
        case "extra_forbidden":
            return f"`{name}` is not a known field: remove it"
        case "enum" | "literal_error":
            return f"`{name}` is unknown here: use {detail['ctx']['expected']}"
        case "string_pattern_mismatch":
            return f"`{name}`: a point is called by a number, or by a small letter"
        case "value_error":
            return f"`{name}` {detail['msg'].removeprefix('Value error, ')}"
        case _:
            return told(detail, "stitch")


def _check_kinds(read: StitchTable, lines: Lines, report: Report) -> None:
    """Report what this pattern needs and lacks, or has and does not need."""
    on_vessel, stapled = read.pattern is Pattern.ANASTOMOSIS, read.pattern is Pattern.STAPLES
    wanted = {
        "vessel": on_vessel,
        "tissue": not on_vessel,
        "wound": not on_vessel,
        "staple": stapled,
        "needle": not stapled,
        "given": read.pattern is Pattern.REMOVAL,
        "knot": not stapled and read.pattern is not Pattern.SUBCUTICULAR,
    }
    for name, needed in wanted.items():
        there = getattr(read, name) is not None
        if needed and not there:
            report.at(1, f"`{name}` is missing: a stitch of pattern {read.pattern} has one")
        if there and not needed:
            message = f"`{name}` has no place in a stitch of pattern {read.pattern}: remove it"
            report.at(lines.of((name,)), message)
    for index, row in enumerate(read.step):
        way = "turn" if on_vessel else "along"
        repeat = row.repeat
        if repeat and not (getattr(repeat, way) and repeat.along * repeat.turn == 0):
            message = f"repeats in one place, a loop without end: move on, by `{way}` alone"
            report.at(lines.of(("step", index, "repeat")), message)


def _points(read: StitchTable, lines: Lines, report: Report) -> dict[str, Point]:
    points = {}
    vessel = Vessel(read.vessel.diameter, read.vessel.wall) if read.vessel else None
    for name, (along, across, depth, face) in read.points.items():
        if vessel and face:
            message = f"point `{name}`: a vessel has no cut face: write [angle, across, inward]"
            report.at(lines.of(("points", name)), message)
        elif vessel:
            points[name] = vessel.point(along, across, depth)
        else:
            points[name] = Point(along, across, depth, face)
    return points


def _moves(written: Sequence[str], around: Location, lines: Lines, report: Report) -> list[Placed]:
    moves = []
    for index, words in enumerate(written):
        verb, *names = words.split() or [""]
        line = lines.of((*around, "moves", index))
        if verb not in set(Verb):
            near = get_close_matches(verb, list(Verb), n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"use {', '.join(Verb)}"
            report.at(line, f"`{words[:40]}`: unknown verb: {hint}")
        elif len(names) != POINTS_OF[Verb(verb)]:
            wanted = POINTS_OF[Verb(verb)]
            report.at(line, f"`{words[:40]}` names {len(names)} points: {verb} takes {wanted}")
        else:
            moves.append(((*around, "moves", index), Move(Verb(verb), tuple(names))))
    return moves


def _check_names(
    points: dict[str, Point], moves: Sequence[Placed], lines: Lines, report: Report
) -> None:
    used = {name for _, move in moves for name in move.at}
    for location, move in moves:
        for name in move.at:
            if name not in points:
                message = f"`{move}`: point `{name}` is not among [points]: add it there"
                report.at(lines.of(location), message)
    for name in points:
        if name not in used:
            message = f"point `{name}` is used by no move: use it or remove it"
            report.at(lines.of(("points", name)), message)


def _built(
    read: StitchTable,
    points: dict[str, Point],
    steps: tuple[Step, ...],
    name: str,
) -> Stitch:
    return Stitch(
        id=name,
        pattern=read.pattern,
        tissue=_ground(read),
        wound=_wound(read),
        points=points,
        steps=steps,
        needle=Needle(CURVES[read.needle.curve], read.needle.length) if read.needle else None,
        tie=Tie(tuple(read.knot.throws), read.knot.ends) if read.knot else None,
        staple=Staple(read.staple.leg, read.staple.clear) if read.staple else None,
    )


def _ground(read: StitchTable) -> Tissue | Vessel:
    if read.vessel:
        return Vessel(read.vessel.diameter, read.vessel.wall)
    tissue = read.tissue or {}
    return Tissue(tuple((Layer(name), size) for name, size in tissue.items()))


def _wound(read: StitchTable) -> Wound:
    if read.vessel:
        size = read.vessel.diameter
        return Wound(size, size, read.vessel.gap)
    assert read.wound  # a pattern without a vessel has one  # noqa: S101
    return Wound(read.wound.length, read.wound.depth, read.wound.gap, read.wound.undermined or 0.0)
