"""Values for tests: sane defaults, keyword overrides, and three people with a name.

The calendar of the tests: Monday is 2 March 2026, a day without clock changes in Europe. Alice
practises in Leeds, Bob has paused, Carol is new.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from bot.domain.checkins import AskedQuestion, CheckIn, Feeling
from bot.domain.choosing import Situation, records_of
from bot.domain.content import (
    CommonError,
    Drill,
    Group,
    Guide,
    GuideSection,
    Hands,
    Kit,
    Level,
    Library,
    Measure,
    Picture,
    Question,
    SafetyPage,
    Step,
    Target,
    Taught,
    Technique,
    TechniqueKind,
    Topic,
)
from bot.domain.knots import Act, Around, Knot, KnotKind, KnotStep, Strand, Throw, Way
from bot.domain.knots import Move as KnotMove
from bot.domain.learners import Consent, Learner, Onboarding
from bot.domain.openings import Occasion, OpeningFor
from bot.domain.plates import Plate
from bot.domain.practice import (
    Completion,
    Hand,
    OpenCard,
    Plan,
    PlanItem,
    Reason,
    Role,
    Source,
)
from bot.domain.reminders import EVERY_DAY, Kind, Origin, Rule
from bot.domain.reviews import Memory, first_read
from bot.domain.sheet_figures import Dots
from bot.domain.sheets import Part, Sheet
from bot.domain.syllabus import SyllabusEntry
from bot.usecases.deliveries import Lease, NewDelivery

T = TypeVar("T")

MONDAY = date(2026, 3, 2)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (
    MONDAY + timedelta(days=after) for after in range(1, 7)
)
YESTERDAY = MONDAY - timedelta(days=1)  # as Monday sees it
LONDON = "Europe/London"
EVERYTHING = frozenset(Kit)
EVENING = 18 * 60 + 30

ALICE, BOB, CAROL = 1001, 1002, 1003


def at(day: date = MONDAY, hour: int | None = None, minute: int = 0, second: int = 0) -> datetime:
    """An instant, by default at half past six; in London's winter the wall clock shows the same."""
    if hour is None:
        hour, minute = 18, 30
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=UTC)


def days(*numbers: int, start: date = MONDAY) -> set[date]:
    """Days counted from `start`, which is day 0."""
    return {start + timedelta(days=number) for number in numbers}


def _made(value: T, overrides: dict[str, Any]) -> T:
    return replace(value, **overrides) if overrides else value  # type: ignore[type-var]


# --- people --------------------------------------------------------------------------------------


def learner(**overrides: Any) -> Learner:
    """Somebody who has set everything up."""
    ready = Learner(
        id=ALICE,
        chat=ALICE,
        name="Alice",
        zone=LONDON,
        place="Leeds",
        day_start=4 * 60,
        kit=EVERYTHING,
        onboarding=Onboarding.READY,
        check_ins=Consent.YES,
        joined_at=at(MONDAY - timedelta(days=30)),
        seen_at=at(MONDAY - timedelta(days=1)),
        blocked_at=None,
        paused_from=None,
        paused_until=None,
    )
    return _made(ready, overrides)


def alice(**overrides: Any) -> Learner:
    """Alice practises, with everything at hand."""
    return learner(**overrides)


def bob(**overrides: Any) -> Learner:
    """Bob has paused since Monday, until he says so."""
    return learner(**{"id": BOB, "chat": BOB, "name": "Bob", "paused_from": MONDAY} | overrides)


def carol(**overrides: Any) -> Learner:
    """Carol has just said /start."""
    new = {
        "id": CAROL,
        "chat": CAROL,
        "name": "Carol",
        "zone": "Etc/UTC",
        "place": "",
        "kit": frozenset(),
        "onboarding": Onboarding.WELCOME,
        "check_ins": Consent.UNASKED,
        "joined_at": at(),
        "seen_at": at(),
    }
    return learner(**new | overrides)


# --- the library ---------------------------------------------------------------------------------

PICTURE = Picture(svg="<svg/>", alt="A drawing.", sha256="0" * 64)


def levels(*goals: int | None) -> tuple[Level, ...]:
    return tuple(Level(f"Level {number}.", goal) for number, goal in enumerate(goals, start=1))


def drill(item_id: str = "coin-rotation", **overrides: Any) -> Drill:
    """A drill for each hand, without kit."""
    plain = Drill(
        id=item_id,
        title=item_id.replace("-", " ").capitalize(),
        aliases=(),
        formerly=(),
        family="fingers",
        minutes=2,
        kit=frozenset(),
        sharp=False,
        measure=Measure.REPS,
        count="How many?",
        levels=levels(8, 11, 14, 11, 14),
        picture=PICTURE,
        review=None,
        sources=(),
        terms=(),
        version="v1",
        purpose="A game against your own best.",
        steps=(Step("Do it.", "Done well."),),
        hands=Hands.EACH,
        dose="Three goes.",
        stop="Stop at pain.",
        timer_s=30,
        group=Group.DEXTERITY,
        needs="",
        target=Target("20 turns.", None),
    )
    return _made(plain, overrides)


def technique(item_id: str = "vertical-mattress", **overrides: Any) -> Technique:
    """A stitch that takes pad, tools and an open sharps box."""
    stitch = Technique(
        id=item_id,
        title=item_id.replace("-", " ").capitalize(),
        aliases=(),
        formerly=(),
        family="stitches",
        minutes=5,
        kit=frozenset({Kit.PAD_AND_TOOLS, Kit.SHARPS_BOX}),
        sharp=True,
        measure=Measure.REPS,
        count="How many passed?",
        levels=levels(4, 4, 4, 4, 4),
        picture=PICTURE,
        review=None,
        sources=(),
        terms=(),
        version="v1",
        purpose="Holds the edges.",
        steps=(Step("Stitch.", None),),
        not_for="Faces.",
        setup="A pad.",
        errors=(CommonError("Too tight", "puckers", "stop when the edges touch"),),
        self_check=("Holes in one line", "Edges level", "Edges touch"),
        rep="One stitch on the pad.",
        quiz=(question("Which bites go deep?"), question("On which side is the knot?")),
        stop="Stop at pain.",
        kind=TechniqueKind.STITCH,
        practise=item_id,
    )
    return _made(stitch, overrides)


def guide(item_id: str = "short-and-often", **overrides: Any) -> Guide:
    """A principle with one question, which leads to coin turns."""
    principle = Guide(
        id=item_id,
        title=item_id.replace("-", " ").capitalize(),
        aliases=(),
        formerly=(),
        review=None,
        sources=(),
        terms=(),
        version="v1",
        topic=Topic.LEARNING,
        minutes=1,
        opening="A few minutes on many days.",
        sections=(GuideSection("Each day", "- Five minutes.\n- Not more."),),
        see=("coin-rotation",),
        quiz=(question("What helps more?"),),
    )
    return _made(principle, overrides)


def question(ask: str) -> Question:
    """A question whose first option is right."""
    return Question(ask, ("Right", "Wrong"), 0, "So it is.")


D, L = Strand.DARK, Strand.LIGHT
SQUARE_KNOT = Knot(
    kind=KnotKind.SQUARE,
    way=Way.FREE,
    around=Around.POST,
    starts=(D, L),
    throws=(Throw(1, (D, L, D), (L, D), D), Throw(1, (D, L, D), (D, L), D)),
    steps=(
        KnotStep(1, (KnotMove(Act.CROSS), KnotMove(Act.TUCK))),
        KnotStep(2, (KnotMove(Act.DRAW),)),
        KnotStep(3, (KnotMove(Act.CROSS), KnotMove(Act.TUCK), KnotMove(Act.DRAW))),
    ),
)
PLATE = Plate(SQUARE_KNOT, "Two strands, a square knot.")
GRANNY_ASKED = Question(
    "The ends stand across the cord. What is wrong?",
    ("Air knot", "Granny knot"),
    1,
    "In a square knot they lie along it.",
    spots_error=True,
    picture=PLATE.asking("granny"),
)


DOTS = Sheet("dots", "Rings to hit", "Touch once.", (Part(Dots(4, 15, 4, 5, rings=True)),))
TAPS = drill("finger-taps", minutes=1, levels=levels(4, 6, 4, 4, 6))
COIN = drill("coin-rotation")
ROTATION = drill("pronation-supination", family="forearm", timer_s=None)
BEADS = drill(
    "forceps-bead-transfer",
    family="instruments",
    kit=frozenset({Kit.PAD_AND_TOOLS}),
    timer_s=60,
    sheets=("dots",),
)
LOADING = drill(
    "needle-loading",
    family="instruments",
    kit=frozenset({Kit.PAD_AND_TOOLS, Kit.SHARPS_BOX}),
    sharp=True,
    hands=Hands.BOTH,
    minutes=4,
    timer_s=None,
)
TIE = technique("instrument-tie", family="ties", kit=frozenset({Kit.PAD_AND_TOOLS}), sharp=False)
SIMPLE = technique("simple-interrupted")
MATTRESS = technique("vertical-mattress")
SURGEONS = technique(
    "surgeons-knot",
    family="ties",
    kit=frozenset({Kit.CORD}),
    sharp=False,
    picture=PLATE,
    steps=(Step("Cross.", None), Step("Draw.", None), Step("The same again.", "It lies flat.")),
)
HAND_PAIN = SafetyPage("hand-pain", "Pain in the hand", ("my hand hurts",), "Stop and rest.")


def library(
    items: Sequence[Taught] = (TAPS, COIN, ROTATION, BEADS, LOADING, TIE, SIMPLE, MATTRESS),
    requires: dict[str, tuple[str, ...]] | None = None,
    **overrides: Any,
) -> Library:
    """A small library in syllabus order: needle loading after finger taps, stitches in a row."""
    wanted = requires if requires is not None else REQUIRES
    small = Library(
        drills={item.id: item for item in items if isinstance(item, Drill)},
        techniques={item.id: item for item in items if isinstance(item, Technique)},
        guides={item.id: item for item in items if isinstance(item, Guide)},
        safety={HAND_PAIN.id: HAND_PAIN},
        sources={},
        syllabus=tuple(SyllabusEntry(item.id, wanted.get(item.id, ())) for item in items),
        first_drill="finger-taps",
        sheets={DOTS.id: DOTS},
    )
    return _made(small, overrides)


REQUIRES = {
    "needle-loading": ("finger-taps",),
    "simple-interrupted": ("instrument-tie",),
    "vertical-mattress": ("simple-interrupted",),
}


# --- practice ------------------------------------------------------------------------------------


def completion(**overrides: Any) -> Completion:
    """Coin turns on Monday evening, with the dominant hand, without a number."""
    done = Completion(
        id=0,
        learner=ALICE,
        item="coin-rotation",
        at=at(),
        zone=LONDON,
        day=MONDAY,
        source=Source.FREE,
        hand=Hand.DOMINANT,
        level=1,
        reps=None,
        seconds=None,
        slips=None,
        note="",
        plan=None,
        position=None,
    )
    if "day" in overrides and "at" not in overrides:
        overrides = overrides | {"at": at(overrides["day"])}
    return _made(done, overrides)


def plan_item(**overrides: Any) -> PlanItem:
    """The first line of a plan: coin turns."""
    item = PlanItem(
        position=1,
        item="coin-rotation",
        role=Role.DRILL,
        reason=Reason.FIRST,
        hand=Hand.DOMINANT,
        level=1,
        minutes=2,
        sharp=False,
        not_today=None,
        completion=None,
    )
    return _made(item, overrides)


def plan(items: Iterable[PlanItem] = (), **overrides: Any) -> Plan:
    """Alice's plan of Monday, shown at half past six in the evening."""
    chosen = Plan(id=1, learner=ALICE, day=MONDAY, shown_at=at(), message=None, items=tuple(items))
    return _made(chosen, overrides)


def card(**overrides: Any) -> OpenCard:
    """The card of coin turns, opened outside any plan."""
    return _made(OpenCard("coin-rotation", Hand.DOMINANT, 1, None, None), overrides)


def situation(
    done: Sequence[Completion] = (), known: Library | None = None, **overrides: Any
) -> Situation:
    """All that a plan is chosen from: by default everything at hand and nothing done."""
    plain = Situation(
        day=MONDAY,
        kit=EVERYTHING,
        records=records_of(done, known or library()),
        read=frozenset(),
        due=(),
        resting=frozenset(),
        nothing_sharp=False,
    )
    return _made(plain, overrides)


# --- reminders, memory, check-ins ----------------------------------------------------------------


def rule(**overrides: Any) -> Rule:
    """Alice's prompt, daily at 18:30; the id is one whose spread is none."""
    daily = Rule(
        id=0, learner=ALICE, kind=Kind.PROMPT, minute=EVENING, weekdays=EVERY_DAY, enabled=True
    )
    return _made(daily, overrides)


def occasion(**overrides: Any) -> Occasion:
    """A prompt on a Tuesday about which nothing is special."""
    plain = Occasion(
        slot=OpeningFor.PROMPT,
        day=TUESDAY,
        minutes=11,
        items=3,
        first_title="Coin rotation",
        prompts_before=40,
    )
    return _made(plain, overrides)


def new_delivery(**overrides: Any) -> NewDelivery:
    """Rule 1 on Monday evening, to be sent within two hours; `due` moves all of it."""
    due = overrides.pop("due", at())
    plain = NewDelivery(
        rule=1,
        origin=Origin.RULE,
        local_date=due.date(),
        slot=0,
        day=due.date(),
        due_at=due,
        expires_at=due + timedelta(hours=2),
    )
    return _made(plain, overrides)


def lease(worker: str = "worker", now: datetime | None = None, **length: float) -> Lease:
    """What a worker may hold from `now` on, by default for half a minute."""
    now = now or at()
    return Lease(worker, now, now + timedelta(**length or {"seconds": 30}))


def memory(read_at: datetime | None = None, **overrides: Any) -> Memory:
    """The vertical mattress, read for the first time."""
    return _made(first_read(ALICE, "vertical-mattress", read_at or at()), overrides)


def check_in(**overrides: Any) -> CheckIn:
    """Alice's tremor of Monday evening: 3."""
    noted = CheckIn(
        id=0, learner=ALICE, feeling=Feeling.TREMOR, value=3, at=at(), zone=LONDON, day=MONDAY
    )
    return _made(noted, overrides)


def asked(day: date = MONDAY, **overrides: Any) -> AskedQuestion:
    """A question about tremor that was answered."""
    return _made(AskedQuestion(day, Feeling.TREMOR, answered=True), overrides)
