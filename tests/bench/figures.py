"""Figures with their anchors beside them, and the table in which they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, what it is held against, and which ratio of the two is wanted.

    A limit is an anchor, too: `ours` may be so many times as much.
    """

    name: str
    ours: float
    anchor: float
    unit: str
    against: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.anchor

    @property
    def wanted(self) -> str:
        if self.at_least is not None:
            return f">= {self.at_least:g}"
        return "" if self.at_most is None else f"<= {self.at_most:g}"

    @property
    def is_met(self) -> bool:
        if self.at_least is not None:
            return self.ratio >= self.at_least
        return self.at_most is None or self.ratio <= self.at_most


def best(rounds: Sequence[Figure]) -> Figure:
    """Return the figure of the best round: others on this machine can only make it worse."""
    better = max if rounds[0].at_least is not None else min
    return better(rounds, key=lambda figure: figure.ratio)


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table in plain text."""
    rows = [("figure", "ours", "anchor", "", "ratio", "wanted", "")]
    rows += [
        (
            each.name,
            f"{_short(each.ours)} {each.unit}",
            f"{_short(each.anchor)} {each.unit}",
            each.against,
            _short(each.ratio),
            each.wanted,
            "" if not each.wanted else "ok" if each.is_met else "MISSED",
        )
        for each in figures
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _short(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"
