"""The one visible table of tags.

A shipped tag keeps its shape for good; a new shape takes a new tag.
"""

from __future__ import annotations

from bot.chat.taps import checkins, drills, plans, setting_up, settings, techniques
from bot.chat.taps.base import Tap

WIRE: dict[str, type[Tap]] = {
    "p1": plans.ShowToday,
    "p2": plans.ShowPlan,
    "p3": plans.TickPlanItem,
    "p4": plans.OpenPlanItem,
    "p5": plans.NotTodayAsk,
    "p6": plans.NotTodayBecause,
    "p7": plans.MakeItToday,
    "p8": plans.ReopenPlan,
    "d1": drills.OpenDrill,
    "d2": drills.StartTimer,
    "d3": drills.StopTimer,
    "d4": drills.BoxIsOpen,
    "d5": drills.FinishCard,
    "d6": drills.FinishFirst,
    "d7": drills.SkipCard,
    "d8": drills.NeedleBack,
    "d9": drills.NeedleMissing,
    "t1": techniques.OpenTechnique,
    "t2": techniques.TurnTo,
    "t3": techniques.AskQuestion,
    "t4": techniques.AnswerQuestion,
    "t5": techniques.OfferRep,
    "t6": techniques.RepBoxIsOpen,
    "t7": techniques.CheckRep,
    "t8": techniques.LogRep,
    "t9": techniques.SkipRep,
    "t10": techniques.FinishLesson,
    "o1": setting_up.Begin,
    "o2": setting_up.AskPlace,
    "o3": setting_up.PickPlace,
    "o4": setting_up.AskTime,
    "o5": setting_up.PickTime,
    "o6": setting_up.AskKit,
    "o7": setting_up.TickKit,
    "o8": setting_up.KitIsDone,
    "o9": setting_up.EnoughForToday,
    "c1": checkins.GiveConsent,
    "c2": checkins.NoteFeeling,
    "c3": checkins.SkipQuestion,
    "c4": checkins.UndoCompletion,
    "c5": checkins.UndoCheckIn,
    "s1": settings.ShowSettings,
    "s2": settings.AskDayStart,
    "s3": settings.PickDayStart,
    "s4": settings.AllowCheckIns,
    "s5": settings.AskPause,
    "s6": settings.PauseFor,
    "s7": settings.Resume,
    "s8": settings.EraseEverything,
    "s9": settings.KeepEverything,
    "r1": settings.ReportItem,
}
