"""From the content folder to the library: everything is checked, all faults are told at once."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from bot.domain.content import Drill, Library, SafetyPage, Source, Technique
from bot.library.crosscheck import check_pages
from bot.library.drawing import check_drawing
from bot.library.faults import BrokenContent, Fault, Report
from bot.library.files import content_files, has_a_place, read_text
from bot.library.items import Loaded, load_page
from bot.library.tables import Syllabus, check_syllabus, read_sources, read_syllabus

__all__ = ["BrokenContent", "Fault", "load_library"]


def load_library(folder: Path) -> Library:
    """Read the whole content folder.

    Raises BrokenContent with every fault found, each with its file and line.
    """
    reading = Reading(folder)
    if reading.library is None:
        raise BrokenContent(reading.faults)
    return reading.library


class Reading:
    """One reading of a content folder: the sorted `faults`, the readable `pages`, and the
    `library`, which is None when there are faults."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reports: dict[str, Report] = {}
        self._paths = tuple(content_files(folder)) if folder.is_dir() else ()
        if not self._paths:
            self._report(".").at(1, f"no content in {folder.name}: give the content folder")
        self.pages: list[Loaded] = []
        self.library = self._read() if self._paths else None
        self.faults = sorted(fault for report in self._reports.values() for fault in report.faults)
        if self.faults:
            self.library = None

    def _report(self, path: str) -> Report:
        return self._reports.setdefault(path, Report(path))

    def _text(self, path: str) -> str | None:
        return read_text(self._folder, path, self._report(path))

    def _read(self) -> Library | None:
        for path in self._paths:
            if not has_a_place(path):
                message = "has no place in the content: README.md lists the files it knows"
                self._report(path).at(1, message)
        sources = self._sources()
        pictures = self._pictures()
        self.pages = self._pages(pictures)
        for fault in check_pages(self._paths, self.pages, sources):
            self._report(fault.path).faults.append(fault)
        syllabus = self._syllabus()
        return _assemble(self.pages, sources, syllabus) if syllabus else None

    def _below(self, *folders: str) -> list[str]:
        known = (path for path in self._paths if has_a_place(path))
        return [path for path in known if path.partition("/")[0] in folders]

    def _sources(self) -> dict[str, Source]:
        text = self._text("sources.toml")
        return read_sources(text, self._report("sources.toml")) if text is not None else {}

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

    def _pages(self, pictures: dict[str, str]) -> list[Loaded]:
        pages = []
        for path in self._below("drills", "techniques", "safety"):
            text = self._text(path)
            loaded = load_page(text, pictures, self._report(path)) if text is not None else None
            if loaded is not None:
                pages.append(loaded)
        return pages

    def _syllabus(self) -> Syllabus | None:
        text = self._text("syllabus.toml")
        report = self._report("syllabus.toml")
        syllabus = read_syllabus(text, report) if text is not None else None
        if syllabus is not None:
            paths = (PurePosixPath(path) for path in self._below("drills", "techniques"))
            check_syllabus(syllabus, {path.stem: path.parts[0] for path in paths}, report)
        return syllabus


def _assemble(pages: list[Loaded], sources: dict[str, Source], syllabus: Syllabus) -> Library:
    place = {entry.item: index for index, entry in enumerate(syllabus.entries)}
    values = sorted((page.value for page in pages), key=lambda value: place.get(value.id, 0))
    items = [value for value in values if isinstance(value, Drill | Technique)]
    return Library(
        drills={item.id: item for item in items if isinstance(item, Drill)},
        techniques={item.id: item for item in items if isinstance(item, Technique)},
        safety={value.id: value for value in values if isinstance(value, SafetyPage)},
        sources=sources,
        syllabus=syllabus.entries,
        first_drill=syllabus.first,
        renamed={former: item.id for item in items for former in item.formerly},
    )
