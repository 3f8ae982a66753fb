"""Techniques: card, question, one repetition."""

from __future__ import annotations

from bot.chat.desk import Desk
from bot.chat.handlers import plans
from bot.chat.replies import Change, Reply, Say, toast
from bot.chat.screens import CardLeft
from bot.chat.taps import (
    AnswerQuestion,
    AskQuestion,
    CheckRep,
    FinishLesson,
    LogRep,
    OfferRep,
    OpenTechnique,
    RepBoxIsOpen,
    ShowPictures,
    SkipRep,
    TechniqueTap,
    TurnTo,
)
from bot.domain.content import Drill, Guide, Technique
from bot.usecases import browse, guides, refreshers, step_pictures
from bot.usecases import plans as plan_cases
from bot.usecases.guides import GuideCard
from bot.usecases.plans import AlreadyTicked
from bot.usecases.refreshers import Place, Section, TechniqueCard
from bot.usecases.turn import Stale


def list_techniques(desk: Desk) -> list[Reply]:
    """/refresh without words."""
    return [Say(browse.techniques(desk.turn))]


def show(desk: Desk, technique_id: str) -> list[Reply]:
    """Show a technique's card as a new message."""
    return [Say(refreshers.show(desk.turn, technique_id, Section.STEPS))]


def open_technique(desk: Desk, tap: OpenTechnique) -> list[Reply]:
    """Open the card from a list or an answer."""
    return [Say(refreshers.show(desk.turn, tap.item, Section.STEPS, _place(tap)))]


def _place(tap: TechniqueTap) -> Place:
    return Place(tap.day, tap.position)


def turn_to(desk: Desk, tap: TurnTo) -> list[Reply]:
    """Turn the card to another section, in place."""
    return [Change(refreshers.show(desk.turn, tap.item, tap.section, _place(tap)), desk.message)]


def show_pictures(desk: Desk, tap: ShowPictures) -> list[Reply]:
    """Show the steps as pictures, below the card."""
    return [Say(row) for row in step_pictures.show(desk.turn, tap.item)]


def finish_lesson(desk: Desk, tap: FinishLesson) -> list[Reply]:
    """A lesson was read; its question comes tomorrow."""
    lesson = desk.turn.taught(tap.item)
    if isinstance(lesson, Drill):
        raise Stale
    result = refreshers.read(desk.turn, _place(tap))
    if isinstance(result, AlreadyTicked):
        return [toast("already_done", title=result.title)]
    return [
        toast("lesson_done") if lesson.quiz else toast("read"),
        Change(_card(desk, lesson, _place(tap)), desk.message),
        *plans.refresh(desk, result.view),
        *plans.credited(desk, result.completion, result.title),
        *plans.go_on(desk, result.view),
    ]


def _card(desk: Desk, lesson: Technique | Guide, place: Place) -> TechniqueCard | GuideCard:
    if isinstance(lesson, Guide):
        return guides.card_of(desk.turn, lesson, place)
    return refreshers.show(desk.turn, lesson.id, Section.STEPS, place)


def ask(desk: Desk, tap: AskQuestion) -> list[Reply]:
    """Ask the recall question below the card."""
    return [Say(refreshers.ask(desk.turn, tap.item, _place(tap)))]


def answer(desk: Desk, tap: AnswerQuestion) -> list[Reply]:
    """Take the answer and say why, in place."""
    result = refreshers.answer(desk.turn, tap.item, tap.number, tap.option, _place(tap))
    if isinstance(result, AlreadyTicked):
        return [toast("already_done", title=result.title)]
    return [
        Change(result, desk.message),
        *plans.refresh(desk, result.plan),
        *plans.go_on(desk, result.plan),
    ]


def offer_rep(desk: Desk, tap: OfferRep) -> list[Reply]:
    """Offer one repetition."""
    return [Say(refreshers.offer_rep(desk.turn, tap.item, _place(tap), box_open=False))]


def box_is_open(desk: Desk, tap: RepBoxIsOpen) -> list[Reply]:
    """The sharps box is open: the repetition begins, in place."""
    offered = refreshers.offer_rep(desk.turn, tap.item, _place(tap), box_open=True)
    return [Change(offered, desk.message)]


def check(desk: Desk, tap: CheckRep) -> list[Reply]:
    """Look at the result."""
    return [Change(refreshers.check(desk.turn, tap.item, tap.ticked, _place(tap)), desk.message)]


def log(desk: Desk, tap: LogRep) -> list[Reply]:
    """Log the repetition; after a needle, it is counted back first."""
    result = refreshers.log_rep(desk.turn, tap.item, tap.ticked, _place(tap))
    going_on = [] if result.technique.sharp else _go_on(desk, tap)
    return [Change(result, desk.message), *going_on]


def skip(desk: Desk, tap: SkipRep) -> list[Reply]:
    """No repetition now."""
    title = refreshers.technique(desk.turn, tap.item).title
    return [Change(CardLeft(title), desk.message), *_go_on(desk, tap)]


def _go_on(desk: Desk, tap: TechniqueTap) -> list[Reply]:
    plan = desk.turn.tx.plans.of_day(desk.turn.owner, tap.day) if tap.day else None
    return plans.go_on(desk, plan_cases.view(desk.turn, plan) if plan else None)
