"""Writing down what was done: the one place where a completion comes into being."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.practice import Completion, OpenCard, Source
from bot.usecases.turn import Turn


@dataclass(frozen=True, slots=True)
class Done:
    """What a learner says of something done."""

    reps: int | None = None
    seconds: int | None = None
    slips: bool | None = None
    source: Source = Source.PLAN
    note: str = ""
    message: int | None = None  # that shows it as done


def keep(
    turn: Turn,
    item: str | None,
    done: Done,
    *,
    card: OpenCard | None = None,
    day: date | None = None,
) -> Completion:
    """Write a completion down with instant, zone and practice day (today, unless a plan's own).

    The card that it came from is closed, and the item's timer ends.
    """
    kept = turn.tx.practice.add(
        Completion(
            id=0,
            learner=turn.owner,
            item=item,
            at=turn.now,
            zone=turn.learner.zone,
            day=day or turn.day,
            source=done.source,
            hand=card.hand if card else None,
            level=card.level if card else None,
            reps=done.reps,
            seconds=done.seconds,
            slips=done.slips,
            note=done.note,
            plan=card.plan if card else None,
            position=card.position if card else None,
            message=done.message,
        )
    )
    put_away(turn, item)
    return kept


def put_away(turn: Turn, item: str | None) -> None:
    """Close the item's card, if it is open; a timer of it shall not buzz any more."""
    opened = turn.tx.conversation.open_card(turn.owner)
    if opened and opened[0].item == item:
        turn.tx.conversation.close_card(turn.owner)
    timer = turn.tx.practice.running_timer(turn.owner)
    if timer and timer.item == item:
        turn.tx.practice.stop_timer(timer.id)
