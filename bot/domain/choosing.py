"""How the plan of a day is chosen: what was done so far, and what comes next of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias, TypeVar

from bot.domain.content import Drill, Guide, Hands, Item, Kit, Library, Measure, Taught, Technique
from bot.domain.phases import is_in, weight
from bot.domain.practice import Completion, Hand, PlanItem, Reason, Role
from bot.domain.syllabus import Phase, Track

T = TypeVar("T", bound=Taught)

DRILLS_A_DAY = 2
# Practice targets. A drill comes back after so many days, the later the more often it was done; a
# few are learnt at a time, and the next one waits until one of them has settled.
GAPS_DAYS = (1, 2, 3, 5, 7, 10, 14)
SETTLED_AFTER = 3  # times
LEARNT_AT_ONCE = 4
LONGEST_PLANNED = 10  # minutes; what takes longer is there to be chosen, under /drills
REST_AFTER_RESISTED = timedelta(days=2)  # forearms that worked against a resistance
RECALL_MINUTES = 1  # one question and its answer
TIRED_MINUTES = 2  # a whole plan after a night awake
DAYS_TO_NEXT_LEVEL = 2  # separate days on which the level's goal was met


@dataclass(frozen=True, slots=True)
class Record:
    """What was done of one item so far."""

    times: int
    last: date | None
    by_hand: Mapping[Hand, int]
    goal_days: Mapping[int, int]  # level -> separate days on which its goal was met


NOTHING_DONE = Record(times=0, last=None, by_hand={}, goal_days={})


@dataclass(frozen=True, slots=True)
class Situation:
    """All that choosing a plan needs to know of a learner."""

    day: date
    kit: frozenset[Kit]
    records: Mapping[str, Record]
    read: frozenset[str]  # techniques read so far
    due: Sequence[str]  # techniques due for a question, most overdue first
    resting: frozenset[str]  # families that rest after pain
    nothing_sharp: bool
    tired: bool = False  # after a night awake: two minutes will do
    phase: Phase = Phase.MAINTENANCE  # what belongs to later phases waits
    track: Track | None = None

    def record(self, item: str) -> Record:
        return self.records.get(item, NOTHING_DONE)


def records_of(completions: Iterable[Completion], library: Library) -> dict[str, Record]:
    """Sum up completions by item, under its present id; items that are no more keep theirs."""
    by_item: dict[str, list[Completion]] = {}
    for completion in completions:
        if completion.item is not None:
            current = library.renamed.get(completion.item, completion.item)
            by_item.setdefault(current, []).append(completion)
    return {item: _record(done, library.item(item)) for item, done in by_item.items()}


def _record(done: Sequence[Completion], item: Item | None) -> Record:
    goal_days: dict[int, set[date]] = {}
    for completion in done:
        if item and completion.level and meets_goal(item, completion):
            goal_days.setdefault(completion.level, set()).add(completion.day)
    return Record(
        times=len(done),
        last=max(completion.day for completion in done),
        by_hand={hand: sum(completion.hand is hand for completion in done) for hand in Hand},
        goal_days={level: len(days) for level, days in goal_days.items()},
    )


def meets_goal(item: Item, completion: Completion) -> bool:
    """Tell whether a completion reached the goal of its level.

    A level without a number is passed by a clean go: one that the learner called free of slips.
    """
    goal = item.level(completion.level or 1).goal
    if goal is None:
        return completion.slips is False
    counted = completion.reps if item.measure is Measure.REPS else completion.seconds
    return counted is not None and counted >= goal and not completion.slips


def level_of(item: Item, record: Record) -> int:
    """Return the level to practise: the first whose goal was not yet met on two separate days."""
    for number in range(1, len(item.levels)):
        if record.goal_days.get(number, 0) < DAYS_TO_NEXT_LEVEL:
            return number
    return len(item.levels)


def choose_items(library: Library, situation: Situation) -> tuple[PlanItem, ...]:
    """Choose up to two drills and one lesson slot, each with its reason; two minutes when tired."""
    lesson = _choose_lesson(library, situation)
    drills = _choose_drills(library, situation, lesson)
    chosen = [*drills, lesson] if lesson else drills
    items = [_plan_item(item, role, reason, situation) for item, role, reason in chosen]
    if situation.tired:
        items = two_minutes(items)
    return tuple(replace(item, position=place) for place, item in enumerate(items, start=1))


def two_minutes(items: Sequence[PlanItem]) -> list[PlanItem]:
    """Return what fits into two minutes; where all is longer, two minutes of the first drill."""
    kept: list[PlanItem] = []
    for item in items:
        if sum(each.minutes for each in kept) + item.minutes <= TIRED_MINUTES:
            kept.append(item)
    if kept:
        return kept
    drills = [item for item in items if item.role is Role.DRILL]
    return [replace(item, minutes=TIRED_MINUTES) for item in drills[:1]]


Lesson: TypeAlias = Technique | Guide
Choice: TypeAlias = tuple[Drill | Lesson, Role, Reason]


def _choose_drills(library: Library, situation: Situation, lesson: Choice | None) -> list[Choice]:
    forearms_rest = _forearms_rest(library, situation)
    able = [
        drill
        for drill in library.drills.values()
        if not (drill.resisted and forearms_rest) and _is_open_to(drill, library, situation)
    ]
    fitting = _of_the_phase(able, library, situation)
    queue = _in_turn(fitting if len(fitting) >= DRILLS_A_DAY else able, library, situation)
    firsts = [
        drill
        for place, drill in enumerate(queue)
        if all(earlier.family != drill.family for earlier in queue[:place])
    ]
    others = [drill for drill in queue if drill not in firsts]
    with_needle = lesson is not None and lesson[1] is Role.NEW and _is_sharp(lesson[0])
    chosen = _side_by_side(firsts + others, with_needle=with_needle)
    return [(drill, Role.DRILL, _drill_reason(drill, situation)) for drill in chosen]


def _in_turn(able: Sequence[Drill], library: Library, situation: Situation) -> list[Drill]:
    """Return drills as they come: one whose gap has passed, a new one, then all others.

    What is longest overdue for its gap comes first, and a track's weight makes it seem longer.
    """
    order = library.order

    def overdue(drill: Drill) -> float:
        record = situation.record(drill.id)
        days = (situation.day - record.last).days if record.last else 1
        return days / _gap(record) * weight(library, situation.track, drill)

    ranked = sorted(able, key=lambda drill: (-overdue(drill), order.get(drill.id, len(order))))
    begun = [drill for drill in ranked if situation.record(drill.id).last]
    due = [drill for drill in begun if _is_due(drill, situation)]
    new = [drill for drill in ranked if drill not in begun]
    learning = sum(situation.record(drill.id).times < SETTLED_AFTER for drill in begun)
    fresh = new if learning < LEARNT_AT_ONCE else []
    in_turn = [*due[:1], *fresh[:1], *due, *fresh, *begun, *new]
    return list({drill.id: drill for drill in in_turn}.values())


def _gap(record: Record) -> int:
    """Return the days after which a drill comes back."""
    return GAPS_DAYS[min(max(record.times, 1), len(GAPS_DAYS)) - 1]


def _is_due(drill: Drill, situation: Situation) -> bool:
    record = situation.record(drill.id)
    return record.last is not None and (situation.day - record.last).days >= _gap(record)


def _side_by_side(queue: Iterable[Drill], *, with_needle: bool) -> list[Drill]:
    """Take the first that go together: no needle beside forearms that have just worked hard."""
    chosen: list[Drill] = []
    for drill in queue:
        needle = with_needle or any(each.sharp for each in chosen)
        tired = any(each.resisted for each in chosen)
        if not (drill.resisted and (needle or tired)) and not (drill.sharp and tired):
            chosen.append(drill)
        if len(chosen) == DRILLS_A_DAY:
            break
    return chosen


def _is_sharp(item: Drill | Lesson) -> bool:
    return isinstance(item, Item) and item.sharp


def _of_the_phase(items: Sequence[T], library: Library, situation: Situation) -> list[T]:
    return [item for item in items if is_in(library, item.id, situation.phase)]


def _is_open_to(item: Drill, library: Library, situation: Situation) -> bool:
    if item.minutes > LONGEST_PLANNED:
        return False
    if item.family in situation.resting or (item.sharp and situation.nothing_sharp):
        return False
    if not item.kit <= situation.kit:
        return False
    missing = library.requires(item.id) - situation.read
    return not missing or missing <= situation.records.keys()


def _forearms_rest(library: Library, situation: Situation) -> bool:
    done = ((library.drills.get(item), record.last) for item, record in situation.records.items())
    return any(
        drill and drill.resisted and last and situation.day - last < REST_AFTER_RESISTED
        for drill, last in done
    )


def _drill_reason(drill: Drill, situation: Situation) -> Reason:
    record = situation.record(drill.id)
    if not record.times:
        return Reason.FIRST
    counts = set(record.by_hand.values())
    return Reason.BALANCE if drill.hands is Hands.EACH and len(counts) > 1 else Reason.LONGEST_AGO


def _choose_lesson(library: Library, situation: Situation) -> Choice | None:
    readable = [lesson for lesson in library.lessons if _can_read(lesson, library, situation)]
    readable = _of_the_phase(readable, library, situation) or readable

    def turn(lesson: Lesson) -> tuple[bool, float]:
        """Reading needs no kit; but what can be tried at once comes first."""
        return not _kit_of(lesson) <= situation.kit, -weight(library, situation.track, lesson)

    readable.sort(key=turn)
    asked_yesterday = _was_asked_yesterday(library, situation)
    for lesson_id in situation.due:
        due = library.lesson(lesson_id)
        if not due or not due.quiz:
            continue
        if not (readable and asked_yesterday):
            return due, Role.RECALL, Reason.DUE
    if not readable:
        return None
    return readable[0], Role.NEW, Reason.NEXT_IN_SYLLABUS


def _kit_of(lesson: Lesson) -> frozenset[Kit]:
    return lesson.kit if isinstance(lesson, Technique) else frozenset()


def _was_asked_yesterday(library: Library, situation: Situation) -> bool:
    """Tell whether yesterday's slot was a question: then it is the turn of something new."""
    yesterday = situation.day - timedelta(days=1)
    return any(
        record.times > 1 and record.last == yesterday and library.lesson(item)
        for item, record in situation.records.items()
    )


def _can_read(lesson: Lesson, library: Library, situation: Situation) -> bool:
    """Tell whether a lesson is still to be read, and the ones before it were."""
    if lesson.id in situation.read:
        return False
    missing = library.requires(lesson.id) - situation.read
    return missing <= library.drills.keys()


def _plan_item(item: Drill | Lesson, role: Role, reason: Reason, situation: Situation) -> PlanItem:
    record = situation.record(item.id)
    return PlanItem(
        position=0,
        item=item.id,
        role=role,
        reason=reason,
        hand=next_hand(item, record),
        level=level_of(item, record) if isinstance(item, Item) else 1,
        minutes=RECALL_MINUTES if role is Role.RECALL else item.minutes,
        sharp=isinstance(item, Drill) and item.sharp,
        not_today=None,
        completion=None,
    )


def next_hand(item: Taught, record: Record) -> Hand | None:
    """Return the hand that has done less so far; None where both work together."""
    if not isinstance(item, Drill) or item.hands is Hands.BOTH:
        return None
    if item.hands is Hands.OTHER:
        return Hand.OTHER
    dominant, other = (record.by_hand.get(hand, 0) for hand in (Hand.DOMINANT, Hand.OTHER))
    return Hand.OTHER if other < dominant else Hand.DOMINANT
