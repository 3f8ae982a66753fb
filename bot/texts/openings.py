"""The file of opening lines: how it is read, and what may be wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.openings import Condition, Opening, OpeningFor

_FIELDS = {"id", "for", "text"}


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """An opening with its words, a template of one line."""

    opening: Opening
    source: str


def read_openings(file: Path) -> dict[str, OpeningLine]:
    """Return the lines of a file by their ids; ValueError names the entry that is wrong."""
    lines: dict[str, OpeningLine] = {}
    for entry in tomllib.loads(file.read_text("utf-8")).get("openings", []):
        line = _line(entry)
        if line.opening.id in lines:
            raise ValueError(f"{line.opening.id}: there are two")
        lines[line.opening.id] = line
    return lines


def _line(entry: Mapping[str, Any]) -> OpeningLine:
    if entry.keys() - {"when"} != _FIELDS:
        name = entry.get("id", entry)
        raise ValueError(f"{name}: an opening has id, for, text and perhaps when")
    try:
        when = frozenset(map(Condition, entry.get("when", ())))
        opening = Opening(entry["id"], OpeningFor(entry["for"]), when)
    except ValueError as unknown:
        raise ValueError(f"{entry['id']}: {unknown}") from unknown
    return OpeningLine(opening, entry["text"])
