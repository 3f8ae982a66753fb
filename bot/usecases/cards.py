"""Cards: one drill or technique opened, done, counted or left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.choosing import NOTHING_DONE, Record, level_of, next_hand, records_of
from bot.domain.content import Drill, Level, Library, Measure, Technique
from bot.domain.plates import NeedleHand
from bot.domain.practice import Completion, Hand, OpenCard, Role, Source
from bot.domain.sheets import Sheet
from bot.usecases import completions, plans
from bot.usecases.completions import Done
from bot.usecases.plans import PlanView
from bot.usecases.turn import Stale, Turn, UnknownItem

SUGGESTIONS = 5
HIGHEST_COUNT = 9_999
SECOND_TAP_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class PictureShown:
    """The picture of a drill whose card is too long to stand below it."""

    drill: Drill | Technique


@dataclass(frozen=True, slots=True)
class DrillCard:
    """A drill as its card shows it, or a technique practised by its own levels."""

    drill: Drill | Technique
    card: OpenCard
    day: date | None  # the plan's practice day; None outside a plan
    level: Level
    suggestions: tuple[int, ...]  # number buttons; the last value first
    best: int | None  # with this hand
    first_ever: bool  # the very first drill, before any question
    box_open: bool  # the sharps box is open, or none is needed
    resting: bool  # its family rests after pain
    sheets: tuple[Sheet, ...] = ()  # pages to print for it
    needle_hand: NeedleHand = NeedleHand.RIGHT  # that its picture is drawn for

    @property
    def in_reps(self) -> bool:
        return self.drill.measure is Measure.REPS

    @property
    def timer_s(self) -> int | None:
        """How long the timer runs; a technique has none."""
        return self.drill.timer_s if isinstance(self.drill, Drill) else None

    @property
    def is_technique(self) -> bool:
        """Tell whether its steps stand on a card of their own."""
        return isinstance(self.drill, Technique)


@dataclass(frozen=True, slots=True)
class DrillDone:
    """A drill's card after it was done."""

    drill: Drill | Technique
    completion: Completion
    count: int | None
    best_before: int | None
    plan: PlanView | None
    late: bool
    first_ever: bool
    next_level: int | None  # reached just now

    @property
    def is_best(self) -> bool:
        return self.count is not None and self.count > (self.best_before or 0)


@dataclass(frozen=True, slots=True)
class CardAlreadyDone:
    """A second tap on a card: nothing changed."""

    drill: Drill | Technique
    plan: PlanView | None


def picture_of(turn: Turn, item_id: str) -> PictureShown:
    """Show the picture of an item; raise UnknownItem where it has none (any more)."""
    item = turn.item(item_id)
    if item.picture is None:
        raise UnknownItem(item_id)
    return PictureShown(item)


def free_card(turn: Turn, drill: Drill | Technique) -> OpenCard:
    """Return the card of a drill that a learner opens outside the plan.

    Where the plan has the same drill open, it is that one: done once is done. A lesson of the plan
    is no set of its technique.
    """
    plan = turn.tx.plans.of_day(turn.owner, turn.day)
    for item in plan.open_items if plan else ():
        if plan and item.item == drill.id and item.role is Role.DRILL:
            return plans.card_of(plan, item)
    record = _record(turn, drill)
    return OpenCard(drill.id, next_hand(drill, record), level_of(drill, record), None, None)


def _record(turn: Turn, drill: Drill | Technique) -> Record:
    return records_of(turn.done_of(drill), turn.library).get(drill.id, NOTHING_DONE)


def show_drill(
    turn: Turn, card: OpenCard, *, first_ever: bool = False, box_open: bool = False
) -> DrillCard:
    """Open a drill's card; a typed number belongs to it from now on."""
    view = drill_view(turn, card, first_ever=first_ever, box_open=box_open)
    turn.tx.conversation.clear_pending(turn.owner)
    turn.tx.conversation.set_open_card(turn.owner, card, None)
    return view


def drill_view(
    turn: Turn, card: OpenCard, *, first_ever: bool = False, box_open: bool = False
) -> DrillCard:
    """Return a drill's card as it is shown, whether it is open or not."""
    drill = turn.item(card.item)
    plan = turn.tx.plans.get(card.plan) if card.plan else None
    counts = _counts(turn, drill, card.hand)
    level = drill.level(card.level)
    return DrillCard(
        drill=drill,
        card=card,
        day=plan.day if plan else None,
        level=level,
        suggestions=suggest(counts[-1] if counts else None, level.goal),
        best=max(counts, default=None),
        first_ever=first_ever,
        box_open=box_open or not drill.sharp,
        resting=drill.family in turn.tx.learners.rests(turn.owner, turn.day),
        sheets=sheets_of(drill, turn.library),
        needle_hand=turn.learner.needle_hand,
    )


def sheets_of(item: Drill | Technique, library: Library) -> tuple[Sheet, ...]:
    """Return the pages to print for an item."""
    return tuple(library.sheets[each] for each in item.sheets if each in library.sheets)


def _counts(turn: Turn, drill: Drill | Technique, hand: Hand | None) -> list[int]:
    """Return the numbers logged from cards; those of practice elsewhere and of a refresher's one
    repetition count other things."""
    return [
        count
        for done in turn.done_of(drill)
        if done.source not in (Source.ELSEWHERE, Source.REFRESHER)
        and done.hand is hand
        and (count := count_of(done)) is not None
    ]


def count_of(completion: Completion) -> int | None:
    """Return the number that was logged, whichever it stands for."""
    return completion.reps if completion.reps is not None else completion.seconds


def suggest(last: int | None, goal: int | None) -> tuple[int, ...]:
    """Return number buttons: the last value (or else the goal) first, then its neighbours."""
    middle = last if last is not None else goal
    if middle is None:
        return tuple(range(1, SUGGESTIONS + 1))
    near = [middle, middle + 1, middle - 1, middle + 2, middle - 2, middle + 3, middle + 4]
    return tuple(number for number in near if number >= 0)[:SUGGESTIONS]


def finish(
    turn: Turn,
    card: OpenCard,
    count: int | None,
    slips: bool | None = None,
    message: int | None = None,
) -> DrillDone | CardAlreadyDone:
    """Log a drill from its card, with the number tapped or typed; `message` will show it."""
    drill = turn.item(card.item)
    if (count or 0) > HIGHEST_COUNT:
        raise Stale
    plan = turn.tx.plans.get(card.plan) if card.plan else None
    item = plan.at(card.position or 0) if plan else None
    if plan and item and item.is_done:
        return CardAlreadyDone(drill, plans.view(turn, plan))
    if plan and (item is None or plan.learner != turn.owner or not plan.still_credits(turn.now)):
        raise Stale
    if plan is None and _is_second_tap(turn, card):
        return CardAlreadyDone(drill, None)
    before = _counts(turn, drill, card.hand)
    level_before = level_of(drill, _record(turn, drill))
    said = _in_measure(drill, count, slips, Source.PLAN if plan else Source.FREE)
    done = replace(said, message=message)
    completion = (
        plans.tick_with(turn, plan, item, done)
        if plan and item
        else completions.keep(turn, card.item, done, card=card)
    )
    level_now = level_of(drill, _record(turn, drill))
    return DrillDone(
        drill=drill,
        completion=completion,
        count=count,
        best_before=max(before, default=None),
        plan=plans.ticked(turn, plan, completion).view if plan else None,
        late=completion.day != turn.day,
        first_ever=len(turn.tx.practice.days(turn.owner)) == 1
        and len(turn.tx.practice.of(turn.owner)) == 1,
        next_level=level_now if level_now > level_before else None,
    )


def _is_second_tap(turn: Turn, card: OpenCard) -> bool:
    """Tell whether a card outside any plan was closed by logging it a moment ago."""
    opened = turn.tx.conversation.open_card(turn.owner)
    if opened and opened[0].item == card.item:
        return False
    latest = turn.tx.practice.of_item(turn.owner, card.item)[-1:]
    return any(turn.now - done.at < SECOND_TAP_WITHIN for done in latest)


def _in_measure(
    drill: Drill | Technique, count: int | None, slips: bool | None, source: Source
) -> Done:
    if drill.measure is Measure.REPS:
        return Done(reps=count, slips=slips, source=source)
    return Done(seconds=count, slips=slips, source=source)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number was added to something done without one."""

    drill: Drill
    completion: Completion
    count: int


@dataclass(frozen=True, slots=True)
class NeedleCounted:
    """The needle that something took out was counted back."""

    title: str
    completion: Completion
    count: int | None
    plan: PlanView | None


def needle_back(turn: Turn, completion_id: int) -> NeedleCounted:
    """Count the needle back; the plan it was for, if any, may go on."""
    completion = turn.tx.practice.get(completion_id)
    if completion is None or completion.learner != turn.owner or completion.item is None:
        raise Stale
    plan = turn.tx.plans.get(completion.plan) if completion.plan else None
    return NeedleCounted(
        title=turn.title(completion.item),
        completion=completion,
        count=count_of(completion) if completion.level else None,  # a repetition is one, always
        plan=plans.view(turn, plan) if plan else None,
    )


def count_latest(turn: Turn, count: int) -> Counted | None:
    """Give the newest completion of today its number, where it has none yet."""
    latest = turn.tx.practice.latest(turn.owner)
    if latest is None or latest.day != turn.day or latest.item is None or count > HIGHEST_COUNT:
        return None
    drill = turn.library.item(latest.item)
    if not isinstance(drill, Drill) or count_of(latest) is not None:
        return None
    in_reps = drill.measure is Measure.REPS
    counted = replace(latest, reps=count) if in_reps else replace(latest, seconds=count)
    turn.tx.practice.set_count(latest.id, counted.reps, counted.seconds)
    return Counted(drill, counted, count)
