"""From one page of content to one value: a drill, a technique or a safety page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeVar

from bot.domain.content import (
    Drill,
    Kit,
    Level,
    Picture,
    Question,
    Review,
    SafetyPage,
    Technique,
)
from bot.library.faults import Report
from bot.library.front_matter import (
    DrillFront,
    Front,
    ItemFront,
    QuestionFront,
    SafetyFront,
    TechniqueFront,
    read_front,
)
from bot.library.page import Page, read_page
from bot.library.sections import DRILL_SECTIONS, TECHNIQUE_SECTIONS, read_body

MOST_STEPS = 8
LONGEST_ADVICE = 700  # characters
VERSION_LENGTH = 12  # hex digits of the content hash
AnyFront = TypeVar("AnyFront", bound=Front)
Pictures = Mapping[str, str]  # item id -> SVG source


@dataclass(frozen=True, slots=True)
class Loaded:
    """A value with the page it was read from, so that later checks can name lines."""

    path: str
    page: Page
    value: Drill | Technique | SafetyPage


def load_page(text: str, pictures: Pictures, report: Report) -> Loaded | None:
    """Build the value of one page; what is wrong with it goes to `report`."""
    page = read_page(text, report)
    if page is None:
        return None
    build = {"drills": _drill, "techniques": _technique, "safety": _safety}
    value = build[PurePosixPath(report.path).parts[0]](page, pictures, report)
    return Loaded(report.path, page, value) if value else None


def _drill(page: Page, pictures: Pictures, report: Report) -> Drill | None:
    body = read_body(page, DRILL_SECTIONS, report)
    purpose, steps = body.purpose(), body.steps("Steps")
    dose, stop = body.lines("Dose"), body.lines("Stop")
    front = _front(DrillFront, page, report)
    if front is None:
        return None
    return Drill(
        **_shared(front, page, pictures, report),
        purpose=purpose,
        steps=steps,
        hands=front.hands,
        dose=dose,
        stop=stop,
        timer_s=front.timer,
    )


def _technique(page: Page, pictures: Pictures, report: Report) -> Technique | None:
    body = read_body(page, TECHNIQUE_SECTIONS, report)
    purpose, steps = body.purpose(), body.steps("Steps", MOST_STEPS)
    not_for, setup, stop = body.lines("Not for"), body.lines("Set-up"), body.lines("Stop")
    errors, self_check = body.errors("Errors"), body.bullets("Self-check", 4, 6)
    front = _front(TechniqueFront, page, report)
    if front is None:
        return None
    return Technique(
        **_shared(front, page, pictures, report),
        purpose=purpose,
        steps=steps,
        not_for=not_for,
        setup=setup,
        errors=errors,
        self_check=self_check,
        rep=front.rep,
        quiz=_quiz(front.quiz, page, report),
        stop=stop,
    )


def _safety(page: Page, _: Pictures, report: Report) -> SafetyPage | None:
    front = _front(SafetyFront, page, report)
    advice = page.body.strip()
    if not advice:
        report.at(page.body_line, "has no advice: write it below the front matter")
    if len(advice) > LONGEST_ADVICE:
        message = f"advice has {len(advice)} characters: keep it to {LONGEST_ADVICE}"
        report.at(page.body_line, message)
    if front is None:
        return None
    return SafetyPage(front.id, front.title, tuple(front.phrases), advice)


def _front(kind: type[AnyFront], page: Page, report: Report) -> AnyFront | None:
    front = read_front(kind, page, report)
    if front is not None and front.id != PurePosixPath(report.path).stem:
        line = page.field_line(("id",))
        report.at(line, f"id `{front.id}` is not the file name: call the file {front.id}.md")
    return front


def _shared(front: ItemFront, page: Page, pictures: Pictures, report: Report) -> dict[str, Any]:
    """Return what drills and techniques have in common, by field of Item."""
    if front.sharp and not {Kit.SHARPS_BOX, Kit.PAD_AND_TOOLS} <= set(front.kit):
        line = page.field_line(("kit",))
        report.at(line, "kit of a sharp item lacks pad-and-tools or sharps-box: name both")
    picture = _picture(front, pictures, report)
    return {
        "id": front.id,
        "title": front.title,
        "aliases": tuple(front.aliases),
        "formerly": tuple(front.formerly),
        "family": front.family,
        "minutes": front.minutes,
        "kit": frozenset(front.kit),
        "sharp": front.sharp,
        "measure": front.measure,
        "count": front.count,
        "levels": tuple(Level(level.do, level.goal) for level in front.levels),
        "picture": picture,
        "review": Review(front.review.by, front.review.on) if front.review else None,
        "sources": tuple(front.sources),
        "version": _hash(page.text + picture.sha256)[:VERSION_LENGTH],
    }


def _picture(front: ItemFront, pictures: Pictures, report: Report) -> Picture:
    if front.id not in pictures:
        report.at(1, f"picture pictures/{front.id}.svg is missing: draw it")
    svg = pictures.get(front.id, "")
    return Picture(svg, front.alt, _hash(svg))


def _quiz(quiz: list[QuestionFront], page: Page, report: Report) -> tuple[Question, ...]:
    questions = []
    for number, asked in enumerate(quiz):
        if asked.answer not in asked.options:
            line = page.field_line(("quiz", number, "answer"))
            report.at(line, f"answer {asked.answer!r} is not among the options: copy one of them")
            continue
        if len(set(asked.options)) < len(asked.options):
            line = page.field_line(("quiz", number, "options"))
            report.at(line, "two options are the same: make them differ")
        right = asked.options.index(asked.answer)
        questions.append(Question(asked.ask, tuple(asked.options), right, asked.why))
    return tuple(questions)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
