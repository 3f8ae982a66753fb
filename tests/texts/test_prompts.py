"""A reminder shows as much as its kind asks for: the plan, what is open, or its opening alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from bot.domain.openings import OpeningFor
from bot.domain.practice import NotToday, PlanItem, Role
from bot.domain.streaks import Streak
from bot.texts.rich_text import RichText
from bot.texts.texts import Texts
from bot.usecases.plans import PlanLine, PlanView
from bot.usecases.reminders import Prompt
from tests.builders import occasion, plan, plan_item

TEXTS = Texts()
COIN = plan_item(hand=None, completion=41)
BEADS = plan_item(position=2, item="bead-transfer", hand=None, minutes=3)
KNOT = plan_item(position=3, item="instrument-tie", hand=None, role=Role.RECALL, minutes=1)
TITLES = {COIN.item: "Coin rotation", BEADS.item: "Bead transfer", KNOT.item: "Instrument tie"}


def prompt(opening: str, slot: OpeningFor, *items: PlanItem, **facts: Any) -> Prompt:
    lines = tuple(PlanLine(item, TITLES[item.item], None) for item in items)
    view = PlanView(plan(items), lines, Streak(3, False, 2), today=True, undo=None)
    return Prompt(
        delivery=1,
        view=view,
        occasion=occasion(slot=slot, items=len(view.plan.open_items), **facts),
        opening=opening,
        buzz=True,
    )


@pytest.mark.parametrize(
    ("reminder", "lines"),
    [
        pytest.param(
            prompt("left-today", OpeningFor.PROMPT, COIN, BEADS, KNOT, minutes=4, done=1),
            [
                "2 things left today, 4 min. Shall we?",
                "",
                "✓ Coin rotation",
                "② Bead transfer · 3 min",
                "③ One question: Instrument tie · 1 min",
                "▰▱▱ 1 of 3",
            ],
            id="the prompt has the plan",
        ),
        pytest.param(
            prompt(
                "two-to-spare",
                OpeningFor.SECOND_CHANCE,
                plan_item(hand=None, not_today=NotToday.NO_TIME),
                BEADS,
                KNOT,
            ),
            [
                "Two minutes to spare? If not, that is fine.",
                "",
                "② Bead transfer · 3 min",
                "③ One question: Instrument tie · 1 min",
                "Short of time? One of these is enough for today.",
            ],
            id="a second chance has what is open",
        ),
        pytest.param(
            prompt("soft-knock", OpeningFor.SECOND_CHANCE, KNOT),
            [
                "A soft knock: two minutes, if the day allows.",
                "",
                "③ One question: Instrument tie · 1 min",
            ],
            id="one thing needs no choosing",
        ),
        pytest.param(
            prompt("me-again", OpeningFor.REPEAT, COIN, BEADS, KNOT, minutes=4),
            ["Me again. 4 min?"],
            id="a repeat is one line",
        ),
    ],
)
def test_a_reminder_shows_what_its_kind_asks_for(reminder: Prompt, lines: list[str]) -> None:
    shown = TEXTS.render("plan/prompt", reminder)
    assert shown.text.replace("\u00a0", " ").split("\n") == lines
    assert not shown.entities


@dataclass(frozen=True, slots=True)
class MoveTime:
    """What the template needs: two minutes of the day."""

    minute: int
    suggested: int


def test_another_time_is_offered_beside_the_present_one() -> None:
    shown = TEXTS.render("plan/move_time", MoveTime(minute=18 * 60 + 30, suggested=21 * 60))
    asked = "You mostly begin around 21:00. Shall I come then, instead of at 18:30?"
    assert shown == RichText(asked)
