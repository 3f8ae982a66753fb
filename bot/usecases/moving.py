"""Moving: a clock that is no longer the learner's is asked about, never changed unasked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.day import MINUTES_A_DAY, local_time
from bot.domain.places import Place
from bot.usecases.awaiting import await_typed
from bot.usecases.ports import Pending
from bot.usecases.turn import Turn

SAME_CLOCK = 20  # minutes: watches differ, and people round
MOST_OFFERED = 3
# Well-known places for each offset at which many people live; any other city is typed.
WELL_KNOWN = tuple(
    Place(name, "", zone)
    for name, zone in (
        ("Honolulu", "Pacific/Honolulu"),
        ("Anchorage", "America/Anchorage"),
        ("Los Angeles", "America/Los_Angeles"),
        ("Phoenix", "America/Phoenix"),
        ("Denver", "America/Denver"),
        ("Chicago", "America/Chicago"),
        ("Mexico City", "America/Mexico_City"),
        ("New York", "America/New_York"),
        ("Bogotá", "America/Bogota"),
        ("Halifax", "America/Halifax"),
        ("Santiago", "America/Santiago"),
        ("St. John's", "America/St_Johns"),
        ("São Paulo", "America/Sao_Paulo"),
        ("London", "Europe/London"),
        ("Accra", "Africa/Accra"),
        ("Berlin", "Europe/Berlin"),
        ("Lagos", "Africa/Lagos"),
        ("Cairo", "Africa/Cairo"),
        ("Johannesburg", "Africa/Johannesburg"),
        ("Istanbul", "Europe/Istanbul"),
        ("Nairobi", "Africa/Nairobi"),
        ("Tehran", "Asia/Tehran"),
        ("Dubai", "Asia/Dubai"),
        ("Karachi", "Asia/Karachi"),
        ("Delhi", "Asia/Kolkata"),
        ("Kathmandu", "Asia/Kathmandu"),
        ("Dhaka", "Asia/Dhaka"),
        ("Yangon", "Asia/Yangon"),
        ("Bangkok", "Asia/Bangkok"),
        ("Singapore", "Asia/Singapore"),
        ("Shanghai", "Asia/Shanghai"),
        ("Tokyo", "Asia/Tokyo"),
        ("Adelaide", "Australia/Adelaide"),
        ("Sydney", "Australia/Sydney"),
        ("Auckland", "Pacific/Auckland"),
    )
)


@dataclass(frozen=True, slots=True)
class MoveAsked:
    """It seems that the learner has moved: shall the clock follow?"""

    place: Place
    now: datetime
    kept: str  # the present place, or its zone


@dataclass(frozen=True, slots=True)
class ClockAgrees:
    """The learner's clock is ours."""

    now: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class ClockDiffers:
    """The learner's clock shows another time: where are they?"""

    said: int  # minutes after midnight
    now: datetime
    zone: str
    place: str
    fitting: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class PlaceKept:
    """The clock stays as it is."""

    place: str
    now: datetime
    zone: str


def seen_at(turn: Turn, place: Place) -> MoveAsked | ClockAgrees:
    """Ask about a place whose zone is another one; nothing changes unasked."""
    learner = turn.learner
    if place.zone == learner.zone:
        return ClockAgrees(turn.now, learner.zone)
    return MoveAsked(place, turn.now, learner.place or learner.zone)


def seen_clock(turn: Turn, minutes: tuple[int, ...]) -> ClockAgrees | ClockDiffers:
    """Compare what the learner's clock shows, in minutes after midnight, with ours.

    "6:10" in the evening may be 18:10: either may agree.
    """
    zone = turn.learner.zone
    shown = {minute % (MINUTES_A_DAY // 2) + half for minute in minutes for half in _HALVES}
    if any(_agree(turn.now, zone, minute) for minute in shown):
        return ClockAgrees(turn.now, zone)
    await_typed(turn, Pending.PLACE)
    fitting = (
        place for minute in minutes for place in WELL_KNOWN if _agree(turn.now, place.zone, minute)
    )
    return ClockDiffers(
        minutes[0], turn.now, zone, turn.learner.place, tuple(fitting)[:MOST_OFFERED]
    )


_HALVES = (0, MINUTES_A_DAY // 2)


def _agree(now: datetime, zone: str, minute: int) -> bool:
    local = local_time(now, zone)
    apart = abs(local.hour * 60 + local.minute - minute)
    return min(apart, MINUTES_A_DAY - apart) <= SAME_CLOCK


def keep(turn: Turn) -> PlaceKept:
    """Leave the clock as it is."""
    turn.tx.conversation.clear_pending(turn.owner)
    return PlaceKept(turn.learner.place, turn.now, turn.learner.zone)
