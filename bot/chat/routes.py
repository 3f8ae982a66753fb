"""The one table: what leads to which handler. It is the table of contents of the conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.chat import taps
from bot.chat.desk import Desk
from bot.chat.handlers import (
    calendar,
    checkins,
    drills,
    events,
    guides,
    onboarding,
    pauses,
    plans,
    refreshers,
    remind,
    settings,
    snooze,
    talk,
)
from bot.chat.incoming import Deed, Located, RosterRead, Tapped, Words
from bot.chat.replies import Reply, Say
from bot.domain.learners import Onboarding
from bot.usecases import browse
from bot.usecases.onboarding import welcome
from bot.usecases.ports import Pending

COMMANDS: dict[str, Callable[[Desk], list[Reply]]] = {
    "today": plans.show_today,
    "drills": drills.list_drills,
    "checkin": checkins.begin,
    "progress": checkins.show_progress,
    "settings": settings.show,
    "why": remind.show_why,
    "resume": pauses.resume,
    "undo": checkins.undo_latest,
    "privacy": settings.show_privacy,
    "forget": settings.ask_forget,
    "help": settings.help_,
}
COMMANDS_WITH_WORDS: dict[str, Callable[[Desk, str], list[Reply]]] = {
    "start": talk.start,
    "refresh": talk.refresh,
    "log": talk.log_words,
    "remind": remind.show_or_set,
    "pause": pauses.ask_or_pause,
    "calendar": calendar.show_or_set,
    "dates": events.show_or_keep,
}
# Open before "I'm 18+", so that who is not may read what is kept and have it erased.
BEFORE_18 = frozenset({"start", "help", "privacy", "forget"})
TAPS_BEFORE_18 = (taps.Begin, taps.EraseEverything, taps.KeepEverything)

TAPS: dict[type[taps.Tap], Callable[[Desk, Any], list[Reply]]] = {
    taps.ShowToday: plans.show_today,
    taps.ShowPlan: plans.show_plan,
    taps.TickPlanItem: plans.tick,
    taps.OpenPlanItem: plans.open_planned,
    taps.NotTodayAsk: plans.ask_why,
    taps.NotTodayBecause: plans.leave_out,
    taps.MakeItToday: plans.make_it_today,
    taps.ReopenPlan: plans.reopen,
    taps.EnoughForToday: plans.enough,
    taps.OpenDrill: drills.open_drill,
    taps.SendSheet: drills.send_sheet,
    taps.ShowPicture: drills.show_picture,
    taps.ShowDrills: drills.back_to_list,
    taps.ShowGroup: drills.list_group,
    taps.StartTimer: drills.start_timer,
    taps.StopTimer: drills.stop_timer,
    taps.BoxIsOpen: drills.box_is_open,
    taps.FinishCard: drills.finish,
    taps.FinishFirst: drills.finish_first,
    taps.SkipCard: drills.skip,
    taps.NeedleBack: drills.needle_back,
    taps.NeedleMissing: drills.needle_missing,
    taps.OpenTechnique: refreshers.open_technique,
    taps.TurnTo: refreshers.turn_to,
    taps.ShowPictures: refreshers.show_pictures,
    taps.FinishLesson: refreshers.finish_lesson,
    taps.AskQuestion: refreshers.ask,
    taps.AnswerQuestion: refreshers.answer,
    taps.OfferRep: refreshers.offer_rep,
    taps.RepBoxIsOpen: refreshers.box_is_open,
    taps.CheckRep: refreshers.check,
    taps.LogRep: refreshers.log,
    taps.SkipRep: refreshers.skip,
    taps.OpenGuide: guides.open_guide,
    taps.ShowGuides: guides.list_guides,
    taps.ShowWords: guides.show_words,
    taps.ShowSources: guides.show_sources,
    taps.Begin: onboarding.begin,
    taps.AskPlace: onboarding.ask_place,
    taps.PickPlace: onboarding.pick_place,
    taps.AskTime: onboarding.ask_time,
    taps.PickTime: onboarding.pick_time,
    taps.AskKit: onboarding.ask_kit,
    taps.TickKit: onboarding.tick_kit,
    taps.TurnKit: onboarding.turn_kit,
    taps.KitIsDone: onboarding.kit_is_done,
    taps.GiveConsent: checkins.consent,
    taps.NoteFeeling: checkins.note,
    taps.SkipQuestion: checkins.skip,
    taps.UndoCompletion: checkins.undo_completion,
    taps.UndoCheckIn: checkins.undo_check_in,
    taps.ShowSettings: settings.back,
    taps.AskDayStart: settings.ask_day_start,
    taps.PickDayStart: settings.pick_day_start,
    taps.AskTrack: settings.ask_track,
    taps.PickTrack: settings.pick_track,
    taps.HoldNeedle: settings.hold_needle,
    taps.AllowCheckIns: settings.allow_check_ins,
    taps.AskPause: pauses.ask,
    taps.PauseFor: pauses.pause_for,
    taps.Resume: pauses.resume,
    taps.pauses.AskPauseDate: pauses.ask_date,
    taps.pauses.AwayDays: pauses.away_for,
    taps.pauses.AwayUntil: pauses.away_until,
    taps.pauses.AwayFrom: pauses.away_from,
    taps.pauses.UndoPause: pauses.undo,
    taps.EraseEverything: settings.forget,
    taps.KeepEverything: settings.keep,
    taps.ReportItem: settings.ask_report,
    taps.remind.ShowRemind: remind.back,
    taps.remind.ChooseReading: remind.choose_reading,
    taps.remind.UndoRules: remind.undo,
    taps.remind.UndoAllOff: remind.undo_all_off,
    taps.remind.OpenRule: remind.open_rule,
    taps.remind.SwitchRule: remind.switch_rule,
    taps.remind.TakeOutRule: remind.take_out,
    taps.remind.PickDays: remind.pick_days,
    taps.remind.PickDaysTime: remind.pick_days_time,
    taps.remind.AskSecondChance: remind.ask_second_chance,
    taps.remind.PickSecondChance: remind.pick_second_chance,
    taps.remind.NoSecondChance: remind.no_second_chance,
    taps.remind.AskRepeat: remind.ask_repeat,
    taps.remind.PickRepeat: remind.pick_repeat,
    taps.remind.AskQuiet: remind.ask_quiet,
    taps.remind.PickQuiet: remind.pick_quiet,
    taps.remind.NoQuietHours: remind.no_quiet,
    taps.remind.ShowWhy: remind.turn_why,
    taps.remind.MoveRule: remind.move_rule,
    taps.remind.LeaveRule: remind.leave_rule,
    taps.remind.KeepPlace: onboarding.keep_place,
    taps.snooze.AskLater: snooze.ask,
    taps.snooze.PickLater: snooze.pick,
    taps.snooze.WaitUntil: snooze.wait,
    taps.snooze.UndoLater: snooze.undo,
    taps.calendar.ShowCalendar: calendar.back,
    taps.calendar.SetShift: calendar.set_shift,
    taps.calendar.AskDay: calendar.ask_day,
    taps.calendar.PickDay: calendar.pick_day,
    taps.calendar.SettleDays: calendar.settle,
    taps.calendar.AskPattern: calendar.ask_pattern,
    taps.calendar.PickPattern: calendar.pick_pattern,
    taps.calendar.BeginPattern: calendar.begin_pattern,
    taps.calendar.AskFile: calendar.ask_file,
    taps.calendar.UseRoster: calendar.use_roster,
    taps.calendar.DeclineRoster: calendar.decline_roster,
    taps.calendar.ClearCalendar: calendar.clear,
    taps.calendar.UndoCalendar: calendar.undo,
    taps.events.ShowDates: events.back,
    taps.events.AskDate: events.ask_date,
    taps.events.PickEvent: events.pick,
    taps.events.RemoveEvent: events.remove,
    taps.events.RestoreEvent: events.restore,
    taps.events.UndoEvent: events.take_back,
}


def route(desk: Desk, deed: Deed) -> list[Reply]:
    """Lead a deed to its handler; Stale and StaleTap are the caller's to answer."""
    before_18 = desk.turn.learner.onboarding is Onboarding.WELCOME
    match deed:
        case Words(text=text) if text.startswith("/"):
            return _command(desk, text, before_18=before_18)
        case Tapped(data=data):
            return _tap(desk, taps.decode(data), before_18=before_18)
        case Words(text=text) if before_18:
            return [*talk.safety_advice(desk, text), Say(welcome(desk.turn))]
        case _ if before_18:
            return [Say(welcome(desk.turn))]
        case Words(text=text):
            return talk.words(desk, text)
        case Located(place=place):
            return onboarding.place_shared(desk, place)
        case RosterRead(read=read):
            return calendar.roster_read(desk, read)
    return talk.unreadable(desk)


def _tap(desk: Desk, tap: taps.Tap, *, before_18: bool) -> list[Reply]:
    if before_18 and not isinstance(tap, TAPS_BEFORE_18):
        return [Say(welcome(desk.turn))]
    return TAPS[type(tap)](desk, tap)


def _command(desk: Desk, text: str, *, before_18: bool) -> list[Reply]:
    _drop_awaited_line(desk)
    first, _, words = text[1:].partition(" ")
    name = first.partition("@")[0].partition("\n")[0].lower()
    if before_18 and name not in BEFORE_18:
        return [Say(welcome(desk.turn))]
    if name in COMMANDS_WITH_WORDS:
        return COMMANDS_WITH_WORDS[name](desk, words.strip())
    if name in COMMANDS:
        return COMMANDS[name](desk)
    return [Say(browse.NoSuchCommand(name[:32]))]


def _drop_awaited_line(desk: Desk) -> None:
    """Await no line for the log or a report any more: a command means something else."""
    pending = desk.turn.tx.conversation.pending(desk.turn.owner)
    if pending and pending.kind in {Pending.LOG, Pending.REPORT}:
        desk.turn.tx.conversation.clear_pending(desk.turn.owner)
