"""The plan of a day: chosen once, frozen when first shown, ticked off in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.calendar import Shift
from bot.domain.choosing import Situation, choose_items, records_of
from bot.domain.content import SafetyPage
from bot.domain.phases import phase_of
from bot.domain.practice import (
    REST_AFTER_PAIN,
    Completion,
    NotToday,
    OpenCard,
    Plan,
    PlanItem,
    Role,
)
from bot.domain.reviews import first_read
from bot.domain.streaks import Streak
from bot.usecases import completions
from bot.usecases.completions import Done
from bot.usecases.turn import Stale, Turn

PAIN_PAGE = "hand-pain"  # the safety page shown when a drill hurt


@dataclass(frozen=True, slots=True)
class PlanLine:
    """An item of a plan with its title."""

    item: PlanItem
    title: str
    count: int | None  # the number logged for it

    @property
    def opens_straight(self) -> bool:
        """Tell whether *Done* may stand in the plan itself: no needle, no question."""
        return not self.item.sharp and self.item.role is not Role.RECALL


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as it is shown."""

    plan: Plan
    lines: tuple[PlanLine, ...]
    streak: Streak
    today: bool  # it is for the present practice day
    undo: int | None  # the completion that Undo would take back
    tired: bool = False  # it is for after a night awake
    shift: Shift | None = None  # of its day
    put_off: int | None = None  # the delivery of its prompt, where that can still come later

    @property
    def is_over(self) -> bool:
        return not self.plan.open_items

    @property
    def all_done(self) -> bool:
        return bool(self.plan.items) and len(self.plan.done_items) == len(self.plan.items)


@dataclass(frozen=True, slots=True)
class Ticked:
    """An item was ticked off."""

    completion: Completion
    view: PlanView
    title: str
    late: bool  # it was credited to an earlier practice day


@dataclass(frozen=True, slots=True)
class AlreadyTicked:
    """A second tap: nothing changed."""

    view: PlanView
    title: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was open is left for another day."""

    view: PlanView
    reason: NotToday
    advice: SafetyPage | None


def todays_plan(turn: Turn) -> PlanView:
    """Return today's plan; it is chosen and frozen the first time it is asked for.

    A day for which nothing can be chosen is not frozen: kit may be ticked, or pain pass.
    """
    plan = turn.tx.plans.of_day(turn.owner, turn.day)
    if plan is None:
        items = choose_items(turn.library, _situation(turn))
        plan = (
            turn.tx.plans.add(turn.owner, turn.day, items, turn.now)
            if items
            else Plan(0, turn.owner, turn.day, turn.now, None, ())
        )
    return view(turn, plan)


def preview_minutes(turn: Turn) -> int:
    """Return how long today's plan takes, without freezing it: nobody has seen it yet."""
    plan = turn.tx.plans.of_day(turn.owner, turn.day)
    items = plan.open_items if plan else choose_items(turn.library, _situation(turn))
    return sum(item.minutes for item in items)


def _situation(turn: Turn) -> Situation:
    memories = turn.tx.practice.memories(turn.owner)
    learner, renamed = turn.learner, turn.library.renamed
    present = {memory: renamed.get(memory.technique, memory.technique) for memory in memories}
    read = frozenset(present.values())
    return Situation(
        day=turn.day,
        kit=learner.kit,
        records=records_of(turn.tx.practice.of(turn.owner), turn.library),
        read=read,
        due=[now for memory, now in present.items() if learner.day(memory.due_at) <= turn.day],
        resting=turn.tx.learners.rests(turn.owner, turn.day),
        nothing_sharp=turn.nothing_sharp,
        tired=turn.is_tired,
        phase=phase_of(turn.library, len(turn.tx.practice.days(turn.owner)), read),
        track=learner.track,
    )


def view(turn: Turn, plan: Plan, undo: int | None = None) -> PlanView:
    """Return a plan as it is to be shown now."""
    today = plan.day == turn.day
    return PlanView(
        plan=plan,
        lines=_lines(turn, plan),
        streak=turn.streak(),
        today=today,
        undo=undo,
        tired=today and turn.is_tired,
        shift=turn.learner.calendar.shift(plan.day),
    )


def _lines(turn: Turn, plan: Plan) -> tuple[PlanLine, ...]:
    counts = turn.tx.practice.counts(plan.id) if plan.done_items else {}
    return tuple(
        PlanLine(item, turn.title(item.item), counts.get(item.position)) for item in plan.items
    )


def plan_of(turn: Turn, day: date, position: int) -> tuple[Plan, PlanItem]:
    """Return the plan and item that a button means; raise Stale when it is too old or not there."""
    plan = turn.tx.plans.of_day(turn.owner, day)
    item = plan.at(position) if plan else None
    if plan is None or item is None or not plan.still_credits(turn.now):
        raise Stale
    return plan, item


def tick(turn: Turn, day: date, position: int) -> Ticked | AlreadyTicked:
    """Check an item off straight from the plan, without a number."""
    plan, item = plan_of(turn, day, position)
    if item.is_done:
        return AlreadyTicked(view(turn, plan), turn.title(item.item))
    completion = tick_with(turn, plan, item, Done())
    return ticked(turn, plan, completion)


def ticked(turn: Turn, plan: Plan, completion: Completion) -> Ticked:
    """Return what ticking an item of a plan off came to, with the plan as it then stands."""
    if completion.item is None:
        raise Stale
    items = (_ticked_by(item, completion) for item in plan.items)
    now_shown = view(turn, replace(plan, items=tuple(items)), completion.id)
    late = completion.day != turn.day
    return Ticked(completion, now_shown, turn.title(completion.item), late)


def _ticked_by(item: PlanItem, completion: Completion) -> PlanItem:
    if item.position != completion.position:
        return item
    return replace(item, completion=completion.id, not_today=None)


def card_of(plan: Plan, item: PlanItem) -> OpenCard:
    """Return the card of a plan's item."""
    return OpenCard(item.item, item.hand, item.level, plan.id, item.position)


def tick_with(turn: Turn, plan: Plan, item: PlanItem, done: Done) -> Completion:
    """Keep a completion for a plan's own practice day and tick its item off."""
    card = card_of(plan, item)
    completion = completions.keep(turn, item.item, done, card=card, day=plan.day)
    turn.tx.plans.set_item(plan.id, _ticked_by(item, completion))
    if item.role is Role.NEW and turn.tx.practice.memory(turn.owner, item.item) is None:
        turn.tx.practice.remember(first_read(turn.owner, item.item, turn.now), completion.id)
    return completion


def leave_out(turn: Turn, day: date, position: int, reason: NotToday) -> LeftOut:
    """Leave one item (or, at position 0, all that is open) for another day.

    What is done stays done; pain rests its family all the same.
    """
    plan = turn.tx.plans.of_day(turn.owner, day)
    if plan is None or not plan.still_credits(turn.now):
        raise Stale
    meant = plan.open_items if position == 0 else (plan_of(turn, day, position)[1],)
    if reason is NotToday.PAIN:
        meant = (*meant, *_others_at_rest(turn, plan, meant))
    for item in meant:
        if not item.is_done:
            turn.tx.plans.set_item(plan.id, replace(item, not_today=reason))
        completions.put_away(turn, item.item)
    changed = turn.tx.plans.get(plan.id) or plan
    advice = turn.library.safety.get(PAIN_PAGE) if reason is NotToday.PAIN else None
    return LeftOut(view(turn, changed), reason, advice)


def reopen(turn: Turn, day: date) -> PlanView:
    """Take up again what was left out; what hurt stays at rest."""
    plan = turn.tx.plans.of_day(turn.owner, day)
    if plan is None or not plan.still_credits(turn.now):
        raise Stale
    for item in plan.items:
        if item.not_today not in (None, NotToday.PAIN):
            turn.tx.plans.set_item(plan.id, replace(item, not_today=None))
    return view(turn, turn.tx.plans.get(plan.id) or plan)


def _others_at_rest(turn: Turn, plan: Plan, hurt: Sequence[PlanItem]) -> list[PlanItem]:
    """Let the families of what hurt rest, and return what else of them the plan holds open."""
    families = {family for item in hurt if (family := _family(turn, item))}
    for family in families:
        turn.tx.learners.rest(turn.owner, family, turn.day + REST_AFTER_PAIN)
    return [
        item for item in plan.open_items if item not in hurt and _family(turn, item) in families
    ]


def _family(turn: Turn, item: PlanItem) -> str | None:
    """Return the family that rests after pain; reading a guide has none."""
    practised = turn.library.item(item.item)
    return practised.family if practised else None


def make_it_today(turn: Turn, completion_id: int) -> Completion:
    """Credit a late tap to the day on which it was tapped, as the learner asks."""
    completion = turn.tx.practice.get(completion_id)
    if completion is None or completion.learner != turn.owner:
        raise Stale
    day = replace(turn.learner, zone=completion.zone).day(completion.at)
    turn.tx.practice.move_day(completion_id, day)
    _move_tick(turn, completion, day)
    return replace(completion, day=day)


def _move_tick(turn: Turn, completion: Completion, day: date) -> None:
    """Untick the plan that it was sent for, and tick the same item off in that day's plan."""
    sent_for = turn.tx.plans.get(completion.plan) if completion.plan else None
    for item in sent_for.items if sent_for else ():
        if sent_for and item.completion == completion.id:
            turn.tx.plans.set_item(sent_for.id, replace(item, completion=None))
    plan = todays_plan(turn).plan if day == turn.day else None
    for item in plan.open_items if plan else ():
        if plan and item.item == completion.item:
            turn.tx.plans.set_item(plan.id, replace(item, completion=completion.id))
            return


def first_open(plan: Plan) -> PlanItem | None:
    """Return what comes next in a plan."""
    return next(iter(plan.open_items), None)
