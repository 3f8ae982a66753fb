"""Dates that matter: an exam, a course or a case to plan back from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """What is to come."""

    EXAM = "exam"
    COURSE = "course"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Event:
    """One date that matters to a learner."""

    id: int
    kind: EventKind
    day: date  # the learner's own date
    label: str  # as typed
