"""In the background after a start: due times follow changed zone data."""

from __future__ import annotations

import structlog

from bot.usecases import zones
from bot.usecases.ports import Clock, Database

log = structlog.get_logger(__name__)


async def follow_zone_data(db: Database, clock: Clock) -> None:
    """Recompute the due times of the zones whose data has changed since they were computed."""
    changed = await db.read(zones.changed)
    if not changed:
        return
    last: int | None = 0
    while last is not None:
        last = await db.run_patiently(zones.recompute, last, changed.keys(), clock.now())
    await db.run_patiently(zones.remember, changed)
    log.info("due times follow the zone data", zones=len(changed))
