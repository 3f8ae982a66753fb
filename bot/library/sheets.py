"""sheets.toml: the pages to print, each made of figures with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictInt,
    StrictStr,
    TypeAdapter,
    ValidationError,
)

from bot.domain.sheets import FIGURES, ROOM_MM, Figure, Part, Sheet
from bot.library.faults import Report
from bot.library.toml_files import read_toml, table_lines, tell

LONGEST_ID = 20  # characters: a button names the item, the sheet and the paper in 64 bytes
LONGEST_TITLE = 28  # it stands on a button
LONGEST_USE = 110
SIZES = (0.2, 300)  # mm, or how many
_READERS = {name: TypeAdapter[Figure](kind) for name, kind in FIGURES.items()}


class _PartRow(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)

    figure: StrictStr
    levels: list[Annotated[StrictInt, Field(ge=1, le=5)]] = []
    copies: Annotated[StrictInt, Field(ge=1, le=20)] = 1
    down: Annotated[StrictInt, Field(ge=1, le=20)] = 1


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    title: StrictStr = Field(min_length=1, max_length=LONGEST_TITLE)
    use: StrictStr = Field(min_length=1, max_length=LONGEST_USE)
    part: Annotated[list[_PartRow], Field(min_length=1)]


def read_sheets(text: str, report: Report) -> tuple[dict[str, Sheet], Mapping[str, int]]:
    """Parse sheets.toml into sheets by id, and the line of each; what is wrong goes to `report`."""
    sheets: dict[str, Sheet] = {}
    lines: dict[str, int] = {}
    heads = table_lines(text)
    for key, row in (read_toml(text, report) or {}).items():
        line = lines[key] = heads.get(key, 1)
        if len(key) > LONGEST_ID:
            report.at(line, f"sheet `{key}` has {len(key)} characters: keep an id to {LONGEST_ID}")
        try:
            read = _Row.model_validate(row)
        except ValidationError as error:
            tell(error, f"sheet `{key}`", line, report)
            continue
        parts = tuple(_parts(key, read, line, report))
        if len(parts) == len(read.part):
            sheets[key] = Sheet(key, read.title, read.use, parts)
            _check_room(sheets[key], line, report)
    return sheets, lines


def _parts(key: str, row: _Row, line: int, report: Report) -> Iterator[Part]:
    for number, part in enumerate(row.part, start=1):
        thing = f"part {number} of sheet `{key}`"
        figure = _figure(part, thing, line, report)
        if figure is not None:
            yield Part(figure, tuple(part.levels), part.copies, part.down)


def _figure(part: _PartRow, thing: str, line: int, report: Report) -> Figure | None:
    """Return the figure with its numbers; None where it is unknown or they are of no use."""
    kind = FIGURES.get(part.figure)
    if kind is None:
        report.at(line, f"{thing}: unknown figure {part.figure!r}: use {', '.join(FIGURES)}")
        return None
    given: dict[str, Any] = part.model_extra or {}
    if unknown := given.keys() - {field.name for field in fields(kind)}:
        report.at(line, f"{thing}: `{min(unknown)}` is no number of {part.figure}: remove it")
        return None
    if wrong := [name for name, value in given.items() if not _is_usable(name, value)]:
        least, most = SIZES
        report.at(line, f"{thing}: `{wrong[0]}` is to be between {least} and {most}")
        return None
    try:
        return _READERS[part.figure].validate_python(given)
    except ValidationError as error:
        tell(error, thing, line, report)
        return None


def _is_usable(name: str, value: object) -> bool:
    """Tell whether lengths and counts are within reason; an angle may be 0."""
    values = value if isinstance(value, list) else [value]
    numbers = [each for each in values if isinstance(each, int | float)]
    least, most = (0, 360) if name == "angles" else SIZES
    return bool(values) and all(isinstance(n, bool) or least <= n <= most for n in numbers)


def _check_room(sheet: Sheet, line: int, report: Report) -> None:
    for number, part in enumerate(sheet.parts, start=1):
        if not part.is_possible:
            message = f"part {number} of sheet `{sheet.id}` cannot be drawn: its numbers disagree"
            report.at(line, message)
            return
    if not sheet.fits:
        size = f"{sheet.width_mm:.0f} x {sheet.height_mm:.0f} mm"
        room = f"{ROOM_MM[0]:.0f} x {ROOM_MM[1]:.0f} mm"
        report.at(line, f"sheet `{sheet.id}` needs {size}: a page has {room}")
