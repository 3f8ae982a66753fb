"""Waiting until somebody saves a file of the content."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

EVERY_S = 0.5


def saves(folder: Path, every: float = EVERY_S) -> Iterator[None]:
    """Yield each time that a file of the folder was changed, added or removed; never ends."""
    before = _state(folder)
    while True:
        time.sleep(every)
        now = _state(folder)
        if now != before:
            before = now
            yield


def _state(folder: Path) -> dict[Path, tuple[int, int]]:
    state = {}
    for path in folder.rglob("*"):
        try:
            found = path.stat()
        except OSError:  # gone between the look and the question
            continue
        state[path] = (found.st_mtime_ns, found.st_size)
    return state
