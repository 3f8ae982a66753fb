"""A plan, its lines, and for how long they may be ticked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.practice import NotToday, PlanItem
from tests.builders import at, plan, plan_item


@pytest.mark.parametrize(
    ("later", "credited"),
    [
        pytest.param(timedelta(0), True, id="at once"),
        pytest.param(timedelta(hours=47, minutes=59), True, id="in the 48th hour"),
        pytest.param(timedelta(hours=48), True, id="48 h to the second"),
        pytest.param(timedelta(hours=48, seconds=1), False, id="a second later"),
        pytest.param(timedelta(days=30), False, id="a month later"),
    ],
)
def test_a_late_tap_credits_its_own_day_up_to_48_hours(later: timedelta, credited: bool) -> None:
    assert plan(shown_at=at()).still_credits(at() + later) is credited


@pytest.mark.parametrize(
    ("item", "is_open", "is_done"),
    [
        pytest.param(plan_item(), True, False, id="open"),
        pytest.param(plan_item(completion=3), False, True, id="done"),
        pytest.param(plan_item(not_today=NotToday.TIRED), False, False, id="left out"),
        pytest.param(
            plan_item(completion=3, not_today=NotToday.TIRED), False, True, id="done after all"
        ),
    ],
)
def test_a_line_is_open_done_or_left_out(item: PlanItem, is_open: bool, is_done: bool) -> None:
    assert (item.is_open, item.is_done) == (is_open, is_done)


def test_a_plan_knows_its_lines_and_its_minutes() -> None:
    monday = plan(
        [
            plan_item(completion=1),
            plan_item(position=2, item="finger-taps", minutes=1),
            plan_item(position=3, item="instrument-tie", minutes=5, not_today=NotToday.NO_TIME),
        ]
    )
    assert [item.position for item in monday.open_items] == [2]
    assert [item.position for item in monday.done_items] == [1]
    assert monday.minutes == 8
    assert monday.at(2) == monday.items[1]
    assert monday.at(0) is None
    assert monday.at(4) is None
