"""Whether the phone takes what is taught: every card of an item, rendered as it would be sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from bot.chat.buttons import Inline
from bot.chat.calls import entities_of, markup_of
from bot.chat.screens import Rendered, render
from bot.domain.content import Drill, Guide, Hands, Library, SafetyPage, Taught, Technique
from bot.domain.plates import Plate
from bot.domain.practice import Hand, OpenCard
from bot.domain.sheets import Paper
from bot.texts.texts import Texts
from bot.usecases import browse, cards, footnotes, guides, refreshers, sheets, step_pictures
from bot.usecases.refreshers import OUTSIDE, Place, Section

MOST_ON_A_PICTURE: Final = 1_000  # UTF-16 units; a caption may have 1,024, names need room
MOST_IN_A_TEXT: Final = 2_200  # ours: 300 words and what stands around them; Telegram takes 4,096
MOST_ENTITIES: Final = 100
LONGEST_BUTTON: Final = 48  # UTF-16 units; more is cut off on a narrow phone
IN_A_PLAN = Place(date(2026, 3, 2), 3)
COUNTS = (100, 101, 99, 102, 98)


@dataclass(frozen=True, slots=True)
class Shown:
    """One card, as somebody may see it."""

    name: str
    facts: Any


def proofs(library: Library, texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield the id of an item and what the phone would not take of it."""
    for taught in everything(library):
        for shown in cards_of(taught, library):
            yield from ((taught.id, fault) for fault in _faults(shown, texts))


def everything(library: Library) -> tuple[Taught | SafetyPage, ...]:
    """Return all that has a card."""
    kinds = (library.drills, library.techniques, library.guides)
    taught = (item for kind in kinds for item in kind.values())
    return (*taught, *library.safety.values())


def cards_of(taught: Taught | SafetyPage, library: Library) -> Iterator[Shown]:
    """Yield the cards of an item in each of the forms that its learners may see."""
    if isinstance(taught, SafetyPage):
        yield Shown("the advice", browse.SafetyAdvice(taught))
        return
    match taught:
        case Drill():
            yield from _sets(taught, library)
        case Technique():
            yield from _technique_cards(taught)
            yield from _sets(taught, library)
        case Guide():
            see = tuple(each for item in taught.see if (each := library.taught(item)))
            yield Shown("the guide", guides.GuideCard(taught, see, OUTSIDE, new=False))
            yield from _questions(taught)
    if terms := footnotes.terms_of(taught, library):
        yield Shown("the words", footnotes.WordsShown(taught, terms))
    cited = (library.sources.get(source) for source in footnotes.cited_by(taught))
    if found := tuple(source for source in cited if source):
        yield Shown("the sources", footnotes.SourcesShown(taught, found))


def _sets(drill: Drill | Technique, library: Library) -> Iterator[Shown]:
    one_hand = isinstance(drill, Drill) and drill.hands is not Hands.BOTH
    hand = Hand.OTHER if one_hand else None
    for number in range(1, len(drill.levels) + 1):
        card = cards.DrillCard(
            drill=drill,
            card=OpenCard(drill.id, hand, number, 1, IN_A_PLAN.position),
            day=IN_A_PLAN.day,
            level=drill.level(number),
            suggestions=COUNTS,
            best=COUNTS[0],
            first_ever=False,
            box_open=True,
            resting=False,
            sheets=cards.sheets_of(drill, library),
        )
        yield Shown(f"level {number}", card)
    for sheet in cards.sheets_of(drill, library):
        yield Shown("the sheet", sheets.SheetSent(drill, sheet, Paper.LETTER))
    if drill.sharp:
        yield Shown("the sharps box", replace(card, box_open=False))


def _technique_cards(technique: Technique) -> Iterator[Shown]:
    for section in Section:
        shown = refreshers.TechniqueCard(technique, section, IN_A_PLAN, new=False)
        yield Shown(f"the {section.value}", shown)
    if isinstance(technique.picture, Plate):
        for number, step in enumerate(step_pictures.steps_of(technique, technique.picture), 1):
            yield Shown(f"picture {number}", step)
    yield Shown("the repetition", refreshers.RepOffered(technique, IN_A_PLAN, box_open=True))
    ticked = (1 << len(technique.self_check)) - 1
    yield Shown("the ticks", refreshers.SelfCheck(technique, ticked, IN_A_PLAN))
    yield from _questions(technique)


def _questions(lesson: Technique | Guide) -> Iterator[Shown]:
    for number in range(len(lesson.quiz)):
        yield Shown(f"question {number + 1}", refreshers.QuizAsked(lesson, number, IN_A_PLAN))


def _faults(shown: Shown, texts: Texts) -> Iterator[str]:
    try:
        rendered = render(shown.facts, texts)
        json.dumps([entities_of(rendered.text), markup_of(rendered.keyboard)])
    except ValueError as fault:
        yield f"card of {shown.name} cannot be sent: {fault}"
        return
    most = MOST_ON_A_PICTURE if rendered.picture else MOST_IN_A_TEXT
    if (units := _units(rendered.text.text)) > most:
        apart = " or give it `picture: apart`" if isinstance(shown.facts, cards.DrillCard) else ""
        yield f"card of {shown.name} has {units} UTF-16 units: cut it to {most}{apart}"
    if (count := len(rendered.text.entities)) > MOST_ENTITIES:
        yield f"card of {shown.name} has {count} marked parts: keep {MOST_ENTITIES}"
    for label in _labels(rendered):
        if _units(label) > LONGEST_BUTTON:
            yield f"button {label!r} has {_units(label)} UTF-16 units: cut it to {LONGEST_BUTTON}"


def _labels(rendered: Rendered) -> Iterator[str]:
    rows = rendered.keyboard.rows if isinstance(rendered.keyboard, Inline) else ()
    return (button.label for row in rows for button in row)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
