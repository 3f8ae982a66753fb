"""The content folder on disk: which files may be in it, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.library.faults import Report

LARGEST_FILE = 256 * 1024  # bytes; a page is a few kilobytes, a drawing a few tens
TOP_FILES = (
    "README.md",
    "glossary.toml",
    "ids.txt",
    "seed-topics.toml",
    "sheets.toml",
    "sources.toml",
    "syllabus.toml",
)
FOLDERS = {
    "drills": ".md",
    "techniques": ".md",
    "guides": ".md",
    "safety": ".md",
    "pictures": ".svg",
    "stitches": ".toml",
}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
UTF8_BOM = "\ufeff"


def content_files(root: Path) -> Iterator[str]:
    """Yield every file below `root`, as a sorted relative path; names with a leading dot are left
    out, since editors and systems leave such files behind."""
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if any(part.startswith(".") for part in relative.parts):
            continue
        if path.is_symlink() or not path.is_dir():
            yield relative.as_posix()


def has_a_place(path: str) -> bool:
    """Tell whether the format knows a file of this relative path."""
    folder, _, name = path.rpartition("/")
    if not folder:
        return name in TOP_FILES
    return folder in FOLDERS and name.endswith(FOLDERS[folder])


def read_text(root: Path, path: str, report: Report) -> str | None:
    """Return the text of `root/path` with plain line ends, or None with the reason in `report`."""
    file = root / path
    if not file.resolve().is_relative_to(root.resolve()):
        report.at(1, "is a link that leaves the content folder: put the file itself here")
        return None
    if not file.is_file():
        report.at(1, "is missing, or is not a plain file: add it")
        return None
    if (size := file.stat().st_size) > LARGEST_FILE:
        report.at(1, f"has {size // 1024} kB: keep a file under {LARGEST_FILE // 1024} kB")
        return None
    return _decode(file.read_bytes(), report)


def _decode(raw: bytes, report: Report) -> str | None:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        report.at(line, "is not UTF-8 here: save the file as UTF-8")
        return None
    if text.startswith(UTF8_BOM):
        report.at(1, "starts with a byte order mark (BOM): save the file as UTF-8 without BOM")
        return None
    text = text.replace("\r\n", "\n")
    if hidden := CONTROL.search(text):
        line = text.count("\n", 0, hidden.start()) + 1
        report.at(line, f"has a hidden character (U+{ord(hidden[0]):04X}): delete it")
        return None
    return text
