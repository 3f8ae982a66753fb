"""Two processes on one database: one works, the other stands by; one dies, the other goes on."""

from __future__ import annotations

import asyncio
import time

from bot.domain.reminders import Kind
from bot.usecases.deliveries import DeliveryState
from tests.faults.report import Report
from tests.faults.talk import Talk
from tests.faults.telegram import Request
from tests.faults.world import World

PROMPTS, SECOND_CHANCES = 90, 30
BEFORE_THE_KILL = 40  # requests
TAKES_OVER_WITHIN_S = 6.0  # a standby asks every few seconds


async def two_workers(world: World, title: str) -> Report:
    """Kill whoever sends; every reminder arrives, and nobody ever gets in the other's way."""
    talk = Talk(world)
    talk.begin(every_s=0.5)
    coaches = [await world.ready(), await world.start()]
    await asyncio.sleep(1)
    await world.fall_due(Kind.PROMPT, PROMPTS)
    await world.fall_due(Kind.SECOND_CHANCE, SECOND_CHANCES)
    holders = await _watch(world)
    dead = next(coach for coach in coaches if coach.pid in holders)
    killed_at = time.monotonic()
    _, in_flight = await world.kill(dead)
    await world.settled()
    await talk.end()
    (heir,) = (coach for coach in coaches if coach is not dead)
    heir.stop()
    await world.bury(heir)
    arrivals = world.telegram.arrivals
    doubled = [who for who in world.people if len(arrivals[who]) > 1]
    states = await world.states()
    unknown = [who for who, (state, _) in states.items() if state is DeliveryState.UNKNOWN]
    lost = [who for who in world.people if not arrivals[who] and who not in unknown]
    facts = {
        "lost": len(lost),
        "in flight": len(in_flight),
        "doubled": len(doubled),
        "unknown": len(unknown),
        "goes on after s": round(_first_after(world, killed_at).came_at - killed_at, 1),
        "polled at once": world.telegram.conflicts,
        **talk.facts(),
    }
    faults = {
        f"lost: {[states.get(who) for who in lost]}": lost,
        "more was doubled than was in flight": {*doubled} - in_flight,
        "both sent": len(holders) != 1,
        "both polled": world.telegram.conflicts,
        "the other one was late": facts["goes on after s"] > TAKES_OVER_WITHIN_S,
        "somebody was not answered": talk.unanswered,
    }
    return Report(title, facts, [fault for fault, there in faults.items() if there])


async def _watch(world: World) -> set[int]:
    """Look on until some have arrived; return the processes that held anything meanwhile."""
    holders: set[int] = set()
    while sum(each.chat in world.people for each in world.telegram.requests) < BEFORE_THE_KILL:
        holders |= await world.holders()
        await asyncio.sleep(0.02)
    return holders


def _first_after(world: World, instant: float) -> Request:
    return next(
        each
        for each in world.telegram.requests
        if each.came_at > instant and each.chat in world.people
    )
