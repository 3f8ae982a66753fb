"""Sample facts for the screens about reminders, snoozing and pausing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.domain.learners import Away
from bot.domain.pause_words import Span
from bot.domain.places import Place
from bot.domain.reminders import EVERY_DAY, Kind, Origin, Rule, Skip
from bot.domain.rhythm import QuietHours
from bot.domain.unclear import Why
from bot.domain.week import WEEKEND, WORKDAYS, week_with
from bot.usecases import habits, moving, pauses, quiet, remind, second_chance, snooze
from bot.usecases.coming import Coming, Moved
from bot.usecases.deliveries import DeliveryState
from bot.usecases.outgoing import Outcome
from bot.usecases.own_clock import OwnClock
from bot.usecases.why import NoRow, WhyLine, WhyView
from tests.builders import (
    EVENING,
    HAND_PAIN,
    LONDON,
    MONDAY,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    YESTERDAY,
    at,
    rule,
)

NIGHT = QuietHours(22 * 60, 7 * 60)
LIMA = Place("Lima", "Peru", "America/Lima")
DAILY = rule(id=3)
WORKING = rule(id=3, weekdays=WORKDAYS, minute=19 * 60)
LIE_IN = rule(id=4, weekdays=WEEKEND, minute=9 * 60)
EVENING_TOO = rule(id=9, kind=Kind.SECOND_CHANCE, minute=20 * 60 + 30)


def comes(
    day: date = TUESDAY, hour: int = 18, minute: int = 30, why: Moved | None = None
) -> Coming:
    return Coming(at(day, hour, minute), day, why)


OFF = replace(DAILY, enabled=False)
NEXT = (comes(), comes(WEDNESDAY), comes(THURSDAY))


def reminders_of(**overrides: Any) -> remind.RemindView:
    plain = remind.RemindView(
        rules=(DAILY,),
        second_chance=None,
        repeat=0,
        quiet=None,
        place="Leeds",
        zone=LONDON,
        now=at(),
        paused=False,
        paused_from=None,
        paused_until=None,
        coming=NEXT,
    )
    return replace(plain, **overrides)


UNDO = remind.WeekChange("0B" * 7, "hf" * 7)
EVERYTHING_SET = reminders_of(
    rules=(WORKING, LIE_IN),
    second_chance=EVENING_TOO,
    repeat=60,
    quiet=NIGHT,
    coming=(
        comes(MONDAY, 19, 40, Moved.SNOOZED),
        comes(TUESDAY, 16, 0, Moved.NIGHTS),
        comes(WEDNESDAY, 16, 0, Moved.POST_CALL),
    ),
    undo=UNDO,
)
PAUSED = reminders_of(paused=True, paused_until=SATURDAY, coming=(comes(SATURDAY), comes(SUNDAY)))
PAUSE_TO_COME = reminders_of(
    paused_from=SATURDAY,
    paused_until=SATURDAY + timedelta(days=7),
    coming=(comes(), comes(TUESDAY)),
)
PAUSED_OPEN = reminders_of(paused=True, coming=())


def unclear(why_: Why, *readings: Any, words: str = "7", kept: tuple[Rule, ...] = (DAILY,)) -> Any:
    return remind.RulesUnclear(words, why_, readings, kept)


def line(**overrides: Any) -> WhyLine:
    plain = WhyLine(
        day=MONDAY,
        due_at=at(),
        kind=Kind.PROMPT,
        origin=Origin.RULE,
        state=DeliveryState.SKIPPED,
        why="",
    )
    return replace(plain, **overrides)


def came(**overrides: Any) -> WhyLine:
    sent = {"state": DeliveryState.SENT, "why": "sent", "sent_at": at(), "buzzed": True}
    return line(**sent | overrides)


ENDS = (
    came(),
    came(buzzed=False, origin=Origin.REPEAT),
    came(is_goodbye=True, buzzed=False),
    came(origin=Origin.SNOOZE),
    came(kind=Kind.SECOND_CHANCE),
    line(state=DeliveryState.PENDING),
    line(state=DeliveryState.PENDING, why=Skip.QUIET),
    line(state=DeliveryState.SENDING),
    line(state=DeliveryState.UNKNOWN, why=Outcome.UNKNOWN),
    line(state=DeliveryState.FAILED, why=Outcome.GONE),
    line(state=DeliveryState.FAILED, why=Outcome.REFUSED),
    line(state=DeliveryState.EXPIRED, why=Skip.EXPIRED),
    line(state=DeliveryState.EXPIRED, why=Skip.MISSED),
    *(line(why=skip) for skip in Skip),
    line(why=Skip.QUIET, until=at(TUESDAY, 7)),
    line(why=Skip.SWITCHED_OFF, origin=Origin.SNOOZE),
    *(line(state=None, why=reason, due_at=None) for reason in NoRow),
)


def whys(*lines: WhyLine, **overrides: Any) -> WhyView:
    return replace(WhyView(lines, 0, LONDON, 0, has_older=False, joined=None), **overrides)


def paused(**overrides: Any) -> pauses.Paused:
    plain = pauses.Paused(
        pauses.Pause(MONDAY, None, Away.BREAK), None, begins_later=False, coming=(), zone=LONDON
    )
    return replace(plain, **overrides)


def snooze_unclear(why_: Why, *readings: Any, words: str = "20") -> snooze.SnoozeUnclear:
    return snooze.SnoozeUnclear(7, words, why_, readings, LONDON, MONDAY)


def snoozed(**overrides: Any) -> snooze.Snoozed:
    plain = snooze.Snoozed(8, at(MONDAY, 19, 40), LONDON, MONDAY, MONDAY, moved=False)
    return replace(plain, **overrides)


VACATION_NOW = pauses.Pause(MONDAY, THURSDAY, Away.VACATION)
VACATION_THEN = pauses.Pause(THURSDAY, SATURDAY, Away.VACATION)
ONE_TIME = week_with([(7 * 60, EVERY_DAY)])
OTHER_TIME = week_with([(19 * 60, EVERY_DAY)])
EACH_DAY = week_with([(60 * day + 7 * 60 + 30, 1 << day) for day in range(7)])

SAMPLES: dict[type, dict[str, Any]] = {
    remind.RemindView: {
        "one daily prompt": reminders_of(),
        "everything set, just changed": EVERYTHING_SET,
        "none": reminders_of(rules=(), coming=(), place="", zone="Etc/UTC"),
        "switched off": reminders_of(
            rules=(replace(DAILY, enabled=False),),
            second_chance=replace(EVENING_TOO, enabled=False),
            coming=(),
        ),
        "seven times": reminders_of(
            rules=tuple(rule(id=day, weekdays=1 << day, minute=420 + day) for day in range(7))
        ),
        "paused until a day": PAUSED,
        "paused until they say so": PAUSED_OPEN,
        "a pause to come": PAUSE_TO_COME,
        "a pause to come without end": replace(PAUSE_TO_COME, paused_until=None),
    },
    remind.RulesSet: {
        "the first": remind.RulesSet(reminders_of(), ()),
        "instead of others": remind.RulesSet(reminders_of(undo=UNDO), (WORKING, LIE_IN)),
        "after quiet hours": remind.RulesSet(
            reminders_of(quiet=NIGHT, coming=(comes(TUESDAY, 7, 0, Moved.QUIET),)), (DAILY,)
        ),
        "all off": remind.RulesSet(reminders_of(rules=(OFF,), coming=(), undo=UNDO), (DAILY,)),
        "all off, the second chance too": remind.RulesSet(
            reminders_of(rules=(OFF,), coming=(), undo=replace(UNDO, chance=True)), (DAILY,)
        ),
        "off, but for the second chance": remind.RulesSet(
            reminders_of(rules=(OFF,), coming=(), undo=UNDO, second_chance=EVENING_TOO), (DAILY,)
        ),
        "in a pause": remind.RulesSet(PAUSED, ()),
        "in a pause without end": remind.RulesSet(PAUSED_OPEN, ()),
    },
    remind.RulesUnclear: {
        **{each.value: unclear(each) for each in Why},
        "morning or evening, with readings": unclear(Why.MORNING_OR_EVENING, ONE_TIME, OTHER_TIME),
        "one a day, long": unclear(Why.ONE_A_DAY, EACH_DAY),
        "by another clock": replace(
            unclear(Why.OTHER_CLOCK, ONE_TIME),
            clock=OwnClock(at(), LONDON, "Leeds"),
        ),
        "by another clock, no city set": replace(
            unclear(Why.OTHER_CLOCK, ONE_TIME, kept=()),
            clock=OwnClock(at(), "Etc/UTC", ""),
        ),
        "before any was set": unclear(Why.NOT_UNDERSTOOD, words="in the evening or so", kept=()),
        "a whole story": unclear(Why.NOT_UNDERSTOOD, words="once upon a time " * 20),
    },
    remind.RuleAsked: {
        "on": remind.RuleAsked(WORKING),
        "off": remind.RuleAsked(replace(LIE_IN, enabled=False)),
    },
    remind.DaysAsked: {
        "none yet": remind.DaysAsked(0, remind.SUGGESTED_MINUTES),
        "two": remind.DaysAsked(0b1000001, remind.SUGGESTED_MINUTES),
    },
    remind.RepeatAsked: {"off": remind.RepeatAsked(0), "on": remind.RepeatAsked(60)},
    second_chance.SecondChanceAsked: {
        "off": second_chance.SecondChanceAsked(None, second_chance.USUAL_MINUTES),
        "on": second_chance.SecondChanceAsked(EVENING_TOO, (21 * 60 + 30,)),
        "no evening left": second_chance.SecondChanceAsked(None, ()),
    },
    second_chance.SecondChanceUnclear: {
        "9": second_chance.SecondChanceUnclear("9", Why.MORNING_OR_EVENING, (9 * 60, 21 * 60)),
        "in the morning": second_chance.SecondChanceUnclear(
            "7:30", Why.NOT_EVENING, second_chance.USUAL_MINUTES
        ),
        "by another clock": second_chance.SecondChanceUnclear(
            "21:00 CET", Why.OTHER_CLOCK, (21 * 60,), OwnClock(at(), LONDON, "Leeds")
        ),
        "words": second_chance.SecondChanceUnclear("soon after", Why.NOT_UNDERSTOOD, ()),
    },
    quiet.QuietAsked: {"off": quiet.QuietAsked(None), "on": quiet.QuietAsked(NIGHT)},
    quiet.QuietSet: {
        "on": quiet.QuietSet(reminders_of(quiet=NIGHT)),
        "off": quiet.QuietSet(reminders_of()),
    },
    quiet.QuietUnclear: {
        "day or night": quiet.QuietUnclear(
            "10-7", Why.MORNING_OR_EVENING, (QuietHours(10 * 60, 19 * 60), NIGHT)
        ),
        "none at all": quiet.QuietUnclear("22-22", Why.NO_LENGTH, ()),
        "too long": quiet.QuietUnclear("7:00-6:00", Why.TOO_LONG, ()),
        "words": quiet.QuietUnclear("at night", Why.NOT_UNDERSTOOD, ()),
    },
    WhyView: {
        "every end": whys(*ENDS),
        "the last week": whys(came(), has_older=True),
        "the week before, joined in it": whys(
            line(why=Skip.DONE), page=1, joined=YESTERDAY - timedelta(days=9)
        ),
        "too many": whys(*[came()] * 3, more=12),
        "nothing": whys(),
    },
    habits.MoveTime: {"": habits.MoveTime(DAILY, 21 * 60)},
    habits.TimeLeft: {"": habits.TimeLeft(EVENING)},
    moving.MoveAsked: {
        "": moving.MoveAsked(LIMA, at(), "Leeds"),
        "from a place with a long name": moving.MoveAsked(
            LIMA, at(), "Llanfairpwllgwyngyllgogerychwyrndrobwll"
        ),
    },
    moving.ClockAgrees: {"": moving.ClockAgrees(at(), LONDON)},
    moving.ClockDiffers: {
        "": moving.ClockDiffers(370, at(), LONDON, "Leeds", (LIMA,)),
        "nowhere we know": moving.ClockDiffers(370, at(), LONDON, "", ()),
    },
    moving.PlaceKept: {
        "": moving.PlaceKept("Leeds", at(), LONDON),
        "without a place": moving.PlaceKept("", at(), LONDON),
    },
    snooze.SnoozeAsked: {
        "by day": snooze.SnoozeAsked(
            7,
            MONDAY,
            (
                snooze.Later.MINUTES_10,
                snooze.Later.HOUR,
                snooze.Later.EVENING,
                snooze.Later.TOMORROW,
            ),
        ),
        "in the evening": snooze.SnoozeAsked(
            7,
            MONDAY,
            (
                snooze.Later.MINUTES_10,
                snooze.Later.HOUR,
                snooze.Later.HOURS_2,
                snooze.Later.TOMORROW,
            ),
        ),
    },
    snooze.SnoozeUnclear: {
        "minutes or a time": snooze_unclear(
            Why.WHICH_TIME, at(MONDAY, 18, 50), at(MONDAY, 20), at(TUESDAY, 8)
        ),
        "words": snooze_unclear(Why.NOT_UNDERSTOOD, words="when I am home"),
        "a year": snooze_unclear(Why.TOO_FAR, words="52 weeks"),
        "by another clock": replace(
            snooze_unclear(Why.OTHER_CLOCK, at(MONDAY, 21), words="21:00 UTC"),
            clock=OwnClock(at(), LONDON, "Leeds"),
        ),
        "over": snooze_unclear(Why.PAST, at(TUESDAY, 7, 30), words="7:30"),
    },
    snooze.SnoozeRefused: {no.value: snooze.SnoozeRefused(no) for no in snooze.NoLater},
    snooze.Snoozed: {
        "today": snoozed(),
        "tomorrow": snoozed(at=at(TUESDAY, 8), day=TUESDAY),
        "after the quiet": snoozed(at=at(TUESDAY, 7), day=TUESDAY, moved=True),
    },
    pauses.PauseAsked: {"": pauses.PauseAsked()},
    pauses.PauseDateAsked: {"": pauses.PauseDateAsked(Away.VACATION)},
    pauses.PauseUnclear: {
        "two days": pauses.PauseUnclear(
            "05/03",
            Why.WHICH_DATE,
            (Span(None, THURSDAY), Span(None, date(2026, 5, 3))),
            Away.BREAK,
        ),
        "then, or until then": pauses.PauseUnclear(
            "next week",
            Why.WHICH_DATE,
            (Span(THURSDAY, SATURDAY), Span(None, THURSDAY), Span(THURSDAY, None), Span()),
            Away.BREAK,
        ),
        "over": pauses.PauseUnclear("yesterday", Why.PAST, (), Away.BREAK),
        "too far": pauses.PauseUnclear("2028", Why.TOO_FAR, (), Away.VACATION),
        "words": pauses.PauseUnclear("the exam is over", Why.NOT_UNDERSTOOD, (), Away.BREAK),
        "no day": pauses.PauseUnclear("until", Why.DATE_MISSING, (), Away.BREAK),
    },
    pauses.Paused: {
        "until a day": paused(
            pause=pauses.Pause(MONDAY, THURSDAY, Away.BREAK), coming=(comes(THURSDAY),)
        ),
        "until they say so": paused(),
        "vacation": paused(pause=VACATION_NOW),
        "injured": paused(pause=pauses.Pause(MONDAY, None, Away.INJURED), advice=HAND_PAIN),
        "from a later day": paused(
            pause=VACATION_THEN, begins_later=True, coming=(comes(), comes(TUESDAY))
        ),
        "from a later day, without end and times": paused(
            pause=replace(VACATION_THEN, until=None), begins_later=True
        ),
        "in the place of another": paused(before=VACATION_THEN),
        "longer than before": paused(before=VACATION_NOW),
    },
    pauses.StillPaused: {
        "until a day": pauses.StillPaused(THURSDAY),
        "until they say so": pauses.StillPaused(None),
    },
    pauses.Resumed: {
        "": pauses.Resumed(pauses.Pause(MONDAY, None, Away.BREAK), True, comes(), LONDON),
        "after an injury": pauses.Resumed(
            pauses.Pause(MONDAY, None, Away.INJURED), True, comes(), LONDON
        ),
        "it had not begun": pauses.Resumed(VACATION_THEN, False, comes(), LONDON),
        "was not paused, no time set": pauses.Resumed(None, False, None, LONDON),
    },
}
