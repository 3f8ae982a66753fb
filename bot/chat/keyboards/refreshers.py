"""Buttons of techniques."""

from __future__ import annotations

from bot.chat.buttons import Button, Inline, in_rows, inline
from bot.chat.keyboards import footnotes
from bot.chat.keyboards.drills import needle_count
from bot.chat.taps import (
    AnswerQuestion,
    AskQuestion,
    CheckRep,
    FinishLesson,
    LogRep,
    NotTodayAsk,
    OfferRep,
    OpenDrill,
    OpenGuide,
    OpenTechnique,
    RepBoxIsOpen,
    ShowPicture,
    ShowPictures,
    SkipRep,
    Tap,
    TurnTo,
    UndoCompletion,
)
from bot.domain.content import Drill, Guide, Taught, Technique
from bot.domain.plates import Plate
from bot.texts.texts import Texts
from bot.usecases.browse import Offered, TechniqueList
from bot.usecases.footnotes import TermShown
from bot.usecases.guides import GuideCard
from bot.usecases.refreshers import (
    QuizAnswered,
    QuizAsked,
    RepDone,
    RepOffered,
    Section,
    SelfCheck,
    TechniqueCard,
)
from bot.usecases.step_pictures import StepsNotShown

LONGEST_OPTION_IN_A_PAIR = 14  # characters; longer ones stand alone in a row


def technique_card(facts: TechniqueCard, texts: Texts) -> Inline:
    """The card's other sections, then *Done* for a lesson or a question for a refresher."""
    about = (facts.technique.id, facts.place.day, facts.place.position)
    turn_to = [
        Button(texts.label(f"technique.{section.value}"), TurnTo(*about, section))
        for section in Section
        if section is not facts.section
    ]
    ask = Button(texts.label("technique.ask"), AskQuestion(*about))
    notes = footnotes.rows(facts.technique, texts)
    pictures = _pictures(facts.technique, texts)
    if facts.new:
        return inline(turn_to, [pictures], lesson_row(facts, texts, facts.technique.id), *notes)
    practise = Button(texts.label("technique.practise"), OpenDrill(facts.technique.practise))
    return inline(turn_to, [ask, practise, pictures], *notes)


def _pictures(technique: Technique, texts: Texts) -> Button | None:
    """*Pictures* where each step can be drawn."""
    if not isinstance(technique.picture, Plate):
        return None
    return Button(texts.label("technique.pictures"), ShowPictures(technique.id))


def _picture(technique: Technique, texts: Texts) -> Button | None:
    """*Picture* where there is but one."""
    if technique.picture is None:
        return None
    return Button(texts.label("drill.picture"), ShowPicture(technique.id))


def not_shown(facts: StepsNotShown, texts: Texts) -> Inline:
    """*Try again*."""
    return inline([Button(texts.label("technique.again"), ShowPictures(facts.technique.id))])


def lesson_row(facts: TechniqueCard | GuideCard, texts: Texts, lesson: str) -> list[Button]:
    """*Done* and *Not today* for a lesson that the plan has to be read."""
    day, position = facts.place.day, facts.place.position
    if day is None:
        return []
    done = Button(texts.label("common.done"), FinishLesson(lesson, day, position))
    return [done, Button(texts.label("common.not_today"), NotTodayAsk(day, position))]


def quiz(facts: QuizAsked, texts: Texts) -> Inline:
    """The options, two a row where they are short."""
    about = (facts.lesson.id, facts.place.day, facts.place.position)
    options = [
        Button(option, AnswerQuestion(*about, facts.number, index))
        for index, option in enumerate(facts.question.options)
    ]
    longest = max(len(option) for option in facts.question.options)
    return inline(*in_rows(options, 2 if longest <= LONGEST_OPTION_IN_A_PAIR else 1))


def answered(facts: QuizAnswered, texts: Texts) -> Inline:
    """One repetition where the kit is at hand, the card, *Undo*."""
    about = (facts.lesson.id, facts.place.day, facts.place.position)
    rep = Button(texts.label("technique.rep"), OfferRep(*about)) if facts.can_practise else None
    card = Button(texts.label("technique.card"), opens(facts.lesson))
    undo = Button(texts.label("common.undo"), UndoCompletion(facts.completion.id))
    return inline([rep], [card, undo])


def rep_offered(facts: RepOffered, texts: Texts) -> Inline:
    """*Done* once the needle is allowed out, the sharps box first; and how it is done."""
    about = (facts.technique.id, facts.place.day, facts.place.position)
    pictures = _pictures(facts.technique, texts) or _picture(facts.technique, texts)
    if not facts.box_open:
        return inline(
            [Button(texts.label("drill.box_open"), RepBoxIsOpen(*about))],
            [Button(texts.label("drill.no_needle"), SkipRep(*about)), pictures],
        )
    done = Button(texts.label("common.done"), CheckRep(*about, ticked=0))
    return inline([done, Button(texts.label("common.not_today"), SkipRep(*about)), pictures])


def self_check(facts: SelfCheck, texts: Texts) -> Inline:
    """A box for each thing to look for, then *Log*."""
    technique = facts.technique
    about = (technique.id, facts.place.day, facts.place.position)
    boxes = [
        [
            Button(
                texts.label("technique.ticked" if facts.ticked >> bit & 1 else "technique.unticked")
                + line,
                CheckRep(*about, ticked=facts.ticked ^ 1 << bit),
            )
        ]
        for bit, line in enumerate(technique.self_check)
    ]
    log = Button(
        texts.label("technique.log", number=facts.number, total=len(technique.self_check)),
        LogRep(*about, ticked=facts.ticked),
    )
    return inline(*boxes, [log])


def rep_done(facts: RepDone, texts: Texts) -> Inline:
    """The needle count after a needle, and *Undo*."""
    undo = Button(texts.label("common.undo"), UndoCompletion(facts.completion.id))
    if not facts.technique.sharp:
        return inline([undo])
    return inline(*needle_count(facts.completion.id, texts).rows, [undo])


def technique_list(facts: TechniqueList, texts: Texts) -> Inline:
    """Every technique, kind by kind."""
    kinds = (map(open_item, techniques) for techniques in facts.by_kind.values())
    return inline(*(row for kind in kinds for row in in_rows(kind, 2)))


def offered(facts: Offered | TermShown, texts: Texts) -> Inline:
    """The best three."""
    return inline(*([open_item(item)] for item in facts.items))


def open_item(item: Taught) -> Button:
    """Return the button that opens the card of anything taught."""
    return Button(item.title, opens(item))


def opens(item: Taught) -> Tap:
    """Return the tap that opens a card, outside any plan."""
    if isinstance(item, Drill):
        return OpenDrill(item.id)
    return (
        OpenGuide(item.id, None, 0) if isinstance(item, Guide) else OpenTechnique(item.id, None, 0)
    )
