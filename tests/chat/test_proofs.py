"""Proofs: what the phone would not take of an item is told before anybody meets it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.chat.proofs import cards_of, is_below_its_picture, proofs
from bot.domain.content import Drill, Guide, Library, Technique
from bot.domain.glossary import Term
from tests.builders import COIN, LOADING, MATTRESS, guide, library
from tests.chat.room import TEXTS

LONG = "An extraordinary line of words. " * 40
GUIDE = guide()
EVERSION = Term("eversion", (), "Edges that turn out.")


def stock(*items: Drill | Technique | Guide, **overrides: Any) -> Library:
    return library(items, requires={}, **overrides)


def told(*items: Drill | Technique | Guide, **overrides: Any) -> list[str]:
    return [f"{item}: {fault}" for item, fault in proofs(stock(*items, **overrides), TEXTS)]


def test_what_is_short_enough_is_taken() -> None:
    assert told(COIN, LOADING, MATTRESS, GUIDE) == []


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        (replace(COIN, dose=LONG * 2), "coin-rotation: card of level 1 has 2"),
        (replace(MATTRESS, purpose=LONG), "vertical-mattress: card of the steps has 1"),
        (replace(GUIDE, opening=LONG * 2), f"{GUIDE.id}: card of the guide has 2"),
        (
            replace(MATTRESS, self_check=("Knots lie to one side, " * 3, "Edges level")),
            "vertical-mattress: button '☑ Knots lie to one side",
        ),
    ],
    ids=["drill", "technique", "guide", "button"],
)
def test_what_is_too_long_is_told_by_its_card(item: Any, fault: str) -> None:
    assert any(line.startswith(fault) for line in told(item)), told(item)


def test_a_drill_may_outgrow_its_caption_but_a_technique_stays_below_its_picture() -> None:
    assert told(replace(COIN, dose=LONG)) == []
    assert told(replace(MATTRESS, purpose=LONG))


def test_a_card_is_below_its_picture_where_there_is_one_and_it_fits() -> None:
    items = (COIN, MATTRESS, replace(COIN, dose=LONG), replace(COIN, picture=None))
    seen = [is_below_its_picture(item, stock(item), TEXTS) for item in items]
    assert seen == [True, True, False, False]


def test_an_id_that_no_button_can_carry_is_told() -> None:
    item = replace(COIN, id="c" * 60)
    assert any("cannot be sent" in line for line in told(item))


def test_terms_and_sources_are_proved_too() -> None:
    item = replace(COIN, terms=("eversion",), purpose="Lifts: [[eversion]].")
    shown = cards_of(item, stock(item, glossary={"eversion": EVERSION}))
    assert "the words" in [each.name for each in shown]
    meaning = replace(EVERSION, meaning=LONG * 2)
    assert any("card of the words" in line for line in told(item, glossary={"eversion": meaning}))
