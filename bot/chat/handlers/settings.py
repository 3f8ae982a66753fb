"""Settings, data, help."""

from __future__ import annotations

from bot.chat.desk import Desk
from bot.chat.replies import Change, Reply, Say
from bot.chat.screens import NothingErased
from bot.chat.taps import (
    AllowCheckIns,
    AskDayStart,
    AskTrack,
    EraseEverything,
    HoldNeedle,
    KeepEverything,
    PickDayStart,
    PickTrack,
    ReportItem,
    ShowSettings,
)
from bot.usecases import browse, privacy, settings
from bot.usecases.turn import Stale


def show(desk: Desk) -> list[Reply]:
    """/settings."""
    return [Say(settings.settings(desk.turn))]


def back(desk: Desk, _: ShowSettings) -> list[Reply]:
    """Back to the settings, in place."""
    return [Change(settings.settings(desk.turn), desk.message)]


def ask_day_start(desk: Desk, _: AskDayStart) -> list[Reply]:
    """When does the practice day begin?"""
    return [Change(settings.ask_day_start(desk.turn), desk.message)]


def pick_day_start(desk: Desk, tap: PickDayStart) -> list[Reply]:
    """A day start was tapped."""
    if tap.minute not in settings.DAY_STARTS:
        raise Stale
    return [Change(settings.set_day_start(desk.turn, tap.minute), desk.message)]


def ask_track(desk: Desk, _: AskTrack) -> list[Reply]:
    """Which specialty?"""
    return [Change(settings.ask_track(desk.turn), desk.message)]


def pick_track(desk: Desk, tap: PickTrack) -> list[Reply]:
    """A specialty was tapped."""
    return [Change(settings.set_track(desk.turn, tap.track), desk.message)]


def hold_needle(desk: Desk, tap: HoldNeedle) -> list[Reply]:
    """The needle is held in the other hand."""
    return [Change(settings.hold_needle(desk.turn, tap.hand), desk.message)]


def allow_check_ins(desk: Desk, tap: AllowCheckIns) -> list[Reply]:
    """Check-ins on or off."""
    result = settings.allow_check_ins(desk.turn, allowed=tap.allowed)
    return [Change(result, desk.message)]


def show_privacy(desk: Desk) -> list[Reply]:
    """/privacy."""
    return [Say(privacy.Privacy())]


def ask_forget(desk: Desk) -> list[Reply]:
    """/forget."""
    return [Say(privacy.ask_forget(desk.turn))]


def forget(desk: Desk, _: EraseEverything) -> list[Reply]:
    """Erase everything, at once."""
    return [Change(privacy.forget(desk.turn), desk.message)]


def keep(desk: Desk, _: KeepEverything) -> list[Reply]:
    """Erase nothing."""
    return [Change(NothingErased(), desk.message)]


def ask_report(desk: Desk, tap: ReportItem) -> list[Reply]:
    """Something wrong here?"""
    return [Say(privacy.ask_report(desk.turn, tap.item))]


def report_typed(desk: Desk, words: str, item: str) -> list[Reply]:
    """What is wrong was typed."""
    return [Say(privacy.keep_report(desk.turn, item, words))]


def help_(desk: Desk) -> list[Reply]:
    """/help."""
    return [Say(browse.Help())]
