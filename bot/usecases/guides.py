"""Guides: something to know, read in 90 seconds."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.content import Guide, Taught, Topic
from bot.usecases.refreshers import OUTSIDE, Place, is_new
from bot.usecases.turn import Stale, Turn


@dataclass(frozen=True, slots=True)
class GuideCard:
    """A guide, with what it leads to."""

    guide: Guide
    see: tuple[Taught, ...]
    place: Place
    new: bool  # in the plan to be read for the first time


@dataclass(frozen=True, slots=True)
class GuideList:
    """All guides."""

    guides: tuple[Guide, ...]

    @property
    def by_topic(self) -> dict[Topic, tuple[Guide, ...]]:
        """The guides of each topic that has any."""
        found = {topic: tuple(g for g in self.guides if g.topic is topic) for topic in Topic}
        return {topic: guides for topic, guides in found.items() if guides}


def show(turn: Turn, guide_id: str, place: Place = OUTSIDE) -> GuideCard:
    """Open a guide; no typed number belongs to a card any more."""
    guide = turn.library.taught(guide_id)
    if not isinstance(guide, Guide):
        raise Stale
    turn.tx.conversation.clear_pending(turn.owner)
    turn.tx.conversation.close_card(turn.owner)
    return card_of(turn, guide, place)


def card_of(turn: Turn, guide: Guide, place: Place) -> GuideCard:
    """Return a guide's card."""
    leads = (turn.library.taught(item) for item in guide.see)
    return GuideCard(guide, tuple(each for each in leads if each), place, is_new(turn, place))


def guides(turn: Turn) -> GuideList:
    """List the guides."""
    return GuideList(tuple(turn.library.guides.values()))
