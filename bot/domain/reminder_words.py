"""Reminder rules as people type them: "weekdays 19:00, sat sun 9am"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, product, starmap
from typing import Final, NamedTuple, TypeAlias

from bot.domain.clock_words import TO_AN_HOUR, which
from bot.domain.reminders import EVERY_DAY
from bot.domain.rule_chunks import read_chunks
from bot.domain.rule_clauses import Clause, clauses
from bot.domain.rule_tokens import Unreadable, read_tokens
from bot.domain.typed import plain, remembered
from bot.domain.unclear import Unclear, Why
from bot.domain.zone_words import without_zone

MOST_READINGS: Final = 6  # as many buttons as one cares to read
_MINUTES_OR_HOUR: Final = re.compile(  # "10 to 7": ten minutes to, or from ten on?
    rf"(?<![\w:.])(?P<few>5|10){TO_AN_HOUR}"
)
_IN_WORDS: Final = {"5": "five", "10": "ten"}


class WeeklyTime(NamedTuple):
    """A time of day and its weekdays; bit 0 is Monday, None where no days were said."""

    minute: int  # after midnight
    weekdays: int | None


RuleWords: TypeAlias = tuple[WeeklyTime, ...]  # no weekday twice


@remembered
def parse_rules(words: str) -> RuleWords | Unclear[RuleWords]:
    """Return the times and days of "7:30", "mon-thu 6.30pm and fri 12:00", "noon on Sundays".

    What may mean several things, or is no weekly rule with one time a day, is asked back.
    """
    parsed = _parsed(words)
    if not isinstance(parsed, Unclear):
        return parsed
    text = plain(words)
    by_the_own_clock = without_zone(text)
    if by_the_own_clock != text and (offered := _readings(parse_rules(by_the_own_clock))):
        return Unclear(Why.OTHER_CLOCK, offered)
    in_minutes = _MINUTES_OR_HOUR.sub(lambda match: _IN_WORDS[match["few"]], text)
    if in_minutes != text and (likelier := _readings(_parsed(in_minutes))):
        both = tuple(dict.fromkeys((*likelier, *parsed.readings)))
        return Unclear(Why.WHICH_TIME, both[:MOST_READINGS])
    return parsed


def _readings(parsed: RuleWords | Unclear[RuleWords]) -> tuple[RuleWords, ...]:
    return parsed.readings if isinstance(parsed, Unclear) else (parsed,)


def _parsed(words: str) -> RuleWords | Unclear[RuleWords]:
    try:
        chunks = read_chunks(read_tokens(words))
    except Unreadable as unreadable:
        return Unclear(unreadable.why)
    ways = list(islice(clauses(chunks), MOST_READINGS + 1))
    each_way = (meaning for way in ways for meaning in _meanings(way))
    meanings = list(islice(each_way, MOST_READINGS + 1))
    if not meanings:
        return Unclear(Why.WHICH_DAYS)
    readings = tuple(dict.fromkeys(chain.from_iterable(map(_one_a_day, meanings))))
    if len(readings) == 1:
        return readings[0]
    return Unclear(_why(ways, meanings[0]), readings if len(readings) <= MOST_READINGS else ())


def _meanings(way: Sequence[Clause]) -> Iterator[RuleWords]:
    """Yield the rules for each meaning of the typed times; days with the same time are joined."""
    days = [clause.weekdays for clause in way for _ in clause.times]
    for minutes in product(*(time.minutes for clause in way for time in clause.times)):
        joined: dict[int, int | None] = {}
        for minute, mask in zip(minutes, days, strict=True):
            before = joined.get(minute, 0)
            joined[minute] = None if before is None or mask is None else before | mask
        yield tuple(starmap(WeeklyTime, joined.items()))


def _one_a_day(rules: RuleWords) -> Iterator[RuleWords]:
    """Yield the rules with each weekday once, each rule having the first choice in turn.

    Where no weekday is named twice these are all the same.
    """
    if len(rules) == 1:
        yield rules
        return
    for favourite in rules:
        left, kept = EVERY_DAY, []
        for minute, mask in (favourite, *rules):
            wanted = EVERY_DAY if mask is None else mask
            days = left & wanted
            if days:
                kept.append(WeeklyTime(minute, mask if days == wanted else days))
            left &= ~days
        yield tuple(sorted(kept, key=_first_day))


def _first_day(rule: WeeklyTime) -> int:
    mask = rule.weekdays or EVERY_DAY
    return mask & -mask


def _why(ways: Sequence[Sequence[Clause]], rules: RuleWords) -> Why:
    if len(ways) > 1:
        return Why.WHICH_DAYS
    if len(set(_one_a_day(rules))) > 1:
        return Why.ONE_A_DAY
    times = (time.minutes for clause in ways[0] for time in clause.times)
    return which(next(minutes for minutes in times if len(minutes) > 1))
