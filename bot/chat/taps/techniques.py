"""Buttons about techniques."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.taps.base import Tap
from bot.usecases.refreshers import Section


@dataclass(frozen=True, slots=True)
class TechniqueTap(Tap):
    """A button about a technique; `day` is None outside a plan."""

    item: str
    day: date | None
    position: int


@dataclass(frozen=True, slots=True)
class OpenTechnique(TechniqueTap):
    """Open a technique's card as a new message."""


@dataclass(frozen=True, slots=True)
class TurnTo(TechniqueTap):
    """Turn the card to one of its sections."""

    section: Section


@dataclass(frozen=True, slots=True)
class FinishLesson(TechniqueTap):
    """*Done* with a lesson that was read."""


@dataclass(frozen=True, slots=True)
class AskQuestion(TechniqueTap):
    """Ask me."""


@dataclass(frozen=True, slots=True)
class AnswerQuestion(TechniqueTap):
    """An answer; `number` is the question's index, `option` the answer's."""

    number: int
    option: int


@dataclass(frozen=True, slots=True)
class OfferRep(TechniqueTap):
    """One repetition on the pad."""


@dataclass(frozen=True, slots=True)
class RepBoxIsOpen(TechniqueTap):
    """The sharps box is open: start the repetition."""


@dataclass(frozen=True, slots=True)
class CheckRep(TechniqueTap):
    """Look at the result; `ticked` is a bit mask over the self-check."""

    ticked: int


@dataclass(frozen=True, slots=True)
class LogRep(TechniqueTap):
    """Log the repetition with its self-check."""

    ticked: int


@dataclass(frozen=True, slots=True)
class SkipRep(TechniqueTap):
    """No repetition now: go on with the plan."""


@dataclass(frozen=True, slots=True)
class ShowPictures(Tap):
    """The pictures of a technique's steps."""

    item: str
