"""Why a reminder came or did not, from the record of deliveries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.day import local_time
from bot.domain.reminders import Kind, Origin, Rule
from bot.usecases import rules
from bot.usecases.claims import LOOK_BACK
from bot.usecases.deliveries import Delivery, DeliveryState
from bot.usecases.turn import Stale, Turn

DAYS_A_PAGE = 7
PAGES = LOOK_BACK.days // DAYS_A_PAGE
MOST_LINES = 36  # of a page: they are to fit into one message


class NoRow(StrEnum):
    """Why a day has nothing in the record."""

    NOT_YET = "not-yet"
    SWITCHED_OFF = "no-rule"
    OTHER_DAYS = "other-days"
    ON_CALL = "was-on-call"
    GOODBYE = "goodbye"
    UNSET = "unset"  # a rule names the day now, and did not then


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
            reason = _without_row(turn, day, prompts, kept)
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


def _without_row(turn: Turn, day: date, prompts: list[Rule], kept: list[Delivery]) -> NoRow:
    on = [rule for rule in prompts if rule.enabled]
    due = [turn.timetable.occurrence(rule, day) for rule in on if rule.is_for(day)]
    if not due:
        return NoRow.OTHER_DAYS if on else NoRow.SWITCHED_OFF
    if not any(due):
        return NoRow.ON_CALL
    if any(each and each.due_at > turn.now for each in due):
        return NoRow.NOT_YET
    before = (each for each in kept if each.local_date < day and each.kind is Kind.PROMPT)
    latest = next((each for each in before if each.state is DeliveryState.SENT), None)
    return NoRow.GOODBYE if latest and not latest.opening else NoRow.UNSET
