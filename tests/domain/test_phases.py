"""Phases and tracks: the same material, at its time and weighed for a specialty."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.choosing import NOTHING_DONE, choose_items, next_hand
from bot.domain.content import Hands, Library, Taught
from bot.domain.phases import phase_of, weekly_goal, weight
from bot.domain.practice import Hand, Reason, Role
from bot.domain.syllabus import Phase, PhaseRule, SyllabusEntry, Track, Weights
from tests.builders import (
    BEADS,
    COIN,
    MATTRESS,
    MONDAY,
    ROTATION,
    SIMPLE,
    TAPS,
    TIE,
    completion,
    drill,
    guide,
    library,
    situation,
    technique,
)

FOUNDATION, FOCUS, MAINTENANCE = Phase
RULES = {FOUNDATION: PhaseRule(5, lasts=7), FOCUS: PhaseRule(5), MAINTENANCE: PhaseRule(4)}


def stock(phases: dict[Taught, Phase], **overrides: Any) -> Library:
    """A library with each item in its phase, nothing requiring anything."""
    entries = tuple(SyllabusEntry(item.id, (), phase) for item, phase in phases.items())
    return library(tuple(phases), requires={}, syllabus=entries, phases=RULES, **overrides)


THREE = stock({TAPS: FOUNDATION, TIE: FOUNDATION, MATTRESS: FOCUS, BEADS: MAINTENANCE})


@pytest.mark.parametrize(
    ("practice_days", "read", "phase"),
    [
        (0, set(), FOUNDATION),
        (6, {TIE.id, MATTRESS.id}, FOUNDATION),
        (7, set(), FOCUS),
        (300, {TIE.id}, FOCUS),
        (7, {TIE.id, MATTRESS.id}, MAINTENANCE),
    ],
)
def test_the_foundation_lasts_a_week_of_practice_and_the_focus_until_all_is_read(
    practice_days: int, read: set[str], phase: Phase
) -> None:
    assert phase_of(THREE, practice_days, read) is phase


def test_the_weekly_goal_is_the_phases_own() -> None:
    assert [weekly_goal(THREE, phase) for phase in Phase] == [5, 5, 4]
    assert weekly_goal(library(), FOUNDATION) is None


def items_of(known: Library, phase: Phase, **state: Any) -> list[str]:
    return [item.item for item in choose_items(known, situation(known=known, phase=phase, **state))]


def test_what_belongs_to_a_later_phase_waits() -> None:
    known = stock(
        {
            COIN: FOCUS,
            TAPS: FOUNDATION,
            ROTATION: FOUNDATION,
            MATTRESS: FOCUS,
            TIE: FOUNDATION,
        }
    )
    assert items_of(known, FOUNDATION) == [TAPS.id, ROTATION.id, TIE.id]
    assert items_of(known, FOCUS) == [COIN.id, ROTATION.id, MATTRESS.id]


def test_a_phase_with_too_little_borrows_from_the_next() -> None:
    known = stock({TAPS: FOUNDATION, ROTATION: FOCUS, MATTRESS: FOCUS})
    assert items_of(known, FOUNDATION) == [TAPS.id, ROTATION.id, MATTRESS.id]


def test_a_track_turns_to_its_drills_and_lessons_sooner() -> None:
    tracks = {
        Track.VASCULAR: Weights({SIMPLE.id: 0.5}, {"ties": 3}),
        Track.OPHTHALMOLOGY: Weights({COIN.id: 2}, {"fingers": 1.5}),
    }
    order: list[Taught] = [TAPS, COIN, ROTATION, SIMPLE, TIE]
    known = stock(dict.fromkeys(order, FOUNDATION), tracks=tracks)
    assert items_of(known, FOUNDATION) == [TAPS.id, ROTATION.id, SIMPLE.id]
    assert items_of(known, FOUNDATION, track=Track.OPHTHALMOLOGY)[:2] == [COIN.id, ROTATION.id]
    assert items_of(known, FOUNDATION, track=Track.VASCULAR)[2] == TIE.id


def test_a_weight_stretches_how_long_ago_something_seems() -> None:
    tracks = {Track.PLASTIC: Weights({COIN.id: 3}, {})}
    other = drill("putty", family="fingers")
    known = library((COIN, other), requires={}, tracks=tracks)
    done = [
        completion(item=COIN.id, day=MONDAY - timedelta(days=2)),
        completion(item=other.id, day=MONDAY - timedelta(days=4)),
    ]
    plain = situation(done, known)
    assert [item.item for item in choose_items(known, plain)] == [other.id, COIN.id]
    weighed = situation(done, known, track=Track.PLASTIC)
    assert [item.item for item in choose_items(known, weighed)] == [COIN.id, other.id]


def test_an_items_own_weight_goes_before_its_familys() -> None:
    tracks = {Track.PLASTIC: Weights({COIN.id: 0.5}, {"fingers": 2})}
    known = library(tracks=tracks)
    assert weight(known, Track.PLASTIC, COIN) == 0.5
    assert weight(known, Track.PLASTIC, TAPS) == 2
    assert weight(known, Track.PLASTIC, MATTRESS) == 1
    assert weight(known, Track.VASCULAR, COIN) == weight(known, None, COIN) == 1
    assert weight(known, Track.PLASTIC, guide()) == 1


# --- guides as lessons ---


def test_a_guide_takes_its_turn_as_a_lesson() -> None:
    principle = guide()
    known = library((TAPS, principle, TIE), requires={TIE.id: (principle.id,)})
    first = choose_items(known, situation(known=known))[-1]
    assert (first.item, first.role, first.reason) == (
        principle.id,
        Role.NEW,
        Reason.NEXT_IN_SYLLABUS,
    )
    assert (first.minutes, first.hand, first.level, first.sharp) == (1, None, 1, False)
    after = choose_items(known, situation(known=known, read=frozenset({principle.id})))[-1]
    assert after.item == TIE.id


def test_a_guide_with_a_question_is_asked_and_one_without_never() -> None:
    asked, told = guide("asked"), guide("told", quiz=())
    known = library((TAPS, asked, told), requires={})
    read = frozenset({"asked", "told"})
    due = choose_items(known, situation(known=known, read=read, due=["told", "asked"]))[-1]
    assert (due.item, due.role, due.minutes) == ("asked", Role.RECALL, 1)
    none = choose_items(known, situation(known=known, read=read, due=["told"]))
    assert [item.role for item in none] == [Role.DRILL]


def test_a_drill_for_the_other_hand_is_never_done_with_the_needle_hand() -> None:
    assert next_hand(drill("ties", hands=Hands.OTHER), NOTHING_DONE) is Hand.OTHER
    assert next_hand(drill("both", hands=Hands.BOTH), NOTHING_DONE) is None
    assert next_hand(technique(), NOTHING_DONE) is None
