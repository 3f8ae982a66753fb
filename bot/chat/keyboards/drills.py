"""Buttons of drill cards."""

from __future__ import annotations

from datetime import date

from bot.chat.buttons import Button, Inline, in_rows, inline
from bot.chat.keyboards import footnotes, sheets
from bot.chat.taps import (
    BoxIsOpen,
    FinishCard,
    FinishFirst,
    NeedleBack,
    NeedleMissing,
    NotTodayAsk,
    OpenDrill,
    OpenTechnique,
    ShowDrills,
    ShowGroup,
    ShowGuides,
    ShowPicture,
    SkipCard,
    StartTimer,
    StopTimer,
    UndoCompletion,
)
from bot.domain.practice import Hand
from bot.texts.texts import Texts
from bot.usecases.browse import DrillList
from bot.usecases.cards import Counted, DrillCard, DrillDone, NeedleCounted
from bot.usecases.timers import TimerRunning, TimeUp


def drill_card(facts: DrillCard, texts: Texts) -> Inline:
    """Start, numbers, *Done* and *Not today*; a needle waits for the open sharps box."""
    if facts.first_ever:
        return _first_drill(facts, texts)
    about = _shared(facts)
    if not facts.box_open:
        return inline(
            [Button(texts.label("drill.box_open"), BoxIsOpen(*about))],
            [Button(texts.label("drill.no_needle"), SkipCard(*about)), _picture(facts, texts)],
            *sheets.rows(facts, texts),
            *footnotes.rows(facts.drill, texts),
        )
    return inline(
        _numbers(facts),
        [_timer(facts, texts), _done(facts, texts), _not_today(facts, texts)],
        [_full_card(facts, texts), _picture(facts, texts)],
        *sheets.rows(facts, texts),
        *footnotes.rows(facts.drill, texts),
    )


def _shared(facts: DrillCard) -> tuple[str, Hand | None, int, date | None, int]:
    card = facts.card
    return card.item, card.hand, card.level, facts.day, card.position or 0


def _first_drill(facts: DrillCard, texts: Texts) -> Inline:
    about = _shared(facts)
    skip = Button(texts.label("common.skip"), SkipCard(*about))
    return inline([_timer(facts, texts), _done(facts, texts), skip])


def _numbers(facts: DrillCard) -> list[Button]:
    return [
        Button(str(number), FinishCard(*_shared(facts), number)) for number in facts.suggestions
    ]


def _timer(facts: DrillCard, texts: Texts) -> Button | None:
    if facts.timer_s is None:
        return None
    return Button(texts.label("drill.timer", seconds=facts.timer_s), StartTimer(*_shared(facts)))


def _full_card(facts: DrillCard, texts: Texts) -> Button | None:
    """A technique's steps stand on its own card."""
    if not facts.is_technique:
        return None
    return Button(texts.label("technique.card"), OpenTechnique(facts.drill.id, None, 0))


def _picture(facts: DrillCard, texts: Texts) -> Button | None:
    """*Picture* where the card is too long to be a caption."""
    if not (facts.drill.picture and facts.drill.picture_apart):
        return None
    return Button(texts.label("drill.picture"), ShowPicture(facts.drill.id))


def _done(facts: DrillCard, texts: Texts) -> Button:
    return Button(texts.label("common.done"), FinishCard(*_shared(facts), None))


def _not_today(facts: DrillCard, texts: Texts) -> Button:
    not_today = texts.label("common.not_today")
    if facts.day is None:
        return Button(not_today, SkipCard(*_shared(facts)))
    return Button(not_today, NotTodayAsk(facts.day, facts.card.position or 0))


def running(facts: TimerRunning, texts: Texts) -> Inline:
    """*Done* and *Stop* while the timer runs."""
    about = _shared(facts.card)
    stop = Button(texts.label("drill.stop"), StopTimer(*about))
    return inline([_done(facts.card, texts), stop])


def time_up(facts: TimeUp, texts: Texts) -> Inline:
    """How did it go? A word for the very first drill, a number later."""
    about = _shared(facts.card)
    if facts.card.first_ever:
        skip = Button(texts.label("common.skip"), SkipCard(*about))
        clean = Button(texts.label("drill.clean"), FinishFirst(*about, slips=False))
        slips = Button(texts.label("drill.slips"), FinishFirst(*about, slips=True))
        return inline([clean, slips, skip])
    return inline(_numbers(facts.card), [_done(facts.card, texts)])


def done(facts: DrillDone, texts: Texts) -> Inline:
    """*Undo*; after a needle, the needle count first."""
    undo = Button(texts.label("common.undo"), UndoCompletion(facts.completion.id))
    if not facts.drill.sharp:
        return inline([undo])
    return inline(*needle_count(facts.completion.id, texts).rows, [undo])


def needle_count(completion: int, texts: Texts) -> Inline:
    """Is the needle back in the box?"""
    back = Button(texts.label("drill.needle_back"), NeedleBack(completion))
    return inline([back, Button(texts.label("drill.needle_missing"), NeedleMissing(completion))])


def needle_back(facts: NeedleCounted, texts: Texts) -> Inline:
    """*Undo* what was logged."""
    return inline([Button(texts.label("common.undo"), UndoCompletion(facts.completion.id))])


def counted(facts: Counted, texts: Texts) -> Inline:
    """*Undo* on every log."""
    return inline([Button(texts.label("common.undo"), UndoCompletion(facts.completion.id))])


def drill_list(facts: DrillList, texts: Texts) -> Inline:
    """The drills that are listed, those at hand first, or else their groups; and the guides."""
    every = (*facts.at_hand, *facts.others)
    drills = [Button(drill.title, OpenDrill(drill.id)) for drill in every]
    groups = [Button(texts.label(f"group.{group}"), ShowGroup(group)) for group in facts.groups]
    back = Button(texts.label("common.back"), ShowDrills()) if facts.group else None
    guides = Button(texts.label("guide.all"), ShowGuides()) if facts.guides else None
    return inline(*in_rows(drills or groups, 2), [back, guides])
