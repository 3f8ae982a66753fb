"""Check-ins: self-reported tremor and confidence, and the one optional question a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median

from bot.domain.learners import Consent

SCALE = range(11)  # 0–10
QUIET_AFTER_SKIPS = timedelta(weeks=2)
SKIPS_BEFORE_QUIET = 2


class Feeling(StrEnum):
    """What is reported on a 0–10 scale."""

    TREMOR = "tremor"  # 0 steady … 10 very shaky
    CONFIDENCE = "confidence"  # 0 guessing … 10 certain


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One self-report; zone and practice day are frozen when it is written."""

    id: int
    learner: int
    feeling: Feeling
    value: int
    at: datetime
    zone: str
    day: date


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One optional question that was put to a learner, and what came of it."""

    day: date
    feeling: Feeling
    answered: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """The last value and the median over the days shown."""

    last: int
    median: float
    number: int


def question_for(day: date, consent: Consent, asked: Sequence[AskedQuestion]) -> Feeling | None:
    """Choose today's one optional question; None when today is to stay quiet.

    `asked` holds earlier questions, newest first. The two feelings take turns; two skips in a row
    keep us quiet for two weeks, and so does *Never ask* for good.
    """
    if consent is Consent.NEVER or any(question.day == day for question in asked):
        return None
    latest = list(asked[:SKIPS_BEFORE_QUIET])
    skipped = len(latest) == SKIPS_BEFORE_QUIET and not any(each.answered for each in latest)
    if skipped and day - latest[0].day < QUIET_AFTER_SKIPS:
        return None
    previous = latest[0].feeling if latest else Feeling.CONFIDENCE
    return Feeling.CONFIDENCE if previous is Feeling.TREMOR else Feeling.TREMOR


def summarise(check_ins: Sequence[CheckIn], feeling: Feeling) -> Summary | None:
    """Sum up one feeling; `check_ins` are oldest first."""
    values = [check_in.value for check_in in check_ins if check_in.feeling is feeling]
    return Summary(values[-1], float(median(values)), len(values)) if values else None
