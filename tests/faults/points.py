"""A kill between every two steps of a reminder's way: exactly what comes of each."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.reminders import Kind
from bot.usecases.deliveries import DeliveryState
from tests.faults.report import Report
from tests.faults.telegram import NEVER_S, Request
from tests.faults.world import Coach, World

AT_TELEGRAM = {"request received": "received", "message arrived": "arrived"}
SENT, UNKNOWN = DeliveryState.SENT, DeliveryState.UNKNOWN


@dataclass(frozen=True, slots=True)
class Case:
    """The points at which coaches die one after the other, before one lives on.

    What is to come of a prompt, which may come twice, and of a second chance, which may not: how
    often it arrives, and what the record says.
    """

    deaths: tuple[str, ...]
    prompt: tuple[int, DeliveryState]
    once_only: tuple[int, DeliveryState]

    def of(self, kind: Kind) -> tuple[int, DeliveryState]:
        return self.prompt if kind is Kind.PROMPT else self.once_only


UNHARMED = ((1, SENT), (1, SENT))
CASES = (
    Case(("claim made",), *UNHARMED),
    Case(("claim committed",), *UNHARMED),
    Case(("claim committed", "claim made"), *UNHARMED),
    Case(("begin made",), *UNHARMED),
    Case(("begin committed",), (1, SENT), (0, UNKNOWN)),
    Case(("begin committed", "take made"), (1, SENT), (0, UNKNOWN)),
    Case(("begin committed", "take committed"), (1, SENT), (0, UNKNOWN)),
    Case(("request received",), (1, SENT), (0, UNKNOWN)),
    Case(("message arrived",), (2, SENT), (1, UNKNOWN)),
    Case(("answer read",), (2, SENT), (1, UNKNOWN)),
    Case(("record made",), (2, SENT), (1, UNKNOWN)),
    Case(("record committed",), *UNHARMED),
)


async def die_at_points(
    world: World, kind: Kind, title: str, cases: Sequence[Case] = CASES
) -> Report:
    """Live these cases, one after the other."""
    faults = [fault for case in cases if (fault := await _live(world, kind, case))]
    deaths = sum(len(case.deaths) for case in cases)
    return Report(title, {"points": len(cases), "kills": deaths}, faults)


async def _live(world: World, kind: Kind, case: Case) -> str | None:
    """Return what was not as it should be."""
    (who,) = await world.fall_due(kind, 1)
    for point in case.deaths:
        await _die(world, point)
    coach = await world.start()
    await world.settled()
    await world.kill(coach)
    state, _ = (await world.states())[who]
    came = len(world.telegram.arrivals[who]), state
    if came == case.of(kind):
        return None
    return f"{kind} after {' and '.join(case.deaths)}: arrived {came[0]} times, {came[1]}"


async def _die(world: World, point: str) -> None:
    moment = AT_TELEGRAM.get(point)
    coach = await world.start("" if moment else point)
    if moment:
        _strike(world, coach, moment)
    await world.bury(coach)
    world.telegram.spare()


def _strike(world: World, coach: Coach, wanted: str) -> None:
    async def strike(moment: str, _: Request) -> None:
        if moment == wanted:
            coach.kill()
            await asyncio.sleep(NEVER_S)  # until the connection is closed

    world.telegram.strike = strike
