"""Reminder rules: what a learner set, and when it falls due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.domain.day import require_utc, to_utc
from bot.domain.rhythm import Rhythm

EVERY_DAY = 0b1111111  # bit 0 is Monday
DEFAULT_SPREAD_S = 20  # a small stable offset: a full minute shall not fall due in one second
MOST_REPEATS = 2  # of a prompt that nobody answers
_KNUTH = 2654435761  # Knuth's multiplicative hash: neighbouring ids land far apart
_DAYS_AHEAD = 70  # a weekly rule may meet dates that a zone or a block on call takes out
_ONE_DAY = timedelta(days=1)
# The local date may be one behind UTC's, and quiet may have moved a reminder by two.
_BEHIND = timedelta(days=3)
_RIVALS = 3  # dates whose occurrences quiet hours or a calendar may bring out of order


class Kind(StrEnum):
    """What a rule is for."""

    PROMPT = "prompt"
    SECOND_CHANCE = "second-chance"  # in the evening, only if nothing was done


class Origin(StrEnum):
    """How a message of an occurrence came to be."""

    RULE = "rule"
    REPEAT = "repeat"  # the gentle repeat that the learner asked for
    SNOOZE = "snooze"


class Skip(StrEnum):
    """Why an occurrence was not sent."""

    DONE = "done"
    ANSWERED = "answered"  # something was done: no second chance is needed
    NO_PROMPT = "no-prompt"  # no second chance on a day without a first one
    SNOOZED = "snoozed"  # it comes later, as the learner asked
    MERGED = "merged"  # another one of the same day came instead
    ENOUGH = "enough"  # two buzzes a day, of all kinds
    PAUSED = "paused"
    ON_CALL = "on-call"
    QUIET = "quiet"
    BLOCKED = "blocked"
    TAPERED = "tapered"
    EXPIRED = "expired"
    MISSED = "missed"  # the bot was down for longer than it would have been of use
    NOTHING_DUE = "nothing-due"
    SWITCHED_OFF = "switched-off"


# For how long a message is still of use after it fell due.
EXPIRES_AFTER = {
    (Kind.PROMPT, Origin.RULE): timedelta(hours=2),
    (Kind.PROMPT, Origin.REPEAT): timedelta(minutes=30),
    (Kind.PROMPT, Origin.SNOOZE): timedelta(hours=2),
    (Kind.SECOND_CHANCE, Origin.RULE): timedelta(hours=1),
    (Kind.SECOND_CHANCE, Origin.SNOOZE): timedelta(hours=2),
}


def is_once_only(kind: Kind, origin: Origin) -> bool:
    """Tell what is rather not sent than sent twice, where a request may have arrived unseen."""
    return kind is Kind.SECOND_CHANCE or origin is Origin.REPEAT


@dataclass(frozen=True, slots=True)
class Rule:
    """Local wall time and weekdays; the zone is the learner's."""

    id: int
    learner: int
    kind: Kind
    minute: int  # after local midnight
    weekdays: int  # bit mask, bit 0 is Monday; 0: taken out
    enabled: bool
    repeat_every: int = 0  # minutes between gentle repeats until done; 0: none

    def spread(self, limit_s: int = DEFAULT_SPREAD_S) -> timedelta:
        """Return this rule's own stable offset after its wall time, below `limit_s` seconds."""
        return _seconds(self.id * _KNUTH % 2**32 % limit_s) if limit_s else timedelta(0)

    def is_for(self, day: date) -> bool:
        """Tell whether the rule names the weekday of `day`."""
        return bool(self.weekdays >> day.weekday() & 1)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One due instance of a rule, named by its nominal local date."""

    local_date: date
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Timetable:
    """What due times are computed from besides the rule: the rhythm, and the operator's spread."""

    rhythm: Rhythm
    spread_s: int = DEFAULT_SPREAD_S

    def occurrence(self, rule: Rule, day: date) -> Occurrence | None:
        """Return the occurrence of nominal date `day`, whether or not the rule names that day."""
        due = self.rhythm.due_on(day, rule.minute, rule.spread(self.spread_s))
        return None if due is None else Occurrence(day, due)

    def next(self, rule: Rule, after: datetime, last: date | None = None) -> Occurrence | None:
        """Return the first occurrence strictly after `after` and of a later date than `last`.

        `last` is the newest nominal date that has had its occurrence: a date gets one, also when
        its time, its zone or its quiet hours change later. None: the rule never falls due.
        """
        if not rule.enabled or not rule.weekdays & EVERY_DAY:
            return None
        first = require_utc(after).date() - _BEHIND
        if last is not None:
            first = max(first, last + _ONE_DAY)
        if not self.rhythm.moves_reminders:
            return self._next_by_wall_clock(rule, after, first)
        found: list[Occurrence] = []
        for day in (first + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD)):
            if found and (day - found[0].local_date).days >= _RIVALS:
                break
            occurrence = self.occurrence(rule, day) if rule.is_for(day) else None
            if occurrence is not None and occurrence.due_at > after:
                found.append(occurrence)
        return min(found, key=lambda each: each.due_at, default=None)

    def _next_by_wall_clock(self, rule: Rule, after: datetime, first: date) -> Occurrence | None:
        """Return the first one after `after`, on `first` or later, where nothing moves it."""
        spread, zone = rule.spread(self.spread_s), self.rhythm.zone
        while found := _first_named(zone, rule.minute, rule.weekdays, first):
            day, set_for = found
            if (due_at := set_for + spread) > after:
                return Occurrence(day, due_at)
            first = day + _ONE_DAY
        return None

    def upcoming(
        self, rule: Rule, after: datetime, number: int, last: date | None = None
    ) -> list[Occurrence]:
        """Return the next `number` occurrences, soonest first."""
        found: list[Occurrence] = []
        while len(found) < number:
            occurrence = self.next(rule, after, last)
            if occurrence is None:
                break
            found.append(occurrence)
            after, last = occurrence.due_at, occurrence.local_date
        return found


@lru_cache(maxsize=4096)
def _seconds(number: int) -> timedelta:
    return timedelta(seconds=number)


@lru_cache(maxsize=65_536)
def _first_named(
    zone: str, minute: int, weekdays: int, first: date
) -> tuple[date, datetime] | None:
    """Return the first date from `first` on that has one of the weekdays, and its instant."""
    for day in (first + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD)):
        if weekdays >> day.weekday() & 1 and (instant := to_utc(day, minute, zone)):
            return day, instant
    return None


def with_time(
    rules: list[Rule], learner: int, kind: Kind, minute: int, weekdays: int
) -> list[Rule]:
    """Return a learner's rules of one kind after `weekdays` were given to `minute`.

    Each weekday has one time: the others give up the days that are taken. Rules keep their ids,
    and with them the dates that have had their occurrence; one left without days is taken out.
    """
    same = [rule for rule in rules if rule.minute == minute and rule.weekdays]
    whole = [rule for rule in rules if rule.weekdays and not rule.weekdays & ~weekdays]
    spare = [rule for rule in rules if not rule.weekdays]
    target = next(iter([*same, *whole, *spare]), Rule(0, learner, kind, minute, 0, enabled=True))
    kept = [replace(rule, weekdays=rule.weekdays & ~weekdays) for rule in rules if rule != target]
    taken = target.weekdays if target in same else 0
    changed = replace(target, minute=minute, weekdays=taken | weekdays, enabled=True)
    return [*kept, changed]
