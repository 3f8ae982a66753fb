"""Buttons about reminders."""

from __future__ import annotations

from bot.chat.buttons import Button, Inline, in_rows, inline
from bot.chat.keyboards.settings import pause_or_resume, to_place
from bot.chat.taps import AskPlace, AskTime
from bot.chat.taps.remind import (
    AskQuiet,
    AskRepeat,
    AskSecondChance,
    ChooseReading,
    KeepPlace,
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
from bot.domain.rhythm import QuietHours
from bot.domain.week import DAYS, WEEKEND, WORKDAYS, Week, to_text
from bot.texts.filters import WEEKDAYS, clock_minute, short, weekdays
from bot.texts.texts import Texts
from bot.usecases.habits import MoveTime
from bot.usecases.moving import ClockDiffers, MoveAsked
from bot.usecases.quiet import USUAL, QuietAsked, QuietSet, QuietUnclear
from bot.usecases.remind import (
    REPEATS,
    DaysAsked,
    RemindView,
    RepeatAsked,
    RuleAsked,
    RulesSet,
    RulesUnclear,
)
from bot.usecases.second_chance import SecondChanceAsked, SecondChanceUnclear
from bot.usecases.why import WhyView

LONGEST_LABEL = 40  # characters


def remind(facts: RemindView, texts: Texts) -> Inline:
    """Each prompt, then all that can be changed."""
    one = [
        Button(f"{weekdays(rule.weekdays)} {clock_minute(rule.minute)}", OpenRule(rule.id))
        for rule in facts.rules
    ]
    another = Button(texts.label("remind.another"), PickDays(0)) if facts.rules else None
    repeat = Button(texts.label("remind.repeat"), AskRepeat()) if facts.rules else None
    return inline(
        *in_rows(one, 2),
        [Button(texts.label("remind.time"), AskTime()), another],
        [Button(texts.label("remind.second_chance"), AskSecondChance()), repeat],
        [
            Button(texts.label("remind.quiet"), AskQuiet()),
            Button(texts.label("settings.place"), AskPlace()),
            pause_or_resume(facts, texts),
        ],
        [Button(texts.label("remind.why"), ShowWhy(0)), _undo(facts, texts)],
    )


def _undo(facts: RemindView, texts: Texts) -> Button | None:
    if facts.undo is None:
        return None
    undo = UndoAllOff if facts.undo.chance else UndoRules
    return Button(texts.label("common.undo"), undo(facts.undo.before, facts.undo.after))


def _all(texts: Texts) -> Button:
    return Button(texts.label("remind.all"), ShowRemind())


def _back(texts: Texts) -> Button:
    return Button(texts.label("common.back"), ShowRemind())


def rules_set(facts: RulesSet, texts: Texts) -> Inline:
    """*Undo*, and all there is."""
    return inline([_undo(facts.view, texts), _all(texts)])


def quiet_set(facts: QuietSet, texts: Texts) -> Inline:
    """On to all there is."""
    return inline([_all(texts)])


def rules_unclear(facts: RulesUnclear, texts: Texts) -> Inline:
    """What it may have meant."""
    return inline(*([_reading(week)] for week in facts.readings))


def _reading(week: Week) -> Button:
    parts = (f"{weekdays(mask)} {clock_minute(slot.minute)}" for slot, mask in week.parts)
    return Button(short(", ".join(parts), LONGEST_LABEL), ChooseReading(to_text(week)))


def rule(facts: RuleAsked, texts: Texts) -> Inline:
    """Off or on, another time, or out."""
    number, on = facts.rule.id, facts.rule.enabled
    return inline(
        [
            Button(texts.label("remind.off" if on else "remind.on"), SwitchRule(number, not on)),
            Button(texts.label("remind.take_out"), TakeOutRule(number)),
        ],
        [Button(texts.label("remind.other_time"), PickDays(facts.rule.weekdays)), _back(texts)],
    )


def days(facts: DaysAsked, texts: Texts) -> Inline:
    """Weekdays to tick, and a time once one is ticked."""
    ticked = facts.weekdays
    boxes = [
        Button(
            texts.label("kit.ticked" if ticked >> day & 1 else "kit.unticked") + WEEKDAYS[day][:3],
            PickDays(ticked ^ 1 << day),
        )
        for day in range(DAYS)
    ]
    groups = [
        Button(texts.label("remind.workdays"), PickDays(WORKDAYS)),
        Button(texts.label("remind.weekend"), PickDays(WEEKEND)),
    ]
    times = [
        Button(clock_minute(minute), PickDaysTime(ticked, minute))
        for minute in (facts.suggestions if ticked else ())
    ]
    return inline(boxes[:3], boxes[3:5], boxes[5:], groups, times, [_back(texts)])


def second_chance(facts: SecondChanceAsked, texts: Texts) -> Inline:
    """Evening times, or off."""
    on = facts.rule is not None and facts.rule.enabled
    off = Button(texts.label("remind.off"), NoSecondChance()) if on else None
    return inline(_evenings(facts.suggestions), [off, _back(texts)])


def second_chance_unclear(facts: SecondChanceUnclear, texts: Texts) -> Inline:
    """What it may have meant."""
    return inline(*in_rows(_evenings(facts.readings), 3))


def _evenings(minutes: tuple[int, ...]) -> list[Button]:
    return [Button(clock_minute(minute), PickSecondChance(minute)) for minute in minutes]


def repeat(facts: RepeatAsked, texts: Texts) -> Inline:
    """Off, or after a while."""
    ways = [
        Button(texts.label(f"remind.repeat_{minutes}"), PickRepeat(minutes)) for minutes in REPEATS
    ]
    return inline(*in_rows(ways, 2), [_back(texts)])


def quiet(facts: QuietAsked, texts: Texts) -> Inline:
    """Two usual nights, or off; any others are typed."""
    off = Button(texts.label("remind.off"), NoQuietHours()) if facts.quiet else None
    return inline([_quiet(usual) for usual in USUAL], [off, _back(texts)])


def quiet_unclear(facts: QuietUnclear, texts: Texts) -> Inline:
    """What it may have meant."""
    return inline([_quiet(reading) for reading in facts.readings])


def _quiet(hours: QuietHours) -> Button:
    label = f"{clock_minute(hours.start)}–{clock_minute(hours.end)}"
    return Button(label, PickQuiet(hours.start, hours.end))


def why(facts: WhyView, texts: Texts) -> Inline:
    """Older and newer weeks."""
    older = Button(texts.label("remind.older"), ShowWhy(facts.page + 1))
    newer = Button(texts.label("remind.newer"), ShowWhy(facts.page - 1)) if facts.page else None
    return inline([older if facts.has_older else None, newer, _all(texts)])


def move_time(facts: MoveTime, texts: Texts) -> Inline:
    """Move it, or leave it."""
    move = texts.label("remind.move", time=clock_minute(facts.suggested))
    return inline(
        [
            Button(move, MoveRule(facts.rule.id, facts.suggested)),
            Button(texts.label("remind.leave"), LeaveRule(facts.rule.id)),
        ]
    )


def moved(facts: MoveAsked, texts: Texts) -> Inline:
    """Change the clock, or keep it."""
    keep = Button(texts.label("place.keep", place=short(facts.kept)), KeepPlace())
    return inline([to_place(facts.place, texts.label("place.change")), keep])


def clock_differs(facts: ClockDiffers, texts: Texts) -> Inline:
    """Cities where the clock shows what was said, or the present one."""
    keep = Button(texts.label("place.keep", place=short(facts.place or facts.zone)), KeepPlace())
    return inline([to_place(place, place.name) for place in facts.fitting], [keep])
