"""Buttons of the on-call calendar."""

from __future__ import annotations

from datetime import date

from bot.chat.buttons import Button, Inline, Keyboard, in_rows, inline
from bot.chat.taps.calendar import (
    AskDay,
    AskFile,
    AskPattern,
    BeginPattern,
    ClearCalendar,
    DeclineRoster,
    PickDay,
    PickPattern,
    SetShift,
    SettleDays,
    ShowCalendar,
    UndoCalendar,
    UseRoster,
)
from bot.domain.calendar import Shift
from bot.texts.filters import short_weekday
from bot.texts.texts import Texts
from bot.usecases.calendar import CalendarView, DaysAsked, DaysSet, ShiftAsked
from bot.usecases.patterns import PatternAsked, PatternOffered
from bot.usecases.rosters import RosterOffered


def calendar(facts: CalendarView, texts: Texts) -> Inline:
    """Tonight by one tap, any other day by three, and shifts that repeat."""
    tonight = [
        Button(texts.label("calendar.on_call_tonight"), SetShift(facts.today, Shift.ON_CALL)),
        Button(texts.label("calendar.night_tonight"), SetShift(facts.today, Shift.NIGHT)),
    ]
    more = [
        Button(texts.label("calendar.day"), AskDay()),
        Button(texts.label("calendar.pattern"), AskPattern()),
        Button(texts.label("calendar.file"), AskFile()),
    ]
    clear = None if facts.is_empty else Button(texts.label("calendar.clear"), ClearCalendar())
    return inline(tonight, more, [clear, _undo(facts.undo, texts)])


def _undo(draft: int | None, texts: Texts) -> Button | None:
    return None if draft is None else Button(texts.label("common.undo"), UndoCalendar(draft))


def days_set(facts: DaysSet, texts: Texts) -> Keyboard:
    """Right so, another shift, or not at all."""
    if facts.settled:
        return None
    right = SettleDays(facts.first, facts.last, facts.shift)  # which knows days in a row only
    ok = None if facts.apart else Button(texts.label("calendar.ok"), right)
    other = PickDay(facts.first) if facts.first == facts.last else AskDay()
    return inline(
        [
            ok,
            Button(texts.label("calendar.change"), other),
            _undo(facts.undo, texts),
        ]
    )


def days_asked(facts: DaysAsked, texts: Texts) -> Inline:
    """Two weeks of days, three a row."""
    days = (Button(_short(each.day), PickDay(each.day)) for each in facts.days)
    return inline(*in_rows(days, 3), [_back(texts)])


def _short(day: date) -> str:
    return f"{short_weekday(day)} {day.day}"


def _back(texts: Texts) -> Button:
    return Button(texts.label("common.back"), ShowCalendar())


def shift_asked(facts: ShiftAsked, texts: Texts) -> Inline:
    """What a day may be, or nothing."""
    shifts = (
        Button(texts.label(f"shift.{shift.value}"), SetShift(facts.day, shift)) for shift in Shift
    )
    nothing = Button(texts.label("shift.nothing"), SetShift(facts.day, None))
    return inline(*in_rows((*shifts, nothing), 3), [_back(texts)])


def pattern_asked(facts: PatternAsked, texts: Texts) -> Inline:
    """Usual patterns, one a row; any other is typed."""
    usual = (
        [Button(texts.label(f"pattern.{letters}"), PickPattern(letters))]
        for letters in facts.common
    )
    return inline(*usual, [_back(texts)])


def pattern_offered(facts: PatternOffered, texts: Texts) -> Inline:
    """Today, tomorrow or another first day."""
    words = [texts.label("calendar.today"), texts.label("calendar.tomorrow")]
    words += [_short(day) for day in facts.first_days[2:]]
    days = (
        Button(word, BeginPattern(facts.draft, day))
        for word, day in zip(words, facts.first_days, strict=True)
    )
    return inline(*in_rows(days, 3), [_back(texts)])


def to_calendar(facts: object, texts: Texts) -> Inline:
    """Back to the calendar."""
    return inline([_back(texts)])


def roster_offered(facts: RosterOffered, texts: Texts) -> Inline:
    """Use what the file says, or leave it."""
    use = Button(texts.label("calendar.use"), UseRoster(facts.draft))
    return inline([use, Button(texts.label("calendar.no"), DeclineRoster(facts.draft))])
