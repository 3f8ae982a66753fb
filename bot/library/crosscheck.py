"""What must hold between the pages: one owner for each name, and nothing that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bot.domain.content import (
    Drill,
    Guide,
    Item,
    SafetyPage,
    Source,
    Taught,
    Technique,
    TechniqueKind,
)
from bot.domain.glossary import Term
from bot.library.faults import Fault, Report
from bot.library.items import Loaded
from bot.library.knot_files import KnotFile, check_lesson
from bot.library.stitch_numbers import check_lessons, check_numbers
from bot.library.stitches import StitchFile
from bot.library.words import normal

Location = tuple[str | int, ...]
LAID = (TechniqueKind.STITCH, TechniqueKind.KNOT)  # kinds that are described in stitches/


@dataclass(frozen=True, slots=True)
class Between:
    """What is compared: all files, broken ones included, and what was read of them."""

    paths: Sequence[str]
    pages: Sequence[Loaded]
    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    term_lines: Mapping[str, int]
    sheet_lines: Mapping[str, int]  # of practice sheets, broken ones included, by id
    stitches: Mapping[str, Sequence[StitchFile]] = field(default_factory=dict)  # by technique
    knots: Mapping[str, KnotFile] = field(default_factory=dict)  # by technique

    def taught(self) -> Iterator[tuple[Loaded, Taught]]:
        """Yield the pages of what is taught, safety pages apart."""
        for loaded in self.pages:
            if not isinstance(loaded.value, SafetyPage):
                yield loaded, loaded.value

    def folder_of(self, item: str) -> str | None:
        """Return the folder in which something taught has its file."""
        folders = (f"{folder}/{item}.md" for folder in ("drills", "techniques", "guides"))
        return next((path.partition("/")[0] for path in folders if path in self.paths), None)


def check_pages(between: Between) -> Iterator[Fault]:
    """Yield the faults between pages."""
    yield from _ids_used_twice(between)
    yield from _former_ids(between)
    yield from _names_used_twice(between)
    yield from _terms_used_twice(between)
    yield from _sources(between)
    yield from _leads(between)
    yield from _drills_to_practise(between)
    yield from _sheets(between)
    yield from _stitches(between)
    yield from _stitches_of_none(between)


def _at(loaded: Loaded, place: Location, message: str) -> Fault:
    return Fault(loaded.path, loaded.page.field_line(place), message)


def _ids_used_twice(between: Between) -> Iterator[Fault]:
    owner: dict[str, str] = {}
    for path in between.paths:
        stem = PurePosixPath(path).stem
        if "/" not in path or not path.endswith(".md"):
            continue
        if stem in owner:
            yield Fault(path, 1, f"id `{stem}` is taken by {owner[stem]}: choose another")
        owner.setdefault(stem, path)


def _former_ids(between: Between) -> Iterator[Fault]:
    owner = {PurePosixPath(path).stem: path for path in between.paths if path.endswith(".md")}
    for loaded, taught in between.taught():
        for index, former in enumerate(taught.formerly):
            if former in owner:
                message = f"former id `{former}` belongs to {owner[former]}: remove it"
                yield _at(loaded, ("formerly", index), message)
            owner.setdefault(former, loaded.path)


def _names(between: Between) -> Iterator[tuple[Loaded, Location, str]]:
    for loaded, taught in between.taught():
        yield loaded, ("title",), taught.title
        for index, alias in enumerate(taught.aliases):
            yield loaded, ("aliases", index), alias


def _names_used_twice(between: Between) -> Iterator[Fault]:
    """Titles and aliases lead a question to one item, so no two items may share one."""
    owner: dict[str, str] = {}
    for loaded, place, name in _names(between):
        taken_by = owner.setdefault(normal(name), loaded.path)
        if taken_by != loaded.path:
            yield _at(loaded, place, f"name {name!r} is taken by {taken_by}: drop one")


def _terms_used_twice(between: Between) -> Iterator[Fault]:
    """An item explains its own name; a term that no text marks is of no use."""
    owner = {normal(name): loaded.path for loaded, _, name in _names(between)}
    used = {key for _, taught in between.taught() for key in taught.terms}
    for key, term in between.terms.items():
        line = between.term_lines[key]
        for name in (key, *term.aliases):
            if taken_by := owner.get(normal(name)):
                message = f"term {name!r} is the name of {taken_by}: drop one"
                yield Fault("glossary.toml", line, message)
        if key not in used:
            yield Fault("glossary.toml", line, f"no text marks `{key}`: write [[{key}]] or drop it")


def _sources(between: Between) -> Iterator[Fault]:
    for loaded, taught in between.taught():
        cited: list[tuple[Location, str]] = [
            (("sources", index), source) for index, source in enumerate(taught.sources)
        ]
        if isinstance(taught, Drill) and taught.target.source:
            cited.append((("target_source",), taught.target.source))
        for place, source in cited:
            if source not in between.sources:
                yield _at(loaded, place, f"unknown source `{source}`: add it to sources.toml")
            elif not between.sources[source].verified:
                message = f"source `{source}` is not verified: verify it or do not cite it"
                yield _at(loaded, place, message)


def _leads(between: Between) -> Iterator[Fault]:
    for loaded, taught in between.taught():
        for index, item in enumerate(taught.see if isinstance(taught, Guide) else ()):
            if between.folder_of(item) is None:
                message = f"leads to `{item}`, which is not there: use an id"
                yield _at(loaded, ("see", index), message)


def _drills_to_practise(between: Between) -> Iterator[Fault]:
    for loaded, taught in between.taught():
        if not isinstance(taught, Technique) or taught.practise == taught.id:
            continue
        if between.folder_of(taught.practise) != "drills":
            message = f"`{taught.practise}` is no drill: name one, or `{taught.id}` itself"
            yield _at(loaded, ("practise",), message)


def _sheets(between: Between) -> Iterator[Fault]:
    """A sheet is offered on the card of a set, so what names one has sets of its own."""
    used: set[str] = set()
    for loaded, taught in between.taught():
        for index, sheet in enumerate(taught.sheets if isinstance(taught, Item) else ()):
            used.add(sheet)
            if sheet not in between.sheet_lines:
                message = f"unknown sheet `{sheet}`: add it to sheets.toml"
                yield _at(loaded, ("sheets", index), message)
            elif isinstance(taught, Technique) and taught.practise != taught.id:
                message = f"is practised by `{taught.practise}`: name the sheet there"
                yield _at(loaded, ("sheets", index), message)
    for sheet, line in between.sheet_lines.items():
        if sheet not in used:
            message = f"no item uses `{sheet}`: name it under `sheets` or drop it"
            yield Fault("sheets.toml", line, message)


def _stitches(between: Between) -> Iterator[Fault]:
    """Every stitch has its description, and says the same numbers as its lesson."""
    for loaded, taught in between.taught():
        if not isinstance(taught, Technique):
            continue
        path = f"stitches/{taught.id}.toml"
        if taught.kind in LAID and path not in between.paths:
            message = f"{path} is missing: describe the stitch, README.md says how"
            yield _at(loaded, ("kind",), message)
        for file in between.stitches.get(taught.id, ()):
            yield from check_numbers(loaded.path, loaded.page, file)
            yield from check_lessons(len(taught.steps), file)
        if (knot := between.knots.get(taught.id)) is not None:
            report = Report(knot.path)
            check_lesson(knot.knot, taught, knot.text, report)
            yield from report.faults


def _stitches_of_none(between: Between) -> Iterator[Fault]:
    for path in between.paths:
        folder, _, name = path.rpartition("/")
        technique = name.partition(".")[0]
        if folder == "stitches" and f"techniques/{technique}.md" not in between.paths:
            yield Fault(path, 1, f"is the stitch of no technique: rename or remove {name}")
