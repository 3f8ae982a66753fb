"""A first day and a seventh, as they are seen on the phone, and what they cost.

The golden files are what a reader sees; STEADYHAND_REWRITE_GOLDEN=1 writes them anew.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio

from tests.e2e import budgets
from tests.e2e.days import first_day, middle_of_the_week, seventh_day
from tests.e2e.transcript import Line, written
from tests.e2e.world import living_world, no_waiting

HERE = Path(__file__).parent
MONDAY, SUNDAY = date(2030, 3, 4), date(2030, 3, 10)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def week(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> AsyncIterator[list[Line]]:
    """Maya's first seven days, lived once."""
    with no_waiting():
        async with living_world(tmp_path_factory.mktemp("week"), cache) as world:
            maya = await world.person("Maya")
            await first_day(world, maya)
            await middle_of_the_week(world, maya)
            await seventh_day(world, maya)
        yield world.transcript.lines


def on(day: date, week: list[Line]) -> list[Line]:
    return [line for line in week if line.at.date() == day]


@pytest.mark.parametrize(("name", "day"), [("first_day", MONDAY), ("seventh_day", SUNDAY)])
def test_a_day_reads_as_it_was_agreed(week: list[Line], name: str, day: date) -> None:
    golden = HERE / f"{name}.txt"
    seen = written(on(day, week))
    if os.environ.get("STEADYHAND_REWRITE_GOLDEN"):
        golden.write_text(seen, encoding="utf-8")
    assert seen == golden.read_text(encoding="utf-8")


def test_the_first_drill_comes_within_one_tap_and_before_any_question(week: list[Line]) -> None:
    first_card = next(i for i, line in enumerate(week) if line.picture)
    assert budgets.taps(week[:first_card]) == ["I'm 18+ · try 30 s"]
    asked = [line for line in week[:first_card] if "?" in line.text]
    assert [line.text.splitlines()[-1] for line in asked] == ["Try one?"]


def test_a_normal_day_is_six_taps(week: list[Line]) -> None:
    """The plan of three, all done, and today's question answered."""
    for day in budgets.by_day(week)[1:]:
        plan = [line for line in day if "0 of 3" in line.text][:1]
        done = any("3 of 3" in line.text for line in day)
        if plan and done:
            until = next((i for i, line in enumerate(day) if line.kind == "said"), len(day))
            assert len(budgets.taps(day[:until])) <= 6, budgets.taps(day)


def test_a_refresher_is_four_taps(week: list[Line]) -> None:
    day = on(SUNDAY, week)
    asked = next(i for i, line in enumerate(day) if "far near stich" in line.text)
    until = next(i for i, line in enumerate(day) if line.text == "/progress")
    assert "Right." in "".join(line.text for line in day[asked:until])
    assert len(budgets.taps(day[asked:until])) <= 4


def test_nothing_buzzes_unasked_but_the_prompt(week: list[Line]) -> None:
    for day in budgets.by_day(week):
        assert len(budgets.buzzes(day)) <= 1
    assert all(line.kind == "message" for line in budgets.buzzes(week))
    assert len(budgets.buzzes(week)) == 6  # none on the first day: its plan was done by then


def test_one_optional_question_a_day(week: list[Line]) -> None:
    questions = [len(budgets.optional_questions(day)) for day in budgets.by_day(week)]
    assert max(questions) == 1
    assert sum(questions) >= 5


def test_a_prompt_stands_alone_on_a_lock_screen(week: list[Line]) -> None:
    prompts = budgets.buzzes(week)
    assert prompts
    for prompt in prompts:
        first_line = prompt.text.splitlines()[0]
        assert len(first_line) <= budgets.LOCK_SCREEN
        assert not budgets.health_words(budgets.lock_screen(prompt))


def test_the_words_are_those_agreed(week: list[Line]) -> None:
    assert not budgets.faults_in_words(week)
    assert not budgets.crowded_rows(week)


def test_everything_logged_can_be_taken_back(week: list[Line]) -> None:
    steps = budgets.steps(week)
    logged = [step for step in steps if budgets.logs_something(step)]
    assert len(logged) > 15
    assert not [step[0].text for step in logged if not budgets.offers_undo(step)]
