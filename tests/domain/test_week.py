"""A week of prompts: there and back, on a button and as rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reminders import EVERY_DAY, Kind, Rule
from bot.domain.week import (
    WEEKEND,
    WORKDAYS,
    Slot,
    Week,
    from_text,
    to_text,
    week_of,
    week_with,
    with_week,
)
from tests.builders import ALICE, EVENING, rule

NEW = Rule(0, ALICE, Kind.PROMPT, 0, 0, enabled=True)
SLOTS = st.one_of(st.none(), st.builds(Slot, st.integers(0, 1439), st.booleans()))
WEEKS = st.builds(Week, st.tuples(*[SLOTS] * 7))


@given(WEEKS)
def test_a_week_fits_on_a_button_and_comes_back(week: Week) -> None:
    text = to_text(week)
    assert len(text) == 14
    assert text.isascii()
    assert from_text(text) == week


@pytest.mark.parametrize("text", ["", "--", "-" * 13, "-" * 15, "ZZ" * 7, "é" * 14, "- " * 7])
def test_another_text_is_no_week(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 — whatever it says
        from_text(text)


def test_rules_are_read_as_the_week_they_make_up() -> None:
    week = week_of(
        [
            rule(minute=EVENING, weekdays=WORKDAYS),
            rule(minute=540, weekdays=WEEKEND, enabled=False),
            rule(minute=600, weekdays=0),
        ]
    )
    assert week.slots == (Slot(EVENING),) * 5 + (Slot(540, enabled=False),) * 2
    assert list(week.parts) == [(Slot(EVENING), WORKDAYS), (Slot(540, enabled=False), WEEKEND)]


@given(WEEKS, WEEKS)
def test_rules_become_the_wanted_week_whatever_they_were(before: Week, wanted: Week) -> None:
    numbered = [
        Rule(number, ALICE, Kind.PROMPT, slot.minute, mask, slot.enabled)
        for number, (slot, mask) in enumerate(before.parts, start=1)
    ]
    after = with_week(numbered, wanted, NEW)
    assert week_of(after) == wanted
    assert {each.id for each in after} >= {each.id for each in numbered}
    assert sum(each.id == 0 for each in after) == max(
        len(list(wanted.parts)) - len(numbered), 0
    )  # a new one only where there are too few


def test_a_rule_of_the_same_time_keeps_its_id() -> None:
    kept = with_week(
        [rule(id=3, minute=540, weekdays=0), rule(id=7)], week_with([(EVENING, EVERY_DAY)]), NEW
    )
    assert {each.id: each.weekdays for each in kept} == {7: EVERY_DAY, 3: 0}
