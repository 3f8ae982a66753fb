"""The refresher of a technique: card, question, one hands-on repetition, next due date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.choosing import NOTHING_DONE, level_of, records_of
from bot.domain.content import Guide, Question, Technique
from bot.domain.plates import NeedleHand
from bot.domain.practice import Completion, Plan, PlanItem, Role, Source
from bot.domain.reviews import Memory, Recall, first_read, review
from bot.usecases import completions, plans
from bot.usecases.completions import Done
from bot.usecases.plans import AlreadyTicked, PlanView, Ticked
from bot.usecases.turn import SecondTap, Stale, Turn

SECOND_TAP_WITHIN = timedelta(seconds=10)


class Section(StrEnum):
    """The pages of a technique's card."""

    STEPS = "steps"
    ERRORS = "errors"
    ABOUT = "about"  # when not, set-up, self-check
    LEVELS = "levels"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a plan a technique was opened; day None: outside any plan."""

    day: date | None
    position: int


OUTSIDE = Place(None, 0)


@dataclass(frozen=True, slots=True)
class TechniqueCard:
    """A technique's card, open at one section."""

    technique: Technique
    section: Section
    place: Place
    new: bool  # in the plan to be read for the first time
    level: int = 1  # the one to practise
    hand: NeedleHand = NeedleHand.RIGHT  # that its pictures are drawn for


@dataclass(frozen=True, slots=True)
class QuizAsked:
    """A recall question."""

    lesson: Technique | Guide
    number: int  # index into the quiz
    place: Place
    hand: NeedleHand = NeedleHand.RIGHT  # that its picture is drawn for

    @property
    def question(self) -> Question:
        return self.lesson.quiz[self.number]


@dataclass(frozen=True, slots=True)
class QuizAnswered:
    """The answer, why, and when the lesson is due again."""

    lesson: Technique | Guide
    question: Question
    chosen: str
    right: bool
    due: date
    place: Place
    can_practise: bool  # the kit for one repetition is at hand
    completion: Completion
    plan: PlanView | None


@dataclass(frozen=True, slots=True)
class RepOffered:
    """One repetition on the practice pad."""

    technique: Technique
    place: Place
    box_open: bool


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """What to look for in the result; `ticked` is a bit mask over the checks."""

    technique: Technique
    ticked: int
    place: Place

    @property
    def number(self) -> int:
        return self.ticked.bit_count()


@dataclass(frozen=True, slots=True)
class RepDone:
    """A repetition was logged."""

    technique: Technique
    completion: Completion
    number: int  # checks that held
    due: date | None
    next_slip: str | None  # the first check that did not hold
    place: Place


def show(turn: Turn, technique_id: str, section: Section, place: Place = OUTSIDE) -> TechniqueCard:
    """Open a technique's card."""
    if section is Section.STEPS:
        turn.tx.conversation.clear_pending(turn.owner)
        turn.tx.conversation.close_card(turn.owner)
    shown = technique(turn, technique_id)
    record = records_of(turn.done_of(shown), turn.library).get(shown.id, NOTHING_DONE)
    return TechniqueCard(
        shown,
        section,
        place,
        is_new(turn, place),
        level_of(shown, record),
        turn.learner.needle_hand,
    )


def is_new(turn: Turn, place: Place) -> bool:
    """Tell whether a lesson stands open in a plan, to be read for the first time."""
    planned = _planned(turn, place)
    return planned is not None and planned[1].role is Role.NEW and planned[1].is_open


def technique(turn: Turn, technique_id: str) -> Technique:
    """Return a technique; raise Stale when the id is no technique's (any more)."""
    found = turn.library.item(technique_id)
    if not isinstance(found, Technique):
        raise Stale
    return found


def _planned(turn: Turn, place: Place) -> tuple[Plan, PlanItem] | None:
    return plans.plan_of(turn, place.day, place.position) if place.day else None


def _asked(turn: Turn, lesson_id: str) -> Technique | Guide:
    """Return a lesson that has questions; raise Stale where there is none (any more)."""
    lesson = turn.library.taught(lesson_id)
    if not isinstance(lesson, Technique | Guide) or not lesson.quiz:
        raise Stale
    return lesson


def _next_question(turn: Turn, asked: Technique | Guide) -> int:
    answered = [
        done
        for done in turn.done_of(asked)
        if done.source is Source.REFRESHER and done.reps is None
    ]
    return len(answered) % len(asked.quiz)


def ask(turn: Turn, lesson_id: str, place: Place = OUTSIDE) -> QuizAsked:
    """Ask the next recall question of a lesson; they take turns."""
    asked = _asked(turn, lesson_id)
    return QuizAsked(asked, _next_question(turn, asked), place, turn.learner.needle_hand)


def answer(
    turn: Turn, lesson_id: str, number: int, option: int, place: Place = OUTSIDE
) -> QuizAnswered | AlreadyTicked:
    """Take an answer: remember how it went, and tick the plan's item off where there is one."""
    asked = _asked(turn, lesson_id)
    if number >= len(asked.quiz) or option >= len(asked.quiz[number].options):
        raise Stale
    planned = _planned(turn, place)
    if planned is None and number != _next_question(turn, asked):
        raise SecondTap  # answered already: the turn of another question has come
    if planned and turn.library.taught(planned[1].item) != asked:
        raise Stale
    if planned and planned[1].is_done:
        return AlreadyTicked(plans.view(turn, planned[0]), asked.title)
    question = asked.quiz[number]
    right = option == question.answer
    completion = _log(turn, asked, planned, Done(slips=not right, source=Source.REFRESHER))
    due = _remember(turn, asked, Recall.FINE if right else Recall.FORGOT, completion)
    return QuizAnswered(
        lesson=asked,
        question=question,
        chosen=question.options[option],
        right=right,
        due=due,
        place=place,
        can_practise=_may_practise(turn, asked),
        completion=completion,
        plan=plans.ticked(turn, planned[0], completion).view if planned else None,
    )


def _may_practise(turn: Turn, asked: Technique | Guide) -> bool:
    """Tell whether a repetition may be offered: kit, no pain, and no needle when tired."""
    return (
        isinstance(asked, Technique)
        and asked.kit <= turn.learner.kit
        and asked.family not in turn.tx.learners.rests(turn.owner, turn.day)
        and not (asked.sharp and turn.nothing_sharp)
    )


def _log(
    turn: Turn, asked: Technique | Guide, planned: tuple[Plan, PlanItem] | None, done: Done
) -> Completion:
    if planned:
        return plans.tick_with(turn, *planned, done)
    return completions.keep(turn, asked.id, done)


def _memory(turn: Turn, asked: Technique | Guide) -> Memory | None:
    """Return the newest memory of a lesson, under whichever of its ids."""
    kept = (turn.tx.practice.memory(turn.owner, each) for each in (asked.id, *asked.formerly))
    found = next((memory for memory in kept if memory), None)
    return replace(found, technique=asked.id) if found else None


def _remember(turn: Turn, asked: Technique | Guide, recall: Recall, completion: Completion) -> date:
    earlier = _memory(turn, asked)
    memory = review(earlier or first_read(turn.owner, asked.id, turn.now), recall, turn.now)
    turn.tx.practice.remember(memory, completion.id)
    return turn.learner.day(memory.due_at)


def read(turn: Turn, place: Place) -> Ticked | AlreadyTicked:
    """Tick a lesson off as read; its first question comes the next day."""
    if place.day is None:
        raise Stale
    return plans.tick(turn, place.day, place.position)


def offer_rep(turn: Turn, technique_id: str, place: Place, *, box_open: bool) -> RepOffered:
    """Offer one repetition on the pad; a needle waits for the open sharps box."""
    offered = technique(turn, technique_id)
    return RepOffered(offered, place, box_open or not offered.sharp)


def check(turn: Turn, technique_id: str, ticked: int, place: Place) -> SelfCheck:
    """Show the self-check with what is ticked so far."""
    checked = technique(turn, technique_id)
    if ticked >> len(checked.self_check):
        raise Stale
    return SelfCheck(checked, ticked, place)


def _is_second_tap(turn: Turn, practised: Technique) -> bool:
    """Tell whether a repetition was logged so shortly ago that this cannot be another one."""
    latest = turn.done_of(practised)[-1:]
    return any(
        done.source is Source.REFRESHER
        and done.reps is not None
        and turn.now - done.at < SECOND_TAP_WITHIN
        for done in latest
    )


def log_rep(turn: Turn, technique_id: str, ticked: int, place: Place) -> RepDone:
    """Log one repetition with its self-check."""
    checked = check(turn, technique_id, ticked, place)
    if _is_second_tap(turn, checked.technique):
        raise SecondTap
    missing = [
        line for bit, line in enumerate(checked.technique.self_check) if not ticked >> bit & 1
    ]
    done = Done(reps=1, slips=bool(missing), source=Source.REFRESHER)
    completion = completions.keep(turn, checked.technique.id, done)
    memory = _memory(turn, checked.technique)
    return RepDone(
        technique=checked.technique,
        completion=completion,
        number=checked.number,
        due=turn.learner.day(memory.due_at) if memory else None,
        next_slip=missing[0] if missing else None,
        place=place,
    )
