"""The learner: pauses, signs of life, and the practice day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.day import DEFAULT_DAY_START
from bot.domain.learners import Consent, Onboarding, new_learner
from tests.builders import MONDAY, TUESDAY, WEDNESDAY, YESTERDAY, alice, at, bob


@pytest.mark.parametrize(
    ("first", "until", "day", "paused"),
    [
        pytest.param(None, None, MONDAY, False, id="no pause"),
        pytest.param(MONDAY, None, YESTERDAY, False, id="before it"),
        pytest.param(MONDAY, None, MONDAY, True, id="its first day"),
        pytest.param(MONDAY, None, MONDAY + timedelta(days=500), True, id="until they say so"),
        pytest.param(MONDAY, WEDNESDAY, TUESDAY, True, id="its last day"),
        pytest.param(MONDAY, WEDNESDAY, WEDNESDAY, False, id="the day after"),
        pytest.param(MONDAY, MONDAY, MONDAY, False, id="ended on the day it began"),
    ],
)
def test_a_pause_runs_from_its_first_day_to_before_its_end(
    first: date | None, until: date | None, day: date, paused: bool
) -> None:
    assert alice(paused_from=first, paused_until=until).is_paused(day) is paused


def test_bob_is_paused_and_alice_is_not() -> None:
    assert bob().is_paused(MONDAY)
    assert not alice().is_paused(MONDAY)


def test_a_new_person_has_said_nothing_yet() -> None:
    new = new_learner(7, 8, "Mäx", at())
    assert (new.id, new.chat, new.name) == (7, 8, "Mäx")
    assert new.onboarding is Onboarding.WELCOME
    assert new.check_ins is Consent.UNASKED
    assert new.kit == frozenset()
    assert new.day_start == DEFAULT_DAY_START
    assert new.joined_at == new.seen_at == at()


def test_a_sign_of_life_brings_back_who_had_blocked_us() -> None:
    gone = alice().gone(at())
    assert gone.blocked_at == at()
    back = gone.seen(at(TUESDAY), "Alice B.")
    assert back.blocked_at is None
    assert back.seen_at == at(TUESDAY)
    assert back.name == "Alice B."


def test_the_practice_day_is_in_the_learners_own_zone_and_day_start() -> None:
    assert alice().day(at(TUESDAY, 2)) == MONDAY
    assert alice(day_start=0).day(at(TUESDAY, 2)) == TUESDAY
    assert alice(zone="Asia/Tokyo").day(at(MONDAY, 20)) == TUESDAY
