"""From one page of content to one value: a drill, a technique, a guide or a safety page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, TypeVar

from bot.domain.content import (
    Drill,
    Guide,
    Kit,
    Level,
    Picture,
    Review,
    SafetyPage,
    Target,
    Technique,
)
from bot.domain.knots import Knot
from bot.domain.plates import Plate
from bot.domain.stitches.stitch import Stitch
from bot.library.faults import Report
from bot.library.front_matter import (
    DrillFront,
    Front,
    GuideFront,
    ItemFront,
    ReviewFront,
    SafetyFront,
    TaughtFront,
    TechniqueFront,
    read_front,
)
from bot.library.glossary import TermIndex
from bot.library.page import Page, read_page
from bot.library.passages import marked_in, reading_seconds
from bot.library.quiz import quiz_of
from bot.library.sections import DRILL_SECTIONS, TECHNIQUE_SECTIONS, read_body, read_guide
from bot.library.stitches import StitchFile

MOST_STEPS = 8
LONGEST_ADVICE = 700  # characters
VERSION_LENGTH = 12  # hex digits of the content hash
OURS = "ours"  # the target_source of a practice target
HELD_BY = frozenset({Kit.PAD_AND_TOOLS, Kit.MICRO_TOOLS, Kit.STAPLER})  # a needle, never by hand
AnyFront = TypeVar("AnyFront", bound=Front)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What pages refer to: pictures by item id, and the terms of the glossary."""

    pictures: Mapping[str, str]  # item id -> SVG source
    terms: TermIndex
    stitches: Mapping[str, Sequence[StitchFile]] = field(default_factory=dict)  # by technique
    knots: Mapping[str, Knot] = field(default_factory=dict)

    def stitch(self, technique: str) -> Stitch | Knot | None:
        """Return what a technique is called by."""
        files = self.stitches.get(technique, ())
        own = (file.stitch for file in files if file.stitch.id == technique)
        return next(own, None) or self.knots.get(technique)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A value with the page it was read from, so that later checks can name lines."""

    path: str
    page: Page
    value: Drill | Technique | Guide | SafetyPage

    @property
    def formerly(self) -> tuple[str, ...]:
        """Former ids; a safety page has none."""
        return () if isinstance(self.value, SafetyPage) else self.value.formerly


def load_page(text: str, shelf: Shelf, report: Report) -> Loaded | None:
    """Build the value of one page; what is wrong with it goes to `report`."""
    page = read_page(text, report)
    if page is None:
        return None
    build = {"drills": _drill, "techniques": _technique, "guides": _guide, "safety": _safety}
    value = build[PurePosixPath(report.path).parts[0]](page, shelf, report)
    return Loaded(report.path, page, value) if value else None


def _drill(page: Page, shelf: Shelf, report: Report) -> Drill | None:
    body = read_body(page, DRILL_SECTIONS, report)
    purpose, steps = body.purpose(), body.steps("Steps")
    dose, stop = body.lines("Dose"), body.lines("Stop")
    front = _front(DrillFront, page, report)
    if front is None:
        return None
    if front.sharp and front.timer:
        message = "a sharp drill has no timer: no clock on a needle before level 4"
        report.at(page.field_line(("timer",)), message)
    return Drill(
        **_shared(front, page, shelf, report),
        purpose=purpose,
        steps=steps,
        group=front.group,
        needs=front.needs or "",
        hands=front.hands,
        dose=dose,
        stop=stop,
        timer_s=front.timer,
        resisted=front.resisted,
        target=Target(front.target, None if front.target_source == OURS else front.target_source),
    )


def _technique(page: Page, shelf: Shelf, report: Report) -> Technique | None:
    body = read_body(page, TECHNIQUE_SECTIONS, report)
    purpose, steps = body.purpose(), body.steps("Steps", MOST_STEPS)
    not_for, setup, stop = body.lines("Not for"), body.lines("Set-up"), body.lines("Stop")
    errors, self_check = body.errors("Errors"), body.bullets("Self-check", 4, 6)
    front = _front(TechniqueFront, page, report)
    if front is None:
        return None
    if not any(question.spots_error for question in front.quiz):
        message = "no question asks to spot an error: give one `spots_error: true`"
        report.at(page.field_line(("quiz",)), message)
    stitch = shelf.stitch(front.id)
    return Technique(
        **_shared(front, page, shelf, report),
        purpose=purpose,
        steps=steps,
        kind=front.kind,
        practise=front.practise,
        not_for=not_for,
        setup=setup,
        errors=errors,
        self_check=self_check,
        rep=front.rep,
        quiz=quiz_of(front.quiz, page, stitch, report),
        stop=stop,
        stitch=stitch,
        other_stitches=_other_ways(front.id, shelf),
    )


def _other_ways(technique: str, shelf: Shelf) -> tuple[Stitch, ...]:
    files = shelf.stitches.get(technique, ())
    return tuple(file.stitch for file in files if file.stitch.id != technique)


def _guide(page: Page, shelf: Shelf, report: Report) -> Guide | None:
    opening, sections = read_guide(page, report)
    front = _front(GuideFront, page, report)
    if front is None:
        return None
    return Guide(
        **_taught(front, page, shelf, report),
        topic=front.topic,
        minutes=max(1, round(reading_seconds(page) / 60)),
        opening=opening,
        sections=sections,
        see=tuple(front.see),
        quiz=quiz_of(front.quiz, page, None, report),
    )


def _safety(page: Page, _: Shelf, report: Report) -> SafetyPage | None:
    front = _front(SafetyFront, page, report)
    advice = page.body.strip()
    if not advice:
        report.at(page.body_line, "has no advice: write it below the front matter")
    if len(advice) > LONGEST_ADVICE:
        message = f"advice has {len(advice)} characters: keep it to {LONGEST_ADVICE}"
        report.at(page.body_line, message)
    if front is None:
        return None
    return SafetyPage(
        id=front.id,
        title=front.title,
        phrases=tuple(front.phrases),
        advice=advice,
        urgent=front.urgent,
        review=_review(front.review),
        version=_hash(page.text)[:VERSION_LENGTH],
    )


def _front(kind: type[AnyFront], page: Page, report: Report) -> AnyFront | None:
    front = read_front(kind, page, report)
    if front is not None and front.id != PurePosixPath(report.path).stem:
        line = page.field_line(("id",))
        report.at(line, f"id `{front.id}` is not the file name: call the file {front.id}.md")
    return front


def _taught(front: TaughtFront, page: Page, shelf: Shelf, report: Report) -> dict[str, Any]:
    """Return what everything taught has in common, by field of Taught."""
    return {
        "id": front.id,
        "title": front.title,
        "aliases": tuple(front.aliases),
        "asked": tuple(front.asked),
        "formerly": tuple(front.formerly),
        "review": _review(front.review),
        "sources": tuple(front.sources),
        "terms": shelf.terms.keys_of(marked_in(page), report),
        "version": _version(front.id, page, shelf),
    }


def _version(item: str, page: Page, shelf: Shelf) -> str:
    stitches = (file.text for file in shelf.stitches.get(item, ()))
    return _hash("".join((page.text, shelf.pictures.get(item, ""), *stitches)))[:VERSION_LENGTH]


def _review(front: ReviewFront | None) -> Review | None:
    return Review(front.by, front.on) if front else None


def _shared(front: ItemFront, page: Page, shelf: Shelf, report: Report) -> dict[str, Any]:
    """Return what drills and techniques have in common, by field of Item."""
    if front.sharp and not (Kit.SHARPS_BOX in front.kit and HELD_BY & set(front.kit)):
        line = page.field_line(("kit",))
        report.at(line, f"kit of a sharp item lacks sharps-box or {_words(HELD_BY)}: name both")
    return _taught(front, page, shelf, report) | {
        "family": front.family,
        "minutes": front.minutes,
        "kit": frozenset(front.kit),
        "sharp": front.sharp,
        "measure": front.measure,
        "count": front.count,
        "levels": tuple(Level(level.do, level.goal) for level in front.levels),
        "sheets": tuple(front.sheets),
        "picture": _picture(front, page, shelf, report),
        "picture_apart": front.picture is not None,
    }


def _words(kit: frozenset[Kit]) -> str:
    return " / ".join(sorted(kit))


def _picture(front: ItemFront, page: Page, shelf: Shelf, report: Report) -> Picture | Plate | None:
    """Return the item's picture; a drill may do without, but not with half of one.

    That of a technique with a stitch is drawn from the stitch.
    """
    stitch = shelf.stitch(front.id)
    drawn = front.id in shelf.pictures or stitch is not None
    if not drawn and (front.alt or isinstance(front, TechniqueFront)):
        report.at(1, f"picture pictures/{front.id}.svg is missing: draw it")
    if not front.alt and (drawn or isinstance(front, TechniqueFront)):
        report.at(page.field_line(("alt",)), "`alt` is missing: say what the picture shows")
    if not drawn and front.picture:
        report.at(page.field_line(("picture",)), "there is no picture to stand apart: drop it")
    if not drawn or not front.alt:
        return None
    if stitch is not None:
        return Plate(stitch, front.alt)
    return Picture.of(shelf.pictures[front.id], front.alt)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
