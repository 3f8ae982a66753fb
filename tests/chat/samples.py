"""Sample facts for every screen: each with a name that tells what is special about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.chat import screens
from bot.domain.calendar import Shift
from bot.domain.checkins import Feeling, Summary
from bot.domain.content import (
    Drill,
    Group,
    Hands,
    Kit,
    Measure,
    Review,
    Source,
    Target,
    TechniqueKind,
    Topic,
)
from bot.domain.glossary import Term
from bot.domain.learners import Consent
from bot.domain.logbook import Entry
from bot.domain.openings import OpeningFor
from bot.domain.places import Place
from bot.domain.plates import NeedleHand
from bot.domain.practice import Completion, Hand, NotToday, OpenCard, PlanItem, Role
from bot.domain.sheets import Paper
from bot.domain.streaks import DayMark, Streak
from bot.domain.syllabus import Phase, Track
from bot.domain.timers import Timer
from bot.usecases import (
    browse,
    cards,
    checkins,
    footnotes,
    guides,
    log,
    onboarding,
    plans,
    privacy,
    progress,
    refreshers,
    remind,
    reminders,
    settings,
    sheets,
    step_pictures,
    timers,
)
from bot.usecases.coming import Coming
from bot.usecases.plans import PlanLine, PlanView
from bot.usecases.refreshers import OUTSIDE, Section
from tests.builders import (
    ALICE,
    BEADS,
    COIN,
    DOTS,
    GRANNY_ASKED,
    HAND_PAIN,
    LOADING,
    LONDON,
    MATTRESS,
    MONDAY,
    ROTATION,
    SATURDAY,
    SIMPLE,
    SURGEONS,
    TAPS,
    THURSDAY,
    TIE,
    TUESDAY,
    YESTERDAY,
    at,
    check_in,
    completion,
    guide,
    library,
    occasion,
    plan,
    plan_item,
    rule,
)
from tests.chat.calendar_samples import EXAM, TONIGHT_ON_CALL
from tests.chat.calendar_samples import SAMPLES as CALENDAR_SAMPLES
from tests.chat.reminder_samples import NEXT
from tests.chat.reminder_samples import SAMPLES as REMINDER_SAMPLES

REVIEWED = replace(COIN, review=Review("Dr A. Example", date(2026, 1, 5)))
SECONDS = replace(ROTATION, measure=Measure.SECONDS, count="How many seconds?", timer_s=60)
WORDED = replace(
    COIN,
    picture=None,
    purpose="Turns with one [[throw]], or two [[throws|throw]].",
    terms=("throw",),
    sources=("hill-2010",),
)
BORROWED = replace(COIN, needs="A large coin.", target=Target("20 half turns.", "hill-2010"))
THROW = Term("throw", ("half knot",), "One wrap of one strand round the other.")
HILL = Source("hill-2010", "Hill BD. Coin rotation test. Neurologist 2010.", verified=True)
GUIDE = guide(see=("coin-rotation", "vertical-mattress"))
UNCOUNTED = replace(COIN, levels=tuple(replace(level, goal=None) for level in COIN.levels))
IN_PLAN = refreshers.Place(MONDAY, 3)

FIRST = plan_item()
SECOND = plan_item(position=2, item="needle-loading", hand=None, minutes=4, sharp=True)
NEW = plan_item(position=3, item="vertical-mattress", role=Role.NEW, hand=None, minutes=5, level=1)
RECALL = replace(NEW, role=Role.RECALL, minutes=1)


def done(item: PlanItem, number: int = 41) -> PlanItem:
    return replace(item, completion=number)


def left(item: PlanItem, why: NotToday = NotToday.NO_TIME) -> PlanItem:
    return replace(item, not_today=why)


def view(*items: PlanItem, count: int | None = 11, **overrides: Any) -> PlanView:
    known = library()
    lines = []
    for item in items:
        found = known.item(item.item)
        title = found.title if found else item.item
        lines.append(
            PlanLine(item, title, count if item.is_done and item.role is Role.DRILL else None)
        )
    plain = PlanView(
        plan(items), tuple(lines), Streak(5, today_done=False, days_off_left=2), True, None
    )
    return replace(plain, **overrides)


SPIRALS = replace(DOTS, id="spirals", title="Spirals")
NO_STREAK = Streak(0, today_done=False, days_off_left=2)
ONE_DAY = Streak(1, today_done=True, days_off_left=1)
OPEN = view(FIRST, SECOND, NEW)
UNDER_WAY = view(done(FIRST), SECOND, RECALL, undo=41)
ALL_DONE = view(done(FIRST), done(SECOND), done(NEW), undo=41, streak=ONE_DAY)


def prompt(opening: str, shown: PlanView, **special: Any) -> reminders.Prompt:
    return reminders.Prompt(7, shown, occasion(**special), opening, buzz=True)


SHORT = replace(FIRST, minutes=1)
TIRED = view(SHORT, RECALL, tired=True)
DAY_OFF = view(left(FIRST), left(SECOND), left(NEW))


def card_of(drill: Any = COIN, **overrides: Any) -> cards.DrillCard:
    one_hand = isinstance(drill, Drill) and drill.hands is Hands.EACH
    hand = Hand.OTHER if one_hand else None
    plain = cards.DrillCard(
        drill=drill,
        card=OpenCard(drill.id, hand, 2, 1, 1),
        day=MONDAY,
        level=drill.level(2),
        suggestions=(11, 12, 10, 13, 9),
        best=12,
        first_ever=False,
        box_open=not drill.sharp,
        resting=False,
    )
    return replace(plain, **overrides)


def free(shown: cards.DrillCard) -> cards.DrillCard:
    return replace(shown, card=replace(shown.card, plan=None, position=None), day=None)


FIRST_EVER = replace(
    free(card_of(TAPS, first_ever=True)), card=OpenCard("finger-taps", None, 1, None, None)
)


def done_with(drill: Any = COIN, **overrides: Any) -> cards.DrillDone:
    completed = completion(id=41, item=drill.id, hand=Hand.OTHER, reps=11)
    plain = cards.DrillDone(
        drill=drill,
        completion=completed,
        count=11,
        best_before=12,
        plan=None,
        late=False,
        first_ever=False,
        next_level=None,
    )
    return replace(plain, **overrides)


def kept(**overrides: Any) -> Completion:
    return completion(**{"id": 41, "item": "coin-rotation"} | overrides)


def timer(card: cards.DrillCard, seconds: int = 30) -> timers.TimerRunning:
    ends = at() + timedelta(seconds=seconds)
    running = Timer(7, ALICE, card.drill.id, seconds, at(), ends, card.card)
    return timers.TimerRunning(card, running, None)


def answered(**overrides: Any) -> refreshers.QuizAnswered:
    plain = refreshers.QuizAnswered(
        lesson=MATTRESS,
        question=MATTRESS.quiz[0],
        chosen="Right",
        right=True,
        due=THURSDAY,
        place=OUTSIDE,
        can_practise=True,
        completion=kept(item="vertical-mattress"),
        plan=None,
    )
    return replace(plain, **overrides)


def rep_done(**overrides: Any) -> refreshers.RepDone:
    plain = refreshers.RepDone(
        technique=MATTRESS,
        completion=kept(item="vertical-mattress"),
        number=2,
        due=THURSDAY,
        next_slip="Edges level",
        place=OUTSIDE,
    )
    return replace(plain, **overrides)


def settings_view(**overrides: Any) -> settings.SettingsView:
    plain = settings.SettingsView(
        place="Leeds",
        zone=LONDON,
        now=at(),
        rules=(rule(id=3),),
        next=Coming(at(TUESDAY), TUESDAY),
        next_shift=TONIGHT_ON_CALL,
        next_event=EXAM,
        today=MONDAY,
        kit=frozenset({Kit.CORD, Kit.PAD_AND_TOOLS}),
        day_start=240,
        check_ins=Consent.YES,
        paused=False,
        track=None,
        needle_hand=NeedleHand.RIGHT,
        paused_from=None,
    )
    return replace(plain, **overrides)


MARKS = (
    *(DayMark.BEFORE,) * 5,
    DayMark.PRACTISED,
    DayMark.DAY_OFF,
    DayMark.PRACTISED,
    DayMark.MISSED,
    DayMark.PAUSED,
    *(DayMark.PRACTISED,) * 3,
    DayMark.OPEN,
)


def looked_back(**overrides: Any) -> progress.Progress:
    plain = progress.Progress(
        today=MONDAY,
        streak=Streak(5, today_done=False, days_off_left=2),
        marks=MARKS,
        days_practised=5,
        reps_this_week=44,
        minutes_this_week=12,
        done_this_week=6,
        tremor=Summary(3, 2.5, 4),
        confidence=Summary(7, 7, 1),
        check_ins=Consent.YES,
        begun=True,
        days_this_week=3,
        phase=Phase.FOUNDATION,
        weekly_goal=5,
    )
    return replace(plain, **overrides)


def logged(**overrides: Any) -> log.LoggedElsewhere:
    plain = log.LoggedElsewhere(
        Entry(2400, 12, "knots", "lab"), None, kept(item=None), Streak(5, True, 2)
    )
    return replace(plain, **overrides)


LIMAS = (
    Place("Lima", "Peru", "America/Lima"),
    Place("Lima", "United States", "America/New_York", 38_771, "Ohio"),
)
SET_UP = onboarding.SetUp(
    rules=(rule(id=3),),
    coming=NEXT,
    zone=LONDON,
    plan_minutes=5,
    today=MONDAY,
)

SAMPLES: dict[type, dict[str, Any]] = {
    # the plan of a day
    PlanView: {
        "open": OPEN,
        "with a first streak to come": replace(OPEN, streak=NO_STREAK),
        "under way, just ticked": UNDER_WAY,
        "under way, nothing to undo": replace(UNDER_WAY, undo=None),
        "one left out": view(left(FIRST), SECOND, NEW),
        "all done": ALL_DONE,
        "done, but for one left out": view(done(FIRST), left(SECOND), done(NEW)),
        "a day off": DAY_OFF,
        "post-call": replace(TIRED, shift=Shift.POST_CALL),
        "after a night, under way": replace(
            TIRED, plan=plan([done(SHORT), RECALL]), lines=view(done(SHORT), RECALL).lines, undo=41
        ),
        "rest after a night": replace(DAY_OFF, tired=True),
        "a day off before any streak": replace(DAY_OFF, streak=NO_STREAK),
        "of yesterday, done": replace(ALL_DONE, today=False),
        "nothing fits": view(),
    },
    plans.LeftOut: {
        "one, for want of time": plans.LeftOut(
            view(left(FIRST), SECOND, NEW), NotToday.NO_TIME, None
        ),
        "one, since it hurts": plans.LeftOut(
            view(left(FIRST, NotToday.PAIN), SECOND, NEW), NotToday.PAIN, HAND_PAIN
        ),
        "all, tired": plans.LeftOut(DAY_OFF, NotToday.TIRED, None),
        "all, after a night": plans.LeftOut(replace(DAY_OFF, tired=True), NotToday.TIRED, None),
        "the last one open": plans.LeftOut(
            view(done(FIRST), left(SECOND), done(NEW)), NotToday.NO_KIT, None
        ),
        "no needle": plans.LeftOut(view(FIRST, left(SECOND), NEW), NotToday.NO_NEEDLE, None),
    },
    reminders.Prompt: {
        "on a running streak": prompt("hands-free", OPEN),
        "with something done": prompt("hands-free", replace(UNDER_WAY, undo=None), done=1),
        "post-call": prompt("you-choose", replace(TIRED, shift=Shift.POST_CALL), tired=True),
        "a second chance": prompt("two-to-spare", OPEN, slot=OpeningFor.SECOND_CHANCE),
        "a second chance of one": prompt(
            "two-to-spare", view(FIRST), slot=OpeningFor.SECOND_CHANCE, items=1
        ),
        "a repeat": prompt("me-again", OPEN, slot=OpeningFor.REPEAT),
    },
    reminders.Goodbye: {"": reminders.Goodbye()},
    screens.LateCredited: {"": screens.LateCredited(kept(day=YESTERDAY), "Coin rotation")},
    screens.NotTodayAsked: {
        "one, on its card": screens.NotTodayAsked(OPEN, 2, on_plan=False),
        "one, on the plan": screens.NotTodayAsked(OPEN, 2, on_plan=True),
        "all of it": screens.NotTodayAsked(OPEN, 0, on_plan=True),
    },
    # drills
    cards.DrillCard: {
        "the very first": FIRST_EVER,
        "in the plan": card_of(),
        "outside the plan": free(card_of()),
        "reviewed": card_of(REVIEWED),
        "in seconds, without a hand": card_of(
            SECONDS, card=OpenCard("pronation-supination", None, 2, 1, 1)
        ),
        "at rest after pain": card_of(resting=True),
        "without a number to reach": card_of(UNCOUNTED, suggestions=(1, 2, 3, 4, 5)),
        "a picture apart": card_of(replace(COIN, picture_apart=True)),
        "a sheet to print": card_of(BEADS, sheets=(DOTS,)),
        "two sheets, a needle, box closed": card_of(LOADING, sheets=(DOTS, SPIRALS)),
        "a needle, box closed": card_of(LOADING),
        "a needle, box open": card_of(LOADING, box_open=True),
        "a needle outside the plan, box closed": free(card_of(LOADING)),
        "a set of a technique": free(card_of(TIE, card=OpenCard(TIE.id, None, 2, None, None))),
        "without a picture, with words and sources": card_of(WORDED),
        "what it needs, and a published target": card_of(BORROWED),
    },
    sheets.SheetSent: {
        "A4": sheets.SheetSent(BEADS, DOTS, Paper.A4),
        "letter": sheets.SheetSent(BEADS, DOTS, Paper.LETTER),
    },
    sheets.SheetNotSent: {"": sheets.SheetNotSent(BEADS, DOTS, Paper.LETTER)},
    cards.DrillDone: {
        "counted": done_with(),
        "without a number": done_with(completion=kept(hand=Hand.DOMINANT), count=None),
        "a best": done_with(count=13),
        "a first number": done_with(best_before=None),
        "some slips": done_with(completion=kept(hand=Hand.OTHER, slips=True), count=None),
        "the very first": done_with(
            TAPS,
            completion=kept(item="finger-taps", hand=None, slips=False),
            count=None,
            first_ever=True,
        ),
        "in seconds, both hands, a best": done_with(
            SECONDS, completion=kept(hand=None, seconds=61), count=61, best_before=55
        ),
        "the next level": done_with(next_level=3, count=14),
        "late": done_with(late=True, completion=kept(day=YESTERDAY, reps=11)),
        "a needle": done_with(LOADING, completion=kept(hand=None, reps=8), count=8),
    },
    cards.CardAlreadyDone: {"": cards.CardAlreadyDone(COIN, None)},
    cards.Counted: {
        "reps": cards.Counted(COIN, kept(reps=12), 12),
        "seconds": cards.Counted(SECONDS, kept(seconds=40), 40),
    },
    timers.TimerRunning: {
        "the very first": timer(FIRST_EVER),
        "in the plan": timer(card_of(BEADS), 60),
        "a long one": timer(card_of(SECONDS), 90),
    },
    timers.TimeUp: {
        "the very first": timers.TimeUp(FIRST_EVER, 30),
        "a number is asked": timers.TimeUp(card_of(), 60),
    },
    cards.PictureShown: {"": cards.PictureShown(COIN)},
    cards.NeedleCounted: {
        "after a number": cards.NeedleCounted("Needle loading", kept(reps=8), 8, None),
        "after a stitch": cards.NeedleCounted("Vertical mattress", kept(), None, None),
    },
    screens.NeedleIsMissing: {"": screens.NeedleIsMissing(41)},
    screens.CardSettled: {"": screens.CardSettled("Coin rotation")},
    screens.CardLeft: {
        "": screens.CardLeft("Coin rotation"),
        **{why.value: screens.CardLeft("Coin rotation", why) for why in NotToday},
    },
    browse.DrillList: {
        "some need more": browse.DrillList(
            {Group.DEXTERITY: 5}, None, (TAPS, COIN, ROTATION), (BEADS, LOADING), guides=False
        ),
        "everything at hand": browse.DrillList(
            {Group.DEXTERITY: 2}, None, (TAPS, COIN), (), guides=True
        ),
        "many, by group": browse.DrillList(
            {Group.DEXTERITY: 12, Group.TREMOR: 3}, None, (), (), guides=True
        ),
        "a group": browse.DrillList(
            {Group.DEXTERITY: 12, Group.TREMOR: 3}, Group.DEXTERITY, (TAPS,), (COIN,), guides=True
        ),
    },
    # techniques
    step_pictures.StepShown: {
        "": step_pictures.StepShown(SURGEONS, 0, 1),
        "with a check": step_pictures.StepShown(SURGEONS, 2, 3),
    },
    step_pictures.StepsNotShown: {"": step_pictures.StepsNotShown(SURGEONS)},
    refreshers.TechniqueCard: {
        "steps": refreshers.TechniqueCard(MATTRESS, Section.STEPS, OUTSIDE, new=False),
        "errors": refreshers.TechniqueCard(MATTRESS, Section.ERRORS, OUTSIDE, new=False),
        "about": refreshers.TechniqueCard(MATTRESS, Section.ABOUT, OUTSIDE, new=False),
        "levels": refreshers.TechniqueCard(MATTRESS, Section.LEVELS, OUTSIDE, new=False),
        "with a drill to practise": refreshers.TechniqueCard(
            replace(MATTRESS, practise="needle-loading"), Section.STEPS, OUTSIDE, new=False
        ),
        "a new lesson": refreshers.TechniqueCard(MATTRESS, Section.STEPS, IN_PLAN, new=True),
        "with pictures": refreshers.TechniqueCard(SURGEONS, Section.STEPS, OUTSIDE, new=False),
        "a new lesson with pictures": refreshers.TechniqueCard(
            SURGEONS, Section.STEPS, IN_PLAN, new=True
        ),
    },
    guides.GuideCard: {
        "": guides.GuideCard(GUIDE, (COIN, MATTRESS), OUTSIDE, new=False),
        "a new lesson": guides.GuideCard(GUIDE, (COIN, MATTRESS), IN_PLAN, new=True),
        "without a question": guides.GuideCard(
            replace(GUIDE, quiz=(), sources=("hill-2010",)), (COIN,), OUTSIDE, new=False
        ),
    },
    guides.GuideList: {
        "": guides.GuideList((GUIDE, guide("home-lab", topic=Topic.LAB), guide("missed-days")))
    },
    footnotes.TermShown: {
        "": footnotes.TermShown(THROW, ()),
        "with what is taught about it": footnotes.TermShown(THROW, (TIE,)),
    },
    footnotes.WordsShown: {"": footnotes.WordsShown(WORDED, (THROW,))},
    footnotes.SourcesShown: {"": footnotes.SourcesShown(WORDED, (HILL,))},
    refreshers.QuizAsked: {
        "short options": refreshers.QuizAsked(MATTRESS, 0, OUTSIDE),
        "long options": refreshers.QuizAsked(
            replace(
                MATTRESS,
                quiz=(
                    replace(
                        MATTRESS.quiz[0],
                        options=("On the side of the wound", "In the middle", "Anywhere"),
                    ),
                ),
            ),
            0,
            IN_PLAN,
        ),
        "by a picture": refreshers.QuizAsked(replace(SURGEONS, quiz=(GRANNY_ASKED,)), 0, OUTSIDE),
    },
    refreshers.QuizAnswered: {
        "right": answered(),
        "wrong": answered(chosen="Wrong", right=False, due=TUESDAY),
        "without kit": answered(can_practise=False),
    },
    refreshers.RepOffered: {
        "a needle, box closed": refreshers.RepOffered(MATTRESS, OUTSIDE, box_open=False),
        "a needle, box open": refreshers.RepOffered(MATTRESS, OUTSIDE, box_open=True),
        "without a needle": refreshers.RepOffered(TIE, IN_PLAN, box_open=True),
        "each step drawn": refreshers.RepOffered(SURGEONS, IN_PLAN, box_open=True),
    },
    refreshers.SelfCheck: {
        "nothing ticked": refreshers.SelfCheck(MATTRESS, 0, OUTSIDE),
        "two ticked": refreshers.SelfCheck(MATTRESS, 0b101, IN_PLAN),
    },
    refreshers.RepDone: {
        "a slip": rep_done(),
        "clean": rep_done(number=3, next_slip=None),
        "without a needle or a due date": rep_done(technique=TIE, due=None),
    },
    browse.TechniqueList: {
        "": browse.TechniqueList(
            {TechniqueKind.STITCH: (SIMPLE, MATTRESS), TechniqueKind.KNOT: (TIE,)}
        )
    },
    browse.Offered: {"": browse.Offered((SIMPLE, MATTRESS, COIN))},
    # check-ins, log, progress
    checkins.ConsentAsked: {
        "tremor": checkins.ConsentAsked(Feeling.TREMOR, both=True),
        "confidence": checkins.ConsentAsked(Feeling.CONFIDENCE, both=False),
    },
    checkins.FeelingAsked: {
        "tremor": checkins.FeelingAsked(Feeling.TREMOR, both=True, optional=False),
        "confidence": checkins.FeelingAsked(Feeling.CONFIDENCE, both=False, optional=True),
    },
    checkins.FeelingNoted: {
        "tremor, the first": checkins.FeelingNoted(check_in(id=5), None, None),
        "confidence": checkins.FeelingNoted(
            check_in(id=5, feeling=Feeling.CONFIDENCE, value=0), 10, None
        ),
    },
    checkins.ConsentRefused: {
        "not now": checkins.ConsentRefused(Consent.NOT_NOW),
        "never": checkins.ConsentRefused(Consent.NEVER),
    },
    screens.QuestionSkipped: {"": screens.QuestionSkipped()},
    log.LogAsked: {"": log.LogAsked()},
    log.LogUnclear: {"": log.LogUnclear()},
    log.LoggedElsewhere: {
        "time and number": logged(),
        "time": logged(entry=Entry(5400, None, "", "lab")),
        "a number of a technique": logged(entry=Entry(None, 10, "", ""), item=SIMPLE),
        "one": logged(entry=Entry(None, 1, "knot", "")),
    },
    log.Undone: {
        "a drill": log.Undone("Coin rotation", None, None),
        "practice elsewhere": log.Undone(None, None, None),
        "tremor": log.Undone(None, check_in(), None),
        "confidence": log.Undone(None, check_in(feeling=Feeling.CONFIDENCE), None),
    },
    log.NothingToUndo: {"": log.NothingToUndo()},
    progress.Progress: {
        "all of it": looked_back(),
        "with a night on call": looked_back(
            marks=(*MARKS[:6], DayMark.ON_CALL, DayMark.ON_CALL, *MARKS[8:])
        ),
        "without check-ins": looked_back(
            tremor=None, confidence=None, check_ins=Consent.UNASKED, minutes_this_week=0
        ),
        "never asked": looked_back(tremor=None, confidence=None, check_ins=Consent.NEVER),
        "one of each": looked_back(
            streak=ONE_DAY,
            days_practised=1,
            reps_this_week=1,
            minutes_this_week=1,
            done_this_week=1,
            confidence=None,
        ),
        "a quiet fortnight": looked_back(
            streak=NO_STREAK,
            marks=(DayMark.MISSED,) * 13 + (DayMark.OPEN,),
            days_practised=0,
            reps_this_week=0,
            minutes_this_week=0,
            done_this_week=0,
        ),
        "nothing yet": looked_back(begun=False, tremor=None, confidence=None),
    },
    # setting up and settings
    onboarding.Welcome: {
        "": onboarding.Welcome("Carol", 30),
        "without a name": onboarding.Welcome("", 30),
    },
    onboarding.WelcomeBack: {
        "": onboarding.WelcomeBack("Alice"),
        "without a name": onboarding.WelcomeBack(""),
    },
    onboarding.PlaceAsked: {"": onboarding.PlaceAsked()},
    onboarding.PlaceUnclear: {
        "two of that name": onboarding.PlaceUnclear("lima", LIMAS),
        "no such city": onboarding.PlaceUnclear("nowhere at all", ()),
        "off the map": onboarding.PlaceUnclear("", ()),
        "a whole story": onboarding.PlaceUnclear("once upon a time " * 20, ()),
    },
    onboarding.PlaceSet: {
        "": onboarding.PlaceSet("Leeds", at(), LONDON, ()),
        "with prompts": onboarding.PlaceSet("Leeds", at(), LONDON, NEXT),
    },
    onboarding.TimeAsked: {
        "setting up": onboarding.TimeAsked(remind.SUGGESTED_MINUTES, onboarding=True),
        "later": onboarding.TimeAsked(remind.SUGGESTED_MINUTES, onboarding=False),
    },
    onboarding.KitAsked: {
        "setting up": onboarding.KitAsked(frozenset({Kit.CORD}), onboarding=True),
        "later": onboarding.KitAsked(frozenset(Kit), onboarding=False),
        "a later page": onboarding.KitAsked(frozenset({Kit.PUTTY}), onboarding=False, page=2),
    },
    onboarding.NoTimeWanted: {"": onboarding.NoTimeWanted()},
    onboarding.SetUp: {
        "": SET_UP,
        "without reminders": replace(SET_UP, rules=(), coming=()),
    },
    settings.SettingsView: {
        "": settings_view(),
        "nothing set": settings_view(
            place="",
            zone="Etc/UTC",
            rules=(),
            next=None,
            next_shift=None,
            next_event=None,
            kit=frozenset(),
            check_ins=Consent.UNASKED,
        ),
        "paused, never asked": settings_view(
            paused=True, check_ins=Consent.NEVER, kit=frozenset(Kit)
        ),
        "a pause to come": settings_view(paused_from=SATURDAY),
    },
    settings.TrackAsked: {
        "none": settings.TrackAsked(None),
        "one": settings.TrackAsked(Track.VASCULAR),
    },
    settings.DayStartAsked: {"": settings.DayStartAsked(240, settings.DAY_STARTS)},
    **REMINDER_SAMPLES,
    **CALENDAR_SAMPLES,
    # data, help, and what is off topic
    privacy.Privacy: {"": privacy.Privacy()},
    privacy.ForgetAsked: {
        "entries": privacy.ForgetAsked(42),
        "one": privacy.ForgetAsked(1),
        "none": privacy.ForgetAsked(0),
    },
    privacy.Forgotten: {"": privacy.Forgotten()},
    screens.NothingErased: {"": screens.NothingErased()},
    privacy.ReportAsked: {"": privacy.ReportAsked(MATTRESS)},
    privacy.ReportKept: {"": privacy.ReportKept(MATTRESS)},
    browse.Help: {"": browse.Help()},
    browse.SafetyAdvice: {"": browse.SafetyAdvice(HAND_PAIN)},
    browse.NotHere: {"": browse.NotHere()},
    browse.NoSuchCommand: {"": browse.NoSuchCommand("dance"), "empty": browse.NoSuchCommand("")},
    browse.NotText: {"": browse.NotText()},
    browse.NumberUnclear: {
        "not asked for": browse.NumberUnclear("8", None, None),
        "out of the scale": browse.NumberUnclear("11", 0, 10),
    },
    browse.PrivateOnly: {"": browse.PrivateOnly()},
    screens.SomethingBroke: {"": screens.SomethingBroke()},
}


def each() -> Iterator[tuple[str, Any]]:
    """Yield every sample with a name for the test."""
    for kind, variants in SAMPLES.items():
        for name, facts in variants.items():
            yield f"{kind.__name__}: {name}" if name else kind.__name__, facts
