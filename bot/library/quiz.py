"""Recall questions: the right option of each, and the picture of those that show an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from bot.domain.content import Question
from bot.domain.knots import Knot, KnotError
from bot.domain.plates import Error, Plate
from bot.domain.stitches.errors import Wrong
from bot.domain.stitches.stitch import Stitch
from bot.library.faults import Report
from bot.library.front_matter import PictureQuestionFront, QuestionFront
from bot.library.page import Page


def quiz_of(
    quiz: Sequence[QuestionFront | PictureQuestionFront],
    page: Page,
    stitch: Stitch | Knot | None,
    report: Report,
) -> tuple[Question, ...]:
    """Return the questions of a lesson about `stitch`, without those that have a fault."""
    questions = []
    for number, asked in enumerate(quiz):
        if isinstance(asked, PictureQuestionFront):
            faults = list(_faults_of_picture(asked, stitch))
        else:
            faults = list(_faults(asked))
        for field, message in faults:
            report.at(page.field_line(("quiz", number, *field)), message)
        if not faults:
            questions.append(_question(asked, stitch))
    return tuple(questions)


def _question(
    asked: QuestionFront | PictureQuestionFront, stitch: Stitch | Knot | None
) -> Question:
    if isinstance(asked, QuestionFront):
        right = asked.options.index(asked.answer)
        return Question(asked.ask, tuple(asked.options), right, asked.why, asked.spots_error)
    options, right = tuple(asked.errors.values()), [*asked.errors].index(asked.shows)
    picture = Plate(stitch, asked.ask).asking(asked.shows) if stitch else None
    return Question(asked.ask, options, right, asked.why, asked.spots_error, picture)


Field = tuple[str, ...]  # of a question, and within it


def _faults(asked: QuestionFront) -> Iterator[tuple[Field, str]]:
    if asked.answer not in asked.options:
        message = f"answer {asked.answer!r} is not among the options: copy one of them"
        yield ("answer",), message
    if len(set(asked.options)) < len(asked.options):
        yield ("options",), "two options are the same: make them differ"


def _faults_of_picture(
    asked: PictureQuestionFront, stitch: Stitch | Knot | None
) -> Iterator[tuple[Field, str]]:
    if not asked.spots_error:
        yield ("shows",), "shows an error: give it `spots_error: true`"
    known = Plate(stitch, "").known_errors if stitch else ()
    if not known:
        yield ("shows",), "there is no error to draw here: ask with `options` and `answer` instead"
        return
    if asked.shows not in known:
        yield ("shows",), f"`{asked.shows}` cannot be drawn of it: {_one_of(asked.shows, known)}"
    elif asked.shows not in asked.errors:
        yield ("errors",), f"`errors` lack `{asked.shows}`, which is shown: give it its words"
    elif (answer := asked.errors[asked.shows]).casefold() in asked.ask.casefold():
        yield ("ask",), f"{answer!r} gives the answer away: say how it looks"
    every = tuple(KnotError) if isinstance(stitch, Knot) else tuple(Wrong)
    for error in asked.errors:
        if error not in every:
            yield ("errors", error), f"`{error}` is no such error: {_one_of(error, every)}"
    if len(set(asked.errors.values())) < len(asked.errors):
        yield ("errors",), "two options are the same: make them differ"


def _one_of(given: str, known: Sequence[Error]) -> str:
    near = get_close_matches(given, known, n=1)
    return f"did you mean `{near[0]}`?" if near else f"use {' / '.join(known)}"
