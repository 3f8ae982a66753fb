"""A second opinion on when a prompt is due: whenever's clock, and plain looking from quarter to
quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import whenever

QUARTER = timedelta(minutes=15)
DAY_START = timedelta(hours=4)


@dataclass(frozen=True)
class Wall:
    """What a learner's wall clock shows, and the quiet hours beside it. All in whole quarters."""

    zone: str
    quiet: tuple[int, int] | None = None  # minutes after midnight

    def local(self, instant: datetime) -> datetime:
        """What the wall shows, without a zone."""
        return whenever.Instant(instant).to_tz(self.zone).to_plain().to_stdlib()

    def instant(self, day: date, minute: int) -> datetime | None:
        """When the wall shows `minute` of `day`: later in a gap, the first in an overlap."""
        noon = self._zoned(day, 12 * 60)
        if noon.date().to_stdlib() != day:
            return None
        return self._zoned(day, minute).to_instant().to_stdlib().replace(tzinfo=UTC)

    def _zoned(self, day: date, minute: int) -> whenever.ZonedDateTime:
        hour, past = divmod(minute, 60)
        return whenever.ZonedDateTime(
            day.year, day.month, day.day, hour, past, tz=self.zone, disambiguation="compatible"
        )

    def is_quiet(self, instant: datetime) -> bool:
        if self.quiet is None:
            return False
        local = self.local(instant)
        minute, (start, end) = local.hour * 60 + local.minute, self.quiet
        return start <= minute < end if start <= end else minute >= start or minute < end

    def heard(self, instant: datetime) -> datetime:
        """The first quarter at or after `instant` that is not quiet."""
        if not self.is_quiet(instant):
            return instant
        past = timedelta(minutes=instant.minute % 15, seconds=instant.second)
        quarter = instant - past
        while self.is_quiet(quarter):
            quarter += QUARTER
        return quarter

    def due(self, day: date, minute: int) -> datetime | None:
        """When the prompt of `day` that is set for `minute` is due."""
        set_for = self.instant(day, minute)
        return None if set_for is None else self.heard(set_for)

    def practice_day(self, instant: datetime) -> date:
        return (self.local(instant) - DAY_START).date()
