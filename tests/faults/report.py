"""What a trial came to, as a row of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """The facts of one trial, and what was not as it should be."""

    title: str
    facts: Mapping[str, int | float]
    faults: Sequence[str]

    def __str__(self) -> str:
        facts = " · ".join(f"{name} {value:g}" for name, value in self.facts.items())
        verdict = "; ".join(self.faults).upper() or "ok"
        return f"{self.title:<34} {facts}\n{'':<34} {verdict}"
