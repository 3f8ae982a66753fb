"""The one table of screens: which facts are shown by which template, with which buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.chat.buttons import Keyboard
from bot.chat.keyboards import (
    calendar,
    checkins,
    drills,
    events,
    guides,
    pauses,
    plans,
    refreshers,
    remind,
    settings,
    sheets,
    snooze,
)
from bot.chat.keyboards import footnotes as footnote_keys
from bot.domain.content import Drill, Technique
from bot.domain.plates import NeedleHand, Plate
from bot.domain.practice import Completion, NotToday
from bot.texts.rich_text import RichText
from bot.texts.texts import Texts
from bot.usecases import (
    browse,
    cards,
    footnotes,
    habits,
    log,
    moving,
    onboarding,
    patterns,
    privacy,
    progress,
    rosters,
)
from bot.usecases import calendar as calendar_facts
from bot.usecases import checkins as checkin_facts
from bot.usecases import events as event_facts
from bot.usecases import guides as guide_facts
from bot.usecases import pauses as pause_facts
from bot.usecases import plans as plan_facts
from bot.usecases import quiet as quiet_facts
from bot.usecases import refreshers as refresher_facts
from bot.usecases import remind as remind_facts
from bot.usecases import reminders as reminder_facts
from bot.usecases import second_chance as second_chance_facts
from bot.usecases import settings as setting_facts
from bot.usecases import sheets as sheet_facts
from bot.usecases import snooze as snooze_facts
from bot.usecases import step_pictures as step_facts
from bot.usecases import timers as timer_facts
from bot.usecases import why as why_facts
from bot.usecases.pictures import Drawing


@dataclass(frozen=True, slots=True)
class LateCredited:
    """A tap was credited to the practice day that it was sent for."""

    completion: Completion
    title: str


@dataclass(frozen=True, slots=True)
class NotTodayAsked:
    """Why not today?"""

    view: plan_facts.PlanView
    position: int
    on_plan: bool  # asked on the plan's own message

    @property
    def title(self) -> str:
        """The item's title, or "" for all that is open."""
        return next(
            (line.title for line in self.view.lines if line.item.position == self.position), ""
        )


@dataclass(frozen=True, slots=True)
class NeedleIsMissing:
    """How to search for the needle that a completion took out."""

    completion: int


@dataclass(frozen=True, slots=True)
class CardSettled:
    """A card whose drill was logged from another message."""

    title: str


@dataclass(frozen=True, slots=True)
class CardLeft:
    """A card that was left for another time."""

    title: str
    reason: NotToday | None = None


@dataclass(frozen=True, slots=True)
class QuestionSkipped:
    """Today's question was skipped."""


@dataclass(frozen=True, slots=True)
class NothingErased:
    """/forget was thought better of."""


@dataclass(frozen=True, slots=True)
class SomethingBroke:
    """The last resort: our own fault, and nothing lost."""


Keys = Callable[[Any, Texts], Keyboard]


def _no_buttons(_: Any, __: Texts) -> None:
    return None


def _held(item: Drill | Technique, hand: NeedleHand) -> Drawing | None:
    """Return the picture of an item, for the hand that holds the needle."""
    return item.on_card.held(hand) if isinstance(item.on_card, Plate) else item.on_card


def _to_be_named(facts: refresher_facts.QuizAsked) -> Drawing | None:
    """Return the picture of the error that a question is about."""
    picture = facts.question.picture
    return picture.held(facts.hand) if picture else None


@dataclass(frozen=True, slots=True)
class Screen:
    """A template and its keyboard; `picture` finds the drawing that goes with it, and `unseen` is
    the template of what is said where that cannot go."""

    template: str
    keys: Keys = _no_buttons
    picture: Callable[[Any], Drawing | None] | None = None
    unseen: str | None = None


SCREENS: dict[type, Screen] = {
    # the plan of a day
    plan_facts.PlanView: Screen("plan/plan", plans.plan),
    plan_facts.LeftOut: Screen("plan/left_out", plans.left_out),
    reminder_facts.Prompt: Screen("plan/prompt", plans.prompt),
    reminder_facts.Goodbye: Screen("plan/goodbye", settings.today),
    LateCredited: Screen("plan/late", lambda facts, texts: plans.late(facts.completion.id, texts)),
    NotTodayAsked: Screen(
        "plan/not_today",
        lambda facts, texts: plans.not_today(facts.view, facts.position, texts, back=facts.on_plan),
    ),
    # drills
    cards.DrillCard: Screen(
        "drill/card", drills.drill_card, lambda facts: _held(facts.drill, facts.needle_hand)
    ),
    cards.PictureShown: Screen("drill/picture", picture=lambda facts: facts.drill.picture),
    cards.DrillDone: Screen("drill/done", drills.done),
    cards.CardAlreadyDone: Screen("drill/already"),
    cards.Counted: Screen("drill/counted", drills.counted),
    timer_facts.TimerRunning: Screen("drill/running", drills.running),
    timer_facts.TimeUp: Screen("drill/time_up", drills.time_up),
    cards.NeedleCounted: Screen("drill/needle_back", drills.needle_back),
    NeedleIsMissing: Screen(
        "drill/needle_missing", lambda facts, texts: drills.needle_count(facts.completion, texts)
    ),
    CardSettled: Screen("drill/settled"),
    CardLeft: Screen("drill/left"),
    sheet_facts.SheetSent: Screen("drill/sheet", sheets.sent),
    sheet_facts.SheetNotSent: Screen("drill/sheet_not_sent", sheets.not_sent),
    browse.DrillList: Screen("browse/drills", drills.drill_list),
    # techniques
    refresher_facts.TechniqueCard: Screen(
        "technique/card",
        refreshers.technique_card,
        lambda facts: _held(facts.technique, facts.hand),
    ),
    step_facts.StepShown: Screen("technique/step"),
    step_facts.StepsNotShown: Screen("technique/not_shown", refreshers.not_shown),
    refresher_facts.QuizAsked: Screen(
        "technique/quiz", refreshers.quiz, _to_be_named, unseen="technique/quiz_in_words"
    ),
    refresher_facts.QuizAnswered: Screen("technique/answered", refreshers.answered),
    refresher_facts.RepOffered: Screen("technique/rep", refreshers.rep_offered),
    refresher_facts.SelfCheck: Screen("technique/self_check", refreshers.self_check),
    refresher_facts.RepDone: Screen("technique/rep_done", refreshers.rep_done),
    guide_facts.GuideCard: Screen("guide/card", guides.guide_card),
    guide_facts.GuideList: Screen("guide/list", guides.guide_list),
    footnotes.TermShown: Screen("guide/term", refreshers.offered),
    footnotes.WordsShown: Screen("guide/words"),
    footnotes.SourcesShown: Screen("guide/sources"),
    browse.TechniqueList: Screen("browse/techniques", refreshers.technique_list),
    browse.Offered: Screen("browse/offered", refreshers.offered),
    # check-ins, log, progress
    checkin_facts.ConsentAsked: Screen("checkin/consent", checkins.consent),
    checkin_facts.FeelingAsked: Screen("checkin/asked", checkins.feeling),
    checkin_facts.FeelingNoted: Screen("checkin/noted", checkins.noted),
    checkin_facts.ConsentRefused: Screen("checkin/refused"),
    QuestionSkipped: Screen("checkin/skipped"),
    log.LogAsked: Screen("log/asked"),
    log.LogUnclear: Screen("log/unclear"),
    log.LoggedElsewhere: Screen("log/logged", checkins.logged),
    log.Undone: Screen("log/undone"),
    log.NothingToUndo: Screen("log/nothing"),
    progress.Progress: Screen("progress/progress"),
    # setting up and settings
    onboarding.Welcome: Screen("start/welcome", settings.welcome),
    onboarding.WelcomeBack: Screen("start/back", settings.today),
    onboarding.PlaceAsked: Screen("start/place", settings.place_asked),
    onboarding.PlaceUnclear: Screen("start/place_unclear", settings.place_unclear),
    onboarding.PlaceSet: Screen("start/place_set", settings.place_set),
    onboarding.TimeAsked: Screen("start/time", settings.time_asked),
    onboarding.NoTimeWanted: Screen("start/no_time"),
    onboarding.KitAsked: Screen("start/kit", settings.kit),
    onboarding.SetUp: Screen("start/set_up", plans.set_up),
    setting_facts.SettingsView: Screen("settings/settings", settings.settings),
    setting_facts.TrackAsked: Screen("settings/track", settings.track),
    setting_facts.DayStartAsked: Screen("settings/day_start", settings.day_start),
    pause_facts.PauseAsked: Screen("pause/asked", pauses.pause),
    pause_facts.PauseDateAsked: Screen("pause/date", pauses.date_asked),
    pause_facts.PauseUnclear: Screen("pause/unclear", pauses.unclear),
    pause_facts.Paused: Screen("pause/paused", pauses.paused),
    pause_facts.StillPaused: Screen("pause/still_paused", pauses.still_paused),
    pause_facts.Resumed: Screen("pause/resumed", settings.today),
    # reminders
    remind_facts.RemindView: Screen("remind/remind", remind.remind),
    remind_facts.RulesSet: Screen("remind/set", remind.rules_set),
    remind_facts.RulesUnclear: Screen("remind/unclear", remind.rules_unclear),
    remind_facts.RuleAsked: Screen("remind/rule", remind.rule),
    remind_facts.DaysAsked: Screen("remind/days", remind.days),
    remind_facts.RepeatAsked: Screen("remind/repeat", remind.repeat),
    second_chance_facts.SecondChanceAsked: Screen("remind/second_chance", remind.second_chance),
    second_chance_facts.SecondChanceUnclear: Screen(
        "remind/second_chance_unclear", remind.second_chance_unclear
    ),
    quiet_facts.QuietAsked: Screen("remind/quiet", remind.quiet),
    quiet_facts.QuietSet: Screen("remind/quiet_set", remind.quiet_set),
    quiet_facts.QuietUnclear: Screen("remind/quiet_unclear", remind.quiet_unclear),
    why_facts.WhyView: Screen("remind/why", remind.why),
    habits.MoveTime: Screen("plan/move_time", remind.move_time),
    habits.TimeLeft: Screen("remind/time_left"),
    moving.MoveAsked: Screen("remind/moved", remind.moved),
    moving.ClockAgrees: Screen("remind/clock_agrees"),
    moving.ClockDiffers: Screen("remind/clock_differs", remind.clock_differs),
    moving.PlaceKept: Screen("remind/place_kept"),
    snooze_facts.SnoozeAsked: Screen("snooze/asked", snooze.asked),
    snooze_facts.SnoozeUnclear: Screen("snooze/unclear", snooze.unclear),
    snooze_facts.SnoozeRefused: Screen("snooze/refused"),
    snooze_facts.Snoozed: Screen("snooze/snoozed", snooze.snoozed),
    # the on-call calendar, and dates that matter
    calendar_facts.CalendarView: Screen("calendar/calendar", calendar.calendar),
    calendar_facts.DaysSet: Screen("calendar/told", calendar.days_set),
    calendar_facts.DaysOver: Screen("calendar/over"),
    calendar_facts.DaysAsked: Screen("calendar/days", calendar.days_asked),
    calendar_facts.ShiftAsked: Screen("calendar/shift", calendar.shift_asked),
    patterns.PatternAsked: Screen("calendar/pattern", calendar.pattern_asked),
    patterns.PatternUnclear: Screen("calendar/pattern_unclear"),
    patterns.PatternOffered: Screen("calendar/pattern_offered", calendar.pattern_offered),
    rosters.FileAsked: Screen("calendar/file", calendar.to_calendar),
    rosters.RosterOffered: Screen("calendar/offered", calendar.roster_offered),
    rosters.RosterRefused: Screen("calendar/refused"),
    rosters.RosterDeclined: Screen("calendar/declined"),
    event_facts.DatesView: Screen("events/dates", events.dates),
    event_facts.DateAsked: Screen("events/asked", events.date_asked),
    event_facts.EventKept: Screen("events/kept", events.kept),
    event_facts.EventUnclear: Screen("events/unclear", events.unclear),
    event_facts.EventTakenBack: Screen("events/taken_back", events.taken_back),
    event_facts.TooManyEvents: Screen("events/too_many"),
    # data, help, and what is off topic
    privacy.Privacy: Screen("data/privacy"),
    privacy.ForgetAsked: Screen("data/forget", settings.forget),
    privacy.Forgotten: Screen("data/forgotten"),
    NothingErased: Screen("data/kept"),
    privacy.ReportAsked: Screen("data/report"),
    privacy.ReportKept: Screen("data/reported"),
    browse.Help: Screen("browse/help"),
    browse.SafetyAdvice: Screen("browse/safety", footnote_keys.safety),
    browse.NotHere: Screen("browse/not_here"),
    browse.NoSuchCommand: Screen("browse/no_such_command"),
    browse.NotText: Screen("browse/not_text"),
    browse.NumberUnclear: Screen("browse/number_unclear"),
    browse.PrivateOnly: Screen("browse/private_only"),
    SomethingBroke: Screen("browse/something_broke"),
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A screen as it leaves: text with entities, buttons, the picture to go with it, and what is
    said instead of the text where the picture cannot go."""

    text: RichText
    keyboard: Keyboard
    picture: Drawing | None
    unseen: RichText | None


def render(facts: Any, texts: Texts) -> Rendered:
    """Render a screen's facts; an unknown type is a bug and raises KeyError."""
    screen = SCREENS[type(facts)]
    picture = screen.picture(facts) if screen.picture else None
    return Rendered(
        text=texts.render(screen.template, facts),
        keyboard=screen.keys(facts, texts),
        picture=picture,
        unseen=texts.render(screen.unseen, facts) if screen.unseen and picture else None,
    )
