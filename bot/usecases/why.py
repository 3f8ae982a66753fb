"""Why a reminder came or did not, from the record of deliveries.

Whatever fell due has a row, so a day of the past without one had nothing due. Why, is told from
what is kept about that day itself, and never from today's rules; what is not known is not claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import Shift
from bot.domain.day import local_time, to_utc
from bot.domain.reminders import Kind, Origin, Rule
from bot.domain.streaks import DayMark
from bot.usecases import rules
from bot.usecases.claims import LOOK_BACK
from bot.usecases.coming import is_done
from bot.usecases.deliveries import Delivery, DeliveryState
from bot.usecases.outgoing import Outcome
from bot.usecases.turn import Stale, Turn

DAYS_A_PAGE = 7
PAGES = LOOK_BACK.days // DAYS_A_PAGE
MOST_LINES = 36  # of a page: they are to fit into one message


class NoRow(StrEnum):
    """Why a day has nothing in the record."""

    NOT_YET = "not-yet"
    SWITCHED_OFF = "no-rule"
    OTHER_DAYS = "other-days"
    DONE = "all-done"  # today: it would come, and nothing is open
    ON_CALL = "was-on-call"
    PAUSED = "was-paused"
    BLOCKED = "blocked"
    GOODBYE = "goodbye"
    UNSET = "unset"  # as it was set then, nothing fell due
    NO_RECORD = "no-record"  # before anything had ever fallen due


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One reminder, sent or not, or a day without any."""

    day: date  # the local date on which it falls due
    due_at: datetime | None
    kind: Kind
    origin: Origin
    state: DeliveryState | None  # None: there is nothing in the record
    why: str  # a Skip, an Outcome, or a NoRow
    sent_at: datetime | None = None
    until: datetime | None = None  # when the quiet ends that it fell into
    buzzed: bool = False
    is_goodbye: bool = False


@dataclass(frozen=True, slots=True)
class WhyView:
    """The reminders of a week, newest first."""

    lines: tuple[WhyLine, ...]
    more: int  # lines that did not fit
    zone: str
    page: int
    has_older: bool
    joined: date | None  # the day they joined, where the page reaches back to it


def why(turn: Turn, page: int = 0) -> WhyView:
    """Explain each reminder of a week: page 0 is the last seven days, page 1 those before."""
    if page >= PAGES:
        raise Stale
    zone = turn.learner.zone
    newest = local_time(turn.now, zone).date() - timedelta(days=page * DAYS_A_PAGE)
    joined = local_time(turn.learner.joined_at, zone).date()
    days = [newest - timedelta(days=back) for back in range(DAYS_A_PAGE)]
    shown = [day for day in days if day >= joined]
    lines = tuple(_lines(turn, shown))
    return WhyView(
        lines=lines[:MOST_LINES],
        more=max(len(lines) - MOST_LINES, 0),
        zone=zone,
        page=page,
        has_older=page + 1 < PAGES and joined < days[-1],
        joined=joined if joined in days else None,
    )


def _lines(turn: Turn, days: list[date]) -> Iterator[WhyLine]:
    since = turn.now - LOOK_BACK - timedelta(days=1)
    kept = turn.tx.deliveries.since(turn.owner, since)
    prompts = rules.prompts(turn)
    of_prompts = [each for each in kept if each.kind is Kind.PROMPT]
    explained = {each.local_date for each in of_prompts}
    explained |= {_date(turn, each) for each in of_prompts if each.origin is Origin.RULE}
    today = local_time(turn.now, turn.learner.zone).date()
    for day in days:
        yield from (_line(turn, each) for each in kept if min(_date(turn, each), today) == day)
        if day not in explained:
            reason = _without_row(turn, day, prompts)
            yield WhyLine(day, None, Kind.PROMPT, Origin.RULE, None, reason)


def _date(turn: Turn, delivery: Delivery) -> date:
    """Return the date on which it falls due: quiet hours or a snooze may have moved it on."""
    return local_time(delivery.due_at, turn.learner.zone).date()


def _line(turn: Turn, delivery: Delivery) -> WhyLine:
    sent = delivery.state is DeliveryState.SENT
    return WhyLine(
        day=_date(turn, delivery),
        due_at=delivery.due_at,
        kind=delivery.kind,
        origin=delivery.origin,
        state=delivery.state,
        why=delivery.why,
        sent_at=delivery.sent_at,
        until=None if sent else turn.learner.rhythm.left_alone_until(delivery.due_at),
        buzzed=delivery.buzzed,
        is_goodbye=sent and not delivery.opening,
    )


def _without_row(turn: Turn, day: date, prompts: list[Rule]) -> NoRow:
    today = local_time(turn.now, turn.learner.zone).date()
    if turn.spared()(day) is DayMark.PAUSED:
        return NoRow.PAUSED
    if turn.learner.calendar.shift(day) is Shift.ON_CALL:
        return NoRow.ON_CALL
    return _today(turn, day, prompts) if day == today else _back_then(turn, day)


def _today(turn: Turn, day: date, prompts: list[Rule]) -> NoRow:
    on = [rule for rule in prompts if rule.enabled]
    due = [turn.timetable.occurrence(rule, day) for rule in on if rule.is_for(day)]
    if not due:
        return NoRow.OTHER_DAYS if on else NoRow.SWITCHED_OFF
    if any(each and each.due_at > turn.now for each in due):
        return NoRow.DONE if is_done(turn, turn.day) else NoRow.NOT_YET
    return NoRow.UNSET


def _back_then(turn: Turn, day: date) -> NoRow:
    """Explain a day of the past by what is kept about it: today's rules may be others."""
    begins = to_utc(day, 0, turn.learner.zone)
    first = turn.tx.deliveries.first_due(turn.owner)
    if begins is None or first is None or first >= begins:
        return NoRow.NO_RECORD
    latest = turn.tx.deliveries.last_prompt(turn.owner, begins)
    if latest and latest.why == Outcome.GONE:
        return NoRow.BLOCKED
    is_goodbye = latest and latest.state is DeliveryState.SENT and not latest.opening
    return NoRow.GOODBYE if is_goodbye else NoRow.UNSET
