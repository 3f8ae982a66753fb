"""What is drawn before anybody asks for it."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from bot.domain.plates import NeedleHand
from bot.usecases.pictures import sent_with_cards
from tests.builders import GRANNY_ASKED, MATTRESS, PICTURE, PLATE, SURGEONS, library


def test_all_that_goes_with_cards_and_questions_is_drawn_for_each_hand() -> None:
    asking = replace(SURGEONS, quiz=(*SURGEONS.quiz, GRANNY_ASKED))
    drawn = [*chain.from_iterable(sent_with_cards(library((asking, MATTRESS), requires={})))]
    asked = GRANNY_ASKED.picture
    assert asked is not None
    for hand in NeedleHand:
        plates = (PLATE, PLATE.film, *PLATE.steps(), asked)
        assert {plate.held(hand) for plate in plates} <= {*drawn}
    assert PICTURE in drawn
