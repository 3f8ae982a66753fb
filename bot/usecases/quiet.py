"""Quiet hours: set in one place, really silent, and never ending in a burst."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.day import MINUTES_A_DAY
from bot.domain.quiet_words import NoQuiet, fault, parse_quiet
from bot.domain.rhythm import QuietHours
from bot.domain.unclear import Unclear, Why
from bot.usecases import remind, rules
from bot.usecases.awaiting import await_typed
from bot.usecases.ports import Pending
from bot.usecases.remind import RemindView
from bot.usecases.turn import Stale, Turn

USUAL = (QuietHours(22 * 60, 7 * 60), QuietHours(23 * 60, 6 * 60))


@dataclass(frozen=True, slots=True)
class QuietAsked:
    """From when until when?"""

    quiet: QuietHours | None


@dataclass(frozen=True, slots=True)
class QuietSet:
    """Quiet hours were set or taken off, and what comes next by them."""

    view: RemindView


@dataclass(frozen=True, slots=True)
class QuietUnclear:
    """What was typed cannot be set; until then all stays as it is."""

    words: str
    why: Why
    readings: tuple[QuietHours, ...]


def ask(turn: Turn) -> QuietAsked:
    """Show the quiet hours, and await others."""
    await_typed(turn, Pending.QUIET)
    return QuietAsked(turn.learner.rhythm.quiet)


def set_words(turn: Turn, words: str) -> QuietSet | QuietUnclear:
    """Set quiet hours as typed, or take them off."""
    parsed = parse_quiet(words)
    if isinstance(parsed, Unclear):
        return QuietUnclear(words, parsed.why, parsed.readings)
    return set_hours(turn, None if isinstance(parsed, NoQuiet) else parsed)


def set_hours(turn: Turn, quiet: QuietHours | None) -> QuietSet:
    """Set quiet hours; None takes them off. What falls into them comes at their end."""
    if quiet and (fault(quiet) or not 0 <= max(quiet.start, quiet.end) < MINUTES_A_DAY):
        raise Stale
    turn.tx.conversation.clear_pending(turn.owner)
    start, end = (quiet.start, quiet.end) if quiet else (None, None)
    turn = turn.save(replace(turn.learner, quiet_from=start, quiet_to=end))
    rules.reschedule(turn)
    return QuietSet(remind.remind(turn))
