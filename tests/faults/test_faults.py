"""A short share of `make faults`: a few kills, points and bad answers."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.reminders import Kind
from bot.usecases.deliveries import DeliveryState
from tests.faults.answers import bad_answers, ending
from tests.faults.kills import Kills
from tests.faults.points import CASES, die_at_points
from tests.faults.report import Report
from tests.faults.telegram import Answer
from tests.faults.workers import two_workers
from tests.faults.world import World, world

SENT, UNKNOWN, FAILED = DeliveryState.SENT, DeliveryState.UNKNOWN, DeliveryState.FAILED


@pytest.fixture(params=["sqlite", "postgresql"])
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    """A world on each kind of database."""
    url = f"sqlite:///{tmp_path}/coach.sqlite3"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").fresh()
    async with world(tmp_path, url, seed=1) as opened:
        yield opened


def assert_all_is_well(report: Report) -> None:
    assert not report.faults, str(report)


async def test_killed_at_random_nothing_is_lost_and_only_what_was_in_flight_doubles(
    place: World,
) -> None:
    kills = Kills(place, random.Random(1))
    await kills.go_on(2)
    assert_all_is_well(await kills.report("kills at random"))


@pytest.mark.parametrize(
    ("kind", "point"),
    [(Kind.PROMPT, "answer read"), (Kind.SECOND_CHANCE, "begin committed")],
)
async def test_at_this_point_a_kill_does_just_this(place: World, kind: Kind, point: str) -> None:
    case = next(case for case in CASES if case.deaths == (point,))
    assert_all_is_well(await die_at_points(place, kind, "points", [case]))


async def test_of_two_workers_one_works_and_the_other_takes_over(place: World) -> None:
    assert_all_is_well(await two_workers(place, "two workers"))


async def test_whatever_telegram_answers_every_occurrence_comes_to_its_end(place: World) -> None:
    assert_all_is_well(await bad_answers(place, 15, random.Random(1), "bad answers"))


@pytest.mark.parametrize(
    ("answers", "prompt", "second_chance"),
    [
        ([], (SENT, 1), (SENT, 1)),
        ([Answer.WAIT], (SENT, 1), (SENT, 1)),
        ([Answer.GATEWAY, Answer.ERROR], (SENT, 1), (UNKNOWN, 0)),
        ([Answer.RESET_BEFORE], (SENT, 1), (UNKNOWN, 0)),
        ([Answer.RESET_AFTER], (SENT, 2), (UNKNOWN, 1)),
        ([Answer.SILENCE] * 3, (UNKNOWN, 3), (UNKNOWN, 1)),
        ([Answer.WAIT, Answer.BLOCKED], (FAILED, 0), (FAILED, 0)),
    ],
)
def test_what_is_expected_of_bad_answers(
    answers: list[Answer],
    prompt: tuple[DeliveryState, int],
    second_chance: tuple[DeliveryState, int],
) -> None:
    assert ending(Kind.PROMPT, answers) == prompt
    assert ending(Kind.SECOND_CHANCE, answers) == second_chance
