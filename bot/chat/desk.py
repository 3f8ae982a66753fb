"""What a handler has at hand while it serves one update."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.usecases.ports import Glossary, Places, Safety, Search
from bot.usecases.teaching import Teaching
from bot.usecases.turn import Turn


@dataclass(frozen=True, slots=True)
class Desk:
    """The turn, the ways to look things up, and the message that was tapped."""

    turn: Turn
    teaching: Teaching
    places: Places
    message: int  # the tapped message, or the learner's own one

    @property
    def search(self) -> Search:
        return self.teaching.search

    @property
    def safety(self) -> Safety:
        return self.teaching.safety

    @property
    def glossary(self) -> Glossary:
        return self.teaching.glossary

    def reread(self) -> Desk:
        """Return the desk with the learner as just saved."""
        learner = self.turn.tx.learners.get(self.turn.owner)
        return replace(self, turn=replace(self.turn, learner=learner)) if learner else self
