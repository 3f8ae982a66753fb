"""Drill timers: started by a tap, ended by the clock, alive across a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.content import Drill, Library
from bot.domain.learners import Onboarding
from bot.domain.practice import OpenCard
from bot.domain.timers import LONGEST_S, SHORTEST_S, TOO_LATE, Timer
from bot.usecases import cards
from bot.usecases.cards import DrillCard
from bot.usecases.ports import Tx
from bot.usecases.turn import Stale, Turn

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class TimerRunning:
    """A drill's card while its timer runs."""

    card: DrillCard
    timer: Timer
    replaced: str | None  # the title of another drill, whose timer was stopped


@dataclass(frozen=True, slots=True)
class TimeUp:
    """The end of a timer, which may buzz: it was asked for."""

    card: DrillCard
    seconds: int


def start(turn: Turn, card: OpenCard, *, first_ever: bool) -> TimerRunning:
    """Start the drill's timer; starting again begins anew."""
    drill = turn.item(card.item)
    if not isinstance(drill, Drill) or drill.timer_s is None:
        raise Stale
    running = turn.tx.practice.running_timer(turn.owner)
    other = running.item if running and running.item != card.item else None
    seconds = min(max(drill.timer_s, SHORTEST_S), LONGEST_S)
    shown = cards.show_drill(turn, card, first_ever=first_ever, box_open=True)
    timer = turn.tx.practice.start_timer(
        Timer(
            id=0,
            learner=turn.owner,
            item=card.item,
            seconds=seconds,
            started_at=turn.now,
            ends_at=turn.now + timedelta(seconds=seconds),
            card=card,
        )
    )
    return TimerRunning(shown, timer, turn.title(other) if other else None)


def stop(turn: Turn, item: str) -> bool:
    """Stop the running timer of an item; tell whether there was one."""
    timer = turn.tx.practice.running_timer(turn.owner)
    return timer is not None and timer.item == item and turn.tx.practice.stop_timer(timer.id)


def ended(tx: Tx, now: datetime) -> list[Timer]:
    """Return timers that have ended, first ended first."""
    return tx.practice.ended_timers(now, AT_ONCE)


def begin_end(tx: Tx, library: Library, timer: Timer, now: datetime) -> TimeUp | None:
    """Return the message that a timer ended; None when it was stopped or nobody waits any more."""
    running = tx.practice.running_timer(timer.learner)
    learner = tx.learners.get(timer.learner)
    if running is None or running.id != timer.id or learner is None:
        return None
    known = isinstance(library.item(timer.item), Drill)
    if learner.blocked_at or now - timer.ends_at > TOO_LATE or not known:
        tx.practice.stop_timer(timer.id)
        return None
    first_ever = learner.onboarding is Onboarding.FIRST_DRILL and timer.card.plan is None
    turn = Turn(tx, library, learner, now)
    card = cards.drill_view(turn, timer.card, first_ever=first_ever, box_open=True)
    return TimeUp(card, timer.seconds)
