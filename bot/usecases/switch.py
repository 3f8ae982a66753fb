"""Prompts off and on: all of them, or on some weekdays; times are kept for the way back."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import or_
from typing import TypeAlias

from bot.domain.reminders import EVERY_DAY, Rule
from bot.domain.switch_words import All, AlsoOn, NotOn, OnlyOn, Switch
from bot.domain.unclear import Why
from bot.domain.week import week_with
from bot.usecases import onboarding, pauses, remind, rules
from bot.usecases.onboarding import TimeAsked
from bot.usecases.pauses import Resumed
from bot.usecases.remind import RemindView, RulesSet, RulesUnclear
from bot.usecases.turn import Turn

Switched: TypeAlias = RulesSet | RulesUnclear | RemindView | TimeAsked | Resumed


def switch(turn: Turn, said: Switch, words: str) -> Switched:
    """Do what was said; where a time is missing, it is asked for."""
    match said:
        case All.OFF:
            return all_off(turn)
        case All.ON:
            return all_on(turn)
        case NotOn(weekdays=mask):
            return _not_on(turn, mask)
        case OnlyOn(weekdays=mask):
            return _only_on(turn, mask, words)
        case AlsoOn(weekdays=mask):
            return _also_on(turn, mask, words)
    raise ValueError(said)  # a single day is a pause


def all_off(turn: Turn) -> RulesSet | RemindView:
    """Send nothing any more, the second chance neither; all that is set is remembered."""
    before = rules.prompts(turn)
    chance = remind.second_chance(turn)
    on = [rule for rule in (*before, chance) if rule and rule.enabled]
    if not on:
        return remind.remind(turn)
    for rule in on:
        rules.change(turn, replace(rule, enabled=False))
    view = remind.changed(turn, before, chance=chance in on)
    return RulesSet(view, tuple(before))


def all_on(turn: Turn) -> RulesSet | TimeAsked | Resumed:
    """Send prompts again as they were, also out of a pause that is all that keeps them back."""
    before = rules.prompts(turn)
    if not before:
        return onboarding.ask_time(turn)
    if all(rule.enabled for rule in before) and turn.learner.is_paused(turn.day):
        return pauses.resume(turn)
    for rule in before:
        rules.change(turn, replace(rule, enabled=True))
    return RulesSet(remind.changed(turn, before), tuple(before))


def _not_on(turn: Turn, mask: int) -> RulesSet | RemindView:
    """Take weekdays out; with none left all is off, and can be switched on again."""
    before = rules.prompts(turn)
    if not _days(before) & ~mask:
        return all_off(turn)
    for rule in before:
        if rule.weekdays & mask:
            rules.change(turn, replace(rule, weekdays=rule.weekdays & ~mask))
    return RulesSet(remind.changed(turn, before), tuple(before))


def _days(prompts: list[Rule]) -> int:
    return reduce(or_, (rule.weekdays for rule in prompts if rule.enabled), 0)


def _only_on(turn: Turn, mask: int, words: str) -> Switched:
    before = rules.prompts(turn)
    if mask & ~_days(before):  # some of them have no time yet
        result = _also_on(turn, mask, words)
        if not isinstance(result, RulesSet):
            return result
    kept = _not_on(turn, EVERY_DAY & ~mask)
    if not isinstance(kept, RulesSet):
        return kept
    return RulesSet(remind.changed(turn, before), tuple(before))


def _also_on(turn: Turn, mask: int, words: str) -> RulesSet | RulesUnclear:
    """Give weekdays the one time that all others have; of several it is asked which."""
    prompts = rules.prompts(turn)
    minutes = sorted({rule.minute for rule in prompts})
    if len(minutes) == 1:
        return remind.set_times(turn, [(minutes[0], mask)])
    readings = tuple(week_with([(minute, mask)]) for minute in minutes)
    return RulesUnclear(words, Why.TIME_MISSING, readings, tuple(prompts))
