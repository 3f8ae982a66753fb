"""A better time for the prompt, where practice really happens at another: offered, never set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.calendar import Shift
from bot.domain.day import local_time
from bot.domain.habits import LONGEST_BACK, better_time, may_suggest
from bot.domain.learners import Learner
from bot.domain.practice import Source
from bot.domain.reminders import Rule
from bot.usecases import rules
from bot.usecases.turn import Turn


@dataclass(frozen=True, slots=True)
class MoveTime:
    """Practice mostly begins at another time: shall the prompt come then?"""

    rule: Rule
    suggested: int  # minutes after midnight

    @property
    def minute(self) -> int:
        """When the prompt comes now."""
        return self.rule.minute


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """The prompt stays where it is."""

    minute: int


def suggest(turn: Turn) -> MoveTime | None:
    """Suggest another time where there is one, at most once in two weeks.

    It takes the place of the day's one optional question, so never on a day that had it.
    """
    if not may_suggest(turn.learner.time_suggested_on, turn.day):
        return None
    if any(question.day == turn.day for question in turn.tx.check_ins.asked(turn.owner, 1)):
        return None
    starts = _starts(turn)
    for rule in rules.prompts(turn):
        minute = better_time(starts, rule.minute, rule.weekdays) if rule.enabled else None
        if minute is not None:
            turn.save(replace(turn.learner, time_suggested_on=turn.day))
            return MoveTime(rule, minute)
    return None


def _starts(turn: Turn) -> dict[date, int]:
    """Return when practice began on each day; nights are no measure, nor is practice elsewhere."""
    starts: dict[date, int] = {}
    for done in turn.tx.practice.since(turn.owner, turn.day - LONGEST_BACK):
        if done.source is not Source.ELSEWHERE and not _is_night(turn.learner, done.day):
            local = local_time(done.at, done.zone)
            starts.setdefault(done.day, local.hour * 60 + local.minute)
    return starts


def _is_night(learner: Learner, day: date) -> bool:
    return learner.calendar.shift(day) in (Shift.NIGHT, Shift.ON_CALL, Shift.POST_CALL)
