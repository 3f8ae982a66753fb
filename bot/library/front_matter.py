"""The front matter of each kind of page, as models that refuse what they do not know."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import Annotated, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    Tag,
    ValidationError,
)
from pydantic_core import ErrorDetails

from bot.domain.content import Group, Hands, Kit, Measure, TechniqueKind, Topic
from bot.library.faults import Report
from bot.library.page import Page

Words = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]
Option = Annotated[str, Field(min_length=1, max_length=20)]  # a button
Model = TypeVar("Model", bound="Front")
IN_WORDS, BY_PICTURE = "asked in words", "asked by a picture"  # kinds of questions; no field's name


class Front(BaseModel):
    """What every page has."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True
    )

    id: Id
    title: Words


class LevelFront(BaseModel):
    """One of the five levels."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    do: Words
    goal: Annotated[StrictInt, Field(ge=1, le=1000)] | None = None


class ReviewFront(BaseModel):
    """Who reviewed the item clinically, and when."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    by: Words
    on: date


class QuestionFront(BaseModel):
    """A recall question; `answer` is the text of the right option."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    ask: Words
    options: Annotated[list[Option], Field(min_length=2, max_length=4)]
    answer: Words
    why: Words
    spots_error: StrictBool = False


class PictureQuestionFront(BaseModel):
    """A question that shows an error, to be named: `errors` holds a button for each that it may
    be, and `ask` says the picture in words."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    ask: Words
    shows: Id
    errors: Annotated[dict[str, Option], Field(min_length=2, max_length=4)]
    why: Words
    spots_error: StrictBool = False


def _kind_of_question(asked: object) -> str:
    return BY_PICTURE if isinstance(asked, dict) and "shows" in asked else IN_WORDS


AnyQuestionFront = Annotated[
    Annotated[QuestionFront, Tag(IN_WORDS)] | Annotated[PictureQuestionFront, Tag(BY_PICTURE)],
    Discriminator(_kind_of_question),
]


def _awaiting_is_none(value: object) -> object:
    if value == "awaiting":
        return None
    if not isinstance(value, dict):
        raise ValueError("write awaiting, or {by: Name, on: 2026-11-22}")
    return value


class TaughtFront(Front):
    """What drills, techniques and guides share."""

    aliases: Annotated[list[Words], Field(min_length=1)]
    asked: list[Words] = []
    review: Annotated[ReviewFront | None, BeforeValidator(_awaiting_is_none)]
    sources: list[Id]
    formerly: list[Id] = []


class ItemFront(TaughtFront):
    """What drills and techniques share."""

    family: Id
    minutes: Annotated[StrictInt, Field(ge=1, le=60)]
    kit: list[Kit]
    sharp: StrictBool
    measure: Measure
    count: Words
    alt: Words | None = None
    sheets: list[Id] = []
    picture: Literal["apart"] | None = None
    levels: Annotated[list[LevelFront], Field(min_length=5, max_length=5)]


class DrillFront(ItemFront):
    """The front matter of drills/<id>.md."""

    group: Group
    needs: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    hands: Hands
    timer: Annotated[StrictInt, Field(ge=30, le=120)] | None = None
    resisted: StrictBool = False
    target: Annotated[str, Field(min_length=1, max_length=100)]
    target_source: Id


class TechniqueFront(ItemFront):
    """The front matter of techniques/<id>.md."""

    kind: TechniqueKind
    practise: Id
    rep: Words
    quiz: Annotated[list[AnyQuestionFront], Field(min_length=3, max_length=6)]


class GuideFront(TaughtFront):
    """The front matter of guides/<id>.md."""

    topic: Topic
    see: Annotated[list[Id], Field(min_length=1, max_length=6)]
    quiz: Annotated[list[QuestionFront], Field(max_length=6)] = []


class SafetyFront(Front):
    """The front matter of safety/<id>.md."""

    phrases: Annotated[list[Words], Field(min_length=8)]
    urgent: bool = False
    review: Annotated[ReviewFront | None, BeforeValidator(_awaiting_is_none)] = None


def read_front(kind: type[Model], page: Page, report: Report) -> Model | None:
    """Validate the fields of a page; None, with every reason in `report`, when they are wrong."""
    try:
        return kind.model_validate(page.fields.values)
    except ValidationError as error:
        for detail in error.errors():
            place = tuple(part for part in detail["loc"] if part not in (IN_WORDS, BY_PICTURE))
            report.at(page.field_line(place), _message(kind, place, detail))
        return None


def _message(kind: type[Front], place: tuple[int | str, ...], detail: ErrorDetails) -> str:
    name = ".".join(str(part + 1 if isinstance(part, int) else part) for part in place)
    match detail["type"]:
        case "missing":
            return f"`{name}` is missing: add it"
        case "extra_forbidden":
            near = get_close_matches(str(place[-1]), kind.model_fields, n=1)
            hint = f"did you mean `{near[0]}`?" if near and len(place) == 1 else "remove it"
            return f"`{name}` is not a known field: {hint}"
        case "too_short" | "too_long":
            context = detail["ctx"]
            bounds = context.get("min_length", context.get("max_length"))
            side = "at least" if detail["type"] == "too_short" else "at most"
            return f"`{name}` has {context['actual_length']} entries: it wants {side} {bounds}"
        case "string_pattern_mismatch":
            return f"`{name}` is not kebab-case: use small letters, digits and single hyphens"
        case _:
            reason = detail["msg"].removeprefix("Value error, ")
            return f"`{name}`: {reason[0].lower()}{reason[1:]}"
