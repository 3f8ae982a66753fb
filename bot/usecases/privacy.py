"""What is kept, and erasing it; and telling the operator what is wrong with an item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.content import SafetyPage, Taught
from bot.usecases.ports import Pending, PendingInput
from bot.usecases.turn import Turn

TYPED_ANSWER_FOR = timedelta(minutes=30)
REPORT_LENGTH = 1_000


@dataclass(frozen=True, slots=True)
class Privacy:
    """What is kept, in plain words."""


@dataclass(frozen=True, slots=True)
class ForgetAsked:
    """Erase everything?"""

    completions: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Everything was erased."""


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """What is wrong with this item?"""

    item: Taught | SafetyPage


@dataclass(frozen=True, slots=True)
class ReportKept:
    """The report was kept for the operator."""

    item: Taught | SafetyPage


def ask_forget(turn: Turn) -> ForgetAsked:
    """Ask once, since nothing brings it back."""
    return ForgetAsked(len(turn.tx.practice.of(turn.owner)))


def forget(turn: Turn) -> Forgotten:
    """Erase the learner and all that is kept about them, at once."""
    turn.tx.learners.forget(turn.owner)
    return Forgotten()


def _told_of(turn: Turn, item_id: str) -> Taught | SafetyPage:
    """Return what a report is about: anything that has a card, safety pages among it."""
    return turn.library.safety.get(item_id) or turn.taught(item_id)


def ask_report(turn: Turn, item_id: str) -> ReportAsked:
    """Await a line about what is wrong with an item."""
    item = _told_of(turn, item_id)
    turn.tx.conversation.await_input(
        turn.owner, PendingInput(Pending.REPORT, item.id, turn.now + TYPED_ANSWER_FOR)
    )
    return ReportAsked(item)


def keep_report(turn: Turn, item_id: str, words: str) -> ReportKept:
    """Keep the report with the version of the content that it is about."""
    item = _told_of(turn, item_id)
    turn.tx.conversation.clear_pending(turn.owner)
    turn.tx.learners.add_report(turn.owner, item.id, item.version, words[:REPORT_LENGTH], turn.now)
    return ReportKept(item)
