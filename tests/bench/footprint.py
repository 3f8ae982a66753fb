"""How soon `steadyhand run` is ready, and how much memory it holds after a day's use.

Run it as `python -m tests.bench.footprint`. The contract: ready within 2 s of a warm start, under
150 MB resident, zone look-up included.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.e2e.days import use_everything
from tests.e2e.outside import outside

STARTS = 5


async def main() -> None:
    """Measure on the real command and the real clock."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        async with outside(here, here / "cache", "bot", "run", now=datetime.now(UTC)) as world:
            maya = await world.person("Maya")
            fresh = world.resident_mb()
            await use_everything(maya)
            used = world.resident_mb()
            starts = []
            for _ in range(STARTS):
                await world.stop()
                began = time.perf_counter()
                await world.start()
                starts.append(time.perf_counter() - began)
    median, slowest = statistics.median(starts), max(starts)
    sys.stdout.write(
        f"ready, warm start to first poll: {median:.2f} s median, {slowest:.2f} s slowest"
        f" of {STARTS}\n"
        f"resident: {fresh:.0f} MB when ready, {used:.0f} MB after a day's use\n"
    )


if __name__ == "__main__":
    asyncio.run(main())
