"""Days and wall clocks: the one owner of "today" and of wall time -> UTC.

Instants are aware `datetime.UTC`; anything else is refused at the door.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MINUTES_A_DAY = 24 * 60
DEFAULT_DAY_START = 4 * 60  # minutes after midnight: practice at 02:00 still belongs to yesterday


def require_utc(instant: datetime) -> datetime:
    """Return `instant` unchanged; raise ValueError unless it is aware UTC."""
    if instant.tzinfo is not UTC:
        raise ValueError(f"an aware UTC instant is needed, got {instant!r}")
    return instant


@lru_cache(maxsize=1024)
def zone_info(zone: str) -> ZoneInfo:
    """Return the zone; raise ValueError that names it when it does not exist."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise ValueError(f"unknown time zone {zone!r}") from unknown


def local_time(instant: datetime, zone: str) -> datetime:
    """Return the wall clock that a person in `zone` sees at `instant` (aware, in that zone)."""
    return require_utc(instant).astimezone(zone_info(zone))


def to_utc(day: date, minute: int, zone: str) -> datetime | None:
    """Return the instant of wall time `minute` (after midnight) on local date `day`.

    In a gap the time moves later by the gap, in an overlap it is the first one (fold=0), so a daily
    time happens once on every local date. None where the zone skips that whole date.
    """
    tz = zone_info(zone)
    if _instant(day, time(12), tz).astimezone(tz).date() != day:
        return None
    return _instant(day, time(minute // 60, minute % 60), tz)


def _instant(day: date, wall: time, tz: ZoneInfo) -> datetime:
    return datetime.combine(day, wall, tzinfo=tz).astimezone(UTC)


def wall_after(instant: datetime, minute: int, zone: str) -> datetime:
    """Return when the wall clock next shows `minute` of the local date of `instant`.

    `minute` may lie above 1,440: on the next day. Where the clock shows it twice, it is the first
    time after `instant`; where it has passed already, `instant` itself.
    """
    tz = zone_info(zone)
    days, minute = divmod(minute, MINUTES_A_DAY)
    wall = time(minute // 60, minute % 60)
    day = local_time(instant, zone).date() + timedelta(days=days)
    ends = (_instant(day, wall.replace(fold=fold), tz) for fold in (0, 1))
    return next((end for end in ends if end > instant), instant)


def is_night(instant: datetime, zone: str) -> bool:
    """Tell whether it is between 00:00 and 05:00 locally, when nothing sharp is offered."""
    return local_time(instant, zone).hour < 5
