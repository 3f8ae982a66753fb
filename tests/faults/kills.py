"""kill -9 at random moments: nothing is lost, and what comes twice was in flight just then."""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.domain.reminders import Kind
from bot.usecases.deliveries import DeliveryState
from tests.faults.report import Report
from tests.faults.telegram import Request
from tests.faults.world import World
from tests.postgres import Server

Arrivals = dict[int, list[Request]]
States = dict[int, tuple[DeliveryState, str]]

NEW_A_LIFE = {Kind.PROMPT: 30, Kind.SECOND_CHANCE: 10}  # people whose reminders fall due before it
LONGEST_LIFE_S = 1.6  # from its first message on: about as long as all take
CATCHES_UP_WITHIN_S = 300.0  # the last one, with what the others left
STILLBORN = 0.2  # how many die at any moment from their start on: before a claim, or in it
MEAN_DOUBLED = 0.6  # of the requests in flight


@dataclass(slots=True)
class Kill:
    """What one kill met."""

    received: int  # requests that Telegram had and had not answered
    in_flight: set[int]  # these and all others that were begun and not written down
    doubled: set[int] = field(default_factory=set)  # what came again after it


@dataclass(slots=True)
class Kills:
    """Life after life on one world, and what they come to."""

    world: World
    chance: random.Random
    kills: list[Kill] = field(default_factory=list)
    crashes: int = 0

    async def go_on(self, number: int, server: Server | None = None) -> None:
        """Let so many coaches be killed; in between, once, let the database's server crash."""
        for life in range(number):
            for kind, people in NEW_A_LIFE.items():
                await self.world.fall_due(kind, people)
            coach = await self.world.start()
            await self._some_moment()
            if server and life == number // 2:
                await self._crash(server)
                await self._some_moment()
            received, in_flight = await self.world.kill(coach)
            self.kills.append(Kill(received, in_flight))

    async def _some_moment(self) -> None:
        if self.chance.random() < STILLBORN:
            await asyncio.sleep(self.chance.uniform(0, 1.5))
            return
        requests = self.world.telegram.requests
        before = len(requests)

        async def speaks() -> bool:
            return len(requests) > before

        await self.world.until(speaks, "the coach says nothing")
        await asyncio.sleep(self.chance.uniform(0, LONGEST_LIFE_S))

    async def _crash(self, server: Server) -> None:
        """Let the server die as it does on a crash, and come back a second later."""
        await asyncio.to_thread(server.stop, signal.SIGQUIT)
        await asyncio.sleep(1)
        await asyncio.to_thread(server.start)
        self.crashes += 1

    async def report(self, title: str) -> Report:
        """Let the last coach finish, and count."""
        coach = await self.world.start()
        await self.world.settled(patience_s=CATCHES_UP_WITHIN_S)
        coach.stop()
        await self.world.bury(coach)
        arrivals, states = self.world.telegram.arrivals, await self.world.states()
        unkilled = self._attribute(arrivals)
        people, kills = self.world.people, self.kills
        repeatable = sum(people[who] is Kind.PROMPT for kill in kills for who in kill.in_flight)
        doubled = sum(len(kill.doubled) for kill in kills)
        facts = {
            "kills": len(kills),
            "crashes": self.crashes,
            "occurrences": len(people),
            "lost": sum(self._is_lost(who, arrivals, states) for who in people),
            "received": sum(kill.received for kill in kills),
            "in flight": sum(len(kill.in_flight) for kill in kills),
            "prompts in flight": repeatable,
            "doubled": doubled,
            "once-only doubled": sum(self._is_doubled_wrongly(who, arrivals) for who in people),
            "unknown": sum(state is DeliveryState.UNKNOWN for state, _ in states.values()),
        }
        faults = {
            "an occurrence was lost": facts["lost"],
            "what is once-only came twice": facts["once-only doubled"],
            "more was doubled than was in flight": any(k.doubled - k.in_flight for k in kills),
            "doubled, and nobody was killed": unkilled,
            "more is unknown than was in flight": facts["unknown"] > facts["in flight"],
        }
        return Report(title, facts, [fault for fault, there in faults.items() if there])

    def _attribute(self, arrivals: Arrivals) -> int:
        """Put each repetition down to the kill before it; return how many no kill explains."""
        unexplained = 0
        for who in self.world.people:
            lives = [request.life for request in arrivals[who]]
            for before, after in pairwise(lives):
                if before == after:
                    unexplained += 1
                else:
                    self.kills[before].doubled.add(who)
        return unexplained

    def _is_doubled_wrongly(self, who: int, arrivals: Arrivals) -> bool:
        return self.world.people[who] is Kind.SECOND_CHANCE and len(arrivals[who]) > 1

    def _is_lost(self, who: int, arrivals: Arrivals, states: States) -> bool:
        """Tell whether somebody was never told, and the record does not say that this may be."""
        state, _ = states.get(who, (None, ""))
        may_be = {DeliveryState.SENT} if arrivals[who] else set()
        if self.world.people[who] is Kind.SECOND_CHANCE:
            may_be |= {DeliveryState.UNKNOWN}
        return state not in may_be


def mean_doubled(reports: Sequence[Report]) -> Report:
    """Judge how much came twice of what was in flight, over all kills together."""
    kills, in_flight, doubled = (
        sum(report.facts[name] for report in reports)
        for name in ("kills", "prompts in flight", "doubled")
    )
    mean = round(doubled / max(in_flight, 1), 2)
    faults = [f"more than {MEAN_DOUBLED} of it"] if mean > MEAN_DOUBLED else []
    return Report("Doubled of what was in flight", {"kills": kills, "mean": mean}, faults)
