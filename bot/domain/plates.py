"""Pictures of a stitch or a knot before they are drawn: what each shows, and for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from bot.domain.knots import Knot, KnotError
from bot.domain.stitches.errors import ERRORS, Wrong
from bot.domain.stitches.stitch import Stitch

Error: TypeAlias = Wrong | KnotError


class NeedleHand(StrEnum):
    """The hand that holds the needle, or ties."""

    RIGHT = "right"
    LEFT = "left"

    @property
    def other(self) -> NeedleHand:
        return NeedleHand.LEFT if self is NeedleHand.RIGHT else NeedleHand.RIGHT


class Ground(StrEnum):
    """What a picture is drawn on."""

    LIGHT = "light"
    DARK = "dark"


class Shows(StrEnum):
    """What there is to see of a stitch."""

    RESULT = "result"  # the finished stitch, with all its points
    STEP = "step"
    ERROR = "error"  # a knot with one stands beside the right one
    ASKED = "asked"  # an error by itself, to be named by a learner
    FILM = "film"  # the whole way there, moving


@dataclass(frozen=True, slots=True)
class Plate:
    """One picture of a stitch, or the film of it, which has one ground for both."""

    stitch: Stitch | Knot = field(hash=False)  # compared, but too large to hash for each card
    alt: str  # the finished stitch in words, for those who cannot see it
    shows: Shows = Shows.RESULT
    number: int = 0  # of the step or the error, from 0
    ground: Ground = Ground.LIGHT
    hand: NeedleHand = NeedleHand.RIGHT

    @property
    def moves(self) -> bool:
        """Tell whether it is a film."""
        return self.shows is Shows.FILM

    @property
    def film(self) -> Plate:
        """The film of the same stitch."""
        return replace(self, shows=Shows.FILM, number=0, ground=Ground.LIGHT)

    def steps(self) -> Iterator[Plate]:
        """Yield a picture of each step."""
        for number in range(len(self.stitch.steps)):
            yield replace(self, shows=Shows.STEP, number=number)

    def errors(self) -> Iterator[Plate]:
        """Yield a picture of each common error."""
        for number in range(len(self.known_errors)):
            yield replace(self, shows=Shows.ERROR, number=number)

    @property
    def known_errors(self) -> tuple[Error, ...]:
        """The errors that it can be drawn with, in the order of their numbers."""
        stitch = self.stitch
        return tuple(KnotError) if isinstance(stitch, Knot) else ERRORS[stitch.pattern]

    def asking(self, error: str) -> Plate:
        """Return a picture of an error to be named; raise ValueError where there is none."""
        number = [*map(str, self.known_errors)].index(error)
        return replace(self, shows=Shows.ASKED, number=number)

    @property
    def error(self) -> Error | None:
        """The error that it shows."""
        shows_one = self.shows in (Shows.ERROR, Shows.ASKED)
        return self.known_errors[self.number] if shows_one else None

    def on(self, ground: Ground) -> Plate:
        """Return the same on another ground."""
        return replace(self, ground=ground)

    def held(self, hand: NeedleHand) -> Plate:
        """Return the same for a learner who holds the needle in `hand`."""
        return replace(self, hand=hand)
