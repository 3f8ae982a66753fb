"""The opening lines that are shipped: enough of them, fit for a lock screen, and kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, repeat
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Shift
from bot.domain.events import EventKind
from bot.domain.openings import (
    MILESTONES,
    SEEN_DAYS,
    Condition,
    Occasion,
    Opening,
    OpeningFor,
    choose,
    conditions,
)
from bot.texts.filters import short
from bot.texts.rich_text import RichText
from bot.texts.texts import Texts
from tests.builders import MONDAY, SATURDAY, occasion
from tests.texts.tdlib import delivered

TEXTS = Texts()
OPENINGS = TEXTS.openings()
A_DAY = (OpeningFor.PROMPT, OpeningFor.SECOND_CHANCE, OpeningFor.REPEAT, OpeningFor.REPEAT)
LOCK_SCREEN = 60
SLIPS = r"streak at risk|\b(lost|lose|fail|miss|behind on|should have|guilt|excuse|must|!)"
HEALTH = r"\b(shak|tremor|pain|hurt|numb|tingl|confiden|injur|tired|sleep|ill\b|sick|health|heal)"
CLAIMS = r"\b(improv|steadier|faster|stronger|prove|research|stud(y|ies)|evidence|guarantee)"

LONGEST: dict[str, Any] = {
    "minutes": 99,
    "items": 9,
    "first_title": "Pronation and supination, first the one and then the other",
    "streak_days": 1000,
    "event": (EventKind.EXAM, 14),
    "day": date(2026, 3, 4),  # a Wednesday
}
SHORTEST: dict[str, Any] = {"minutes": 1, "items": 1, "event": (EventKind.EXAM, 1)}


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the template of a prompt needs for a repeat, which is an opening and no more."""

    opening: str
    occasion: Occasion


def said(opening: Opening, **facts: Any) -> RichText:
    now = occasion(**facts | {"slot": OpeningFor.REPEAT})
    return TEXTS.render("plan/prompt", Reminder(opening.id, now))


every_opening = pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening.id)
every_size = pytest.mark.parametrize("facts", [LONGEST, SHORTEST], ids=["longest", "shortest"])


# --- how they read -------------------------------------------------------------------------------


@every_opening
@every_size
def test_an_opening_stands_alone_on_a_lock_screen(opening: Opening, facts: dict[str, Any]) -> None:
    words = said(opening, **facts).text
    assert len(words) <= LOCK_SCREEN
    assert re.fullmatch(r"[A-Z0-9][^\n]*[^\s.?][.?]", words)
    assert not re.search(r"  | [.,;:?]|[.,;:?!]{2}|None|\{|\}", words)


@every_opening
@every_size
def test_an_opening_is_kind_and_claims_nothing(opening: Opening, facts: dict[str, Any]) -> None:
    words = said(opening, **facts).text
    for never in (SLIPS, HEALTH, CLAIMS):
        assert not re.search(never, words, re.IGNORECASE)


@every_opening
def test_one_thing_is_not_spoken_of_as_many(opening: Opening) -> None:
    words = said(opening, **SHORTEST, streak_days=3).text
    assert not re.search(r"\b1 (\w+ )?(things|minutes|days)\b", words)


def test_no_two_openings_are_the_same_words() -> None:
    words = Counter(said(opening, **LONGEST).text.lower() for opening in OPENINGS)
    assert words.most_common(1)[0][1] == 1


def test_after_a_night_every_opening_offers_two_minutes_nothing_sharp_or_rest() -> None:
    tired = [opening for opening in OPENINGS if Condition.TIRED in opening.when]
    assert {opening.slot for opening in tired} == set(OpeningFor)
    for opening in tired:
        words = said(opening, **LONGEST).text.lower()
        assert all(offer in words for offer in ("two minutes", "nothing sharp", "rest"))


@settings(deadline=None)
@given(st.text("</b>aihref=\"x'&;-_ 💉é\u202e", min_size=1, max_size=40), st.sampled_from(OPENINGS))
def test_a_title_never_becomes_markup(title: str, opening: Opening) -> None:
    words = said(opening, **LONGEST | {"first_title": title})
    assert not words.entities
    assert len(words.text) <= LOCK_SCREEN
    assert delivered(words) == words


def test_a_title_with_tags_is_shown_as_it_is() -> None:
    [bench] = [opening for opening in OPENINGS if opening.id == "on-the-bench"]
    assert said(bench, first_title="</b>&amp;").text == "On the bench today: </b>&amp;."
    long = LONGEST["first_title"]
    assert said(bench, first_title=long).text == f"On the bench today: {short(long)}."


# --- that there are enough of them ---------------------------------------------------------------


def spoken(days: Iterator[dict[str, Any]], seed: int) -> Iterator[tuple[int, Opening]]:
    """Yield what one person reads, by day: a prompt, a second chance and two repeats on each."""
    newest_first: list[tuple[int, str]] = []
    for day, facts in enumerate(days):
        for slot in A_DAY:
            seen = [name for when, name in newest_first if day - when <= SEEN_DAYS]
            now = occasion(**facts | {"slot": slot})
            opening = choose(OPENINGS, now, seen, seed + len(newest_first))
            assert opening.when <= conditions(now)
            newest_first.insert(0, (day, opening.id))
            yield day, opening


def restless_days(random: Random, number: int) -> Iterator[dict[str, Any]]:
    """A life in which nothing is as it was the day before."""
    for day in range(number):
        yield {
            "day": MONDAY + timedelta(days=day),
            "prompts_before": random.choice([0, day]),
            "done": random.choice([0, 0, 1]),
            "streak_days": random.choice([0, 5, 7, 30]),
            "gap_days": random.choice([0, 1, 1, 9]),
            "first_week": random.random() < 0.2,
            "tired": random.random() < 0.1,
            "shift": random.choice([None, None, *Shift]),
            "event": random.choice([None, *((kind, 2) for kind in EventKind)]),
        }


def nobody_reads_twice(heard: list[tuple[int, Opening]]) -> bool:
    last: dict[str, int] = {}
    for day, opening in heard:
        if day - last.get(opening.id, -SEEN_DAYS - 1) <= SEEN_DAYS:
            return False
        last[opening.id] = day
    return True


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 2**32))
def test_no_opening_comes_twice_in_ten_days_of_a_restless_life(seed: int) -> None:
    assert nobody_reads_twice(list(spoken(restless_days(Random(seed), 400), seed)))


ALWAYS: dict[str, dict[str, Any]] = {
    "nothing special": {},
    Condition.TIRED: {"tired": True},
    Condition.FIRST_EVER: {"prompts_before": 0},
    Condition.AFTER_GAP: {"gap_days": 9},
    Condition.BEGUN: {"done": 1},
    Condition.MILESTONE: {"streak_days": min(MILESTONES)},
    Condition.CASE_NEAR: {"event": (EventKind.CASE, 1)},
    Condition.NIGHT: {"shift": Shift.NIGHT},
    Condition.EXAM_NEAR: {"event": (EventKind.EXAM, 5)},
    Condition.COURSE_NEAR: {"event": (EventKind.COURSE, 5)},
    Condition.FIRST_WEEK: {"first_week": True},
    Condition.MONDAY: {"day": MONDAY},
    Condition.WEEKEND: {"day": SATURDAY},
    Condition.STREAK: {"streak_days": 5},
}


def test_each_condition_can_hold_on_all_days() -> None:
    assert [*ALWAYS][1:] == [*Condition]
    for condition in Condition:
        assert condition in conditions(occasion(**ALWAYS[condition]))


@pytest.mark.parametrize("facts", ALWAYS.values(), ids=ALWAYS.keys())
def test_no_opening_comes_twice_in_ten_days_that_are_all_alike(facts: dict[str, Any]) -> None:
    heard = list(spoken(iter([facts] * 33), seed=1))
    assert nobody_reads_twice(heard)
    special = {opening for _, opening in heard if opening.when}
    holding = conditions(occasion(**facts))
    assert special == {opening for opening in OPENINGS if opening.when and opening.when <= holding}


def test_every_opening_is_said_one_day() -> None:
    a_life_in_phases = chain.from_iterable(repeat(facts, 60) for facts in ALWAYS.values())
    heard = {opening for _, opening in spoken(a_life_in_phases, seed=7)}
    assert heard == set(OPENINGS)


def test_two_people_do_not_read_the_same_on_the_same_day() -> None:
    monday = replace(occasion(), day=MONDAY)
    for slot in OpeningFor:
        now = replace(monday, slot=slot)
        assert len({choose(OPENINGS, now, [], seed) for seed in range(100)}) > 2
