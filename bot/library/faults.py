"""What is wrong with the content, told so that an author can mend it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to mend. `path` is relative to the content folder, `line` counts from 1."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class BrokenContent(Exception):
    """The content folder cannot be used; `faults` names everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


@dataclass(slots=True)
class Report:
    """Collects the faults of one file."""

    path: str
    faults: list[Fault] = field(default_factory=list)

    def at(self, line: int, message: str) -> None:
        """Note a fault on `line`, counted from 1."""
        self.faults.append(Fault(self.path, line, message))
