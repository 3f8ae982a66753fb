"""A learner's turn: who acts, when, and what is at hand inside one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.content import Drill, Library, Technique
from bot.domain.day import local_time
from bot.domain.learners import Learner
from bot.domain.practice import Completion
from bot.domain.reminders import Rule, upcoming
from bot.domain.streaks import Streak, streak
from bot.usecases.ports import Tx


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that a learner makes happen. Times in it are aware UTC."""

    tx: Tx
    library: Library
    learner: Learner
    now: datetime
    update: int = 0  # Telegram's update id; 0 where the clock acts

    @property
    def day(self) -> date:
        """The learner's practice day."""
        return self.learner.day(self.now)

    @property
    def owner(self) -> int:
        return self.learner.id

    def item(self, item_id: str) -> Drill | Technique:
        """Return an item; raise UnknownItem where the library no longer has it."""
        item = self.library.item(item_id)
        if item is None:
            raise UnknownItem(item_id)
        return item

    def title(self, item_id: str) -> str:
        """Return an item's title; its id where the library no longer has it."""
        item = self.library.item(item_id)
        return item.title if item else item_id

    def done_of(self, item: Drill | Technique) -> list[Completion]:
        """Return what was done of an item, under former ids too, oldest first."""
        ids = (*item.formerly, item.id)
        return [done for each in ids for done in self.tx.practice.of_item(self.owner, each)]

    def save(self, learner: Learner) -> Turn:
        """Keep the changed learner and go on with it."""
        self.tx.learners.save(learner)
        return replace(self, learner=learner)

    def paused_on(self) -> Callable[[date], bool]:
        """Return the test whether a day lay in a pause, past or running."""
        pauses = self.tx.learners.pauses(self.owner)
        return lambda day: any(
            first <= day and (until is None or day < until) for first, until in pauses
        )

    def next_prompts(self, rule: Rule, number: int) -> tuple[date, ...]:
        """Return the local dates of the next prompts; a date gets one, also when its time moves."""
        zone = self.learner.zone
        sent = self.tx.reminders.unanswered(self.owner, self.now - timedelta(days=1))
        had = {local_time(at, zone).date() for at in sent}
        coming = [each.local_date for each in upcoming(rule, zone, self.now, number + 1)]
        return tuple(day for day in coming if day not in had)[:number]

    def streak(self) -> Streak:
        """Derive the streak from what was done."""
        return streak(self.tx.practice.days(self.owner), self.day, self.paused_on())


class UnknownItem(Exception):
    """An item id that the library does not know, for example from a button of another version."""


class Stale(Exception):
    """A button whose world has moved on; the answer is an alert and today's plan."""


class SecondTap(Stale):
    """A button that was tapped twice: nothing changed, and the answer says so."""
