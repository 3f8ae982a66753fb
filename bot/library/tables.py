"""sources.toml and syllabus.toml: what may be cited, and what comes before what."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, ValidationError

from bot.domain.content import Source, SyllabusEntry
from bot.library.faults import Report


class _SourceRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    citation: StrictStr = Field(min_length=1)
    verified: StrictBool
    how: StrictStr = ""
    supports: StrictStr = ""


class _SyllabusRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: StrictStr
    requires: list[StrictStr]


class _SyllabusTable(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    first: StrictStr
    item: list[_SyllabusRow]


@dataclass(frozen=True, slots=True)
class Syllabus:
    """The parsed syllabus; `lines` tells where each item stands in the file, in file order."""

    first: str
    entries: tuple[SyllabusEntry, ...]
    lines: tuple[int, ...]


def read_sources(text: str, report: Report) -> dict[str, Source]:
    """Parse sources.toml into sources by id."""
    sources: dict[str, Source] = {}
    for source_id, row in (_toml(text, report) or {}).items():
        line = _line_matching(text, rf"\s*\[\s*[\"']?{re.escape(source_id)}[\"']?\s*\]")
        try:
            read = _SourceRow.model_validate(row)
        except ValidationError as error:
            _tell(error, f"source `{source_id}`", line, report)
            continue
        if read.verified and not read.how.strip():
            report.at(line, f"source `{source_id}` is verified, but not how: fill `how`")
        sources[source_id] = Source(source_id, read.citation, read.verified)
    return sources


def read_syllabus(text: str, report: Report) -> Syllabus | None:
    """Parse syllabus.toml; None, with the reason in `report`, when its shape is broken."""
    table = _toml(text, report)
    if table is None:
        return None
    try:
        read = _SyllabusTable.model_validate(table)
    except ValidationError as error:
        _tell(error, "syllabus", 1, report)
        return None
    heads = [n for n, line in enumerate(text.split("\n"), 1) if re.match(r"\s*\[\[item\]\]", line)]
    lines = heads if len(heads) == len(read.item) else [1] * len(read.item)
    entries = tuple(SyllabusEntry(row.id, tuple(row.requires)) for row in read.item)
    return Syllabus(read.first, entries, tuple(lines))


def check_syllabus(syllabus: Syllabus, items: Mapping[str, str], report: Report) -> None:
    """Report what does not fit between the syllabus and the items; `items`: id -> folder."""
    if items.get(syllabus.first) != "drills":
        report.at(1, f"`first` is {syllabus.first!r}: name a drill of drills/")
    seen: set[str] = set()
    for entry, line in zip(syllabus.entries, syllabus.lines, strict=True):
        for name in (entry.item, *entry.requires):
            if name not in items:
                report.at(line, f"unknown item `{name}`: use the id of a drill or technique")
        if entry.item in seen:
            report.at(line, f"`{entry.item}` stands here a second time: keep one")
        seen.add(entry.item)
    for missing in sorted(set(items) - seen):
        report.at(1, f"`{missing}` is missing: add an [[item]] with its id")
    _check_cycles(syllabus, report)


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


def _toml(text: str, report: Report) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except RecursionError:
        report.at(1, "is nested too deeply: write it flat")
        return None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        report.at(line, f"is not TOML: {str(error).partition(' (at ')[0].lower()}")
        return None


def _tell(error: ValidationError, thing: str, line: int, report: Report) -> None:
    for detail in error.errors():
        name = ".".join(str(part + 1 if isinstance(part, int) else part) for part in detail["loc"])
        report.at(line, f"{thing}: `{name}`: {detail['msg'][0].lower()}{detail['msg'][1:]}")


def _line_matching(text: str, pattern: str) -> int:
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if re.match(pattern, line)), 1)
