"""A learner's turn: who acts, when, and what is at hand inside one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.domain.calendar import costs_nothing, is_tired
from bot.domain.content import Drill, Guide, Library, Taught, Technique
from bot.domain.day import is_night, local_time
from bot.domain.learners import Learner
from bot.domain.practice import Completion
from bot.domain.reminders import Timetable
from bot.domain.streaks import DayMark, Spared, Streak, streak
from bot.usecases.ports import Tx


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that a learner makes happen. Times in it are aware UTC."""

    tx: Tx
    library: Library
    learner: Learner
    now: datetime
    update: int = 0  # Telegram's update id; 0 where the clock acts
    day: date = field(init=False)  # the learner's practice day

    def __post_init__(self) -> None:
        object.__setattr__(self, "day", self.learner.day(self.now))

    @property
    def owner(self) -> int:
        return self.learner.id

    def item(self, item_id: str) -> Drill | Technique:
        """Return an item; raise UnknownItem where the library no longer has it."""
        item = self.library.item(item_id)
        if item is None:
            raise UnknownItem(item_id)
        return item

    def taught(self, item_id: str) -> Drill | Technique | Guide:
        """Return an item or a guide; raise UnknownItem where the library no longer has it."""
        taught = self.library.taught(item_id)
        if taught is None:
            raise UnknownItem(item_id)
        return taught

    def title(self, item_id: str) -> str:
        """Return a title; the id where the library no longer has it."""
        taught = self.library.taught(item_id)
        return taught.title if taught else item_id

    def done_of(self, item: Taught) -> list[Completion]:
        """Return what was done of an item, under former ids too, oldest first."""
        ids = (*item.formerly, item.id)
        return [done for each in ids for done in self.tx.practice.of_item(self.owner, each)]

    def read_lessons(self) -> frozenset[str]:
        """Return the lessons that were read, by their present ids."""
        memories, renamed = self.tx.practice.memories(self.owner), self.library.renamed
        return frozenset(renamed.get(kept.technique, kept.technique) for kept in memories)

    def save(self, learner: Learner) -> Turn:
        """Keep the changed learner and go on with it."""
        self.tx.learners.save(learner)
        return replace(self, learner=learner)

    def spared(self) -> Spared:
        """Return what tells whether a day leaves the streak alone: in a pause, or on call."""
        pauses = self.tx.learners.pauses(self.owner)
        calendar = self.learner.calendar

        def spared(day: date) -> DayMark | None:
            if any(first <= day and (until is None or day < until) for first, until in pauses):
                return DayMark.PAUSED
            return DayMark.ON_CALL if costs_nothing(calendar, day) else None

        return spared

    @property
    def is_tired(self) -> bool:
        """Tell whether the learner comes from a night awake.

        After such a night the practice day turns late, so once it is morning the date counts, too.
        """
        calendar, zone = self.learner.calendar, self.learner.zone
        by_date = is_tired(calendar, local_time(self.now, zone).date())
        return is_tired(calendar, self.day) or (by_date and not is_night(self.now, zone))

    @property
    def nothing_sharp(self) -> bool:
        """Tell whether to offer nothing with a needle: at night, and after a night awake."""
        return self.is_tired or is_night(self.now, self.learner.zone)

    @property
    def timetable(self) -> Timetable:
        """What the learner's due times are computed from."""
        return Timetable(self.learner.rhythm, self.tx.rules.spread_s)

    def streak(self) -> Streak:
        """Derive the streak from what was done."""
        return streak(self.tx.practice.days(self.owner), self.day, self.spared())


class UnknownItem(Exception):
    """An item id that the library does not know, for example from a button of another version."""


class Stale(Exception):
    """A button whose world has moved on; the answer is an alert and today's plan."""


class SecondTap(Stale):
    """A button that was tapped twice: nothing changed, and the answer says so."""
