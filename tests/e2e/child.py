"""`steadyhand run` as it is, but by a clock that a test moves: a file with the instant in it.

Called with that file's path, in a process of its own that a test may kill.
"""

from __future__ import annotations

import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

import bot.app
from bot.__main__ import main


class FileClock:
    """Shows the instant that stands in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def now(self) -> datetime:
        return datetime.fromisoformat(self._file.read_text())


if __name__ == "__main__":
    cast(Any, bot.app).RealClock = partial(FileClock, Path(sys.argv[1]))
    main(["run"])
