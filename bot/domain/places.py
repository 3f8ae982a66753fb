"""Where a learner is, as far as the clock is concerned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A city, or a bare zone, with the IANA time zone that holds there."""

    name: str
    country: str  # English name; empty where the place is a zone and not a city
    zone: str
    population: int = 0
    region: str = ""  # tells places of one name in one country apart, such as a US state

    @property
    def label(self) -> str:
        """Return the name that tells this place from its namesakes."""
        return ", ".join(part for part in (self.name, self.region, self.country) if part)
