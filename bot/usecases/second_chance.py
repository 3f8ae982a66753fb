"""The second chance: in the evening, only if nothing was done; off until it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

from bot.domain.day import MINUTES_A_DAY
from bot.domain.reminder_words import parse_rules
from bot.domain.reminders import EVERY_DAY, Kind, Rule
from bot.domain.switch_words import All, parse_switch
from bot.domain.unclear import Unclear, Why
from bot.usecases import remind, rules
from bot.usecases.awaiting import await_typed
from bot.usecases.own_clock import OwnClock, own_clock
from bot.usecases.ports import Pending
from bot.usecases.remind import RemindView
from bot.usecases.turn import Stale, Turn

USUAL_MINUTES = (19 * 60 + 30, 20 * 60 + 30, 21 * 60 + 30)
EVENING = range(17 * 60, 23 * 60 + 1)  # minutes after midnight
WELL_AFTER = 60  # minutes after the prompt, where we suggest a time
SOONEST_AFTER = 30  # sooner it would be no second chance


@dataclass(frozen=True, slots=True)
class SecondChanceAsked:
    """When in the evening, if at all?"""

    rule: Rule | None
    suggestions: tuple[int, ...]  # minutes after midnight


@dataclass(frozen=True, slots=True)
class SecondChanceUnclear:
    """What was typed or tapped is no time for it; until then all stays as it is."""

    words: str
    why: Why
    readings: tuple[int, ...]  # minutes after midnight; good times where nothing was clear
    clock: OwnClock | None = None  # where another one was named


def ask(turn: Turn) -> SecondChanceAsked:
    """Offer times after the last prompt of a day, and await others."""
    await_typed(turn, Pending.SECOND_CHANCE)
    return SecondChanceAsked(remind.second_chance(turn), _suggestions(turn))


def _suggestions(turn: Turn) -> tuple[int, ...]:
    """Return evening times after the latest prompt; none where it comes too late for any."""
    soonest = max(_prompt_minutes(turn), default=0) + WELL_AFTER
    usual = tuple(minute for minute in USUAL_MINUTES if minute >= soonest)
    return usual or ((soonest,) if soonest in EVENING else ())


def _prompt_minutes(turn: Turn) -> list[int]:
    return [rule.minute for rule in rules.prompts(turn) if rule.enabled]


def _fits(turn: Turn, minute: int) -> bool:
    """Tell whether it is in the evening, and after the prompt at least on some days."""
    earliest = min(_prompt_minutes(turn), default=-SOONEST_AFTER)
    return minute in EVENING and minute >= earliest + SOONEST_AFTER


def set_words(turn: Turn, words: str) -> RemindView | SecondChanceUnclear:
    """Set its time as typed, or switch it off; it is the same on all days."""
    if parse_switch(words, asked=True) is All.OFF:
        turn.tx.conversation.clear_pending(turn.owner)
        return switch_off(turn)
    parsed = parse_rules(words)
    readings = parsed.readings if isinstance(parsed, Unclear) else (parsed,)
    minutes = dict.fromkeys(each.minute for each in chain.from_iterable(readings))
    good = tuple(minute for minute in minutes if _fits(turn, minute))
    is_elsewhere = isinstance(parsed, Unclear) and parsed.why is Why.OTHER_CLOCK
    if len(good) == 1 and not is_elsewhere:  # "9" can only be the evening
        return set_time(turn, good[0])
    if isinstance(parsed, Unclear) and (good or not minutes):
        clock = own_clock(turn, parsed.why)
        return SecondChanceUnclear(words, parsed.why, good or _suggestions(turn), clock)
    return SecondChanceUnclear(words, Why.NOT_EVENING, _suggestions(turn))


def set_time(turn: Turn, minute: int) -> RemindView | SecondChanceUnclear:
    """Come at this minute of the day if nothing was done until then."""
    if not 0 <= minute < MINUTES_A_DAY:
        raise Stale
    if not _fits(turn, minute):  # a button from before the prompt was moved
        return SecondChanceUnclear("", Why.NOT_EVENING, _suggestions(turn))
    turn.tx.conversation.clear_pending(turn.owner)
    rules.set_times(turn, Kind.SECOND_CHANCE, [(minute, EVERY_DAY)])
    return remind.remind(turn)


def switch_off(turn: Turn) -> RemindView:
    """Come no second time; the time is remembered."""
    for rule in turn.tx.rules.of(turn.owner):
        if rule.kind is Kind.SECOND_CHANCE:
            rules.change(turn, replace(rule, enabled=False))
    return remind.remind(turn)
