"""The learner: the person the bot coaches, and what they have set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar import EMPTY, Calendar
from bot.domain.content import Kit
from bot.domain.day import DEFAULT_DAY_START
from bot.domain.plates import NeedleHand
from bot.domain.rhythm import Rhythm, rhythm_of
from bot.domain.syllabus import Track

DEFAULT_ZONE = "Etc/UTC"  # until the learner has said where they are


class Onboarding(StrEnum):
    """The step of setting up that is still to be answered."""

    WELCOME = "welcome"  # 18+ not confirmed yet
    FIRST_DRILL = "first-drill"
    PLACE = "place"
    TIME = "time"
    KIT = "kit"
    READY = "ready"


class Consent(StrEnum):
    """The answer to keeping health-like values (tremor, confidence)."""

    UNASKED = "unasked"
    YES = "yes"
    NOT_NOW = "not-now"
    NEVER = "never"


class Away(StrEnum):
    """Why a learner has paused."""

    BREAK = "break"
    VACATION = "vacation"
    INJURED = "injured"


@dataclass(frozen=True, slots=True)
class Learner:
    """A person as the bot knows them."""

    id: int  # Telegram's user id
    chat: int  # the private chat, Telegram's chat id
    name: str
    zone: str
    place: str  # the city shown back; "" until set
    day_start: int  # minutes after midnight at which the practice day turns
    kit: frozenset[Kit]
    onboarding: Onboarding
    check_ins: Consent
    joined_at: datetime
    seen_at: datetime  # the last sign of life
    blocked_at: datetime | None  # the person blocked the bot
    paused_from: date | None  # first practice day of the pause that runs or is to come
    paused_until: date | None  # first practice day after it; None = until they say so
    away: Away | None = None  # why, in a pause
    quiet_from: int | None = None  # quiet hours in minutes after midnight; both or none
    quiet_to: int | None = None
    calendar: Calendar = EMPTY  # shifts and days on call
    time_suggested_on: date | None = None  # when another prompt time was last suggested
    track: Track | None = None  # the specialty they train towards
    needle_hand: NeedleHand = NeedleHand.RIGHT

    @property
    def rhythm(self) -> Rhythm:
        """When the learner's days turn, and when they are to be left alone."""
        return rhythm_of(self.zone, self.day_start, self.quiet_from, self.quiet_to, self.calendar)

    def day(self, now: datetime) -> date:
        """Return the learner's practice day at `now`."""
        return self.rhythm.practice_day(now)

    def is_paused(self, day: date) -> bool:
        """Tell whether `day` lies in the running pause."""
        if self.paused_from is None or day < self.paused_from:
            return False
        return self.paused_until is None or day < self.paused_until

    def pauses_after(self, day: date) -> bool:
        """Tell whether a pause is still to begin after `day`."""
        return self.paused_from is not None and self.paused_from > day

    def seen(self, now: datetime, name: str) -> Learner:
        """Return the learner after a sign of life."""
        return replace(self, seen_at=now, name=name, blocked_at=None)

    def gone(self, now: datetime) -> Learner:
        """Return the learner after they have blocked the bot."""
        return replace(self, blocked_at=now)


def new_learner(learner_id: int, chat: int, name: str, now: datetime) -> Learner:
    """Return a person who has just said /start."""
    return Learner(
        id=learner_id,
        chat=chat,
        name=name,
        zone=DEFAULT_ZONE,
        place="",
        day_start=DEFAULT_DAY_START,
        kit=frozenset(),
        onboarding=Onboarding.WELCOME,
        check_ins=Consent.UNASKED,
        joined_at=now,
        seen_at=now,
        blocked_at=None,
        paused_from=None,
        paused_until=None,
    )
