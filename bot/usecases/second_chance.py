"""The second chance: in the evening, only if nothing was done; off until it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from bot.domain.day import MINUTES_A_DAY
from bot.domain.reminder_words import parse_rules
from bot.domain.reminders import EVERY_DAY, Kind, Rule
from bot.domain.unclear import Unclear, Why
from bot.usecases import remind, rules
from bot.usecases.awaiting import await_typed
from bot.usecases.ports import Pending
from bot.usecases.remind import RemindView
from bot.usecases.turn import Stale, Turn

USUAL_MINUTES = (19 * 60 + 30, 20 * 60 + 30, 21 * 60 + 30)
AFTER_PROMPT = 60  # minutes: sooner it would be no second chance
LATEST = 23 * 60


@dataclass(frozen=True, slots=True)
class SecondChanceAsked:
    """When in the evening, if at all?"""

    rule: Rule | None
    suggestions: tuple[int, ...]  # minutes after midnight


@dataclass(frozen=True, slots=True)
class SecondChanceUnclear:
    """What was typed is no time for it; until then all stays as it is."""

    words: str
    why: Why
    readings: tuple[int, ...]  # minutes after midnight


def ask(turn: Turn) -> SecondChanceAsked:
    """Offer times after the last prompt of a day, and await others."""
    await_typed(turn, Pending.SECOND_CHANCE)
    return SecondChanceAsked(remind.second_chance(turn), _suggestions(rules.prompts(turn)))


def _suggestions(prompts: Iterable[Rule]) -> tuple[int, ...]:
    latest = max((rule.minute for rule in prompts if rule.enabled), default=0)
    return tuple(minute for minute in USUAL_MINUTES if latest + AFTER_PROMPT <= minute <= LATEST)


def set_words(turn: Turn, words: str) -> RemindView | SecondChanceUnclear:
    """Set its time as typed; it is the same on all days."""
    parsed = parse_rules(words)
    if isinstance(parsed, Unclear):
        minutes = (each.minute for each in chain.from_iterable(parsed.readings))
        return SecondChanceUnclear(words, parsed.why, tuple(dict.fromkeys(minutes)))
    return set_time(turn, parsed[0].minute)


def set_time(turn: Turn, minute: int) -> RemindView:
    """Come at this minute of the day if nothing was done until then."""
    if not 0 <= minute < MINUTES_A_DAY:
        raise Stale
    turn.tx.conversation.clear_pending(turn.owner)
    rules.set_times(turn, Kind.SECOND_CHANCE, [(minute, EVERY_DAY)])
    return remind.remind(turn)


def switch_off(turn: Turn) -> RemindView:
    """Come no second time; the time is remembered."""
    for rule in turn.tx.rules.of(turn.owner):
        if rule.kind is Kind.SECOND_CHANCE:
            rules.change(turn, replace(rule, enabled=False))
    return remind.remind(turn)
