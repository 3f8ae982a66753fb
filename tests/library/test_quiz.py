"""The questions that ship: each stitch and knot shows an error once, and does not give it away."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.domain.content import Question, Technique
from bot.domain.knots import KnotError
from bot.domain.plates import Plate
from bot.domain.stitches.errors import Wrong
from bot.library.load import load_library

LIBRARY = load_library(Path(__file__).parents[2] / "content")
DRAWN = [
    technique
    for technique in LIBRARY.techniques.values()
    if isinstance(technique.picture, Plate) and technique.picture.known_errors
]
SHOWING = [question for each in DRAWN for question in each.quiz if question.picture]


@pytest.mark.parametrize("technique", DRAWN, ids=lambda technique: technique.id)
def test_what_can_be_drawn_wrong_is_asked_about_by_a_picture(technique: Technique) -> None:
    assert any(question.picture for question in technique.quiz)


@pytest.mark.parametrize("asked", SHOWING, ids=lambda asked: asked.ask)
def test_a_question_by_a_picture_stands_alone_in_words(asked: Question) -> None:
    assert asked.spots_error
    assert asked.ask.endswith(" What is wrong?")
    assert len(asked.options) >= 3


def test_the_answers_stand_in_every_place() -> None:
    places = Counter(question.answer for question in SHOWING)
    assert min(places[place] for place in range(3)) >= 3


def test_each_error_of_a_stitch_and_of_a_knot_is_shown() -> None:
    assert {question.picture.error for question in SHOWING if question.picture} == {
        *Wrong,
        *KnotError,
    }
