"""Reminders as a learner sees them: what is set, what comes next, and setting it in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.day import MINUTES_A_DAY
from bot.domain.reminder_words import MOST_READINGS, RuleWords, parse_rules
from bot.domain.reminders import EVERY_DAY, Kind, Rule
from bot.domain.rhythm import QuietHours
from bot.domain.unclear import Unclear, Why
from bot.domain.week import Week, from_text, to_text, week_of, week_with, with_week
from bot.usecases import rules
from bot.usecases.coming import Coming, coming
from bot.usecases.own_clock import OwnClock, own_clock
from bot.usecases.turn import Stale, Turn

NEXT_TIMES = 3
REPEATS = (0, 30, 60, 120)  # minutes between gentle repeats; 0: none
SUGGESTED_MINUTES = (7 * 60, 12 * 60 + 30, 18 * 60 + 30)


@dataclass(frozen=True, slots=True)
class WeekChange:
    """The weeks before and after a change, as they stand on its *Undo*."""

    before: str
    after: str
    chance: bool = False  # the second chance was switched off, too


@dataclass(frozen=True, slots=True)
class RemindView:
    """All that is set about reminders, and what comes next."""

    rules: tuple[Rule, ...]  # prompts
    second_chance: Rule | None
    repeat: int  # minutes; 0: none
    quiet: QuietHours | None
    place: str
    zone: str
    now: datetime
    paused: bool
    paused_from: date | None  # of a pause that is still to begin
    paused_until: date | None
    coming: tuple[Coming, ...]
    undo: WeekChange | None = None

    @property
    def any_on(self) -> bool:
        """Tell whether a prompt is to come at all."""
        return any(rule.enabled for rule in self.rules)


@dataclass(frozen=True, slots=True)
class RulesSet:
    """Prompts were set: the rules as they now are, and the next three due times."""

    view: RemindView
    before: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class RulesUnclear:
    """What was typed is to be asked back; until then all stays as it is."""

    words: str
    why: Why
    readings: tuple[Week, ...]
    kept: tuple[Rule, ...]
    clock: OwnClock | None = None  # where another one was named


@dataclass(frozen=True, slots=True)
class RuleAsked:
    """One rule, and what can be done with it."""

    rule: Rule


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """On which days shall a prompt come at another time, and when?"""

    weekdays: int  # ticked so far, bit 0 is Monday
    suggestions: tuple[int, ...]  # minutes after midnight


@dataclass(frozen=True, slots=True)
class RepeatAsked:
    """Ask again until done?"""

    repeat: int


def remind(turn: Turn, undo: WeekChange | None = None) -> RemindView:
    """Show what is set."""
    learner, prompts = turn.learner, tuple(rules.prompts(turn))
    is_paused, begins_later = learner.is_paused(turn.day), learner.pauses_after(turn.day)
    return RemindView(
        rules=prompts,
        second_chance=second_chance(turn),
        repeat=_repeat_of(prompts),
        quiet=learner.rhythm.quiet,
        place=learner.place,
        zone=learner.zone,
        now=turn.now,
        paused=is_paused,
        paused_from=learner.paused_from if begins_later else None,
        paused_until=learner.paused_until if is_paused or begins_later else None,
        coming=coming(turn, prompts, NEXT_TIMES),
        undo=undo,
    )


def second_chance(turn: Turn) -> Rule | None:
    """Return the rule of the second chance, if there was ever one."""
    kept = (rule for rule in turn.tx.rules.of(turn.owner) if rule.kind is Kind.SECOND_CHANCE)
    return next(kept, None)


def _repeat_of(prompts: Iterable[Rule]) -> int:
    return max((rule.repeat_every for rule in prompts), default=0)


def set_words(turn: Turn, words: str, weekdays: int = EVERY_DAY) -> RulesSet | RulesUnclear:
    """Set prompts as typed; a time without days is for `weekdays`. What is unclear is asked back.

    What other times lose to it is shown, and *Undo* brings it back.
    """
    parsed = parse_rules(words)
    if isinstance(parsed, Unclear):
        readings = tuple(week_with(_parts(reading, weekdays)) for reading in parsed.readings)
        kept, clock = tuple(rules.prompts(turn)), own_clock(turn, parsed.why)
        return RulesUnclear(words, parsed.why, readings, kept, clock)
    return set_times(turn, _parts(parsed, weekdays))


def _parts(typed: RuleWords, weekdays: int) -> list[tuple[int, int]]:
    return [(minute, weekdays if days is None else days) for minute, days in typed]


def move(turn: Turn, words: str, minutes: int, *, sure: bool) -> RulesSet | RulesUnclear | None:
    """Let the one prompt come so much later, below nought earlier; None without any prompt.

    Of several times, or where it may be meant for once, it is asked back.
    """
    prompts = rules.prompts(turn)
    on = [rule for rule in prompts if rule.enabled] or prompts
    if not on:
        return None
    times = [(slot.minute + minutes, mask) for slot, mask in week_of(on).parts]
    parts = [(minute % MINUTES_A_DAY, mask) for minute, mask in times]
    if sure and len(parts) == 1 and on[0].enabled and parts[0] == times[0]:
        return set_times(turn, parts)
    several = len(parts) > 1
    readings = [parts, *([part] for part in parts)][: MOST_READINGS if several else 1]
    why = Why.WHICH_PROMPT if several else Why.FROM_NOW_ON
    return RulesUnclear(words, why, tuple(map(week_with, readings)), tuple(prompts))


def set_times(turn: Turn, parts: Iterable[tuple[int, int]]) -> RulesSet:
    """Give weekdays (bit mask) to times (minutes after midnight); other days stay as they are."""
    turn.tx.conversation.clear_pending(turn.owner)
    before = rules.prompts(turn)
    for rule in rules.set_times(turn, Kind.PROMPT, parts):
        if rule.repeat_every != _repeat_of(before):  # also of one that was added or taken up again
            turn.tx.rules.save(replace(rule, repeat_every=_repeat_of(before)))
    return RulesSet(changed(turn, before), tuple(before))


def choose_reading(turn: Turn, text: str) -> RulesSet:
    """Set what unclear words turned out to mean; days that they do not name stay."""
    return set_times(turn, [(slot.minute, mask) for slot, mask in _week(text).parts])


def changed(turn: Turn, before: Iterable[Rule], *, chance: bool = False) -> RemindView:
    """Show what is set after a change, with what it takes to undo it."""
    after = to_text(week_of(rules.prompts(turn)))
    change = WeekChange(to_text(week_of(before)), after, chance)
    return remind(turn, change if chance or change.before != after else None)


def undo(turn: Turn, change: WeekChange) -> RemindView | None:
    """Bring back the prompts as they were; None when they have been changed since."""
    if to_text(week_of(rules.prompts(turn))) != change.after:
        return None
    every = [rule for rule in turn.tx.rules.every(turn.owner) if rule.kind is Kind.PROMPT]
    new = Rule(0, turn.owner, Kind.PROMPT, 0, 0, enabled=True, repeat_every=_repeat_of(every))
    for rule in with_week(every, _week(change.before), new):
        rules.change(turn, rule)
    chance = second_chance(turn)
    if change.chance and chance:
        rules.change(turn, replace(chance, enabled=True))
    return remind(turn)


def _week(text: str) -> Week:
    try:
        return from_text(text)
    except ValueError as unreadable:
        raise Stale from unreadable


def any_prompt(turn: Turn) -> bool:
    """Tell whether a time is set at all, be it switched off."""
    return bool(rules.prompts(turn))


def rule_of(turn: Turn, rule_id: int) -> Rule | None:
    """Return a prompt rule of the learner that is not taken out."""
    return next((rule for rule in rules.prompts(turn) if rule.id == rule_id), None)


def switch(turn: Turn, rule: Rule, *, on: bool) -> RemindView:
    """Switch one prompt on or off; it keeps its days."""
    before = rules.prompts(turn)
    rules.change(turn, replace(rule, enabled=on))
    return changed(turn, before)


def take_out(turn: Turn, rule: Rule) -> RemindView:
    """Take one prompt out; none at all is fine, too."""
    before = rules.prompts(turn)
    rules.take_out(turn, rule)
    return changed(turn, before)


def ask_repeat(turn: Turn) -> RepeatAsked:
    """Show how often a prompt asks again."""
    return RepeatAsked(_repeat_of(rules.prompts(turn)))


def set_repeat(turn: Turn, minutes: int) -> RemindView:
    """Ask again every so many minutes until done, a few times at most; 0: never."""
    if minutes not in REPEATS:
        raise Stale
    for rule in rules.prompts(turn):
        turn.tx.rules.save(replace(rule, repeat_every=minutes))
    return remind(turn)
