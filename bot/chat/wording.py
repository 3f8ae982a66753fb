"""Screens put into words: calls that say them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from bot.chat.calls import Call, Caption, Words, entities_of, markup_of
from bot.chat.screens import render
from bot.domain.plates import NeedleHand, Plate
from bot.texts.rich_text import RichText
from bot.texts.texts import Texts
from bot.usecases import cards, sheets, timers
from bot.usecases.guides import GuideCard
from bot.usecases.pictures import Drawing
from bot.usecases.refreshers import QuizAsked, TechniqueCard
from bot.usecases.step_pictures import StepShown, StepsShown

FOR_EVERYBODY = (TechniqueCard, GuideCard)  # the same whoever asks, and asked for most
REMEMBERED = 512  # cards; there are some hundreds, each a few kB


class Wording:
    """Puts screens into words; a card that is the same for everybody only once."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._remembered = lru_cache(REMEMBERED)(self._worded)

    def call(self, chat: int, screen: object, **how: Any) -> Call:
        """Return the call that says `screen` in a chat; `how` are further fields of Call."""
        worded = self._remembered if isinstance(screen, FOR_EVERYBODY) else self._worded
        return replace(worded(screen), chat=chat, **how)

    def _worded(self, screen: object) -> Call:
        if isinstance(screen, StepsShown):
            return self._album(screen)
        rendered = render(screen, self._texts)
        return Call(
            chat=0,
            text=rendered.text.text,
            entities=entities_of(rendered.text),
            markup=markup_of(rendered.keyboard),
            picture=_pictured(screen) if rendered.picture else None,
            hand=_hand_of(rendered.picture),
            error=_error_in(rendered.picture),
            unseen=_words(rendered.unseen) if rendered.unseen else None,
            sheet=_page_in(screen),
            shows_done=screen.completion.id if isinstance(screen, cards.DrillDone) else None,
            card=item_of(screen),
        )

    def _album(self, shown: StepsShown) -> Call:
        """Put pictures in a row into words: there are none but those below each of them."""
        return Call(
            chat=0,
            text="",
            entities=[],
            markup=None,
            picture=shown.technique.id,
            hand=shown.hand,
            album=tuple(map(self._caption, shown.steps)),
        )

    def _caption(self, step: StepShown) -> Caption:
        rendered = render(step, self._texts)
        return Caption(step.number, rendered.text.text, entities_of(rendered.text))


def item_of(screen: object) -> str | None:
    """Return the item whose card a screen shows."""
    match screen:
        case cards.DrillCard() | cards.PictureShown():
            return screen.drill.id
        case timers.TimeUp() | timers.TimerRunning():
            return screen.card.drill.id
        case cards.DrillDone():
            return screen.drill.id
    technique = getattr(screen, "technique", None)
    return technique.id if technique else None


def _pictured(screen: object) -> str | None:
    """Return the item whose drawing goes with a screen."""
    return screen.lesson.id if isinstance(screen, QuizAsked) else item_of(screen)


def _error_in(picture: Drawing | None) -> str | None:
    return picture.error if isinstance(picture, Plate) else None


def _words(text: RichText) -> Words:
    return Words(text.text, entities_of(text))


def _hand_of(picture: Drawing | None) -> NeedleHand:
    return picture.hand if isinstance(picture, Plate) else NeedleHand.RIGHT


def _page_in(screen: object) -> tuple[str, str, str] | None:
    match screen:
        case sheets.SheetSent(drill=drill, sheet=sheet, paper=paper):
            return drill.id, sheet.id, paper.value
    return None
