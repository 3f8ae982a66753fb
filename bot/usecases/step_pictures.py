"""The steps of a technique as pictures, in rows as Telegram has them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from bot.domain.content import Step, Technique
from bot.domain.plates import NeedleHand, Plate
from bot.usecases import refreshers
from bot.usecases.turn import Stale, Turn

MOST_IN_A_ROW = 10  # pictures


@dataclass(frozen=True, slots=True)
class StepShown:
    """The picture of a step, counted from 0, with what the lesson says about it."""

    technique: Technique
    number: int
    lesson: int  # the lesson's step, from 1

    @property
    def step(self) -> Step:
        return self.technique.steps[self.lesson - 1]


@dataclass(frozen=True, slots=True)
class StepsShown:
    """Pictures of steps, in a row."""

    technique: Technique
    steps: tuple[StepShown, ...]
    hand: NeedleHand


@dataclass(frozen=True, slots=True)
class StepsNotShown:
    """The pictures could not be drawn or sent; they may be asked for again."""

    technique: Technique


def show(turn: Turn, technique_id: str) -> list[StepsShown]:
    """Show a technique step by step, in as few rows of pictures as there may be; raise Stale where
    it has no stitch to be drawn (any more)."""
    shown = refreshers.technique(turn, technique_id)
    if not isinstance(shown.picture, Plate):
        raise Stale
    steps = steps_of(shown, shown.picture)
    rows = -(-len(steps) // MOST_IN_A_ROW)
    ends = [len(steps) * row // rows for row in range(rows + 1)]
    return [
        StepsShown(shown, steps[start:end], turn.learner.needle_hand)
        for start, end in pairwise(ends)
    ]


def steps_of(shown: Technique, plate: Plate) -> tuple[StepShown, ...]:
    """Return each picture of a stitch with its step of the lesson."""
    lessons = (step.lesson for step in plate.stitch.steps)
    return tuple(StepShown(shown, number, lesson) for number, lesson in enumerate(lessons))
