"""The log: practice done elsewhere, and taking back what was logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.checkins import CheckIn
from bot.domain.content import Drill, Technique
from bot.domain.logbook import Entry
from bot.domain.practice import Completion, Source
from bot.domain.streaks import Streak
from bot.usecases import completions, plans
from bot.usecases.completions import Done
from bot.usecases.plans import PlanView
from bot.usecases.ports import Pending, PendingInput
from bot.usecases.turn import Turn

TYPED_ANSWER_FOR = timedelta(minutes=30)
UNDO_WITHIN = timedelta(hours=48)
NOTE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class LogAsked:
    """What was done? With an example."""


@dataclass(frozen=True, slots=True)
class LogUnclear:
    """No amount could be read."""


@dataclass(frozen=True, slots=True)
class LoggedElsewhere:
    """Practice done elsewhere was kept."""

    entry: Entry
    item: Drill | Technique | None
    completion: Completion
    streak: Streak


@dataclass(frozen=True, slots=True)
class Undone:
    """Something was taken back."""

    title: str | None  # None: practice elsewhere
    check_in: CheckIn | None
    plan: PlanView | None
    message: int | None = None  # that showed it as done
    item: str | None = None


@dataclass(frozen=True, slots=True)
class NothingToUndo:
    """There is nothing (left) to take back."""


def ask(turn: Turn) -> LogAsked:
    """Await a line of plain words."""
    turn.tx.conversation.await_input(
        turn.owner, PendingInput(Pending.LOG, "", turn.now + TYPED_ANSWER_FOR)
    )
    return LogAsked()


def log_elsewhere(
    turn: Turn, words: str, entry: Entry, item: Drill | Technique | None
) -> LoggedElsewhere:
    """Keep practice done elsewhere; it counts for today."""
    turn.tx.conversation.clear_pending(turn.owner)
    done = Done(
        reps=entry.reps,
        seconds=entry.seconds,
        source=Source.ELSEWHERE,
        note=words[:NOTE_LENGTH],
    )
    completion = completions.keep(turn, item.id if item else None, done)
    return LoggedElsewhere(entry, item, completion, turn.streak())


def undo_completion(turn: Turn, completion_id: int) -> Undone | NothingToUndo:
    """Take one completion back, with the tick and the memory that came of it."""
    completion = turn.tx.practice.get(completion_id)
    if completion is None or completion.learner != turn.owner:
        return NothingToUndo()
    turn.tx.practice.remove(completion_id)
    plan = turn.tx.plans.get(completion.plan) if completion.plan else None
    title = turn.title(completion.item) if completion.item else None
    view = plans.view(turn, plan) if plan else None
    return Undone(title, None, view, completion.message, completion.item)


def undo_check_in(turn: Turn, check_in_id: int) -> Undone | NothingToUndo:
    """Take one self-report back."""
    check_in = turn.tx.check_ins.get(check_in_id)
    if check_in is None or check_in.learner != turn.owner:
        return NothingToUndo()
    turn.tx.check_ins.remove(check_in_id)
    return Undone(None, check_in, None)


def undo_latest(turn: Turn) -> Undone | NothingToUndo:
    """Take the newest thing logged back, whichever it was."""
    completion = turn.tx.practice.latest(turn.owner)
    check_in = turn.tx.check_ins.latest(turn.owner)
    recent = [each for each in (completion, check_in) if each and turn.now - each.at <= UNDO_WITHIN]
    if not recent:
        return NothingToUndo()
    newest = max(recent, key=lambda each: each.at)
    if isinstance(newest, CheckIn):
        return undo_check_in(turn, newest.id)
    return undo_completion(turn, newest.id)
