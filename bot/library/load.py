"""From the content folder to the library: everything is checked, all faults are told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from bot.domain.content import Drill, Guide, Item, Library, SafetyPage, Source, Taught, Technique
from bot.domain.sheets import Sheet
from bot.library.crosscheck import Between, check_pages
from bot.library.drawing import check_drawing
from bot.library.faults import BrokenContent, Fault, Report
from bot.library.files import content_files, has_a_place, read_text
from bot.library.glossary import TermIndex, read_glossary
from bot.library.items import Loaded, Shelf, load_page
from bot.library.knot_files import KnotFile, is_knot, load_knot
from bot.library.sheets import read_sheets
from bot.library.sources import read_sources
from bot.library.stitches import StitchFile, load_stitch
from bot.library.syllabus import Known, Syllabus, check_syllabus, read_syllabus

__all__ = ["BrokenContent", "Fault", "load_library"]

GLOSSARY = "glossary.toml"
SHEETS = "sheets.toml"
TAUGHT = ("drills", "techniques", "guides")  # the folders of what is taught


def load_library(folder: Path) -> Library:
    """Read the whole content folder.

    Raises BrokenContent with every fault found, each with its file and line.
    """
    reading = Reading(folder)
    if reading.library is None:
        raise BrokenContent(reading.faults)
    return reading.library


class Reading:
    """One reading of a content folder: the sorted `faults`, the readable `pages`, the `draft` of
    a library that they make, and the `library` itself, which is None when there are faults."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reports: dict[str, Report] = {}
        self._paths = tuple(content_files(folder)) if folder.is_dir() else ()
        if not self._paths:
            self._report(".").at(1, f"no content in {folder.name}: give the content folder")
        self.pages: list[Loaded] = []
        self.stitches: dict[str, list[StitchFile]] = {}
        self.knots: dict[str, KnotFile] = {}
        self.term_lines: Mapping[str, int] = {}
        self.sheets: Mapping[str, Sheet] = {}
        self.sheet_lines: Mapping[str, int] = {}
        self.draft = self._read() if self._paths else None
        self.faults = sorted(fault for report in self._reports.values() for fault in report.faults)
        self.library = None if self.faults else self.draft

    def _report(self, path: str) -> Report:
        return self._reports.setdefault(path, Report(path))

    @property
    def page_paths(self) -> list[str]:
        """The paths of all pages, broken ones included."""
        return self._below(*TAUGHT, "safety")

    @property
    def picture_paths(self) -> list[str]:
        """The paths of all drawings, broken ones included."""
        return self._below("pictures")

    def optional_text(self, path: str) -> str | None:
        """Return the text of a file that may be missing."""
        return read_text(self._folder, path, Report(path)) if path in self._paths else None

    def _text(self, path: str) -> str | None:
        return read_text(self._folder, path, self._report(path))

    def _read(self) -> Library | None:
        for path in self._paths:
            if not has_a_place(path):
                message = "has no place in the content: README.md lists the files it knows"
                self._report(path).at(1, message)
        sources = self._sources()
        terms = self._glossary()
        self._read_sheets()
        self._read_stitches()
        knots = {technique: file.knot for technique, file in self.knots.items()}
        self.pages = self._pages(Shelf(self._pictures(), terms, self.stitches, knots))
        between = Between(
            self._paths,
            self.pages,
            sources,
            terms.terms,
            self.term_lines,
            self.sheet_lines,
            self.stitches,
            self.knots,
        )
        for fault in check_pages(between):
            self._report(fault.path).faults.append(fault)
        syllabus = self._syllabus()
        if syllabus is None:
            return None
        return replace(_assemble(self.pages, sources, terms, syllabus), sheets=self.sheets)

    def _below(self, *folders: str) -> list[str]:
        known = (path for path in self._paths if has_a_place(path))
        return [path for path in known if path.partition("/")[0] in folders]

    def _sources(self) -> dict[str, Source]:
        text = self._text("sources.toml")
        return read_sources(text, self._report("sources.toml")) if text is not None else {}

    def _glossary(self) -> TermIndex:
        """Read the glossary; a library may be without."""
        text = self._text(GLOSSARY) if GLOSSARY in self._paths else None
        if text is None:
            return TermIndex()
        terms, self.term_lines = read_glossary(text, self._report(GLOSSARY))
        return TermIndex(terms.values())

    def _read_sheets(self) -> None:
        """Read the practice sheets; a library may be without."""
        text = self._text(SHEETS) if SHEETS in self._paths else None
        if text is not None:
            self.sheets, self.sheet_lines = read_sheets(text, self._report(SHEETS))

    def _pictures(self) -> dict[str, str]:
        items = {PurePosixPath(path).stem for path in self._below("drills", "techniques")}
        pictures = {}
        for path in self._below("pictures"):
            name = PurePosixPath(path).stem
            if name not in items:
                self._report(path).at(1, f"is the picture of no item: rename or remove {name}.svg")
            svg = self._text(path)
            if svg is not None:
                check_drawing(svg, self._report(path))
            pictures[name] = svg or ""
        return pictures

    def _read_stitches(self) -> None:
        """Read what stitches/ describes: the knots among it have a language of their own."""
        for path in self._below("stitches"):
            text, report = self._text(path), self._report(path)
            if text is None:
                continue
            if is_knot(text):
                knot = load_knot(text, report)
                if knot is not None:
                    self.knots[knot.technique] = knot
            else:
                stitch = load_stitch(text, report)
                if stitch is not None:
                    self.stitches.setdefault(stitch.technique, []).append(stitch)

    def _pages(self, shelf: Shelf) -> list[Loaded]:
        pages = []
        for path in self._below(*TAUGHT, "safety"):
            text = self._text(path)
            loaded = load_page(text, shelf, self._report(path)) if text is not None else None
            if loaded is not None:
                pages.append(loaded)
        return pages

    def _syllabus(self) -> Syllabus | None:
        text = self._text("syllabus.toml")
        report = self._report("syllabus.toml")
        syllabus = read_syllabus(text, report) if text is not None else None
        if syllabus is not None:
            paths = (PurePosixPath(path) for path in self._below(*TAUGHT))
            values = (page.value for page in self.pages)
            families = frozenset(value.family for value in values if isinstance(value, Item))
            known = Known({path.stem: path.parts[0] for path in paths}, families)
            check_syllabus(syllabus, known, report)
        return syllabus


def _assemble(
    pages: list[Loaded], sources: dict[str, Source], terms: TermIndex, syllabus: Syllabus
) -> Library:
    place = {entry.item: index for index, entry in enumerate(syllabus.entries)}
    values = sorted((page.value for page in pages), key=lambda value: place.get(value.id, 0))
    taught = [value for value in values if isinstance(value, Taught)]
    return Library(
        drills={each.id: each for each in taught if isinstance(each, Drill)},
        techniques={each.id: each for each in taught if isinstance(each, Technique)},
        guides={each.id: each for each in taught if isinstance(each, Guide)},
        safety={value.id: value for value in values if isinstance(value, SafetyPage)},
        sources=sources,
        glossary=terms.terms,
        syllabus=syllabus.entries,
        phases=syllabus.phases,
        tracks=syllabus.tracks,
        first_drill=syllabus.first,
        renamed={former: each.id for each in taught for former in each.formerly},
    )
