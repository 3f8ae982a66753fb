"""Reminders: what is set, setting it in words and by taps, and why one came or did not."""

from __future__ import annotations

from bot.chat.desk import Desk
from bot.chat.replies import Change, Reply, Say, toast
from bot.chat.taps.remind import (
    AskQuiet,
    AskRepeat,
    AskSecondChance,
    ChooseReading,
    LeaveRule,
    MoveRule,
    NoQuietHours,
    NoSecondChance,
    OpenRule,
    PickDays,
    PickDaysTime,
    PickQuiet,
    PickRepeat,
    PickSecondChance,
    ShowRemind,
    ShowWhy,
    SwitchRule,
    TakeOutRule,
    UndoAllOff,
    UndoRules,
)
from bot.domain.day import MINUTES_A_DAY
from bot.domain.earlier_words import parse_earlier
from bot.domain.learners import Onboarding
from bot.domain.reminder_words import parse_rules
from bot.domain.reminders import EVERY_DAY
from bot.domain.rhythm import QuietHours
from bot.domain.switch_words import All, NotThen, Switch, parse_switch
from bot.domain.unclear import Unclear
from bot.usecases import habits, onboarding, quiet, remind, second_chance, snooze, switch, why
from bot.usecases.awaiting import await_typed
from bot.usecases.ports import Pending
from bot.usecases.remind import RemindView, RulesSet, RulesUnclear, WeekChange
from bot.usecases.turn import Stale


def show(desk: Desk) -> list[Reply]:
    """/remind: a typed time is its answer while it is looked at."""
    await_typed(desk.turn, Pending.TIME)
    return [Say(remind.remind(desk.turn))]


def show_or_set(desk: Desk, words: str) -> list[Reply]:
    """/remind, with or without words."""
    return time_typed(desk, words) if words else show(desk)


def back(desk: Desk, _: ShowRemind) -> list[Reply]:
    """All about reminders, in place."""
    await_typed(desk.turn, Pending.TIME)
    return _card(desk, remind.remind(desk.turn))


def _card(desk: Desk, view: RemindView) -> list[Reply]:
    return [Change(view, desk.message)]


def time_typed(desk: Desk, words: str, about: str = "") -> list[Reply]:
    """Times were typed, or off and on; `about` is the mask of the weekdays that were ticked."""
    if not about and (moved := _moved(desk, words, sure=True)):
        return moved
    said = parse_switch(words, asked=True)
    if said and not isinstance(said, NotThen):
        return switched(desk, said, words)
    result = remind.set_words(desk.turn, words, int(about) if about else EVERY_DAY)
    if isinstance(result, RulesUnclear):
        return [Say(result)]
    return is_set(desk, Say(result))


def _moved(desk: Desk, words: str, *, sure: bool) -> list[Reply]:
    """Move the prompt by "1 hour earlier", or offer it; nothing for other words."""
    minutes = parse_earlier(words)
    if minutes is None:
        return []
    result = remind.move(desk.turn, words, minutes, sure=sure)
    if result is None and desk.turn.learner.onboarding is Onboarding.READY:
        return [Say(onboarding.ask_time(desk.turn))]
    if isinstance(result, RulesSet):
        return is_set(desk, Say(result))
    return [Say(result)] if result else []


def said(desk: Desk, words: str) -> list[Reply]:
    """ "Remind me at 7:30"; "half an hour later" may mean the prompt that came, and only now."""
    minutes = parse_earlier(words) or 0
    if minutes > 0 and snooze.latest(desk.turn) is not None:
        return _moved(desk, words, sure=False)
    return show_or_set(desk, words)


def switched(desk: Desk, said: Switch, words: str) -> list[Reply]:
    """ "Reminders off", "not on weekends"; while setting up, none at all is an answer, too."""
    is_ready = desk.turn.learner.onboarding is Onboarding.READY
    if said is All.OFF and not is_ready and not remind.any_prompt(desk.turn):
        return _declined(desk)
    return [Say(switch.switch(desk.turn, said, words))]


def _declined(desk: Desk) -> list[Reply]:
    """Set no prompt, and go on where the question was for its time."""
    said = Say(onboarding.decline_time(desk.turn))
    if desk.turn.learner.onboarding is Onboarding.TIME:
        return [said, Say(onboarding.ask_kit(desk.turn))]
    return [said]


def in_passing(desk: Desk, words: str) -> list[Reply]:
    """Set "weekdays 19:00" though nothing was asked; nothing for words without weekdays.

    "1 hour earlier" is offered.
    """
    if moved := _moved(desk, words, sure=False):
        return moved
    parsed = parse_rules(words)
    readings = parsed.readings if isinstance(parsed, Unclear) else (parsed,)
    parts = [part for reading in readings for part in reading]
    named = parts and all(part.weekdays is not None for part in parts)
    return time_typed(desk, words) if named else []


def choose_reading(desk: Desk, tap: ChooseReading) -> list[Reply]:
    """What unclear words meant, in place."""
    return is_set(desk, Change(remind.choose_reading(desk.turn, tap.week), desk.message))


def is_set(desk: Desk, said: Say | Change) -> list[Reply]:
    """Confirm; while setting up, the next question follows."""
    learner = desk.turn.learner
    if learner.onboarding is Onboarding.READY:
        return [said]
    if not learner.place:  # /remind led past the question for the city
        return [Say(onboarding.ask_place(desk.turn, onboarding=True))]
    asked = onboarding.ask_kit(desk.turn)
    return [Change(asked, said.message) if isinstance(said, Change) else Say(asked)]


def undo(desk: Desk, tap: UndoRules) -> list[Reply]:
    """*Undo* on set prompts."""
    return _undone(desk, WeekChange(tap.before, tap.after))


def undo_all_off(desk: Desk, tap: UndoAllOff) -> list[Reply]:
    """*Undo* on all that was switched off."""
    return _undone(desk, WeekChange(tap.before, tap.after, chance=True))


def _undone(desk: Desk, change: WeekChange) -> list[Reply]:
    view = remind.undo(desk.turn, change)
    if view is None:
        return moved_on(desk)
    return [toast("undone"), *_card(desk, view)]


def moved_on(desk: Desk) -> list[Reply]:
    """It is not as it was when the button was made: what is set now, in place."""
    return [toast("changed_since", alert=True), *_card(desk, remind.remind(desk.turn))]


def open_rule(desk: Desk, tap: OpenRule) -> list[Reply]:
    """One of several prompts, in place."""
    rule = remind.rule_of(desk.turn, tap.rule)
    return [Change(remind.RuleAsked(rule), desk.message)] if rule else moved_on(desk)


def switch_rule(desk: Desk, tap: SwitchRule) -> list[Reply]:
    """One prompt on or off."""
    rule = remind.rule_of(desk.turn, tap.rule)
    if rule is None:
        return moved_on(desk)
    return _card(desk, remind.switch(desk.turn, rule, on=tap.on))


def take_out(desk: Desk, tap: TakeOutRule) -> list[Reply]:
    """One prompt out."""
    rule = remind.rule_of(desk.turn, tap.rule)
    return _card(desk, remind.take_out(desk.turn, rule)) if rule else moved_on(desk)


def pick_days(desk: Desk, tap: PickDays) -> list[Reply]:
    """Weekdays for another time; a time may be tapped or typed."""
    if tap.weekdays > EVERY_DAY:
        raise Stale
    await_typed(desk.turn, Pending.TIME, str(tap.weekdays or ""))
    asked = remind.DaysAsked(tap.weekdays, remind.SUGGESTED_MINUTES)
    return [Change(asked, desk.message)]


def pick_days_time(desk: Desk, tap: PickDaysTime) -> list[Reply]:
    """The time of the weekdays that were ticked."""
    if not 0 < tap.weekdays <= EVERY_DAY or tap.minute >= MINUTES_A_DAY:
        raise Stale
    result = remind.set_times(desk.turn, [(tap.minute, tap.weekdays)])
    return _card(desk, result.view)


def ask_second_chance(desk: Desk, _: AskSecondChance) -> list[Reply]:
    """When in the evening?"""
    return [Change(second_chance.ask(desk.turn), desk.message)]


def pick_second_chance(desk: Desk, tap: PickSecondChance) -> list[Reply]:
    """An evening time was tapped."""
    return [Change(second_chance.set_time(desk.turn, tap.minute), desk.message)]


def second_chance_typed(desk: Desk, words: str, _: str) -> list[Reply]:
    """An evening time was typed."""
    return [Say(second_chance.set_words(desk.turn, words))]


def no_second_chance(desk: Desk, _: NoSecondChance) -> list[Reply]:
    """Off."""
    return _card(desk, second_chance.switch_off(desk.turn))


def ask_repeat(desk: Desk, _: AskRepeat) -> list[Reply]:
    """How often?"""
    return [Change(remind.ask_repeat(desk.turn), desk.message)]


def pick_repeat(desk: Desk, tap: PickRepeat) -> list[Reply]:
    """Off, or after a while."""
    return _card(desk, remind.set_repeat(desk.turn, tap.minutes))


def ask_quiet(desk: Desk, _: AskQuiet) -> list[Reply]:
    """When is it to be quiet?"""
    return [Change(quiet.ask(desk.turn), desk.message)]


def show_quiet(desk: Desk) -> list[Reply]:
    """ "Quiet hours": asked in a message of its own."""
    return [Say(quiet.ask(desk.turn))]


def pick_quiet(desk: Desk, tap: PickQuiet) -> list[Reply]:
    """Quiet hours were tapped."""
    result = quiet.set_hours(desk.turn, QuietHours(tap.start, tap.end))
    return [Change(result, desk.message)]


def quiet_typed(desk: Desk, words: str, _: str = "") -> list[Reply]:
    """Quiet hours were typed."""
    return [Say(quiet.set_words(desk.turn, words))]


def no_quiet(desk: Desk, _: NoQuietHours) -> list[Reply]:
    """No quiet hours."""
    return [Change(quiet.set_hours(desk.turn, None), desk.message)]


def show_why(desk: Desk) -> list[Reply]:
    """/why."""
    return [Say(why.why(desk.turn))]


def turn_why(desk: Desk, tap: ShowWhy) -> list[Reply]:
    """Another week, in place."""
    return [Change(why.why(desk.turn, tap.page), desk.message)]


def move_rule(desk: Desk, tap: MoveRule) -> list[Reply]:
    """*Move to 21:00*."""
    rule = remind.rule_of(desk.turn, tap.rule)
    if rule is None or tap.minute >= MINUTES_A_DAY:
        return moved_on(desk)
    result: RulesSet = remind.set_times(desk.turn, [(tap.minute, rule.weekdays)])
    return [Change(result, desk.message)]


def leave_rule(desk: Desk, tap: LeaveRule) -> list[Reply]:
    """*Leave it*."""
    rule = remind.rule_of(desk.turn, tap.rule)
    return [Change(habits.TimeLeft(rule.minute), desk.message)] if rule else moved_on(desk)
