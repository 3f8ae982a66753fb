"""The tables of a stitch file, as models that refuse what they do not know."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, StrictStr

from bot.domain.stitches.ground import Layer, Side
from bot.domain.stitches.stitch import Pattern

FACES = {"needle face": Side.NEEDLE, "forceps face": Side.FORCEPS}
FARTHEST = 300.0  # mm, or degrees: no lesson measures more
CURVES = {"1/4": 0.25, "3/8": 0.375, "1/2": 0.5, "5/8": 0.625}
MOST_MOVES = 40
MOST_TIMES = 12
MOST_STEPS = 8  # of a lesson; a step may be shown in two parts


def _number(value: object) -> float:
    """Words and truth values are no numbers, though Python would take them for some."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("is no number: write it as 5 or 0.5, without quotes")
    if not -FARTHEST <= value <= FARTHEST:  # nor is one that is not a number at all
        raise ValueError(f"is out of reach: a number lies between -{FARTHEST:g} and {FARTHEST:g}")
    return float(value)


def _size(value: object) -> float:
    if (size := _number(value)) <= 0:
        raise ValueError("is no size: give it more than 0 mm")
    return size


def _times(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 2 <= value <= MOST_TIMES:
        raise ValueError(f"is a loop without end: say how often, 2 to {MOST_TIMES} times")
    return value


def _place(value: object) -> tuple[float, float, float, Side | None]:
    if not isinstance(value, list) or len(value) not in (2, 3):
        raise ValueError("is no place: write [along, across] or [along, across, depth]")
    along, across, depth = (*value, 0.0)[:3]
    if isinstance(across, str) and across in FACES:
        return _number(along), 0.0, _number(depth), FACES[across]
    return _number(along), _number(across), _number(depth), None


Number = Annotated[float, BeforeValidator(_number)]
Size = Annotated[float, BeforeValidator(_size)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class WoundRow(_Row):
    """The cut."""

    length: Size
    depth: Size
    gap: Size
    undermined: Size | None = None


class VesselRow(_Row):
    """Two tube ends, drawn `gap` apart."""

    diameter: Size
    wall: Size
    gap: Size


class NeedleRow(_Row):
    """Which part of a circle the needle is, and its length."""

    curve: Literal["1/4", "3/8", "1/2", "5/8"]
    length: Size


class KnotRow(_Row):
    """How the thread is tied."""

    throws: Annotated[
        list[Annotated[StrictInt, Field(ge=1, le=3)]], Field(min_length=2, max_length=8)
    ]
    ends: Size


class StapleRow(_Row):
    """A closed staple."""

    leg: Size
    clear: Size


class RepeatRow(_Row):
    """How often the moves of a step are done in all, and how far along or round each time."""

    times: Annotated[int, BeforeValidator(_times)]
    along: Number = 0.0
    turn: Number = 0.0


class GivenRow(_Row):
    """What is there from the beginning."""

    moves: Annotated[list[StrictStr], Field(min_length=1, max_length=MOST_MOVES)]


class StepRow(GivenRow):
    """What is done in a step of the lesson."""

    lesson: Annotated[StrictInt, Field(ge=1, le=MOST_STEPS)]
    repeat: RepeatRow | None = None


PointRow = Annotated[tuple[float, float, float, Side | None], BeforeValidator(_place)]
Name = Annotated[str, Field(pattern=r"^([1-9][0-9]?|[a-z][1-9]?)$")]


class StitchTable(_Row):
    """A whole file."""

    pattern: Pattern
    points: Annotated[dict[Name, PointRow], Field(min_length=2, max_length=60)]
    step: Annotated[list[StepRow], Field(min_length=1, max_length=2 * MOST_STEPS)]
    tissue: Annotated[dict[Layer, Size], Field(min_length=1)] | None = None
    wound: WoundRow | None = None
    vessel: VesselRow | None = None
    needle: NeedleRow | None = None
    knot: KnotRow | None = None
    staple: StapleRow | None = None
    given: GivenRow | None = None
