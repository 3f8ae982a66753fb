"""After a night awake: two minutes, nothing sharp, or rest."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.choosing import two_minutes
from bot.domain.practice import NotToday
from bot.usecases.turn import Turn


def follow(turn: Turn) -> None:
    """Bring today's plan into line with the calendar, if it was shown before that changed."""
    plan = turn.tx.plans.of_day(turn.owner, turn.day)
    if plan is None:
        return
    if not turn.is_tired:
        left, now = [item for item in plan.items if item.not_today is NotToday.TIRED], None
    else:
        kept = two_minutes([item for item in plan.open_items if not item.sharp])
        places = {item.position for item in kept}
        left = [item for item in plan.open_items if item.position not in places]
        now = NotToday.TIRED
    for item in left:
        turn.tx.plans.set_item(plan.id, replace(item, not_today=now))
