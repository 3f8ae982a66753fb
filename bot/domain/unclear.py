"""Words that are not understood for sure: why, and what they may mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Reading_co = TypeVar("Reading_co", covariant=True)


class Why(StrEnum):
    """Why typed words are asked back."""

    NOT_UNDERSTOOD = "not-understood"
    # times
    MORNING_OR_EVENING = "morning-or-evening"  # "7"
    WHICH_TIME = "which-time"  # "half seven"
    NO_SUCH_TIME = "no-such-time"  # "25:00"
    TIME_MISSING = "time-missing"  # "weekends"
    OTHER_CLOCK = "other-clock"  # "18:30 UTC": times go by the learner's own clock
    NOT_EVENING = "not-evening"  # "7am", of the second chance
    # rules that repeat weekly
    ONE_A_DAY = "one-a-day"  # "7:30 and 19:00"
    WHICH_DAYS = "which-days"  # which time belongs to which days?
    FROM_NOW_ON = "from-now-on"  # "half an hour later": each time, or only now?
    WHICH_PROMPT = "which-prompt"  # the same, of several times
    TOO_OFTEN = "too-often"  # "every 5 minutes"
    NOT_WEEKLY = "not-weekly"  # "every other day"
    ONE_OFF = "one-off"  # "tomorrow": a rule repeats
    TOO_MANY = "too-many"
    # quiet hours
    NO_LENGTH = "no-length"  # "22-22"
    TOO_LONG = "too-long"
    # dates
    WHICH_DATE = "which-date"  # "05/12/2026"
    NO_SUCH_DATE = "no-such-date"  # "31 Feb"
    DATE_MISSING = "date-missing"  # "exam"
    DAY_MISSING = "day-missing"  # "in May"
    OTHER_WEEKDAY = "other-weekday"  # "Monday 5 Dec" when it is a Saturday
    PAST = "past"
    TOO_FAR = "too-far"
    TOO_SOON = "too-soon"  # "0 min"
    # events
    WHICH_KIND = "which-kind"  # an exam, a course or a case?
    YOUR_CASE = "your-case"  # "surgery tomorrow": theirs to do, or done to them?


@dataclass(frozen=True, slots=True)
class Unclear(Generic[Reading_co]):
    """What is to be asked back; `readings` are the meanings to offer, likeliest first."""

    why: Why
    readings: tuple[Reading_co, ...] = ()
