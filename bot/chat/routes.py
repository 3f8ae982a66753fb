"""The one table: what leads to which handler. It is the table of contents of the conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.chat import taps
from bot.chat.desk import Desk
from bot.chat.handlers import checkins, drills, onboarding, plans, refreshers, settings, talk
from bot.chat.incoming import Deed, Located, Tapped, Unreadable, Words
from bot.chat.replies import Reply, Say
from bot.domain.learners import Onboarding
from bot.usecases import browse
from bot.usecases.onboarding import welcome

COMMANDS: dict[str, Callable[[Desk], list[Reply]]] = {
    "start": onboarding.start,
    "today": plans.show_today,
    "drills": drills.list_drills,
    "checkin": checkins.begin,
    "progress": checkins.show_progress,
    "settings": settings.show,
    "pause": settings.ask_pause,
    "resume": settings.resume,
    "undo": checkins.undo_latest,
    "privacy": settings.show_privacy,
    "forget": settings.ask_forget,
    "help": settings.help_,
}
COMMANDS_WITH_WORDS: dict[str, Callable[[Desk, str], list[Reply]]] = {
    "refresh": talk.refresh,
    "log": talk.log_words,
}
BEFORE_18 = frozenset({"start", "help", "privacy", "forget"})  # open before "I'm 18+"

TAPS: dict[type[taps.Tap], Callable[[Desk, Any], list[Reply]]] = {
    taps.ShowToday: plans.show_today,
    taps.ShowPlan: plans.show_plan,
    taps.TickPlanItem: plans.tick,
    taps.OpenPlanItem: plans.open_planned,
    taps.NotTodayAsk: plans.ask_why,
    taps.NotTodayBecause: plans.leave_out,
    taps.MakeItToday: plans.make_it_today,
    taps.EnoughForToday: plans.enough,
    taps.OpenDrill: drills.open_drill,
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
    taps.FinishLesson: refreshers.finish_lesson,
    taps.AskQuestion: refreshers.ask,
    taps.AnswerQuestion: refreshers.answer,
    taps.OfferRep: refreshers.offer_rep,
    taps.RepBoxIsOpen: refreshers.box_is_open,
    taps.CheckRep: refreshers.check,
    taps.LogRep: refreshers.log,
    taps.SkipRep: refreshers.skip,
    taps.Begin: onboarding.begin,
    taps.AskPlace: onboarding.ask_place,
    taps.PickPlace: onboarding.pick_place,
    taps.AskTime: onboarding.ask_time,
    taps.PickTime: onboarding.pick_time,
    taps.AskKit: onboarding.ask_kit,
    taps.ToggleKit: onboarding.toggle_kit,
    taps.KitIsDone: onboarding.kit_is_done,
    taps.GiveConsent: checkins.consent,
    taps.NoteFeeling: checkins.note,
    taps.SkipQuestion: checkins.skip,
    taps.UndoCompletion: checkins.undo_completion,
    taps.UndoCheckIn: checkins.undo_check_in,
    taps.ShowSettings: settings.back,
    taps.AskDayStart: settings.ask_day_start,
    taps.PickDayStart: settings.pick_day_start,
    taps.AllowCheckIns: settings.allow_check_ins,
    taps.AskPause: settings.ask_pause,
    taps.PauseFor: settings.pause,
    taps.Resume: settings.resume,
    taps.EraseEverything: settings.forget,
    taps.KeepEverything: settings.keep,
    taps.ReportItem: settings.ask_report,
}


def route(desk: Desk, deed: Deed, *, new: bool) -> list[Reply]:
    """Lead a deed to its handler; Stale and StaleTap are the caller's to answer."""
    match deed:
        case Tapped(data=data):
            tap = taps.decode(data)
            if _is_before_18(desk) and not isinstance(tap, taps.Begin):
                return [Say(welcome(desk.turn))]
            return TAPS[type(tap)](desk, tap)
        case Words(text=text) if text.startswith("/"):
            return _command(desk, text)
        case Words(text=text):
            return _greeted(desk, talk.words(desk, text), new=new)
        case Located(place=place):
            return onboarding.place_shared(desk, place)
        case Unreadable():
            return _greeted(desk, talk.unreadable(desk), new=new)
    return []


def _greeted(desk: Desk, replies: list[Reply], *, new: bool) -> list[Reply]:
    """Somebody's very first words get the welcome, after safety advice where it is called for."""
    if not new:
        return replies
    return [*filter(_is_advice, replies), Say(welcome(desk.turn))]


def _is_advice(reply: Reply) -> bool:
    return isinstance(reply, Say) and isinstance(reply.screen, browse.SafetyAdvice)


def _is_before_18(desk: Desk) -> bool:
    return desk.turn.learner.onboarding is Onboarding.WELCOME


def _command(desk: Desk, text: str) -> list[Reply]:
    first, _, words = text[1:].partition(" ")
    name = first.partition("@")[0].partition("\n")[0].lower()
    if name not in BEFORE_18 and _is_before_18(desk):
        return [Say(welcome(desk.turn))]
    if name in COMMANDS_WITH_WORDS:
        return COMMANDS_WITH_WORDS[name](desk, words.strip())
    if name in COMMANDS:
        return COMMANDS[name](desk)
    return [Say(browse.NoSuchCommand(name[:32]))]
