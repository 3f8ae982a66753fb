"""Ten thousand reminders fall due in one minute: none is dropped, and the budget is used up."""

from __future__ import annotations

import asyncio

from bot.usecases.deliveries import DeliveryState
from tests.faults.report import Report
from tests.faults.talk import Talk
from tests.faults.world import World

OF_ITS_BUDGET = 0.95


async def full_minute(world: World, number: int, title: str) -> Report:
    """Let all be sent; now and then somebody writes."""
    last_due_s = await world.fall_due_in_a_minute(number)
    talk, coach = Talk(world), await world.ready()
    talk.begin(every_s=2)
    await asyncio.sleep(last_due_s)
    await world.settled(patience_s=60 + 2 * number / world.rate, every_s=1)
    await talk.end()
    coach.stop()
    await world.bury(coach)
    states, arrivals = await world.states(), world.telegram.arrivals
    came = [each.came_at for each in world.telegram.requests]
    prompts = [each.came_at for each in world.telegram.requests if each.chat in world.people]
    first, last = min(prompts), max(prompts)
    per_second = sum(first <= at <= last for at in came) / (last - first)
    facts = {
        "due": number,
        "sent": sum(state is DeliveryState.SENT for state, _ in states.values()),
        "doubled": sum(len(arrivals[who]) > 1 for who in world.people),
        "seconds": round(last - first, 1),
        "a second": round(per_second, 2),
        "of its budget": round(per_second / world.rate, 3),
        **talk.facts(),
    }
    faults = {
        "some were dropped": facts["sent"] < number or any(not arrivals[w] for w in world.people),
        "some came twice": facts["doubled"],
        f"less than {OF_ITS_BUDGET:.0%} of the budget": facts["of its budget"] < OF_ITS_BUDGET,
        "somebody was not answered": talk.unanswered,
    }
    return Report(title, facts, [fault for fault, there in faults.items() if there])
