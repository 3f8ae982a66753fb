"""syllabus.toml: what comes before what, the three phases, and how tracks weigh the same items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from bot.domain.syllabus import Phase, PhaseRule, SyllabusEntry, Track, Weights
from bot.library.faults import Report
from bot.library.toml_files import read_toml, table_lines, told

Weight = Annotated[float, Field(ge=0.25, le=4)]
PHASES = tuple(Phase)  # in their order
ITEM = re.compile(r"\s*\[\[item\]\]")


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: StrictStr
    requires: list[StrictStr]
    phase: Phase
    level: Annotated[StrictInt, Field(ge=1, le=5)]


class _PhaseRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    days_a_week: Annotated[StrictInt, Field(ge=1, le=7)]
    lasts: Annotated[StrictInt, Field(ge=1, le=366)] | None = None


class _TrackRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    items: dict[StrictStr, Weight] = {}
    families: dict[StrictStr, Weight] = {}


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    first: StrictStr
    phases: dict[Phase, _PhaseRow]
    tracks: dict[Track, _TrackRow]
    item: list[_Row]


@dataclass(frozen=True, slots=True)
class Syllabus:
    """The parsed syllabus; `lines` tells where each item stands in the file, in file order."""

    first: str
    entries: tuple[SyllabusEntry, ...]
    lines: tuple[int, ...]
    phases: Mapping[Phase, PhaseRule]
    tracks: Mapping[Track, Weights]
    track_lines: Mapping[Track, int]


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to be put in order."""

    folders: Mapping[str, str]  # id -> drills, techniques or guides
    families: frozenset[str]


def read_syllabus(text: str, report: Report) -> Syllabus | None:
    """Parse syllabus.toml; None, with the reason in `report`, when its shape is broken."""
    table = read_toml(text, report)
    if table is None:
        return None
    try:
        read = _Table.model_validate(table)
    except ValidationError as error:
        _tell_rows(error, text, report)
        return None
    for phase in PHASES:
        if phase not in read.phases:
            report.at(1, f"[phases.{phase}] is missing: add it with `days_a_week`")
    return Syllabus(
        first=read.first,
        entries=tuple(
            SyllabusEntry(row.id, tuple(row.requires), row.phase, row.level) for row in read.item
        ),
        lines=_item_lines(text, len(read.item)),
        phases={phase: PhaseRule(row.days_a_week, row.lasts) for phase, row in read.phases.items()},
        tracks={track: Weights(row.items, row.families) for track, row in read.tracks.items()},
        track_lines=_track_lines(text, read.tracks),
    )


def _item_lines(text: str, count: int) -> tuple[int, ...]:
    heads = [n for n, line in enumerate(text.split("\n"), 1) if ITEM.match(line)]
    return tuple(heads) if len(heads) == count else (1,) * count


def _track_lines(text: str, tracks: Iterable[Track]) -> dict[Track, int]:
    heads = table_lines(text)
    parts = ("", ".items", ".families")
    return {track: max(heads.get(f"tracks.{track}{p}", 1) for p in parts) for track in tracks}


def _tell_rows(error: ValidationError, text: str, report: Report) -> None:
    """Report what the model refuses, what is wrong with an item at the item's own line."""
    heads = [n for n, line in enumerate(text.split("\n"), 1) if ITEM.match(line)]
    for detail in error.errors():
        match detail["loc"]:
            case ("item", int(index), *_) if index < len(heads):
                report.at(heads[index], told(detail, "syllabus"))
            case _:
                report.at(1, told(detail, "syllabus"))


def check_syllabus(syllabus: Syllabus, known: Known, report: Report) -> None:
    """Report what does not fit between the syllabus and the items."""
    if known.folders.get(syllabus.first) != "drills":
        report.at(1, f"`first` is {syllabus.first!r}: name a drill of drills/")
    seen: set[str] = set()
    for entry, line in zip(syllabus.entries, syllabus.lines, strict=True):
        for name in (entry.item, *entry.requires):
            if name not in known.folders:
                report.at(line, f"unknown item `{name}`: use the id of a drill, technique or guide")
        if entry.item in seen:
            report.at(line, f"`{entry.item}` stands here a second time: keep one")
        seen.add(entry.item)
    for missing in sorted(set(known.folders) - seen):
        report.at(1, f"`{missing}` is missing: add an [[item]] with its id")
    for line, message in (*_out_of_order(syllabus), *_weighing_nothing(syllabus, known)):
        report.at(line, message)
    _check_cycles(syllabus, report)


def _out_of_order(syllabus: Syllabus) -> Iterator[tuple[int, str]]:
    """What is required must not be harder, or belong to a later phase, than what requires it."""
    entries = {entry.item: entry for entry in syllabus.entries}
    for entry, line in zip(syllabus.entries, syllabus.lines, strict=True):
        for before in (entries[name] for name in entry.requires if name in entries):
            if PHASES.index(before.phase) > PHASES.index(entry.phase):
                yield line, f"`{entry.item}` requires `{before.item}` of a later phase: move one"
            elif before.level > entry.level:
                yield line, f"`{entry.item}` requires `{before.item}` of a higher level: change one"


def _weighing_nothing(syllabus: Syllabus, known: Known) -> Iterator[tuple[int, str]]:
    for track, weights in syllabus.tracks.items():
        line = syllabus.track_lines[track]
        for name in weights.items:
            if name not in known.folders:
                yield line, f"track {track} weighs the unknown item `{name}`: use an id"
        for family in weights.families:
            if family not in known.families:
                yield line, f"track {track} weighs the unknown family `{family}`: no item has it"


def _check_cycles(syllabus: Syllabus, report: Report) -> None:
    """Take away items whose requirements are gone already; what stays waits for itself."""
    waiting = {entry.item: set(entry.requires) for entry in syllabus.entries}
    while free := [item for item, needs in waiting.items() if not needs & waiting.keys()]:
        for item in free:
            del waiting[item]
    for entry, line in zip(syllabus.entries, syllabus.lines, strict=True):
        if entry.item in waiting:
            circle = ", ".join(sorted(waiting))
            report.at(line, f"`{entry.item}` waits for itself: break the circle of {circle}")
            return
