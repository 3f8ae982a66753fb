"""What a learner has set, and changing it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.content import Kit
from bot.domain.day import local_time
from bot.domain.events import Event
from bot.domain.learners import Consent
from bot.domain.plates import NeedleHand
from bot.domain.reminders import Rule
from bot.domain.syllabus import Track
from bot.usecases import events, rules
from bot.usecases.coming import Coming, coming
from bot.usecases.roster import RosterDay, roster
from bot.usecases.turn import Turn

DAY_STARTS = (0, 4 * 60, 6 * 60, 13 * 60)  # minutes after midnight; the last for blocks of nights


@dataclass(frozen=True, slots=True)
class SettingsView:
    """All that is set, in the learner's own clock."""

    place: str
    zone: str
    now: datetime
    rules: tuple[Rule, ...]  # prompts
    next: Coming | None
    next_shift: RosterDay | None  # of the next two weeks
    next_event: Event | None
    today: date  # by the learner's own clock
    kit: frozenset[Kit]
    day_start: int
    check_ins: Consent
    paused: bool
    track: Track | None
    needle_hand: NeedleHand
    paused_from: date | None  # of a pause that is still to begin


@dataclass(frozen=True, slots=True)
class DayStartAsked:
    """When does a new practice day begin?"""

    day_start: int
    choices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TrackAsked:
    """Which specialty do you train towards?"""

    track: Track | None


def settings(turn: Turn) -> SettingsView:
    """Show what is set."""
    learner = turn.learner
    prompts = rules.prompts(turn)
    return SettingsView(
        place=learner.place,
        zone=learner.zone,
        now=turn.now,
        rules=tuple(prompts),
        next=next(iter(coming(turn, prompts, 1)), None),
        next_shift=next((each for each in roster(turn) if each.shift), None),
        next_event=events.next_event(turn),
        today=local_time(turn.now, learner.zone).date(),
        kit=learner.kit,
        day_start=learner.day_start,
        check_ins=learner.check_ins,
        paused=learner.is_paused(turn.day),
        track=learner.track,
        needle_hand=learner.needle_hand,
        paused_from=learner.paused_from if learner.pauses_after(turn.day) else None,
    )


def ask_track(turn: Turn) -> TrackAsked:
    """Ask for the specialty; none is fine."""
    return TrackAsked(turn.learner.track)


def set_track(turn: Turn, track: Track | None) -> SettingsView:
    """Let plans that are not shown yet turn to the track's material sooner."""
    return settings(turn.save(replace(turn.learner, track=track)))


def hold_needle(turn: Turn, hand: NeedleHand) -> SettingsView:
    """Let pictures and films show the steps for this needle hand."""
    return settings(turn.save(replace(turn.learner, needle_hand=hand)))


def ask_day_start(turn: Turn) -> DayStartAsked:
    """Ask when the practice day turns."""
    return DayStartAsked(turn.learner.day_start, DAY_STARTS)


def set_day_start(turn: Turn, minute: int) -> SettingsView:
    """Let later practice days begin at `minute`; days already logged stay as they are."""
    return settings(turn.save(replace(turn.learner, day_start=minute)))


def allow_check_ins(turn: Turn, *, allowed: bool) -> SettingsView:
    """Switch the keeping of check-ins on or off; values kept so far stay until they are erased."""
    answer = Consent.YES if allowed else Consent.NEVER
    return settings(turn.save(replace(turn.learner, check_ins=answer)))
