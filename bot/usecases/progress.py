"""Progress: what was really done, and what was reported, in one honest message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.checkins import Feeling, Summary, summarise
from bot.domain.learners import Consent
from bot.domain.phases import phase_of, weekly_goal
from bot.domain.streaks import DayMark, Streak, strip
from bot.domain.syllabus import Phase
from bot.usecases.turn import Turn

STRIP_DAYS = 14


@dataclass(frozen=True, slots=True)
class Progress:
    """The streak, two weeks as a strip, this week's work, and the check-ins of those weeks."""

    today: date
    streak: Streak
    marks: tuple[DayMark, ...]  # oldest first, today last
    days_practised: int  # of the strip
    reps_this_week: int
    minutes_this_week: int
    done_this_week: int
    tremor: Summary | None
    confidence: Summary | None
    check_ins: Consent
    begun: bool  # something was practised, however long ago
    days_this_week: int
    phase: Phase
    weekly_goal: int | None  # practice days, by the phase

    @property
    def weeks(self) -> tuple[tuple[DayMark, ...], ...]:
        """The strip as rows of seven days."""
        return tuple(self.marks[start : start + 7] for start in range(0, STRIP_DAYS, 7))

    @property
    def is_empty(self) -> bool:
        return not (self.begun or self.tremor or self.confidence)


def progress(turn: Turn) -> Progress:
    """Look at the last two weeks."""
    practised = turn.tx.practice.days(turn.owner)
    marks = strip(practised, turn.day, STRIP_DAYS, turn.spared())
    monday = turn.day - timedelta(days=turn.day.weekday())
    week = turn.tx.practice.since(turn.owner, monday)
    phase = phase_of(turn.library, len(practised), turn.read_lessons())
    check_ins = turn.tx.check_ins.since(turn.owner, turn.day - timedelta(days=STRIP_DAYS - 1))
    return Progress(
        today=turn.day,
        streak=turn.streak(),
        marks=marks,
        days_practised=marks.count(DayMark.PRACTISED),
        reps_this_week=sum(done.reps or 0 for done in week),
        minutes_this_week=sum(done.seconds or 0 for done in week) // 60,
        done_this_week=len(week),
        tremor=summarise(check_ins, Feeling.TREMOR),
        confidence=summarise(check_ins, Feeling.CONFIDENCE),
        check_ins=turn.learner.check_ins,
        begun=bool(practised),
        days_this_week=sum(day >= monday for day in practised),
        phase=phase,
        weekly_goal=weekly_goal(turn.library, phase),
    )
