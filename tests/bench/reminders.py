"""What reminders cost, beside other ways to do the same on the same machine.

Run it as `steadyhand bench reminders`; it takes some ten minutes. The contract: claims at least 0.45
times as fast as the bare SQLite driver with the same statements, 20 and 4 times as fast as
APScheduler's stores with a job a person, and on PostgreSQL 0.8 times as fast as the bare driver and
with a second worker 1.1 times as fast as with one; with a million rules an idle tick and the memory
at most 1.5 times what they are with few, and ready within 2 s; of 10,000 due in one minute none
dropped, the sender at 95 % of its budget, a reply's p99 at most 1.5 times that of an idle bot and no
stall above a fiftieth of APScheduler's; of a million a day 99 % within 5 s of their own second.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.app import use_bundled_zones
from tests.bench import burst, claiming, day, server, standing
from tests.bench.figures import Figure, table

PARTS: dict[str, Callable[[Path, bool], list[Figure]]] = {
    "claim": lambda folder, quick: claiming.figures(folder),
    "postgresql": lambda folder, quick: server.figures(),
    "standing": lambda folder, quick: standing.figures(folder),
    "burst": lambda folder, quick: burst.figures(folder),
    "day": lambda folder, quick: day.figures(day.SIZES[:2] if quick else day.SIZES),
}


def main() -> int:
    """Measure part by part and print one table; 1 when a ratio is missed."""
    parser = argparse.ArgumentParser("python -m tests.bench.reminders")
    parser.add_argument("--only", choices=PARTS, help="one part")
    parser.add_argument("--quick", action="store_true", help="no day of a million")
    wanted = parser.parse_args()
    use_bundled_zones()
    figures: list[Figure] = []
    for name in [wanted.only] if wanted.only else PARTS:
        sys.stderr.write(f"measuring: {name}\n")
        with tempfile.TemporaryDirectory() as folder:
            figures += PARTS[name](Path(folder), wanted.quick)
    sys.stdout.write(f"{table(figures)}\n")
    return 0 if all(figure.is_met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
