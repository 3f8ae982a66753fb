"""What happens when: the events of a calendar, with their repetitions, on the learner's wall clock.

The only place that knows icalendar and dateutil. Repetitions are followed for a limited number of
steps; one that searches for ever and comes to no step is ended with the process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from dateutil.rrule import rrulestr
from icalendar import Component, vRecur

from bot.files.calendar_shifts import Occurrence

_MOST_STEPS: Final = 50_000  # of all repetitions in a file
_ONE_DAY: Final = timedelta(days=1)
_FREQUENCIES: Final = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))  # no shift is hourly
_RULE_PARTS: Final = frozenset(
    "FREQ INTERVAL COUNT UNTIL WKST BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYSETPOS".split()
)
_Moment = date | datetime  # a whole day, a time on any wall, or a time with its zone


class Unreadable(Exception):
    """An event that does not say when it is, or repeats in a way that is not followed."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are of interest, in the learner's zone."""

    zone: tzinfo
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Times:
    """When an event is first: on the wall clock of its own zone, or of the learner's."""

    start: datetime
    length: timedelta
    zone: tzinfo
    all_day: bool

    def names(self, start: datetime) -> frozenset[_Moment]:
        """Return all that may name the repetition which begins at `start`."""
        return frozenset((start, start.date(), _name(start.replace(tzinfo=self.zone))))


def occurrences(
    zones: Iterable[str], events: Iterable[str], window: Window
) -> Iterator[list[Occurrence] | None]:
    """Yield for each event what of it touches the window; None for an unreadable event.

    Of what was over before the window, the last time is yielded, too.

    Each part of a calendar is parsed by itself, so that a damaged one takes no other with it.
    """
    for zone in zones:
        _parsed(zone)  # icalendar remembers it
    parsed = [_parsed(event) for event in events]
    replaced = _replaced(event for event in parsed if event)
    steps = iter(range(_MOST_STEPS))
    for event in parsed:
        try:
            yield list(_of_event(event, window, replaced, steps)) if event else None
        except (Unreadable, ValueError, OverflowError):
            yield None


def _parsed(component: str) -> Component | None:
    try:
        return Component.from_ical(component.encode())
    except Exception:  # noqa: BLE001 — damaged lines end in errors of many kinds
        return None


def _of_event(
    event: Component, window: Window, replaced: dict[str, set[_Moment]], steps: Iterator[int]
) -> Iterator[Occurrence]:
    times = _times(event, window)
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    starts: Iterable[datetime] = (times.start,)
    without: set[_Moment] = set()
    if "RECURRENCE-ID" not in event:
        starts = _starts(event, times, window, steps)
        without = _moments(event, "EXDATE") | replaced.get(str(event.get("UID", "")), set())
    over: list[datetime] = []  # repetitions before the window: many, of which one is of interest
    for start in starts:
        begins = _wall(start.replace(tzinfo=times.zone), window.zone)
        if (begins + times.length).date() < window.first:
            over.append(start)
        elif begins.date() <= window.last and without.isdisjoint(times.names(start)):
            yield _occurrence(event, times, begins)
    last = next((start for start in reversed(over) if without.isdisjoint(times.names(start))), None)
    if last:
        yield _occurrence(event, times, _wall(last.replace(tzinfo=times.zone), window.zone))


def _occurrence(event: Component, times: _Times, begins: datetime) -> Occurrence:
    # Outlook writes whole days as midnight to midnight.
    from_midnight = begins.time() == time.min and times.length >= _ONE_DAY
    all_day = times.all_day or (from_midnight and not times.length % _ONE_DAY)
    return Occurrence(begins, begins + times.length, all_day, str(event.get("SUMMARY", "")))


def _times(event: Component, window: Window) -> _Times:
    start = _moment(event, "DTSTART")
    length = _length(event, start, window)
    if not isinstance(start, datetime):  # some end a day on itself
        length = max(_ONE_DAY, timedelta(days=length.days))
        return _Times(_wall(start, window.zone), length, window.zone, all_day=True)
    zone = start.tzinfo or window.zone
    return _Times(start.replace(tzinfo=None), length, zone, all_day=False)


def _length(event: Component, start: _Moment, window: Window) -> timedelta:
    length: object = timedelta(0)
    if "DTEND" in event:
        length = _wall(_moment(event, "DTEND"), window.zone) - _wall(start, window.zone)
    elif "DURATION" in event:
        length = getattr(event["DURATION"], "dt", None)
    if not isinstance(length, timedelta) or length < timedelta(0):
        raise Unreadable
    return length


def _starts(
    event: Component, times: _Times, window: Window, steps: Iterator[int]
) -> Iterator[datetime]:
    """Yield when an event begins, on its own wall clock, about as far as the window goes."""
    yield times.start
    latest = _wall(window.last, window.zone) + 2 * _ONE_DAY
    for rule in _listed(event.get("RRULE")):
        repetition = _repetition(rule, times.start)
        until = min(latest, _until(rule, times.zone))
        for _, start in zip(steps, repetition, strict=False):
            if start > until:
                break
            yield start
        if next(steps, None) is None:
            raise Unreadable
    for moment in _moments(event, "RDATE"):
        yield _wall(moment, times.zone)


def _repetition(rule: Any, start: datetime) -> Iterable[datetime]:
    """Return what a rule asks for, without its end; raise Unreadable for what no roster has."""
    if not isinstance(rule, vRecur) or not rule.keys() <= _RULE_PARTS:
        raise Unreadable
    if rule.get("FREQ", [""])[0] not in _FREQUENCIES or rule.get("INTERVAL", [1])[0] < 1:
        raise Unreadable
    endless = vRecur({part: value for part, value in rule.items() if part != "UNTIL"})
    text = endless.to_ical().decode()  # type: ignore[no-untyped-call]
    times: Iterable[datetime] = rrulestr(text, dtstart=start)
    return times


def _until(rule: vRecur, zone: tzinfo) -> datetime:
    """Return the end of a rule on the event's own wall clock; a day is meant to its end."""
    until = rule.get("UNTIL", [date.max])[0]
    if isinstance(until, datetime):
        return _wall(until, zone)
    return datetime.combine(until, time.max)


def _replaced(events: Iterable[Component]) -> dict[str, set[_Moment]]:
    """Return which repetitions have an event of their own, by the id of the whole."""
    replaced: dict[str, set[_Moment]] = {}
    for event in events:
        if uid := str(event.get("UID", "")):
            replaced.setdefault(uid, set()).update(_moments(event, "RECURRENCE-ID"))
    return replaced


def _moment(event: Component, name: str) -> _Moment:
    """Return a time; raise Unreadable where there is none."""
    moment = next((getattr(value, "dt", None) for value in _listed(event.get(name))), None)
    if not isinstance(moment, date):
        raise Unreadable
    return moment


def _moments(event: Component, name: str) -> set[_Moment]:
    """Return the readable times of a list; of periods their beginnings."""
    dated = (each.dt for value in _listed(event.get(name)) for each in getattr(value, "dts", ()))
    begins = (moment[0] if isinstance(moment, tuple) else moment for moment in dated)
    return {_name(moment) for moment in begins if isinstance(moment, date)}


def _wall(moment: _Moment, zone: tzinfo) -> datetime:
    """Return what a clock in `zone` shows at `moment`; the midnight before a whole day."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.min)
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def _name(moment: _Moment) -> _Moment:
    if isinstance(moment, datetime) and moment.tzinfo:
        return moment.astimezone(UTC)
    return moment


def _listed(value: Any) -> list[Any]:
    """Return a property that may be missing, or be there more than once, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]
