"""A sieve for calendar files: of all lines, those that say when something is and what it is.

Descriptions, guests, alarms and attachments never reach the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

MOST_EVENTS: Final = 5_000
_MOST_LINES: Final = 60_000  # kept ones
_MOST_ZONES: Final = 50
_LONGEST_SUMMARY: Final = 300  # characters
_BREAK: Final = re.compile(r"\r\n?")
_FOLD: Final = re.compile(r"\n[ \t]")
_NAME: Final = re.compile(r"\W*([A-Za-z-]+)[ \t]*[;:]")
_EVENT, _ZONE = "VEVENT", "VTIMEZONE"
_KEPT: Final = {
    _EVENT: frozenset(
        "DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID UID SUMMARY STATUS".split()
    ),
    _ZONE: frozenset("TZID DTSTART TZOFFSETFROM TZOFFSETTO RRULE RDATE".split()),
}
_YEARLY: Final = "FREQ=YEARLY"  # no honest zone changes its clocks by another rule
_PARTS: Final = {_EVENT: frozenset[str](), _ZONE: frozenset(("STANDARD", "DAYLIGHT"))}


class TooMany(Exception):
    """More events or lines than anybody's roster has."""


@dataclass(slots=True)
class Sieved:
    """The zones and events of a file."""

    zones: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    unended: int = 0  # events that were cut off

    def keep(self, component: _Component) -> None:
        """Add what has ended; raise TooMany beyond 5,000 events."""
        if component.kind == _EVENT:
            self.events.append(str(component))
        elif len(self.zones) < _MOST_ZONES:
            self.zones.append(str(component))
        if len(self.events) > MOST_EVENTS:
            raise TooMany


@dataclass(slots=True)
class _Component:
    """An event or zone that has begun."""

    kind: str
    lines: list[str] = field(default_factory=list)
    skipping: str = ""  # a part within that is not wanted, such as an alarm

    def take(self, name: str, line: str) -> bool:
        """Take a line if it is worth parsing, and tell so."""
        kept = name in ("BEGIN", "END") and self._is_part(name, _value(line))
        if not self.skipping and name in _KEPT[self.kind]:
            kept = self.kind == _EVENT or name != "RRULE" or _YEARLY in line.upper()
        if kept:
            self.lines.append(line[:_LONGEST_SUMMARY] if name == "SUMMARY" else line)
        return kept

    def _is_part(self, name: str, part: str) -> bool:
        """Tell whether a part within begins or ends that is wanted; others are skipped."""
        if self.skipping:
            self.skipping = "" if (name, part) == ("END", self.skipping) else self.skipping
        elif part in _PARTS[self.kind]:
            return True
        elif name == "BEGIN":
            self.skipping = part
        return False

    def __str__(self) -> str:
        return "\r\n".join((f"BEGIN:{self.kind}", *self.lines, f"END:{self.kind}"))


def sieved(text: str) -> Sieved:
    """Return the zones and events of `text`; raise TooMany beyond 5,000 events."""
    found = Sieved()
    begun: _Component | None = None
    lines = 0
    for name, line in _named_lines(text):
        if name == "BEGIN" and _value(line) in _KEPT:
            found.unended += begun is not None and begun.kind == _EVENT
            begun = _Component(_value(line))
        elif begun is not None and (name, _value(line)) == ("END", begun.kind):
            found.keep(begun)
            begun = None
        elif begun is not None:
            lines += begun.take(name, line)
        if lines > _MOST_LINES:
            raise TooMany
    found.unended += begun is not None and begun.kind == _EVENT
    return found


def _named_lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield unfolded lines with what they begin with; a line without a name says nothing."""
    for line in _FOLD.sub("", _BREAK.sub("\n", text)).split("\n"):
        if name := _NAME.match(line):
            yield name[1].upper(), line[name.start(1) :].rstrip(", \t")  # some lists end on a comma


def _value(line: str) -> str:
    return line.rpartition(":")[2].strip().upper()
