"""A year of a night-shift resident: what came when, and why it did not, week by week.

`a_year.txt` is that year to read: a cell is a day, with its shift and the time at which the prompt
came by the wall clock, or the reason why none came. STEADYHAND_REWRITE_GOLDEN=1 writes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.domain.calendar import Calendar, Shift, asleep_until, with_day, with_pattern
from bot.domain.day import local_time, to_utc
from bot.domain.learners import Away
from bot.domain.places import Place
from bot.domain.reminders import EVERY_DAY, Kind, Origin
from bot.domain.rhythm import QuietHours
from bot.usecases import onboarding, pauses, plans, quiet, rules
from bot.usecases.deliveries import Delivery
from bot.usecases.turn import Turn
from tests.builders import ALICE, alice, at
from tests.usecases.conftest import World
from tests.usecases.postman import Postman

GOLDEN = Path(__file__).with_name("a_year.txt")
D, N, P, F, C = Shift.DAY, Shift.NIGHT, Shift.POST_CALL, Shift.OFF, Shift.ON_CALL
LETTERS = {None: "·", D: "D", N: "N", P: "P", F: "O", C: "C"}
WEEKDAYS, WEEKEND = 0b0011111, 0b1100000
AN_ANSWER = timedelta(minutes=20)

FIRST = date(2026, 1, 5)  # a Monday
WEEKS = 52


def shifts(*pattern: Shift | None) -> Callable[[Turn], object]:
    return _calendar(lambda known, today: with_pattern(known, pattern, today))


def on_call_tonight() -> Callable[[Turn], object]:
    return _calendar(lambda known, today: with_day(known, today, C))


def nights(number: int) -> Callable[[Turn], object]:
    def write(known: Calendar, today: date) -> Calendar:
        for ahead in range(number):
            known = with_day(known, today + timedelta(days=ahead), N)
        return known

    return _calendar(write)


def _calendar(changed: Callable[[Calendar, date], Calendar]) -> Callable[[Turn], object]:
    def work(turn: Turn) -> None:
        today = local_time(turn.now, turn.learner.zone).date()
        calendar = changed(turn.learner.calendar, today)
        rules.reschedule(turn.save(replace(turn.learner, calendar=calendar)))

    return work


def times(*parts: tuple[int, int]) -> Callable[[Turn], object]:
    return lambda turn: rules.set_times(turn, Kind.PROMPT, parts)


def fly_to(place: str, zone: str) -> Callable[[Turn], object]:
    return lambda turn: onboarding.set_place(turn, Place(place, "", zone))


def pause(days: int | None, away: Away) -> Callable[[Turn], object]:
    return lambda turn: pauses.pause(turn, days, away)


@dataclass(frozen=True)
class Event:
    """Something that happens at noon of a day, by Alice's wall clock."""

    day: date
    words: str
    act: Callable[[Turn], object] | None = None
    practises: bool | None = None  # whether she does something soon after each prompt
    outage_days: int = 0


def day(month: int, number: int) -> date:
    return date(2026, month, number)


LATE = QuietHours(22 * 60, 7 * 60)
QUIET_SINCE = day(2, 2)

STORY = (
    Event(day(1, 5), "every evening at 18:30", times((18 * 60 + 30, EVERY_DAY)), practises=True),
    Event(day(1, 5), "two days, two nights, post-call, three off", shifts(D, D, N, N, P, F, F, F)),
    Event(QUIET_SINCE, "quiet from 22:00 to 07:00", lambda turn: quiet.set_hours(turn, LATE)),
    Event(
        day(2, 9),
        "mornings: 06:30, weekends 09:00",
        times((6 * 60 + 30, WEEKDAYS), (9 * 60, WEEKEND)),
    ),
    Event(day(4, 6), "a fortnight of vacation", pause(14, Away.VACATION)),
    Event(day(5, 11), "a congress in New York", fly_to("New York", "America/New_York")),
    Event(day(5, 18), "home again", fly_to("Leeds", "Europe/London")),
    Event(day(6, 1), "a new job: every fourth night on call", shifts(C, P, D, D)),
    Event(day(7, 1), "on call tonight, in a colleague's place", on_call_tonight()),
    Event(day(7, 20), "a cut on the hand", pause(None, Away.INJURED)),
    Event(day(8, 3), "well again", pauses.resume),
    Event(day(9, 7), "evenings again: 21:00", times((21 * 60, EVERY_DAY))),
    Event(day(9, 14), "seven nights", nights(7)),
    Event(
        day(10, 23), "the bot is down for three days, over the end of summer time", outage_days=3
    ),
    Event(day(11, 2), "no answer any more", practises=False),
    Event(day(12, 21), "a sign of life", plans.todays_plan, practises=True),
)


@dataclass
class Year:
    """Alice's year as it is lived."""

    world: World
    practises: bool = False
    down_until: datetime | None = None

    async def live(self) -> None:
        await self.world.keep(alice(joined_at=at(FIRST, 9), seen_at=at(FIRST, 9)))
        self.world.now = at(FIRST, 9)
        for event in STORY:
            await self._until(await self._noon(event.day))
            await self._happen(event)
        await self._until(at(FIRST + timedelta(weeks=WEEKS), 12))

    async def _noon(self, when: date) -> datetime:
        noon = to_utc(when, 12 * 60, (await self.world.learner()).zone)
        assert noon is not None
        return noon

    async def _happen(self, event: Event) -> None:
        if event.practises is not None:
            self.practises = event.practises
        if event.act:
            await self.world.act(event.act)
        if event.outage_days:
            self.world.now += timedelta(days=event.outage_days)

    async def _until(self, target: datetime) -> None:
        """Let time pass from due instant to due instant, and Alice answer as she does."""
        while True:
            due = await self.world.clock(
                lambda tx: [tx.rules.next_due_at(), tx.deliveries.next_at()]
            )
            soonest = min((each for each in due if each), default=target)
            if soonest >= target:
                self.world.now = max(self.world.now, target)
                return
            self.world.now = max(self.world.now, soonest)
            if await Postman(self.world).round() and self.practises:
                self.world.now += AN_ANSWER
                await self._practise()

    async def _practise(self) -> None:
        plan = (await self.world.act(plans.todays_plan)).plan
        if plan.open_items:
            await self.world.act(plans.tick, plan.day, plan.open_items[0].position)

    async def history(self) -> dict[date, Delivery]:
        kept = await self.world.clock(lambda tx: tx.deliveries.since(ALICE, at(FIRST)))
        assert {each.origin for each in kept} == {Origin.RULE}
        by_date = {each.local_date: each for each in kept}
        assert len(by_date) == len(kept)
        return by_date


def zone_on(when: date) -> str:
    return "America/New_York" if day(5, 11) < when <= day(5, 18) else "Europe/London"


def cell(when: date, calendar: Calendar, delivery: Delivery | None) -> str:
    """A day in a few letters."""
    if delivery is None:
        words = "–"
    elif delivery.sent_at:
        local = local_time(delivery.sent_at, zone_on(when))
        words = f"{local:%H:%M}" + ("+" if local.date() > when else "")
        words = words if delivery.opening else "bye"
    else:
        words = delivery.why
    return f"{LETTERS[calendar.shift(when)]} {words}".ljust(11)


def told(calendar: Calendar, history: dict[date, Delivery]) -> Iterator[str]:
    yield "D day · N night · C on call · P post-call · O off; + on the next morning"
    for week in range(WEEKS):
        days = [FIRST + timedelta(weeks=week, days=ahead) for ahead in range(7)]
        yield from (
            f"{'':8}{event.day:%a} {event.day.day} {event.day:%b}: {event.words}"
            for event in STORY
            if event.day in days
        )
        cells = "".join(cell(when, calendar, history.get(when)) for when in days)
        yield f"{days[0]:%d %b}  {cells}".rstrip()


async def test_a_year_of_a_night_shift_resident(nobody: World) -> None:
    year = Year(nobody)
    await year.live()
    history = await year.history()
    calendar = (await nobody.learner()).calendar

    lived = "\n".join(told(calendar, history)) + "\n"
    if os.environ.get("STEADYHAND_REWRITE_GOLDEN"):
        GOLDEN.write_text(lived)
    assert lived == GOLDEN.read_text()

    said_at_noon = {event.day for event in STORY}  # when that morning's prompt had come already
    for when, delivery in history.items():
        if delivery.sent_at and when not in said_at_noon:
            local = local_time(delivery.sent_at, zone_on(when))
            minute = local.hour * 60 + local.minute
            assert asleep_until(calendar, local.date(), minute) is None, f"woken on {when}"
            assert when < QUIET_SINCE or LATE.until(minute) is None, f"disturbed on {when}"
