"""Pictures before they are drawn: which errors there are of a stitch, and what a question shows."""

from __future__ import annotations

import pytest

from bot.domain.knots import KnotError
from bot.domain.plates import NeedleHand, Plate, Shows
from bot.domain.stitches.errors import ERRORS, Wrong
from tests.builders import PLATE
from tests.stitches import SHIPPED, shipped

PLATES = [PLATE, *(Plate(shipped(name), name) for name in SHIPPED)]
each_plate = pytest.mark.parametrize("plate", PLATES, ids=lambda plate: plate.alt)


@each_plate
def test_a_question_shows_the_error_that_it_is_about(plate: Plate) -> None:
    asked = [plate.asking(error) for error in plate.known_errors]
    assert tuple(each.error for each in asked) == plate.known_errors
    assert {each.shows for each in asked} <= {Shows.ASKED}
    assert [each.error for each in plate.errors()] == [each.error for each in asked]


@each_plate
def test_a_question_is_for_the_hand_that_holds_the_needle(plate: Plate) -> None:
    left = plate.held(NeedleHand.LEFT)
    assert all(left.asking(error).hand is NeedleHand.LEFT for error in plate.known_errors)


@each_plate
def test_an_error_that_cannot_be_drawn_is_not_asked_about(plate: Plate) -> None:
    for error in {*Wrong, *KnotError} - {*plate.known_errors}:
        with pytest.raises(ValueError, match=error):
            plate.asking(error)


def test_a_knot_and_a_stitch_know_errors_of_their_own() -> None:
    assert PLATE.known_errors == tuple(KnotError)
    for name in SHIPPED:
        assert Plate(shipped(name), name).known_errors == ERRORS[shipped(name).pattern]


def test_only_an_error_is_one() -> None:
    assert [each.error for each in (PLATE, PLATE.film, *PLATE.steps())] == [None] * 5
