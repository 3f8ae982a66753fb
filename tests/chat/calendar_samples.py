"""Sample facts for the screens about the on-call calendar and dates that matter.

It is Monday evening in Leeds, and prompts are set for 07:00.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.calendar import Shift
from bot.domain.event_words import EventWords
from bot.domain.events import Event, EventKind
from bot.domain.pattern_words import NoPattern
from bot.domain.unclear import Why
from bot.usecases import calendar, events, patterns, rosters
from bot.usecases.calendar import DaysSet
from bot.usecases.coming import Coming
from bot.usecases.roster import RosterDay
from bot.usecases.rosters import Refusal
from tests.builders import FRIDAY, LONDON, MONDAY, SUNDAY, THURSDAY, TUESDAY, at

SEVEN = 7 * 60
FORTNIGHT = tuple(MONDAY + timedelta(days=after) for after in range(14))


def roster_day(day: date, shift: Shift | None = None, hour: int | None = 7) -> RosterDay:
    return RosterDay(day, shift, SEVEN, at(day, hour) if hour is not None else None)


ROSTER = (
    roster_day(MONDAY, Shift.ON_CALL, None),
    roster_day(TUESDAY, Shift.POST_CALL, 16),
    *(roster_day(day) for day in FORTNIGHT[2:7]),
    roster_day(FORTNIGHT[7], Shift.NIGHT, 7),
    *(roster_day(day, Shift.NIGHT, 16) for day in FORTNIGHT[8:10]),
    roster_day(FORTNIGHT[10], Shift.OFF, 16),
    *(roster_day(day, Shift.DAY) for day in FORTNIGHT[11:]),
)
TONIGHT_ON_CALL = ROSTER[0]
SHOWN = calendar.CalendarView(ROSTER, LONDON, is_empty=False, paused=False)
PLAIN = tuple(roster_day(day) for day in FORTNIGHT)
LATE_FEBRUARY = tuple(roster_day(date(2026, 2, 20) + timedelta(days=after)) for after in range(14))
UNSET = tuple(RosterDay(day, None, None, None) for day in FORTNIGHT)


def told(shift: Shift | None, first: date = MONDAY, last: date | None = None, **more: Any) -> Any:
    quiet: datetime | None = more.pop("quiet", None)
    plain = DaysSet(
        first=first,
        last=last or first,
        shift=shift,
        today=MONDAY,
        now=at(),
        zone=LONDON,
        quiet_until=quiet,
        next=Coming(at(TUESDAY, 16), TUESDAY),
        undo=3,
    )
    return replace(plain, **more)


TONIGHT = told(Shift.ON_CALL, quiet=at(TUESDAY, 16))
EXAM = Event(5, EventKind.EXAM, date(2026, 3, 12), "Part A exam")
CASE = Event(6, EventKind.CASE, TUESDAY, "")
COURSE = Event(7, EventKind.COURSE, date(2027, 5, 5), "microsurgery course, with a long name")

SAMPLES: dict[type, dict[str, Any]] = {
    calendar.CalendarView: {
        "two weeks": SHOWN,
        "just changed": replace(SHOWN, changed=TONIGHT, undo=3),
        "nothing in it": replace(SHOWN, days=PLAIN, is_empty=True),
        "nothing in it, no prompts, just cleared": replace(
            SHOWN, days=UNSET, is_empty=True, undo=3
        ),
        "paused": replace(SHOWN, days=UNSET, paused=True),
        "a pattern to come": replace(SHOWN, days=PLAIN),
        "at the end of a month": replace(SHOWN, days=LATE_FEBRUARY),
    },
    calendar.DaysSet: {
        "on call tonight": TONIGHT,
        "on call tonight, said twice": replace(TONIGHT, undo=None),
        "on call tonight, OK": replace(TONIGHT, settled=True),
        "on call tonight, no prompts": replace(TONIGHT, next=None),
        "on call on Friday": told(
            Shift.ON_CALL, FRIDAY, quiet=at(FRIDAY + timedelta(days=1), 16), next=None
        ),
        "on call for two days": told(
            Shift.ON_CALL, THURSDAY, FRIDAY, quiet=at(FRIDAY + timedelta(days=1), 16)
        ),
        "on call tonight and on Thursday": told(
            Shift.ON_CALL, MONDAY, THURSDAY, apart=(MONDAY, THURSDAY)
        ),
        "on call on Tuesday and on Friday": told(
            Shift.ON_CALL, TUESDAY, FRIDAY, apart=(TUESDAY, FRIDAY)
        ),
        "nights on some days": told(Shift.NIGHT, TUESDAY, FRIDAY, apart=(TUESDAY, FRIDAY)),
        "post-call on some days": told(Shift.POST_CALL, TUESDAY, FRIDAY, apart=(TUESDAY, FRIDAY)),
        "ordinary on some days": told(None, TUESDAY, FRIDAY, apart=(TUESDAY, FRIDAY)),
        "a night": told(Shift.NIGHT, quiet=at(TUESDAY, 16)),
        "nights": told(Shift.NIGHT, MONDAY, SUNDAY, quiet=at(FORTNIGHT[7], 16)),
        "post-call today": told(Shift.POST_CALL),
        "post-call tomorrow": told(Shift.POST_CALL, TUESDAY, quiet=at(TUESDAY, 16)),
        "off": told(Shift.OFF, FRIDAY),
        "day shifts": told(Shift.DAY, THURSDAY, FRIDAY),
        "a day shift": told(Shift.DAY, TUESDAY),
        "ordinary": told(None),
        "ordinary days": told(None, MONDAY, FRIDAY),
    },
    calendar.DaysOver: {"": calendar.DaysOver()},
    calendar.DaysAsked: {"": calendar.DaysAsked(ROSTER)},
    calendar.ShiftAsked: {
        "on call so far": calendar.ShiftAsked(MONDAY, Shift.ON_CALL),
        "nothing so far": calendar.ShiftAsked(FRIDAY, None),
    },
    patterns.PatternAsked: {"": patterns.PatternAsked(patterns.COMMON)},
    patterns.PatternUnclear: {why.value: patterns.PatternUnclear(why) for why in NoPattern},
    patterns.PatternOffered: {
        "eight days": patterns.PatternOffered(
            4, (*(Shift.DAY,) * 2, *(Shift.NIGHT,) * 2, Shift.POST_CALL, *(Shift.OFF,) * 3), MONDAY
        ),
        "every fourth night": patterns.PatternOffered(4, (Shift.ON_CALL, *(None,) * 3), MONDAY),
        "one": patterns.PatternOffered(4, (Shift.NIGHT,), MONDAY),
        "a long one": patterns.PatternOffered(
            4, (*(Shift.DAY,) * 28, *(Shift.NIGHT,) * 28), MONDAY
        ),
    },
    rosters.FileAsked: {"": rosters.FileAsked()},
    rosters.RosterOffered: {
        "a winter": rosters.RosterOffered(
            8,
            ((Shift.NIGHT, 12), (Shift.ON_CALL, 3), (Shift.POST_CALL, 1), (Shift.DAY, 20)),
            date(2026, 12, 1),
            date(2027, 1, 31),
            4,
        ),
        "one night": rosters.RosterOffered(8, ((Shift.NIGHT, 1),), FRIDAY, FRIDAY, 1),
        "days off": rosters.RosterOffered(8, ((Shift.OFF, 2),), THURSDAY, FRIDAY, 0),
    },
    rosters.RosterRefused: {
        **{why.value: rosters.RosterRefused(why) for why in Refusal},
        "over since a day": rosters.RosterRefused(Refusal.OVER, MONDAY),
    },
    rosters.RosterDeclined: {"": rosters.RosterDeclined()},
    events.DatesView: {
        "three": events.DatesView((CASE, EXAM, COURSE), MONDAY),
        "none": events.DatesView((), MONDAY),
        "one was removed": events.DatesView((EXAM,), MONDAY, removed=CASE),
        "the last one was removed": events.DatesView((), MONDAY, removed=COURSE),
    },
    events.DateAsked: {kind.value: events.DateAsked(kind) for kind in EventKind},
    events.EventKept: {
        "": events.EventKept(EXAM, MONDAY, already=False),
        "known already": events.EventKept(EXAM, MONDAY, already=True),
        "without a name, next year": events.EventKept(
            replace(COURSE, label=""), MONDAY, already=False
        ),
    },
    events.EventUnclear: {
        **{why.value: events.EventUnclear(why, ()) for why in Why},
        "two dates": events.EventUnclear(
            Why.WHICH_DATE,
            (
                EventWords(EventKind.EXAM, date(2026, 12, 5), "exam"),
                EventWords(EventKind.EXAM, date(2026, 5, 12), "exam"),
            ),
        ),
        "perhaps a case": events.EventUnclear(
            Why.YOUR_CASE, (EventWords(EventKind.CASE, TUESDAY, "surgery"),)
        ),
        "three kinds": events.EventUnclear(
            Why.WHICH_KIND,
            tuple(EventWords(kind, date(2026, 3, 12), "") for kind in EventKind),
        ),
    },
    events.EventTakenBack: {"": events.EventTakenBack(EXAM)},
    events.TooManyEvents: {"": events.TooManyEvents(20)},
}
