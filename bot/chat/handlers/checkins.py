"""Check-ins, progress, the log and undo."""

from __future__ import annotations

from bot.chat.desk import Desk
from bot.chat.handlers import plans
from bot.chat.replies import Change, Reply, Say, toast
from bot.chat.screens import QuestionSkipped
from bot.chat.taps import (
    GiveConsent,
    NoteFeeling,
    SkipQuestion,
    UndoCheckIn,
    UndoCompletion,
)
from bot.domain.checkins import SCALE, Feeling
from bot.domain.content import Drill, Technique
from bot.domain.logbook import parse_count, parse_entry
from bot.usecases import browse, checkins, log, progress
from bot.usecases.checkins import FeelingNoted
from bot.usecases.log import NothingToUndo


def begin(desk: Desk) -> list[Reply]:
    """/checkin."""
    return [Say(checkins.begin(desk.turn))]


def consent(desk: Desk, tap: GiveConsent) -> list[Reply]:
    """The answer to whether values may be kept, in place."""
    result = checkins.consent(desk.turn, tap.answer, tap.feeling, both=tap.both)
    return [Change(result, desk.message)]


def note(desk: Desk, tap: NoteFeeling) -> list[Reply]:
    """A value was tapped."""
    result = checkins.note(desk.turn, tap.feeling, tap.value, both=tap.both)
    return [toast("noted", value=tap.value), Change(result, desk.message), *_following(result)]


def _following(result: FeelingNoted) -> list[Reply]:
    return [Say(result.following)] if result.following else []


def typed(desk: Desk, words: str, about: str) -> list[Reply]:
    """A value was typed; `about` is the feeling, with "+" when the other one follows."""
    value = parse_count(words)
    if value is None or value not in SCALE:
        return [Say(browse.NumberUnclear(words, SCALE[0], SCALE[-1]))]
    feeling = Feeling(about.removesuffix("+"))
    result = checkins.note(desk.turn, feeling, value, both=about.endswith("+"))
    return [Say(result), *_following(result)]


def skip(desk: Desk, _: SkipQuestion) -> list[Reply]:
    """*Skip* today's question."""
    checkins.skip(desk.turn)
    return [Change(QuestionSkipped(), desk.message)]


def show_progress(desk: Desk) -> list[Reply]:
    """/progress."""
    return [Say(progress.progress(desk.turn))]


def ask_log(desk: Desk) -> list[Reply]:
    """/log without words."""
    return [Say(log.ask(desk.turn))]


def log_words(desk: Desk, words: str) -> list[Reply]:
    """/log with words, or the words that it asked for."""
    entry = parse_entry(words)
    if entry is None:
        return [Say(log.LogUnclear())]
    named = _named(desk, entry.rest) or _named(desk, words)
    return [Say(log.log_elsewhere(desk.turn, words, entry, named))]


def _named(desk: Desk, words: str) -> Drill | Technique | None:
    found = desk.search.find(words)
    return desk.turn.library.item(found.ids[0]) if found.kind == "sure" else None


def undo_latest(desk: Desk) -> list[Reply]:
    """/undo: the plan and the drill's own card are put right, too."""
    result = log.undo_latest(desk.turn)
    if isinstance(result, NothingToUndo):
        return [Say(result)]
    card = [Change(result, result.message, result.item)] if result.message else []
    return [Say(result), *card, *plans.refresh(desk, result.plan)]


def undo_completion(desk: Desk, tap: UndoCompletion) -> list[Reply]:
    """*Undo* on something done; on the plan itself, the plan is shown as it was."""
    result = log.undo_completion(desk.turn, tap.completion)
    if isinstance(result, NothingToUndo):
        return [toast("nothing_to_undo")]
    if result.plan and result.plan.plan.message == desk.message:
        return [toast("undone"), Change(result.plan, desk.message)]
    return [toast("undone"), Change(result, desk.message), *plans.refresh(desk, result.plan)]


def undo_check_in(desk: Desk, tap: UndoCheckIn) -> list[Reply]:
    """*Undo* on a check-in."""
    result = log.undo_check_in(desk.turn, tap.check_in)
    if isinstance(result, NothingToUndo):
        return [toast("nothing_to_undo")]
    return [toast("undone"), Change(result, desk.message)]
