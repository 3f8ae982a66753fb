"""Drawn files in a folder, by what they show: each is there whole, or not at all."""

from __future__ import annotations

import os
import struct
from pathlib import Path

PNG_ENDS = b"IEND\xaeB`\x82"
PDF_ENDS = b"%%EOF\n"


class Cache:
    """The folder; a file's name is all that decides what is in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        """Return a kept file; None where none can be read, or a crash left half of it."""
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return None
        return data if is_whole(name, data) else None

    def write(self, name: str, data: bytes) -> None:
        """Keep a file; OSError where the folder does not take it."""
        put(self._folder / name, data)


def put(file: Path, data: bytes) -> None:
    """Put a file in its place in one step: a reader sees all of it, or what was there before."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def is_whole(name: str, data: bytes) -> bool:
    """Tell whether a PNG, PDF or MP4, by the end of its name, has its end."""
    if name.endswith(".mp4"):
        return _is_whole_film(data)
    return data.endswith(PDF_ENDS if name.endswith(".pdf") else PNG_ENDS)


def _is_whole_film(data: bytes) -> bool:
    """Tell whether a film's boxes, its pictures among them, end where the file does."""
    at, kinds = 0, set()
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if size < 8:
            return False
        kinds.add(kind)
        at += size
    return at == len(data) and {b"moov", b"mdat"} <= kinds
